"""Message boxes and file pickers: what they say, what Enter does, and that a lock closes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.ui import dialogs
from tests.ui.conftest import Show, press_key


def open_dialog() -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def words(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_a_queued_answer_is_given_and_the_question_is_noted() -> None:
    dialogs.answers.set_next_answer(True)
    assert dialogs.confirm(None, "Delete the draft?", "It cannot be brought back.") is True
    assert dialogs.answers.asked == [dialogs.Asked("Delete the draft?", "It cannot be brought back.")]


def test_enter_cancels_what_is_dangerous(qtbot: QtBot) -> None:
    seen: list[str] = []

    def answer() -> None:
        dialog = open_dialog()
        seen.extend(words(dialog))
        press_key(qtbot, dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    assert not dialogs.confirm(None, "Delete?", "All of it & more.", yes="Delete it", dangerous=True)
    assert seen == ["Delete?", "All of it & more."]


def test_enter_goes_ahead_with_what_is_harmless_and_escape_never_does(qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: press_key(qtbot, open_dialog(), Qt.Key.Key_Return))
    assert dialogs.confirm(None, "Submit?", "The SPOC will see it.", yes="Submit") is True
    QTimer.singleShot(0, lambda: press_key(qtbot, open_dialog(), Qt.Key.Key_Escape))
    assert dialogs.confirm(None, "Submit?", "The SPOC will see it.", yes="Submit") is False


def test_the_buttons_say_what_they_do(qtbot: QtBot) -> None:
    seen: list[str] = []

    def answer() -> None:
        dialog = open_dialog()
        seen.extend(button.text() for button in dialog.findChildren(QPushButton))
        dialog.reject()

    QTimer.singleShot(0, answer)
    dialogs.confirm(None, "Delete?", "All of it.", yes="Delete the draft", no="Keep it", dangerous=True)
    assert seen == ["Delete the draft", "Keep it"]


def test_a_lock_closes_every_dialog_as_if_cancelled(show: Show) -> None:
    window = show(QWidget())
    closed: list[int] = []

    def nested() -> None:
        QTimer.singleShot(0, lambda: closed.append(dialogs.close_all()))
        assert dialogs.confirm(window, "Second?", "On top of the first.") is False

    QTimer.singleShot(0, nested)
    assert dialogs.confirm(window, "First?", "Below.") is False
    assert closed == [2]
    assert dialogs.close_all() == 0


def test_being_told_something_ends_with_one_button(qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: open_dialog().accept())
    dialogs.inform(None, "Saved", "The copy is on the drive.")
    assert dialogs.answers.asked[-1].title == "Saved"


def test_queued_files_are_given_and_none_is_cancel(tmp_path: Path) -> None:
    dialogs.answers.set_next_file_name(tmp_path / "schools.csv")
    dialogs.answers.set_next_file_name(None)
    assert dialogs.choose_file_to_open(None, "Open", "Schools (*.csv)") == tmp_path / "schools.csv"
    assert dialogs.choose_file_to_save(None, "Save", "PDF (*.pdf)", "log.pdf") is None


@pytest.mark.parametrize("cancel", [True, False])
def test_the_real_picker_gives_the_chosen_file(tmp_path: Path, cancel: bool) -> None:
    wanted = tmp_path / "copy.pdf"

    def answer() -> None:
        picker = open_dialog()
        assert isinstance(picker, QFileDialog)
        picker.setDirectory(str(tmp_path))
        picker.selectFile(str(wanted))
        if cancel:
            picker.reject()
        else:
            picker.accept()

    QTimer.singleShot(0, answer)
    found = dialogs.choose_file_to_save(None, "Save the PDF", "PDF (*.pdf)", "copy.pdf")
    assert found == (None if cancel else wanted)


def test_a_folder_can_be_chosen_and_a_lock_closes_the_picker() -> None:
    QTimer.singleShot(0, dialogs.close_all)
    assert dialogs.choose_folder(None, "Where to keep the copy") is None
