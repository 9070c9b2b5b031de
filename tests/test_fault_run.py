"""`make faults`: every file of the suite in a part of its own, and one table for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.tally import Tally
from tools.fault_run import FIRST, SUITE, main, parts

CONFTEST = "from tests.faults.conftest import pytest_configure, pytest_terminal_summary, tally\n"
ADDS = "def test_it(tally):\n    tally.add({!r}, {!r}, {}, {})\n    assert {}\n"


def test_every_file_of_the_suite_is_in_a_part_of_its_own_and_the_longest_start_first() -> None:
    made = parts()
    assert sorted(part.files for part in made) == [(str(path),) for path in sorted(SUITE.rglob("test_*.py"))]
    assert tuple(part.name for part in made[: len(FIRST)]) == FIRST


def test_the_tables_of_all_files_are_printed_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_one.py").write_text(ADDS.format("Kill", "sign in", 1_200, 0, 1), encoding="utf-8")
    (tmp_path / "test_other.py").write_text(ADDS.format("Kill", "sign in", 34, 2, 0), encoding="utf-8")
    status = main([], tmp_path)
    told = capsys.readouterr().out
    assert status == 1
    assert [line.split() for line in told.splitlines()[-3:]] == [
        ["Kill", "sign", "in", "1,234", "2", "FAULTS"],
        ["In", "all", "1,234", "2", "faults"],
        ["total:", "1", "passed,", "1", "failed,", "0", "skipped"],
    ]
    assert "assert 0" in told


def test_a_table_without_a_fault_says_so_and_what_could_not_be_tried() -> None:
    tally = Tally()
    tally.add("Time", "zones", 3)
    tally.add("Time", "zones", 4)
    tally.add("Surroundings", "a real small disk that fills", 0)
    assert [" ".join(line.split()) for line in tally.table().splitlines()] == [
        "Surroundings a real small disk that fills 0 NOT TRIED: this machine does not allow it",
        "Time zones 7 as it should be",
        "In all 7 0 faults",
    ]
