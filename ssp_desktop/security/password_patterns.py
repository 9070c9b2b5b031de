"""What makes a long password easy to guess: repetition, keyboard walks, listed words.

All functions work on *folded* text: compatibility-normalised, case-folded, without spaces and joining signs.
Every search is linear or bounded by the 1024 characters a password may have.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from ssp_desktop.paths import resource_folder

_WALKS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'#",
    "zxcvbnm,./",
    '!"£$%^&*()_+',
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp",
    "zaq12wsxcde34rfvbgt56yhnmju78ik,lo9",
    "13579",
    "24680",
)
_SHORTEST_WALK: Final = 3
_SHORTEST_LISTED: Final = 4
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_JOINING: Final = re.compile(r"[\s\-_.]+")
_EDGES: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LOOK_ALIKES: Final = str.maketrans("0134579@$!|€", "oieastgasiie")


def fold(text: str) -> str:
    """Return ``text`` compatibility-normalised, case-folded, without spaces, hyphens, dots, underscores."""
    return _JOINING.sub("", unicodedata.normalize("NFKC", text).casefold())


def decode(folded: str) -> str:
    """Read digits and signs as the letters they stand for (``p4$$w0rd``). The length stays the same."""
    return folded.translate(_LOOK_ALIKES)


@cache
def block_list() -> frozenset[str]:
    """Return the folded entries of ``resources/passwords/blocklist.txt``."""
    lines = (resource_folder() / "passwords" / "blocklist.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(fold(line) for line in lines if line)


def is_repeated_block(folded: str) -> bool:
    """Tell whether the text is one block of at most half its length, again and again (``abcabcab``)."""
    period = _smallest_period(folded)
    return len(folded) > 1 and period * 2 <= len(folded)


def _smallest_period(text: str) -> int:
    """Knuth-Morris-Pratt: the length of the shortest block whose repetition covers the text."""
    borders = [0] * len(text)
    border = 0
    for index in range(1, len(text)):
        while border and text[index] != text[border]:
            border = borders[border - 1]
        border += text[index] == text[border]
        borders[index] = border
    return len(text) - border


def walk_positions(folded: str) -> set[int]:
    """Return the positions that lie on a keyboard or alphabet walk, a repeated character or a year."""
    found: set[int] = set()
    for sequence in (*_WALKS, *(walk[::-1] for walk in _WALKS)):
        found |= _runs(folded, {pair for pair in zip(sequence, sequence[1:], strict=False)})
    found |= _runs(folded, {(letter, letter) for letter in folded})
    for year in _YEAR.finditer(folded):
        found.update(range(*year.span()))
    return found


def _runs(text: str, steps: set[tuple[str, str]]) -> set[int]:
    found: set[int] = set()
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and (text[index - 1], text[index]) in steps:
            continue
        if index - start >= _SHORTEST_WALK:
            found.update(range(start, index))
        start = index
    return found


def word_positions(folded: str, words: frozenset[str]) -> set[int]:
    """Return the positions covered by any of ``words``, written plainly or with look-alike signs."""
    found: set[int] = set()
    for text in {folded, decode(folded)}:
        for word in words:
            start = text.find(word)
            while start >= 0:
                found.update(range(start, start + len(word)))
                start = text.find(word, start + 1)
    return found


def is_listed(folded: str) -> bool:
    """Tell whether the text is a listed word, repeats one, or joins two, with digits or signs at its ends."""
    listed = block_list()
    bare = _EDGES.sub("", folded)
    for core in {folded, bare, decode(folded), decode(bare), _EDGES.sub("", decode(folded))}:
        if core in listed or (is_repeated_block(core) and core[: _smallest_period(core)] in listed):
            return True
        if _joins_two(core, listed):
            return True
    return False


def _joins_two(core: str, listed: frozenset[str]) -> bool:
    cuts = range(_SHORTEST_LISTED, len(core) - _SHORTEST_LISTED + 1)
    return any(core[:cut] in listed and core[cut:] in listed for cut in cuts)
