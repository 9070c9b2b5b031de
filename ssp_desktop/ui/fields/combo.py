"""A drop-down list that the mouse wheel never changes, with a search when the list is long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy

from ssp_desktop.ui import theme

NOT_CHOSEN = "Choose an answer"
# A longer list can be searched by typing.
LONGEST_PLAIN_LIST = 12
_NARROWEST_EM = 12


class CalmCombo(QComboBox):
    """A combo of (text, value) pairs; the first entry, "Choose an answer", means not answered."""

    def __init__(self, entries: Sequence[tuple[str, Any]], empty: Any) -> None:
        super().__init__()
        self._empty = empty
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.addItem(NOT_CHOSEN, empty)
        for text, value in entries:
            self.addItem(text, value)
        if len(entries) > LONGEST_PLAIN_LIST:
            self._make_searchable()
        self.currentTextChanged.connect(self.setToolTip)

    def minimumSizeHint(self) -> QSize:
        """Narrower than the longest entry when there is no room; the whole entry is in the tool tip."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.theme().em(_NARROWEST_EM)), hint.height())

    def value(self) -> Any:
        """Return the chosen value, or the text that was typed and is in no list."""
        if not self.isEditable():
            return self.currentData()
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return self.itemData(place)
        return typed or self._empty

    def set_value(self, value: Any, unknown: str = "") -> None:
        """Show a value; one that is not in the list is added as ``unknown``, or as it stands, never lost."""
        place = next((each for each in range(self.count()) if self.itemData(each) == value), -1)
        if place < 0:
            self.addItem(unknown or str(value), value)
            place = self.count() - 1
        self.setCurrentIndex(place)
        if self.isEditable():
            self.setEditText(self.itemText(place))

    def settle(self) -> None:
        """Take the entry that the typed text can only mean."""
        typed = self.currentText().strip().casefold()
        entries = [self.itemText(each).casefold() for each in range(1, self.count())]
        meant = [each for each, text in enumerate(entries, 1) if typed and typed in text]
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place < 0 and len(meant) == 1:
            place = meant[0]
        if place >= 0:
            self.setCurrentIndex(place)
            self.setEditText(self.itemText(place))
        elif not typed:
            self.setCurrentIndex(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the whole text of a list that is searched, so that typing takes its place."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: an answer must not change while somebody scrolls."""
        event.ignore()

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer() or QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setProperty("ring_around_parent", True)
            line.editingFinished.connect(self.settle)
