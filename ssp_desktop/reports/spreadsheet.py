"""A list as a table for a spreadsheet program: CSV or XLSX, in memory only, with no cell that is a formula.

Names that people typed go into these files, and a spreadsheet program runs what begins with ``=``. So each
text that could be taken for a formula gets an apostrophe before its first sign, in XLSX too: there a text is
stored as a text, but somebody may save it as CSV again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | None

# What a sheet of a spreadsheet program can hold, rounded down.
MOST_ROWS = 1_000_000
LONGEST_CELL = 32_000
CUT = " … (cut: too long for a spreadsheet)"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_WIDEST = 60
_NARROWEST = 10
_LOOKED_AT = 200


@dataclass(frozen=True)
class Sheet:
    """One list. ``about`` says what the file is: marking, who, when, for whom."""

    title: str
    about: tuple[tuple[str, str], ...]
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def formula_safe(text: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: an apostrophe before its first sign."""
    clean = text.replace("\0", "")
    return f"'{clean}" if clean.lstrip(" ").startswith(_FORMULA) else clean


Step = Callable[[], None]
STEP = 1_000


def _no_step() -> None:
    """Nobody wants to stop."""


def as_csv(sheet: Sheet, step: Step = _no_step) -> bytes:
    """Return UTF-8 with byte order mark: first what the file is, an empty line, then headings and rows.

    Args:
        sheet: the list.
        step: is called every thousand rows; what it raises stops the work.
    """
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    for line in sheet.about:
        writer.writerow([formula_safe(each) for each in line])
    writer.writerow([])
    writer.writerow(sheet.headers)
    for number, row in enumerate(sheet.rows):
        if number % STEP == 0:
            step()
        writer.writerow(_plain(row))
    return written.getvalue().encode("utf-8-sig")


def _plain(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        yield formula_safe(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def as_xlsx(sheet: Sheet, step: Step = _no_step) -> bytes:
    """Return a workbook of two sheets: the list, and what the file is. Nothing goes to disk on the way.

    Args:
        sheet: the list.
        step: is called every thousand rows; what it raises stops the work.
    """
    written = io.BytesIO()
    workbook = Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    bold = workbook.add_format({"bold": True})
    listed = workbook.add_worksheet("List")
    for column, heading in enumerate(sheet.headers):
        listed.write_string(0, column, heading, bold)
        listed.set_column(column, column, _width(sheet, column))
    for number, row in enumerate(sheet.rows, start=1):
        if number % STEP == 1:
            step()
        _write(listed, number, row)
    listed.freeze_panes(1, 0)
    if sheet.rows:
        listed.autofilter(0, 0, len(sheet.rows), len(sheet.headers) - 1)
    about = workbook.add_worksheet("About this file")
    for number, line in enumerate(sheet.about):
        _write(about, number, line)
    about.set_column(0, 1, _WIDEST // 2)
    workbook.set_properties({"title": sheet.title, "author": "", "comments": ""})
    workbook.close()
    return written.getvalue()


def _write(target: Worksheet, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int):
            target.write_number(number, column, cell)
        elif cell:
            safe = formula_safe(cell)
            target.write_string(number, column, safe if len(safe) <= LONGEST_CELL else _cut(safe))


def _cut(text: str) -> str:
    return text[: LONGEST_CELL - len(CUT)] + CUT


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows[:_LOOKED_AT]), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(sheet.headers[column])) + 2))
