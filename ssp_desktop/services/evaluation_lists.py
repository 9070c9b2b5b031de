"""The list of annual evaluations, and what a new one can be opened for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ssp_desktop.models import Evaluation, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.academic_year import AcademicYear, year_of
from ssp_desktop.services.evaluation_sign_off import state_of
from ssp_desktop.services.evaluations import visible
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance
from ssp_desktop.vocabulary.evaluation import EvaluationState

# A new evaluation is for the year that runs or for one of the years before it.
YEARS_BACK = 3


@dataclass(frozen=True)
class EvaluationLine:
    """One evaluation in the list."""

    id: int
    partnership_id: int
    school: str
    year: AcademicYear
    state: EvaluationState


@dataclass(frozen=True)
class NewEvaluation:
    """What a new evaluation can be opened for: schools by id and name, years with the newest first."""

    schools: tuple[tuple[int, str], ...]
    years: tuple[AcademicYear, ...]


def evaluations(signed_in: SignedIn) -> tuple[EvaluationLine, ...]:
    """Return the evaluations that the person may see something of, the newest year first."""
    return glance(signed_in, Action.EVALUATION_READ, listed)


def listed(work: Work) -> tuple[EvaluationLine, ...]:
    """Return the evaluations that the person may see something of, the newest year first."""
    return tuple(_line(work, each) for each in work.db.scalars(visible(work)))


def _line(work: Work, record: Evaluation) -> EvaluationLine:
    school = work.db.get_one(Partnership, record.partnership_id).school_name
    year = AcademicYear(record.year)
    return EvaluationLine(record.id, record.partnership_id, school, year, state_of(work, record))


def new_evaluation(signed_in: SignedIn) -> NewEvaluation:
    """Return the schools and years for which an evaluation can be opened."""

    def work(work: Work) -> NewEvaluation:
        found = work.db.execute(
            select(Partnership.id, Partnership.school_name).order_by(Partnership.school_name, Partnership.id)
        )
        this_year = year_of(work.today).begins
        return NewEvaluation(
            tuple((each.id, each.school_name) for each in found),
            tuple(AcademicYear(this_year - back) for back in range(YEARS_BACK + 1)),
        )

    return glance(signed_in, Action.EVALUATION_WRITE, work)
