"""Schools from the "Get Information About Schools" CSV file that the person picks.

The file is the Department for Education's ``edubasealldataYYYYMMDD.csv``: a header row, quoted, Windows-1252
(cp1252); UTF-8 is read too. Only what the partnership needs is taken. The names of head teachers stand in the
file and are never read into the program.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ssp_desktop.errors import UserError
from ssp_desktop.paths import resource_folder
from ssp_desktop.services.folding import words
from ssp_desktop.services.school_words import SchoolStatus, phase_of, status_of, type_of
from ssp_desktop.services.schools_file_text import read_text

__all__ = ["ReadingStopped", "School", "SchoolList", "SchoolStatus", "read_schools", "sample_file"]

LARGEST_FILE = 250_000_000  # bytes; the whole of England and Wales is about 65 million
ROWS_BETWEEN_REPORTS = 1000
MOST_HITS = 50
OLDEST_AGE = 99
DIGITS_WITHOUT_ZERO = (9, 10)
WHAT_TO_PICK = (
    "On the Get Information About Schools website, download “Establishment fields CSV”, take the file out of "
    "the zip folder, and pick that file."
)

# Column in the file, and what a person calls it. Without these a school cannot be told from another.
NEEDED = {
    "URN": "the unique reference number",
    "EstablishmentName": "the name of the school",
    "EstablishmentStatus (name)": "whether the school is open",
    "TypeOfEstablishment (name)": "the type of school",
    "PhaseOfEducation (name)": "the phase of education",
    "Postcode": "the postcode",
}
# What else is taken when the file has it. The order is that of the cells in ``_school``.
TAKEN = ("TelephoneNum", "StatutoryLowAge", "StatutoryHighAge", "LA (name)", "NumberOfPupils")
ADDRESS = ("Street", "Locality", "Address3", "Town", "County (name)")
WANTED = (*NEEDED, *TAKEN, *ADDRESS)

URN_DIGITS = 6
# The lengths of the partnership form.
LONGEST_NAME = 160
LONGEST_ADDRESS = 300
LONGEST_POSTCODE = 10
LONGEST_TELEPHONE = 40

Progress = Callable[[int, int], bool]


class ReadingStopped(UserError):
    """The person stopped the reading of a schools file. Nothing was taken from it."""

    def __init__(self) -> None:
        super().__init__("Reading the schools file was stopped.", "Nothing was taken from it.")


_ORDER = {status: place for place, status in enumerate(SchoolStatus)}


class School(NamedTuple):
    """One school. ``school_type`` and ``phase`` hold stored values of our vocabulary, or nothing.

    Texts fit the partnership form's fields. Ages and numbers are None where the file gives none.
    """

    urn: str
    name: str
    school_type: str
    phase: str
    status: SchoolStatus
    address: str
    postcode: str
    telephone: str
    lowest_age: int | None
    highest_age: int | None
    local_authority: str
    number_of_pupils: int | None

    @property
    def title(self) -> str:
        """The line that stands in a list: name, place, and the status unless the school is open."""
        place = f", {self.postcode}" if self.postcode else ""
        mark = "" if self.status is SchoolStatus.OPEN else f" ({self.status.label.lower()})"
        return f"{self.name}{place}{mark}"


class SchoolList:
    """The schools of one file, open ones first. ``skipped`` counts rows without a usable URN or name."""

    def __init__(self, schools: list[School], skipped: int) -> None:
        self.schools = tuple(sorted(schools, key=lambda each: (_ORDER[each.status], each.name.casefold())))
        self.skipped = skipped
        self._words = [f" {' '.join(words(each.name))} " for each in self.schools]

    def __len__(self) -> int:
        return len(self.schools)

    def search(self, text: str, most: int = MOST_HITS) -> list[School]:
        """Return up to ``most`` schools whose name has every word, or whose URN starts with the digits.

        Words match from their start, in any order, whatever the case and accents. Open schools come first.
        """
        typed = words(text)
        if not typed:
            return []
        by_urn = typed[0] if len(typed) == 1 and typed[0].isdigit() else None
        starts = [f" {word}" for word in typed]
        hits: list[School] = []
        for school, name in zip(self.schools, self._words, strict=True):
            if len(hits) == most:
                break
            if all(start in name for start in starts) or (by_urn and school.urn.startswith(by_urn)):
                hits.append(school)
        return hits


def sample_file() -> Path:
    """Return the made-up schools file that is shipped for the demonstration and the tests."""
    return resource_folder() / "schools" / "sample_schools.csv"


def read_schools(path: Path, progress: Progress | None = None) -> SchoolList:
    """Read all schools from the file.

    Args:
        path: the CSV file.
        progress: called now and then with characters read and characters in all; False stops the reading.

    Raises:
        UserError: the file cannot be read, is another kind of file, or lacks a column. It says what to do.
        ReadingStopped: ``progress`` returned False.
    """
    text = read_text(path, LARGEST_FILE, WHAT_TO_PICK)
    lines = _Lines(text)
    rows = csv.reader(lines)
    try:
        header = [name.strip() for name in next(rows)]
        columns = _columns(header)
        schools, skipped = _read_rows(
            rows, columns, lambda: progress is None or progress(lines.read, len(text))
        )
    except (csv.Error, StopIteration) as error:
        raise UserError("This file is not a list of schools that can be read.", WHAT_TO_PICK) from error
    if not schools:
        raise UserError("There is no school in this file.", WHAT_TO_PICK)
    return SchoolList(schools, skipped)


class _Lines:
    """The lines of a text, with their ends, and how many characters were handed out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.read = 0

    def __iter__(self) -> Iterator[str]:
        while self.read < len(self._text):
            end = self._text.find("\n", self.read) + 1 or len(self._text)
            start, self.read = self.read, end
            yield self._text[start:end]


def _columns(header: list[str]) -> list[int]:
    """Return where each of ``WANTED`` stands in a row; -1 for a column that the file does not have."""
    missing = [f"{meaning} (column “{name}”)" for name, meaning in NEEDED.items() if name not in header]
    if len(missing) == len(NEEDED):
        raise UserError("This file is not a list of schools: no column has the expected name.", WHAT_TO_PICK)
    if missing:
        raise UserError(f"The schools file lacks {_listed(missing)}.", WHAT_TO_PICK)
    return [header.index(name) if name in header else -1 for name in WANTED]


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _read_rows(
    rows: Iterator[list[str]], columns: list[int], go_on: Callable[[], bool]
) -> tuple[list[School], int]:
    schools: list[School] = []
    skipped = 0
    for number, row in enumerate(rows):
        if number % ROWS_BETWEEN_REPORTS == 0 and not go_on():
            raise ReadingStopped
        if not any(row):
            continue
        width = len(row)
        school = _school([" ".join(row[place].split()) if 0 <= place < width else "" for place in columns])
        if school is None:
            skipped += 1
        else:
            schools.append(school)
    if not go_on():
        raise ReadingStopped
    return schools, skipped


def _school(cells: list[str]) -> School | None:
    urn, name, status, kind, phase, postcode, telephone, low, high, authority, pupils, *address = cells
    if not name or not (urn.isascii() and urn.isdigit() and len(urn) == URN_DIGITS):
        return None
    return School(
        urn=urn,
        name=name[:LONGEST_NAME],
        school_type=type_of(kind),
        phase=phase_of(phase),
        status=status_of(status),
        address=", ".join(filter(None, address))[:LONGEST_ADDRESS],
        postcode=postcode[:LONGEST_POSTCODE],
        telephone=_telephone(telephone)[:LONGEST_TELEPHONE],
        lowest_age=_number(low, OLDEST_AGE),
        highest_age=_number(high, OLDEST_AGE),
        local_authority=authority[:LONGEST_NAME],
        number_of_pupils=_number(pupils),
    )


def _number(text: str, largest: int = 99_999) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(largest))):
        return None
    return int(text) if int(text) <= largest else None


def _telephone(text: str) -> str:
    """Return the number with the zero that spreadsheets drop from its start."""
    digits = text.replace(" ", "")
    dropped = digits.isdigit() and len(digits) in DIGITS_WITHOUT_ZERO and not digits.startswith("0")
    return f"0{text}" if dropped else text
