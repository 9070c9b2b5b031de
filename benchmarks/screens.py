"""The real window at work: from the password to home, memory, and how long the screen ever stands still."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.ground import Ground
from benchmarks.measure import Line, quantity
from benchmarks.starting import BARE, environment

LONGEST_MS = 100
WALKS = 3


def run(ground: Ground) -> Iterator[Line]:
    """Yield what a walk through the window of the largest store shows."""
    largest = ground.sizes.largest
    logs = f"{largest:,} logs"
    store = ground.copy(largest, "screen")
    told = _child("benchmarks.walk", str(store), str(min(ground.sizes.starts, 7)), str(WALKS))
    plain = [int(_bare().split()[1]) / 1024 for _each in range(3)]
    home, derived = median(told["sign_in"]), median(told["derivation"])
    runs = len(told["sign_in"])
    yield Line(f"sign-in: password to home painted, {logs}", home, "bare Argon2id", derived, runs=runs)
    yield Line(f"memory: list of {logs} open", told["list_mib"], BARE, median(plain), "MB")
    yield Line(f"memory: after the whole walk, {logs}", told["end_mib"], BARE, median(plain), "MB")
    blocks = {name: (median(each[0] for each in found), found) for name, found in told["blocks"].items()}
    for name, (still, found) in blocks.items():
        yield _block(name, still, found)
    longest = max(blocks, key=lambda name: blocks[name][0])
    yield _block(f"LONGEST, {longest}", *blocks[longest])


def _block(name: str, still: float, found: list[list[float]]) -> Line:
    work = quantity(median(each[1] for each in found), "ms")
    yardstick = f"own work {work}; wanted at most"
    return Line(f"still: {name}", still, yardstick, LONGEST_MS, runs=len(found), aim=1)


def _bare() -> str:
    return _run("benchmarks.painted", "bare")


def _child(module: str, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(module, *arguments).splitlines()[-1])
    return found


def _run(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment(), check=True, stdout=subprocess.PIPE, timeout=300)
    return done.stdout.decode()
