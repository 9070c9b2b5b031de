"""What a soak measures after each cycle, and when that counts as flat.

Everything that is counted must be the same after each cycle. Memory is not counted but measured, and the
allocator moves it about: there, what is typical of the last cycles is compared with what is of the first.
"""

from __future__ import annotations

import ctypes
import gc
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, QThread, QThreadPool
from PySide6.QtWidgets import QApplication

OURS = "ssp_desktop"
COUNTED = ("handles", "threads", "widgets", "objects")
_KIB_IN_A_PAGE = os.sysconf("SC_PAGE_SIZE") // 1024
_PAINTER, _PAINTERS_HANDLE = "Thread (pooled)", "anon_inode"
_C_LIBRARY = ctypes.CDLL(None)


class _InUse(ctypes.Structure):
    """``struct mallinfo2``; see mallinfo(3)."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


_C_LIBRARY.mallinfo2.restype = _InUse


def bytes_in_use() -> int:
    """Return how many bytes the C library has given out and not got back."""
    return int(_C_LIBRARY.mallinfo2().uordblks)


@dataclass(frozen=True)
class Measure:
    """What the process holds at one moment."""

    memory: int
    """In KiB, after everything that is free was given back."""
    handles: Counter[str]
    threads: Counter[str]
    widgets: Counter[str]
    objects: Counter[str]
    """Python's objects of our own classes and of Qt's."""

    def words(self) -> str:
        """Return the figures for a person."""
        counted = ", ".join(f"{getattr(self, each).total():,} {each}" for each in COUNTED)
        return f"{self.memory / 1024:.1f} MiB, {counted}"


def measure() -> Measure:
    """Let go of everything that can be let go of, and look."""
    QApplication.processEvents()
    QThreadPool.globalInstance().waitForDone()  # and ends its threads, which Qt keeps for half a minute
    gc.collect()
    objects = Counter(name for each in gc.get_objects() if (name := _name_of(type(each))))
    _C_LIBRARY.malloc_trim(0)
    handles, threads = _without_painters(Counter(_opened()), Counter(_threads()))
    return Measure(
        memory=int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _KIB_IN_A_PAGE,
        handles=handles,
        threads=threads,
        widgets=Counter(each.metaObject().className() for each in QApplication.allWidgets()),
        objects=objects,
    )


def _name_of(kind: type) -> str:
    module = str(kind.__module__)  # not a string where a compiled library makes classes of its own kind
    if issubclass(kind, QObject) or module.partition(".")[0] == OURS:
        return f"{kind.__module__}.{kind.__qualname__}"
    return ""


def _opened() -> list[str]:
    """Return what each handle leads to: a file's path, or the kind of anything else."""
    found = []
    for each in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{each}").partition(":[")[0])
        except FileNotFoundError:
            continue  # the handle with which the folder itself was read
    return found


def _threads() -> list[str]:
    """Return the names of all threads, Qt's too."""
    found = []
    for each in Path("/proc/self/task").iterdir():
        try:
            found.append((each / "comm").read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            continue  # it ended just now
    return found


def _without_painters(handles: Counter[str], threads: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Leave out the threads that Qt paints with, each with its one handle.

    They come when something large is painted and go half a minute later, so that their number tells only how
    quick the machine is. There is never more than one for each core; more are counted.
    """
    painters = min(threads[_PAINTER], QThread.idealThreadCount())
    return handles - Counter({_PAINTERS_HANDLE: painters}), threads - Counter({_PAINTER: painters})


def soak(cycle: Callable[[int], object], cycles: int) -> list[Measure]:
    """Go through the cycles and measure after each."""
    measures: list[Measure] = []
    for number in range(cycles):
        cycle(number)
        now = measure()
        measures.append(_with_the_counts_of(measures[-1], now) if measures else now)
    return measures


def _with_the_counts_of(before: Measure, now: Measure) -> Measure:
    """Keep equal counts once only: the measures themselves would be 10 KiB of growth in each cycle."""
    same = [each for each in COUNTED if getattr(before, each) == getattr(now, each)]
    return replace(now, **{each: getattr(before, each) for each in same})


def growth(memory: Sequence[int]) -> float:
    """Return by how many KiB the memory grows in a cycle.

    The median of the last third is compared with that of the first: a single high measure is no growth, and
    a step up that stays is shared out over the cycles.
    """
    third = len(memory) // 3
    between = len(memory) - third
    return (median(memory[-third:]) - median(memory[:third])) / between


def what_grows(measures: Sequence[Measure], *, kib_in_a_cycle: float) -> list[str]:
    """Return a sentence for everything that is not flat; nothing when all is.

    Args:
        measures: those after the warm-up, in order; six at least.
        kib_in_a_cycle: how much memory may grow in one cycle.
    """
    first, found = measures[0], []
    for what in COUNTED:
        expected: Counter[str] = getattr(first, what)
        for number, each in enumerate(measures):
            now: Counter[str] = getattr(each, what)
            if now != expected:
                found.append(f"{what}: in cycle {number} {_difference(expected, now)}")
                break
    grows = growth([each.memory for each in measures])
    if grows > kib_in_a_cycle:
        found.append(f"memory: {grows:.1f} KiB in each cycle")
    return found


def _difference(before: Counter[str], now: Counter[str]) -> str:
    names = sorted(before.keys() | now.keys())
    return ", ".join(f"{now[each] - before[each]:+} {each}" for each in names if now[each] != before[each])
