"""The run of the whole suite: every test file in one part, and what pytest counted added up."""

from __future__ import annotations

from pathlib import Path

from tools import test_run
from tools.test_run import FILES_IN_A_PART, Outcome, Part, parts

PROJECT = Path(__file__).resolve().parent.parent


def test_every_test_file_is_in_exactly_one_part() -> None:
    files = [path.relative_to(PROJECT).as_posix() for path in (PROJECT / "tests").rglob("test_*.py")]
    made = parts(files)
    assert sorted(file for part in made for file in part.files) == sorted(files)
    assert len({part.name for part in made}) == len(made)
    assert max(len(part.files) for part in made) <= FILES_IN_A_PART
    assert made[0].files == ("tests/test_accessibility.py",)


def test_what_pytest_counted_is_read_from_its_last_line() -> None:
    part = Part("tests/pages 1", ("tests/pages/test_home.py",))
    output = "3 passed in an earlier run\n...\n1 failed, 12 passed, 2 skipped, 1 error in 4.20s\n"
    counts = Outcome(part, 1, 4.2, output).counts
    assert (counts["failed"], counts["passed"], counts["skipped"], counts["error"]) == (1, 12, 2, 1)
    assert not Outcome(part, 3, 0.1, "INTERNALERROR").counts


def test_a_part_that_waits_for_ever_is_ended_and_told(tmp_path: Path) -> None:
    waiting = tmp_path / "test_waiting.py"
    waiting.write_text(
        "import threading\n\n\ndef test_it():\n    threading.Event().wait()\n", encoding="utf-8"
    )
    outcome = test_run.run(Part("waiting", (str(waiting),)), longest=4)
    assert outcome.status != 0
    assert outcome.output.endswith("Ended after 4 s.\n")
    assert not outcome.counts
