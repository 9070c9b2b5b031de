"""Kills a process at its n-th write, flush, rename or removal, for every n, and looks at what is left.

For the process of ``serving.py``: the act is done in a child, what it leaves is opened in the parent.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.bench import Bench
from tests.faults.oracle import State, faults_in, state_of
from tests.faults.scenarios import Scenario
from tests.faults.shim import EVERY, Kind, Mode, armed


@dataclass
class Result:
    """What a scenario's kills have shown. ``calls`` is how many calls the act makes on the disk."""

    scenario: str
    calls: int = 0
    points: int = 0
    states: int = 0
    faults: list[str] = field(default_factory=list)


def in_a_child(work: Path, what: Callable[[], object]) -> int:
    """Do this in a child. Returns its wait status; what it raised stands in the file ``raised``."""
    raised = work / "raised"
    raised.unlink(missing_ok=True)
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            what()
        except BaseException:
            raised.write_text(traceback.format_exc(), encoding="utf-8")
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def raised_in(work: Path) -> str:
    """Return what the last child raised."""
    raised = work / "raised"
    return raised.read_text(encoding="utf-8") if raised.exists() else "(nothing was written)"


def prepared(scenario: Scenario, built: Bench, work: Path) -> Bench:
    """Return the bench as it is before the act."""
    bench = built.copy_to(work / "bench")
    scenario.prepare(bench)
    return bench.copy_to(work / "before")


def count_calls(scenario: Scenario, before: Bench, work: Path, kinds: Kind = EVERY) -> int:
    """Return how many calls of these kinds the whole act makes."""
    bench = before.copy_to(work / "bench")

    def act() -> None:
        do = scenario.begin(bench)
        with armed(bench.disk, kinds=kinds) as counted:
            do()
        (work / "calls").write_text(str(counted[0]), encoding="utf-8")

    if in_a_child(work, act) != 0:
        raise RuntimeError(f"{scenario.name} fails without a kill: {raised_in(work)}")
    return int((work / "calls").read_text(encoding="utf-8"))


def kill_at(scenario: Scenario, before: Bench, work: Path, at: int, mode: Mode) -> Bench:
    """Do the act and kill it at one call. Returns what is left."""
    bench = before.copy_to(work / "bench")

    def act() -> None:
        do = scenario.begin(bench)
        with armed(bench.disk, mode, at):
            do()

    status = in_a_child(work, act)
    if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL) and status != 0:
        raise RuntimeError(f"{scenario.name}, call {at}: {raised_in(work)}")
    return Bench(bench.root, bench.recovery_key, bench.now)


def points_of(calls: int, every: int) -> Iterator[tuple[int, Mode]]:
    """Yield the calls to be killed at, and how: every one torn in half after it was killed before it."""
    chosen = sorted({1, calls, *range(1, calls + 1, every)})
    for number, at in enumerate(chosen):
        yield at, Mode.KILL
        if every == 1 and number % 3 == 0:
            yield at, Mode.TEAR


def run(scenario: Scenario, built: Bench, work: Path, every: int) -> Result:
    """Kill one scenario at every ``every``-th call."""
    before = prepared(scenario, built, work)
    result = Result(scenario.name, calls=count_calls(scenario, before, work))
    seen: list[State] = []
    for at, mode in points_of(result.calls, every):
        where = f"{mode.name.lower()} at call {at} of {result.calls}"
        try:
            left = kill_at(scenario, before, work, at, mode)
            result.points += 1
            found = state_of(left)
            if found not in seen:
                seen.append(found)
            elif found != seen[-1]:
                result.faults.append(f"{where}: a later kill left an earlier state")
            result.faults += [f"{where}: {fault}" for fault in faults_in(left, scenario.witnesses)]
        except Exception:
            result.faults.append(f"{where}: {traceback.format_exc()}")
    result.states = len(seen)
    if len(seen) > scenario.changes + 1:
        result.faults.append(f"{len(seen)} different states after {scenario.changes} changes: {_apart(seen)}")
    return result


def _apart(seen: list[State]) -> str:
    steps = []
    for one, other in zip(seen, seen[1:], strict=False):
        gone, new = sorted(set(one) - set(other)), sorted(set(other) - set(one))
        steps.append(f"- {[each[:160] for each in gone]} + {[each[:160] for each in new]}")
    return "\n".join(steps)
