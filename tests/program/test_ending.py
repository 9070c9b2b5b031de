"""The program ends, or the session does: what was typed is kept, or the window says that it cannot be."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.database import DiskFull
from ssp_desktop.services import audit_log, drafts, page_drafts
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.os_end import EndSignals
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.sign_in import SignIn
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import Store

TYPED = "Typed and not submitted"


@pytest.fixture
def typed(open_program: OpenProgram, qtbot: QtBot) -> Program:
    """The program with words on the screen that no save has taken yet."""
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("contact_log_edit", extra={"partnership_id": 1}))
    page = shell.page
    assert isinstance(page, ContactLogEditPage)
    qtbot.waitUntil(lambda: page.form is not None and program.tasks.idle, timeout=20_000)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": TYPED})
    page.form.changed.emit()
    return program


def kept(store: Store) -> list[str]:
    return [each.title for each in drafts.own_drafts(store.sign_in("officer"))]


def wait_for_words(qtbot: QtBot, program: Program, text: str) -> None:
    qtbot.waitUntil(lambda: text in words(program.window), timeout=10_000)


def full(*_: object) -> None:
    raise DiskFull


def test_a_window_whose_words_cannot_be_kept_stays_open_once_and_says_so(
    typed: Program, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "run", full)
    assert not typed.window.close()
    wait_for_words(qtbot, typed, "What was typed last could not be kept. The disk is full.")
    wait_for_words(
        qtbot, typed, "The program has stayed open for that. Close it once more to leave without it."
    )
    assert typed.shell is not None
    assert isinstance(typed.shell.page, ContactLogEditPage)
    assert typed.shell.page.form is not None
    assert typed.shell.page.form.values()["subject"] == TYPED
    assert typed.window.close()
    assert kept(store) == []


def test_a_window_that_stayed_open_keeps_the_words_once_there_is_room(
    typed: Program, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(drafts, "run", full)
        assert not typed.window.close()
    assert typed.window.close()
    assert kept(store) == [TYPED]


def test_words_on_a_page_whose_draft_is_its_own_keep_the_window_open_as_well(
    open_program: OpenProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("activity_edit", extra={"partnership_id": 1}))
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)
    (form,) = program.window.findChildren(FormView)
    form.set_values({**form.values(), "subject": TYPED})
    form.changed.emit()
    monkeypatch.setattr(page_drafts, "_storable", full)
    assert not program.window.close()
    wait_for_words(qtbot, program, "What was typed last could not be kept. The disk is full.")
    assert program.window.close()


@pytest.mark.expected_log("F-[0-9A-Z]{6} ZeroDivisionError")
def test_a_page_that_fails_at_the_end_keeps_the_window_open_once(
    typed: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    assert typed.shell is not None
    monkeypatch.setattr(typed.shell.page, "leaving", broken)
    assert not typed.window.close()
    wait_for_words(qtbot, typed, "Something went wrong in the program.")
    assert typed.window.close()


def test_at_log_off_everything_is_in_the_store_before_the_system_goes_on(
    typed: Program, store: Store, qtbot: QtBot
) -> None:
    typed.log_off()
    assert typed.signed_in is None
    assert isinstance(typed.window.screen_shown, SignIn)
    assert TYPED not in words(typed.window)
    typed.window.close()
    assert kept(store) == [TYPED]
    events = [each.event for each in audit_log.page(store.sign_in("sergeant"))]
    assert "Locked" in events


def test_when_the_log_off_is_called_off_the_person_goes_on(typed: Program, qtbot: QtBot) -> None:
    typed.log_off()
    shell = sign_in(qtbot, typed, "officer")
    assert isinstance(shell.page, ContactLogEditPage)
    page = shell.page
    qtbot.waitUntil(lambda: page.form is not None and typed.tasks.idle, timeout=20_000)
    assert page.form is not None
    assert page.form.values()["subject"] == TYPED


def test_a_whole_day_signed_in_locks_the_program(typed: Program, store: Store, qtbot: QtBot) -> None:
    """Ten hours: here the same clock is set to its last moment."""
    day = typed.lock_reasons.day
    assert 9.9 < day.remainingTime() / 3_600_000 <= 10
    day.start(1)
    qtbot.waitUntil(lambda: "signed in for a whole working day" in words(typed.window), timeout=10_000)
    assert typed.signed_in is None
    assert not day.isActive()
    typed.window.close()
    assert kept(store) == [TYPED]


@pytest.fixture
def end_signals() -> Iterator[EndSignals]:
    """The signals, and whoever had them before has them again."""
    before = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)]
    made = EndSignals()
    yield made
    made.stop()
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)] == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_keeps_what_was_typed_and_ends(
    end_signals: EndSignals, typed: Program, store: Store, qtbot: QtBot, number: signal.Signals
) -> None:
    end_signals.asked.connect(typed.end)
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: not typed.window.isVisible(), timeout=20_000)
    assert kept(store) == [TYPED]


def test_a_request_to_end_asks_nobody(
    end_signals: EndSignals, typed: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "run", full)
    end_signals.asked.connect(typed.end)
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: not typed.window.isVisible(), timeout=20_000)
