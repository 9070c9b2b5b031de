"""The idle watch, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ssp_desktop.ui.idle import IdleWatch
from tests.ui.conftest import press_key


class Clock:
    """Seconds that only the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Watched:
    """A watch of ten minutes, its clock, and what it said."""

    def __init__(self, minutes: float = 10) -> None:
        self.clock = Clock()
        self.watch = IdleWatch(minutes, clock=self.clock)
        self.said: list[str] = []
        self.watch.warn.connect(lambda left: self.said.append(f"warn {left}"))
        self.watch.resumed.connect(lambda: self.said.append("resumed"))
        self.watch.idle.connect(lambda: self.said.append("idle"))
        self.watch.start()

    def pass_seconds(self, seconds: float) -> None:
        self.clock.now += seconds
        self.watch.check()


@pytest.fixture
def watched(qapp: QApplication) -> Iterator[Watched]:
    made = Watched()
    yield made
    made.watch.stop()


def test_it_warns_once_a_minute_before_and_then_says_idle_once(watched: Watched) -> None:
    watched.pass_seconds(539)
    assert watched.said == []
    watched.pass_seconds(1)
    watched.pass_seconds(30)
    assert watched.said == ["warn 60"]
    watched.pass_seconds(30)
    watched.pass_seconds(600)
    assert watched.said == ["warn 60", "idle"]


def test_use_after_the_warning_starts_again(watched: Watched) -> None:
    watched.pass_seconds(545)
    watched.watch.used()
    watched.pass_seconds(539)
    assert watched.said == ["warn 55", "resumed"]


def test_any_key_in_any_window_counts_as_use(qtbot: QtBot, qapp: QApplication, watched: Watched) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    qapp.installEventFilter(watched.watch)
    watched.pass_seconds(539)
    press_key(qtbot, line, Qt.Key.Key_A)
    qapp.removeEventFilter(watched.watch)
    watched.pass_seconds(539)
    assert watched.said == []
    assert line.text() == "a", "nothing is swallowed"


def test_a_key_after_the_pc_slept_past_the_limit_locks_instead_of_reviving(watched: Watched) -> None:
    watched.clock.now += 4 * 3600
    watched.watch.used()
    assert watched.said == ["idle"]


def test_a_stopped_watch_is_silent_and_a_new_session_starts_afresh(watched: Watched) -> None:
    watched.watch.stop()
    watched.watch.used()
    watched.pass_seconds(10_000)
    assert watched.said == []
    watched.watch.start()
    watched.pass_seconds(600)
    assert watched.said == ["idle"]


def test_a_shorter_policy_counts_from_the_last_use(watched: Watched) -> None:
    watched.pass_seconds(120)
    watched.watch.set_minutes(1)
    assert watched.said == ["idle"]


def test_a_limit_of_one_minute_still_warns_half_way(qapp: QApplication) -> None:
    short = Watched(minutes=1)
    short.pass_seconds(31)
    short.pass_seconds(29)
    assert short.said == ["warn 29", "idle"]


def test_the_timer_itself_leads_to_the_warning(qtbot: QtBot) -> None:
    watch = IdleWatch(0.001)
    with qtbot.waitSignals([watch.warn, watch.idle], order="strict"):
        watch.start()
