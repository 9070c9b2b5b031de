"""A few questions inside a page, with one button: nothing typed is lost when the answer is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.fields.editor import Wording, as_written
from ssp_desktop.ui.pages.parts.in_view import bring_into_view
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, button_row, secondary_button


class InlineForm(QWidget):
    """Questions, a place for what is wrong, and a button.

    Args:
        key: what the form is about, unique on the page; the page keeps typed answers under it.
        fields: the questions.
        button: the words on the button.
        name: what a screen reader says before each question.
        wording: puts a force's own terms into labels.

    Signals:
        submitted(dict): the button was pressed; the answers by key.
    """

    submitted = Signal(dict)

    def __init__(
        self,
        key: str,
        fields: Sequence[Field],
        button: str,
        *,
        name: str = "",
        wording: Wording = as_written,
    ) -> None:
        super().__init__()
        self.key = key
        self.rows: dict[str, FieldRow] = {}
        self._opener: QPushButton | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.8))
        for each in fields:
            row = build_row(each, wording=wording, prefix=name)
            row.set_required(each.required({}))
            self.rows[each.key] = row
            layout.addWidget(row)
        self.problem = Notice(Tone.ERROR, "")
        self.problem.hide()
        layout.addWidget(self.problem)
        self.button = secondary_button(button, self._press)
        self.button.setAccessibleName(f"{name}: {button}" if name else button)
        layout.addWidget(button_row(self.button))

    def values(self) -> dict[str, Any]:
        """Return what stands in the form."""
        return {key: row.value() for key, row in self.rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show answers again, after the page was read anew."""
        for key, row in self.rows.items():
            if key in values:
                row.set_value(values[key])
        if self.is_touched:
            self.unfold()

    def folded(self, opener: QPushButton) -> QPushButton:
        """Hide the form behind a button; pressing it shows the form and takes the keyboard there."""
        opener.setAccessibleName(self.button.accessibleName())
        opener.clicked.connect(self._open)
        self._opener = opener
        self.hide()
        return opener

    def unfold(self) -> None:
        """Show the form in place of its button."""
        self.show()
        if self._opener is not None:
            self._opener.hide()

    def _open(self, *_: object) -> None:
        self.unfold()
        next(iter(self.rows.values())).take_focus()

    @property
    def is_touched(self) -> bool:
        """Whether anything stands in the form."""
        return any(self.values().values())

    def show_problem(self, error: UserError) -> None:
        """Say what is wrong, keep what was typed, and let the person try again."""
        self.button.setEnabled(True)
        self.problem.show()
        self.problem.show_problem(error)
        next(iter(self.rows.values())).take_focus()
        bring_into_view(self.problem)

    def _press(self) -> None:
        self.problem.hide()
        # A second press while the first is on its way would be answered with "already done".
        self.button.setEnabled(False)
        self.submitted.emit(self.values())
