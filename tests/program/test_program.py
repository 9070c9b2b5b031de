"""The window: who sees what, what a lock leaves behind, whose turn it is, and what a closed window keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.policy import Policy
from ssp_desktop.services import audit_log, contact_logs, drafts
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.print_requests import PartnershipPrint, RegisterPrint
from ssp_desktop.ui.closed import Closed
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.pages.contact_log import ContactLogPage
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.countersign import CountersignPage
from ssp_desktop.ui.shell import Shell
from ssp_desktop.ui.sign_in import SignIn
from ssp_desktop.ui.uncaught import tell_uncaught
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import NAMES, Store, contact_values

CANARY = "CANARY-TYPED-AND-NOT-SUBMITTED"


def everything_readable(widget: QWidget) -> str:
    """Return every text that any widget of the program holds, visible or not."""
    typed = [each.text() for each in widget.findChildren(QLineEdit)]
    typed += [each.toPlainText() for each in widget.findChildren(QPlainTextEdit)]
    named = [f"{each.accessibleName()} {each.windowTitle()}" for each in widget.findChildren(QWidget)]
    return "\n".join([words(widget), *typed, *named, widget.windowTitle()])


def wait_for_words(qtbot: QtBot, program: Program, text: str) -> None:
    """Wait until the person can read ``text`` in the window."""
    qtbot.waitUntil(lambda: text in words(program.window), timeout=10_000)


def edit_page(shell: Shell, qtbot: QtBot) -> ContactLogEditPage:
    shell.go(Place("contact_log_edit", extra={"partnership_id": 1}))
    page = shell.page
    assert isinstance(page, ContactLogEditPage)
    qtbot.waitUntil(lambda: page.form is not None and shell.desk.tasks.idle, timeout=10_000)
    return page


def test_without_a_store_the_first_run_begins(store_folder: Path, store: Store, qtbot: QtBot) -> None:
    program = Program(store_folder, Policy(), pc=store.pc)
    program.start()
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, FirstRun), timeout=20_000)
    program.window.close()


def test_with_a_store_somebody_signs_in_and_sees_who_they_are(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    assert f"{NAMES['officer']}, Safer Schools Officer" in words(shell.top_bar)
    assert program.window.windowTitle() == "SSP Desktop"


@pytest.mark.parametrize(
    ("who", "menu"),
    [
        (
            "officer",
            "Home, Contact logs, Activities, Prevention plan, Actions, Visits, Partnership, Storage and "
            "safety, Arrest plans, Evaluations, Figures of the year, Pupils, Search, Your password, "
            "About this store",
        ),
        (
            "spoc",
            "Home, Countersign, Contact logs, Activities, Prevention plan, Actions, Visits, "
            "Partnership, Storage and safety, Shared by the police, Evaluations, Figures of the year, "
            "Pupils, Search, Your password, About this store",
        ),
        (
            "head_teacher",
            "Home, Contact logs, Activities, Prevention plan, Visits, Partnership, Storage and safety, "
            "Shared by the police, Evaluations, Figures of the year, Pupils, Search, Your password, "
            "About this store",
        ),
        (
            "sergeant",
            "Home, Contact logs, Activities, Prevention plan, Actions, Visits, Partnership, Storage and "
            "safety, Arrest plans, Evaluations, Figures of the year, Pupils, Search, Retention, People, "
            "Audit log, Backup, Your password, About this store",
        ),
        ("administrator", "Home, People, Audit log, Backup, Your password, About this store"),
    ],
)
def test_each_role_finds_its_own_menu(open_program: OpenProgram, qtbot: QtBot, who: str, menu: str) -> None:
    shell = sign_in(qtbot, open_program(), who)
    assert ", ".join(shell.menu_labels) == menu


def test_ctrl_l_locks_and_leaves_nothing_readable(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    page = edit_page(shell, qtbot)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": CANARY, "account": CANARY})
    page.form.changed.emit()
    QGuiApplication.clipboard().setText(CANARY)
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, SignIn), timeout=5_000)
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    QApplication.sendPostedEvents(None, 0)
    assert CANARY not in everything_readable(program.window)
    assert CANARY not in QGuiApplication.clipboard().text()
    assert not [each for each in QApplication.allWidgets() if isinstance(each, Shell) and each.isVisible()]
    wait_for_words(qtbot, program, "The program is locked. What you typed is kept.")


def test_after_a_lock_the_form_stands_as_it_was(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    page = edit_page(shell, qtbot)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": "A quiet word", "contact_date": "31/02/2026"})
    page.form.changed.emit()
    program.lock()
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    again = sign_in(qtbot, program, "officer").page
    assert isinstance(again, ContactLogEditPage)
    qtbot.waitUntil(lambda: again.form is not None, timeout=10_000)
    assert again.form is not None
    values = again.form.values()
    assert (values["subject"], values["contact_date"]) == ("A quiet word", "31/02/2026")


def test_a_colleague_who_signs_in_after_a_lock_sees_nothing_of_it(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    page = edit_page(sign_in(qtbot, program, "officer"), qtbot)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": CANARY})
    page.form.changed.emit()
    program.lock()
    shell = sign_in(qtbot, program, "second_officer")
    assert shell.place.page == "home"
    assert CANARY not in everything_readable(program.window)


def test_the_officer_hands_over_and_comes_back_to_the_record(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    made = contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    store.sign_out()
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("contact_log", made.id))
    shell.desk.locking.emit("hand_over")
    wait_for_words(qtbot, program, "The SPOC signs in here.")
    spoc = sign_in(qtbot, program, "spoc")
    assert isinstance(spoc.page, CountersignPage)
    assert "CANARY-OFFICER-ONLY" not in everything_readable(program.window)
    spoc.desk.locking.emit("lock")
    wait_for_words(qtbot, program, "The SPOC has finished.")
    back = sign_in(qtbot, program, "officer")
    assert isinstance(back.page, ContactLogPage)
    assert back.place == Place("contact_log", made.id)


def test_a_lock_and_a_hand_over_stand_in_the_audit_log(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    program = open_program()
    sign_in(qtbot, program, "officer")
    program.lock("hand_over")
    sign_in(qtbot, program, "spoc")
    program.lock()
    program.window.close()
    lines = audit_log.page(store.sign_in("sergeant"), AuditFilter(noun="account"))
    told = [(each.actor, each.event) for each in lines[1:5]]
    assert told == [
        (NAMES["spoc"], "Locked"),
        (NAMES["spoc"], "Signed in"),
        (NAMES["officer"], "Handed over to the SPOC"),
        (NAMES["officer"], "Signed in"),
    ]


def test_closing_the_window_keeps_the_draft_and_signs_out(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    program = open_program()
    page = edit_page(sign_in(qtbot, program, "officer"), qtbot)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": "Kept over the night"})
    page.form.changed.emit()
    program.window.close()
    assert [each.title for each in drafts.own_drafts(store.sign_in("officer"))] == ["Kept over the night"]


def test_a_second_program_is_told_who_holds_the_records(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    open_program()
    second = Program(store.folder, Policy(), pc=store.pc)
    second.start()
    qtbot.waitUntil(lambda: isinstance(second.window.screen_shown, Closed), timeout=20_000)
    wait_for_words(qtbot, second, "These records are open already")
    second.window.close()


def test_records_in_a_folder_that_a_service_copies_are_not_opened(
    store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """Not a byte is changed, and what is to be done stands on the screen; moved, they open."""
    synced = tmp_path / "OneDrive - Example Constabulary" / "store"
    synced.parent.mkdir()
    store.sign_out()
    store.folder.rename(synced)
    before = {each.name: each.read_bytes() for each in synced.iterdir()}
    program = Program(synced, Policy(), pc=store.pc)
    program.start()
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, Closed), timeout=20_000)
    wait_for_words(qtbot, program, "The records lie in a folder that is copied elsewhere by OneDrive")
    assert "move the whole folder to this PC's own disk (recovery, section 8)" in words(program.window)
    assert {each.name: each.read_bytes() for each in synced.iterdir()} == before
    program.window.close()
    synced.rename(store.folder)
    assert store.sign_in("officer").notices == ()


def test_idleness_warns_and_then_locks(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.warn_idle(60)
    wait_for_words(qtbot, program, "The program locks in 60 seconds")
    shell.end_idle_warning()
    assert "The program locks in" not in words(shell)
    program.lock("idle")
    wait_for_words(qtbot, program, "nobody had used it")


@pytest.mark.expected_log("F-[0-9A-Z]{6} ZeroDivisionError")
def test_a_mistake_of_ours_is_told_by_number_and_the_program_goes_on(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    tell_uncaught(program.tasks, ZeroDivisionError, ZeroDivisionError("secret name"), None)
    wait_for_words(qtbot, program, "Something went wrong in the program.")
    assert "F-" in words(shell)
    assert "secret name" not in words(shell)
    shell.go(Place("contact_logs"))
    assert shell.place.page == "contact_logs"


@pytest.mark.parametrize(
    ("place", "marked"),
    [
        (Place("contact_log_edit", extra={"partnership_id": 1}), "Contact logs"),
        (Place("print", None, {"request": PartnershipPrint(1)}), "Partnership"),
        (Place("print", extra={"period": RegisterPrint}), "Contact logs"),
        (Place("officer_profile", 2), "People"),
    ],
)
def test_the_menu_marks_where_a_page_belongs(
    open_program: OpenProgram, qtbot: QtBot, place: Place, marked: str
) -> None:
    shell = sign_in(qtbot, open_program(), "sergeant")
    shell.go(place)
    qtbot.waitUntil(lambda: shell.desk.tasks.idle, timeout=10_000)
    assert shell.marked_entry == marked
