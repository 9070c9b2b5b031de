"""Words in a card that asks for a decision are kept while they are typed, until it is signed. No password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.database import DiskFailure
from ssp_desktop.services import arrest_plan_views, page_drafts
from ssp_desktop.ui import page_keeper
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.account import AccountPage
from ssp_desktop.ui.pages.arrest_plan import ArrestPlanPage
from ssp_desktop.ui.pages.evaluation import EvaluationPage
from ssp_desktop.ui.pages.evaluation_voice import EvaluationVoicePage
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.shell import Shell
from tests.features import arrest_steps, evaluation_steps
from tests.features.equipment_steps import register
from tests.features.storage_steps import assess_both, confirm
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram, press_once_there, sign_in
from tests.stores import PASSWORDS, Store

WORDS = "The room is being rebuilt until March."
REFUSED = {"choice": "refused", "words": WORDS}


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_keeper, "LOOK_EVERY_MS", 50)


def settled(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: shell.desk.tasks.idle, timeout=10_000)


def go(qtbot: QtBot, shell: Shell, page: str, record_id: int | None = None) -> None:
    shell.go(Place(page, record_id))
    settled(qtbot, shell)


def kept(shell: Shell) -> list[Any]:
    return [each.extra["typed"] for each in page_drafts.own(shell.desk.signed_in)]


def wait_until_kept(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: "Draft saved" in words(shell), timeout=10_000)
    settled(qtbot, shell)


def crash(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is gone without a word: nobody leaves a page, and nothing is remembered."""
    assert program.shell is not None
    monkeypatch.setattr(program.shell, "leaving", lambda: None)
    program.lock()
    program._turns._places.clear()


# --- each page with such a card


def plan_to_decide(store: Store) -> int:
    arrest_steps.give_bells(store)
    return arrest_steps.submit(store.sign_in("officer")).id


def storage_to_decide(store: Store) -> int:
    officer = store.sign_in("officer")
    confirm(officer, R1_answer="not_met")
    assess_both(officer)
    return 1


def evaluation_to_freeze(store: Store) -> int:
    sergeant = store.sign_in("sergeant")
    evaluation = evaluation_steps.begin(sergeant)
    evaluation_steps.write_all(sergeant, evaluation)
    return evaluation


@dataclass(frozen=True)
class Case:
    """A page with a card: what has to be there, where the words go, and where they are in the draft."""

    page: str
    begin: Callable[[Store], int]
    row: Callable[[Any], Any]
    found: Callable[[Any], Any]


CASES = [
    Case(
        "arrest_plan",
        plan_to_decide,
        lambda page: page.decision.rows["words"],
        lambda typed: typed["decision"]["words"],
    ),
    Case(
        "evaluation",
        evaluation_to_freeze,
        lambda page: page.asking["freeze"].rows["missing_reason"],
        lambda typed: typed["freeze"]["missing_reason"],
    ),
    Case(
        "storage",
        storage_to_decide,
        lambda page: page.shown.decision.words,
        lambda typed: typed["words"],
    ),
    Case(
        "equipment_item",
        lambda store: register(store.sign_in("officer")),
        lambda page: page.forms["Say where it stands"].rows["state_reason"],
        lambda typed: typed["Say where it stands"]["state_reason"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.page))
def test_words_in_a_card_are_kept_while_they_are_typed_and_survive_a_crash(
    open_program: OpenProgram, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    record_id = case.begin(store)
    store.sign_out()
    program = open_program()
    shell = sign_in(qtbot, program, "sergeant")
    go(qtbot, shell, case.page, record_id)
    assert "Draft saved" not in words(shell)
    case.row(shell.page).set_value(WORDS)
    wait_until_kept(qtbot, shell)
    assert [case.found(typed) for typed in kept(shell)] == [WORDS]
    crash(program, monkeypatch)
    again = sign_in(qtbot, program, "sergeant")
    go(qtbot, again, case.page, record_id)
    assert case.row(again.page).value() == WORDS
    case.row(again.page).set_value("")
    qtbot.waitUntil(lambda: kept(again) == [], timeout=10_000)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.page))
def test_a_page_that_was_left_before_it_could_show_the_words_does_not_lose_them(
    open_program: OpenProgram, store: Store, qtbot: QtBot, case: Case
) -> None:
    record_id = case.begin(store)
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    go(qtbot, shell, case.page, record_id)
    case.row(shell.page).set_value(WORDS)
    shell.go(Place("home"))
    shell.go(Place(case.page, record_id))
    shell.go(Place("home"))  # at once, before the page has read anything
    settled(qtbot, shell)
    go(qtbot, shell, case.page, record_id)
    assert case.row(shell.page).value() == WORDS
    assert len(kept(shell)) == 1


def test_a_decision_that_is_signed_after_a_lock_leaves_no_draft_and_no_words(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    plan = plan_to_decide(store)
    store.sign_out()
    program = open_program()
    shell = sign_in(qtbot, program, "sergeant")
    go(qtbot, shell, "arrest_plan", plan)
    card_of(shell).set_typed(REFUSED)
    program.lock()
    shell = sign_in(qtbot, program, "sergeant")
    assert card_of(shell).typed() == REFUSED
    card_of(shell).password.line.setText(PASSWORDS["sergeant"])
    press_once_there(qtbot, shell, "Sign the decision")
    qtbot.waitUntil(lambda: "Your decision is signed." in words(shell), timeout=10_000)
    settled(qtbot, shell)
    opened = arrest_plan_views.open_plan(shell.desk.signed_in, plan)
    assert [each.words for each in opened.decisions] == [WORDS]
    go(qtbot, shell, "home")
    assert kept(shell) == []
    go(qtbot, shell, "arrest_plan", plan)
    assert WORDS not in repr(shell.place)
    assert "Draft saved" not in words(shell)


def test_a_plan_that_cannot_be_read_does_not_lose_the_reasons(
    open_program: OpenProgram, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_to_decide(store)
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    go(qtbot, shell, "arrest_plan", plan)
    card_of(shell).set_typed(REFUSED)
    wait_until_kept(qtbot, shell)
    go(qtbot, shell, "home")

    def unreadable(*_: object) -> None:
        raise DiskFailure

    with monkeypatch.context() as broken:
        broken.setattr(arrest_plan_views, "open_plan", unreadable)
        go(qtbot, shell, "arrest_plan", plan)
        go(qtbot, shell, "home")
    assert [typed["decision"] for typed in kept(shell)] == [REFUSED]


def card_of(shell: Shell) -> Any:
    assert isinstance(shell.page, ArrestPlanPage)
    assert shell.page.decision is not None
    return shell.page.decision


def test_what_is_offered_for_the_paper_signature_is_no_draft(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    evaluation = evaluation_steps.frozen(store)
    for who in ("officer", "spoc", "head_teacher", "sergeant"):
        evaluation_steps.sign(store.sign_in(who), evaluation)
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    go(qtbot, shell, "evaluation", evaluation)
    page = shell.page
    assert isinstance(page, EvaluationPage)
    go(qtbot, shell, "home")
    assert kept(shell) == []
    go(qtbot, shell, "evaluation", evaluation)
    page = shell.page
    assert isinstance(page, EvaluationPage)
    page.asking["paper"].set_typed({"on": date(2026, 11, 16)})
    wait_until_kept(qtbot, shell)
    assert [typed["paper"]["on"] for typed in kept(shell)] == [date(2026, 11, 16)]


def test_a_description_of_a_photograph_is_kept_without_a_decision(
    open_program: OpenProgram, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(store.sign_in("officer"))
    store.sign_out()
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    go(qtbot, shell, "storage", 1)
    press_once_there(qtbot, shell, "R1: Add a photograph")
    view: Any = shell.page
    view.shown.photographs["R1"].form.set_values({"caption": WORDS})
    wait_until_kept(qtbot, shell)
    crash(program, monkeypatch)
    again = sign_in(qtbot, program, "officer")
    go(qtbot, again, "storage", 1)
    view = again.page
    assert view.shown.photographs["R1"].typed() == WORDS


def test_a_new_account_that_is_made_after_a_lock_leaves_no_draft(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "administrator")
    go(qtbot, shell, "account")
    assert isinstance(shell.page, AccountPage)
    assert shell.page.new is not None
    person = {"user_name": "example.nolan", "display_name": "PC 0042 Example-Nolan", "role": "officer"}
    shell.page.new.set_values({**shell.page.new.values(), **person})
    wait_until_kept(qtbot, shell)
    program.lock()
    shell = sign_in(qtbot, program, "administrator")
    assert isinstance(shell.page, AccountPage)
    assert shell.page.new is not None
    assert shell.page.new.values()["display_name"] == "PC 0042 Example-Nolan"
    shell.page.new.questions.password.line.setText(PASSWORDS["administrator"])
    press_once_there(qtbot, shell, "Create the account")
    qtbot.waitUntil(lambda: "The account is created" in words(shell), timeout=10_000)
    qtbot.waitUntil(lambda: kept(shell) == [], timeout=10_000)


# --- passwords


def test_a_password_stays_while_it_is_typed_and_goes_when_the_page_goes(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    evaluation = evaluation_steps.begin(store.sign_in("sergeant"))
    store.sign_out()
    program = open_program()
    shell = sign_in(qtbot, program, "head_teacher")
    go(qtbot, shell, "evaluation_voice", evaluation)
    page = shell.page
    assert isinstance(page, EvaluationVoicePage)
    assert page.form is not None
    row = page.form.row("anything_else")
    row.set_value(WORDS)
    row.changed.emit()
    QTest.keyClicks(page.password.line, "half a passw")
    wait_until_kept(qtbot, shell)
    assert page.password.text == "half a passw"
    assert "half a" not in repr(page_drafts.own(shell.desk.signed_in))
    line = page.password.line
    program.window.showMinimized()
    program.window.showNormal()
    assert line.text() == "half a passw"
    program.lock()
    assert line.text() == ""
    sign_in(qtbot, program, "head_teacher")


@pytest.mark.parametrize("case", [CASES[0], CASES[2]], ids=lambda case: str(case.page))
def test_a_password_in_a_card_stays_while_words_are_kept(
    open_program: OpenProgram, store: Store, qtbot: QtBot, case: Case
) -> None:
    record_id = case.begin(store)
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    go(qtbot, shell, case.page, record_id)
    case.row(shell.page).set_value(WORDS)
    assert shell.page is not None
    for question in shell.page.findChildren(PasswordQuestion):
        question.line.setText("half a passw")
    wait_until_kept(qtbot, shell)
    held = [each.text for each in shell.page.findChildren(PasswordQuestion)]
    assert held == ["half a passw"]
    assert "half a" not in repr(page_drafts.own(shell.desk.signed_in))
