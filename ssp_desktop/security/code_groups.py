"""Secrets that a person copies from paper: Crockford base32 in groups, each with its own check character.

A group is five random characters (25 bits) and one check character, a weighted sum in the field of 32
elements to which the group's number is added. One wrong character, two swapped characters and two swapped
groups are always noticed, and the group that is wrong can be named. The check is no secret.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import reduce
from operator import xor
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DATA: Final = 5
_GROUP: Final = _DATA + 1
_BITS: Final = 5
_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1, primitive: the powers of 2 run through all of the field
_FOLLOW_ALIKE: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015_.,;:]+")


class GroupsWrong(ValueError):
    """A copied secret does not fit its check characters; the text names the groups or the length."""


def new_symbols(groups: int) -> str:
    """Return ``groups`` × 5 random characters, 25 bits a group."""
    return "".join(secrets.choice(ALPHABET) for _ in range(groups * _DATA))


def write_groups(symbols: str) -> str:
    """Return the characters in groups of six, the sixth being the check, joined by hyphens."""
    parts = [symbols[start : start + _DATA] for start in range(0, len(symbols), _DATA)]
    return "-".join(part + _check(number, part) for number, part in enumerate(parts, 1))


def read_groups(text: str, groups: int) -> str:
    """Return the characters without checks from what a person typed.

    Case, spaces and hyphens make no difference; O is read as 0, I and L as 1.

    Raises:
        GroupsWrong: ``"Group 3 of the {} is wrong."`` and the like; ``{}`` is for the name of the secret.
    """
    typed = unicodedata.normalize("NFKC", text).upper().translate(_FOLLOW_ALIKE)
    parts = [part for part in _BETWEEN.split(typed) if part]
    joined = "".join(parts)
    if len(joined) == groups * _GROUP:
        parts = [joined[start : start + _GROUP] for start in range(0, len(joined), _GROUP)]
    elif len(parts) != groups:
        raise GroupsWrong(f"The {{}} has {groups} groups of {_GROUP} characters; {len(joined)} were typed.")
    wrong = [number for number, part in enumerate(parts, 1) if not _fits(number, part)]
    if wrong:
        raise GroupsWrong(_named(wrong))
    return "".join(part[:_DATA] for part in parts)


def _named(wrong: list[int]) -> str:
    if len(wrong) == 1:
        return f"Group {wrong[0]} of the {{}} is wrong."
    return f"Groups {', '.join(map(str, wrong[:-1]))} and {wrong[-1]} of the {{}} are wrong."


def _fits(number: int, part: str) -> bool:
    return len(part) == _GROUP and set(part) <= set(ALPHABET) and _check(number, part[:_DATA]) == part[_DATA]


def _check(number: int, part: str) -> str:
    terms = [_times_power_of_two(ALPHABET.index(symbol), place) for place, symbol in enumerate(part, 1)]
    return ALPHABET[reduce(xor, terms, number)]


def _times_power_of_two(value: int, exponent: int) -> int:
    for _ in range(exponent):
        value <<= 1
        if value >> _BITS:
            value ^= _POLYNOMIAL
    return value
