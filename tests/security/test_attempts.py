"""Failed sign-ins: slower and slower, at most ten in five minutes, never shut out for good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.security import attempts as module
from ssp_desktop.security.attempts import MOST_GUESSES, WINDOW_MS, Attempts, Failures
from ssp_desktop.security.failures import TooManyAttempts

MINUTE = 60_000


class Clocks:
    """The wall clock and the clock since the PC's start, in milliseconds."""

    def __init__(self) -> None:
        self.wall = 1_800_000_000_000
        self.since_start = 50_000_000

    def pass_time(self, milliseconds: int) -> None:
        self.wall += milliseconds
        self.since_start += milliseconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def attempts(tmp_path: Path, clocks: Clocks) -> Attempts:
    return opened(tmp_path, clocks)


def opened(folder: Path, clocks: Clocks) -> Attempts:
    return Attempts(folder, lambda: clocks.wall, lambda: clocks.since_start)


def fail_when_allowed(attempts: Attempts, clocks: Clocks, tag: str, times: int) -> list[int]:
    waited = []
    for _ in range(times):
        waited.append(attempts.wait_seconds(tag))
        clocks.pass_time(waited[-1] * 1000)
        attempts.begin(tag)
    return waited


def test_the_delay_grows(attempts: Attempts, clocks: Clocks) -> None:
    assert fail_when_allowed(attempts, clocks, "a", 10) == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60]


def test_too_soon_is_refused_in_words_and_not_counted(attempts: Attempts, clocks: Clocks) -> None:
    fail_when_allowed(attempts, clocks, "a", 5)
    for _ in range(20):
        with pytest.raises(TooManyAttempts):
            attempts.begin("a")
    with pytest.raises(TooManyAttempts) as caught:
        attempts.begin("a")
    assert caught.value.wait_seconds == 8
    assert caught.value.what_to_do == "Wait 8 seconds and try again. The account is not locked."
    clocks.pass_time(8000)
    attempts.begin("a")


def test_the_wait_in_words() -> None:
    assert "Wait 1 second and" in str(TooManyAttempts(1))
    assert "Wait 1 minute and" in str(TooManyAttempts(60))
    assert "Wait 4 minutes 59 seconds and" in str(TooManyAttempts(299))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 90_000), st.booleans()), max_size=60))
def test_never_more_than_ten_guesses_in_five_minutes_over_all_names(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, bool]]
) -> None:
    clocks = Clocks()
    folder = tmp_path_factory.mktemp("store")
    failed: list[int] = []
    for tag, pause, succeeds in steps:
        clocks.pass_time(pause)
        attempts = opened(folder, clocks)
        wait = attempts.wait_seconds(tag)
        assert 0 <= wait <= 300
        if wait:
            with pytest.raises(TooManyAttempts):
                attempts.begin(tag)
            continue
        attempts.begin(tag)
        if succeeds:
            attempts.succeeded(tag)
        else:
            failed.append(clocks.wall)
        assert len([each for each in failed if each > clocks.wall - WINDOW_MS]) <= MOST_GUESSES


def test_ten_unknown_names_count_like_one(attempts: Attempts, clocks: Clocks) -> None:
    for number in range(10):
        attempts.begin(f"name {number}")
        clocks.pass_time(1000)
    assert attempts.wait_seconds("ada") == 290
    with pytest.raises(TooManyAttempts):
        attempts.begin("ada")
    clocks.pass_time(290_000)
    attempts.begin("ada")


def test_nobody_is_ever_shut_out_for_more_than_five_minutes(attempts: Attempts, clocks: Clocks) -> None:
    """A pupil guesses for a whole day as fast as is allowed; the owner then waits five minutes at most."""
    for _ in range(1000):
        fail_when_allowed(attempts, clocks, "a", 1)
    assert attempts.wait_seconds("a") <= 300
    clocks.pass_time(5 * MINUTE)
    assert attempts.wait_seconds("a") == 0
    attempts.begin("a")
    assert attempts.succeeded("a") == Failures(1000, 1000)


def test_failures_before_a_success_are_counted_for_the_audit_log(attempts: Attempts, clocks: Clocks) -> None:
    fail_when_allowed(attempts, clocks, "a", 3)
    fail_when_allowed(attempts, clocks, "b", 2)
    clocks.pass_time(MINUTE)
    attempts.begin("a")
    assert attempts.succeeded("a") == Failures(3, 5)
    assert attempts.wait_seconds("a") == 0
    attempts.begin("a")
    assert attempts.succeeded("a") == Failures(0, 0)
    attempts.begin("b")
    assert attempts.succeeded("b") == Failures(2, 0)


def test_a_success_that_was_never_begun_counts_nothing(attempts: Attempts) -> None:
    assert attempts.succeeded("a") == Failures(0, 0)


def test_a_success_of_ones_own_does_not_buy_guesses_at_others(attempts: Attempts) -> None:
    for number in range(10):
        attempts.begin(f"victim {number}")
        if number < 9:
            attempts.begin("own")
            attempts.succeeded("own")
    with pytest.raises(TooManyAttempts):
        attempts.begin("own")


def test_a_restart_of_the_program_forgets_nothing(attempts: Attempts, clocks: Clocks, tmp_path: Path) -> None:
    fail_when_allowed(attempts, clocks, "a", 6)
    assert opened(tmp_path, clocks).wait_seconds("a") == attempts.wait_seconds("a") == 16


KILLED = """
import os, sys
from pathlib import Path
from ssp_desktop.security.attempts import Attempts
Attempts(Path(sys.argv[1])).begin("tag")
os._exit(9)
"""


def test_ending_the_program_between_guess_and_answer_gives_no_free_guess(tmp_path: Path) -> None:
    root = Path(module.__file__).resolve().parents[2]
    outcomes = [
        subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path)], cwd=root, check=False, capture_output=True
        ).returncode
        for _ in range(4)
    ]
    assert outcomes == [9, 9, 9, 1]
    assert 0 < Attempts(tmp_path).wait_seconds("tag") <= 2


def test_setting_the_clock_forwards_gains_nothing(attempts: Attempts, clocks: Clocks) -> None:
    fail_when_allowed(attempts, clocks, "a", 10)
    clocks.wall += 365 * 24 * 60 * MINUTE
    assert attempts.wait_seconds("a") > 0


def test_setting_the_clock_back_costs_no_more_than_the_usual_wait(attempts: Attempts, clocks: Clocks) -> None:
    fail_when_allowed(attempts, clocks, "a", 10)
    clocks.wall -= 365 * 24 * 60 * MINUTE
    assert attempts.wait_seconds("a") <= 300
    clocks.pass_time(5 * MINUTE)
    attempts.begin("a")


def test_after_the_pc_was_started_again_the_wall_clock_counts(attempts: Attempts, clocks: Clocks) -> None:
    fail_when_allowed(attempts, clocks, "a", 6)
    clocks.wall += 10_000
    clocks.since_start = 1000
    assert attempts.wait_seconds("a") == 6


def test_started_again_with_the_clock_set_back_it_waits_once(
    attempts: Attempts, clocks: Clocks, tmp_path: Path
) -> None:
    fail_when_allowed(attempts, clocks, "a", 10)
    clocks.wall -= 365 * 24 * 60 * MINUTE
    clocks.since_start = 1000
    assert attempts.wait_seconds("a") == 300
    clocks.pass_time(2 * MINUTE)
    assert opened(tmp_path, clocks).wait_seconds("a") == 180
    clocks.pass_time(3 * MINUTE)
    attempts.begin("a")


SPOILT: list[Callable[[dict[str, Any]], object]] = [
    lambda body: body.update(version=2),
    lambda body: body.update(order={}),
    lambda body: body.update(order=["a"]),
    lambda body: body.update(records=[]),
    lambda body: body["records"].update(a=3),
    lambda body: body["records"]["a"].update(failures=-1),
    lambda body: body["records"]["a"].update(failures=True),
    lambda body: body["records"]["a"].update(failures=2**53),
    lambda body: body["records"]["a"].update(guesses=5),
    lambda body: body["records"]["a"].update(guesses=[[1, 2]] * 11),
    lambda body: body["records"]["a"].update(guesses=[[1]]),
    lambda body: body["records"]["a"].update(guesses=[3]),
    lambda body: body["records"]["a"].update(guesses=[[1, "2"]]),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_file_costs_one_full_wait(
    attempts: Attempts, clocks: Clocks, tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    attempts.begin("a")
    path = tmp_path / "attempts.json"
    body = json.loads(path.read_text("utf-8"))
    spoil(body)
    path.write_text(json.dumps(body), "utf-8")
    check_one_full_wait(attempts, clocks)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000, b"{}" + b" " * 300_000])
def test_what_is_no_record_costs_one_full_wait(
    attempts: Attempts, clocks: Clocks, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "attempts.json").write_bytes(content)
    check_one_full_wait(attempts, clocks)


def check_one_full_wait(attempts: Attempts, clocks: Clocks) -> None:
    with pytest.raises(TooManyAttempts) as caught:
        attempts.begin("a")
    assert caught.value.wait_seconds == 300
    clocks.pass_time(3 * MINUTE)
    assert attempts.wait_seconds("a") == 120
    clocks.pass_time(2 * MINUTE)
    attempts.begin("a")
    assert attempts.succeeded("a") == Failures(0, 0)


def test_what_cannot_be_written_down_is_not_tried(
    attempts: Attempts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="could not be recorded, so it was not made"):
        attempts.begin("a")
    monkeypatch.undo()
    (tmp_path / "attempts.json").mkdir()
    with pytest.raises(UserError, match="could not be recorded"):
        attempts.wait_seconds("a")


def test_the_file_stays_small_and_keeps_the_newest(
    attempts: Attempts, clocks: Clocks, tmp_path: Path
) -> None:
    for number in range(520):
        clocks.pass_time(MINUTE)
        attempts.begin(f"{number:064x}")
    records = json.loads((tmp_path / "attempts.json").read_text("utf-8"))["records"]
    assert len(records) == 502
    assert f"{519:064x}" in records
    assert f"{17:064x}" not in records
    assert (tmp_path / "attempts.json").stat().st_size < 200_000


def test_the_real_clocks_run(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path)
    for _ in range(3):
        attempts.begin("a")
    assert attempts.wait_seconds("a") in (1, 2)
