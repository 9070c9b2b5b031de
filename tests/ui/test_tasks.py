"""Work on other threads: order, failures, receivers that are gone, cancelling, busy, draining."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ssp_desktop.errors import Fault, UserError
from ssp_desktop.ui.events import Events
from ssp_desktop.ui.faults import report_fault, start_log
from ssp_desktop.ui.tasks import Cancellation, Cancelled, Tasks
from tests.ui.conftest import settle

SECRET = "Ng Example-O'Neill, born 1/3/2012"


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.drain()


class Receiver(QObject):
    """Keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[Any] = []

    def take(self, value: Any) -> None:
        self.got.append(value)


def fail(error: Exception) -> None:
    raise error


def wait_until_idle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)


def test_results_come_on_this_thread_in_the_order_of_asking(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[tuple[int, bool, bool]] = []
    worker: list[str] = []

    def square(number: int) -> int:
        worker.append(threading.current_thread().name)
        return number * number

    here = threading.current_thread()
    for number in range(50):
        tasks.run(
            square, number, done=lambda n: got.append((n, threading.current_thread() is here, tasks.idle))
        )
    wait_until_idle(qtbot, tasks)
    assert [each[0] for each in got] == [n * n for n in range(50)]
    assert all(each[1] for each in got)
    assert set(worker) == {"database"}, "one thread owns the database"


def test_arguments_by_name_reach_the_function(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[dict[str, Any]] = []
    tasks.run(dict, done=got.append, noun="visit", limit=3)
    wait_until_idle(qtbot, tasks)
    assert got == [{"noun": "visit", "limit": 3}]


def test_a_user_error_goes_to_whoever_asked_or_else_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    error = UserError("The disk is full.", "Free some space.")
    told: list[Exception] = []
    tasks.run(fail, error, done=told.append, failed=told.append)
    wait_until_idle(qtbot, tasks)
    assert told == [error]
    with qtbot.waitSignal(tasks.problem) as problem:
        tasks.run(fail, error, done=told.append)
    assert problem.args == [error]


@pytest.mark.expected_log(r"F-[0-9A-Z]{6} ValueError at tasks\.py:\d+, .*test_tasks\.py:\d+$")
def test_a_mistake_of_ours_is_told_by_number_and_logged_without_a_word_of_the_record(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(tasks.fault) as fault:
        tasks.run(fail, ValueError(SECRET), done=lambda _: None)
    assert fault.args is not None
    report = fault.args[0]
    assert report.kind == "ValueError"
    assert report.reference in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.expected_log("Fault at .* < KeyError at")
def test_a_fault_keeps_its_own_number_and_its_cause(qtbot: QtBot, tasks: Tasks) -> None:
    mistake = Fault(SECRET)

    def broken() -> None:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise mistake from cause

    with qtbot.waitSignal(tasks.fault) as fault:
        tasks.run(broken, done=lambda _: None)
    assert fault.args is not None
    assert fault.args[0].reference == mistake.reference


def test_work_goes_on_after_a_failure(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[Any] = []
    tasks.run(fail, UserError("No."), done=got.append, failed=lambda _: None)
    tasks.run(int, "7", done=got.append)
    wait_until_idle(qtbot, tasks)
    assert got == [7]


@pytest.mark.parametrize("how", ["method", "partial", "named"])
def test_a_result_for_a_destroyed_receiver_is_dropped(qtbot: QtBot, tasks: Tasks, how: str) -> None:
    receiver, gate = Receiver(), threading.Event()
    got: list[Any] = []
    ways: dict[str, Callable[[Any], object]] = {
        "method": receiver.take,
        "partial": partial(receiver.take),
        "named": got.append,
    }
    done = ways[how]
    tasks.run(gate.wait, 10, done=done, receiver=receiver if how == "named" else None)
    receiver.deleteLater()
    settle()
    gate.set()
    wait_until_idle(qtbot, tasks)
    assert receiver.got == got == []


def test_cancelled_work_is_not_begun_and_tells_nobody(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    got: list[Any] = []
    first = tasks.run(gate.wait, 10, done=got.append)
    second = tasks.run(got.append, "ran", done=got.append)
    first.cancel()
    second.cancel()
    gate.set()
    wait_until_idle(qtbot, tasks)
    assert got == []


def test_long_work_looks_at_its_token_and_tells_how_far_it_is(qtbot: QtBot, tasks: Tasks) -> None:
    token, begun = Cancellation(), threading.Event()
    reached: list[int] = []

    def export(report: Any) -> None:
        report(1, 3)
        begun.wait(10)
        token.check()
        reached.append(2)

    with qtbot.waitSignal(tasks.progress) as progress:
        tasks.run(export, tasks.report_progress, done=reached.append, token=token)
    assert progress.args == [1, 3]
    token.cancel()
    begun.set()
    wait_until_idle(qtbot, tasks)
    assert reached == []
    with pytest.raises(Cancelled):
        token.check()


def test_work_aside_does_not_wait_for_the_database(qtbot: QtBot, tasks: Tasks) -> None:
    gate, receiver = threading.Event(), Receiver()
    got: list[str] = []
    tasks.run(gate.wait, 10, done=lambda _: got.append("database"))
    tasks.run_aside(threading.current_thread, done=receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert receiver.got[0].name.startswith("aside")
    assert got == []
    gate.set()
    wait_until_idle(qtbot, tasks)
    assert got == ["database"]


def test_busy_is_told_only_when_it_lasts(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[bool] = []
    tasks.busy.connect(told.append)
    tasks.run(int, done=lambda _: None)
    wait_until_idle(qtbot, tasks)
    assert told == []
    gate = threading.Event()
    with qtbot.waitSignal(tasks.busy):
        tasks.run(gate.wait, 10, done=lambda _: None)
    gate.set()
    wait_until_idle(qtbot, tasks)
    assert told == [True, False]


def test_draining_finishes_and_delivers_what_was_asked_for(tasks: Tasks) -> None:
    got: list[int] = []
    for number in range(20):
        tasks.run(int, number, done=got.append)
    tasks.run_aside(int, 99, done=got.append)
    tasks.drain()
    assert sorted(got) == [*range(20), 99]
    assert tasks.idle
    settle()
    assert len(got) == 21, "nothing is delivered twice"
    with pytest.raises(Fault):
        tasks.run(int, done=got.append)
    tasks.drain()


def test_each_noun_that_changed_is_told_once() -> None:
    events = Events()
    told: list[str] = []
    events.changed.connect(told.append)
    events.announce("action", "contact_log", "action")
    assert told == ["action", "contact_log"]


@pytest.mark.expected_log("F-[0-9A-Z]{6} ValueError")
def test_the_number_that_the_person_is_told_stands_in_the_technical_log_and_the_words_do_not(
    tmp_path: Path,
) -> None:
    logger = logging.getLogger("ssp_desktop")
    before = list(logger.handlers)
    start_log(tmp_path / "log")
    report = report_fault(ValueError("a pupil's name"))
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()
    written = (tmp_path / "log" / "ssp-desktop.log").read_text(encoding="utf-8")
    assert report.reference in written
    assert "pupil" not in written


@pytest.mark.expected_log("policy: idle_lock_minutes must be from 1 to 30")
def test_the_technical_log_begins_with_what_is_wrong_with_the_policy(tmp_path: Path) -> None:
    logger = logging.getLogger("ssp_desktop")
    before = list(logger.handlers)
    start_log(tmp_path / "log", ("idle_lock_minutes must be from 1 to 30; it was brought into that range",))
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()
    written = (tmp_path / "log" / "ssp-desktop.log").read_text(encoding="utf-8")
    assert "WARNING ssp_desktop.faults: policy: idle_lock_minutes must be from 1 to 30" in written


@pytest.mark.expected_log("no technical log can be kept")
def test_a_log_that_cannot_be_kept_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    start_log(tmp_path / "log")


def test_what_was_handed_to_the_worker_is_let_go_of_at_once(qtbot: QtBot, tasks: Tasks) -> None:
    """Also by the worker that waits for the next work: after a lock there may be none for hours."""
    handed = Cancellation()
    held = weakref.ref(handed)
    tasks.run(lambda token: token.cancelled, handed, done=lambda _: None)
    wait_until_idle(qtbot, tasks)
    del handed
    qtbot.waitUntil(lambda: held() is None, timeout=2_000)
