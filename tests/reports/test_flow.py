"""Where pages end: nothing is lost, nothing stands alone, and what cannot be parted moves on."""

from __future__ import annotations

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.reports import layout, picture_files
from ssp_desktop.reports.document import (
    Block,
    Bullets,
    DataTable,
    KeyValues,
    Notice,
    PageBreak,
    Picture,
    Quote,
    Spacer,
    Struck,
    Text,
)
from ssp_desktop.reports.fonts import FontSet
from ssp_desktop.reports.tagged.boxes import Border, Box, Figure, ListItem
from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Paragraph, Stack
from ssp_desktop.reports.tagged.lines import Style, Typesetter
from ssp_desktop.reports.tagged.structure import Element, header_cell
from ssp_desktop.reports.tagged.table import Cell, Look, Row, Table
from tests.reports.documents import SENTENCE, STAMP, document, faults, make, pages, png, text

LONG = " ".join(f"word{number}" for number in range(150))
ENDS: tuple[Block, ...] = (
    Notice(LONG, "INVALID"),
    Quote(LONG),
    Bullets((LONG, "short", LONG)),
    Struck(LONG, LONG, LONG),
    KeyValues((("Account", LONG), ("Place", "Gate"))),
    DataTable(("What", "Who"), ((LONG, "PC 0001"), ("x", "y")), caption="Actions"),
    Picture(png(), "A chart"),
)


@pytest.mark.parametrize("block", ENDS, ids=lambda block: type(block).__name__)
def test_nothing_is_lost_wherever_the_page_ends(block: Block) -> None:
    whole = text(make(block, demo=False)).count("word")
    for lines in range(20, 46, 3):
        made = make(*[Text("line")] * lines, block, Text("after it"), demo=False)
        read = text(made)
        assert read.count("word") == whole
        assert all(f"word{number}" in read for number in range(150)) == (whole > 0)
        assert read.index("after it") > read.rindex("line")
        assert faults(made) == []


def test_no_label_stands_alone_at_the_foot_of_a_page() -> None:
    for lines in range(20, 46):
        found = pages(make(*[Text("line")] * lines, Struck("the old words", "the new words"), demo=False))
        assert any("Struck out the old words" in words for words in found)
        assert any("Now reads the new words" in words for words in found)
        found = pages(make(*[Text("line")] * lines, Notice("the warning", "INVALID"), demo=False))
        assert any("INVALID the warning" in words for words in found)


def test_white_space_vanishes_at_the_end_of_a_page_and_never_goes_up() -> None:
    assert len(pages(make(Text("a"), Spacer(5000), Text("b")))) == 2
    assert "a b" in pages(make(Text("a"), Spacer(-500), Text("b")))[0]


def test_page_breaks_leave_no_empty_pages() -> None:
    found = pages(make(PageBreak(), Text("first"), PageBreak(), PageBreak(), Text("second"), PageBreak()))
    assert ["first" in words for words in found] == [False, True, False]
    assert ["second" in words for words in found] == [False, False, True]


def test_a_picture_as_tall_as_a_tower_fits_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(make(Picture(png(), "x", width_mm=900), Text("below"))) == []
    monkeypatch.setattr(picture_files, "MOST_PIXELS", 60 * 40 - 1)
    with pytest.raises(UserError, match="A picture is too large to print."):
        make(Picture(png(), "x"))


def test_without_a_subject_the_document_begins_at_once() -> None:
    spec = document(Text("begins"))
    made = layout.build(type(spec)("Title", " ", STAMP, spec.blocks), None, None)
    assert "Title begins" in pages(made)[0]
    assert faults(made) == []


def test_widths_that_would_cut_a_header_word_are_widened() -> None:
    rows = ((SENTENCE, "x"),)
    read = text(make(DataTable(("What", "Countersignature"), rows, widths=(100.0, 1.0))))
    assert "Countersignature" in read


SETTER = Typesetter(FontSet())
STYLE = Style(after=0)


def paragraph(words: str, home: Element, keep: bool = False) -> Paragraph:
    return Paragraph(words, Style(after=0, keep_with_next=keep), home, SETTER)


def test_what_does_not_fit_at_all_moves_on_whole() -> None:
    home = Element("P")
    box = Box(Stack([paragraph(LONG, home)]), Border())
    item = ListItem(paragraph("•", home), Stack([paragraph(LONG, home)]), 16)
    figure = Figure("Im1", (100, 100), None)
    table = Table([], [Row([Cell(Stack([paragraph("a\nb", home)]), 0)])], [100], Look())
    for whole in (box, item, figure, table):
        whole.wrap(200)
        assert whole.split(1, force=False)[0] is None
        assert whole.split(10_000, force=False)[1] is None or whole is figure
    whole_paragraph = paragraph("a", home)
    whole_paragraph.wrap(200)
    assert whole_paragraph.split(20, force=False) == (whole_paragraph, None)
    for parted in (box, item, table):
        assert parted.split(30, force=True)[0] is not None
    assert figure.split(1, force=True) == (figure, None)
    assert box.lead() == 2 * STYLE.leading


def test_a_stack_of_labels_is_parted_when_it_has_to_be() -> None:
    home = Element("P")
    stack = Stack([paragraph("a", home, keep=True), paragraph("b", home, keep=True)])
    stack.wrap(200)
    assert stack.lead() == stack.height
    assert stack.split(20, force=False)[0] is None
    above, below = stack.split(20, force=True)
    assert above is not None
    assert below is not None
    assert len(above.children) == len(below.children) == 1


def test_repeated_headers_may_hold_struck_words() -> None:
    canvas = Canvas(600, 800)
    home = Element("Table", canvas.root)
    struck = Paragraph("old", STYLE, header_cell(Element("TR", home), "Column"), SETTER, struck=True)
    rows = [
        Row([Cell(Stack([paragraph(SENTENCE, Element("TD", Element("TR", home)))]), 0)]) for _ in range(9)
    ]
    table = Table([Row([Cell(Stack([struck]), 0)])], rows, [200], Look())
    table.wrap(200)
    _, rest = table.split(120, force=False)
    assert rest is not None
    canvas.new_page()
    rest.draw(canvas, 0, 700)
    assert canvas.recorded(0).count("/Artifact <</Type/Pagination>> BDC") == 1
    assert sum(line.endswith("BDC") for line in canvas.recorded(0)) == canvas.recorded(0).count("EMC")
    assert struck.element.kids == []
