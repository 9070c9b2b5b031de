"""A restore through the window: the person is signed out, signs in to the copy, and can take it back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.services import anchors, backup, backup_overview, contact_log_lists
from ssp_desktop.store_folder import StoreLock
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.backup import BackupPage
from ssp_desktop.ui.sign_in import SignIn
from tests.features.steps import submit
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import PASSWORDS, Store


def restore_on(page: BackupPage, qtbot: QtBot, program: Program) -> None:
    """Give reason and password, say yes, and wait until the sign-in screen stands."""
    qtbot.waitUntil(lambda: program.tasks.idle and not page.restore_card.isHidden(), timeout=20_000)
    page.restore_card.form.rows["reason"].set_value("The disk lost a week.")
    page.restore_card.password.set_text(PASSWORDS["sergeant"])
    dialogs.answers.set_next_answer(True)
    page.restore_card.form.button.click()
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, SignIn), timeout=20_000)
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)


def backup_page(qtbot: QtBot, program: Program) -> BackupPage:
    shell = sign_in(qtbot, program, "sergeant")
    shell.go(Place("backup"))
    page = shell.page
    assert isinstance(page, BackupPage)
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)
    return page


def count_records(program: Program) -> int:
    assert program.signed_in is not None
    return len(contact_log_lists.page(program.signed_in))


def test_restoring_and_taking_it_back(
    open_program: OpenProgram, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "copies"
    target.mkdir()
    sergeant = store.sign_in("sergeant")
    backup_overview.choose_folder(sergeant, target)
    backup.back_up(sergeant)
    submit(store.sign_in("officer"))
    store.sign_out()
    program = open_program()
    page = backup_page(qtbot, program)
    assert count_records(program) == 1
    page.look_at(next(target.iterdir()).name)
    restore_on(page, qtbot, program)
    page = backup_page(qtbot, program)
    assert count_records(program) == 0
    assert program.shell is not None
    assert program.shell.keeping.alarm.isHidden()
    assert program._lock_file.held
    assert (store.folder / "store.lock").read_bytes() != b""
    assert not page.undo_button.isHidden()
    page.undo_button.click()
    restore_on(page, qtbot, program)
    backup_page(qtbot, program)
    assert count_records(program) == 1
    assert program.signed_in is not None
    assert anchors.alarm(program.signed_in) == ""


def test_a_restore_that_was_killed_is_finished_at_the_next_start(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    store.sign_out()
    store.folder.rename(store.folder.with_name(".store.ready-2026-11-17-100000"))
    program = open_program()
    assert isinstance(program.window.screen_shown, SignIn)
    assert isinstance(program._lock_file, StoreLock)
    sign_in(qtbot, program, "officer")
