"""Editors for answers that are chosen: a list, radio buttons, check boxes, a confirmation, a rating."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Field
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.fields.editor import Editor, Wording
from ssp_desktop.ui.widgets.buttons import link_button
from ssp_desktop.ui.widgets.flow import FlowLayout
from ssp_desktop.ui.widgets.ticks import TickBox, TickRadio

_LOWEST, _HIGHEST = 1, 5


def _entries(spec: Field, wording: Wording) -> list[tuple[str, Any]]:
    return [(wording(member.label), str(member.value)) for member in spec.choices or ()]


class ChoiceEditor(Editor):
    """CHOICE: one of a list."""

    def __init__(self, spec: Field, wording: Wording) -> None:
        super().__init__(spec)
        self.combo = CalmCombo(_entries(spec, wording), "")
        self._name(self.combo)
        line = self.combo.lineEdit()
        if line is not None:
            self._name(line)
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.editingFinished.connect(self.changed)
        self.combo.activated.connect(lambda _index: self.changed.emit())
        _stack(self, self.combo)

    def value(self) -> str:
        """Return the stored value of the choice, empty when there is none."""
        return str(self.combo.value())

    def set_value(self, value: Any) -> None:
        """Show the choice."""
        self.combo.set_value(str(value or ""))


class RadioEditor(Editor):
    """YES_NO and RATING: every answer in sight, one of them chosen."""

    def __init__(self, spec: Field, entries: Sequence[tuple[str, Any]], empty: Any) -> None:
        super().__init__(spec)
        self._empty = empty
        self._unknown: Any = empty
        self._values = [value for _, value in entries]
        self._group = QButtonGroup(self)
        box = QWidget()
        flow = FlowLayout(box)
        flow.setSpacing(theme.theme().em(1.2))
        self.buttons: list[QAbstractButton] = []
        for place, (text, _) in enumerate(entries):
            button = TickRadio(text)
            self._group.addButton(button, place)
            self.buttons.append(button)
            flow.addWidget(button)
            self._name(button, text)
        self.clear = link_button("Clear this answer", self._clear)
        self._name(self.clear, "Clear this answer")
        self.clear.hide()
        flow.addWidget(self.clear)
        self._group.idClicked.connect(self._chosen)
        _stack(self, box)

    def value(self) -> Any:
        """Return the chosen answer's value, the empty value, or the unknown one that was set."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else self._unknown

    def set_value(self, value: Any) -> None:
        """Show the answer; one that is not offered is kept and given back."""
        self._unknown = self._empty
        self._group.setExclusive(False)
        for button, offered in zip(self.buttons, self._values, strict=True):
            button.setChecked(offered == value and type(offered) is type(value))
        self._group.setExclusive(True)
        if self._group.checkedId() < 0:
            self._unknown = self._empty if value is None else value
        self._show_clear()

    def focus_target(self) -> QWidget:
        """Return the chosen answer, or the first."""
        return self._group.checkedButton() or self.buttons[0]

    def _chosen(self, _place: int) -> None:
        self._show_clear()
        self.changed.emit()

    def _clear(self) -> None:
        self.set_value(self._empty)
        self.take_focus()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear.setVisible(self._group.checkedId() >= 0)


class ChoicesEditor(Editor):
    """CHOICES: any number of a list, in columns that wrap."""

    def __init__(self, spec: Field, wording: Wording) -> None:
        super().__init__(spec)
        self._unknown: tuple[str, ...] = ()
        box = QWidget()
        flow = FlowLayout(box, equal=True)
        self._boxes: list[tuple[TickBox, str]] = []
        for text, value in _entries(spec, wording):
            tick = TickBox(text)
            tick.clicked.connect(lambda _checked: self.changed.emit())
            flow.addWidget(tick)
            self._name(tick, text)
            self._boxes.append((tick, value))
        _stack(self, box)

    def value(self) -> tuple[str, ...]:
        """Return the ticked values in the order of the list, then those that are not in it."""
        return tuple(value for tick, value in self._boxes if tick.isChecked()) + self._unknown

    def set_value(self, value: Any) -> None:
        """Tick the values; those that are not in the list are kept and given back."""
        wanted = tuple(str(each) for each in value or ())
        for tick, offered in self._boxes:
            tick.setChecked(offered in wanted)
        offered_values = {offered for _, offered in self._boxes}
        self._unknown = tuple(each for each in wanted if each not in offered_values)


class ConfirmationEditor(Editor):
    """CONFIRMATION: one box beside the words that are confirmed."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec)
        self.tick = TickBox(spec.label)
        self.tick.clicked.connect(lambda _checked: self.changed.emit())
        self._name(self.tick)
        _stack(self, self.tick)

    def value(self) -> bool:
        """Return whether the box is ticked."""
        return self.tick.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick the box or not."""
        self.tick.setChecked(value is True)


def build_yes_no(spec: Field, wording: Wording) -> Editor:
    """Return the editor for YES_NO."""
    return RadioEditor(spec, _entries(spec, wording), "")


def build_rating(spec: Field) -> Editor:
    """Return the editor for RATING: the numbers from ``minimum`` to ``maximum``, 1 to 5 unless told."""
    lowest = _LOWEST if spec.minimum is None else spec.minimum
    highest = _HIGHEST if spec.maximum is None else spec.maximum
    return RadioEditor(spec, [(str(each), each) for each in range(lowest, highest + 1)], None)


def _stack(editor: Editor, widget: QWidget) -> None:
    layout = QVBoxLayout(editor)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
