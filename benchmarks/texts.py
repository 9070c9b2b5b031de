"""Invented words, names and narratives, the same in each run: no randomness, no real person."""

from __future__ import annotations

from collections.abc import Iterator


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


COMMON_WORD = "pupil"
RARE_WORD = "zymurgy"
_FREQUENT = _split(
    "pupil officer school said asked agreed friends walked corridor lesson lunch parent teacher home phone "
    "worried bus gate told deputy head meeting week before after small group year safe message video"
)
_ONSETS = _split("b br c ch d dr f g gr h j k l m n p pr qu r s sh st t th tr v w y z")
_VOWELS = _split("a e i o u ai ea oo")
_ENDINGS = _split("bert dale den field ford ham kin lock mere ness rick ston ton well wick wood")
_GIVEN = _split(
    "Abi Bea Cal Dev Edi Fay Gil Hana Ike Jo Kit Lena Milo Nia Omar Pia Quin Rae Sol Tess Una Vik Wren Xan "
    "Yara Zed Alma Bram Cleo Dara"
)
_NAMES = len(_ONSETS) * len(_VOWELS) * len(_ENDINGS)
_MODULUS = 2**31


class Numbers:
    """A stream of numbers that looks irregular and never changes (linear congruence)."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 2_654_435_761 + 1) % _MODULUS

    def below(self, limit: int) -> int:
        """Return the next number from 0 to ``limit`` - 1."""
        self._state = (self._state * 1_103_515_245 + 12_345) % _MODULUS
        return (self._state >> 8) % limit


def given_name(number: int) -> str:
    """Return an invented given name."""
    return _GIVEN[number % len(_GIVEN)]


def family_name(number: int) -> str:
    """Return an invented family name, such as ``Braldale``; some four thousand differ."""
    return _name(number).capitalize()


def _name(number: int) -> str:
    first, rest = number % len(_ONSETS), number // len(_ONSETS)
    vowel, rest = rest % len(_VOWELS), rest // len(_VOWELS)
    return _ONSETS[first] + _VOWELS[vowel] + _ENDINGS[rest % len(_ENDINGS)]


def narrative(number: int, words: int) -> str:
    """Return about ``words`` words: two thirds frequent ones, the rest from some four thousand rare ones."""
    return " ".join(_words(Numbers(number), words)).capitalize() + "."


def _words(numbers: Numbers, count: int) -> Iterator[str]:
    for position in range(count):
        if numbers.below(3):
            # The smaller of two draws: the first words of the list are the most frequent.
            yield _FREQUENT[min(numbers.below(len(_FREQUENT)), numbers.below(len(_FREQUENT)))]
        else:
            yield _name(numbers.below(_NAMES))
        if position == 2:
            yield COMMON_WORD
