"""Enumerations whose members carry the words that a person reads."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Labelled(str, Enum):
    """A stored value with its human label: ``NAME = "stored_value", "Label on the screen"``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make the member a plain string that also knows its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)


def label_of(choices: type[Labelled], value: str) -> str:
    """Return the label for a stored value; an unknown value is returned as it stands, never hidden."""
    try:
        return choices(value).label
    except ValueError:
        return value
