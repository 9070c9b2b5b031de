"""Keys by which the database finds people who may be the same, without looking at everybody.

Each person is stored with one value in each of ``name_key``, ``sound_key`` and ``address_key``. To find
candidates, ask for rows where any of the three is in ``candidate_keys(person)``, or the date of birth is the
same, or (only when the family name is not known) ``name_key`` starts with ``candidate_prefix(person)``. The
keys start with ``n:``, ``s:`` and ``a:``, so one set serves all three columns. An empty key belongs to nobody
and is never asked for.

Stored: the first part of the family name with the first given name; the sound of the *last* part of the
family name with the first sound of the given name. Asked for: every part, either way round, with nicknames.
So a double-barrelled name is found from either part, whichever of the two was stored. A stored second given
name, or a misspelt first part of a stored double-barrelled name, is found by birth or address only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import jellyfish

from ssp_desktop.services.folding import words
from ssp_desktop.services.nicknames import related_names

LONGEST_KEY = 200
LONGEST_WORD = 40
MOST_WORDS = 8
STREET_WORDS = 2
SOUNDS = "ABFHJKLMNPRSTXWY"
VOWELS = "AEIOU"

_NOT_KNOWN = frozenset(
    {
        *("not known", "unknown", "unk", "n k", "nk", "n a", "tbc", "not given", "not stated", "no name"),
        *("not applicable", "name not known", "family name not known", "given name not known", "anonymous"),
        *("surname not known", "first name not known", "refused", "refused to give", "did not say"),
    }
)
_NOT_KNOWN_STARTS = frozenset({"unknown", "unidentified"})
_JOINED = frozenset({"o", "mc", "mac", "d"})
_PARTICLES = frozenset(
    {
        *("al", "el", "ul", "bin", "ibn", "bint", "binti", "ben", "ap", "ab", "ferch"),
        *("de", "da", "do", "dos", "das", "di", "del", "della", "van", "von", "der", "den", "la", "le"),
    }
)
_NO_HOME = frozenset({"nfa", "no fixed address", "no fixed abode", "homeless", "as above", "same"})
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})\b")
_FLAT = re.compile(r"\b(?:flat|apartment|apt|unit|room|studio|maisonette) ([0-9]+ ?[a-z]?|[a-z])\b")
_LINES = re.compile(r"[,;\n\r]")
_HOUSE = re.compile(r"[0-9]+[a-z]?")
_STREETS = {
    "rd": "road",
    "st": "street",
    "str": "street",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "ln": "lane",
    "dr": "drive",
    "ct": "court",
    "cres": "crescent",
    "gdns": "gardens",
    "gdn": "gardens",
    "pl": "place",
    "sq": "square",
    "terr": "terrace",
    "tce": "terrace",
    "gr": "grove",
    "grv": "grove",
    "pk": "park",
    "hse": "house",
}


@dataclass(frozen=True)
class PersonName:
    """What tells one person from another: names and address as typed, date of birth if known."""

    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    date_of_birth: date | None = None
    address: str = ""


@dataclass(frozen=True)
class Address:
    """An address taken apart and folded; an empty part was not given."""

    street: str = ""
    postcode: str = ""
    flat: str = ""


def name_words(name: str) -> list[str]:
    """Return the folded words of a name; none when it says that the name is not known."""
    found = [word[:LONGEST_WORD] for word in words(name[: LONGEST_KEY * 2])][:MOST_WORDS]
    if " ".join(found) in _NOT_KNOWN or (found and found[0] in _NOT_KNOWN_STARTS):
        return []
    return found


def family_parts(family: str) -> list[str]:
    """Return the parts of a family name that carry it: without ``al`` or ``de``, ``O Neill`` as one."""
    joined: list[str] = []
    for word in name_words(family):
        if joined and joined[-1] in _JOINED:
            joined[-1] += word
        else:
            joined.append(word)
    return [part for part in joined if part not in _PARTICLES] or joined


def sound(word: str) -> str:
    """Return how a folded word sounds, in capitals; a word in another script is its own sound."""
    if not (word.isascii() and word.isalpha()):
        return word
    code = jellyfish.metaphone(word).replace("0", "T").replace(" ", "") or word[0].upper()
    # Khan and Kahn, Rhys and Rees: only an h at the start is heard; a vowel at the start is any vowel.
    return ("A" if code[0] in VOWELS else code[0]) + code[1:].replace("H", "")


def name_key(given: str, family: str) -> str:
    """Return the key of the name as spelled: ``n:ada|okafor``; empty when no name is known."""
    return _spelled((name_words(given) or [""])[0], (family_parts(family) or [""])[0])


def sound_key(given: str, family: str) -> str:
    """Return the key of the name as heard: ``s:A|OKFR``; empty when no name is known."""
    return _heard((name_words(given) or [""])[0], (family_parts(family) or [""])[-1])


def address_key(address: str) -> str:
    """Return the key of a home: number and street, or the house's name; empty when that is not given."""
    street = read_address(address).street
    return f"a:{street}"[:LONGEST_KEY] if street else ""


def read_address(address: str) -> Address:
    """Take an address apart: ``Flat 2, 12 Example Rd, ZZ99 1AA`` is ``12 example road``, flat 2."""
    if " ".join(words(address[:LONGEST_KEY])) in _NO_HOME or not name_words(address):
        return Address()
    lines = [" ".join(words(line)) for line in _LINES.split(address[: LONGEST_KEY * 3])]
    postcode = _POSTCODE.search(" ".join(lines))
    flat = _FLAT.search(" ".join(lines))
    rest = [_FLAT.sub(" ", _POSTCODE.sub(" ", line)).split() for line in lines]
    return Address(
        street=_street([[_STREETS.get(word, word) for word in line] for line in rest if line]),
        postcode="".join(postcode.groups()) if postcode else "",
        flat=flat.group(1).replace(" ", "") if flat else "",
    )


def candidate_keys(person: PersonName) -> set[str]:
    """Return the keys to look for in the three columns: everyone who might be this person has one of them."""
    given = name_words(person.given_name)
    family = family_parts(person.family_name)
    called = given + name_words(person.known_as)
    pairs = [(first, last) for first in called or [""] for last in family or [""]]
    pairs += [(last, first) for first, last in pairs] + _run_together(given, family)
    keys = {address_key(person.address)}
    for first, last in pairs:
        for name in {first, *related_names(first)}:
            keys |= {_spelled(name, last), _heard(name, last)}
        keys |= {_spelled("", last), _heard("", last)} if last and first else set()
        keys |= {_spelled(first, ""), _heard(first, "")} if last and first else set()
    if not called:
        keys |= {f"s:{initial}|{sound(part)}" for initial in SOUNDS for part in family}
    return keys - {""}


def candidate_prefix(person: PersonName) -> str:
    """Return how the candidates' ``name_key`` starts when only the given name is known, or nothing."""
    given = name_words(person.given_name)
    return f"n:{given[0]}|" if given and not family_parts(person.family_name) else ""


def _run_together(given: list[str], family: list[str]) -> list[tuple[str, str]]:
    """Return other ways to divide a name without spaces, such as a Chinese one, between the two boxes."""
    joined = "".join(family + given)
    if not joined or joined.isascii() or len(given + family) > len(("given", "family")):
        return []
    ways = [("", joined), (joined, ""), ("", "".join(given + family)), ("".join(given + family), "")]
    return ways + [(joined[cut:], joined[:cut]) for cut in (1, 2) if cut < len(joined) <= len("four")]


def _spelled(given: str, family: str) -> str:
    return f"n:{given}|{family}"[:LONGEST_KEY] if given or family else ""


def _heard(given: str, family: str) -> str:
    if not (given or family):
        return ""
    initial = sound(given)[:1] if given else ""
    return f"s:{initial}|{sound(family) if family else ''}"[:LONGEST_KEY]


def _street(lines: list[list[str]]) -> str:
    """Return house number and street from the lines, or the first line when no house has a number."""
    for number, line in enumerate(lines):
        for place, word in enumerate(line):
            following = line[place + 1 :] or (lines[number + 1] if number + 1 < len(lines) else [])
            if following and _HOUSE.fullmatch(word):
                return " ".join([word, *following[:STREET_WORDS]])
    named = [word for line in lines for word in line][: STREET_WORDS + 1]
    return " ".join(named) if len(named) > 1 else ""
