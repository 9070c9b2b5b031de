"""What every editor can do: give and take a plain value, be named, be found wrong, be read only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.spec import Field, empty_value
from ssp_desktop.ui.widgets.accessibility import describe, restyle

Wording = Callable[[str], str]


def as_written(text: str) -> str:
    """Return the text unchanged: the wording without a force's preset."""
    return text


class Editor(QWidget):
    """The control, or the few controls, for one question.

    Signals:
        changed(): the answer may have changed by the person's hand.
    """

    changed = Signal()

    def __init__(self, spec: Field) -> None:
        super().__init__()
        self.spec = spec
        self._named: list[tuple[QWidget, str]] = []

    def value(self) -> Any:
        """Return the answer, as the table in ``forms/spec.py`` says."""
        raise NotImplementedError  # each kind has its own; Qt's classes take no ABCMeta

    def typed(self) -> Any:
        """Return the answer with what stands in questions of its own that another one hides at the moment."""
        return self.value()

    def set_value(self, value: Any) -> None:
        """Show an answer without ``changed``. What it cannot show it keeps and gives back unchanged."""
        raise NotImplementedError  # each kind has its own; Qt's classes take no ABCMeta

    def set_read_only(self, read_only: bool) -> None:
        """Let the answer be read but not changed."""
        for control, _ in self._named:
            control.setEnabled(not read_only)

    def focus_target(self) -> QWidget:
        """Return the control that the label leads to and that takes the focus first."""
        return self._named[0][0]

    def take_focus(self) -> None:
        """Put the keyboard into the answer."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_name(self, name: str) -> None:
        """Name every control for screen readers: ``name``, or ``name: Today`` for a helper beside it."""
        for control, suffix in self._named:
            control.setAccessibleName(f"{name}: {suffix}" if suffix else name)

    def set_description(self, text: str) -> None:
        """Give the controls what a screen reader says after the name: help, and what is wrong."""
        for control, _ in self._named:
            describe(control, text)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the controls as wrong; the words stand beside them."""
        for control, _ in self._named:
            restyle(control, wrong="true" if wrong else "false")

    def wipe(self) -> None:
        """Forget the answer, and everything that undo could bring back."""
        self.set_value(empty_value(self.spec))

    def _name(self, control: QWidget, suffix: str = "") -> None:
        self._named.append((control, suffix))
