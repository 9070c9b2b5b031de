"""Timing two things in turns, and the line that tells the outcome."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

NAME_WIDTH = 60
FIGURE_WIDTH = 11


@dataclass(frozen=True)
class Line:
    """One outcome. ``ratio`` is figure by yardstick; ``aim`` is the largest ratio wanted, 0 when none is set.

    ``figure`` and ``measure`` are in ``unit``: ``ms``, ``s`` or ``MB``.
    """

    name: str
    figure: float
    yardstick: str
    measure: float
    unit: str = "ms"
    runs: int = 1
    aim: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times the yardstick."""
        return self.figure / self.measure if self.measure else float("inf")

    @property
    def met(self) -> bool:
        """Whether the aim was reached; a line without one always has."""
        return not self.aim or self.ratio <= self.aim

    def __str__(self) -> str:
        name = f"{self.name[:NAME_WIDTH]:<{NAME_WIDTH}}"
        figure = f"{quantity(self.figure, self.unit):>{FIGURE_WIDTH}}"
        yardstick = f"{self.yardstick} {quantity(self.measure, self.unit)}"
        notes = f"n={self.runs}"
        if self.aim:
            notes += f", aim {self.aim:g} {'met' if self.met else 'MISSED'}"
        return f"{name} {figure}  |  {yardstick:<52} |  {notes:<24} {self.ratio:.2f} x"


def quantity(number: float, unit: str) -> str:
    """Return a figure with as many places as mean something: ``1,234 ms``, ``12.3 ms``, ``0.123 ms``."""
    places = 0 if number >= 100 else 1 if number >= 10 else 2 if number >= 1 else 3
    return f"{number:,.{places}f} {unit}"


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(
    timers: Sequence[Callable[[], float]], runs: int, *, warm_up: int = 1
) -> tuple[list[float], ...]:
    """Call each timer in turn, ``runs`` times (A B A B …), and return the figures of each.

    Args:
        timers: each does one thing and returns how long it took.
        runs: how many figures of each are kept.
        warm_up: rounds before the first that counts.
    """
    for _round in range(warm_up):
        for timer in timers:
            timer()
    kept: tuple[list[float], ...] = tuple([] for _each in timers)
    for _round in range(runs):
        for timer, figures in zip(timers, kept, strict=True):
            figures.append(timer())
    return kept


def medians(works: Sequence[Callable[[], object]], runs: int, *, warm_up: int = 1) -> list[float]:
    """Return the median milliseconds of each piece of work, all of them measured in turns."""
    timers = [_timer(work) for work in works]
    return [1000 * median(figures) for figures in in_turns(timers, runs, warm_up=warm_up)]


def _timer(work: Callable[[], object]) -> Callable[[], float]:
    return lambda: seconds(work)
