"""Which older copies go: all of two days stay, then one a day for 12 days, a week for 10, a month for 9.

After Anki's scheme. A date can lie: a clock set wrong, a copy put back. So a copy is only ever removed when
its manifest, the disk and the order of the audit log agree that it is old; a copy that is damaged or comes
from the future neither counts as good nor goes; and the copy with the longest log always stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

RECENT: Final = timedelta(days=2)
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9


@dataclass(frozen=True)
class Dated:
    """One copy as thinning sees it. ``good``: its manifest is whole, and so are its files."""

    name: str
    made_at: datetime
    written_at: datetime
    audit_count: int
    good: bool

    @property
    def youngest(self) -> datetime:
        """The later of what the manifest and the disk say."""
        return max(self.made_at, self.written_at)


def superseded(copies: Sequence[Dated], now: datetime) -> tuple[Dated, ...]:
    """Return the copies that may go, oldest last.

    Args:
        copies: all copies of one store in one folder, in any order.
        now: the time now, aware.
    """
    trusted = [each for each in copies if each.good and each.youngest <= now]
    trusted.sort(key=lambda each: (each.audit_count, each.youngest, each.name), reverse=True)
    ladder = _Ladder(now)
    gone = []
    for place, each in enumerate(_in_order(trusted)):
        if not ladder.keeps(each.youngest) and place:
            gone.append(each)
    return tuple(gone)


def _in_order(newest_first: Sequence[Dated]) -> list[Dated]:
    """Leave out copies that claim to be younger than one with a longer log: their date is wrong."""
    found: list[Dated] = []
    for each in newest_first:
        if not found or each.youngest <= found[-1].youngest:
            found.append(each)
    return found


class _Ladder:
    def __init__(self, now: datetime) -> None:
        self._now = now
        self._rungs: list[tuple[int, Callable[[date], object]]] = [
            (DAYS, lambda day: day),
            (WEEKS, lambda day: day.isocalendar()[:2]),
            (MONTHS, lambda day: (day.year, day.month)),
        ]
        self._rung = 0
        self._kept = 0
        self._last: object = None

    def keeps(self, at: datetime) -> bool:
        """Tell whether a copy of this time stays; asked from the newest to the oldest."""
        if self._now - at < RECENT:
            return True
        while self._rung < len(self._rungs):
            most, period_of = self._rungs[self._rung]
            period = period_of(at.date())
            if period == self._last:
                return False
            if self._kept < most:
                self._kept += 1
                self._last = period
                return True
            self._rung, self._kept, self._last = self._rung + 1, 0, None
        return False
