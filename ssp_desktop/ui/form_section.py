"""One section of a form on the screen: heading, questions, and the way to its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Field, Section
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.row import FieldRow
from ssp_desktop.ui.fields.rows import RowsEditor
from ssp_desktop.ui.suggestions import Suggestions
from ssp_desktop.ui.widgets.buttons import secondary_button
from ssp_desktop.ui.widgets.error_summary import ErrorSummary
from ssp_desktop.ui.widgets.flow import button_row
from ssp_desktop.ui.widgets.text import body_text, heading

_READING_WIDTH_EM = 52


class SectionPage(QScrollArea):
    """The questions of one section; scrolls by itself.

    Signals:
        edited(str): the key of the question whose answer may have changed.
        rebuilt(): a question has more or fewer rows than before.
    """

    edited = Signal(str)
    rebuilt = Signal()

    def __init__(self, section: Section, build: Callable[[Field], FieldRow], footer: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName(f"section_{section.key}")
        self.rows: dict[str, FieldRow] = {}
        self._suggestions = Suggestions(section.fields)
        contents = QWidget()
        contents.setProperty("role", "sheet")
        contents.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        contents.setAccessibleName(section.title)
        contents.setMaximumWidth(theme.theme().em(_READING_WIDTH_EM))
        self._layout = QVBoxLayout(contents)
        space = theme.theme().em(1.5)
        self._layout.setContentsMargins(space, space, space, space)
        self._layout.setSpacing(theme.theme().em(1.7))
        self._layout.addWidget(heading(section.title, 2))
        if section.help:
            self._layout.addWidget(body_text(section.help))
        for spec in section.fields:
            row = build(spec)
            row.changed.connect(lambda key=spec.key: self.edited.emit(key))
            if isinstance(row.editor, RowsEditor):
                row.editor.rebuilt.connect(self.rebuilt)
            self.rows[spec.key] = row
            self._layout.addWidget(row)
        self._layout.addWidget(footer)
        self._layout.addStretch(1)
        self.setWidget(contents)

    def sizeHint(self) -> QSize:
        """Little: the page gives what is left, and the questions scroll."""
        return QSize(theme.theme().em(30), theme.theme().em(10))

    def place_summary(self, summary: ErrorSummary) -> None:
        """Put the summary of problems above the questions."""
        self._layout.insertWidget(0, summary)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show the answers."""
        for key, row in self.rows.items():
            row.set_value(values[key])
        self._suggestions.start(values)

    def refresh(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Show and hide questions, mark what is required. Returns the answers that followed from others."""
        followed = self._suggestions.changes(values)
        now = {**values, **followed}
        for key, row in self.rows.items():
            if key in followed:
                row.set_value(followed[key])
            if isinstance(row.editor, RowsEditor):
                row.editor.set_form_values(now)
            shown = row.spec.shown(now)
            row.setVisible(shown)
            row.set_required(shown and row.spec.required(now))
        return followed

    def set_read_only(self, read_only: bool) -> None:
        """Let the answers be read but not changed."""
        for row in self.rows.values():
            row.set_read_only(read_only)

    def clear_errors(self) -> None:
        """Take every error text away."""
        for row in self.rows.values():
            if row.error:
                row.set_error("")
            if isinstance(row.editor, RowsEditor):
                row.editor.clear_errors()

    def row_at(self, path: str) -> FieldRow | None:
        """Return the row that a problem's path means: ``key`` or ``key.number.column``."""
        key, _, rest = path.partition(".")
        row = self.rows.get(key)
        if row is None or not rest or not isinstance(row.editor, RowsEditor):
            return row
        number, _, column = rest.partition(".")
        inner = row.editor.field_row(int(number), column) if number.isdigit() else None
        return inner or row

    def show_row(self, row: FieldRow) -> None:
        """Put the keyboard into a row and scroll so that label, error text and control can be seen."""
        row.take_focus()
        margin = theme.theme().em(2)
        self.ensureWidgetVisible(row, 0, margin)
        self.ensureWidgetVisible(row.editor.focus_target(), 0, margin)
        self.ensureWidgetVisible(row.label, 0, margin)

    def take_focus(self) -> None:
        """Put the keyboard into the first question that is shown, and scroll to the top."""
        first = next((row for row in self.rows.values() if not row.isHidden()), None)
        if first is not None:
            first.take_focus()
        self.verticalScrollBar().setValue(0)


def footer_of(titles: Sequence[str], place: int, step: Callable[[int], object]) -> QWidget:
    """Return the buttons to the neighbours of a section: ``step`` is called with -1 or 1."""
    buttons = []
    if place > 0:
        buttons.append(secondary_button("Previous section", partial(step, -1)))
    if place + 1 < len(titles):
        buttons.append(secondary_button(f"Next: {titles[place + 1]}", partial(step, 1)))
    return button_row(*buttons)
