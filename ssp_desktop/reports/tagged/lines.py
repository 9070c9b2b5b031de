"""Breaking text into lines: at spaces, between Chinese characters, and anywhere when a word is too long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ssp_desktop.reports.fonts import FontSet, Weight
from ssp_desktop.reports.text import direction, has_right_to_left, joined, plain, visual_order

# Ideographs, kana and wide forms may be parted anywhere; closing marks stay with what they close.
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_WIDE_PIECE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff][、。，．：；？！」』）】》〉…]*|"
    "[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)
_RUNAWAY = 1.2  # a pile of combining marks may overhang the line by this much before it is parted

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: weight, size and line distance in points, grey (0 black to 1 white)."""

    weight: Weight = "regular"
    size: float = 10.0
    leading: float = 14.5
    before: float = 0.0
    after: float = 6.0
    grey: float = 0.0
    align: Align = "left"
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the glyphs in the order of the page, and its width in points.

    A line that goes on ends with the space that parted it, so that readers do not run words together. For
    right-to-left words the order of the page is what readers expect of a PDF: they turn the line themselves.
    """

    shown: str
    width: float
    right_to_left: bool = False


class Typesetter:
    """Measures and breaks the texts of one document."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self._shapes: dict[str, str] = {}

    def prepare(self, text: str) -> str:
        """Return typed text as it will be shown: hostile and missing characters made visible."""
        return self.fonts.printable(plain(text))

    def natural_width(self, text: str, style: Style) -> float:
        """Return the width of the longest line of prepared text, in points, if nothing had to be broken."""
        longest = max(self.fonts.width(line, style.weight) for line in text.split("\n"))
        return longest * style.size / 1000

    def least_width(self, text: str, style: Style) -> float:
        """Return the width of the longest word of prepared text, in points."""
        words = _WIDE.sub(" ", text).split()
        return max((self.fonts.width(word, style.weight) for word in words), default=0.0) * style.size / 1000

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """Break prepared text into lines no wider than ``width`` points."""
        limit = width * 1000 / style.size
        found: list[Line] = []
        for paragraph in text.split("\n"):
            if has_right_to_left(paragraph):
                base = direction(paragraph)
                for pieces, _ in self._fill(paragraph, style.weight, limit, True):
                    found.append(self._turned(pieces, base, style))
            else:
                scale = style.size / 1000
                for pieces, used in self._fill(paragraph, style.weight, limit, False):
                    found.append(Line("".join(pieces), used * scale))
        return found

    def _turned(self, pieces: list[str], base: Literal["L", "R"], style: Style) -> Line:
        shaped = " ".join(map(self._shaped, "".join(pieces).split(" ")))
        words = shaped.rstrip(" ")
        end = shaped[len(words) :]
        turned = visual_order(words, base)
        shown = end + turned if base == "R" else turned + end
        width = self.fonts.width(shown, style.weight) * style.size / 1000
        return Line(shown, width, base == "R")

    def _shaped(self, word: str) -> str:
        """Return an Arabic word with its letters joined, where the font has the joined shapes."""
        shape = self._shapes.get(word)
        if shape is None:
            shaped = joined(word)
            shape = shaped if self.fonts.printable(shaped) == shaped else word
            self._shapes[word] = shape
        return shape

    def _fill(
        self, paragraph: str, weight: Weight, limit: float, shape: bool
    ) -> Iterator[tuple[list[str], float]]:
        """Yield the pieces of each line, with their width in thousandths of the font size."""
        measure = self.fonts.width
        space = measure(" ", weight)
        current: list[str] = []
        used = 0.0
        for glue, word in _pieces(paragraph):
            own = measure(self._shaped(word) if shape else word, weight)
            step = own + space if glue else own
            if used + step <= limit:
                current.append(glue + word)
                used += step
                continue
            if current:
                current.append(glue)
                yield current, used
            *full, rest = self._chop(word, weight, limit) if own > limit else [word]
            for piece in full:
                yield [piece], measure(piece, weight)
            current, used = [rest], measure(rest, weight)
        yield current, used

    def _chop(self, word: str, weight: Weight, limit: float) -> list[str]:
        """Cut a word that is wider than a line, never between a letter and its accents."""
        advances = self.fonts.advances(weight)
        pieces: list[str] = []
        start, used = 0, 0.0
        for place, character in enumerate(word):
            step = advances[character]
            over = used + step > limit and place > start
            if over and (not unicodedata.combining(character) or used + step > limit * _RUNAWAY):
                pieces.append(word[start:place])
                start, used = place, 0.0
            used += step
        pieces.append(word[start:])
        return pieces


def _pieces(paragraph: str) -> Iterator[tuple[str, str]]:
    """Yield (the space before it or nothing, a piece that stays together)."""
    glue = ""
    for word in paragraph.split(" "):
        if _WIDE.search(word):
            for piece in _WIDE_PIECE.findall(word):
                yield glue, piece
                glue = ""
        else:
            yield glue, word
        glue = " "
