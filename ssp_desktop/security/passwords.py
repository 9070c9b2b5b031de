"""Which passwords are accepted, and a generator of good ones.

Length decides (NIST SP 800-63B-4, OWASP ASVS 6.2): at least 15 characters, no composition rules, no
expiry. What is refused is what a guesser tries first. A password is normalised once (Unicode form C) and
never trimmed, shortened or changed in case.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from ssp_desktop.errors import UserError
from ssp_desktop.paths import resource_folder
from ssp_desktop.security import password_patterns as patterns

MINIMUM_LENGTH: Final = 15
MAXIMUM_LENGTH: Final = 1024
_OWN_WORDS: Final = ("safer", "schools", "school", "partnership", "ssp", "desktop", "police")
_SHORTEST_CONTEXT_WORD: Final = 3
_LEAST_REMAINDER: Final = 6
_FEWEST_WORDS: Final = 4
_ADVICE: Final = (
    "Use four or more words that have nothing to do with each other, or ask the program for some."
)


class PasswordRefused(UserError):
    """A new password is too easy to guess or cannot be stored; says why and what to choose instead."""


def normalise_password(password: str) -> bytes:
    """Return the password in Unicode form C as UTF-8: the one form that is ever hashed.

    Raises:
        PasswordRefused: half a character (a lone surrogate) is in it.
    """
    try:
        return unicodedata.normalize("NFC", password).encode("utf-8")
    except UnicodeEncodeError:
        raise PasswordRefused("The password holds a character that cannot be stored.", _ADVICE) from None


def check_new_password(password: str, context_words: Iterable[str] = ()) -> None:
    """Refuse a new password that is too short, too long or easily guessed.

    Args:
        password: as typed. Characters are code points after normalisation.
        context_words: names the guesser knows: school, force, given name, surname, user name. Each may have
            several words; parts of fewer than three characters are left out.

    Raises:
        PasswordRefused: with the reason.
    """
    length = len(normalise_password(password).decode("utf-8"))
    if length < MINIMUM_LENGTH:
        raise PasswordRefused(
            f"The password has {length} characters. It must have at least {MINIMUM_LENGTH}.", _ADVICE
        )
    if length > MAXIMUM_LENGTH:
        raise PasswordRefused(
            f"The password has {length} characters. It may have at most {MAXIMUM_LENGTH}.",
            "Choose a shorter one.",
        )
    reason = _why_easily_guessed(patterns.fold(password), _context(context_words))
    if reason:
        raise PasswordRefused(reason, _ADVICE)


def random_words(count: int = 4) -> str:
    """Return ``count`` random words joined by spaces: 13 bits each from a list of 8192.

    Raises:
        ValueError: fewer than four words are asked for.
    """
    if count < _FEWEST_WORDS:
        raise ValueError(f"At least {_FEWEST_WORDS} words are needed.")
    while True:
        words = " ".join(secrets.choice(word_list()) for _ in range(count))
        if not _why_easily_guessed(patterns.fold(words), _context(())):
            return words


@cache
def word_list() -> tuple[str, ...]:
    """Return the generator's words (``resources/passwords/wordlist.txt``), in order, none twice."""
    return tuple((resource_folder() / "passwords" / "wordlist.txt").read_text(encoding="utf-8").split())


def _context(words: Iterable[str]) -> frozenset[str]:
    parts = {patterns.fold(part) for words in (*words, *_OWN_WORDS) for part in (words, *words.split())}
    return frozenset(part for part in parts if len(part) >= _SHORTEST_CONTEXT_WORD)


def _why_easily_guessed(folded: str, context: frozenset[str]) -> str:
    """Return the reason in one sentence, or an empty string."""
    trimmed = range(_LEAST_REMAINDER)
    if any(patterns.is_repeated_block(folded[n:]) for n in trimmed) or any(
        patterns.is_repeated_block(folded[: len(folded) - n]) for n in trimmed
    ):
        return "The password repeats one short piece again and again."
    walked = patterns.walk_positions(folded)
    if len(folded) - len(walked) < _LEAST_REMAINDER:
        return "The password follows the keys of the keyboard, the alphabet, or repeats characters."
    named = patterns.word_positions(folded, context)
    rest = [letter for index, letter in enumerate(folded) if index not in walked | named]
    if named and len([letter for letter in rest if not letter.isdigit()]) < _LEAST_REMAINDER:
        return "The password is made of names and words that others connect with you or this program."
    if patterns.is_listed(folded):
        return "The password is one of the first that people try, or a common word with digits added."
    return ""
