"""Which schools are priority schools (handbook appendix H): the sergeant decides, once a year.

The analysis rests on intelligence, so the police alone read it. What follows from it, the priority status and
the funding, is written into the partnership by the same act: nobody types it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.prioritisation import CRITERIA, PRIORITISATION
from ssp_desktop.forms.prioritisation_screen import CriteriaEdition
from ssp_desktop.forms.spec import Problem, Values, empty_values
from ssp_desktop.models import Partnership, Prioritisation
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposed, evaluation_guidance, partnerships
from ssp_desktop.services.academic_year import AcademicYear, year_of
from ssp_desktop.services.evaluation_search import keep_prioritisation
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.records import ProblemsFound, checked, read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = PRIORITISATION.noun
# The review comes before the school year begins; from the first of this month it is due.
REVIEW_MONTH = 7


@dataclass(frozen=True)
class OpenedPrioritisation:
    """A school's prioritisation. ``revision`` is 0 when there is none; ``gone`` tells of an earlier one."""

    partnership_id: int
    school: str
    edition: CriteriaEdition
    values: dict[str, Any]
    revision: int
    review_due_on: date | None
    gone: str = ""


@dataclass(frozen=True)
class PrioritisationDue:
    """A school whose review for a school year is due or overdue."""

    partnership_id: int
    school: str
    due_on: date
    overdue: bool


def open_prioritisation(signed_in: SignedIn, partnership_id: int) -> OpenedPrioritisation:
    """Return a school's prioritisation, asked by the newest edition of the criteria."""

    def work(work: Work) -> OpenedPrioritisation:
        partnership = stored_school(work, partnership_id)
        stored = find(work, partnership_id)
        newest = evaluation_guidance.newest_criteria()
        if stored is None:
            work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, none yet")
            values = {
                **empty_values(PRIORITISATION),
                "funded": partnership.funded,
                "priority_school": partnership.priority_school,
            }
            gone = disposed.at_school(work, NOUN, partnership_id)
            return OpenedPrioritisation(
                partnership_id, partnership.school_name, newest, values, 0, None, gone
            )
        work.audit(AuditEvent.CONSULTED, NOUN, stored.id, revision=stored.revision)
        return OpenedPrioritisation(
            partnership_id,
            partnership.school_name,
            newest,
            read_values(stored, PRIORITISATION),
            stored.revision,
            review_due(stored.reviewed_on),
        )

    return run(signed_in, Action.PRIORITISATION_READ, work)


def save(signed_in: SignedIn, partnership_id: int, values: Values, *, based_on: int) -> int:
    """Store a prioritisation as a new revision, and its result in the partnership. Returns its id.

    Args:
        signed_in: the sergeant.
        partnership_id: the school.
        values: the answers of the form ``PRIORITISATION``.
        based_on: the revision that the person saw (0: none); a newer one stops this one.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        partnership = stored_school(work, partnership_id)
        stored = find(work, partnership_id)
        if based_on != (stored.revision if stored else 0):
            raise UserError(
                "Somebody changed this prioritisation while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        newest = evaluation_guidance.newest_criteria()
        answers = checked(PRIORITISATION, {**values, "edition": newest.number}, work.context)
        _check_criteria(newest, answers)
        record = stored or _new(work, partnership_id)
        keep_prioritisation(work, record, answers)
        _tell_partnership(work, partnership, answers)
        return record.id

    return run(signed_in, Action.PRIORITISATION_WRITE, work)


def _check_criteria(newest: CriteriaEdition, answers: dict[str, Any]) -> None:
    """The rows are the edition's criteria in its order, each with its level."""
    if [row["code"] for row in answers[CRITERIA.key]] != [each.code for each in newest.criteria]:
        raise UserError("These are not the criteria of prioritisation.", "Open the prioritisation again.")
    problems = [
        Problem(f"{CRITERIA.key}.{number}.level", f"Say how much {row['code']} speaks for an officer.")
        for number, row in enumerate(answers[CRITERIA.key])
        if not row["level"]
    ]
    if problems:
        raise ProblemsFound(problems)


def _tell_partnership(work: Work, partnership: Partnership, answers: dict[str, Any]) -> None:
    before = read_values(partnership, PARTNERSHIP)
    after = {**before, **{key: answers[key] for key in partnerships.FROM_PRIORITISATION}}
    if after != before:
        partnerships.store(work, partnership, after)


def review_due(reviewed_on: date | None) -> date | None:
    """Return the day by which a school is looked at again: the last one before the next school year.

    A review in July or August is the one for the year that is about to begin.
    """
    if reviewed_on is None:
        return None
    year = year_of(reviewed_on)
    in_time = reviewed_on >= date(year.begins + 1, REVIEW_MONTH, 1)
    return AcademicYear(year.begins + 1 if in_time else year.begins).last_day


def due(work: Work) -> Iterator[PrioritisationDue]:
    """Yield schools whose review before the school year is due this summer or was missed."""
    found = work.db.execute(
        select(Prioritisation.reviewed_on, Partnership.id, Partnership.school_name)
        .join(Partnership, Partnership.id == Prioritisation.partnership_id)
        .order_by(Partnership.school_name, Partnership.id)
    )
    for reviewed_on, partnership_id, school in found:
        day = review_due(reviewed_on)
        if day is not None and date(day.year, REVIEW_MONTH, 1) <= work.today:
            yield PrioritisationDue(partnership_id, school, day, day < work.today)


def _new(work: Work, partnership_id: int) -> Prioritisation:
    record = Prioritisation(
        partnership_id=partnership_id,
        form_version=PRIORITISATION.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record


def find(work: Work, partnership_id: int) -> Prioritisation | None:
    """Return a school's prioritisation, None when there is none."""
    return work.db.scalars(
        select(Prioritisation).where(Prioritisation.partnership_id == partnership_id)
    ).first()
