"""Bell times: where a moment of the school day falls, and whether a planned time suits the school.

Handbook 3.2.11: arrests during break times should be avoided. When corridors are full, at a break, at lunch
and at a change of lesson, a plan needs a written reason; so it does on a day without lessons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from ssp_desktop.models import Partnership
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.partnerships import calendar_of
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.partnership import DayOff, PartOfDay, PeriodKind

# Pupils are on their way this long before and after each bell.
CHANGE_MINUTES = 5
_BUSY = frozenset({PartOfDay.BREAK, PartOfDay.LUNCH, PartOfDay.CHANGE, PartOfDay.UNKNOWN})
_PAUSES = {PeriodKind.BREAK.value: PartOfDay.BREAK, PeriodKind.LUNCH.value: PartOfDay.LUNCH}


@dataclass(frozen=True)
class Bell:
    """One bell time. ``kind`` is a ``PeriodKind`` value; it ends just before ``ends_at``."""

    kind: str
    name: str
    starts_at: time
    ends_at: time

    def holds(self, at: time) -> bool:
        """True when ``at`` lies in this stretch."""
        return self.starts_at <= at < self.ends_at

    @property
    def words(self) -> str:
        """The stretch with its times: ``Break (10:40 to 11:00)``."""
        return f"{self.name} ({self.starts_at:%H:%M} to {self.ends_at:%H:%M})"


@dataclass(frozen=True)
class Timing:
    """How a day and a time fit the school, in words. ``day_off`` says why there are no lessons."""

    day_off: DayOff | None
    part: PartOfDay
    words: str

    @property
    def needs_reason(self) -> bool:
        """Whether a plan for this time needs a written reason."""
        return self.day_off is not None or self.part in _BUSY


def part_of_day(bells: Sequence[Bell], at: time) -> tuple[PartOfDay, str]:
    """Return what ``at`` is by the bell times, and in words where it falls."""
    if not bells:
        return PartOfDay.UNKNOWN, "This school has no bell times in its partnership, so it cannot be checked."
    here = next((each for each in bells if each.holds(at)), None)
    if here is not None and here.kind in _PAUSES:
        return _PAUSES[here.kind], f"{at:%H:%M} is in {here.words}."
    near = next((each for each in bells if _near(each.starts_at, at) or _near(each.ends_at, at)), None)
    if near is not None:
        bell = near.starts_at if _near(near.starts_at, at) else near.ends_at
        return PartOfDay.CHANGE, f"{at:%H:%M} is within {CHANGE_MINUTES} minutes of the bell at {bell:%H:%M}."
    if here is not None:
        return PartOfDay.LESSON, f"{at:%H:%M} is in {here.words}."
    if at < min(each.starts_at for each in bells) or at > max(each.ends_at for each in bells):
        return PartOfDay.OUTSIDE, f"{at:%H:%M} is outside school hours."
    return PartOfDay.CHANGE, f"{at:%H:%M} is between two bell times."


def _near(bell: time, at: time) -> bool:
    return abs(_minutes(bell) - _minutes(at)) <= CHANGE_MINUTES


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def timing_of(work: Work, partnership_id: int, day: date, at: time) -> Timing:
    """Return how a planned day and time fit one school."""
    calendar = calendar_of(work, partnership_id)
    off = calendar.day_off(day)
    named = f"{day:%A} {day_in_words(day)}"
    if off is not None:
        return Timing(off, PartOfDay.OUTSIDE, f"{named} is {off.label}: pupils are not taught then.")
    part, words = part_of_day(_bells(work, partnership_id), at)
    if not calendar.is_entered(day):
        words += f" No term dates are entered for {named}: ask the school whether it is a school day."
    return Timing(None, part, words)


def _bells(work: Work, partnership_id: int) -> list[Bell]:
    rows = work.db.get_one(Partnership, partnership_id).periods
    return [
        Bell(row.kind, row.name, row.starts_at, row.ends_at)
        for row in rows
        if row.starts_at is not None and row.ends_at is not None
    ]
