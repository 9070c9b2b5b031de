"""The one function in front of every word that is printed, and the order of right-to-left scripts.

The engine has no markup language: text is measured, broken into lines and shown glyph by glyph, so
``<img src="...">`` is just fourteen characters on paper. What remains dangerous or invisible in typed text
(control characters, lone surrogates, characters that turn the reading direction round) is made visible here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens, zero-width marks, byte order marks and variation selectors carry no meaning on paper.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u200b\u200e\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Controls, surrogates, direction overrides, private use and non-characters: shown by number, never obeyed.
_HOSTILE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufffb"
    "\ufffe\uffff\U000e0000-\U0010ffff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = re.compile("[\u200c\u200d]")
_TAB = "    "
_BRIEF = 300

Direction = Literal["L", "R"]


def visible(character: str) -> str:
    """Return the printed stand-in of one character that cannot be shown, such as ``[U+0000]``."""
    return f"[U+{ord(character):04X}]"


def plain(text: str) -> str:
    r"""Return ``text`` as it can be printed: composed (NFC), with ``\n`` as the only control character.

    Tabs become four spaces; controls, lone surrogates, direction overrides and private-use characters become
    ``[U+XXXX]``. Nothing else is changed or dropped, apart from marks that have no shape of their own.
    Every text that reaches a page goes through this function exactly once.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    text = _HOSTILE.sub(lambda match: visible(match.group()), text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """Return ``plain(text)`` on one line, for footers."""
    return " ".join(plain(text).split())


def brief(text: str) -> str:
    """Return ``text`` on one line of at most 300 characters, for bookmarks and document properties."""
    line = one_line(text)
    return line if len(line) <= _BRIEF else line[: _BRIEF - 1] + "\u2026"


def has_right_to_left(text: str) -> bool:
    """Say whether any character of ``text`` is Hebrew, Arabic or of a script related to them."""
    return _RIGHT_TO_LEFT.search(text) is not None


def direction(paragraph: str) -> Direction:
    """Return the direction of a paragraph: that of its first letter with a direction (Unicode UAX 9, P2)."""
    for character in paragraph:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return "R"
        if kind == "L":
            return "L"
    return "L"


@lru_cache(maxsize=1)
def _reshaper() -> ArabicReshaper:
    # Vowel marks belong to the words that were said: the library would drop them by default. The bundled
    # fonts have every joined letter and lam-alef, but not the one-glyph word Allah.
    return ArabicReshaper(configuration={"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


def joined(word: str) -> str:
    """Return an Arabic word in its joined letter shapes; any other word unchanged."""
    return str(_reshaper().reshape(word)) if has_right_to_left(word) else word


def visual_order(line: str, base: Direction) -> str:
    """Return one line in the order in which its glyphs stand on the page, brackets mirrored.

    This is the library's Python implementation: its faster one leaves brackets facing the wrong way.
    """
    return _JOINERS.sub("", str(get_display(line, base_dir=base)))
