"""The Tab key follows the page from top to bottom, also over what was added later.

Qt puts a control that is made later at the end of the window's order; here the order is taken from the
layouts, which is the order in which a page is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QScrollArea, QStackedWidget, QWidget


def order_tabs(root: QWidget) -> None:
    """Put everything inside ``root`` that takes the keyboard into reading order, behind its first control."""
    controls = [each for each in reading_order(root) if each.window() is root.window()]
    for earlier, later in pairwise(controls):
        QWidget.setTabOrder(earlier, later)


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Give the controls inside ``widget`` that the Tab key stops at, in the order of the layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QComboBox):
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from reading_order(inside)
    elif isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        if shown is not None:
            yield from reading_order(shown)
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from reading_order(widget)
        elif inner is not None:
            yield from _in_layout(inner)
