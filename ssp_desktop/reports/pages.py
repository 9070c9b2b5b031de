"""The sheet of paper: margins, marking, footer, watermark, and the flow of blocks from page to page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ssp_desktop.reports.blocks import PrintStamp
from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Flowable, NewPage
from ssp_desktop.reports.tagged.lines import Line, Style, Typesetter
from ssp_desktop.reports.text import one_line

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
MARGIN = 20 * MM
COLUMN = PAGE_WIDTH - 2 * MARGIN
WATERMARK = "DEMONSTRATION \u2013 invented data"

_UK = ZoneInfo("Europe/London")
_EDGE = 10 * MM
_BELOW_HEADER = 7 * MM
_ABOVE_FOOTER = 6 * MM
_MARKING = Style(weight="bold", size=10.5, leading=14, align="centre")
_SMALL = Style(size=8, leading=10.5)
_SMALL_CENTRE = Style(size=8, leading=10.5, align="centre")
_PAGE_NUMBER = Style(weight="bold", size=8, leading=10.5, align="right")
_WATERMARK = Style(weight="bold", size=40, leading=50, grey=0.9)
_PAGE_NUMBER_ROOM = 100.0
_MOST_LINES = 4
_SHOWN_HASH = 16
_SLOPE = (0.6, 0.8)  # cosine and sine of 53 degrees, about the diagonal of A4
_HEADER = "/Type/Pagination/Subtype/Header/Attached[/Top]"
_FOOTER = "/Type/Pagination/Subtype/Footer/Attached[/Bottom]"
_BEHIND = "/Type/Pagination/Subtype/Watermark"


def uk_time(moment: datetime) -> str:
    """Return an aware time as UK local time, such as ``21 November 2026, 14:02``."""
    local = moment.astimezone(_UK)
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def stamp_text(stamp: PrintStamp) -> str:
    """Return the words of the footer: what this sheet is, who printed it and what the audit log then was."""
    what = [f"Reference {one_line(stamp.reference)}", f"Copy {stamp.copy_number}"]
    if stamp.recipient.strip():
        what.append(f"For {one_line(stamp.recipient)}")
    entries = "1 entry" if stamp.audit_count == 1 else f"{stamp.audit_count:,} entries"
    log = f"{one_line(stamp.audit_head)[:_SHOWN_HASH]}, {entries}" if stamp.audit_count else "no entries yet"
    who = f"Printed by {one_line(stamp.printed_by)} on {uk_time(stamp.printed_at.astimezone(UTC))}"
    return "  \u00b7  ".join(what) + f"\n{who}\nAudit log: {log}"


class Sheet:
    """The furniture of every page of one document."""

    def __init__(self, stamp: PrintStamp, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._marking = self._few(one_line(stamp.marking), _MARKING, COLUMN)
        self._handling = (
            self._few(one_line(stamp.handling), _SMALL_CENTRE, COLUMN) if stamp.handling.strip() else []
        )
        self._stamp = [
            line
            for part in stamp_text(stamp).split("\n")
            for line in self._few(part, _SMALL, COLUMN - _PAGE_NUMBER_ROOM)
        ]
        self._demo = typesetter.lines(WATERMARK, _WATERMARK, PAGE_HEIGHT)[0] if stamp.demo else None
        self._recorded: tuple[list[str], list[str]] | None = None
        marking = len(self._marking) * _MARKING.leading
        header = marking + len(self._handling) * _SMALL_CENTRE.leading
        footer = marking + len(self._stamp) * _SMALL.leading + 6
        self.top = PAGE_HEIGHT - _EDGE - header - _BELOW_HEADER
        self._footer_top = _EDGE + footer
        self.bottom = self._footer_top + _ABOVE_FOOTER

    def _few(self, text: str, style: Style, width: float) -> list[Line]:
        """Break into at most a few lines, so that a hostile name cannot push the text off the page."""
        lines = self._typesetter.lines(self._typesetter.prepare(text), style, width)
        if len(lines) <= _MOST_LINES:
            return lines
        last = lines[_MOST_LINES - 1]
        return [*lines[: _MOST_LINES - 1], Line("\u2026", last.width)]

    def begin(self, canvas: Canvas) -> None:
        """Begin a page: watermark and header."""
        canvas.new_page()
        if self._recorded is None:
            self._draw_header(canvas)
            header = canvas.recorded(0)
            start = canvas.mark()
            self._draw_footer(canvas)
            self._recorded = header, canvas.recorded(start)
        else:
            canvas.replay(self._recorded[0])
            canvas.replay(self._recorded[1])

    def _draw_header(self, canvas: Canvas) -> None:
        if self._demo:
            with canvas.artifact(_BEHIND):
                canvas.turned_text(self._demo, _WATERMARK, PAGE_WIDTH / 2, PAGE_HEIGHT / 2, _SLOPE)
        with canvas.artifact(_HEADER):
            top = PAGE_HEIGHT - _EDGE
            canvas.text(self._marking, _MARKING, MARGIN, top, COLUMN)
            top -= len(self._marking) * _MARKING.leading
            canvas.text(self._handling, _SMALL_CENTRE, MARGIN, top, COLUMN)

    def _draw_footer(self, canvas: Canvas) -> None:
        with canvas.artifact(_FOOTER):
            top = self._footer_top
            canvas.rule(MARGIN, top, MARGIN + COLUMN, 0.8)
            canvas.text(self._stamp, _SMALL, MARGIN, top - 3, COLUMN - _PAGE_NUMBER_ROOM)
            canvas.text(self._marking, _MARKING, MARGIN, top - 6 - len(self._stamp) * _SMALL.leading, COLUMN)

    def number(self, canvas: Canvas, page: int, count: int) -> None:
        """Write "Page x of y" on a finished page, once the number of pages is known."""
        canvas.select(page - 1)
        lines = self._typesetter.lines(f"Page {page} of {count}", _PAGE_NUMBER, COLUMN)
        with canvas.artifact(_FOOTER):
            canvas.text(lines, _PAGE_NUMBER, MARGIN, self._footer_top - 3, COLUMN)


class Flow:
    """Places flowables one after the other, page after page."""

    def __init__(self, canvas: Canvas, sheet: Sheet, tick: Callable[[], None]) -> None:
        self._canvas = canvas
        self._sheet = sheet
        self._tick = tick
        self._y = 0.0
        self._after = 0.0
        self._page_asked_for = False
        self._new_page()

    def _new_page(self) -> None:
        self._tick()
        self._sheet.begin(self._canvas)
        self._y = self._sheet.top
        self._after = 0.0

    @property
    def _at_top(self) -> bool:
        return self._y == self._sheet.top

    def place_all(self, items: Iterable[Flowable]) -> None:
        """Place everything; a heading never stands alone at the foot of a page."""
        held: list[Flowable] = []
        for item in items:
            if not isinstance(item, NewPage):
                held.append(item)
            if not item.keep_with_next:
                self._place_group(held)
                held = []
            if isinstance(item, NewPage):
                self._page_asked_for = True
        self._place_group(held)

    def _place_group(self, group: list[Flowable]) -> None:
        if self._page_asked_for and group:
            # Only now, so that a page break at the end leaves no empty page.
            self._page_asked_for = False
            self._new_page()
        needed = 0.0
        for item in group:
            item.wrap(COLUMN)
            needed += item.before + (item.height + item.after if item.keep_with_next else item.lead())
        if needed > self._y - self._sheet.bottom and not self._at_top:
            self._new_page()
        for item in group:
            self._place(item)

    def _place(self, item: Flowable) -> None:
        waiting: Flowable | None = item
        while waiting is not None:
            waiting = self._place_some(waiting)

    def _place_some(self, item: Flowable) -> Flowable | None:
        """Place what fits of one item, and return what is left for the next page."""
        gap = 0.0 if self._at_top else max(item.before, self._after)
        room = self._y - gap - self._sheet.bottom
        first, rest = (item, None) if item.height <= room else item.split(room, self._at_top)
        if first is not None:
            first.draw(self._canvas, MARGIN, self._y - gap)
            self._y -= gap + first.height
            self._after = first.after
        if rest is not None:
            self._new_page()
        return rest
