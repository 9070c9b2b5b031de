"""What a printed document is made of: plain frozen values, no drawing.

Every string in these classes is shown exactly as it stands: nothing in it is ever read as markup,
as a file name or as an instruction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ssp_desktop.vocabulary.chart import BarChart


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3, which is also a bookmark."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """Running text; line ends stay line ends."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Words that somebody said, verbatim, set apart by a rule and quotation marks."""

    text: str


@dataclass(frozen=True)
class KeyValues:
    """Labels and their values: a two-column table whose labels are row headers."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DataTable:
    """A table with column headers, which are repeated on every page.

    ``widths`` are the relative widths of the columns; without them they follow the content.
    ``row_headers`` makes the first column the header of its row.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] | None = None
    caption: str = ""
    row_headers: bool = False


@dataclass(frozen=True)
class Bullets:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Struck:
    """A correction: the old words struck through but readable, the new words, who and why."""

    old: str
    new: str
    note: str = ""


@dataclass(frozen=True)
class Notice:
    """A box with a word of warning (``kind``, such as "INVALID" or "Note"): never told by colour alone."""

    text: str
    kind: str


@dataclass(frozen=True)
class Picture:
    """A picture with the words that stand for it; ``width_mm`` is how wide it is printed, at most."""

    png_bytes: bytes
    alt: str
    width_mm: float = 160.0


@dataclass(frozen=True)
class ExplainedChart:
    """A chart with the words that belong below it, on the same page."""

    chart: BarChart
    words: str


@dataclass(frozen=True)
class Photograph:
    """A photograph as JPEG; ``caption`` stands for it in words and is printed below, with ``note``."""

    jpeg_bytes: bytes
    caption: str
    note: str = ""
    width_mm: float = 90.0


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Spacer:
    """White space, in millimetres."""

    height_mm: float = 5.0


Block = (
    Heading
    | Text
    | Quote
    | KeyValues
    | DataTable
    | Bullets
    | Struck
    | Notice
    | Picture
    | BarChart
    | ExplainedChart
    | Photograph
    | PageBreak
    | Spacer
)


@dataclass(frozen=True)
class PrintStamp:
    """What is printed on every page of a document (checks B-52 and s.62 of the Data Protection Act 2018).

    ``printed_at`` is an aware time (UTC); the page shows UK local time. ``audit_head`` is the hash of the
    last audit entry in hexadecimal, ``audit_count`` the number of entries. ``recipient`` may be empty.
    ``demo`` marks every page as a demonstration with invented data.
    """

    reference: str
    marking: str
    printed_by: str
    printed_at: datetime
    copy_number: int
    audit_head: str
    audit_count: int
    recipient: str
    demo: bool
    handling: str = ""


@dataclass(frozen=True)
class DocumentSpec:
    """One printed document: its title, its stamp and its blocks in reading order."""

    title: str
    subject: str
    stamp: PrintStamp
    blocks: tuple[Block, ...]
    language: str = "en-GB"
