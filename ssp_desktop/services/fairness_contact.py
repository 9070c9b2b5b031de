"""How contacts were handled: who was not heard or told, and how long it took until there was an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from ssp_desktop.models import Action, ContactLog, ContactLogPupil
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.people import RoleInRecord

SIX_MONTHS = 183  # days


@dataclass(frozen=True)
class Handling:
    """How a year's contacts were handled.

    ``no_parent`` is of all contact logs that name a pupil; ``no_victim`` and ``no_suspect`` of those with a
    crime decision. ``median_days`` is from the contact to the last outcome, of the contacts whose actions all
    have one; None where there is no such contact. Over six months counts those still open today as well.
    """

    with_pupils: int
    no_parent: int
    decided: int
    no_victim: int
    no_suspect: int
    finished: int
    still_open: int
    median_days: float | None
    over_six_months: int


def handling_of(work: Work, partnership_id: int, year: AcademicYear) -> Handling:
    """Return how the contacts of one school and year were handled."""
    reach = and_(
        ContactLog.partnership_id == partnership_id,
        ContactLog.contact_date.between(year.first_day, year.last_day),
    )
    decided = and_(reach, ContactLog.crime_decision != "")
    named = and_(reach, _has())
    waits = [_waited(row.day, row.done, row.open, work.today) for row in work.db.execute(_times(reach))]
    finished = [days for days, is_finished in waits if is_finished]
    return Handling(
        with_pupils=_count(work, named),
        no_parent=_count(work, and_(named, ~_has(ContactLogPupil.parent_told == Answer.YES.value))),
        decided=_count(work, decided),
        no_victim=_count(work, and_(decided, ~_role(RoleInRecord.VICTIM))),
        no_suspect=_count(work, and_(decided, ~_role(RoleInRecord.SUSPECT))),
        finished=len(finished),
        still_open=len(waits) - len(finished),
        median_days=median(finished) if finished else None,
        over_six_months=sum(days > SIX_MONTHS for days, _finished in waits),
    )


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(ContactLogPupil.contact_log_id == ContactLog.id, *conditions)


def _role(role: RoleInRecord) -> ColumnElement[bool]:
    return _has(ContactLogPupil.role_in_record == role.value)


def _count(work: Work, condition: ColumnElement[bool]) -> int:
    return work.db.execute(select(func.count(ContactLog.id)).where(condition)).scalar_one()


def _times(reach: ColumnElement[bool]) -> Select[date | None, date | None, int]:
    """Select a line for each contact log that has actions: its day, its last outcome, how many are open."""
    return (
        select(
            ContactLog.contact_date.label("day"),
            func.max(Action.done_on).label("done"),
            func.count(Action.id).filter(Action.done_on.is_(None)).label("open"),
        )
        .join(Action, Action.contact_log_id == ContactLog.id)
        .where(reach)
        .group_by(ContactLog.id)
    )


def _waited(day: date, done: date | None, still_open: int, today: date) -> tuple[int, bool]:
    """Return how many days a contact took or has taken, and whether it has its outcome."""
    if still_open or done is None:
        return (today - day).days, False
    return max(0, (done - day).days), True
