"""Tables for spreadsheet programs: every name as it was typed, and no cell that a program runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.reports.spreadsheet import CUT, LONGEST_CELL, Cell, Sheet, as_csv, as_xlsx, formula_safe
from tests.features.export_steps import sheet_of

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0=", " =", "＝", "\0 @"]
ABOUT = (("Marking", "OFFICIAL-SENSITIVE"), ("Recipient", "=HYPERLINK(1)"))
TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("Names", ABOUT, ("Name", "Note"), rows)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_is_a_formula(start: str) -> None:
    text = f'{start}HYPERLINK("x")'
    assert formula_safe(text).startswith("'")
    assert read(as_csv(sheet((text, None))))[-1][0].startswith("'")
    assert sheet_of(as_xlsx(sheet((text, None))))[-1][0].startswith("'")


@given(TEXTS)
def test_other_cells_are_left_alone(text: str) -> None:
    safe = formula_safe(text)
    assert safe.removeprefix("'") == text.replace("\0", "").removeprefix("'")
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_what_goes_into_a_csv_comes_out_again(rows: list[tuple[str, str]]) -> None:
    found = read(as_csv(sheet(*rows)))
    assert found[4:] == [[formula_safe(each) for each in row] for row in rows]


def test_a_csv_says_first_what_it_is_and_excel_can_read_it() -> None:
    content = as_csv(sheet(("Łukasz Ó'Example", 7), ("李小明", None)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [
        ["Marking", "OFFICIAL-SENSITIVE"],
        ["Recipient", "'=HYPERLINK(1)"],
        [],
        ["Name", "Note"],
        ["Łukasz Ó'Example", "7"],
        ["李小明", ""],
    ]


def test_a_workbook_holds_the_list_and_what_it_is() -> None:
    content = as_xlsx(sheet(("Łukasz Ó'Example", 7), ("0123", 8), ("https://example.org", 9), ("1E5", 10)))
    assert sheet_of(content) == [
        ["Name", "Note"],
        ["Łukasz Ó'Example", "7"],
        ["0123", "8"],
        ["https://example.org", "9"],
        ["1E5", "10"],
    ]
    assert sheet_of(content, 2) == [["Marking", "OFFICIAL-SENSITIVE"], ["Recipient", "'=HYPERLINK(1)"]]


def test_damaged_characters_do_not_make_a_damaged_workbook() -> None:
    assert sheet_of(as_xlsx(sheet(("a\x01b\x0bc\ufffe", 1))))[1][0].startswith("a")


def test_a_cell_that_is_too_long_is_cut_and_says_so() -> None:
    cell = sheet_of(as_xlsx(sheet(("x" * 40_000, 1))))[1][0]
    assert (len(cell), cell.endswith(CUT)) == (LONGEST_CELL, True)


def test_an_empty_list_is_a_heading() -> None:
    assert sheet_of(as_xlsx(sheet())) == [["Name", "Note"]]


def test_nothing_is_written_to_disk_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "there is no such folder"))
    assert as_xlsx(sheet(("Bea", 1)))
