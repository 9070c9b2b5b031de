"""Enumerations whose members carry the words that a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A stored value with its human label: ``NAME = "stored_value", "Label on the screen"``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member a plain string that also knows its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def label_of(choices: type[Labelled], value: str) -> str:
    """Return the label for a stored value; an unknown value is returned as it stands, never hidden."""
    return next((member.label for member in choices if member.value == value), value)
