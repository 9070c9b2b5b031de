"""What a lock takes away although no list shows it: earlier words behind Ctrl+Z, and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.services import attachments
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.shell import Shell
from ssp_desktop.ui.sign_in import SignIn
from tests.features.picture_files import file_with, located_jpeg
from tests.features.storage_steps import confirm
from tests.program.conftest import OpenProgram, sign_in
from tests.program.everything_open import SECRET, everything_readable
from tests.stores import Store


def lock_by_key(qtbot: QtBot, program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: isinstance(program.window.screen_shown, SignIn) and program.tasks.idle, timeout=20_000
    )


def line_or_box(qtbot: QtBot, shell: Shell, key: str) -> QLineEdit | QPlainTextEdit:
    page = shell.page
    assert isinstance(page, ContactLogEditPage)
    qtbot.waitUntil(lambda: page.form is not None and shell.desk.tasks.idle, timeout=20_000)
    assert page.form is not None
    row = page.form.row(key)
    found = row.findChild(QPlainTextEdit) or row.findChild(QLineEdit)
    assert found is not None
    return found


def replace_words(typed_in: QLineEdit | QPlainTextEdit, words: str) -> None:
    QTest.keyClick(typed_in, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(typed_in, words)


def words_of(typed_in: QLineEdit | QPlainTextEdit) -> str:
    return typed_in.toPlainText() if isinstance(typed_in, QPlainTextEdit) else typed_in.text()


@pytest.mark.parametrize("key", ["account", "subject"])
def test_ctrl_z_brings_nothing_back_from_before_the_lock(
    open_program: OpenProgram, qtbot: QtBot, key: str
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("contact_log_edit", extra={"partnership_id": 1}))
    written = line_or_box(qtbot, shell, key)
    replace_words(written, f"{SECRET}, thought better of")
    replace_words(written, "What stays")
    QTest.keyClick(written, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert SECRET in words_of(written), "before the lock there is something to undo"
    replace_words(written, "What stays")
    lock_by_key(qtbot, program)
    assert SECRET not in everything_readable()
    again = line_or_box(qtbot, sign_in(qtbot, program, "officer"), key)
    assert words_of(again) == "What stays"
    for undo in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(again, undo, Qt.KeyboardModifier.ControlModifier)
    assert words_of(again) == "What stays"
    assert SECRET not in everything_readable()


def pictures() -> list[QLabel]:
    """Return every label of the program that holds a picture."""
    labels = [each for each in QApplication.allWidgets() if isinstance(each, QLabel)]
    return [each for each in labels if not each.pixmap().isNull()]


def test_a_photograph_is_on_no_screen_after_the_lock(
    open_program: OpenProgram, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    officer = store.sign_in("officer")
    confirm(officer)
    attachments.add(officer, PHOTOGRAPHS, 1, file_with(tmp_path, located_jpeg()), SECRET, "R1")
    store.sign_out()
    program = open_program()
    before = len(pictures())
    shell = sign_in(qtbot, program, "officer")
    shell.go(Place("storage", 1))
    qtbot.waitUntil(lambda: SECRET in everything_readable() and program.tasks.idle, timeout=20_000)
    assert len(pictures()) == before + 1
    lock_by_key(qtbot, program)
    qtbot.waitUntil(lambda: len(pictures()) == before, timeout=2_000)
    assert SECRET not in everything_readable()


class Styled(QObject):
    """Counts how often a widget is styled again."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_a_lock_has_the_style_forget_the_widgets_that_are_gone(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    """What that is worth, tests/faults/test_soak.py measures."""
    program = open_program()
    sign_in(qtbot, program, "officer")
    styled = Styled(program.window)
    lock_by_key(qtbot, program)
    qtbot.waitUntil(lambda: styled.times == 1)
