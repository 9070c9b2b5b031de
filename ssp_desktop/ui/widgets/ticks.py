"""Check boxes and radio buttons that are large, high in contrast and wrap their text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ssp_desktop.ui import theme

_MANY = 10_000
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


def _mark() -> int:
    return max(24, theme.theme().em(1.6))


def _gap() -> int:
    return theme.theme().em(0.6)


def _wrap(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def _height(button: QAbstractButton, width: int) -> int:
    room = max(1, width - _mark() - _gap())
    box = QFontMetrics(button.font()).boundingRect(QRect(0, 0, room, _MANY), _WRAPPED, button.text())
    return max(_mark(), box.height()) + theme.theme().em(0.3)


def _wide(button: QAbstractButton) -> QSize:
    metrics = QFontMetrics(button.font())
    width = metrics.horizontalAdvance(button.text()) + _mark() + _gap() + theme.theme().em(0.3)
    return QSize(width, _height(button, width))


def _narrow(button: QAbstractButton) -> QSize:
    metrics = QFontMetrics(button.font())
    longest = max((metrics.horizontalAdvance(word) for word in button.text().split()), default=0)
    return QSize(longest + _mark() + _gap(), _mark())


def _draw_text(button: QAbstractButton, painter: QPainter) -> None:
    left = _mark() + _gap()
    room = QRect(left, 0, max(1, button.width() - left), button.height())
    box = QFontMetrics(button.font()).boundingRect(room, _WRAPPED, button.text())
    top = max(0, (min(button.height(), _height(button, button.width())) - box.height()) // 2)
    if box.height() > _mark():
        top = 0
    room.moveTop(top)
    painter.setPen(QColor(theme.tokens().text))
    painter.drawText(room, _WRAPPED, button.text())


class TickBox(QCheckBox):
    """A check box whose text wraps; a click anywhere on it ticks it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        _wrap(self)

    def sizeHint(self) -> QSize:
        """All text in one line."""
        return _wide(self)

    def minimumSizeHint(self) -> QSize:
        """The longest word in one line."""
        return _narrow(self)

    def hasHeightForWidth(self) -> bool:
        """Always: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        return _height(self, width)

    def hitButton(self, position: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, tick and text."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _mark()
        box = QRectF(1, 1, side - 2, side - 2)
        painter.setPen(QPen(QColor(colours.text if self.isEnabled() else colours.border), 2))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, 2, 2)
        if self.isChecked():
            points = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.30))
            tick = QPolygonF([QPointF(side * x, side * y) for x, y in points])
            painter.setPen(QPen(QColor(colours.text), max(2.5, side / 8)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(tick)
        _draw_text(self, painter)


class TickRadio(QRadioButton):
    """A radio button whose text wraps; a click anywhere on it chooses it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        _wrap(self)

    def sizeHint(self) -> QSize:
        """All text in one line."""
        return _wide(self)

    def minimumSizeHint(self) -> QSize:
        """The longest word in one line."""
        return _narrow(self)

    def hasHeightForWidth(self) -> bool:
        """Always: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        return _height(self, width)

    def hitButton(self, position: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring, dot and text."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _mark()
        painter.setPen(QPen(QColor(colours.text if self.isEnabled() else colours.border), 2))
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.text))
            inset = side * 0.27
            painter.drawEllipse(QRectF(inset, inset, side - 2 * inset, side - 2 * inset))
        _draw_text(self, painter)
