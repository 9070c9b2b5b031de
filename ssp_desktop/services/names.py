"""Are these two people one? ``similar`` says how likely, and why, in plain words. A person decides.

Nothing here merges anybody: a suggestion is confirmed or dismissed by an officer, and both are remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from ssp_desktop.services.folding import fold
from ssp_desktop.services.name_keys import (
    PersonName,
    address_key,
    candidate_keys,
    candidate_prefix,
    family_parts,
    name_key,
    name_words,
    read_address,
    sound,
    sound_key,
)
from ssp_desktop.services.nicknames import relation

__all__ = [
    "Likeness",
    "PersonName",
    "address_key",
    "candidate_keys",
    "candidate_prefix",
    "fold",
    "name_key",
    "same_spelling",
    "similar",
    "sound_key",
]

LOWEST_SUGGESTION = 45  # below this, showing the pair would only be noise
SAME_NAME = 80
HALF_A_NAME = 30
SAME_BIRTH = 20
SWAPPED_BIRTH = 12
ONE_DIGIT_OFF = 8
OTHER_BIRTH = -45
SAME_ADDRESS = 12
SWAPPED_NAMES = 0.95
FAMILY_NOT_KNOWN = 0.6
GIVEN_NOT_KNOWN = 0.5
SHORTEST_MISSPELT = 4
SHORTEST_HEARD = 3
CLOSE_SPELLING = 0.92


@dataclass(frozen=True)
class Likeness:
    """How alike two people are: ``score`` 0 to 100, and the reasons in plain words."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Link:
    """How one part of a name fits another: ``weight`` 0 to 1. ``known`` is False when either is missing."""

    weight: float
    reason: str = ""
    known: bool = True


_NO_LINK = _Link(0.0)


def similar(first: PersonName, second: PersonName) -> Likeness | None:
    """Return how alike two people are, or None when there is no reason to think that they are one.

    The order of the two does not matter. "Not known" is never a name. Different dates of birth count strongly
    against; a swapped day and month, or one wrong digit, does not. The same full name or the same address is
    reason enough: an earlier record with the same name is always shown, whatever else was written.
    """
    score, reasons = _names(first, second)
    named = score > 0
    for more, reason in (_birth(first, second, named=named), _home(first, second)):
        score += more
        reasons += (reason,) if reason else ()
    reason_enough = "same address" in reasons or same_spelling(first, second)
    if score < LOWEST_SUGGESTION and not reason_enough:
        return None
    return Likeness(min(max(score, LOWEST_SUGGESTION), 100), reasons)


def same_spelling(first: PersonName, second: PersonName) -> bool:
    """True when both names are known and, folded, the same in full.

    Unlike equal keys, this tells Mary Jane from Mary Ann, and one half of a double-barrelled name from two.
    """
    ours, theirs = ((name_words(each.given_name), name_words(each.family_name)) for each in (first, second))
    return ours == theirs and all(ours)


def _names(first: PersonName, second: PersonName) -> tuple[int, tuple[str, ...]]:
    straight = _score(_given(first, second), _family(first.family_name, second.family_name))
    if _run_together(first) and _run_together(first) == _run_together(second):
        straight = SAME_NAME, ("same name",)
    one = _crossed(first.given_name, second.family_name)
    other = _crossed(second.given_name, first.family_name)
    swapped = round(SAME_NAME * one.weight * other.weight * SWAPPED_NAMES)
    if swapped > straight[0]:
        found = sorted({one.reason, other.reason} - {"same family name"})
        return swapped, ("names swapped", *found)
    return straight


def _run_together(person: PersonName) -> str:
    """Return the whole name for scripts that write it without a space, so that both boxes count as one."""
    joined = "".join(name_words(person.family_name) + name_words(person.given_name))
    return "" if joined.isascii() else joined


def _score(given: _Link, family: _Link) -> tuple[int, tuple[str, ...]]:
    if not (given.known or family.known):
        return 0, ()
    reasons = tuple(dict.fromkeys(link.reason for link in (given, family) if link.reason))
    if given.weight and family.weight:
        if given.weight == family.weight == 1:
            reasons = ("same name",)
        return round(SAME_NAME * given.weight * family.weight), reasons
    if given.known and family.known:
        return round(HALF_A_NAME * max(given.weight, family.weight)), reasons
    return 0, ()


def _given(first: PersonName, second: PersonName) -> _Link:
    ours, theirs = name_words(first.given_name), name_words(second.given_name)
    link = _given_words(ours, theirs)
    for called, other in (
        (name_words(first.known_as), theirs + name_words(second.known_as)),
        (name_words(second.known_as), ours + name_words(first.known_as)),
    ):
        pairs = [_spelling(one, two, given=True) for one, two in product(called, other)]
        best = _best([each for each in pairs if each.weight])
        if best.weight and (not link.known or best.weight * 0.95 > link.weight):
            reason = "same as the name they are known by" if best.weight == 1 else best.reason
            link = _Link(best.weight * 0.95, reason)
    return link


def _given_words(ours: list[str], theirs: list[str]) -> _Link:
    if not ours or not theirs:
        return _Link(GIVEN_NOT_KNOWN, "given name not known", known=False)
    if ours == theirs:
        return _Link(1.0, "same given name")
    if ours[0] == theirs[0]:
        return _Link(0.95 if min(len(ours), len(theirs)) == 1 else 0.85, "same first given name")
    if set(ours) & set(theirs):
        return _Link(0.85, "share a given name")
    if "".join(ours) == "".join(theirs):
        return _Link(0.95, "similar spelling")
    return _spelling(ours[0], theirs[0], given=True)


def _family(ours: str, theirs: str) -> _Link:
    mine, yours = family_parts(ours), family_parts(theirs)
    if not mine or not yours:
        return _Link(FAMILY_NOT_KNOWN, "family name not known", known=False)
    if "".join(mine) == "".join(yours):
        return _Link(1.0, "same family name")
    if set(mine) & set(yours):
        part = set(mine) <= set(yours) or set(yours) <= set(mine)
        return _Link(0.9 if part else 0.75, "part of the same double-barrelled name")
    whole = _spelling("".join(mine), "".join(yours), given=False)
    if len(mine) == len(yours) == 1:
        return whole
    part_like = _best([_spelling(one, two, given=False) for one, two in product(mine, yours)])
    return _best([whole, _Link(part_like.weight * 0.85, part_like.reason)])


def _crossed(given: str, family: str) -> _Link:
    """Compare one person's given name with the other's family name."""
    ours, theirs = name_words(given), family_parts(family)
    if not ours or not theirs:
        return _NO_LINK
    return _best([_spelling(one, two, given=False) for one, two in product((*ours, "".join(ours)), theirs)])


def _best(links: Iterable[_Link]) -> _Link:
    return max(links, key=lambda link: (link.weight, link.reason), default=_NO_LINK)


def _spelling(one: str, two: str, *, given: bool) -> _Link:
    """Compare two single words, the same way whichever comes first."""
    one, two = sorted((one, two))
    if one == two:
        return _Link(1.0, "same given name" if given else "same family name")
    if given and (how := relation(one, two)):
        return _Link(0.9, how)
    if given and 1 in {len(one), len(two)}:
        return _Link(0.7, "initial fits") if one[0] == two[0] else _NO_LINK
    shortest = min(len(one), len(two))
    heard = shortest >= SHORTEST_HEARD and sound(one) == sound(two)
    if shortest >= SHORTEST_MISSPELT and _close(one, two, heard=heard):
        return _Link(0.85, "similar spelling")
    return _Link(0.8, "sounds alike") if heard and one.isascii() else _NO_LINK


def _close(one: str, two: str, *, heard: bool) -> bool:
    if DamerauLevenshtein.distance(one, two) == 1:
        return heard or one[0] == two[0] or min(len(one), len(two)) > SHORTEST_MISSPELT
    return JaroWinkler.similarity(one, two) >= CLOSE_SPELLING


def _birth(first: PersonName, second: PersonName, *, named: bool) -> tuple[int, str]:
    ours, theirs = first.date_of_birth, second.date_of_birth
    if ours is None or theirs is None:
        return 0, ""
    if ours == theirs:
        return SAME_BIRTH, "same date of birth"
    if not named:
        return 0, ""
    if (ours.year, ours.month, ours.day) == (theirs.year, theirs.day, theirs.month):
        return SWAPPED_BIRTH, "day and month of birth swapped"
    if _digits_apart(ours, theirs) == 1:
        return ONE_DIGIT_OFF, "date of birth differs in one digit"
    return OTHER_BIRTH, "different date of birth"


def _digits_apart(ours: date, theirs: date) -> int:
    return sum(one != two for one, two in zip(ours.isoformat(), theirs.isoformat(), strict=True))


def _home(first: PersonName, second: PersonName) -> tuple[int, str]:
    ours, theirs = read_address(first.address), read_address(second.address)
    if not ours.street or ours.street != theirs.street:
        return 0, ""
    for mine, yours in ((ours.postcode, theirs.postcode), (ours.flat, theirs.flat)):
        if mine and yours and mine != yours:
            return 0, ""
    return SAME_ADDRESS, "same address"
