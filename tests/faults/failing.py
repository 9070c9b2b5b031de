"""Refuses a process its n-th call on the disk, once or from then on: what is told, and what is left?

Beside the oracle of the kills it holds: what fails is told in words, words that say that
nothing was saved are true, what is not told was done, and the session can go on and end.
"""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ssp_desktop.errors import UserError
from ssp_desktop.services import sign_in
from tests.faults.bench import Bench
from tests.faults.killing import Result, count_calls, in_a_child, prepared, raised_in
from tests.faults.oracle import State, faults_in, state_of
from tests.faults.scenarios import Scenario
from tests.faults.shim import EVERY, Kind, Mode, armed

PROMISES = ("Nothing was saved", "Nothing was changed", "No copy was made")


@dataclass(frozen=True)
class Failure:
    """One way for calls to fail: a full disk refuses what needs room, a broken one refuses everything."""

    name: str
    error: int
    mode: Mode
    kinds: Kind


FAILURES = (
    Failure("full for a moment", errno.ENOSPC, Mode.FAIL_ONCE, Kind.WRITES | Kind.NAMES),
    Failure("full", errno.ENOSPC, Mode.FAIL_FROM_THERE, Kind.WRITES | Kind.NAMES),
    Failure("broken for a moment", errno.EIO, Mode.FAIL_ONCE, EVERY),
    Failure("broken", errno.EIO, Mode.FAIL_FROM_THERE, EVERY),
)


def fail_at(scenario: Scenario, before: Bench, work: Path, at: int, failure: Failure) -> tuple[Bench, str]:
    """Do the act while calls fail, end the session on a sound disk. Returns what is left and was told."""
    bench = before.copy_to(work / "bench")
    told = work / "told"
    told.write_text("", encoding="utf-8")

    def act() -> None:
        do = scenario.begin(bench)
        try:
            with armed(bench.disk, failure.mode, at, failure.error, failure.kinds):
                do()
        except UserError as error:
            told.write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
        else:
            told.write_text(" ".join(_notices(bench)), encoding="utf-8")
        end_sessions(bench)

    if in_a_child(work, act) != 0:
        raise RuntimeError(raised_in(work))
    return Bench(bench.root, bench.recovery_key, bench.now), told.read_text(encoding="utf-8")


def run(scenario: Scenario, built: Bench, work: Path, every: int) -> Result:
    """Refuse every ``every``-th call of one scenario, in each of the four ways."""
    before = prepared(scenario, built, work)
    result = Result(scenario.name)
    good = _good_states(scenario, before, work)
    for failure in FAILURES:
        calls = count_calls(scenario, before, work, failure.kinds)
        result.calls += calls
        for at in sorted({1, calls, *range(1, calls + 1, every)}):
            where = f"{failure.name} at call {at} of {calls}"
            result.points += 1
            try:
                left, told = fail_at(scenario, before, work, at, failure)
                result.faults += [f"{where} ({told}): {fault}" for fault in _faults(left, told, good)]
                result.faults += [f"{where} ({told}): {each}" for each in faults_in(left, scenario.witnesses)]
            except Exception:
                result.faults.append(f"{where}: {traceback.format_exc()}")
    return result


def _notices(bench: Bench) -> Iterator[str]:
    """Yield what the pages tell of a sign-in that was done."""
    for signed_in in bench.sessions:
        yield from signed_in.notices


def _faults(left: Bench, told: str, good: tuple[State, State]) -> Iterator[str]:
    found = state_of(left)
    before, after = good
    if not told and found != after:
        yield "nothing was told, and it was not done"
    if any(promise in told for promise in PROMISES) and found != before:
        yield "it was told that nothing was done, and something was"


def _good_states(scenario: Scenario, before: Bench, work: Path) -> tuple[State, State]:
    """Return what is stored after a session without the act, and after one with it."""
    found = []
    for done in (False, True):
        bench = before.copy_to(work / "bench")

        def act(bench: Bench = bench, done: bool = done) -> None:
            do = scenario.begin(bench)
            if done:
                do()
            if done or not scenario.ends_session:
                end_sessions(bench)

        if in_a_child(work, act) != 0:
            raise RuntimeError(f"{scenario.name} fails on a sound disk: {raised_in(work)}")
        found.append(state_of(Bench(bench.root, bench.recovery_key, bench.now)))
    return found[0], found[1]


def end_sessions(bench: Bench) -> None:
    """Sign out whoever is signed in."""
    for signed_in in bench.sessions:
        if signed_in.database_key:
            sign_in.sign_out(signed_in)
