"""The academic year: 1 September to 31 August in the school's own time, in three terms and the holidays.

A day belongs to a term when the school entered a half-term that holds it. A term of which no half-term was
entered goes by the months of the handbook (3.1.19): September to December, January to April, May to July.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from ssp_desktop.errors import UserError
from ssp_desktop.forms.school_year import SEPTEMBER, academic_year
from ssp_desktop.services.clock import at_local
from ssp_desktop.services.partnerships import calendar_of
from ssp_desktop.services.school_days import ONE_DAY, Term
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.partnership import SchoolTerm, TermKind

MARCH, APRIL, JULY, AUGUST = 3, 4, 7, 8
EARLIEST, LATEST = 1900, 2999


@dataclass(frozen=True, order=True)
class AcademicYear:
    """One academic year, by the calendar year in which it begins."""

    begins: int

    def __post_init__(self) -> None:
        if not EARLIEST <= self.begins <= LATEST:
            raise ValueError("no academic year begins then")

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.begins, SEPTEMBER, 1)

    @property
    def last_day(self) -> date:
        """31 August."""
        return date(self.begins + 1, AUGUST, 31)

    @property
    def before(self) -> AcademicYear:
        """The year before this one."""
        return AcademicYear(self.begins - 1)

    @property
    def label(self) -> str:
        """As a person reads it: ``2026 to 2027``."""
        return f"{self.begins} to {self.begins + 1}"

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the year, in order."""
        return tuple(
            self.first_day + ONE_DAY * passed for passed in range((self.last_day - self.first_day).days + 1)
        )


@dataclass(frozen=True)
class Span:
    """Days without a gap that belong to one term, or to the holidays. Both days are included."""

    term: SchoolTerm
    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The span in UTC: its first moment, and the first moment after it."""
        return at_local(self.first, time()), at_local(self.last + ONE_DAY, time())


def year_of(day: date) -> AcademicYear:
    """Return the academic year that holds ``day``."""
    return AcademicYear(academic_year(day))


def chosen_year(begins: int) -> AcademicYear:
    """Return the year that somebody asked for.

    Raises:
        UserError: it lies where nobody keeps records.
    """
    try:
        return AcademicYear(begins)
    except ValueError as error:
        raise UserError("There is no such academic year.", "Choose another year.") from error


def spans(year: AcademicYear, terms: Iterable[Term]) -> tuple[Span, ...]:
    """Return the year cut into spans, in order, without a gap or an overlap.

    Args:
        year: the academic year.
        terms: what the school entered, of any year, in any order.
    """
    halves = [
        each
        for each in terms
        if each.kind == TermKind.HALF_TERM and each.starts_on <= each.ends_on and _began_for(each, year)
    ]
    entered = {_term_by_start(each.starts_on) for each in halves}

    def term_on(day: date) -> SchoolTerm:
        held = next((each for each in halves if each.holds(day)), None)
        if held is not None:
            return _term_by_start(held.starts_on)
        by_month = _term_by_month(day)
        return SchoolTerm.HOLIDAYS if by_month in entered else by_month

    found = []
    for term, days in groupby(year.days, key=term_on):
        run = list(days)
        found.append(Span(term, run[0], run[-1]))
    return tuple(found)


def spans_of(work: Work, partnership_id: int, year: AcademicYear) -> tuple[Span, ...]:
    """Return the spans of a year at one school, by its own term dates where they are entered."""
    return spans(year, calendar_of(work, partnership_id).terms)


def _began_for(term: Term, year: AcademicYear) -> bool:
    """True for a half-term of this year: one that starts in late August is of the year that follows."""
    start = term.starts_on
    if start.month == AUGUST:
        return start.year == year.begins
    return year.first_day <= start <= year.last_day


def _term_by_start(start: date) -> SchoolTerm:
    """Return the term of a half-term: the summer term starts after Easter, never before April."""
    if start.month >= AUGUST:
        return SchoolTerm.AUTUMN
    return SchoolTerm.SPRING if start.month <= MARCH else SchoolTerm.SUMMER


def _term_by_month(day: date) -> SchoolTerm:
    if day.month >= SEPTEMBER:
        return SchoolTerm.AUTUMN
    if day.month <= APRIL:
        return SchoolTerm.SPRING
    return SchoolTerm.SUMMER if day.month <= JULY else SchoolTerm.HOLIDAYS
