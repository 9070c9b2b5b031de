"""A lock in under a second, whatever is open, and afterwards no word of it can be read anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.services import contact_logs
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.fields.parsed import CalendarDialog
from ssp_desktop.ui.pages.countersign import CountersignPage
from ssp_desktop.ui.sign_in import SignIn
from tests.program import everything_open as opening
from tests.program.conftest import OpenProgram, sign_in
from tests.program.everything_open import SECRET, Scene, everything_readable, popup, top_dialog
from tests.stores import Store, contact_values

SECONDS_TO_LOCK = 1.0


def tip_is_shown() -> bool:
    return any(each.isVisible() and each.inherits("QTipLabel") for each in QApplication.topLevelWidgets())


OPEN: dict[str, tuple[opening.Opener, Callable[[], bool]]] = {
    "a list that is searched": (opening.completer, lambda: popup() is not None),
    "a drop-down list": (opening.drop_down, lambda: popup() is not None),
    "the menu of a text": (opening.context_menu, lambda: isinstance(popup(), QMenu)),
    "the menu of a text of many lines": (
        opening.context_menu_of_a_box,
        lambda: isinstance(popup(), QMenu),
    ),
    "a calendar": (opening.calendar, lambda: isinstance(top_dialog(), CalendarDialog)),
    "the months of a calendar": (opening.months_of_the_calendar, lambda: isinstance(popup(), QMenu)),
    "a menu that waits": (opening.nested_menu, lambda: isinstance(popup(), QMenu)),
    "a question": (opening.question, lambda: top_dialog() is not None),
    "a message over a question": (
        opening.message_over_a_question,
        lambda: (dialog := top_dialog()) is not None and dialog.windowTitle() == SECRET,
    ),
    "the preview of a print": (opening.preview, lambda: True),
    "the choice of a printer": (opening.print_dialog, lambda: isinstance(top_dialog(), QPrintDialog)),
    "the choice of a file": (opening.file_dialog, lambda: isinstance(top_dialog(), QFileDialog)),
    "Qt's question over the choice of a file": (
        opening.question_of_the_file_dialog,
        lambda: isinstance(top_dialog(), QMessageBox),
    ),
    "a tip": (opening.tip, tip_is_shown),
}


def lock_once(
    qtbot: QtBot, program: Program, is_open: Callable[[], bool], opener: Callable[[], object]
) -> float:
    """Open something, lock from the event loop as soon as it is shown, and return how long the lock took."""
    seen: list[str] = []
    took: list[float] = []
    watch = QTimer(interval=20)

    def look() -> None:
        if is_open() and not took:
            watch.stop()
            seen.append(everything_readable())
            start = time.thread_time()
            program.lock("os")
            took.append(time.thread_time() - start)

    watch.timeout.connect(look)
    watch.start()
    QTimer.singleShot(0, opener)
    qtbot.waitUntil(lambda: bool(took), timeout=20_000)
    assert SECRET in seen[0], "what was open did not show it"
    return took[0]


@pytest.mark.parametrize("what", OPEN)
def test_a_lock_closes_it_and_nothing_of_it_can_be_read(
    open_program: OpenProgram, store: Store, qtbot: QtBot, tmp_path: Path, what: str
) -> None:
    contact_logs.submit(store.sign_in("officer"), contact_values(subject=SECRET), partnership_id=1)
    store.sign_out()
    program = open_program()
    saved = tmp_path / "saved"
    saved.mkdir()
    shell = sign_in(qtbot, program, "officer")
    prepare, is_open = OPEN[what]
    opener = prepare(Scene(qtbot, program, shell, saved))
    before = [shell, *shell.findChildren(QWidget)]

    took = lock_once(qtbot, program, is_open, opener)

    assert isinstance(program.window.screen_shown, SignIn)
    assert took < SECONDS_TO_LOCK
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(each) for each in before), timeout=1_000)
    qtbot.waitUntil(lambda: popup() is None and top_dialog() is None, timeout=1_000)
    qtbot.waitUntil(lambda: SECRET not in everything_readable(), timeout=1_000)
    visible = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert visible == [program.window]
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=10_000)
    assert SECRET not in everything_readable()
    sign_in(qtbot, program, "second_officer")
    assert SECRET not in everything_readable()


def test_a_lock_during_a_hand_over_leaves_nothing_of_the_school_or_of_the_officer(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    made = contact_logs.submit(store.sign_in("officer"), contact_values(subject=SECRET), partnership_id=1)
    store.sign_out()
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("contact_log", made.id))
    shell.desk.locking.emit("hand_over")
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, SignIn), timeout=5_000)
    assert SECRET not in everything_readable()

    spoc = sign_in(qtbot, program, "spoc")
    page = spoc.page
    assert isinstance(page, CountersignPage)
    qtbot.waitUntil(lambda: SECRET in everything_readable() and program.tasks.idle, timeout=10_000)
    before = [spoc, *spoc.findChildren(QWidget)]
    QTimer.singleShot(0, lambda: program.lock("os"))
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(each) for each in before), timeout=5_000)
    assert isinstance(program.window.screen_shown, SignIn)
    assert SECRET not in everything_readable()
