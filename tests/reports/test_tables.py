"""Tables with spans, and tables that part where a page ends, checked on the engine itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ssp_desktop.reports.fonts import FontSet
from ssp_desktop.reports.pages import COLUMN, PAGE_HEIGHT, PAGE_WIDTH, Flow, Sheet
from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Paragraph, Stack
from ssp_desktop.reports.tagged.lines import Style, Typesetter
from ssp_desktop.reports.tagged.metadata import Properties, finish
from ssp_desktop.reports.tagged.structure import Element, data_cell, header_cell
from ssp_desktop.reports.tagged.table import Cell, Look, Row, Table, column_widths
from tests.reports.documents import SENTENCE, STAMP, elements, faults, pages, reading_order, text

STYLE = Style(after=0)


class Press:
    """A canvas with a table on it."""

    def __init__(self) -> None:
        self.setter = Typesetter(FontSet())
        self.canvas = Canvas(PAGE_WIDTH, PAGE_HEIGHT)
        heading = Paragraph("Spans", STYLE, Element("H1", self.canvas.root), self.setter)
        self.items: list[Paragraph | Table] = [heading]
        self.table = Element("Table", self.canvas.root)

    def cell(self, words: str, element: Element, column: int, columns: int = 1, rows: int = 1) -> Cell:
        paragraph = Paragraph(self.setter.prepare(words), STYLE, element, self.setter)
        return Cell(Stack([paragraph]), column, columns, rows)

    def pdf(self) -> bytes:
        sheet = Sheet(STAMP, self.setter)
        Flow(self.canvas, sheet, lambda: None).place_all(self.items)
        for number in range(1, len(self.canvas.pages) + 1):
            sheet.number(self.canvas, number, len(self.canvas.pages))
        made_at = datetime(2026, 1, 1, tzinfo=UTC)
        return finish(self.canvas, Properties("Spans", "", "PC 0001", "en-GB", made_at))


def spanning(words: str, times: int) -> bytes:
    """Return a table whose groups of three rows share a first cell, under a header of two rows."""
    press = Press()
    top, second = Element("TR", press.table), Element("TR", press.table)
    header = [
        Row(
            [
                press.cell("Group", header_cell(top, "Column", rows=2), 0, rows=2),
                press.cell("Both", header_cell(top, "Column", columns=2), 1, columns=2),
            ]
        ),
        Row(
            [
                press.cell("Left", header_cell(second, "Column"), 1),
                press.cell("Right", header_cell(second, "Column"), 2),
            ]
        ),
    ]
    rows = []
    for group in range(times):
        for line in range(3):
            row = Element("TR", press.table)
            cells = []
            if line == 0:
                cells.append(press.cell(f"Group {group} {words}", header_cell(row, "Row", rows=3), 0, rows=3))
            cells.append(press.cell(f"left {group}.{line}", data_cell(row), 1))
            cells.append(press.cell(f"right {group}.{line}", data_cell(row), 2))
            rows.append(Row(cells))
    press.items.append(Table(header, rows, [COLUMN / 3] * 3, Look()))
    return press.pdf()


@pytest.mark.parametrize(("words", "times"), [("", 2), (SENTENCE, 40), (SENTENCE * 60, 3)])
def test_spans_hold_on_one_page_and_over_many(words: str, times: int) -> None:
    made = spanning(words, times)
    assert faults(made) == []
    read = text(made)
    for group in range(times):
        for line in range(3):
            assert read.count(f"left {group}.{line} ") == 1
            assert read.count(f"right {group}.{line}") >= 1
    spans = [str(header.A.get("/RowSpan", 1)) for header in elements(made, "TH")]
    assert spans == ["2", "1", "1", "1"] + ["3"] * times
    assert reading_order(made).count("TR") == 2 + 3 * times


def test_a_long_spanning_cell_loses_no_word() -> None:
    words = " ".join(f"w{number}w" for number in range(2500))
    made = spanning(words, 1)
    assert len(pages(made)) > 2
    read = text(made)
    assert [number for number in range(2500) if f"w{number}w" not in read] == []


def test_a_header_as_high_as_the_page_is_not_repeated() -> None:
    press = Press()
    top, row = Element("TR", press.table), Element("TR", press.table)
    header = Row([press.cell(SENTENCE * 60, header_cell(top, "Column"), 0)])
    body = Row([press.cell("the end", data_cell(row), 0)])
    press.items.append(Table([header], [body], [COLUMN], Look()))
    made = press.pdf()
    assert faults(made) == []
    assert "the end" in pages(made)[-1]
    assert text(made).count("bicycle") == 60


def test_rows_stay_whole_unless_they_are_high() -> None:
    press = Press()
    rows = []
    for number in range(60):
        element = Element("TR", press.table)
        rows.append(Row([press.cell(f"begin{number} {SENTENCE * 3} end{number}", data_cell(element), 0)]))
    press.items.append(Table([], rows, [COLUMN], Look()))
    for words in pages(press.pdf()):
        for number in range(60):
            assert (f"begin{number} " in words) == (f"end{number} " in words)


@pytest.mark.parametrize(
    ("natural", "least", "expected"),
    [
        ([50, 50], [10, 10], [50, 50]),
        ([20, 20], [10, 10], [50, 50]),
        ([30, 500], [10, 20], [30, 70]),
        ([500, 500], [10, 30], [40, 60]),
        ([90, 90], [80, 120], [40, 60]),
    ],
)
def test_columns_share_the_page(natural: list[float], least: list[float], expected: list[float]) -> None:
    assert column_widths(natural, least, 100) == pytest.approx(expected)
