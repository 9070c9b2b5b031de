"""School days: what counts towards a due date. Weekdays in term, no bank holidays, no training days.

Term dates differ by council and academy, so they are what the school entered. Where none are entered (no
terms at all, before the first or after the last, or a gap longer than any holiday), weekdays count: a due
date may then come early, never late.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ssp_desktop.vocabulary.partnership import DayOff, TermKind

COUNTERSIGN_SCHOOL_DAYS = 5
SATURDAY = 5
# The longest holiday is the summer's, six to eight weeks. A longer gap means that terms are missing.
LONGEST_HOLIDAY = timedelta(days=70)
# From the Friday before half term to the Monday after it, with a training day on either side.
LONGEST_HALF_TERM = timedelta(days=12)
# When no school day comes within this time (a wrong training-day row), ordinary working days count instead.
LONGEST_SEARCH_DAYS = 80
COUNTRIES = ("ENG", "WLS")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """One row of the school's term dates. ``kind`` is a ``TermKind`` value; both days are included."""

    kind: str
    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        """True when ``day`` lies in this row."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class SchoolCalendar:
    """The days on which one school is open to pupils.

    Args:
        terms: the school's half-terms and training days, in any order; overlaps do no harm.
        country: ``ENG`` or ``WLS``, whose bank holidays count. They are known for the years 1872 to 2100.
    """

    terms: Sequence[Term] = ()
    country: str = "ENG"

    def __post_init__(self) -> None:
        if self.country not in COUNTRIES:
            raise ValueError(f"country must be one of {COUNTRIES}")

    def is_school_day(self, day: date) -> bool:
        """True when pupils are taught on ``day``, as far as the entered dates tell."""
        return self.day_off(day) is None

    def day_off(self, day: date) -> DayOff | None:
        """Return why no pupils are taught on ``day``, None when they are, as far as the dates tell."""
        if not self._is_working_day(day):
            return DayOff.WEEKEND if day.weekday() >= SATURDAY else DayOff.BANK_HOLIDAY
        if any(term.kind == TermKind.INSET and term.holds(day) for term in self.terms):
            return DayOff.TRAINING
        gap = self._holiday(day)
        if gap is None:
            return None
        return DayOff.HALF_TERM if gap <= LONGEST_HALF_TERM else DayOff.HOLIDAY

    def is_entered(self, day: date) -> bool:
        """True when ``day`` lies in a half-term that the school entered."""
        return any(term.kind == TermKind.HALF_TERM and term.holds(day) for term in self.terms)

    def add_school_days(self, day: date, number: int) -> date:
        """Return the school day that comes ``number`` school days after ``day`` (before it, when negative).

        ``day`` itself is never counted; with 0 it is returned as it is.
        """
        step = ONE_DAY if number >= 0 else -ONE_DAY
        for _ in range(abs(number)):
            day = self._next(day, step)
        return day

    def school_days_between(self, first: date, last: date) -> int:
        """Return how many school days come after ``first``, up to and including ``last``.

        Negative when ``last`` is before ``first``. ``school_days_between(d, add_school_days(d, n)) == n``.
        """
        if last < first:
            return -sum(self.is_school_day(last + ONE_DAY * passed) for passed in range((first - last).days))
        return sum(
            self.is_school_day(first + ONE_DAY * passed) for passed in range(1, (last - first).days + 1)
        )

    def countersign_due(self, submitted_on: date) -> date:
        """Return the last day on which the SPOC can countersign in time: five school days after submission.

        From the day after, an unsigned record stands in the sergeant's review queue.
        """
        return self.add_school_days(submitted_on, COUNTERSIGN_SCHOOL_DAYS)

    def _next(self, day: date, step: timedelta) -> date:
        working: list[date] = []
        for _ in range(LONGEST_SEARCH_DAYS):
            day += step
            if self.is_school_day(day):
                return day
            if self._is_working_day(day):
                working.append(day)
        return working[0]

    def _is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in _bank_holidays(self.country)

    def _holiday(self, day: date) -> timedelta | None:
        """Return the time from the last day taught to the next, between two half-terms that are entered."""
        if self.is_entered(day):
            return None
        taught = [term for term in self.terms if term.kind == TermKind.HALF_TERM]
        before = [term.ends_on for term in taught if term.starts_on <= term.ends_on < day]
        after = [term.starts_on for term in taught if day < term.starts_on <= term.ends_on]
        if not before or not after:
            return None
        gap = min(after) - max(before)
        return gap if gap <= LONGEST_HOLIDAY else None


@lru_cache(maxsize=len(COUNTRIES))
def _bank_holidays(country: str) -> Container[date]:
    # Imported late, for the window comes first; by its full name, so that the packaged program carries it.
    from holidays.countries.united_kingdom import UnitedKingdom

    make: Callable[..., Container[date]] = UnitedKingdom
    return make(subdiv=country)
