"""What ``resources/guidance`` holds for activities: points of site security and the prevention plan."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity_screen import ActivityGuide
from ssp_desktop.paths import resource_folder

SCHOOL_YEAR_BEGINS = 9
_SECURITY_FILE = "site_security_1.toml"
_PLAN_FILE = "prevention_plan_1.toml"
_DECEMBER = 12


@dataclass(frozen=True)
class Topic:
    """One topic of the prevention plan, due between two months of a school year."""

    code: str
    term: str
    title: str
    first_month: int
    last_month: int
    near: str

    def due(self, school_year: int) -> tuple[date, date]:
        """Return the first and the last day on which it is due, in the school year that begins then."""
        first = date(_year_of(self.first_month, school_year), self.first_month, 1)
        return first, _last_day(_year_of(self.last_month, school_year), self.last_month)


@dataclass(frozen=True)
class PlanGuide:
    """The prevention plan: terms as key and title, in order, and its topics."""

    title: str
    source: str
    terms: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]


def _topic(read: dict[str, Any]) -> Topic:
    first, last = (int(month) for month in read["months"])
    return Topic(read["code"], read["term"], read["title"], first, last, read["near"])


def _year_of(month: int, school_year: int) -> int:
    return school_year if month >= SCHOOL_YEAR_BEGINS else school_year + 1


def _last_day(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@lru_cache(maxsize=1)
def plan_guide() -> PlanGuide:
    """Return the prevention plan's topics.

    Raises:
        UserError: the file is missing or damaged.
    """
    called = "The prevention plan"
    read = read_guidance(_PLAN_FILE, called)
    try:
        terms = tuple((str(each["key"]), str(each["title"])) for each in read["terms"])
        topics = tuple(_topic(each) for each in read["topics"])
        codes = {each.code for each in topics}
        if len(codes) != len(topics) or {each.term for each in topics} != {key for key, _title in terms}:
            raise ValueError("a code stands twice, or a topic has no term")
        for each in topics:
            each.due(2026)
        return PlanGuide(str(read["title"]), str(read["source"]), terms, topics)
    except (KeyError, TypeError, ValueError) as error:
        raise missing_guidance(called) from error


@lru_cache(maxsize=1)
def security_points() -> tuple[str, ...]:
    """Return the points of site security.

    Raises:
        UserError: the file is missing or damaged.
    """
    called = "The list of site security points"
    read = read_guidance(_SECURITY_FILE, called)
    points = read.get("points")
    if not isinstance(points, list) or not points or not all(isinstance(each, str) for each in points):
        raise missing_guidance(called)
    return tuple(points)


def activity_guide() -> ActivityGuide:
    """Return what the guidance adds to the form of an activity."""
    return ActivityGuide(security_points(), tuple((each.code, each.title) for each in plan_guide().topics))


def read_guidance(name: str, called: str) -> dict[str, Any]:
    """Return a file of ``resources/guidance``.

    Raises:
        UserError: it is missing or damaged.
    """
    path = resource_folder() / "guidance" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise missing_guidance(called) from error


def missing_guidance(called: str) -> UserError:
    """Return what is said when a file of the guidance is missing or damaged."""
    return UserError(f"{called} is missing or damaged.", "Install the program again.")


def school_year_of(day: date) -> int:
    """Return the year in which the school year of a day begins."""
    return day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1


def school_year_words(school_year: int) -> str:
    """Return a school year as a school writes it: ``2026/27``."""
    return f"{school_year}/{(school_year + 1) % 100:02d}"
