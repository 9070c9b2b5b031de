"""A card around things that belong together, an empty list's text, and a table of names and values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets.text import body_text, breakable, heading, styled_text, typed_text


class Card(QFrame):
    """A bordered box, with a heading when ``title`` is given. Put widgets in with ``add``."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, inner: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "inner_card" if inner else "card")
        self.body = QVBoxLayout(self)
        space = theme.theme().em(1.2)
        self.body.setContentsMargins(space, space, space, space)
        self.body.setSpacing(theme.theme().em(0.8))
        self.title_label: QLabel | None = None
        if title:
            self.title_label = heading(title, 2)
            self.setAccessibleName(title)
            self.body.addWidget(self.title_label)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the card."""
        self.body.addWidget(widget)


class EmptyState(QWidget):
    """What stands where a list would be: why it is empty, and the button that fills it."""

    def __init__(self, text: str, button: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.theme().em(0.8))
        self._label = body_text(text)
        layout.addWidget(self._label)
        if button is not None:
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    @property
    def text(self) -> str:
        """The words that are shown."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._label.setText(text)


class KeyValueTable(QWidget):
    """Names on the left, what was typed on the right; a value wraps and is never interpreted.

    Args:
        rows: pairs of name and value; a value is text or a widget such as a ``StatusTag``. Empty text is
            shown as "Not answered".
        parent: Qt parent.
    """

    def __init__(self, rows: Sequence[tuple[str, str | QWidget]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.theme().em(1.5))
        self._grid.setVerticalSpacing(theme.theme().em(0.6))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 2)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str | QWidget]]) -> None:
        """Show other rows; the widgets of the old ones are deleted."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, value) in enumerate(rows):
            if isinstance(value, QWidget):
                value.setAccessibleName(": ".join(part for part in (name, _words_of(value)) if part))
                self._grid.addWidget(value, number, 1, top | Qt.AlignmentFlag.AlignLeft)
            else:
                words = value or "Not answered"
                shown = typed_text(words)
                shown.setAccessibleName(f"{name}: {words}")
                self._grid.addWidget(shown, number, 1, top)
            self._grid.addWidget(styled_text(breakable(name), "key"), number, 0, top)


def _words_of(shown: QWidget) -> str:
    """Return what a screen reader would say of a value; nothing for a row of several widgets."""
    if isinstance(shown, QLabel | QAbstractButton):
        return shown.accessibleName() or shown.text()
    return shown.accessibleName()
