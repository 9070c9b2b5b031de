"""Tables: spans, headers on every page, and cells that go on over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Flowable, Stack

_SLACK = 0.01


@dataclass(slots=True)
class Cell:
    """A cell that begins in ``column`` and covers ``columns`` × ``rows``; its content knows its element."""

    content: Stack | None
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Row:
    """The cells that begin in one row, and the height of the row in points (0 until it is measured)."""

    cells: list[Cell]
    height: float = 0.0


@dataclass(frozen=True)
class Look:
    """Room around the text of a cell, in points, and the height from which a row may be parted."""

    across: float = 5.0
    above: float = 4.0
    below: float = 4.0
    unbroken: float = 180.0
    first_flush: bool = True


class Table:
    """A table of ``rows`` below ``header`` rows, in columns ``widths`` points wide.

    The header is drawn again, as page furniture, wherever the table goes on, unless it is so high that it
    would leave no room.
    """

    def __init__(
        self, header: Sequence[Row], rows: Sequence[Row], widths: Sequence[float], look: Look
    ) -> None:
        self.header = list(header)
        self.rows = list(rows)
        self.widths = list(widths)
        self.look = look
        self.before, self.after = 2.0, 12.0
        self.keep_with_next = False
        self.height = 0.0
        self._edges = [sum(widths[:place]) for place in range(len(widths) + 1)]
        self._repeated = False
        self._ready = False

    # --- measuring --------------------------------------------------------------------------------

    def wrap(self, width: float) -> float:
        """Measure every row that is not measured yet; the column widths are given."""
        if not self._ready:
            self._measure(self.header)
            if self._header_height() > self.look.unbroken:
                self.rows = [*self.header, *self.rows]
                self.header = []
            self._measure(self.rows)
            self._ready = True
        self.height = self._header_height() + sum(row.height for row in self.rows)
        return self.height

    def _header_height(self) -> float:
        return sum(row.height for row in self.header)

    def _measure(self, rows: list[Row]) -> None:
        spans = []
        for place, row in enumerate(rows):
            needed = [self._needed(cell) for cell in row.cells]
            row.height = max(
                (need for need, cell in zip(needed, row.cells, strict=True) if cell.rows == 1), default=0.0
            )
            spans += [
                (place, cell.rows, need)
                for need, cell in zip(needed, row.cells, strict=True)
                if cell.rows > 1
            ]
        for place, count, need in spans:
            covered = rows[place : place + count]
            covered[-1].height += max(0.0, need - sum(row.height for row in covered))

    def _needed(self, cell: Cell) -> float:
        inner = cell.content.wrap(self._inner_width(cell)) if cell.content else 0.0
        return inner + self.look.above + self.look.below

    def _inner_width(self, cell: Cell) -> float:
        return max(1.0, self._edges[cell.column + cell.columns] - self._text_edge(cell) - self.look.across)

    def _text_edge(self, cell: Cell) -> float:
        flush = cell.column == 0 and self.look.first_flush
        return self._edges[cell.column] + (0.0 if flush else self.look.across)

    def lead(self) -> float:
        """The header and the first row, or the beginning of a high one."""
        first = self.rows[0].height if self.rows else 0.0
        return self._header_height() + min(first, self.look.unbroken / 2)

    # --- parting ----------------------------------------------------------------------------------

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Part between two rows, or within a row that is high or alone on its page."""
        left = room - self._header_height()
        count, used = 0, 0.0
        while count < len(self.rows) and used + self.rows[count].height <= left + _SLACK:
            used += self.rows[count].height
            count += 1
        if count == len(self.rows):
            return self, None
        cut = self._cut(self.rows[count], left - used, force and count == 0)
        if count == 0 and cut == 0.0:
            return None, self
        above, below = self._part_rows(count, cut)
        return self._part(above, self._repeated), self._part(below, True)

    def _cut(self, row: Row, room: float, force: bool) -> float:
        """Return how far into a row the page may end: 0 to keep the row whole."""
        if force or (row.height > self.look.unbroken and room > self.look.unbroken / 2):
            return max(room, 1.0)
        return 0.0

    def _part_rows(self, count: int, cut: float) -> tuple[list[Row], list[Row]]:
        tops = [0.0]
        for row in self.rows[: count + 1]:
            tops.append(tops[-1] + row.height)
        end = tops[count] + cut
        above = [Row(list(row.cells), row.height) for row in self.rows[:count]]
        if cut:
            above.append(Row(list(self.rows[count].cells), cut))
        first = Row([])
        for place, row in enumerate(above):
            for position, cell in enumerate(row.cells):
                last = place + cell.rows
                if last > count:
                    room = end - tops[place] - self.look.above - self.look.below
                    row.cells[position], rest = self._part_cell(cell, room, len(above) - place, last - count)
                    first.cells.append(rest)
        if not cut:
            first.cells.extend(self.rows[count].cells)
        first.cells.sort(key=lambda cell: cell.column)
        below = [first, *self.rows[count + 1 :]]
        self._measure_first(below)
        return above, below

    def _part_cell(self, cell: Cell, room: float, rows_above: int, rows_below: int) -> tuple[Cell, Cell]:
        above, below = (None, None) if cell.content is None else self._part_content(cell.content, room)
        return (
            Cell(above, cell.column, cell.columns, rows_above),
            Cell(below, cell.column, cell.columns, rows_below),
        )

    @staticmethod
    def _part_content(content: Stack, room: float) -> tuple[Stack | None, Stack | None]:
        return (content, None) if content.height <= room + _SLACK else content.split(room, True)

    def _measure_first(self, rows: list[Row]) -> None:
        """Measure the row that begins the next page, and make room for what spans down from it."""
        tall = max((cell.rows for cell in rows[0].cells), default=1)
        self._measure(rows[:tall])

    def _part(self, rows: list[Row], repeated: bool) -> Table:
        part = Table(self.header, rows, self.widths, self.look)
        part._ready = True
        part._repeated = repeated
        part.before, part.after = self.before, self.after
        part.wrap(0.0)
        return part

    # --- drawing ----------------------------------------------------------------------------------

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the rules, then the text of the cells row by row."""
        with canvas.artifact():
            self._rules(canvas, left, top)
        for row in self.header:
            if self._repeated:
                with canvas.furniture():
                    self._cells(canvas, row, left, top)
            else:
                self._cells(canvas, row, left, top)
            top -= row.height
        for row in self.rows:
            self._cells(canvas, row, left, top)
            top -= row.height

    def _cells(self, canvas: Canvas, row: Row, left: float, top: float) -> None:
        for cell in row.cells:
            if cell.content:
                cell.content.draw(canvas, left + self._text_edge(cell), top - self.look.above)

    def _rules(self, canvas: Canvas, left: float, top: float) -> None:
        y = top
        heights = [row.height for row in (*self.header, *self.rows)]
        for place, row in enumerate((*self.header, *self.rows)):
            for cell in row.cells:
                bottom = y - sum(heights[place : place + cell.rows])
                right = left + self._edges[cell.column + cell.columns]
                last_header = place + cell.rows == len(self.header)
                canvas.rule(
                    left + self._edges[cell.column],
                    bottom,
                    right,
                    *((1.2, 0.0) if last_header else (0.5, 0.6)),
                )
            y -= row.height


def column_widths(natural: Sequence[float], least: Sequence[float], total: float) -> list[float]:
    """Share ``total`` points among columns.

    Columns get their ``natural`` width when all fit (and grow in proportion). Else each has its ``least``
    width, and the rest is shared equally among the columns that still want more: short columns are
    satisfied first, so that names and dates stay on one line.
    """
    if sum(least) >= total:
        return [total * part / sum(least) for part in least]
    wanted = sum(natural)
    if wanted <= total:
        return [part * total / wanted for part in natural]
    widths = list(least)
    wanting = [place for place, want in enumerate(natural) if want > least[place]]
    rest = total - sum(least)
    while rest > _SLACK and wanting:
        share = rest / len(wanting)
        for place in wanting:
            widths[place] += min(share, natural[place] - widths[place])
        rest = total - sum(widths)
        wanting = [place for place in wanting if natural[place] > widths[place] + _SLACK]
    return widths
