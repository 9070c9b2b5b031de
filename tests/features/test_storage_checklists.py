"""Storage checklists: 25 items as data, who answered and when, and the yearly review."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_screen import from_screen, screen_problem, to_screen
from ssp_desktop.services import boards, storage, storage_checklists, storage_guidance
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.revisions import history
from ssp_desktop.services.storage_checklists import in_a_year
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.storage import ItemLevel, ReviewState
from tests.features.steps import OFFICER, SERGEANT, open_other_school, sign_in_other_spoc, sql, stored, trace
from tests.features.storage_steps import (
    EDITION,
    SCREEN,
    TODAY,
    assess_both,
    checklist_values,
    confirm,
    failed_checks,
)
from tests.stores import SignInAs, Store

CODES = [f"P{n}" for n in range(1, 5)] + [f"R{n}" for n in range(1, 10)] + [f"A{n}" for n in range(1, 13)]


def problems(caught: pytest.ExceptionInfo[ProblemsFound]) -> dict[str, str]:
    return {each.path: each.message for each in caught.value.problems}


def test_the_first_edition_has_the_handbooks_25_items() -> None:
    assert sorted(each.code for each in EDITION.items) == sorted(CODES)
    assert EDITION.source == "Safer Schools handbook 3.2.13"
    assert storage_guidance.newest_edition() == EDITION.number == 1
    by_level = {level: [each.code for each in EDITION.items if each.level is level] for level in ItemLevel}
    assert by_level[ItemLevel.DECISION] == ["R9"]
    assert by_level[ItemLevel.ADVISED] == ["A9", "A12"]
    assert all(each.title and each.wording.endswith(".") for each in EDITION.items)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "edition = 1",
        "= nothing",
        'edition = 1\ntitle = "x"\nsource = "y"\ngroups = []\n[[items]]\ncode = "P1"\ngroup = "before"\n'
        'level = "required"\ntitle = "x"\nwording = "y"\n',
    ],
)
def test_a_damaged_edition_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(storage_guidance, "_folder", lambda: tmp_path)
    with pytest.raises(UserError, match="missing or damaged"):
        storage_guidance.newest_edition()
    (tmp_path / "storage_checklist_7.toml").write_text(text)
    (tmp_path / "storage_checklist_old.toml").write_text(text)
    assert storage_guidance.newest_edition() == 7
    with pytest.raises(UserError, match="Edition 7 of the storage checklist is missing or damaged"):
        storage_guidance.edition(7)
    (tmp_path / "storage_hazards_1.toml").write_text('hazards = ["spray"]')
    with pytest.raises(UserError, match="hazards to begin with"):
        storage_guidance.starting_hazards()


def test_the_screen_and_the_record_say_the_same() -> None:
    values = checklist_values(R1_answer="not_met", R1_mitigation="A second lock", P2_evidence="Letter")
    screen = to_screen(EDITION, values)
    assert (screen["R1_answer"], screen["R1_mitigation"], screen["P2_evidence"]) == (
        "not_met",
        "A second lock",
        "Letter",
    )
    assert from_screen(EDITION, screen, values) == values


def test_a_checklist_is_filled_in_bit_by_bit_and_says_who_answered(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    opened = storage_checklists.open_checklist(officer, 1)
    assert (opened.revision, opened.edition, opened.values["items"]) == (0, EDITION, ())
    half: dict[str, Any] = {f"{each.code}_answer": "" for each in EDITION.asked if each.code.startswith("A")}
    storage_checklists.save(officer, 1, checklist_values(**half), based_on=0)
    state = storage.open_storage(officer, 1).state
    assert (state.answered, state.asked, state.review) == (13 - 1, 24, ReviewState.NOT_CONFIRMED)
    sergeant = signed_in_as("sergeant")
    opened = storage_checklists.open_checklist(sergeant, 1)
    assert opened.revision == 1
    confirm(sergeant, stored=opened.values)
    by_code = {row["code"]: row for row in storage_checklists.open_checklist(sergeant, 1).values["items"]}
    assert (by_code["P1"]["checked_by"], by_code["A1"]["checked_by"]) == (OFFICER, SERGEANT)
    assert by_code["A1"]["checked_on"] == TODAY
    with sergeant.database.session() as db:
        frozen = history(db, STORAGE_CHECKLIST, 1)
    assert [each.number for each in frozen] == [1, 2]
    assert all(each.intact for each in frozen)
    assert {row["checked_by"] for row in frozen[0].values["items"]} == {OFFICER, None}


def test_nobody_can_say_that_another_answered_or_confirmed(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    values = checklist_values()
    forged = tuple({**row, "checked_by": SERGEANT, "checked_on": date(2020, 1, 1)} for row in values["items"])
    storage_checklists.save(
        officer,
        1,
        {**values, "items": forged, "confirmed_on": TODAY, "review_on": date(2099, 1, 1), "edition": 9},
    )
    kept = storage_checklists.open_checklist(officer, 1).values
    assert {row["checked_by"] for row in kept["items"]} == {OFFICER}
    assert (kept["confirmed_on"], kept["review_on"], kept["edition"]) == (None, None, 1)


def test_confirming_sets_the_review_one_year_on_and_the_board_warns(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    confirm(sergeant)
    assess_both(sergeant)
    state = storage.open_storage(sergeant, 1).state
    assert (state.approved, state.missing) == (True, ())
    assert (state.review, state.review_on) == (ReviewState.CONFIRMED, date(2027, 11, 17))
    for days, review, tag in (
        (304, ReviewState.CONFIRMED, ""),
        (1, ReviewState.DUE, "Due soon"),
        (61, ReviewState.OVERDUE, "Overdue"),
    ):
        store.clock.go(days=days)
        sergeant = store.sign_in("sergeant")
        assert storage.open_storage(sergeant, 1).state.review is review
        board = next(each for each in boards.home(sergeant) if each.key == "storage")
        told = {each.detail: each.tag for each in board.lines}
        assert told.get(f"Checklist: {review.label.lower()}", "") == tag


def test_a_year_after_a_leap_day() -> None:
    assert in_a_year(date(2028, 2, 29)) == date(2029, 3, 1)
    assert in_a_year(date(2027, 2, 28)) == date(2028, 2, 28)


def test_not_met_without_measure_or_decision_stays_not_approved(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    assert storage.schools(officer)[0].started is False
    confirm(officer, R1_answer="not_met", A9_answer="not_met")
    assess_both(officer)
    state = storage.open_storage(officer, 1).state
    assert not state.approved
    assert state.not_met == ("R1",)  # A9 is advice
    assert state.missing == (
        "Required and not met: R1. "
        "The sergeant has neither agreed measures nor accepted the risk in writing.",
    )
    for who in ("officer", "sergeant", "spoc", "head_teacher"):
        board = next(each for each in boards.home(signed_in_as(who)) if each.key == "storage")
        assert [(each.tag, each.detail) for each in board.lines] == [
            ("Storage not approved", state.missing[0])
        ]


@pytest.mark.parametrize(
    ("answers", "path", "message"),
    [
        ({"P1_answer": "not_applicable"}, "items.0.reason", "Why it does not apply"),
        ({"R1_answer": "not_met", "R1_mitigation": "A lock"}, "items.4.mitigation_owner", "Who sees to"),
        (
            {"R1_answer": "not_met", "R1_mitigation": "A lock", "R1_mitigation_owner": "Head"},
            "items.4.mitigation_due_on",
            "Measure in place by",
        ),
        ({"property_advice_on": date(2026, 11, 18)}, "property_advice_on", "in the future"),
        ({"site_assessment_on": date(2027, 1, 1)}, "site_assessment_on", "in the future"),
        ({"P1_answer": "perhaps"}, "items.0.answer", "not one of the answers"),
        ({"safety_advice_on": "soon"}, "safety_advice_on", "not a real date"),
        ({"P1_evidence": "x\0y"}, "items.0.evidence", "null character"),
        ({"P3_answer": ""}, "items.2.answer", "Answer P3 before you confirm"),
    ],
)
def test_what_cannot_be_true_is_said_beside_the_question(
    signed_in_as: SignInAs, answers: dict[str, Any], path: str, message: str
) -> None:
    officer = signed_in_as("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as caught:
        confirm(officer, **answers)
    assert message in problems(caught)[path]
    assert stored(officer) == before
    shown = screen_problem(EDITION, caught.value.problems[0])
    assert shown.path in {each.key for each in SCREEN.fields}


def test_other_items_than_the_editions_are_refused(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    values = checklist_values()
    with pytest.raises(UserError, match="not the items"):
        storage_checklists.save(officer, 1, {**values, "items": values["items"][1:]})
    with pytest.raises(ProblemsFound) as caught:
        storage_checklists.save(officer, 1, {**values, "items": (*values["items"], values["items"][0])})
    assert problems(caught) == {"items.24.code": "P1 is answered twice. Keep one answer."}


def test_who_was_overtaken_is_told(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    with pytest.raises(UserError, match="Somebody changed this checklist"):
        storage_checklists.save(officer, 1, checklist_values(), based_on=0)


def test_another_school_is_refused_and_traced(store: Store) -> None:
    other = open_other_school(store)
    confirm(store.sign_in("officer"))
    spoc = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        storage.open_storage(spoc, 1)
    assert trace(spoc)[-1][0] == "refused"
    assert [each.partnership_id for each in storage.schools(spoc)] == [other]
    assert next(each for each in boards.home(spoc) if each.key == "storage").count == 0
    with pytest.raises(UserError, match="not in the store"):
        storage.open_storage(store.sign_in("officer"), 99)


def test_a_checklist_changed_beside_the_program_is_found(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    confirm(sergeant)
    assert failed_checks(sergeant) == {}
    sql(sergeant, "UPDATE storage_checklist_item SET answer = 'not_met' WHERE code = 'R1'")
    assert "Storage checklist number 1 was changed outside the program." in failed_checks(sergeant)["Records"]
