"""Missing pupils: parents first, eighteen questions, and a sheet that the school fills in too."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.forms.missing_pupil import (
    MISSING_PUPIL,
    from_screen,
    screen_form,
    screen_problem,
    to_screen,
)
from ssp_desktop.forms.spec import Context, Problem
from ssp_desktop.forms.validation import validate
from ssp_desktop.services import missing_pupils, search
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from tests.features.activity_steps import TODAY
from tests.features.sheet_steps import child, missing_values
from tests.features.steps import open_other_school, sign_in_other_spoc
from tests.features.storage_steps import failed_checks
from tests.stores import Store, row

CONTEXT = Context(TODAY, time(10, 0))
GUIDE = missing_pupils.guide()


def problems(**changes: Any) -> dict[str, str]:
    found = validate(MISSING_PUPIL, missing_values(**changes), CONTEXT)
    return {each.path: each.message for each in found}


def test_there_are_eighteen_questions_and_the_pupils_row_answers_the_first() -> None:
    assert len(GUIDE.questions) == 18
    keys = {each.key for each in screen_form(GUIDE).fields if each.key.startswith("question_")}
    assert keys == {f"question_{number}" for number in range(2, 19)}


def test_no_sheet_is_stored_before_the_parents_were_tried(store: Store) -> None:
    told = problems(parents_tried=False, parents_note="")
    assert set(told) == {"parents_tried", "parents_note"}
    officer = store.sign_in("officer")
    with pytest.raises(ProblemsFound):
        missing_pupils.record(officer, missing_values(parents_tried=False), partnership_id=1)
    assert missing_pupils.page(officer) == ()


def test_what_cannot_be_true_is_refused() -> None:
    assert set(problems(reported_on=date(2026, 11, 18))) == {"reported_on"}
    assert "found in the future" in problems(found_on=date(2026, 11, 18))["found_on"]
    assert "before being reported" in problems(found_on=date(2026, 11, 16))["found_on"]
    assert set(problems(pupils=(child(date_of_birth=date(2027, 1, 1)),))) == {"pupils.0.date_of_birth"}
    assert set(problems(pupils=(child(), child(given_name="Bo")))) == {"pupils"}
    assert set(problems(reported_on=None)) == {"reported_on"}


def test_the_screen_and_the_record_say_the_same() -> None:
    values = missing_values()
    sheet = to_screen(GUIDE, values)
    assert sheet["question_2"] == "The gate"
    assert from_screen(GUIDE, sheet, values) == values
    older = row(MISSING_PUPIL, "answers", question="Asked in another edition?", answer="Yes")
    kept = from_screen(GUIDE, sheet, {**values, "answers": (older,)})["answers"]
    assert [each["question"] for each in kept] == ["Asked in another edition?", GUIDE.asked[0][0]]
    assert screen_problem(GUIDE, values, Problem("answers.0.answer", "Long")).path == "question_2"
    assert screen_problem(GUIDE, values, Problem("answers", "Many")).path == "question_2"
    assert screen_problem(GUIDE, values, Problem("risk", "Missing")).path == "risk"
    elsewhere = {"answers": (older,)}
    assert screen_problem(GUIDE, elsewhere, Problem("answers.0.answer", "Long")).path == "question_2"


def test_the_spoc_fills_a_sheet_in_and_the_officer_reads_it(store: Store) -> None:
    spoc = store.sign_in("spoc")
    assert missing_pupils.start(spoc).values["reported_on"] == TODAY
    made = missing_pupils.record(spoc, missing_values(), partnership_id=1)
    assert made.reference == "MP-2026-00001"
    values = missing_pupils.open_sheet(spoc, made.id).values
    found = {**values, "found_on": TODAY, "outcome": "Was in the library."}
    missing_pupils.amend(spoc, made.id, found, reason="Found.", based_on=1)
    officer = store.sign_in("officer")
    (line,) = missing_pupils.page(officer)
    assert (line.pupil, line.risk, line.found) == ("Ines Example-Roy", "Medium", True)
    assert missing_pupils.page(officer, after=line.id) == ()
    opened = missing_pupils.open_sheet(officer, made.id)
    assert (opened.revision, opened.intact, opened.may_correct) == (2, True, False)
    with pytest.raises(Refused):
        missing_pupils.amend(officer, made.id, values, reason="Mine", based_on=2)
    assert [each.noun for each in search.find(officer, "ines roy")] == ["missing_pupil", "person"]
    assert failed_checks(officer) == {}


def test_a_school_fills_in_sees_and_finds_only_its_own(store: Store) -> None:
    other = open_other_school(store)
    made = missing_pupils.record(store.sign_in("officer"), missing_values(), partnership_id=1)
    stranger = sign_in_other_spoc(store)
    assert missing_pupils.page(stranger) == ()
    for attempt in (
        lambda: missing_pupils.open_sheet(stranger, made.id),
        lambda: missing_pupils.record(stranger, missing_values(), partnership_id=1),
    ):
        with pytest.raises(Refused):
            attempt()
    assert missing_pupils.record(stranger, missing_values(), partnership_id=other).id != made.id
