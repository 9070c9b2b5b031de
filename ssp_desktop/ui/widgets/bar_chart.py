"""A bar chart on the screen: as on paper, told apart by filling and hatching, every figure above its bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.vocabulary.chart import BarChart, axis, figure

_BARS_EM = 8
_NARROWEST_EM = 18
_BAR_EM = 2.6
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class _Bar:
    """One bar: where it stands, what it counts, and whether it is hatched."""

    box: QRectF
    value: int | None
    hatched: bool


class BarChartView(QWidget):
    """Shows one chart. A screen reader hears title and figures; the arrow keys say one category each."""

    def __init__(self, chart: BarChart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.current = -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.theme().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        self.setMinimumSize(
            theme.theme().em(_NARROWEST_EM), self.heightForWidth(theme.theme().em(_NARROWEST_EM))
        )
        self.updateGeometry()
        self.update()

    # --- measuring --------------------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        """As high as the legend, the values, the bars and the names need at this width."""
        return round(
            self._bars_top() + theme.theme().em(_BARS_EM) + self._names_height(width) + theme.theme().em(0.6)
        )

    def sizeHint(self) -> QSize:
        """Wide enough to compare, as high as that width needs."""
        width = theme.theme().em(2 * _NARROWEST_EM)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap at another width: ask for another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def _line(self) -> float:
        return QFontMetricsF(theme.theme().font("small", bold=True)).height()

    def _bars_top(self) -> float:
        return (len(self.chart.series) + 1) * self._line() + theme.theme().em(0.6)

    def _left(self) -> float:
        marks = axis(self.chart.largest)
        metrics = QFontMetricsF(theme.theme().font("small"))
        return max(metrics.horizontalAdvance(figure(each)) for each in marks) + theme.theme().em(0.5)

    def _slot(self, width: float) -> float:
        return max(1.0, width - self._left()) / len(self.chart.categories)

    def _names_height(self, width: float) -> float:
        metrics = QFontMetricsF(theme.theme().font("small"))
        room = QRectF(0, 0, self._slot(width) - theme.theme().em(0.3), 10_000)
        return max(metrics.boundingRect(room, _WRAPPED, each).height() for each in self.chart.categories)

    def bars(self) -> Iterator[_Bar]:
        """Yield every bar at the present size."""
        foot, high = self._bars_top() + theme.theme().em(_BARS_EM), theme.theme().em(_BARS_EM)
        longest = axis(self.chart.largest)[-1]
        slot, count = self._slot(self.width()), len(self.chart.series)
        wide = min(theme.theme().em(_BAR_EM), slot * 0.76 / count)
        for place in range(len(self.chart.categories)):
            start = self._left() + place * slot + (slot - wide * count) / 2
            for number, series in enumerate(self.chart.series):
                tall = high * (series.values[place] or 0) / longest
                box = QRectF(start + number * wide + 1, foot - tall, wide - 2, tall)
                yield _Bar(box, series.values[place], number > 0)

    # --- drawing ----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the legend, the axis, the bars with their values, and the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        self._paint_axis(painter)
        small, bold = theme.theme().font("small"), theme.theme().font("small", bold=True)
        for bar in self.bars():
            self._paint_bar(painter, bar.box, hatched=bar.hatched)
            above = QRectF(
                bar.box.left() - bar.box.width(),
                bar.box.top() - self._line(),
                bar.box.width() * 3,
                self._line(),
            )
            self._paint_words(painter, above, int(Qt.AlignmentFlag.AlignCenter), figure(bar.value), bold)
        slot, top = self._slot(self.width()), self._bars_top() + theme.theme().em(_BARS_EM + 0.2)
        for place, name in enumerate(self.chart.categories):
            below = QRectF(
                self._left() + place * slot, top, slot - theme.theme().em(0.3), self.height() - top
            )
            self._paint_words(painter, below, _WRAPPED, name, bold if place == self.current else small)
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        line = self._line()
        for number, series in enumerate(self.chart.series):
            box = QRectF(1, number * line + line * 0.2, line * 0.6, line * 0.6)
            self._paint_bar(painter, box, hatched=number > 0)
            beside = QRectF(line, number * line, self.width() - line, line)
            self._paint_words(
                painter, beside, int(Qt.AlignmentFlag.AlignVCenter), series.name, theme.theme().font("small")
            )

    def _paint_axis(self, painter: QPainter) -> None:
        marks, high = axis(self.chart.largest), theme.theme().em(_BARS_EM)
        for mark in marks:
            y = self._bars_top() + high - high * mark / marks[-1]
            painter.setPen(QPen(QColor(theme.tokens().line if mark else theme.tokens().text), 1))
            painter.drawLine(QPointF(self._left(), y), QPointF(self.width(), y))
            beside = QRectF(0, y - self._line() / 2, self._left() - theme.theme().em(0.4), self._line())
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._paint_words(painter, beside, right, figure(mark), theme.theme().font("small"))

    def _paint_bar(self, painter: QPainter, box: QRectF, *, hatched: bool) -> None:
        if box.height() <= 0:
            return
        ink = QColor(theme.tokens().primary if not hatched else theme.tokens().text)
        painter.setPen(QPen(QColor(theme.tokens().text), 1))
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern))
        painter.drawRect(box)

    @staticmethod
    def _paint_words(painter: QPainter, box: QRectF, flags: int, words: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().text))
        painter.drawText(box, flags, words)

    # --- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from category to category, and say its figures."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self.current = min(max(self.current + step, 0), len(self.chart.categories) - 1)
        announce(self, self.chart.words_of(self.current))
        self.update()
