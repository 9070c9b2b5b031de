"""Evaluations and prioritisations in the search, for the police: the school opens its own from its list."""

from __future__ import annotations

from typing import Any

from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.prioritisation import PRIORITISATION
from ssp_desktop.models import Evaluation, Partnership, Prioritisation
from ssp_desktop.services import search
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.unit_of_work import Work


def keep_evaluation(work: Work, record: Evaluation, answers: dict[str, Any]) -> None:
    """Seal checked answers as the evaluation's next revision, and let them be found."""
    seal(work, EVALUATION, record, answers)
    reference = f"Evaluation {AcademicYear(record.year).label}"
    search.index_form(work, EVALUATION, record, _document(work, EVALUATION.noun, record, reference))


def keep_prioritisation(work: Work, record: Prioritisation, answers: dict[str, Any]) -> None:
    """Seal checked answers as the prioritisation's next revision, and let them be found."""
    seal(work, PRIORITISATION, record, answers)
    search.index_form(work, PRIORITISATION, record, _document(work, PRIORITISATION.noun, record, ""))


def _document(work: Work, noun: str, record: Evaluation | Prioritisation, reference: str) -> search.Document:
    school = work.db.get_one(Partnership, record.partnership_id).school_name
    return search.Document(
        noun, record.id, record.partnership_id, reference=reference, subject=school, police_only=True
    )
