"""What is counted for each indicator: the same selects give the figure and the list behind it.

Each select yields one line for each thing that counts: the day, the kind of record that a person opens for
it, that record's id, the line's own id (two shares of one contact log are two lines), and how many it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, literal, select

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


Source = Callable[[Reach], Lines]


def _activities(*conditions: ColumnElement[bool], number: Any = ONE) -> Source:
    def lines(reach: Reach) -> Lines:
        return select(
            Activity.happened_on.label("day"),
            literal("activity").label("noun"),
            Activity.id.label("record_id"),
            Activity.id.label("line_id"),
            number.label("number"),
        ).where(
            Activity.partnership_id == reach.partnership_id,
            Activity.happened_on.between(reach.first, reach.last),
            Activity.entered_in_error.is_(False),
            *conditions,
        )

    return lines


def _of(kind: ActivityKind, *conditions: ColumnElement[bool]) -> Source:
    return _activities(Activity.kind == kind.value, *conditions)


def _referral(to: ReferralTo) -> Source:
    return _of(ActivityKind.REFERRAL, Activity.referral_to == to.value)


def _contact_logs(condition: ColumnElement[bool]) -> Source:
    def lines(reach: Reach) -> Lines:
        return select(
            ContactLog.contact_date.label("day"),
            literal("contact_log").label("noun"),
            ContactLog.id.label("record_id"),
            ContactLog.id.label("line_id"),
            ONE.label("number"),
        ).where(_in_reach(reach), condition)

    return lines


def _shares(*conditions: ColumnElement[bool]) -> Source:
    def lines(reach: Reach) -> Lines:
        return (
            select(
                ContactLog.contact_date.label("day"),
                literal("contact_log").label("noun"),
                ContactLog.id.label("record_id"),
                ContactLogShare.id.label("line_id"),
                ONE.label("number"),
            )
            .join(ContactLogShare, ContactLogShare.contact_log_id == ContactLog.id)
            .where(_in_reach(reach), *conditions)
        )

    return lines


def _other_shares(*conditions: ColumnElement[bool]) -> Source:
    """What was shared outside a contact."""

    def lines(reach: Reach) -> Lines:
        return select(
            InformationShare.shared_on.label("day"),
            literal("information_share").label("noun"),
            InformationShare.id.label("record_id"),
            InformationShare.id.label("line_id"),
            ONE.label("number"),
        ).where(
            InformationShare.partnership_id == reach.partnership_id,
            InformationShare.shared_on.between(reach.first, reach.last),
            *conditions,
        )

    return lines


def _in_reach(reach: Reach) -> ColumnElement[bool]:
    return and_(
        ContactLog.partnership_id == reach.partnership_id,
        ContactLog.contact_date.between(reach.first, reach.last),
    )


_REPORTED_ALREADY = (
    select(Activity.id)
    .where(
        Activity.partnership_id == ContactLog.partnership_id,
        Activity.kind == ActivityKind.INTELLIGENCE.value,
        Activity.intelligence_reference == ContactLog.intelligence_reference,
        Activity.entered_in_error.is_(False),
    )
    .exists()
)

SOURCES: Final[dict[str, tuple[Source, ...]]] = {
    "intelligence": (
        _of(ActivityKind.INTELLIGENCE),
        _contact_logs(and_(ContactLog.intelligence_reference != "", ~_REPORTED_ALREADY)),
    ),
    "patrols": (_of(ActivityKind.PATROL, Activity.intelligence_led == Answer.YES.value),),
    "weapon_sweeps": (_of(ActivityKind.WEAPON_SWEEP),),
    "screening_arches": (_of(ActivityKind.SCREENING_ARCH),),
    "weapons_found": (_activities(Activity.weapons_found > 0, number=Activity.weapons_found),),
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
    "sharing": (_shares(), _other_shares()),
    "investigations": (_of(ActivityKind.INVESTIGATION),),
    "shared_with_school": (
        _shares(ContactLogShare.direction == ShareDirection.TO_SCHOOL.value),
        _other_shares(InformationShare.direction == ShareDirection.TO_SCHOOL.value),
    ),
    "youth_panels": (_of(ActivityKind.YOUTH_PANEL),),
    "problem_solving": (_of(ActivityKind.PROBLEM_SOLVING),),
}
