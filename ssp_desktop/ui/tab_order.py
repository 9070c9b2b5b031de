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
            yield from _in_layout(layout, widget)


def _in_layout(layout: QLayout, owner: QWidget) -> Iterator[QWidget]:
    """Give the controls of one layout of ``owner``, in its order.

    The parts are asked for their place. ``itemAt`` would hand out an object that PySide keeps as long as the
    layout lives, also when Qt has deleted the item and put something else at its address.
    """
    widgets = [each for each in owner.children() if isinstance(each, QWidget)]
    layouts = [each for each in layout.children() if isinstance(each, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(each), each) for each in widgets]
    placed += [(layout.indexOf(each), each) for each in layouts]
    for place, part in sorted(placed, key=lambda entry: entry[0]):
        if place < 0:
            continue
        if isinstance(part, QLayout):
            yield from _in_layout(part, owner)
        else:
            yield from reading_order(part)
