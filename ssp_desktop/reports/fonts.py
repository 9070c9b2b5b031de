"""The bundled fonts: which font has a character, how wide it is, and the subsets that go into the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from reportlab.pdfbase.ttfonts import TTFont

from ssp_desktop.paths import resource_folder
from ssp_desktop.reports.text import visible

Weight = Literal["regular", "bold"]

_SANS = "DejaVuSans"
_BOLD = "DejaVuSans-Bold"
_HAN = "DroidSansFallbackFull"
# The first font of a chain that has the character shows it. Only the regular weight has every script.
FONT_NAMES = (_SANS, _BOLD, _HAN)
_CHAINS: dict[Weight, tuple[str, ...]] = {"regular": (_SANS, _HAN), "bold": (_BOLD, _SANS, _HAN)}
_REMEMBERED_WORDS = 20_000
_LONGEST_REMEMBERED = 40
# Accents have no width; counting a hundredth keeps every line below the longest string that PDF/A allows.
_LEAST_ADVANCE = 10.0
_PRIVATE_USE = range(0xE000, 0xF900)


@lru_cache(maxsize=3)
def load(name: str) -> Any:
    """Return reportlab's font ``name`` from ``resources/fonts``, read once in the life of the program."""
    return TTFont(name, str(resource_folder() / "fonts" / f"{name}.ttf"))


@lru_cache(maxsize=3)
def characters(name: str) -> frozenset[str]:
    """Return every character that font ``name`` has a glyph for."""
    glyphs: dict[int, int] = load(name).face.charToGlyph
    return frozenset(chr(code) for code, glyph in glyphs.items() if glyph and code not in _PRIVATE_USE)


class _Advances(dict[str, float]):
    """Widths of single characters in thousandths of the font size, filled in as they are met."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> float:
        face = load(_font_of(character, self._chain)).face
        width = max(float(face.getCharWidth(ord(character))), _LEAST_ADVANCE)
        self[character] = width
        return width


def _font_of(character: str, chain: tuple[str, ...]) -> str:
    """Return the first font with this character; text that was made printable has no other."""
    return next(name for name in chain if character in characters(name))


class FontSet:
    """The fonts of one document: coverage, widths and runs.

    It remembers words while one document is made; drop it with the document, so that no words of a record
    stay in memory.
    """

    def __init__(self) -> None:
        self._advances: dict[Weight, _Advances] = {
            weight: _Advances(chain) for weight, chain in _CHAINS.items()
        }
        self._words: dict[Weight, dict[str, float]] = {"regular": {}, "bold": {}}

    def printable(self, text: str) -> str:
        """Return ``text`` with every character that no bundled font has shown as ``[U+XXXX]``."""
        if characters(_SANS).issuperset(text):
            return text
        return "".join(c if c == "\n" or self._covered(c) else visible(c) for c in text)

    @staticmethod
    def _covered(character: str) -> bool:
        return character in characters(_SANS) or character in characters(_HAN)

    def width(self, word: str, weight: Weight) -> float:
        """Return the width of ``word`` in thousandths of the font size."""
        known = self._words[weight]
        width = known.get(word)
        if width is None:
            width = sum(map(self._advances[weight].__getitem__, word))
            if len(word) <= _LONGEST_REMEMBERED:
                if len(known) >= _REMEMBERED_WORDS:
                    known.clear()
                known[word] = width
        return width

    def advances(self, weight: Weight) -> dict[str, float]:
        """Return the table of character widths in thousandths of the font size; it fills itself."""
        return self._advances[weight]

    @staticmethod
    def runs(text: str, weight: Weight) -> Iterator[tuple[Any, str]]:
        """Split ``text`` into the longest pieces that one font can show: (reportlab font, piece)."""
        chain = _CHAINS[weight]
        if characters(chain[0]).issuperset(text):
            yield load(chain[0]), text
            return
        start, current = 0, ""
        for place, character in enumerate(text):
            name = _font_of(character, chain)
            if name != current:
                if place > start:
                    yield load(current), text[start:place]
                start, current = place, name
        yield load(current), text[start:]
