"""What a board is made of, and the words that all boards share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.unit_of_work import Work

MOST_LINES = 20
LONGEST_TEXT = 80


@dataclass(frozen=True)
class Line:
    """One thing that waits. ``noun`` and ``record_id`` say what opens when it is chosen.

    ``tag`` is the urgency in a word ("Overdue", "Urgent", "Due soon"), or empty.
    """

    text: str
    detail: str
    tag: str
    noun: str
    record_id: int | None


@dataclass(frozen=True)
class Board:
    """A group of things that wait, with how many there are in all; ``lines`` are the first of them."""

    key: str
    title: str
    count: int
    lines: tuple[Line, ...]
    empty: str


def count(work: Work, query: Select[*tuple[Any, ...]]) -> int:
    """Return how many rows a query has."""
    return work.db.scalar(select(func.count()).select_from(query.subquery())) or 0


def tag(overdue: bool) -> str:
    """Return the urgency of a date in words."""
    return "Overdue" if overdue else "Due soon"


def first_words(text: str) -> str:
    """Return as much of a text as a line has room for."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def day(moment: datetime | None) -> str:
    """Return the day of a moment in words."""
    return day_in_words(local_date(moment)) if moment else "the start"
