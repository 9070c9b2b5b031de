"""The C shim between a process and its files: built here, loaded with LD_PRELOAD, armed by a call."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum, IntFlag
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
PRELOAD = "LD_PRELOAD"


class Mode(IntEnum):
    """What happens at the n-th call; the numbers are those of ``shim.c``."""

    COUNT = 0
    KILL = 1
    TEAR = 2
    FAIL_ONCE = 3
    FAIL_FROM_THERE = 4


class Kind(IntFlag):
    """Which calls are counted; the numbers are those of ``shim.c``."""

    WRITES = 1
    FLUSHES = 2
    NAMES = 4
    REMOVALS = 8


EVERY = Kind.WRITES | Kind.FLUSHES | Kind.NAMES | Kind.REMOVALS


def build(folder: Path) -> Path:
    """Compile the shim into ``folder`` and return the library."""
    library = folder / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return library


def environment(library: Path) -> dict[str, str]:
    """Return the environment of a process with the shim in it; what it does is not measured for coverage."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return {**kept, PRELOAD: str(library)}


@contextmanager
def armed(
    below: Path, mode: Mode = Mode.COUNT, at: int = 0, error: int = 0, kinds: Kind = EVERY
) -> Iterator[list[int]]:
    """Break calls inside the block. The list that is given holds the number of calls once the block is left.

    Args:
        below: the folder whose files count.
        mode: what happens.
        at: at which call, from 1.
        error: the error number that a call fails with.
        kinds: which calls count.
    """
    library = ctypes.CDLL(os.environ[PRELOAD])
    library.faults_disarm.restype = ctypes.c_long
    counted: list[int] = []
    library.faults_arm(os.fsencode(below.resolve()), ctypes.c_long(at), int(mode), int(error), int(kinds))
    try:
        yield counted
    finally:
        counted.append(library.faults_disarm())
