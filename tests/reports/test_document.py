"""What stands on the paper: every block, the furniture of every page, bookmarks and properties."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest
from pypdf import PdfReader

from ssp_desktop.errors import Fault, UserError
from ssp_desktop.reports.document import (
    Block,
    Bullets,
    DataTable,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    Picture,
    Quote,
    Spacer,
    Struck,
    Text,
    render,
)
from ssp_desktop.reports.pages import uk_time
from tests.reports.documents import (
    SENTENCE,
    STAMP,
    bookmarks,
    document,
    elements,
    faults,
    make,
    pages,
    png,
    reading_order,
    text,
)

EVERY_BLOCK: tuple[Block, ...] = (
    Notice("Do not rely on this copy.", "INVALID"),
    Heading("What happened", 1),
    KeyValues((("Reference", "SSP-2026-000123"), ("Pupil", "Łucja Example-Żółkiewska"), ("Place", ""))),
    Heading("Account", 2),
    Text(SENTENCE * 4),
    Quote("I saw them by the shed.\nNobody got hurt."),
    Heading("Decisions", 3),
    Bullets(("Speak to both parents.", "No further action.")),
    Struck("Year 8", "Year 9", "Changed by PC 0001 Example-Okafor"),
    Heading("Actions", 1),
    DataTable(
        ("Number", "What", "Who"),
        tuple((f"A-{number}", SENTENCE, "PC 0001") for number in range(60)),
        caption="Actions that follow",
        row_headers=True,
    ),
    Picture(png(), "A chart: one bar"),
    Picture(png("red"), ""),
    Spacer(4),
    PageBreak(),
    DataTable(("Only", "Headers"), (), widths=(1.0, 3.0)),
)


def test_every_block_makes_a_file_that_breaks_no_rule() -> None:
    assert faults(make(*EVERY_BLOCK)) == []


def test_a_file_without_blocks_breaks_no_rule() -> None:
    assert faults(make()) == []


def test_the_words_are_read_back() -> None:
    read = text(make(*EVERY_BLOCK))
    for words in (
        "INVALID Do not rely on this copy.",
        "Łucja Example-Żółkiewska",
        "“I saw them by the shed. Nobody got hurt.”",
        "Struck out Year 8 Now reads Year 9 Changed by PC 0001 Example-Okafor",
        "• Speak to both parents. • No further action.",
        "Actions that follow",
    ):
        assert words in read


def test_readers_hear_headings_tables_lists_and_pictures() -> None:
    made = make(*EVERY_BLOCK)
    order = reading_order(made)
    assert order[:2] == ["Document", "H1"]
    assert order.count("H1") == 3
    assert order.count("H2") == order.count("H3") == 1
    assert order.count("Figure") == 1  # the picture without words is decoration
    assert order.count("LI") == order.count("Lbl") == order.count("LBody") == 2
    assert order.count("Caption") == order.count("BlockQuote") == 1
    assert order.count("Table") == 3
    assert order.count("TR") == 3 + 61 + 1
    assert str(elements(made, "Figure")[0].Alt) == "A chart: one bar"
    scopes = [str(header.A.Scope) for header in elements(made, "TH")]
    assert scopes == ["/Row"] * 3 + ["/Column"] * 3 + ["/Row"] * 60 + ["/Column"] * 2
    assert [str(span.A.TextDecorationType) for span in elements(made, "Span")] == ["/LineThrough"]


def test_struck_words_come_after_their_label() -> None:
    order = reading_order(make(Struck("old", "new", "note")))
    assert order[order.index("Div") :] == ["Div", "P", "P", "Span", "P", "P", "P"]


def test_every_page_tells_what_it_is() -> None:
    found = pages(make(*EVERY_BLOCK))
    assert len(found) > 3
    for number, words in enumerate(found, start=1):
        assert words.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(found)}" in words
        assert "Reference SSP-2026-000123 · Copy 3 · For Larkfield Example Academy" in words
        assert "Printed by PC 0001 Example-Okafor on 21 November 2026, 14:02" in words
        assert "Audit log: 9f8e7d6c5b4a3928, 1,234 entries" in words
        assert "Personal data about a child." in words
        assert "DEMONSTRATION – invented data" in words


def test_real_records_carry_no_watermark() -> None:
    assert "DEMONSTRATION" not in text(make(Text("x"), demo=False))


@pytest.mark.parametrize(
    ("count", "words"), [(0, "Audit log: no entries yet"), (1, "Audit log: 9f8e7d6c5b4a3928, 1 entry")]
)
def test_the_footer_counts_audit_entries(count: int, words: str) -> None:
    assert words in text(make(audit_count=count))


def test_no_recipient_leaves_no_empty_words() -> None:
    assert "Copy 3 Printed by" in text(make(recipient=" "))


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 1, 5, 9, 5, tzinfo=UTC), "5 January 2026, 09:05"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 00:30"),
    ],
)
def test_times_are_uk_local_time(moment: datetime, shown: str) -> None:
    assert uk_time(moment) == shown


def test_a_table_repeats_its_header_for_the_eye_and_tells_it_once() -> None:
    rows = tuple((str(number), SENTENCE) for number in range(80))
    made = make(DataTable(("Number", "Sentence"), rows))
    assert all("Number Sentence" in words for words in pages(made))
    assert len(pages(made)) > 2
    assert reading_order(made).count("TH") == 2


def test_a_cell_goes_on_over_pages_as_one_cell() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    made = make(KeyValues((("Account", long), ("Place", "Gate"))))
    assert len(pages(made)) > 2
    assert faults(made) == []
    assert reading_order(made).count("TD") == 2
    read = text(made)
    assert all(f"word{number} " in read for number in range(3000))


def test_headings_are_bookmarks() -> None:
    made = make(
        Heading("One", 1),
        Heading("Under one", 2),
        PageBreak(),
        Heading("Two", 1),
        Heading("Skips a level", 3),
    )
    assert bookmarks(made) == [
        (1, "Contact log", 1),
        (1, "One", 1),
        (2, "Under one", 1),
        (1, "Two", 2),
        (2, "Skips a level", 2),
    ]
    assert faults(made) == []


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for lines in range(30, 50):
        found = pages(make(*[Text("line")] * lines, Heading("Alone?", 1), Text("follows it")))
        assert any("Alone? follows it" in words for words in found)


def test_a_page_break_at_the_end_leaves_no_empty_page() -> None:
    assert len(pages(make(Text("x"), PageBreak(), PageBreak()))) == 1


def test_properties_name_the_document() -> None:
    made = render(document(title="Rhestr gyswllt Ŵyn"))
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata is not None
    assert reader.metadata.title == "Rhestr gyswllt Ŵyn"
    assert reader.metadata.subject == "Larkfield Example Academy"
    assert reader.metadata.author == "PC 0001 Example-Okafor"
    assert reader.metadata.creator == "SSP Desktop"
    assert reader.metadata.creation_date == STAMP.printed_at
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.Root.MarkInfo.Marked
        with opened.open_metadata() as xmp:
            assert xmp["dc:title"] == "Rhestr gyswllt Ŵyn"
            assert xmp["pdfuaid:part"] == "1"
            assert xmp.pdfa_status == "2A"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert make(*EVERY_BLOCK) == make(*EVERY_BLOCK)
    assert make(Text("a")) != make(Text("b"))


def test_the_file_carries_its_fonts_and_nothing_that_acts() -> None:
    made = make(*EVERY_BLOCK, Text("李小明"))
    with pikepdf.open(io.BytesIO(made)) as opened:
        fonts = [
            thing
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        ]
        assert len(fonts) >= 3
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)
        keys = {
            str(key) for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) for key in thing
        }
    assert not keys & {
        "/JS",
        "/JavaScript",
        "/OpenAction",
        "/AA",
        "/URI",
        "/F",
        "/EmbeddedFiles",
        "/Launch",
        "/AcroForm",
    }
    assert re.search(rb"/S\s*/(JavaScript|URI|Launch|GoToR)", made) is None


def test_progress_rises_to_the_end() -> None:
    told: list[int] = []
    render(document(*EVERY_BLOCK), told.append)
    assert told == sorted(told)
    assert told[-1] == 100
    assert len(told) > 5
    told.clear()
    render(document(*[Text("line")] * 300), told.append)
    assert len(told) == 92


def test_stopping_is_told_in_words() -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(UserError, match="You stopped the document before it was finished."):
        render(document(*EVERY_BLOCK), None, cancelled)


def test_a_crooked_table_is_our_fault() -> None:
    with pytest.raises(Fault):
        make(DataTable(("a", "b"), (("only one",),)))


@pytest.mark.parametrize("damaged", [b"", b"GIF89a", png()[:60], b"<svg/>"])
def test_a_damaged_picture_is_told_in_words(damaged: bytes) -> None:
    with pytest.raises(UserError, match="A picture cannot be printed."):
        make(Picture(damaged, "x"))
