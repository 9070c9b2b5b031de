"""A few questions in a page with other parts between them, and one summary of what is wrong at the top.

For a whole form with sections there is ``FormView``. This is for pages where a password, a choice of role or
a list stands among the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Field, Problem
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields import FieldRow, PersonChoice, build_row
from ssp_desktop.ui.fields.editor import Wording, as_written
from ssp_desktop.ui.widgets import ErrorSummary


def bring_into_sight(widget: QWidget, *, focus: bool = False) -> None:
    """Scroll whatever scrolls so that the beginning of ``widget`` is seen.

    Args:
        widget: a part of a page; it may have been shown or filled a moment ago.
        focus: whether it takes the keyboard as well, so that a screen reader reads it next.
    """
    if focus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
    # Only once the page is laid out anew does it know where the widget is.
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    contents = parent.widget() if isinstance(parent, QScrollArea) else None
    if not isinstance(parent, QScrollArea) or contents is None:
        return
    bar, margin, room = parent.verticalScrollBar(), theme.theme().em(1), parent.viewport().height()
    top = widget.mapTo(contents, QPoint(0, 0)).y() - margin
    height = widget.height() + 2 * margin
    if height > room and bar.value() <= top < bar.value() + room // 2:
        return  # it is too large to be seen as a whole, and begins where one looks first
    if height > room or top < bar.value():
        bar.setValue(top)
    elif top + height > bar.value() + room:
        bar.setValue(top + height - room)


class Target(Protocol):
    """What a problem's link leads to."""

    def set_error(self, message: str) -> None:
        """Show what is wrong; empty takes it away."""

    def take_focus(self) -> None:
        """Put the keyboard there."""


class Questions(QWidget):
    """Questions and other parts, one below the other.

    Args:
        wording: puts a force's own terms into labels and choices.
        people: who can be chosen for PERSON.

    Signals:
        changed(): an answer may have changed by the person's hand.
        entered(): Enter was pressed in a line.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, *, wording: Wording = as_written, people: Sequence[PersonChoice] = ()) -> None:
        super().__init__()
        self._wording = wording
        self._people = people
        self.rows: dict[str, FieldRow] = {}
        self._targets: dict[str, Target] = {}
        self.summary = ErrorSummary()
        self.summary.chosen.connect(self.focus_on)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1.4))
        self._layout.addWidget(self.summary)

    def ask(self, fields: Iterable[Field]) -> None:
        """Put questions at the end."""
        for each in fields:
            row = build_row(each, people=self._people, wording=self._wording)
            row.set_required(each.required({}))
            row.changed.connect(self.changed)
            line = row.editor.focus_target()
            if isinstance(line, QLineEdit):
                line.returnPressed.connect(self.entered)
            self.rows[each.key] = row
            self._targets[each.key] = row
            self._layout.addWidget(row)

    def add(self, widget: QWidget) -> None:
        """Put any other part at the end."""
        self._layout.addWidget(widget)

    def lead_to(self, key: str, target: Target) -> None:
        """Say which part shows the problem with this path."""
        self._targets[key] = target

    def values(self) -> dict[str, Any]:
        """Return the answers by key."""
        return {key: row.value() for key, row in self.rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show answers; questions without one stay as they are."""
        for key, row in self.rows.items():
            if key in values:
                row.set_value(values[key])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List what is wrong at the top, say it beside each question, and take the keyboard to the list."""
        self.clear_problems()
        for problem in problems:
            if (target := self._targets.get(problem.path)) is not None:
                target.set_error(problem.message)
        self.summary.show_problems(problems)
        if problems:
            bring_into_sight(self.summary)

    def clear_problems(self) -> None:
        """Take the list and every error text away."""
        self.summary.clear()
        for target in self._targets.values():
            target.set_error("")

    def focus_on(self, key: str) -> None:
        """Put the keyboard into the part that a problem is about."""
        if (target := self._targets.get(key)) is not None:
            target.take_focus()
            if isinstance(target, QWidget):
                bring_into_sight(target)

    def take_focus(self) -> None:
        """Put the keyboard into the first question."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.take_focus()
