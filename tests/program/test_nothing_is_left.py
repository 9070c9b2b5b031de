"""What is left when a person's screen is gone: on the next screen, in the clipboard, in any file."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from ssp_desktop.database import DiskFull, StoreClosed
from ssp_desktop.errors import UserError
from ssp_desktop.services import colleagues, contact_log_views, contact_logs, drafts, sign_in
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.print import PrintPage
from ssp_desktop.ui.pages.search import SearchPage
from ssp_desktop.ui.shell import Shell
from ssp_desktop.ui.sign_in import SignIn
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram
from tests.program.conftest import sign_in as sign_in_as
from tests.program.test_program import edit_page, everything_readable, wait_for_words
from tests.stores import PASSWORDS, Store, contact_values, pupil

CANARY = "Kanarienvogel"
"""In every answer that is typed; no word of the program, no name of the tests."""


def lock_from_the_loop(qtbot: QtBot, program: Any) -> None:
    """Lock as a shortcut does: from the event loop, which then destroys what is to be destroyed."""
    QTimer.singleShot(0, program.lock)
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, SignIn), timeout=5_000)


def typed_page(shell: Shell, qtbot: QtBot, subject: str) -> ContactLogEditPage:
    page = edit_page(shell, qtbot)
    type_subject(page, subject)
    return page


def type_subject(page: ContactLogEditPage, subject: str) -> None:
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": subject})
    page.form.changed.emit()


def test_a_lock_destroys_the_screen_and_empties_both_clipboards(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in_as(qtbot, program, "officer")
    page = typed_page(shell, qtbot, CANARY)
    desk = shell.desk
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        clipboard.setText(CANARY, mode)
    lock_from_the_loop(qtbot, program)
    qtbot.waitUntil(
        lambda: not any(shiboken6.isValid(each) for each in (shell, page, desk)) and program.tasks.idle,
        timeout=10_000,
    )
    assert clipboard.text(QClipboard.Mode.Clipboard) == ""
    assert clipboard.text(QClipboard.Mode.Selection) == ""
    assert CANARY not in everything_readable(program.window)


def test_the_screen_is_locked_even_when_its_page_fails(
    open_program: OpenProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = open_program()
    shell = sign_in_as(qtbot, program, "officer")

    def broken() -> None:
        raise UserError(CANARY)

    monkeypatch.setattr(shell, "leaving", broken)
    program.lock()
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    assert isinstance(program.window.screen_shown, SignIn)
    assert program.signed_in is None
    assert CANARY not in caplog.text


@pytest.mark.parametrize("fails", [False, True])
def test_what_comes_back_after_the_lock_is_shown_to_nobody(
    open_program: OpenProgram, qtbot: QtBot, fails: bool
) -> None:
    program = open_program()
    shell = sign_in_as(qtbot, program, "officer")
    locked = threading.Event()
    shown: list[str] = []

    def slow(_signed_in: SignedIn) -> str:
        assert locked.wait(10)
        if fails:
            raise UserError(CANARY)
        return CANARY

    shell.desk.run(slow, done=shown.append)
    program.lock()
    locked.set()
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    assert shown == []
    assert CANARY not in everything_readable(program.window)
    sign_in_as(qtbot, program, "second_officer")
    assert CANARY not in everything_readable(program.window)


def test_a_signed_out_session_reads_and_writes_nothing(store: Store) -> None:
    officer = store.sign_in("officer")
    contact_logs.submit(officer, contact_values(), partnership_id=1)
    store.sign_out()
    assert (officer.database_key, officer.session_key.private) == (b"", b"")
    for late in (
        lambda: contact_log_views.open_contact_log(officer, 1),
        lambda: contact_logs.submit(officer, contact_values(), partnership_id=1),
        lambda: colleagues.colleagues(officer),
        officer.database.verify,
        lambda: officer.database.backup_to(store.folder / "copy.db"),
    ):
        with pytest.raises(StoreClosed, match="not signed in any more"):
            late()
    assert not (store.folder / "copy.db").exists()


def test_the_last_words_are_kept_when_the_lock_comes_during_a_save(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    program = open_program()
    page = typed_page(sign_in_as(qtbot, program, "officer"), qtbot, "First words")
    assert page.keeper is not None
    page.keeper.save()
    type_subject(page, "First words and last words")
    lock_from_the_loop(qtbot, program)
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    again = sign_in_as(qtbot, program, "officer").page
    assert isinstance(again, ContactLogEditPage)
    qtbot.waitUntil(lambda: again.form is not None, timeout=10_000)
    assert again.form is not None
    assert again.form.values()["subject"] == "First words and last words"
    program.window.close()
    assert [each.title for each in drafts.own_drafts(store.sign_in("officer"))] == [
        "First words and last words"
    ]


def test_words_that_could_not_be_kept_at_a_lock_are_told(
    open_program: OpenProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    program = open_program()
    typed_page(sign_in_as(qtbot, program, "officer"), qtbot, CANARY)
    monkeypatch.setattr(drafts, "run", full)
    lock_from_the_loop(qtbot, program)
    wait_for_words(qtbot, program, "What was typed last could not be kept.")
    assert CANARY not in everything_readable(program.window)


@pytest.mark.expected_log("F-[0-9A-Z]{6} ZeroDivisionError")
def test_a_mistake_of_ours_at_sign_in_is_told_by_number(
    open_program: OpenProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr(sign_in, "sign_in", broken)
    program = open_program()
    screen = program.window.screen_shown
    assert isinstance(screen, SignIn)
    screen.password_screen.user_name.set_value("officer")
    screen.password_screen.password.set_text(PASSWORDS["officer"])
    screen.password_screen.submit()
    wait_for_words(qtbot, program, "tell IT this number: F-")
    assert CANARY not in everything_readable(program.window)


def test_a_lock_between_password_and_screen_lets_nobody_in(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    program = open_program()
    signed_in = sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc)
    program._let_in(signed_in)
    program.lock("os")
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    assert isinstance(program.window.screen_shown, SignIn)
    assert (program.shell, program.signed_in, signed_in.database_key) == (None, None, b"")


# --- files


@pytest.fixture
def account_folders(
    own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Path]]:
    """Everywhere that a program of this account may write: home, temporary files, settings, caches, store."""
    for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield [own_folders, tmp_path]
    tempfile.tempdir = None


def files_with(canary: str, folders: list[Path]) -> list[Path]:
    """Return the files whose name or bytes hold the word, in the encodings that Qt and Python write."""
    needles = {canary.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            if canary in path.name or any(needle in content for needle in needles):
                found.append(path)
    return found


def test_after_a_whole_session_no_file_holds_a_word_that_was_typed(
    account_folders: list[Path], open_program: OpenProgram, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    program = open_program()
    shell = sign_in_as(qtbot, program, "officer")
    page = edit_page(shell, qtbot)
    assert page.form is not None
    texts = ("place", "subject", "account", "childs_words", "assessment", "officer_notes", "asked_by")
    page.form.set_values(
        contact_values(
            pupils=(pupil(family_name=CANARY, address=f"1 {CANARY} Road"),),
            **dict.fromkeys(texts, f"{CANARY} was typed here"),
        )
    )
    page.form.changed.emit()
    page.submit()
    qtbot.waitUntil(lambda: shell.place.page == "contact_log" and program.tasks.idle, timeout=20_000)
    wait_for_words(qtbot, program, CANARY)

    shell.go(Place("search", extra={}))
    searching = shell.page
    assert isinstance(searching, SearchPage)
    searching.line.setText(CANARY)
    searching.line.returnPressed.emit()
    qtbot.waitUntil(lambda: "2 records found." in words(searching) and program.tasks.idle, timeout=10_000)

    shell.go(Place("print", None, {"request": ContactLogPrint(1)}))
    printing = shell.page
    assert isinstance(printing, PrintPage)
    qtbot.waitUntil(printing.print_button.isEnabled, timeout=20_000)
    assert CANARY in printing.preview.view.accessibleDescription()
    printing.questions.rows["recipient"].set_value(f"{CANARY}, parent")
    saved = tmp_path / "saved" / "copy.pdf"
    saved.parent.mkdir()
    dialogs.answers.set_next_file_name(saved)
    printing.save_button.click()
    qtbot.waitUntil(lambda: "is saved" in words(printing), timeout=20_000)

    typed_page(shell, qtbot, f"{CANARY} in a draft")
    QGuiApplication.clipboard().setText(CANARY)
    lock_from_the_loop(qtbot, program)
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    sign_in_as(qtbot, program, "officer")
    assert CANARY not in program.window.windowTitle()
    program.window.close()

    assert os.listdir(saved.parent) == ["copy.pdf"]
    assert saved.stat().st_size > 10_000
    assert files_with(CANARY, account_folders) == []
    store.sign_in("officer")  # and it was all there
    assert CANARY in contact_log_views.open_contact_log(store.open_sessions[0], 1).values["account"]


def test_the_search_for_the_word_finds_it_where_it_is(account_folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "home" / "recent.txt").write_text(f"x{CANARY}x", encoding="utf-16-le")
    (tmp_path / "tmpdir" / f"{CANARY}.tmp").write_bytes(b"")
    found = {path.name for path in files_with(CANARY, account_folders)}
    assert found == {"recent.txt", f"{CANARY}.tmp"}


def test_neither_password_nor_code_stands_in_arguments_or_environment(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    sign_in_as(qtbot, program, "officer")
    command_line = Path("/proc/self/cmdline").read_bytes()
    environment = "\n".join(f"{name}={value}" for name, value in os.environ.items())
    for secret in (PASSWORDS["officer"], program.signed_in.database_key.hex() if program.signed_in else ""):
        assert secret
        assert secret.encode() not in command_line
        assert secret not in environment
