"""Annual evaluations: one for each school and academic year, opened and written by the sergeant.

The police read it at any time. The school reads its part once it is frozen for signature: until then it is
asked for its own words only (``evaluation_feedback``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.evaluation_screen import (
    AimsEdition,
    NamedIndicator,
    from_part,
    part_problem,
    to_part,
)
from ssp_desktop.forms.spec import Values, empty_row, empty_values
from ssp_desktop.models import Evaluation, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposed, evaluation_guidance, indicator_guidance
from ssp_desktop.services.academic_year import AcademicYear, year_of
from ssp_desktop.services.evaluation_search import keep_evaluation
from ssp_desktop.services.own_school import check_own, of_own_school, stored_school
from ssp_desktop.services.records import ProblemsFound, checked, read_values
from ssp_desktop.services.revisions import said_since
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.evaluation import EvaluationPart

NOUN = EVALUATION.noun
# Earlier years were before Safer School Partnerships (2002): a typing error.
EARLIEST_YEAR = 2002


@dataclass(frozen=True)
class OpenedPart:
    """One part of an evaluation, to fill in. ``values`` are the answers of ``form``.

    ``said_since`` is the revision in which this part got them; a later one is about other parts.
    """

    evaluation_id: int
    school: str
    year: int
    edition: AimsEdition
    indicators: Sequence[NamedIndicator]
    values: dict[str, Any]
    revision: int
    said_since: int


def start(signed_in: SignedIn, partnership_id: int, year: int) -> int:
    """Open the evaluation of one school for the academic year that begins in ``year``. Returns its id.

    The objectives of the year before are taken over from that year's evaluation, where there is one.

    Raises:
        UserError: there is one already, the year has not begun, or there is no such school.
    """

    def work(work: Work) -> int:
        school = stored_school(work, partnership_id).school_name
        _check_year(work, year)
        if of_year(work, partnership_id, year) is not None:
            raise UserError(
                f"There is an evaluation of {school} for {AcademicYear(year).label} already.",
                "Open it from the list.",
            )
        before = of_year(work, partnership_id, year - 1)
        record = Evaluation(
            partnership_id=partnership_id,
            year=year,
            form_version=EVALUATION.version,
            created_at=work.now,
            updated_at=work.now,
            revision=0,
        )
        work.db.add(record)
        answers = {
            **empty_values(EVALUATION),
            "edition": evaluation_guidance.newest_aims().number,
            "past_objectives": tuple(_taken_over(before)),
        }
        keep_evaluation(work, record, checked(EVALUATION, answers, work.context))
        return record.id

    return run(signed_in, Action.EVALUATION_WRITE, work)


def _check_year(work: Work, year: int) -> None:
    if year < EARLIEST_YEAR:
        raise UserError(f"{year} is not a year of a partnership.", "Check the year.")
    if year > year_of(work.today).begins:
        raise UserError("This academic year has not begun.", "Choose an earlier year.")


def _taken_over(before: Evaluation | None) -> list[dict[str, Any]]:
    """Return last year's objectives as the rows in which it is said what became of them."""
    blank = empty_row(EVALUATION.field("past_objectives"))
    rows = before.objectives if before is not None else ()
    return [{**blank, "objective": row.objective, "owner": row.owner, "due_on": row.due_on} for row in rows]


def open_part(signed_in: SignedIn, evaluation_id: int, part: EvaluationPart) -> OpenedPart:
    """Return one part of an evaluation, to fill in."""

    def work(work: Work) -> OpenedPart:
        record = find(work, evaluation_id, Action.EVALUATION_WRITE)
        edition = edition_of(record)
        named = named_indicators()
        values = read_values(record, EVALUATION)
        work.audit(AuditEvent.CONSULTED, NOUN, record.id, revision=record.revision, detail=part.value)
        return OpenedPart(
            record.id,
            stored_school(work, record.partnership_id).school_name,
            record.year,
            edition,
            named,
            to_part(part, edition, named, values),
            record.revision,
            _said_since(work, record, part),
        )

    return run(signed_in, Action.EVALUATION_WRITE, work)


def save_part(
    signed_in: SignedIn, evaluation_id: int, part: EvaluationPart, answers: Values, *, based_on: int
) -> int:
    """Store one part of an evaluation as its next revision. Returns the revision.

    Args:
        signed_in: the sergeant.
        evaluation_id: which one.
        part: what of it.
        answers: those of the part's form.
        based_on: the revision that the person saw; a newer one of this part stops this one. Parts are written
            side by side, by the same person even.

    Raises:
        ProblemsFound: an answer is missing or cannot be true; paths are those of the part's form.
        UserError: somebody changed it meanwhile, or it is frozen for signature.
    """

    def work(work: Work) -> int:
        record = find(work, evaluation_id, Action.EVALUATION_WRITE)
        if not _said_since(work, record, part) <= based_on <= record.revision:
            raise _overtaken()
        _check_not_frozen(record)
        edition = edition_of(record)
        stored = read_values(record, EVALUATION)
        values = from_part(part, edition, named_indicators(), answers, stored)
        try:
            new = checked(EVALUATION, values, work.context)
        except ProblemsFound as found:
            raise ProblemsFound(
                [part_problem(part, edition, each, values) for each in found.problems]
            ) from found
        keep_evaluation(work, record, new)
        return record.revision

    return run(signed_in, Action.EVALUATION_WRITE, work)


def writable(work: Work, evaluation_id: int, based_on: int) -> Evaluation:
    """Return an evaluation that can be changed now.

    Raises:
        UserError: somebody changed it meanwhile, or it is frozen for signature.
    """
    record = find(work, evaluation_id, Action.EVALUATION_WRITE)
    if record.revision != based_on:
        raise _overtaken()
    _check_not_frozen(record)
    return record


def _overtaken() -> UserError:
    return UserError(
        "Somebody changed this evaluation while you were writing.",
        "Open it again, read what it says now, then make your change.",
    )


def _check_not_frozen(record: Evaluation) -> None:
    if record.frozen_on is not None:
        raise UserError(
            "This evaluation is frozen for signature and cannot be changed.",
            "Reopen it first. Signatures that were given do not count any more then.",
        )


def _said_since(work: Work, record: Evaluation, part: EvaluationPart) -> int:
    """Return the revision since which a part says what it says now, whatever became of the others."""
    edition, named = edition_of(record), named_indicators()

    def only(values: Values) -> dict[str, Any]:
        answers = to_part(part, edition, named, values)
        return from_part(part, edition, named, answers, empty_values(EVALUATION))

    return said_since(work.db, EVALUATION, record, only)


def named_indicators() -> tuple[NamedIndicator, ...]:
    """Return the indicators that can have a note."""
    return tuple(
        NamedIndicator(each.key, each.label, each.group.title, each.police_only)
        for each in indicator_guidance.edition().indicators
    )


def edition_of(record: Evaluation) -> AimsEdition:
    """Return the edition of the aims with which an evaluation was asked."""
    return evaluation_guidance.aims_edition(record.edition or 0)


def of_year(work: Work, partnership_id: int, year: int) -> Evaluation | None:
    """Return a school's evaluation for an academic year, None when there is none."""
    return work.db.scalars(
        select(Evaluation).where(Evaluation.partnership_id == partnership_id, Evaluation.year == year)
    ).first()


def find(work: Work, evaluation_id: int, action: Action) -> Evaluation:
    """Return an evaluation that this person may see something of.

    Raises:
        Refused: somebody of another school asks.
        UserError: there is no such evaluation.
    """
    record = work.db.get(Evaluation, evaluation_id)
    if record is None:
        raise disposed.refusal(work, NOUN, evaluation_id) or UserError(
            "This evaluation is not in the store.", "Go back to the list and choose again."
        )
    check_own(work, record.partnership_id, action, NOUN, evaluation_id)
    return record


def visible(work: Work) -> Select[Evaluation]:
    """Return the evaluations that this person may see something of, the newest year first."""
    query = select(Evaluation).join(Partnership, Partnership.id == Evaluation.partnership_id)
    own = of_own_school(work, query, Evaluation.partnership_id)
    return own.order_by(Evaluation.year.desc(), Partnership.school_name, Evaluation.id)
