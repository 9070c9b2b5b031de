"""What was agreed with each school for the case of an arrest there, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import ArrestArrangement, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposed
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.partnerships import WARNING_DAYS
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import in_a_year
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.storage import ReviewState

NOUN = ARREST_ARRANGEMENT.noun


@dataclass(frozen=True)
class ArrangementState:
    """How one school's arrangements stand. ``review_on`` is None where nothing is agreed yet."""

    partnership_id: int
    school: str
    review: ReviewState
    review_on: date | None


@dataclass(frozen=True)
class OpenedArrangement:
    """A school's arrangements to read or fill in.

    ``revision`` is 0 where nothing is agreed; ``gone`` tells of what was, and was disposed of.
    """

    partnership_id: int
    school: str
    values: dict[str, Any]
    revision: int
    gone: str = ""


def schools(signed_in: SignedIn) -> tuple[ArrangementState, ...]:
    """Return how the arrangements of each school stand, by the school's name."""

    def work(work: Work) -> tuple[ArrangementState, ...]:
        found = states(work)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.ARREST_PLAN_READ, work)


def states(work: Work) -> tuple[ArrangementState, ...]:
    """Return how the arrangements of each school stand."""
    found = work.db.execute(
        select(Partnership.id, Partnership.school_name, ArrestArrangement.review_on)
        .outerjoin(ArrestArrangement, ArrestArrangement.partnership_id == Partnership.id)
        .order_by(Partnership.school_name, Partnership.id)
    )
    return tuple(ArrangementState(*row[:2], _review(row[2], work.today), row[2]) for row in found)


def _review(due: date | None, today: date) -> ReviewState:
    if due is None:
        return ReviewState.NOT_CONFIRMED
    if due < today:
        return ReviewState.OVERDUE
    return ReviewState.DUE if (due - today).days <= WARNING_DAYS else ReviewState.CONFIRMED


def open_arrangement(signed_in: SignedIn, partnership_id: int) -> OpenedArrangement:
    """Return a school's arrangements, to read or to fill in."""

    def work(work: Work) -> OpenedArrangement:
        school = stored_school(work, partnership_id).school_name
        stored = find(work, partnership_id)
        if stored is None:
            work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, none yet")
            blank = {**empty_values(ARREST_ARRANGEMENT), "review_on": in_a_year(work.today)}
            gone = disposed.at_school(work, NOUN, partnership_id)
            return OpenedArrangement(partnership_id, school, blank, 0, gone)
        work.audit(AuditEvent.CONSULTED, NOUN, stored.id, revision=stored.revision)
        return OpenedArrangement(
            partnership_id, school, read_values(stored, ARREST_ARRANGEMENT), stored.revision
        )

    return run(signed_in, Action.ARREST_PLAN_READ, work)


def save(signed_in: SignedIn, partnership_id: int, values: Values, *, based_on: int | None = None) -> int:
    """Store a school's arrangements as a new revision. Returns their id.

    Args:
        signed_in: an officer or sergeant.
        partnership_id: the school.
        values: the answers of the form ``ARREST_ARRANGEMENT``.
        based_on: the revision that the person saw (0: none); a newer one stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: somebody changed them meanwhile.
    """

    def work(work: Work) -> int:
        stored_school(work, partnership_id)
        stored = find(work, partnership_id)
        if based_on is not None and based_on != (stored.revision if stored else 0):
            raise UserError(
                "Somebody changed these arrangements while you were writing.",
                "Open them again, read what they say now, then make your change.",
            )
        answers = checked(ARREST_ARRANGEMENT, values, work.context)
        record = stored or _new(work, partnership_id)
        seal(work, ARREST_ARRANGEMENT, record, answers)
        return record.id

    return run(signed_in, Action.ARREST_PLAN_WRITE, work)


def find(work: Work, partnership_id: int) -> ArrestArrangement | None:
    """Return a school's arrangements, None where nothing is agreed."""
    return work.db.scalars(
        select(ArrestArrangement).where(ArrestArrangement.partnership_id == partnership_id)
    ).first()


def _new(work: Work, partnership_id: int) -> ArrestArrangement:
    record = ArrestArrangement(
        partnership_id=partnership_id,
        form_version=ARREST_ARRANGEMENT.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record
