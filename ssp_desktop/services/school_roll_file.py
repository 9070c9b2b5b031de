"""A roll from a CSV file: three columns, one line for each group, with the school census's codes or ours.

    Group,Code,Pupils
    Ethnicity,WBRI,412
    Sex,F,498
    Year,7,180
    Need,EHCP,21
    All,,980

Nothing is stored: the numbers fill the form, and the person checks them and saves.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ssp_desktop.errors import UserError
from ssp_desktop.forms.school_roll import MOST_PUPILS, NEEDS, YEARS, roll_key
from ssp_desktop.services.schools_file_text import read_text
from ssp_desktop.vocabulary.people import Ethnicity, Need, Sex, YearGroup

LARGEST_FILE = 2_000_000  # bytes; a roll has about 40 lines
MOST_FAULTS = 10
MOST_LINES = 500
LONGEST_SHOWN = 30
COLUMNS = ("group", "code", "pupils")
WHAT_TO_PICK = (
    "Pick a CSV file with the columns Group, Code and Pupils: one line for each group, such as "
    "“Ethnicity,WBRI,412”, “Sex,F,498”, “Year,7,180”, “Need,EHCP,21” and “All,,980”."
)

# The Department for Education's codes beside the 18+1 of the police. Two of its codes can be one of ours, and
# then their pupils are added up. How they meet is a reading of both lists: decision 0020.
DFE: Final[dict[str, Ethnicity]] = {
    "WBRI": Ethnicity.W1,
    "WIRI": Ethnicity.W2,
    "WIRT": Ethnicity.W3,
    "WROM": Ethnicity.W3,
    "WOTH": Ethnicity.W9,
    "MWBC": Ethnicity.M1,
    "MWBA": Ethnicity.M2,
    "MWAS": Ethnicity.M3,
    "MOTH": Ethnicity.M9,
    "AIND": Ethnicity.A1,
    "APKN": Ethnicity.A2,
    "ABAN": Ethnicity.A3,
    "CHNE": Ethnicity.A4,
    "AOTH": Ethnicity.A9,
    "BCRB": Ethnicity.B1,
    "BAFR": Ethnicity.B2,
    "BOTH": Ethnicity.B9,
    "OOTH": Ethnicity.O9,
    "REFU": Ethnicity.NS,
    "NOBT": Ethnicity.NS,
}
_SEX: Final = {
    "F": Sex.FEMALE,
    "FEMALE": Sex.FEMALE,
    "M": Sex.MALE,
    "MALE": Sex.MALE,
    "U": Sex.NOT_STATED,
    "NOT STATED": Sex.NOT_STATED,
}
_NEED: Final = {"SEN": Need.SEND, **{each.value.upper(): each for each in NEEDS}}
ALL = "pupils"


def read_roll(path: Path) -> dict[str, int]:
    """Return the numbers of a roll, by the key of the question in the form ``SCHOOL_ROLL``.

    Raises:
        UserError: the file cannot be read, or some of its lines cannot be used. Every such line is named.
    """
    text = read_text(path, LARGEST_FILE, WHAT_TO_PICK, called="roll file")
    try:
        rows = list(csv.reader(text.splitlines(), strict=True))
    except csv.Error as error:
        raise UserError("This file is not a CSV file that can be read.", WHAT_TO_PICK) from error
    places = _places(rows[0])
    if len(rows) > MOST_LINES:
        raise UserError(f"This file has more than {MOST_LINES} lines. A roll has about 40.", WHAT_TO_PICK)
    reading = _Reading(places)
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            reading.take(number, row)
    reading.finish()
    return reading.found


def _places(header: list[str]) -> list[int]:
    names = [each.strip().casefold() for each in header]
    missing = [each.capitalize() for each in COLUMNS if each not in names]
    if missing:
        listed = " and ".join(f"“{each}”" for each in missing)
        raise UserError(f"The first line of this file does not name the column {listed}.", WHAT_TO_PICK)
    return [names.index(each) for each in COLUMNS]


class _Reading:
    """What was read so far, and what is wrong with which line."""

    def __init__(self, places: list[int]) -> None:
        self.found: dict[str, int] = {}
        self._places = places
        self._seen: dict[tuple[str, str], int] = {}
        self._faults: list[str] = []

    def take(self, number: int, row: list[str]) -> None:
        """Read one line."""
        group, code, pupils = (row[place].strip() if place < len(row) else "" for place in self._places)
        code = code.upper()
        key = _key_of(group.casefold(), code)
        count = _number(pupils)
        before = self._seen.setdefault((group.casefold(), code), number)
        for fault in self._wrong(group, code, key, count, pupils):
            self._faults.append(f"Line {number}: {fault}")
        if before != number:
            self._faults.append(f"Line {number}: this group stands in line {before} already.")
        if key is not None and count is not None:
            self.found[key] = self.found.get(key, 0) + count

    @staticmethod
    def _wrong(group: str, code: str, key: str | None, count: int | None, pupils: str) -> Iterator[str]:
        if group.casefold() not in _GROUPS:
            yield f"“{_short(group)}” is no group. Use Ethnicity, Sex, Year, Need or All."
        elif key is None:
            yield f"the code “{_short(code)}” is not known for {group.casefold()}."
        if count is None:
            yield f"“{_short(pupils)}” is not a number of pupils from 0 to {MOST_PUPILS:,}."

    def finish(self) -> None:
        """Raise UserError when a line could not be used, or none was there."""
        if not self._faults and not self.found:
            raise UserError("There is no number of pupils in this file.", WHAT_TO_PICK)
        if self._faults:
            shown = self._faults[:MOST_FAULTS]
            more = len(self._faults) - len(shown)
            rest = f" There are {more} more." if more else ""
            raise UserError(
                "Some lines of this file cannot be used. Nothing was taken from it.\n"
                + "\n".join(shown)
                + rest,
                "Put these lines right in the file, then pick it again.",
            )


def _ethnicity(code: str) -> Ethnicity | None:
    return DFE.get(code) or next((each for each in Ethnicity if each.value == code), None)


def _year(code: str) -> YearGroup | None:
    bare = code.removeprefix("YEAR").strip()
    return next((each for each in YEARS if each.value == bare), None)


_GROUPS: Final[dict[str, Callable[[str], Ethnicity | Sex | YearGroup | Need | None]]] = {
    "ethnicity": _ethnicity,
    "sex": _SEX.get,
    "year": _year,
    "need": _NEED.get,
    "all": lambda _code: None,
}


def _key_of(group: str, code: str) -> str | None:
    if group == "all":
        return None if code else ALL
    found = _GROUPS[group](code) if group in _GROUPS else None
    return roll_key(found) if found is not None else None


def _number(text: str) -> int | None:
    bare = text.replace(",", "")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= len(str(MOST_PUPILS))):
        return None
    return int(bare) if int(bare) <= MOST_PUPILS else None


def _short(text: str) -> str:
    """Return what stood in a cell, short enough for a message and without characters that hide or turn."""
    shown = "".join(each if each.isprintable() else "\ufffd" for each in text[:LONGEST_SHOWN])
    return shown if len(text) <= LONGEST_SHOWN else f"{shown}…"
