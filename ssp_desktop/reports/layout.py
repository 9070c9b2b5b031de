"""From blocks to pages: what each kind of block looks like, and what it is to a screen reader."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from ssp_desktop.errors import Fault, UserError
from ssp_desktop.reports import blocks
from ssp_desktop.reports.fonts import FontSet
from ssp_desktop.reports.pages import COLUMN, MM, PAGE_HEIGHT, PAGE_WIDTH, Flow, Sheet
from ssp_desktop.reports.picture_files import jpeg_size, png_pixels
from ssp_desktop.reports.tagged.bars import Bars
from ssp_desktop.reports.tagged.boxes import Border, Box, Figure, ListItem
from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Flowable, Gap, NewPage, Paragraph, Stack
from ssp_desktop.reports.tagged.lines import Style, Typesetter
from ssp_desktop.reports.tagged.metadata import Properties, finish
from ssp_desktop.reports.tagged.structure import Element, Tag, bullet_list, data_cell, header_cell
from ssp_desktop.reports.tagged.table import Cell, Look, Row, Table, column_widths
from ssp_desktop.reports.text import brief
from ssp_desktop.vocabulary.chart import BarChart

_BODY = Style(size=10, leading=14.5, after=7)
_LABEL = Style(weight="bold", size=10, leading=14.5, after=1, keep_with_next=True)
_NOTE = Style(size=9, leading=12.5, after=6, grey=0.3)
_TITLE = Style(weight="bold", size=19, leading=24, after=4, keep_with_next=True)
_SUBTITLE = Style(size=11, leading=15, after=12, grey=0.3)
_HEADINGS = {
    1: Style(weight="bold", size=14.5, leading=19, before=16, after=6, keep_with_next=True),
    2: Style(weight="bold", size=12, leading=16, before=12, after=4, keep_with_next=True),
    3: Style(weight="bold", size=10.5, leading=14.5, before=9, after=3, keep_with_next=True),
}
_HEADING_TAGS: dict[int, Tag] = {1: "H1", 2: "H2", 3: "H3"}
_CELL = Style(size=9, leading=12.5, after=0)
_CELL_HEAD = Style(weight="bold", size=9, leading=12.5, after=0)
_CAPTION = Style(weight="bold", size=10, leading=14, before=6, after=3, keep_with_next=True)
_UNDER_PICTURE = Style(weight="bold", size=9, leading=12.5, after=1, keep_with_next=True)
_KEY = Style(weight="bold", size=10, leading=14, after=0)
_VALUE = Style(size=10, leading=14, after=0)
_KEY_SHARE = 0.34
_INDENT = 16.0
_MEASURED_ROWS = 200
_WIDEST_WORD = 0.4
_TALLEST_PICTURE = 150 * MM
_TALLEST_PHOTOGRAPH = 80 * MM
_LONGEST_ALTERNATIVE = 8_000  # PDF/A allows strings of 32,767 bytes
_STRUCK_ATTRIBUTE = "<</O/Layout/TextDecorationType/LineThrough>>"
_QUOTE_BORDER = Border(left=14, paint="bar")
_NOTICE_BORDER = Border(left=10, right=10, top=7, bottom=8, paint="frame")
_STRUCK_BORDER = Border(left=14, paint="bar")
# reportlab's font objects keep a reading position: two documents must not subset them at once.
_ONE_AT_A_TIME = threading.Lock()


class _Builder:
    """Turns the blocks of one document into flowables, in reading order."""

    def __init__(self, spec: blocks.DocumentSpec, canvas: Canvas, typesetter: Typesetter) -> None:
        self._spec = spec
        self._canvas = canvas
        self._typesetter = typesetter
        self._home = canvas.root
        self._level = 1
        self._makers: dict[type, Callable[..., Iterator[Flowable]]] = {
            blocks.Heading: self._heading,
            blocks.Text: self._text,
            blocks.Quote: self._quote,
            blocks.KeyValues: self._key_values,
            blocks.DataTable: self._data_table,
            blocks.Bullets: self._bullets,
            blocks.Struck: self._struck,
            blocks.Notice: self._notice,
            blocks.Picture: self._picture,
            BarChart: self._bar_chart,
            blocks.ExplainedChart: self._explained_chart,
            blocks.Photograph: self._photograph,
            blocks.PageBreak: self._page_break,
            blocks.Spacer: self._spacer,
        }

    def title(self) -> Iterator[Flowable]:
        """Yield the title and the subject."""
        title = self._paragraph(self._spec.title, _TITLE, Element("H1", self._home))
        title.bookmark = (brief(self._spec.title), 1)
        yield title
        if self._spec.subject.strip():
            yield self._paragraph(self._spec.subject, _SUBTITLE, Element("P", self._home))
        else:
            yield Gap(8.0)

    def flowables(self, block: blocks.Block) -> Iterator[Flowable]:
        """Yield what one block becomes on paper."""
        return self._makers[type(block)](block)

    def _paragraph(self, text: str, style: Style, element: Element, struck: bool = False) -> Paragraph:
        return Paragraph(self._typesetter.prepare(text), style, element, self._typesetter, struck)

    def _heading(self, block: blocks.Heading) -> Iterator[Flowable]:
        # A level that skips one would be a fault in PDF/UA; the title is the first heading of level 1.
        level = max(1, min(block.level, self._level + 1, 3))
        self._level = level
        if level == 1:
            self._home = Element("Sect", self._canvas.root)
        heading = self._paragraph(block.text, _HEADINGS[level], Element(_HEADING_TAGS[level], self._home))
        heading.bookmark = (brief(block.text), level)
        yield heading

    def _text(self, block: blocks.Text) -> Iterator[Flowable]:
        yield self._paragraph(block.text, _BODY, Element("P", self._home))

    def _quote(self, block: blocks.Quote) -> Iterator[Flowable]:
        words = Element("P", Element("BlockQuote", self._home))
        yield Box(Stack([self._paragraph(f"\u201c{block.text}\u201d", _BODY, words)]), _QUOTE_BORDER)

    def _key_values(self, block: blocks.KeyValues) -> Iterator[Flowable]:
        if not block.rows:
            return
        table = Element("Table", self._home)
        rows = []
        for label, value in block.rows:
            row = Element("TR", table)
            key = Stack([self._paragraph(label, _KEY, header_cell(row, "Row"))])
            words = Stack([self._paragraph(value, _VALUE, data_cell(row))])
            rows.append(Row([Cell(key, 0), Cell(words, 1)]))
        widths = [COLUMN * _KEY_SHARE, COLUMN * (1 - _KEY_SHARE)]
        yield Table([], rows, widths, Look(above=5, below=5))

    def _data_table(self, block: blocks.DataTable) -> Iterator[Flowable]:
        if not block.headers:
            return
        if any(len(row) != len(block.headers) for row in block.rows):
            raise Fault("a row of a printed table has another number of cells than the table has headers")
        table = Element("Table", self._home)
        if block.caption:
            yield self._paragraph(block.caption, _CAPTION, Element("Caption", table))
        top = Element("TR", table)
        header = Row(
            [
                Cell(Stack([self._paragraph(text, _CELL_HEAD, header_cell(top, "Column"))]), column)
                for column, text in enumerate(block.headers)
            ]
        )
        rows = [self._data_row(row, Element("TR", table), block.row_headers) for row in block.rows]
        yield Table([header], rows, self._widths(block), Look())

    def _data_row(self, values: tuple[str, ...], row: Element, row_headers: bool) -> Row:
        cells = []
        for column, value in enumerate(values):
            heads = row_headers and column == 0
            element = header_cell(row, "Row") if heads else data_cell(row)
            style = _CELL_HEAD if heads else _CELL
            cells.append(Cell(Stack([self._paragraph(value, style, element)]), column))
        return Row(cells)

    def _widths(self, block: blocks.DataTable) -> list[float]:
        room = 2 * Look.across
        least, natural = [], []
        for column, text in enumerate(block.headers):
            head = self._typesetter.prepare(text)
            words = [self._typesetter.prepare(row[column]) for row in block.rows[:_MEASURED_ROWS]]
            longest = self._typesetter.least_width(head, _CELL_HEAD)
            if block.widths is None:
                longest = max([longest, *(self._typesetter.least_width(word, _CELL_HEAD) for word in words)])
                wide = max(self._typesetter.natural_width(word, _CELL_HEAD) for word in (head, *words))
                natural.append(min(wide, COLUMN) + room)
            least.append(min(longest, COLUMN * _WIDEST_WORD) + room)
        if block.widths is not None:
            asked = [COLUMN * part / sum(block.widths) for part in block.widths]
            natural = [max(want, need) for want, need in zip(asked, least, strict=True)]
        return column_widths(natural, least, COLUMN)

    def _bullets(self, block: blocks.Bullets) -> Iterator[Flowable]:
        if not block.items:
            return
        whole = bullet_list(self._home)
        for item in block.items:
            entry = Element("LI", whole)
            label = self._paragraph("\u2022", _BODY, Element("Lbl", entry))
            yield ListItem(label, Stack([self._paragraph(item, _BODY, Element("LBody", entry))]), _INDENT)
        yield Gap(4.0)

    def _struck(self, block: blocks.Struck) -> Iterator[Flowable]:
        home = Element("Div", self._home)
        old = Element("Span", Element("P", home), _STRUCK_ATTRIBUTE)
        parts: list[Flowable] = []
        label = Element("P", home)
        home.kids.reverse()  # the label is read before the words that it speaks of
        parts.append(self._paragraph("Struck out", _LABEL, label))
        parts.append(self._paragraph(block.old, _BODY, old, struck=True))
        parts.append(self._paragraph("Now reads", _LABEL, Element("P", home)))
        parts.append(self._paragraph(block.new or "(nothing)", _BODY, Element("P", home)))
        if block.note:
            parts.append(self._paragraph(block.note, _NOTE, Element("P", home)))
        yield Box(Stack(parts), _STRUCK_BORDER)

    def _notice(self, block: blocks.Notice) -> Iterator[Flowable]:
        home = Element("Div", self._home)
        parts: list[Flowable] = [self._paragraph(block.kind, _LABEL, Element("P", home))]
        if block.text:
            parts.append(self._paragraph(block.text, _BODY, Element("P", home)))
        yield Box(Stack(parts), _NOTICE_BORDER)

    def _picture(self, block: blocks.Picture) -> Iterator[Flowable]:
        pixels, wide, high = png_pixels(block.png_bytes)
        name = self._canvas.add_picture(pixels, wide, high)
        width = min(block.width_mm * MM, COLUMN, _TALLEST_PICTURE * wide / high)
        yield Figure(name, (width, width * high / wide), self._figure_element(block.alt))

    def _photograph(self, block: blocks.Photograph) -> Iterator[Flowable]:
        wide, high = jpeg_size(block.jpeg_bytes)
        name = self._canvas.add_jpeg(block.jpeg_bytes, wide, high)
        width = min(block.width_mm * MM, COLUMN, _TALLEST_PHOTOGRAPH * wide / high)
        figure = Figure(name, (width, width * high / wide), self._figure_element(block.caption))
        figure.keep_with_next = True
        figure.after = _CAPTION.before
        yield figure
        yield self._paragraph(block.caption, _UNDER_PICTURE, Element("P", self._home))
        if block.note:
            yield self._paragraph(block.note, _NOTE, Element("P", self._home))

    def _figure_element(self, alternative: str) -> Element | None:
        words = self._typesetter.prepare(alternative)[:_LONGEST_ALTERNATIVE]
        return Element("Figure", self._home, alternative=words) if words.strip() else None

    def _bar_chart(self, block: BarChart) -> Iterator[Flowable]:
        yield self._paragraph(block.title, _CAPTION, Element("P", self._home))
        words = self._typesetter.prepare(block.words)[:_LONGEST_ALTERNATIVE]
        yield Bars(block, Element("Figure", self._home, alternative=words), self._typesetter)

    def _explained_chart(self, block: blocks.ExplainedChart) -> Iterator[Flowable]:
        for each in self._bar_chart(block.chart):
            each.keep_with_next = True
            yield each
        yield from self._text(blocks.Text(block.words))

    def _page_break(self, _block: blocks.PageBreak) -> Iterator[Flowable]:
        yield NewPage()

    def _spacer(self, block: blocks.Spacer) -> Iterator[Flowable]:
        yield Gap(max(0.0, block.height_mm) * MM)


def build(
    spec: blocks.DocumentSpec,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> bytes:
    """Return the PDF of a document; see :func:`ssp_desktop.reports.document.render`."""
    with _ONE_AT_A_TIME:
        return _build(spec, progress or (lambda percent: None), cancelled or (lambda: False))


def _build(
    spec: blocks.DocumentSpec, progress: Callable[[int], None], cancelled: Callable[[], bool]
) -> bytes:
    def tick() -> None:
        if cancelled():
            raise UserError(
                "You stopped the document before it was finished.", "Nothing was printed or saved."
            )

    def story() -> Iterator[Flowable]:
        yield from builder.title()
        told = -1
        for number, block in enumerate(spec.blocks):
            percent = 90 * number // len(spec.blocks)
            if percent != told:
                told = percent
                progress(percent)
                tick()
            yield from builder.flowables(block)

    typesetter = Typesetter(FontSet())
    canvas = Canvas(PAGE_WIDTH, PAGE_HEIGHT)
    builder = _Builder(spec, canvas, typesetter)
    sheet = Sheet(spec.stamp, typesetter)
    Flow(canvas, sheet, tick).place_all(story())
    for page in range(1, len(canvas.pages) + 1):
        sheet.number(canvas, page, len(canvas.pages))
    progress(95)
    tick()
    properties = Properties(
        title=typesetter.prepare(brief(spec.title)),
        subject=typesetter.prepare(brief(spec.subject)),
        author=typesetter.prepare(brief(spec.stamp.printed_by)),
        language=spec.language,
        made_at=spec.stamp.printed_at,
    )
    made = finish(canvas, properties)
    progress(100)
    return made
