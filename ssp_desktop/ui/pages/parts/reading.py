"""What somebody typed, to be read: short text in a label, long text in a box that scrolls."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Field, Kind
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.text import BoxEditor
from ssp_desktop.ui.widgets import typed_text
from ssp_desktop.ui.widgets.text import styled_text

# A label lays its whole text out again and again; longer text goes into a box that lays out what is in sight.
LONGEST_IN_A_LABEL = 2_000
_BESIDE_FROM_EM = 40


def typed(text: str, name: str, *, struck: bool = False) -> QWidget:
    """Return text that a person typed, to be read and copied.

    Args:
        text: any text; it is never interpreted.
        name: what it is, for a screen reader ("What was seen").
        struck: whether a correction took it out; it stays readable under a line.
    """
    if len(text) > LONGEST_IN_A_LABEL:
        return _long(text, name, struck=struck)
    label = typed_text(text)
    label.setAccessibleName(f"{name}: {text}")
    if struck:
        font = label.font()
        font.setStrikeOut(True)
        label.setFont(font)
    return label


def _long(text: str, name: str, *, struck: bool) -> QWidget:
    editor = BoxEditor(Field("shown", name, Kind.LONG_TEXT, max_length=len(text)))
    editor.set_value(text)
    editor.set_read_only(True)
    editor.take_out.hide()
    editor.set_name(name)
    if struck:
        font = editor.box.font()
        font.setStrikeOut(True)
        editor.box.setFont(font)
    return editor


class Quote(QFrame):
    """A child's own words, set apart from everything that others wrote."""

    def __init__(self, label: str, text: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", "information")
        self.setAccessibleName(label)
        layout = QVBoxLayout(self)
        space = theme.theme().em(0.8)
        layout.setContentsMargins(theme.theme().em(1.2), space, space, space)
        layout.setSpacing(theme.theme().em(0.4))
        layout.addWidget(styled_text(label, "key"))
        self.words = typed(text, label)
        layout.addWidget(self.words)


class Beside(QWidget):
    """Two parts side by side; one above the other where there is little room."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1))
        self._layout.addWidget(first, 1)
        self._layout.addWidget(second, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width changes."""
        super().resizeEvent(event)
        narrow = self.width() < theme.theme().em(_BESIDE_FROM_EM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if narrow else across)
