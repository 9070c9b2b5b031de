"""The yellow and black ring around whatever has the keyboard: the same for every control, in every scheme.

Yellow alone vanishes on white, black alone on dark grey; together they have at least 3:1 against both (WCAG
2.4.7, 2.4.13). The ring is a layer of its own, so a control cannot forget to draw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from ssp_desktop.ui.theme import Theme

# Thickness of the two lines in font heights, and in pixels at least.
_OUTER_EM, _OUTER = 0.2, 3
_INNER_EM, _INNER = 0.13, 2
_SQUARE = Qt.PenJoinStyle.MiterJoin
_FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


class RingLayer(QWidget):
    """The painted ring: lets every click through and is never focused."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._ring_colour = QColor(theme.tokens.focus)
        self._inner_colour = QColor(theme.tokens.focus_text)
        self._outer = max(_OUTER, theme.em(_OUTER_EM))
        self._inner = max(_INNER, theme.em(_INNER_EM))
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def thickness(self) -> int:
        """How far the ring reaches beyond its control, in pixels."""
        return self._outer + self._inner

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the outer and the inner line."""
        painter = QPainter(self)
        for colour, width, inset in (
            (self._ring_colour, self._outer, 0),
            (self._inner_colour, self._inner, self._outer),
        ):
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            half = width / 2
            pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, _SQUARE)
            painter.setPen(pen)
            painter.drawRect(box.adjusted(half, half, -half, -half))


class FocusRing(QObject):
    """Moves one ring to the control that has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._layer: RingLayer | None = None
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def layer(self) -> RingLayer | None:
        """The ring on the screen, or None when nothing has the keyboard."""
        return self._layer if self._layer is not None and shiboken6.isValid(self._layer) else None

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if new is None or new.isWindow() or new.property("no_ring"):
            return
        target = _framed(new)
        host = _host(target)
        if host is None:
            return
        self._target = target
        self._layer = RingLayer(host, self._theme)
        self._follow(target, host)
        _scroll_to(target, self._theme.em(1.5))
        self._place()

    def _follow(self, target: QWidget, host: QWidget) -> None:
        each: QWidget | None = target
        while each is not None and each is not host:
            each.installEventFilter(self)
            self._followed.append(each)
            each = each.parentWidget()

    def _drop(self) -> None:
        for each in self._followed:
            if shiboken6.isValid(each):
                each.removeEventFilter(self)
        self._followed.clear()
        self._target = None
        if self.layer is not None:
            self.layer.hide()
            self.layer.deleteLater()
        self._layer = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the control when it or anything around it moves."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        layer, target = self.layer, self._target
        if layer is None or target is None or not shiboken6.isValid(target):
            return
        host = layer.parentWidget()
        if host is None:
            return
        if not target.isVisibleTo(host):
            layer.hide()
            return
        gap = layer.thickness
        top_left = target.mapTo(host, QPoint(0, 0))
        around = QRect(top_left, target.size()).adjusted(-gap, -gap, gap, gap)
        layer.setGeometry(around.intersected(host.rect()))
        layer.raise_()
        layer.show()


def _scroll_to(target: QWidget, margin: int) -> None:
    """Bring what has the keyboard into sight; Qt does so only while the keyboard stays in one scroll area."""
    parent = target.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and target.height() < parent.viewport().height():
            room = (parent.viewport().height() - target.height()) // 2
            parent.ensureWidgetVisible(target, 0, min(margin, room))
        parent = parent.parentWidget()


def _framed(widget: QWidget) -> QWidget:
    """Return what the ring goes around: the combo for its own line edit, the control for its proxy."""
    proxy = widget.property("ring_around_parent")
    parent = widget.parentWidget()
    return parent if proxy and parent is not None else widget


def _host(widget: QWidget) -> QWidget | None:
    """Return the widget to draw the ring on: the scrolled contents, so that it moves along, or the window."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        above = parent.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QScrollArea) and area.widget() is parent:
            return parent
        if isinstance(area, QAbstractScrollArea) and above is area.viewport():
            return parent
        parent = above
    return parent
