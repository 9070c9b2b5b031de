"""What a person types as a date, a time or a number, and how it is written back.

Each reader returns the value, ``None`` for nothing but spaces, or **the very text that was typed** when it is
not a value: nothing that a person typed is lost, and ``validate`` says what is wrong with it.
"""

from __future__ import annotations

import re
from datetime import date, time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Longer text cannot be a date, a time or a number; it is not even looked at.
LONGEST_ANSWER = 40

_NUMERIC_DATE = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NAMED_DATE = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[ .\-/]*([a-z]{3,9})\.?,?[ .\-/]*([0-9]{4})", re.IGNORECASE
)
_CLOCK = re.compile(r"([0-9]{1,2})\s*[:.h]\s*([0-9]{2})\s*([ap]\.?m\.?)?", re.IGNORECASE)
_DIGITS_CLOCK = re.compile(r"([0-9]{1,2})([0-9]{2})\s*([ap]\.?m\.?)?", re.IGNORECASE)
_HOUR_ONLY = re.compile(r"([0-9]{1,2})\s*([ap]\.?m\.?)", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")

_NOON = 12


def parse_date(typed: str) -> date | str | None:
    """Read a day, month and four-digit year: ``1/2/2026``, ``01-02-2026``, ``1 Feb 2026``, ``2026-02-01``.

    The day comes before the month, as in Britain. A two-digit year is not accepted: 1/2/26 may be a birth or
    a meeting, and nobody should have to guess in an evidential record.
    """
    text = typed.strip()
    if not text:
        return None
    if len(text) > LONGEST_ANSWER:
        return typed
    parts = _date_parts(text)
    if parts is None:
        return typed
    try:
        return date(*parts)
    except ValueError:
        return typed


def _date_parts(text: str) -> tuple[int, int, int] | None:
    if match := _NUMERIC_DATE.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _ISO_DATE.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NAMED_DATE.fullmatch(text):
        month = _month(match[2])
        return (int(match[3]), month, int(match[1])) if month else None
    return None


def _month(word: str) -> int | None:
    name = word.lower()
    name = "sep" if name == "sept" else name
    if name in _MONTHS:
        return _MONTHS.index(name) + 1
    return _MONTH_NAMES.index(name) + 1 if name in _MONTH_NAMES else None


def parse_time(typed: str) -> time | str | None:
    """Read a time of day: ``14:05``, ``1405``, ``14.05``, ``2pm``, ``2.05 pm``. Always without seconds."""
    text = typed.strip()
    if not text:
        return None
    if len(text) > LONGEST_ANSWER:
        return typed
    if match := _CLOCK.fullmatch(text) or _DIGITS_CLOCK.fullmatch(text):
        return _time(int(match[1]), int(match[2]), match[3] or "", typed)
    if match := _HOUR_ONLY.fullmatch(text):
        return _time(int(match[1]), 0, match[2], typed)
    return typed


def _time(hour: int, minute: int, half: str, typed: str) -> time | str:
    if half:
        if not 1 <= hour <= _NOON:
            return typed
        hour = hour % _NOON + (_NOON if half.lower().startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return typed


def parse_number(typed: str) -> int | str | None:
    """Read a whole number of at most nine digits. Anything else stays as it was typed."""
    text = typed.strip()
    if not text:
        return None
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else typed


def format_date(value: date | str | None) -> str:
    """Write a date as ``01/02/2026``; text that is not a date is written as it stands."""
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return value or ""


def format_time(value: time | str | None) -> str:
    """Write a time as ``14:05``; text that is not a time is written as it stands."""
    if isinstance(value, time):
        return f"{value.hour:02}:{value.minute:02}"
    return value or ""


def format_number(value: int | str | None) -> str:
    """Write a whole number in digits; text that is not a number is written as it stands."""
    return "" if value is None else str(value)
