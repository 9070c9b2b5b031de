"""What stands in the chronology of a pupil: for each kind of record the lines that concern them.

To add a kind: one function here that yields its lines, and one line in ``CHRONOLOGY_SOURCES``. A function
gives what this reader may see, by the ``visible`` of the noun's own lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from ssp_desktop.models import Action as ActionRow
from ssp_desktop.models import (
    Activity,
    ArrestOutcome,
    ArrestPlan,
    ContactLog,
    InformationShare,
    InformationSharePupil,
    MissingPupil,
    MissingPupilChild,
)
from ssp_desktop.models.activity import ActivityPupil
from ssp_desktop.models.contact_log import ContactLogPupil, ContactLogShare
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    actions,
    activity_lists,
    contact_log_lists,
    information_shares,
    missing_pupils,
)
from ssp_desktop.services.records import reference_of
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.activity import ActivityKind
from ssp_desktop.vocabulary.arrest import ArrestKind, ArrestPlanState, ArrestResult
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import ActionState, ShareCategory, ShareDirection
from ssp_desktop.vocabulary.people import RoleInRecord
from ssp_desktop.vocabulary.sharing import MissingRisk


@dataclass(frozen=True)
class ChronologyLine:
    """One thing that happened. ``noun`` and ``record_id`` say which record opens it.

    ``named`` is the name under which this record knows the person, empty where it does not say.
    """

    happened_on: date | None
    noun: str
    record_id: int
    kind: str
    reference: str
    about: str
    part: str = ""
    named: str = ""
    born: date | None = None


Reader = Callable[[Work, frozenset[int]], Iterable[ChronologyLine]]


@dataclass(frozen=True)
class ChronologySource:
    """A kind of record: who may read it (one of ``needs`` is enough), and what reads its lines."""

    needs: tuple[Action, ...]
    read: Reader


def _full_name(row: Any) -> str:
    name = f"{row.given_name} {row.family_name}".strip()
    return f"{name} (known as {row.known_as})" if row.known_as else name


def _logs_of(work: Work, members: frozenset[int]) -> Select[Any]:
    """Return the contact logs that name somebody of ``members`` and that the person may see, with the row."""
    query = contact_log_lists.visible(work, select(ContactLog))
    return query.join(ContactLogPupil, ContactLogPupil.contact_log_id == ContactLog.id).where(
        ContactLogPupil.person_id.in_(members)
    )


def _contact_logs(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    for log, pupil in work.db.execute(_logs_of(work, members).add_columns(ContactLogPupil)):
        yield ChronologyLine(
            log.contact_date,
            "contact_log",
            log.id,
            "Contact log",
            log.reference,
            log.subject,
            label_of(RoleInRecord, pupil.role_in_record),
            _full_name(pupil),
            pupil.date_of_birth,
        )


def _shares(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    logs = _logs_of(work, members).with_only_columns(ContactLog.id)
    found = work.db.execute(
        select(ContactLog, ContactLogShare)
        .join(ContactLogShare, ContactLogShare.contact_log_id == ContactLog.id)
        .where(ContactLog.id.in_(logs))
        .order_by(ContactLogShare.position)
    )
    for log, share in found:
        yield ChronologyLine(
            log.contact_date,
            "contact_log",
            log.id,
            "Information shared",
            log.reference,
            share.what,
            f"{label_of(ShareDirection, share.direction)}: {label_of(ShareCategory, share.category)}",
        )


def _actions(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    logs = _logs_of(work, members).with_only_columns(ContactLog.id)
    found = work.db.execute(
        actions.visible(work, select(ActionRow))
        .join(ContactLog, ContactLog.id == ActionRow.contact_log_id)
        .add_columns(ContactLog.reference)
        .where(ActionRow.contact_log_id.in_(logs))
    )
    for row, reference in found:
        # An action stands where something came of it; until then on the day by which it is due.
        yield ChronologyLine(
            row.done_on or row.due_on,
            "action",
            row.id,
            "Action",
            reference,
            row.task,
            label_of(ActionState, row.state),
        )


def _arrests(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    plans = work.db.execute(
        select(ArrestPlan, ArrestOutcome)
        .outerjoin(ArrestOutcome, ArrestOutcome.arrest_plan_id == ArrestPlan.id)
        .where(ArrestPlan.person_id.in_(members))
    )
    for plan, outcome in plans:
        state = label_of(ArrestPlanState, plan.state)
        yield _arrest(plan, plan.planned_on, label_of(ArrestKind, plan.kind), state)
        if outcome is not None:
            yield _arrest(plan, outcome.happened_on, "Outcome", label_of(ArrestResult, outcome.result))


def _arrest(plan: ArrestPlan, day: date | None, kind: str, part: str) -> ChronologyLine:
    return ChronologyLine(
        day,
        "arrest_plan",
        plan.id,
        kind,
        plan.reference,
        plan.offence,
        part,
        named=_full_name(plan),
        born=plan.date_of_birth,
    )


def _activities(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    found = work.db.execute(
        activity_lists.visible(work, select(Activity))
        .join(ActivityPupil, ActivityPupil.activity_id == Activity.id)
        .where(ActivityPupil.person_id.in_(members), Activity.entered_in_error.is_(False))
        .add_columns(ActivityPupil)
    )
    for activity, pupil in found:
        yield ChronologyLine(
            activity.happened_on,
            "activity",
            activity.id,
            label_of(ActivityKind, activity.kind),
            activity.reference,
            activity.subject,
            named=_full_name(pupil),
            born=pupil.date_of_birth,
        )


def _other_shares(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    """What was shared about the person outside a contact."""
    found = work.db.execute(
        information_shares.visible(work, select(InformationShare, InformationSharePupil))
        .join(InformationSharePupil, InformationSharePupil.information_share_id == InformationShare.id)
        .where(InformationSharePupil.person_id.in_(members))
    )
    for share, pupil in found:
        yield ChronologyLine(
            share.shared_on,
            information_shares.NOUN,
            share.id,
            "Information shared",
            reference_of(share, information_shares.PREFIX),
            share.what,
            f"{label_of(ShareDirection, share.direction)}: {label_of(ShareCategory, share.category)}",
            _full_name(pupil),
            pupil.date_of_birth,
        )


def _missing_pupils(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    found = work.db.execute(
        missing_pupils.visible(work, select(MissingPupil, MissingPupilChild))
        .join(MissingPupilChild, MissingPupilChild.missing_pupil_id == MissingPupil.id)
        .where(MissingPupilChild.person_id.in_(members))
    )
    for sheet, child in found:
        reference = reference_of(sheet, missing_pupils.PREFIX)
        for day, words in ((sheet.reported_on, "Reported missing"), (sheet.found_on, "Found")):
            if day is not None:
                yield ChronologyLine(
                    day,
                    missing_pupils.NOUN,
                    sheet.id,
                    "Missing pupil",
                    reference,
                    words,
                    label_of(MissingRisk, sheet.risk),
                    _full_name(child),
                    child.date_of_birth,
                )


CHRONOLOGY_SOURCES = {
    "contact_log": ChronologySource(
        (Action.CONTACT_LOG_READ_POLICE, Action.CONTACT_LOG_READ_SCHOOL), _contact_logs
    ),
    "contact_log_share": ChronologySource(
        (Action.CONTACT_LOG_READ_POLICE, Action.CONTACT_LOG_READ_SCHOOL), _shares
    ),
    "action": ChronologySource((Action.ACTION_READ,), _actions),
    "activity": ChronologySource((Action.ACTIVITY_READ,), _activities),
    "information_share": ChronologySource((Action.ACTIVITY_READ,), _other_shares),
    "missing_pupil": ChronologySource((Action.ACTIVITY_READ,), _missing_pupils),
    "arrest_plan": ChronologySource((Action.ARREST_PLAN_READ,), _arrests),
}
