"""A bar chart on paper: one figure to a screen reader, told apart by hatching and values, not by colour."""

from __future__ import annotations

from collections.abc import Iterator

from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Flowable
from ssp_desktop.reports.tagged.lines import Line, Style, Typesetter
from ssp_desktop.reports.tagged.structure import Element
from ssp_desktop.vocabulary.chart import BarChart, axis, figure

_BARS_HIGH = 110.0
_WIDEST_BAR = 46.0
_AXIS_ROOM = 34.0
_SWATCH = 9.0
_GRID_GREY = 0.75
_NAME = Style(size=9, leading=12, align="centre")
_VALUE = Style(weight="bold", size=9, leading=12, align="centre")
_MARK = Style(size=8, leading=10, grey=0.3, align="right")
_LEGEND = Style(size=9, leading=14)


class Bars:
    """The bars of one chart with legend, axis, values and names, never parted over two pages."""

    def __init__(self, chart: BarChart, element: Element, typesetter: Typesetter) -> None:
        self.chart = chart
        self.element = element
        self.before, self.after = 2.0, 12.0
        self.keep_with_next = False
        self.height = 0.0
        self._typesetter = typesetter
        self._width = 0.0
        self._names: list[list[Line]] = []
        self._legend: list[list[Line]] = []

    def wrap(self, width: float) -> float:
        """Break the names of the series and the categories to the room that there is."""
        self._width = width
        self._legend = [self._lines(each.name, _LEGEND, width - 2 * _SWATCH) for each in self.chart.series]
        self._names = [self._lines(each, _NAME, self._slot() - 6) for each in self.chart.categories]
        below = max(len(lines) for lines in self._names) * _NAME.leading + 3
        self.height = self._legend_height() + _VALUE.leading + _BARS_HIGH + below
        return self.height

    def _lines(self, text: str, style: Style, width: float) -> list[Line]:
        return self._typesetter.lines(self._typesetter.prepare(text), style, max(width, style.size))

    def _slot(self) -> float:
        return (self._width - _AXIS_ROOM) / len(self.chart.categories)

    def _legend_height(self) -> float:
        return sum(len(lines) for lines in self._legend) * _LEGEND.leading + 4

    def lead(self) -> float:
        """A chart is never parted."""
        return self.height

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Move to the next page, or stand out over the edge where there is none."""
        return (self, None) if force else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw everything as one figure, and tell its element where it stands."""
        box = f"{left:.2f} {top - self.height:.2f} {left + self._width:.2f} {top:.2f}"
        self.element.attributes = f"<</O/Layout/Placement/Block/BBox[{box}]>>"
        with canvas.content(self.element):
            self._draw_legend(canvas, left, top)
            bars_top = top - self._legend_height() - _VALUE.leading
            marks = axis(self.chart.largest)
            self._draw_axis(canvas, left, bars_top, marks)
            for bar in self._bars(left + _AXIS_ROOM, marks[-1]):
                self._draw_bar(canvas, bars_top - _BARS_HIGH, *bar)
            for place, lines in enumerate(self._names):
                middle = left + _AXIS_ROOM + place * self._slot()
                canvas.text(lines, _NAME, middle + 3, bars_top - _BARS_HIGH - 3, self._slot() - 6)

    def _draw_legend(self, canvas: Canvas, left: float, top: float) -> None:
        for number, lines in enumerate(self._legend):
            swatch = top - (_LEGEND.leading - _SWATCH) / 2
            canvas.bar(left, swatch, _SWATCH, _SWATCH, hatched=number > 0)
            canvas.text(lines, _LEGEND, left + 2 * _SWATCH, top, self._width - 2 * _SWATCH)
            top -= len(lines) * _LEGEND.leading

    def _draw_axis(self, canvas: Canvas, left: float, top: float, marks: tuple[int, ...]) -> None:
        for mark in marks:
            y = top - _BARS_HIGH + _BARS_HIGH * mark / marks[-1]
            weight, grey = (0.9, 0.0) if mark == 0 else (0.4, _GRID_GREY)
            canvas.rule(left + _AXIS_ROOM, y, left + self._width, weight, grey)
            words = self._lines(figure(mark), _MARK, _AXIS_ROOM)
            canvas.text(words, _MARK, left, y + _MARK.leading / 2, _AXIS_ROOM - 5)

    def _bars(self, left: float, longest: int) -> Iterator[tuple[float, float, float, int | None, bool]]:
        """Yield each bar: left edge, width, height, value, whether it is hatched."""
        count = len(self.chart.series)
        wide = min(_WIDEST_BAR, self._slot() * 0.72 / count)
        for place in range(len(self.chart.categories)):
            start = left + place * self._slot() + (self._slot() - wide * count) / 2
            for number, series in enumerate(self.chart.series):
                value = series.values[place]
                yield start + number * wide, wide, _BARS_HIGH * (value or 0) / longest, value, number > 0

    def _draw_bar(
        self,
        canvas: Canvas,
        foot: float,
        left: float,
        wide: float,
        high: float,
        value: int | None,
        hatched: bool,
    ) -> None:
        if high:
            canvas.bar(left + 1, foot + high, wide - 2, high, hatched=hatched)
        words = self._lines(figure(value), _VALUE, max(wide, _AXIS_ROOM))
        canvas.text(words, _VALUE, left, foot + high + _VALUE.leading, wide)
