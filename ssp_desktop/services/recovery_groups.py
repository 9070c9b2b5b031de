"""Typing two groups of a new recovery key back: the proof that the sheet exists and can be read."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from ssp_desktop.errors import UserError

_ASKED = 2
_READ_ALIKE = str.maketrans("OIL", "011")


class GroupWrong(UserError):
    """A group that was typed back is not the one on the sheet. ``number`` says which, counted from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Group {number} does not match the recovery key.",
            "Compare it with the sheet and type it again.",
        )
        self.number = number


def choose_groups(recovery_key: str) -> tuple[int, int]:
    """Return the numbers of the two groups to type back, counted from 1, the smaller first."""
    count = len(recovery_key.split("-"))
    first, second = sorted(secrets.SystemRandom().sample(range(1, count + 1), _ASKED))
    return first, second


def check_groups(recovery_key: str, asked: tuple[int, int], typed: Mapping[int, str]) -> None:
    """Compare what was typed with the key. Case, spaces and hyphens make no difference.

    Raises:
        GroupWrong: names the first group that is wrong.
    """
    groups = recovery_key.split("-")
    for number in asked:
        if _plain(typed.get(number, "")) != _plain(groups[number - 1]):
            raise GroupWrong(number)


def _plain(text: str) -> str:
    swapped = text.upper().translate(_READ_ALIKE)
    return "".join(each for each in swapped if each.isalnum())
