"""The pages: marked content, text, lines, boxes and pictures, written as PDF operators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ssp_desktop.reports.fonts import FontSet, Weight
from ssp_desktop.reports.tagged.lines import Line, Style
from ssp_desktop.reports.tagged.pdf_file import PdfFile, literal
from ssp_desktop.reports.tagged.structure import Element

# Where the baseline lies below the middle of a line, as a share of the font size (half the capital height).
_BASELINE = 0.36
_ASCII_FIRST_SUBSET = 0
_BAR_GREY = 0.25
_HATCHING = 4.5  # points between two lines


@dataclass
class Page:
    """One page under construction: its operators, and who owns each piece of marked content."""

    operators: list[str] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)


class Canvas:
    """Draws on pages; every operator lies inside an element of the structure or inside an artifact.

    Coordinates are points from the bottom left of the page, and ``top`` always means the upper edge.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.pages: list[Page] = []
        self.outline: list[tuple[str, int, int, float]] = []
        self.file = PdfFile()
        self.root = Element("Document")
        self._pictures: dict[str, int] = {}
        self._in_furniture = False
        self._current = Page()
        self._operators: list[str] = []

    # --- pages ------------------------------------------------------------------------------------

    def new_page(self) -> None:
        """Begin the next page."""
        self.pages.append(Page())
        self.select(len(self.pages) - 1)

    def select(self, index: int) -> None:
        """Go back to a page, to add to the end of it."""
        self._current = self.pages[index]
        self._operators = self._current.operators

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the outline (level 1 is the outermost) that leads to this height of this page."""
        self.outline.append((title, level, len(self.pages) - 1, top))

    def recorded(self, start: int) -> list[str]:
        """Return the operators of this page from number ``start`` on; see :meth:`mark`."""
        return self._operators[start:]

    def mark(self) -> int:
        """Return the number of operators on this page."""
        return len(self._operators)

    def replay(self, operators: Sequence[str]) -> None:
        """Repeat recorded artifacts on this page."""
        self._operators.extend(operators)

    # --- structure --------------------------------------------------------------------------------

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Everything drawn inside belongs to ``element``."""
        if self._in_furniture:
            yield
            return
        owners = self._current.owners
        number = len(owners)
        owners.append(element)
        element.kids.append((len(self.pages) - 1, number))
        self._operators.append(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self._operators.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "/Type/Layout") -> Iterator[None]:
        """Everything drawn inside is decoration or page furniture, which readers pass over."""
        if self._in_furniture:
            yield
            return
        self._operators.append(f"/Artifact <<{kind}>> BDC")
        yield
        self._operators.append("EMC")

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Everything drawn inside is a repeat for the eye, whatever element it belongs to."""
        with self.artifact("/Type/Pagination"):
            self._in_furniture = True
            yield
            self._in_furniture = False

    # --- drawing ----------------------------------------------------------------------------------

    def text(self, lines: Sequence[Line], style: Style, left: float, top: float, width: float) -> None:
        """Show lines from ``top`` downwards in the column that begins at ``left`` and is ``width`` wide."""
        out = self._operators
        out.append("BT")
        if style.grey:
            out.append(f"{style.grey:g} g")
        font: tuple[str, int] = ("", 0)
        base = top - style.leading / 2 - style.size * _BASELINE
        for number, line in enumerate(lines):
            if not line.shown:
                continue
            x = left + _indent(line, style, width)
            out.append(f"1 0 0 1 {x:.2f} {base - number * style.leading:.2f} Tm")
            font = self._show(line.shown, style.weight, style.size, font)
        if style.grey:
            out.append("0 g")
        out.append("ET")

    def _show(self, text: str, weight: Weight, size: float, font: tuple[str, int]) -> tuple[str, int]:
        out = self._operators
        for face, piece in FontSet.runs(text, weight):
            for subset, codes in self._codes(face, piece):
                if font != (face.fontName, subset):
                    font = (face.fontName, subset)
                    out.append(f"{face.getSubsetInternalName(subset, self.file.document)} {size:g} Tf")
                out.append(f"{literal(codes)} Tj")
        return font

    def _codes(self, face: Any, text: str) -> list[tuple[int, str]]:
        if text.isascii():
            # reportlab keeps ASCII at its own codes in the first subset; asking it is far slower.
            if self.file.document not in face.state:
                face.splitString(" ", self.file.document)
            return [(_ASCII_FIRST_SUBSET, text)]
        split: list[tuple[int, bytes]] = face.splitString(text, self.file.document)
        return [(subset, codes.decode("latin-1")) for subset, codes in split]

    def turned_text(self, line: Line, style: Style, x: float, y: float, matrix: tuple[float, float]) -> None:
        """Show one line centred on (x, y), turned by an angle given as (cosine, sine)."""
        cosine, sine = matrix
        left, low = x - line.width / 2 * cosine, y - line.width / 2 * sine
        self._operators.append(f"BT {style.grey:g} g")
        self._operators.append(f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {left:.2f} {low:.2f} Tm")
        self._show(line.shown, style.weight, style.size, ("", 0))
        self._operators.append("0 g ET")

    def rule(self, left: float, y: float, right: float, weight: float, grey: float = 0.0) -> None:
        """Draw a horizontal line ``weight`` points thick."""
        self._operators.append(f"{grey:g} G {weight:g} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def frame(self, left: float, top: float, width: float, height: float, weight: float) -> None:
        """Draw the outline of a box."""
        self._operators.append(
            f"0 G {weight:g} w {left:.2f} {top - height:.2f} {width:.2f} {height:.2f} re S"
        )

    def block(self, left: float, top: float, width: float, height: float, grey: float) -> None:
        """Fill a box."""
        self._operators.append(f"{grey:g} g {left:.2f} {top - height:.2f} {width:.2f} {height:.2f} re f 0 g")

    def bar(self, left: float, top: float, width: float, height: float, *, hatched: bool) -> None:
        """Draw a bar with its outline, filled or hatched, so that the two differ without colour."""
        box = f"{left:.2f} {top - height:.2f} {width:.2f} {height:.2f} re"
        if hatched:
            lines = " ".join(
                f"{left + start:.2f} {top - height:.2f} m {left + start + height:.2f} {top:.2f} l"
                for start in _steps(-height, width)
            )
            self._operators.append(f"q {box} W n 0 G 0.6 w {lines} S Q")
        else:
            self._operators.append(f"{_BAR_GREY:g} g {box} f 0 g")
        self._operators.append(f"0 G 0.8 w {box} S")

    def picture(self, name: str, left: float, top: float, width: float, height: float) -> None:
        """Place a picture that was given to :meth:`add_picture`."""
        self._current.pictures.add(name)
        self._operators.append(
            f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {top - height:.2f} cm /{name} Do Q"
        )

    def add_picture(self, pixels: bytes, width: int, height: int) -> str:
        """Store the RGB pixels of a picture and return its name."""
        return self._add(self.file.add_stream(pixels, _image_entries(width, height)))

    def add_jpeg(self, jpeg: bytes, width: int, height: int) -> str:
        """Store a JPEG in red, green and blue as it stands, and return its name."""
        entries = f"{_image_entries(width, height)}/Filter/DCTDecode"
        return self._add(self.file.add_stream(jpeg, entries, compress=False))

    def _add(self, number: int) -> str:
        name = f"Im{len(self._pictures) + 1}"
        self._pictures[name] = number
        return name

    @property
    def picture_objects(self) -> dict[str, int]:
        """Return the object number of every picture, by name."""
        return self._pictures


def _image_entries(width: int, height: int) -> str:
    return (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    )


def _indent(line: Line, style: Style, width: float) -> float:
    if style.align == "centre":
        return (width - line.width) / 2
    if style.align == "right" or line.right_to_left:
        return width - line.width
    return 0.0


def _steps(first: float, last: float) -> Iterator[float]:
    for number in range(int((last - first) / _HATCHING) + 1):
        yield first + number * _HATCHING
