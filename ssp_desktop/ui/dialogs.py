"""The only place of message boxes, file pickers and print dialogs.

Every dialog that is open stands in one list, so that a lock closes all of them at once: each then answers as
if Cancel had been pressed. Tests queue the answers with ``answers.set_next_answer`` and read in
``answers.asked`` what the person was told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets.buttons import danger_button, primary_button, secondary_button
from ssp_desktop.ui.widgets.flow import FlowLayout
from ssp_desktop.ui.widgets.text import body_text, breakable, heading

_WIDTH_EM = 30


@dataclass(frozen=True)
class Asked:
    """What a person was asked or told: the title and the text of the dialog."""

    title: str
    text: str


@dataclass
class Answers:
    """The seam for tests: answers given in advance, and a list of what was asked."""

    asked: list[Asked] = field(default_factory=list)
    _answers: deque[bool] = field(default_factory=deque)
    _files: deque[Path | None] = field(default_factory=deque)

    def set_next_answer(self, answer: bool) -> None:
        """Answer the next ``confirm``, ``inform`` or ``choose_printer`` without showing it."""
        self._answers.append(answer)

    def set_next_file_name(self, path: Path | None) -> None:
        """Answer the next file picker without showing it; None is Cancel."""
        self._files.append(path)

    def clear(self) -> None:
        """Forget everything; tests call it before and after."""
        self.asked.clear()
        self._answers.clear()
        self._files.clear()

    def next_answer(self, title: str, text: str) -> bool | None:
        """Note the question; return the queued answer, or None when the person has to be asked."""
        self.asked.append(Asked(title, text))
        del self.asked[:-100]
        return self._answers.popleft() if self._answers else None

    def next_file(self, title: str) -> tuple[bool, Path | None]:
        """Note the question; return whether an answer was queued, and which."""
        self.asked.append(Asked(title, ""))
        del self.asked[:-100]
        return (True, self._files.popleft()) if self._files else (False, None)


answers = Answers()
_open: list[QDialog] = []


def close_all() -> int:
    """Close every menu, list and dialog as if Cancel had been pressed; a lock calls this.

    Returns how many dialogs of the program there were. Qt opens others above them: whether a file is to be
    replaced, what a printer can do. They end first, so that each gives its answer to the one below.
    """
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()
    closing = list(reversed(_open))
    for dialog in [*_opened_by_qt(), *closing]:
        dialog.reject()
    return len(closing)


def _opened_by_qt() -> list[QDialog]:
    """Return the dialogs that are on the screen and were not opened here, the newest first."""
    shown = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
    ]
    return [each for each in reversed(shown) if each not in _open]


def confirm(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    yes: str = "Continue",
    no: str = "Cancel",
    dangerous: bool = False,
) -> bool:
    """Ask a question with two answers. Escape, closing and a lock mean ``no``.

    Args:
        parent: the window that the question belongs to.
        title: the question in a few words.
        text: what happens, in one or two sentences.
        yes: the words on the button that goes ahead, such as "Delete the draft".
        no: the words on the other button.
        dangerous: when it cannot be taken back: the button is red and ``no`` is what Enter presses.
    """
    queued = answers.next_answer(title, text)
    if queued is not None:
        return queued
    go = danger_button(yes) if dangerous else primary_button(yes)
    stop = secondary_button(no)
    return _exec(_message(parent, title, text, go, stop, default=stop if dangerous else go))


def inform(parent: QWidget | None, title: str, text: str) -> None:
    """Tell something that cannot stand in the page."""
    if answers.next_answer(title, text) is None:
        close = primary_button("Close")
        _exec(_message(parent, title, text, close, None, default=close))


def choose_file_to_open(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Ask for an existing file. ``kinds`` such as "Schools file (*.csv)". None when nothing was chosen."""
    return _pick(parent, title, kinds, "", QFileDialog.AcceptMode.AcceptOpen)


def choose_file_to_save(parent: QWidget | None, title: str, kinds: str, name: str) -> Path | None:
    """Ask where to save; ``name`` is suggested and must hold no personal data. None when nothing was chosen.

    An existing file is only chosen after the person agreed to replace it.
    """
    return _pick(parent, title, kinds, name, QFileDialog.AcceptMode.AcceptSave)


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder. None when nothing was chosen."""
    return _pick(parent, title, "", "", QFileDialog.AcceptMode.AcceptOpen, folder=True)


def choose_printer(parent: QWidget | None, printer: QPrinter) -> bool:
    """Let the person choose printer, pages and copies; the choice is written into ``printer``."""
    queued = answers.next_answer("Print", "")
    if queued is not None:
        return queued
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    return _exec(dialog)


def run_dialog(dialog: QDialog) -> bool:
    """Show a dialog of a page's own making until it is answered; True when accepted. A lock closes it too."""
    return _exec(dialog)


def _exec(dialog: QDialog) -> bool:
    _open.append(dialog)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        _open.remove(dialog)
        dialog.deleteLater()


def _message(
    parent: QWidget | None,
    title: str,
    text: str,
    go: QPushButton,
    stop: QPushButton | None,
    *,
    default: QPushButton,
) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    dialog.setAccessibleDescription(text)
    layout = QVBoxLayout(dialog)
    space = theme.theme().em(1.5)
    layout.setContentsMargins(space, space, space, space)
    layout.setSpacing(theme.theme().em(1))
    layout.addWidget(heading(breakable(title), 2))
    layout.addWidget(body_text(breakable(text)))
    buttons = FlowLayout()
    _add(buttons, go, dialog.accept)
    if stop is not None:
        _add(buttons, stop, dialog.reject)
    layout.addLayout(buttons)
    for each in (go, stop):
        if each is not None:
            each.setAutoDefault(True)
    default.setDefault(True)
    default.setFocus(Qt.FocusReason.OtherFocusReason)
    screen = dialog.screen().availableGeometry()
    dialog.setMinimumWidth(min(theme.theme().em(_WIDTH_EM), screen.width() * 9 // 10))
    return dialog


def _add(layout: FlowLayout, button: QPushButton, pressed: Callable[[], None]) -> None:
    button.clicked.connect(pressed)
    layout.addWidget(button)


def _pick(
    parent: QWidget | None,
    title: str,
    kinds: str,
    name: str,
    mode: QFileDialog.AcceptMode,
    *,
    folder: bool = False,
) -> Path | None:
    queued, path = answers.next_file(title)
    if queued:
        return path
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(mode)
    if folder:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    elif mode == QFileDialog.AcceptMode.AcceptOpen:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    else:
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
    if kinds:
        dialog.setNameFilters([kinds, "All files (*)"])
    chosen: list[str] = []
    dialog.accepted.connect(lambda: chosen.extend(dialog.selectedFiles()))
    return Path(chosen[0]) if _exec(dialog) and chosen else None
