"""What tests of pages look at: what a person is told, and whether every control has a name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ssp_desktop.ui.desk import Desk, Place


def visible_text(widget: QWidget) -> str:
    """Return every word of the labels and buttons that are not hidden, one a line."""
    return "\n".join(_texts(widget)).replace("\u200b", "")


def _texts(widget: QWidget) -> Iterable[str]:
    for each in widget.findChildren(QWidget):
        if not each.isVisibleTo(widget):
            continue
        if isinstance(each, QLabel):
            yield each.text()
        elif isinstance(each, QPushButton):
            yield each.text().replace("&&", "&")


def without_name(widget: QWidget) -> list[str]:
    """Return the controls that the keyboard reaches and that a screen reader has no name for."""
    found = []
    for each in widget.findChildren(QWidget):
        reached = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(widget)
        interface = QAccessible.queryAccessibleInterface(each) if reached else None
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(each).__name__} {each.objectName()}")
    return found


def places(desk: Desk) -> list[Place]:
    """Return a list that grows by each place that a page asks for."""
    asked: list[Place] = []
    desk.going.connect(asked.append)
    return asked
