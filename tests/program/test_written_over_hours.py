"""A contact log or an arrest plan after a crash or a lock: its words, the cursor, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_log_views, drafts
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.parts.draft_page import DraftPage
from ssp_desktop.ui.shell import Shell
from tests.pages.page_steps import press, settle, words
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import Store, contact_values


def opened(qtbot: QtBot, shell: Shell) -> tuple[DraftPage[Any], FormView]:
    settle(qtbot, shell.desk)
    page = shell.page
    assert isinstance(page, DraftPage)
    assert page.form is not None
    return page, page.form


def box_of(form: FormView, key: str) -> QPlainTextEdit:
    return form.row(key).findChildren(QPlainTextEdit)[0]


@pytest.mark.parametrize(
    ("page_key", "key", "link"),
    [
        ("contact_log_edit", "account", "Pupil contact log"),
        ("arrest_plan_edit", "route", "Arrest plan"),
    ],
)
def test_after_a_crash_the_cursor_stands_where_it_was(
    open_program: OpenProgram,
    store: Store,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page_key: str,
    key: str,
    link: str,
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place(page_key))
    page, form = opened(qtbot, shell)
    first = form.section_key
    form.focus_field(key)
    assert form.section_key != first
    box = box_of(form, key)
    QTest.keyClicks(box, "The tutor was told.")
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    QTest.keyClicks(box, "form ")
    press(page, "Save draft")
    settle(qtbot, shell.desk)
    # The process is gone without a word: nobody leaves a page, and nothing is remembered.
    monkeypatch.setattr(page, "leaving", lambda: None)
    program.lock()
    program._turns._places.clear()

    again = sign_in(qtbot, program, "officer")
    press(again, link)
    _, form = opened(qtbot, again)
    assert form.values()[key] == "The form tutor was told."
    box = box_of(form, key)
    qtbot.waitUntil(lambda: box.textCursor().position() == 9, timeout=5_000)
    assert form.focusWidget() is box
    QTest.keyClicks(form.focusWidget(), "good ")
    assert form.values()[key] == "The form good tutor was told."


def test_a_lock_right_after_submit_leaves_the_record_and_no_draft(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("contact_log_edit"))
    page, form = opened(qtbot, shell)
    form.set_values(contact_values())
    QTest.keyClicks(form.row("subject").editor.focus_target(), "!!")
    press(page, "Submit")
    program.lock()

    shell = sign_in(qtbot, program, "officer")
    settle(qtbot, shell.desk)
    told = words(shell)
    assert "This contact log was submitted. Open it to read or correct it." in told
    assert "could not be kept" not in told
    assert drafts.own_drafts(shell.desk.signed_in) == ()
    stored = contact_log_views.open_contact_log(shell.desk.signed_in, 1)
    assert (stored.revision, stored.values["subject"][-2:]) == (1, "!!")
