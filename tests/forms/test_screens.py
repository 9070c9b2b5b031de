"""Forms that ask row by row: a problem of the record is told at the question that the person sees."""

from __future__ import annotations

from datetime import date

from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.evaluation_screen import part_problem
from ssp_desktop.forms.prioritisation_screen import screen_problem
from ssp_desktop.forms.spec import Problem, empty_row, empty_values
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.services import evaluation_guidance
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from tests.forms.answers import TODAY, told

CRITERIA = evaluation_guidance.newest_criteria()
AIMS = evaluation_guidance.newest_aims()
TOO_LONG = "The text is too long."


def test_a_problem_of_a_criterion_stands_at_its_question() -> None:
    code = CRITERIA.criteria[2].code
    assert screen_problem(CRITERIA, Problem("criteria.2.evidence", TOO_LONG)) == Problem(
        f"{code}_evidence", TOO_LONG
    )
    # What the screen has no question for is told where the criterion is answered.
    assert screen_problem(CRITERIA, Problem("criteria.2.code", TOO_LONG)).path == f"{code}_level"
    assert screen_problem(CRITERIA, Problem("reviewed_on", TOO_LONG)).path == "reviewed_on"


def test_a_problem_of_a_note_stands_at_its_figure() -> None:
    values = {"annotations": ({"indicator": "patrols", "words": "Long"},)}
    found = part_problem(EvaluationPart.ANNOTATIONS, AIMS, Problem("annotations.0.words", TOO_LONG), values)
    assert found == Problem("note_patrols", TOO_LONG)


def test_a_record_is_evidence_for_a_measure_once() -> None:
    row = {
        **empty_row(EVALUATION.field("evidence")),
        "measure": "E1",
        "source": "activity",
        "source_id": 7,
        "reference": "AC-2026-00007",
    }
    values = {**empty_values(EVALUATION), "evidence": (row, row, {**row, "measure": "E2"})}
    found = {path: words for path, words in told(EVALUATION, values).items() if path.startswith("evidence")}
    assert found == {"evidence.1.measure": "This stands here twice. Remove one of the two."}


def test_nothing_of_the_checklist_was_answered_in_the_future() -> None:
    row = {**empty_row(STORAGE_CHECKLIST.field("items")), "code": "P1", "answer": "met"}
    later = {**row, "checked_on": date(2026, 11, 21)}
    values = {**empty_values(STORAGE_CHECKLIST), "items": ({**row, "code": "P2", "checked_on": TODAY}, later)}
    found = told(STORAGE_CHECKLIST, values)
    assert found["items.1.checked_on"] == "This was answered in the future. Check the date."
    assert "items.0.checked_on" not in found
