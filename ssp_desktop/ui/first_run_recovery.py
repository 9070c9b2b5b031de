"""The recovery key on the screen: shown once, saved or printed, two groups typed back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, Problem, always
from ssp_desktop.services.recovery_groups import GroupWrong
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.pages.print_output import print_pages, save_file
from ssp_desktop.ui.questions import Questions, bring_into_sight
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, body_text, button_row, heading, secondary_button
from ssp_desktop.ui.widgets.text import styled_text, use_even_letters

SHEET_NAME = "SSP Desktop recovery key.pdf"
_HIDDEN = "\u2022" * 6
_NOT_ANSWERED = "Enter group {} of the recovery key from the sheet."

# Draws the sheet (a PDF) and hands it to the first function, or the error to the second.
DrawSheet = Callable[[Callable[[bytes], object], Callable[[Exception], object]], None]


class RecoveryKeyShown(QWidget):
    """The groups in large letters, with "Save as PDF…" and "Print…".

    Args:
        recovery_key: the key.
        draw_sheet: draws the sheet for sealed storage.
        tasks: where slow work goes.
    """

    def __init__(self, recovery_key: str, draw_sheet: DrawSheet, tasks: Tasks) -> None:
        super().__init__()
        self._draw_sheet = draw_sheet
        self._tasks = tasks
        self.groups = tuple(recovery_key.split("-"))
        self._labels: list[QLabel] = []
        self.kept = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(1))
        self.warning = Notice(
            Tone.WARNING,
            "This key is shown once. Save or print it now.",
            "It opens the records when nobody can sign in. Whoever holds it and this PC's disk can read "
            "every record. Seal the sheet in an envelope and lock it away from this PC.",
        )
        layout.addWidget(self.warning)
        card = Card("Recovery key")
        card.add(self._grid())
        layout.addWidget(card)
        self.save_button = secondary_button("Save as PDF …", self.save)
        self.print_button = secondary_button("Print …", self.print)
        layout.addWidget(button_row(self.save_button, self.print_button))
        self.notice = Notice(Tone.SUCCESS, "")
        layout.addWidget(self.notice)
        self.notice.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the warning, which is read first."""
        bring_into_sight(self.warning, focus=True)

    def show_groups(self, shown: bool) -> None:
        """Show the groups, or have nothing of them on the screen and in the accessibility tree."""
        for place, (label, group) in enumerate(zip(self._labels, self.groups, strict=True)):
            label.setText(group if shown else _HIDDEN)
            words = " ".join(group) if shown else "hidden"
            label.setAccessibleName(f"Group {place + 1}: {words}")

    def save(self) -> None:
        """Ask where, and save the sheet."""
        path = dialogs.choose_file_to_save(self, "Save the recovery key", "PDF (*.pdf)", SHEET_NAME)
        if path is None:
            return
        self._wait(True)
        self._draw_sheet(partial(self._save_drawn, path), self._failed)

    def print(self) -> None:
        """Ask on which printer, and print the sheet."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery key")
        if not dialogs.choose_printer(self, printer):
            return
        self._wait(True)
        self._draw_sheet(partial(self.print_drawn, printer), self._failed)

    def print_drawn(self, printer: QPrinter, sheet: bytes) -> None:
        """Print a sheet that has been drawn."""
        self._tasks.run_aside(
            print_pages,
            sheet,
            printer,
            _no_progress,
            _never_stopped,
            done=self._printed,
            failed=self._failed,
        )

    def _save_drawn(self, path: object, sheet: bytes) -> None:
        self._tasks.run_aside(save_file, path, sheet, done=self._saved, failed=self._failed)

    def _saved(self, _path: object) -> None:
        self._tell_kept(
            "The sheet is saved.", "Print it, seal it, then delete the file: it is the key itself."
        )

    def _printed(self, _pages: int) -> None:
        self._tell_kept("The sheet was sent to the printer.", "Fetch it at once and seal it.")

    def _tell_kept(self, title: str, text: str) -> None:
        self._wait(False)
        self.kept = True
        self.notice.show()
        self.notice.show_message(Tone.SUCCESS, title, text, say=True)
        bring_into_sight(self.notice, focus=True)

    def _failed(self, error: Exception) -> None:
        self._wait(False)
        if isinstance(error, UserError):
            self.notice.show()
            self.notice.show_problem(error)
            bring_into_sight(self.notice, focus=True)
        else:
            self._tasks.tell(error)

    def _wait(self, waiting: bool) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(not waiting)

    def _grid(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.theme().em(1.5))
        grid.setVerticalSpacing(theme.theme().em(0.5))
        for place in range(len(self.groups)):
            number = styled_text(f"Group {place + 1}", "muted")
            number.setWordWrap(False)
            shown = heading("", 1)
            shown.setWordWrap(False)
            use_even_letters(shown)
            self._labels.append(shown)
            row, column = place % 4, place // 4 * 2
            grid.addWidget(number, row, column)
            grid.addWidget(shown, row, column + 1)
        grid.setColumnStretch(3, 1)
        self.show_groups(True)
        return box


class GroupsTypedBack(QWidget):
    """Two lines for the groups that are asked for.

    Args:
        asked: their numbers, counted from 1.

    Signals:
        entered(): Enter was pressed in the last line.
    """

    entered = Signal()

    def __init__(self, asked: tuple[int, int]) -> None:
        super().__init__()
        self.asked = asked
        self.questions = Questions()
        self.questions.add(
            body_text(
                "Take the sheet that you saved or printed, and type these two groups from it. "
                "Capital and small letters are the same."
            )
        )
        self.questions.ask(_group_field(number) for number in asked)
        self.questions.entered.connect(self.entered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.questions)
        for row in self.questions.rows.values():
            row.editor.setMaximumWidth(theme.theme().em(12))

    def typed(self) -> dict[int, str]:
        """Return what was typed, by group number."""
        values = self.questions.values()
        return {number: values[_key(number)] for number in self.asked}

    def is_complete(self) -> bool:
        """Tell whether both lines are filled; if not, say so beside them."""
        typed = self.typed()
        missing = [
            Problem(_key(number), _NOT_ANSWERED.format(number))
            for number in self.asked
            if not typed[number].strip()
        ]
        self.questions.show_problems(missing)
        return not missing

    def show_wrong(self, error: GroupWrong) -> None:
        """Say beside the line which group does not match."""
        self.questions.show_problems([Problem(_key(error.number), str(error))])

    def show_typed(self, shown: bool) -> None:
        """Show what was typed, or dots in its place: nothing of it is lost."""
        for row in self.questions.rows.values():
            line = row.findChild(QLineEdit)
            if line is not None:
                line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def take_focus(self) -> None:
        """Put the keyboard into the first line."""
        self.questions.take_focus()


def _key(number: int) -> str:
    return f"group_{number}"


def _group_field(number: int) -> Field:
    return Field(_key(number), f"Group {number}", Kind.TEXT, required=always, max_length=40)


def _no_progress(_done: int, _steps: int) -> None:
    """One page needs no bar."""


def _never_stopped() -> bool:
    return False
