"""Whatever form is open: what is typed is kept, survives lock and crash, and goes when it is saved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ssp_desktop.database import DiskFailure
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import actions, contact_logs, page_drafts
from ssp_desktop.ui import dialogs, page_keeper
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.action import ActionPage
from ssp_desktop.ui.pages.countersign import CountersignPage
from ssp_desktop.ui.shell import Shell
from tests.pages.page_steps import press, words
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import Store, contact_values, row

OUTCOME = "The tutor was told."


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_keeper, "LOOK_EVERY_MS", 50)


@pytest.fixture
def with_action(store: Store) -> Store:
    """A store with one action, on whose page there is a form of the plainest kind."""
    task = row(CONTACT_LOG, "actions", task="Tell the tutor", owner=2, due_on=date(2026, 12, 1))
    contact_logs.submit(store.sign_in("officer"), contact_values(actions=(task,)), partnership_id=1)
    store.sign_out()
    return store


def settled(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: shell.desk.tasks.idle, timeout=10_000)


def form_of(qtbot: QtBot, shell: Shell) -> FormView:
    settled(qtbot, shell)
    assert shell.page is not None
    return shell.page.findChildren(FormView)[0]


def type_outcome(qtbot: QtBot, shell: Shell, text: str = OUTCOME) -> QPlainTextEdit:
    """Type as a person does: keys into the control that has the keyboard."""
    form = form_of(qtbot, shell)
    box = form.row("outcome").findChildren(QPlainTextEdit)[0]
    box.setFocus()
    QTest.keyClicks(box, text)
    return box


def kept(shell: Shell) -> list[Any]:
    return [each.extra["typed"]["outcome"] for each in page_drafts.own(shell.desk.signed_in)]


def wait_until_kept(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: "Draft saved 10:00" in words(shell), timeout=10_000)
    settled(qtbot, shell)


def test_what_is_typed_is_kept_by_itself_and_said(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    shell.go(Place("action", 1))
    settled(qtbot, shell)
    assert shell.kept_line.isHidden()
    type_outcome(qtbot, shell)
    wait_until_kept(qtbot, shell)
    assert kept(shell) == [OUTCOME]


def test_after_a_crash_it_stands_on_home_and_opens_with_the_cursor_where_it_was(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("action", 1))
    box = type_outcome(qtbot, shell)
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    QTest.keyClicks(box, "form ")
    wait_until_kept(qtbot, shell)
    # The process is gone without a word: nobody leaves a page, and nothing is remembered.
    monkeypatch.setattr(shell.page, "leaving", lambda: None)
    program.lock()
    program._turns._places.clear()
    again = sign_in(qtbot, program, "officer")
    assert again.place.page == "home"
    press(again, "Action")
    assert form_of(qtbot, again).values()["outcome"] == "The form tutor was told."
    assert "Draft saved 10:00" in words(again)
    box = form_of(qtbot, again).row("outcome").findChildren(QPlainTextEdit)[0]
    qtbot.waitUntil(lambda: box.textCursor().position() == 9, timeout=5_000)


def test_a_lock_keeps_the_last_letter(open_program: OpenProgram, with_action: Store, qtbot: QtBot) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("action", 1))
    type_outcome(qtbot, shell)
    program.lock()
    again = sign_in(qtbot, program, "officer")
    assert form_of(qtbot, again).values()["outcome"] == OUTCOME
    assert kept(again) == [OUTCOME]


def test_another_way_to_the_page_shows_it_too(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    shell.go(Place("action", 1))
    type_outcome(qtbot, shell)
    shell.go(Place("home"))
    shell.go(Place("actions"))
    shell.go(Place("action", 1))
    assert form_of(qtbot, shell).values()["outcome"] == OUTCOME
    assert len(kept(shell)) == 1


def test_saving_the_form_ends_the_draft(open_program: OpenProgram, with_action: Store, qtbot: QtBot) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    shell.go(Place("action", 1))
    type_outcome(qtbot, shell)
    wait_until_kept(qtbot, shell)
    assert isinstance(shell.page, ActionPage)
    shell.page.form.set_values({**shell.page.form.values(), "done_on": date(2026, 11, 17)})
    shell.page.save()
    settled(qtbot, shell)
    shell.go(Place("home"))
    settled(qtbot, shell)
    assert kept(shell) == []
    shell.go(Place("action", 1))
    settled(qtbot, shell)
    assert shell.kept_line.isHidden()


def test_it_is_thrown_away_when_the_person_says_so(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    shell.go(Place("action", 1))
    type_outcome(qtbot, shell)
    wait_until_kept(qtbot, shell)
    dialogs.answers.set_next_answer(False)
    press(shell, "Discard this draft")
    assert form_of(qtbot, shell).values()["outcome"] == OUTCOME
    dialogs.answers.set_next_answer(True)
    press(shell, "Discard this draft")
    assert form_of(qtbot, shell).values()["outcome"] == ""
    assert kept(shell) == []
    assert shell.kept_line.isHidden()


def test_an_untouched_form_leaves_no_draft(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    for place in (Place("action", 1), Place("partnership", 1, {"edit": True}), Place("partnership")):
        shell.go(place)
        settled(qtbot, shell)
    shell.go(Place("home"))
    settled(qtbot, shell)
    assert page_drafts.own(shell.desk.signed_in) == ()


def test_the_spocs_own_account_is_kept_and_never_the_password(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "spoc")
    shell.go(Place("countersign", 1))
    settled(qtbot, shell)
    assert isinstance(shell.page, CountersignPage)
    card = shell.page.decision
    assert card is not None
    card.comment.set_value("I was there as well.")
    card.password.line.setText("Kanarienvogel")
    qtbot.waitUntil(lambda: "Draft saved 10:00" in words(shell), timeout=10_000)
    (draft,) = page_drafts.own(shell.desk.signed_in)
    assert draft.extra["typed"]["comment"] == "I was there as well."
    assert "Kanarienvogel" not in repr(draft)
    assert card.password.line.text() == "Kanarienvogel"


def test_a_page_that_cannot_show_a_draft_does_not_lose_it(
    open_program: OpenProgram, with_action: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    shell.go(Place("action", 1))
    type_outcome(qtbot, shell)
    shell.go(Place("home"))
    settled(qtbot, shell)

    def unreadable(*_: object) -> None:
        raise DiskFailure

    with monkeypatch.context() as broken:
        broken.setattr(actions, "open_action", unreadable)
        shell.go(Place("action", 1))
        settled(qtbot, shell)
        assert form_of(qtbot, shell).values()["outcome"] == ""
        shell.go(Place("home"))
        settled(qtbot, shell)
    assert kept(shell) == [OUTCOME]
    shell.go(Place("action", 1))
    shell.go(Place("home"))  # at once, before the page has read anything
    settled(qtbot, shell)
    shell.go(Place("action", 1))
    assert form_of(qtbot, shell).values()["outcome"] == OUTCOME
