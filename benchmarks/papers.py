"""Making a PDF: tagged by the program, against bare reportlab with the same words and no tags."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.ground import Ground, bare
from benchmarks.measure import Line, medians
from ssp_desktop.paths import resource_folder
from ssp_desktop.reports import blocks
from ssp_desktop.services import printing
from ssp_desktop.services.print_activities import PreventionPlanPrint
from ssp_desktop.services.print_figures import FiguresPrint
from ssp_desktop.services.print_requests import ContactLogPrint, PartnershipPrint, RegisterPrint
from ssp_desktop.services.printing import Prepared
from ssp_desktop.services.signed_in import SignedIn

YARDSTICK = "reportlab, untagged, same words"
_WIDTH = 170 * mm
_TEXT = ParagraphStyle("text", fontName="Bench", fontSize=10, leading=14.5, spaceAfter=7)
_HEAD = ParagraphStyle("head", fontName="Bench-Bold", fontSize=14, leading=19, spaceBefore=14, spaceAfter=6)
_CELL = ParagraphStyle("cell", fontName="Bench", fontSize=9, leading=12.5)
_BOLD = ParagraphStyle("bold", fontName="Bench-Bold", fontSize=9, leading=12.5)
_RULED = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def run(ground: Ground) -> Iterator[Line]:
    """Yield the time for one contact log and for a register."""
    officer = ground.officer(ground.store(ground.sizes.largest))
    driver = bare(officer)
    newest = driver.execute("SELECT max(id) FROM contact_log").fetchone()[0]
    one = printing.preview(officer, ContactLogPrint(newest))
    first, last = _days_of(driver, ground.sizes.register)
    register = printing.preview(officer, RegisterPrint(first, last))
    lines = sum(len(each.rows) for each in register.spec.blocks if isinstance(each, blocks.DataTable))
    for name, document, runs in (
        ("PDF: one contact log", one, ground.sizes.calls),
        (f"PDF: register of {lines} contact logs", register, max(3, ground.sizes.calls // 4)),
    ):
        ours, plain = medians([_ours(document), _plain(document)], runs)
        yield Line(name, ours, YARDSTICK, plain, runs=runs)
    yield _pack(officer, (one, register), last.year, max(3, ground.sizes.calls // 4))


def _pack(officer: SignedIn, more: tuple[Prepared, ...], year: int, runs: int) -> Line:
    """Measure one of each document that a year's end asks for, made one after the other."""
    wanted = (PartnershipPrint(1), FiguresPrint(1, year), PreventionPlanPrint(1, year))
    pack = (*more, *(printing.preview(officer, each) for each in wanted))
    ours, plain = medians(
        [
            lambda: [printing.render(each) for each in pack],
            lambda: [bare_reportlab(each.spec) for each in pack],
        ],
        runs,
    )
    return Line(f"PDF: a pack of {len(pack)} documents", ours, YARDSTICK, plain, runs=runs)


def _days_of(driver: Any, wanted: int) -> tuple[date, date]:
    """Return the longest period up to the newest contact with at most about so many contact logs."""
    days = driver.execute(
        "SELECT contact_date, count(*) FROM contact_log GROUP BY contact_date ORDER BY contact_date DESC"
    ).fetchall()
    total = 0
    for (day, count), (_before, following) in pairwise(days):
        total += count
        if total + following > wanted:
            return date.fromisoformat(day), date.fromisoformat(days[0][0])
    return date.fromisoformat(days[-1][0]), date.fromisoformat(days[0][0])


def _ours(document: Prepared) -> Callable[[], object]:
    return lambda: printing.render(document)


def _plain(document: Prepared) -> Callable[[], object]:
    return lambda: bare_reportlab(document.spec)


def bare_reportlab(spec: blocks.DocumentSpec) -> bytes:
    """Return the same words as a plain PDF: no tags, no PDF/A, the same two embedded fonts."""
    _register_fonts()
    stamp = spec.stamp

    def furniture(canvas: Any, page: Any) -> None:
        canvas.setFont("Bench-Bold", 10)
        canvas.drawCentredString(105 * mm, 285 * mm, stamp.marking)
        canvas.drawCentredString(105 * mm, 10 * mm, stamp.marking)
        canvas.setFont("Bench", 8)
        canvas.drawString(
            20 * mm, 20 * mm, f"{stamp.reference} {stamp.printed_by} {stamp.printed_at:%d/%m/%Y}"
        )
        canvas.drawString(20 * mm, 16 * mm, f"{stamp.audit_head} {stamp.audit_count}")
        canvas.drawRightString(190 * mm, 20 * mm, f"Page {page.page}")

    made = io.BytesIO()
    paper = SimpleDocTemplate(
        made, pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, bottomMargin=30 * mm
    )
    story = [Paragraph(escape(spec.title), _HEAD)]
    for each in spec.blocks:
        story.extend(_flowables(each))
    paper.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return made.getvalue()


@functools.cache
def _register_fonts() -> None:
    """Read the fonts once, as the program does."""
    for name, file in (("Bench", "DejaVuSans.ttf"), ("Bench-Bold", "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(resource_folder() / "fonts" / file)))


def _flowables(block: blocks.Block) -> Iterator[Flowable]:
    match block:
        case blocks.Heading(text=text):
            yield Paragraph(escape(text), _HEAD)
        case blocks.Text(text=text) | blocks.Quote(text=text) | blocks.Notice(text=text):
            yield Paragraph(_lines(text), _TEXT)
        case blocks.KeyValues(rows=rows):
            cells = [[Paragraph(escape(key), _BOLD), Paragraph(_lines(value), _CELL)] for key, value in rows]
            yield Table(cells, colWidths=[_WIDTH * 0.34, _WIDTH * 0.66], style=_RULED)
        case blocks.DataTable():
            yield _table(block)
        case blocks.Bullets(items=items):
            yield from (Paragraph(_lines(item), _TEXT, bulletText="\u2022") for item in items)
        case blocks.Struck(old=old, new=new):
            yield Paragraph(f"<strike>{_lines(old)}</strike> {_lines(new)}", _TEXT)
        case blocks.PageBreak():
            yield PageBreak()
        case _:
            yield Spacer(0, 5 * mm)


def _table(block: blocks.DataTable) -> Table:
    shares = block.widths or (1.0,) * len(block.headers)
    widths = [_WIDTH * share / sum(shares) for share in shares]
    cells = [[Paragraph(escape(text), _BOLD) for text in block.headers]]
    cells += [[Paragraph(_lines(text), _CELL) for text in row] for row in block.rows]
    return Table(cells, colWidths=widths, repeatRows=1, style=_RULED)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
