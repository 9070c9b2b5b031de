"""From starting the process to the first painted window, and the memory at that moment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.ground import Ground
from benchmarks.measure import Line, in_turns

BARE = "bare PySide6 window"
# Without bytecode a program is compiled anew at each start; the accessibility bus is off, as on most PCs.
_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "AT_SPI_BUS_ADDRESS")


def environment() -> dict[str, str]:
    """Return the environment for a child process that shows windows."""
    return {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}


def run(ground: Ground) -> Iterator[Line]:
    """Yield the start of the program against a bare window, in time and in memory."""
    store = ground.store(ground.sizes.logs[0])
    ground.close(store)
    memory: dict[str, list[float]] = {"bare": [], "opening": [], "sign_in": []}
    timers = [_timer(kind, store, memory[kind]) for kind in memory]
    runs = ground.sizes.starts
    bare, opening, sign_in = (1000 * median(each) for each in in_turns(timers, runs))
    yield Line("start: process to first painted window", opening, BARE, bare, runs=runs, aim=1.3)
    yield Line("start: process to sign-in screen painted", sign_in, BARE, bare, runs=runs)
    bare_mib = median(memory["bare"])
    for kind, name in (("opening", "first window"), ("sign_in", "sign-in screen")):
        yield Line(f"memory: {name}", median(memory[kind]), BARE, bare_mib, "MB", runs)


def _timer(kind: str, store: Path, memory: list[float]) -> Callable[[], float]:
    def start() -> float:
        command = [sys.executable, "-m", "benchmarks.painted", kind, str(store)]
        started = time.monotonic_ns()
        told = subprocess.run(command, env=environment(), check=True, capture_output=True, timeout=60)
        painted, resident = told.stdout.split()[-2:]
        memory.append(int(resident) / 1024)
        return (int(painted) - started) / 1e9

    return start
