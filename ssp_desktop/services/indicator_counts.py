"""What is counted for each indicator: the same conditions give the figure and the list behind it.

Each source says in which table, under which condition, and how many a row stands for. The figures read each
table once for all of them; the list behind one figure asks for its own sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, literal, select, true, tuple_

from ssp_desktop.models import Activity, ContactLog, InformationShare
from ssp_desktop.models.contact_log import ContactLogShare
from ssp_desktop.vocabulary.activity import ActivityKind, ReferralTo
from ssp_desktop.vocabulary.contact import Answer, Arising, CrimeDecision, ShareDirection

Lines = Select[date | None, str, int, int, int]
ONE = literal(1)


@dataclass(frozen=True)
class Reach:
    """Whose records are counted, and of which days (both included)."""

    partnership_id: int
    first: date
    last: date


@dataclass(frozen=True)
class CountedTable:
    """A table in which something counts: its day, the record that a line opens, and the line's own id.

    Two shares of one contact log are two lines that open one record. ``within`` narrows it to a reach.
    """

    noun: str
    day: Any
    record_id: Any
    line_id: Any
    within: Callable[[Reach], ColumnElement[bool]]


@dataclass(frozen=True)
class Source:
    """What counts in one table. ``number`` is how many a row stands for."""

    table: CountedTable
    condition: ColumnElement[bool]
    number: Any = ONE

    def lines(self, reach: Reach) -> Lines:
        """Return a query of one line for each thing that counts."""
        return select(
            self.table.day.label("day"),
            literal(self.table.noun).label("noun"),
            self.table.record_id.label("record_id"),
            self.table.line_id.label("line_id"),
            self.number.label("number"),
        ).where(self.table.within(reach), self.condition)


def _contact_log_within(reach: Reach) -> ColumnElement[bool]:
    return and_(
        ContactLog.partnership_id == reach.partnership_id,
        ContactLog.contact_date.between(reach.first, reach.last),
    )


ACTIVITIES = CountedTable(
    "activity",
    Activity.happened_on,
    Activity.id,
    Activity.id,
    lambda reach: and_(
        Activity.partnership_id == reach.partnership_id,
        Activity.happened_on.between(reach.first, reach.last),
        Activity.entered_in_error.is_(False),
    ),
)
CONTACT_LOGS = CountedTable(
    "contact_log", ContactLog.contact_date, ContactLog.id, ContactLog.id, _contact_log_within
)
SHARES = CountedTable(
    "contact_log",
    ContactLog.contact_date,
    ContactLog.id,
    ContactLogShare.id,
    lambda reach: and_(ContactLogShare.contact_log_id == ContactLog.id, _contact_log_within(reach)),
)
# What was shared outside a contact.
OTHER_SHARES = CountedTable(
    "information_share",
    InformationShare.shared_on,
    InformationShare.id,
    InformationShare.id,
    lambda reach: and_(
        InformationShare.partnership_id == reach.partnership_id,
        InformationShare.shared_on.between(reach.first, reach.last),
    ),
)
TABLES: Final = (ACTIVITIES, CONTACT_LOGS, SHARES, OTHER_SHARES)


def _of(kind: ActivityKind, *conditions: ColumnElement[bool]) -> Source:
    return Source(ACTIVITIES, and_(Activity.kind == kind.value, *conditions))


def _referral(to: ReferralTo) -> Source:
    return _of(ActivityKind.REFERRAL, Activity.referral_to == to.value)


def _contact_logs(condition: ColumnElement[bool]) -> Source:
    return Source(CONTACT_LOGS, condition)


# Not a question about each contact log: SQLite answers it once, and looks each reference up.
_NOT_YET_REPORTED = tuple_(ContactLog.partnership_id, ContactLog.intelligence_reference).not_in(
    select(Activity.partnership_id, Activity.intelligence_reference).where(
        Activity.kind == ActivityKind.INTELLIGENCE.value, Activity.entered_in_error.is_(False)
    )
)

SOURCES: Final[dict[str, tuple[Source, ...]]] = {
    "intelligence": (
        _of(ActivityKind.INTELLIGENCE),
        _contact_logs(and_(ContactLog.intelligence_reference != "", _NOT_YET_REPORTED)),
    ),
    "patrols": (_of(ActivityKind.PATROL, Activity.intelligence_led == Answer.YES.value),),
    "weapon_sweeps": (_of(ActivityKind.WEAPON_SWEEP),),
    "screening_arches": (_of(ActivityKind.SCREENING_ARCH),),
    "weapons_found": (Source(ACTIVITIES, Activity.weapons_found > 0, Activity.weapons_found),),
    "stop_searches": (_of(ActivityKind.STOP_SEARCH),),
    "referrals": (_of(ActivityKind.REFERRAL),),
    "referrals_youth_offending": (_referral(ReferralTo.YOUTH_OFFENDING),),
    "referrals_diversion": (_referral(ReferralTo.DIVERSION),),
    "referrals_gangs": (_referral(ReferralTo.GANGS_UNIT),),
    "restorative": (_of(ActivityKind.RESTORATIVE),),
    "presentations": (_of(ActivityKind.PRESENTATION, Activity.targeted == Answer.YES.value),),
    "projects": (_of(ActivityKind.PROJECT),),
    "hate_crime": (_of(ActivityKind.HATE_CRIME),),
    "holidays": (_of(ActivityKind.HOLIDAY),),
    "crime": (_contact_logs(ContactLog.crime_decision == CrimeDecision.RECORDED.value),),
    "cadets": (_of(ActivityKind.CADETS),),
    "confidence": (
        _of(ActivityKind.CONFIDENCE),
        _contact_logs(ContactLog.arising == Arising.PUPIL_ASKED.value),
    ),
    "social_media": (_of(ActivityKind.SOCIAL_MEDIA),),
    "sharing": (Source(SHARES, true()), Source(OTHER_SHARES, true())),
    "investigations": (_of(ActivityKind.INVESTIGATION),),
    "shared_with_school": (
        Source(SHARES, ContactLogShare.direction == ShareDirection.TO_SCHOOL.value),
        Source(OTHER_SHARES, InformationShare.direction == ShareDirection.TO_SCHOOL.value),
    ),
    "youth_panels": (_of(ActivityKind.YOUTH_PANEL),),
    "problem_solving": (_of(ActivityKind.PROBLEM_SOLVING),),
}
