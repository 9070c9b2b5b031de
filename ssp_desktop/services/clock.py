"""Time: stored as UTC, told in the time of the school. Services ask the clock that they are given."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def utc_now() -> datetime:
    """Return the time now, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """Return ``moment`` (aware) in the time of the school."""
    return moment.astimezone(LONDON)


def local_date(moment: datetime) -> date:
    """Return the school's date at ``moment`` (aware)."""
    return local(moment).date()


def at_local(day: date, at: time) -> datetime:
    """Return the UTC moment of a local date and time; in the hour that repeats, the first one."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def in_words(moment: datetime) -> str:
    """Return ``moment`` (aware) as a person reads it: ``21 November 2026, 14:02``."""
    there = local(moment)
    return f"{there.day} {there:%B %Y, %H:%M}"


def day_in_words(day: date) -> str:
    """Return a date as a person reads it: ``21 November 2026``."""
    return f"{day.day} {day:%B %Y}"
