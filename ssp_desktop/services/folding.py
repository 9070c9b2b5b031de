"""Folding: what two spellings of one word have in common, whatever the accents, case or apostrophes.

SQLite's own folding leaves ł, ø, đ and others as they are; so both the stored text and what is searched for
go through ``fold`` first.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+(?:[\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]+[^\W_]*)*")

# Letters that Unicode does not take apart, as a British keyboard writes them.
_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "ng",
    "ĸ": "k",
    # Persian and Urdu keyboards write these two Arabic letters with another code.
    "ی": "ي",
    "ى": "ي",
    "ک": "ك",
    "ة": "ه",
}
_APOSTROPHES = "'\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2032\u00b4\u0060\uff07\u055a"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"
# Marks above and below Latin, Greek, Cyrillic, Hebrew and Arabic letters. In Indian scripts marks are vowels:
# they stay.
_MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05BD),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x1AB0, 0x1ACE),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0),
    (0xFE20, 0xFE2F),
)
# Invisible: direction marks, joiners, byte order mark, and the halves of damaged characters.
_INVISIBLE = ((0x061C, 0x061C), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF))
_DAMAGED = ((0xD800, 0xDFFF),)
_CONTROLS = ((0x00, 0x1F), (0x7F, 0x9F))


def _table() -> dict[int, str | None]:
    dropped = [*_MARKS, *_INVISIBLE, *_DAMAGED]
    table: dict[int, str | None] = dict.fromkeys(
        code for first, last in dropped for code in range(first, last + 1)
    )
    table |= {code: " " for first, last in _CONTROLS for code in range(first, last + 1)}
    table |= dict.fromkeys(map(ord, _APOSTROPHES))
    table |= dict.fromkeys(map(ord, _HYPHENS), " ")
    return table | {ord(letter): plain for letter, plain in _LETTERS.items()}


_TABLE = _table()


def fold(text: str) -> str:
    """Return ``text`` without accents, case, apostrophes and hyphens, with single spaces.

    ``O'Neill-Smith`` gives ``oneill smith``; ``Łukasz`` gives ``lukasz``. Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_TABLE).split())
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", apart).casefold().translate(_TABLE)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def words(text: str) -> list[str]:
    """Return the folded words of ``text``, letters and digits only."""
    return _WORDS.findall(fold(text))
