"""Editor for ROWS: one card for each row, with its own questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from ssp_desktop.forms.spec import Audience, Field, empty_row
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.editor import Editor
from ssp_desktop.ui.fields.row import FieldRow
from ssp_desktop.ui.form_state import effective
from ssp_desktop.ui.suggestions import Suggestions
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.buttons import link_button, secondary_button
from ssp_desktop.ui.widgets.card import Card
from ssp_desktop.ui.widgets.text import body_text

BuildRow = Callable[[Field, str], FieldRow]


class RowCard(Card):
    """One row: heading "Pupil 2", its questions, and "Remove this pupil".

    Signals:
        changed(): an answer in it may have changed.
        removed(): the person wants it gone.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, spec: Field, build: BuildRow, *, show_police: bool) -> None:
        super().__init__(_capital(spec.row_name), inner=True)
        self.body.setSpacing(theme.theme().em(1.2))
        self._spec = spec
        self._original: dict[str, Any] = empty_row(spec)
        self._form_values: Mapping[str, Any] = {}
        self._suggestions = Suggestions(spec.columns)
        columns = [each for each in spec.columns if show_police or each.audience is Audience.EVERYONE]
        self.fields: dict[str, FieldRow] = {}
        for column in columns:
            row = build(column, "")
            row.changed.connect(self._edited)
            self.fields[column.key] = row
            self.add(row)
        self.remove = secondary_button(f"Remove this {spec.row_name}", self.removed.emit)
        self.body.addWidget(self.remove, alignment=Qt.AlignmentFlag.AlignLeft)
        self.name = ""

    def set_number(self, number: int) -> None:
        """Number the row, from 1: in the heading and in every accessible name."""
        self.name = f"{_capital(self._spec.row_name)} {number}"
        self.setAccessibleName(self.name)
        if self.title_label is not None:
            self.title_label.setText(self.name)
        self.remove.setAccessibleName(f"Remove this {self._spec.row_name}: {self.name}")
        for row in self.fields.values():
            row.set_name(f"{self.name}: {row.spec.label}")

    def typed(self) -> dict[str, Any]:
        """Return the row as it stands, hidden questions too."""
        return {**self._original, **{key: row.value() for key, row in self.fields.items()}}

    def set_value(self, values: Mapping[str, Any]) -> None:
        """Show a row."""
        self._original = {**empty_row(self._spec), **values}
        for key, row in self.fields.items():
            row.set_value(self._original[key])
        self._suggestions.start(self._laid_over())
        self.refresh()

    def set_form_values(self, values: Mapping[str, Any]) -> None:
        """Know the form's other answers: what follows from them in this row follows now."""
        self._form_values = values
        if self._follow():
            self._edited()

    def refresh(self) -> None:
        """Show and hide questions, and mark what is required, as the answers say."""
        now = self.typed()
        for row in self.fields.values():
            shown = row.spec.shown(now)
            row.setVisible(shown)
            row.set_required(shown and row.spec.required(now))

    def set_read_only(self, read_only: bool) -> None:
        """Let the row be read but not changed."""
        self.remove.setVisible(not read_only)
        for row in self.fields.values():
            row.set_read_only(read_only)

    def _laid_over(self) -> dict[str, Any]:
        return {**self._form_values, **self.typed()}

    def _follow(self) -> bool:
        """Show the answers that follow from the others. Returns whether any did."""
        followed = self._suggestions.changes(self._laid_over())
        for key in followed.keys() & self.fields.keys():
            self.fields[key].set_value(followed[key])
        return bool(followed)

    def _edited(self) -> None:
        self._follow()
        self.refresh()
        self.changed.emit()


class RowsEditor(Editor):
    """Cards one below the other, "Add another pupil", and a way back after a removal.

    Signals:
        rebuilt(): there are more or fewer cards than before.
    """

    rebuilt = Signal()

    def __init__(self, spec: Field, build: BuildRow, *, show_police: bool) -> None:
        super().__init__(spec)
        self._build = build
        self._show_police = show_police
        self._read_only = False
        self._removed: tuple[int, dict[str, Any]] | None = None
        self._waiting: list[dict[str, Any]] = []
        self._form_values: Mapping[str, Any] = {}
        self._builder = QTimer(self, singleShot=True, interval=0)
        self._builder.timeout.connect(self._build_next)
        self.cards: list[RowCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.theme().em(0.8))
        self._empty = body_text("None entered.")
        self.put_back = link_button("", self._restore)
        self.put_back.hide()
        self.add_button = secondary_button("", self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.8))
        layout.addWidget(self._empty)
        layout.addLayout(self._list)
        layout.addWidget(self.put_back)
        layout.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._name(self.add_button)
        self._count_again()

    def value(self) -> tuple[dict[str, Any], ...]:
        """Return the rows in order."""
        return tuple(effective(self.spec.columns, row) for row in self.typed())

    def typed(self) -> tuple[dict[str, Any], ...]:
        """Return the rows in order, hidden questions too."""
        waiting = ({**empty_row(self.spec), **row} for row in self._waiting)
        return (*(card.typed() for card in self.cards), *waiting)

    def set_value(self, value: Any) -> None:
        """Show these rows; cards are used again so that a list of many rows is quick."""
        rows = tuple(value or ())
        self._forget_removed()
        self._waiting = list(rows[len(self.cards) :])
        while len(self.cards) > len(rows):
            self._drop(self.cards[-1])
        for card, row in zip(self.cards, rows, strict=False):
            card.set_value(row)
        self._build_next()

    def set_read_only(self, read_only: bool) -> None:
        """Let the rows be read but not changed."""
        self._read_only = read_only
        self._forget_removed()
        self.add_button.setVisible(not read_only)
        for card in self.cards:
            card.set_read_only(read_only)

    def set_form_values(self, values: Mapping[str, Any]) -> None:
        """Tell every row the form's other answers."""
        self._form_values = values
        for card in self.cards:
            card.set_form_values(values)

    def set_name(self, name: str) -> None:
        """Name the adding button; the rows name themselves."""
        self.add_button.setAccessibleName(f"{self.add_button.text()}: {name}")

    def set_wrong(self, wrong: bool) -> None:
        """The words beside the question say it; no single control is wrong."""

    def field_row(self, number: int, key: str) -> FieldRow | None:
        """Return the question ``key`` of the row ``number`` (from 0), None when there is none."""
        self._build_all()
        return self.cards[number].fields.get(key) if 0 <= number < len(self.cards) else None

    def clear_errors(self) -> None:
        """Take every error text in the rows away."""
        for card in self.cards:
            for row in card.fields.values():
                if row.error:
                    row.set_error("")

    def _build_next(self) -> None:
        """Build one card now and the next one in the next turn: many rows must not hold up the window."""
        if self._waiting:
            card = self._insert(len(self.cards))
            card.set_value(self._waiting.pop(0))
        if self._waiting:
            self._builder.start()
        self._count_again()

    def _build_all(self) -> None:
        while self._waiting:
            self._build_next()

    def _add(self) -> None:
        self._forget_removed()
        self._build_all()
        card = self._insert(len(self.cards))
        card.set_value(empty_row(self.spec))
        self._count_again()
        announce(self.add_button, f"{card.name} added.")
        first = next((row for row in card.fields.values() if not row.isHidden()), None)
        if first is not None:
            first.take_focus()
        self.changed.emit()

    def _remove(self, card: RowCard) -> None:
        self._build_all()
        place = self.cards.index(card)
        self._removed = (place, card.typed())
        name = card.name
        self._drop(card)
        self._count_again()
        self.put_back.setText(f"{name} was removed. Put it back")
        self.put_back.setAccessibleName(self.put_back.text())
        self.put_back.show()
        self.put_back.setFocus()
        announce(self.put_back, f"{name} was removed.")
        self.changed.emit()

    def _restore(self) -> None:
        if self._removed is None:
            return
        place, values = self._removed
        self._forget_removed()
        card = self._insert(place)
        card.set_value(values)
        self._count_again()
        next(iter(card.fields.values())).take_focus()
        self.changed.emit()

    def _forget_removed(self) -> None:
        self._removed = None
        self.put_back.hide()

    def _insert(self, place: int) -> RowCard:
        card = RowCard(self.spec, self._build, show_police=self._show_police)
        card.changed.connect(self.changed)
        card.removed.connect(lambda: self._remove(card))
        card.set_read_only(self._read_only)
        card.set_form_values(self._form_values)
        self.cards.insert(place, card)
        self._list.insertWidget(place, card)
        return card

    def _drop(self, card: RowCard) -> None:
        self.cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _count_again(self) -> None:
        for number, card in enumerate(self.cards, 1):
            card.set_number(number)
        name = self.spec.row_name
        article = "an" if name[:1].lower() in "aeiou" else "a"
        self.add_button.setText(f"Add another {name}" if self.cards else f"Add {article} {name}")
        self.set_name(self.spec.label)
        full = self.spec.maximum is not None and len(self.cards) + len(self._waiting) >= self.spec.maximum
        self.add_button.setEnabled(not full)
        self._empty.setVisible(not self.cards)
        self.rebuilt.emit()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
