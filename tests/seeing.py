"""What a page looks like to somebody with a small screen, and to a screen reader: what would be missing."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QPushButton,
    QWidget,
)

# Rounding of font metrics and of the style's margins.
SLACK = 2
_CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.Link,
    QAccessible.Role.Slider,
    QAccessible.Role.ProgressBar,
}
# Their children are items or cells, which the model names; there may be hundreds of thousands.
_WHOLE = {QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.ComboBox}


def nameless(widget: QWidget) -> list[str]:
    """Return every visible control of the accessibility tree below ``widget`` that has no name."""
    return [
        _describe(each) for each in _controls_below(widget) if not each.text(QAccessible.Text.Name).strip()
    ]


def controls(widget: QWidget) -> int:
    """Return how many visible controls the accessibility tree below ``widget`` holds."""
    return sum(1 for _ in _controls_below(widget))


def _controls_below(widget: QWidget) -> Iterator[QAccessibleInterface]:
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        interface = waiting.pop()
        for number in range(interface.childCount()):
            child = interface.child(number)
            if not child.isValid() or child.state().invisible:
                continue
            if child.role() in _CONTROLS:
                yield child
            if child.role() not in _WHOLE:
                waiting.append(child)


def _describe(interface: QAccessibleInterface) -> str:
    owner = interface.object()
    return f"{interface.role().name}: {type(owner).__name__} {owner.objectName()}".strip()


def clipped(widget: QWidget) -> list[str]:
    """Return every visible text or button that has less room than it needs, or lies outside its window."""
    return [
        f"{type(each).__name__} {words!r}: {fault}"
        for each in widget.findChildren(QWidget)
        if each.isVisible() and (words := _words(each)) and (fault := _fault(each))
    ]


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return " ".join(widget.text().replace("\u200b", "").split())[:60]
    return ""


def _fault(widget: QWidget) -> str:
    wraps = widget.wordWrap() if isinstance(widget, QLabel) else widget.hasHeightForWidth()
    if wraps:
        needed, given = widget.heightForWidth(widget.width()), widget.height()
        if given + SLACK < needed:
            return f"{given} of {needed} pixels high"
    elif widget.width() + SLACK < widget.minimumSizeHint().width() or _is_narrow_button(widget):
        hint = widget.sizeHint().width()
        return "" if widget.toolTip() else f"{widget.width()} of {hint} pixels wide"
    return _outside(widget)


def _is_narrow_button(widget: QWidget) -> bool:
    return isinstance(widget, QPushButton) and widget.width() + SLACK < widget.sizeHint().width()


def _outside(widget: QWidget) -> str:
    """Tell whether part of a widget lies outside what can be scrolled into sight."""
    holder = widget.parentWidget()
    while holder is not None and not holder.isWindow():
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and holder is area.viewport():
            break
        place = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        room = holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not room.contains(place):
            return f"reaches out of {type(holder).__name__} {holder.objectName()}".strip()
        holder = area
    return ""


def sideways(widget: QWidget, *, lists_may: bool = False) -> list[str]:
    """Return every visible area that has to be scrolled sideways.

    Args:
        widget: what is looked at.
        lists_may: lists of records may, as WCAG 1.4.10 allows for tables; a page never.
    """
    return [
        f"{type(area).__name__} {area.accessibleName() or area.objectName()}".strip()
        for area in widget.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and not (lists_may and isinstance(area, QAbstractItemView))
        and area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.horizontalScrollBar().maximum() > 0
    ]


def cut_off(widget: QWidget) -> list[str]:
    """Return every area whose contents are wider than it is, with no way to scroll there."""
    return [
        f"{type(area).__name__} {area.accessibleName() or area.objectName()}".strip()
        for area in widget.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.horizontalScrollBar().maximum() > SLACK
    ]


def words_on(widget: QWidget) -> int:
    """Return how many words and rows stand on a page."""
    words = sum(len(each.text().split()) for each in widget.findChildren(QLabel) if each.isVisible())
    rows = sum(
        each.model().rowCount()
        for each in widget.findChildren(QAbstractItemView)
        if each.isVisible() and not isinstance(each, QHeaderView)
    )
    return words + rows
