"""Each benchmark runs, at tiny sizes, and prints lines that can be read. Nothing is timed here."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from benchmarks import auditing, evaluation, packaged, papers, reading, saving, screens, starting
from benchmarks.fill import RARE_HITS
from benchmarks.ground import Ground, Sizes
from benchmarks.measure import Line, in_turns, quantity
from benchmarks.texts import COMMON_WORD, RARE_WORD
from ssp_desktop.services import contact_log_lists, contact_log_views, search
from ssp_desktop.services.verification import check_store
from tools.windows_on_screen import number_of_windows

TINY = Sizes(logs=(30, 60), starts=1, calls=1, saves=2, entries=60, register=20, activities=80)
NUMBER = r"[\d,]+(\.\d+)?"
WELL_FORMED = re.compile(
    rf"\S.* {NUMBER} (ms|MB)  \|  \S.* {NUMBER} (ms|MB) +\|  n=\d+(, aim [\d.]+ (met|MISSED))? +\d+\.\d\d x"
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Two small filled stores."""
    with Ground(tmp_path_factory.mktemp("bench"), TINY) as made:
        made.build()
        yield made


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (reading, ("list: first page of 50, 30 logs", "search: a rare word", "home: the officer's boards")),
        (evaluation, ("figures: 27 indicators, two years by term, 80", "figures: fairness")),
        (saving, ("save: submit a contact log", "save: flat to 60")),
        (papers, ("PDF: one contact log", "PDF: register of", "PDF: a pack of 5 documents")),
        (auditing, ("audit log: verify 60 entries",)),
        (starting, ("start: process to first painted window", "memory: first window")),
        (screens, ("sign-in: password to home painted", "memory: list of 60 logs", "still: locking")),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_group_prints_well_formed_lines(ground: Ground, group: object, told: tuple[str, ...]) -> None:
    lines = [str(line) for line in group.run(ground)]  # type: ignore[attr-defined]  # a module with run()
    assert [line for line in lines if not WELL_FORMED.fullmatch(line)] == []
    assert [each for each in told if not any(line.startswith(each) for line in lines)] == []


def test_a_filled_store_holds_records_like_submitted_ones(ground: Ground) -> None:
    officer = ground.officer(ground.store(30))
    rows = contact_log_lists.page(officer, limit=100)
    opened = contact_log_views.open_contact_log(officer, rows[0].id)
    assert len(rows) == 30
    assert opened.intact, "the frozen revision says what the columns say"
    assert opened.known_pupils[0].contacts, "three contact logs name each pupil"
    assert len(search.find(officer, COMMON_WORD, limit=100)) == 30
    assert len(search.find(officer, RARE_WORD)) == RARE_HITS


def test_a_filled_store_is_sound_but_for_the_audit_entries_that_it_lacks(ground: Ground) -> None:
    officer = ground.officer(ground.store(30))
    found = check_store(
        officer.database, store_id=officer.store_id, root_public=officer.vault.authority_public
    )
    sound = {line.name for line in found.lines if line.ok}
    assert sound >= {"Pages", "References", "Records", "Audit log", "Signatures"}


def test_a_line_ends_with_the_ratio_and_says_whether_the_aim_was_met() -> None:
    met = Line("save", 12.0, "bare commit", 10.0, runs=5, aim=2)
    assert str(met).endswith("1.20 x")
    assert "n=5, aim 2 met" in str(met)
    assert "MISSED" in str(Line("save", 30.0, "bare commit", 10.0, aim=2))
    assert met.met
    assert not Line("save", 30.0, "bare commit", 10.0, aim=2).met


def test_figures_are_taken_in_turns_after_the_warm_up() -> None:
    order: list[str] = []

    def timer(name: str) -> float:
        order.append(name)
        return float(len(order))

    first, second = in_turns([lambda: timer("A"), lambda: timer("B")], 2)
    assert order == ["A", "B", "A", "B", "A", "B"]
    assert (first, second) == ([3.0, 5.0], [4.0, 6.0])


@pytest.mark.parametrize(
    ("number", "words"), [(1234.4, "1,234 ms"), (12.34, "12.3 ms"), (1.234, "1.23 ms"), (0.1234, "0.123 ms")]
)
def test_a_figure_has_as_many_places_as_mean_something(number: float, words: str) -> None:
    assert quantity(number, "ms") == words


def test_without_a_package_that_is_said_and_nothing_measured(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packaged, "PROGRAM", tmp_path / "ssp-desktop")
    assert list(packaged.run(ground)) == []
    assert "LEFT OUT, there is no package in dist/" in capsys.readouterr().out


def test_the_bare_window_leaves_out_what_the_program_leaves_out() -> None:
    asked = "print('tkinter' in excludes, used('plugins/libqgtk3.so'), used('lib/libQt6Core.so.6'))"
    code = "\n".join(["from pathlib import Path", packaged.what_is_left_out(), asked])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "True"]


def test_a_window_on_the_screen_is_counted(qtbot: QtBot) -> None:
    before = number_of_windows()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: number_of_windows() > before, timeout=20_000)
