"""The academic year: where it begins, in which term a day lies, and that no day is lost or counted twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.security.permissions import Action
from ssp_desktop.services.academic_year import AcademicYear, spans, spans_of, year_of
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.school_days import Term
from ssp_desktop.services.unit_of_work import glance
from ssp_desktop.vocabulary.partnership import SchoolTerm
from tests.stores import SignInAs

YEAR = AcademicYear(2026)
HALF_TERMS = (
    Term("half_term", date(2026, 9, 3), date(2026, 10, 23)),
    Term("half_term", date(2026, 11, 2), date(2026, 12, 18)),
    Term("half_term", date(2027, 1, 4), date(2027, 2, 12)),
    Term("half_term", date(2027, 2, 22), date(2027, 3, 25)),
    Term("half_term", date(2027, 4, 12), date(2027, 5, 28)),
    Term("half_term", date(2027, 6, 7), date(2027, 7, 21)),
)


def term_on(day: date, *terms: Term, year: AcademicYear = YEAR) -> SchoolTerm:
    return next(each.term for each in spans(year, terms) if each.first <= day <= each.last)


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2027, 8, 31), 2026),
        (date(2028, 2, 29), 2027),
    ],
)
def test_a_day_belongs_to_the_year_that_began_on_the_first_of_september(day: date, begins: int) -> None:
    year = year_of(day)
    assert year == AcademicYear(begins)
    assert day in year.days


def test_a_leap_year_has_one_day_more() -> None:
    assert len(AcademicYear(2027).days) == 366
    assert len(YEAR.days) == 365
    assert YEAR.label == "2026 to 2027"
    assert YEAR.before.last_day + timedelta(days=1) == YEAR.first_day


@pytest.mark.parametrize("begins", [0, 1899, 3000, 10_000])
def test_a_year_that_nobody_means_is_refused(begins: int) -> None:
    with pytest.raises(ValueError, match="no academic year"):
        AcademicYear(begins)


def test_half_past_midnight_on_the_first_of_september_is_in_the_new_year() -> None:
    arrived = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)  # 00:30 British Summer Time
    first, _end = spans(YEAR, ())[0].moments
    assert local_date(arrived) == date(2026, 9, 1)
    assert first == datetime(2026, 8, 31, 23, 0, tzinfo=UTC)
    assert first <= arrived
    assert spans(YEAR.before, ())[-1].moments[1] == first, "the old year ends where the new one begins"


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 9, 1), SchoolTerm.HOLIDAYS),
        (date(2026, 9, 3), SchoolTerm.AUTUMN),
        (date(2026, 10, 28), SchoolTerm.HOLIDAYS),
        (date(2026, 12, 18), SchoolTerm.AUTUMN),
        (date(2026, 12, 25), SchoolTerm.HOLIDAYS),
        (date(2027, 3, 25), SchoolTerm.SPRING),
        (date(2027, 4, 11), SchoolTerm.HOLIDAYS),
        (date(2027, 4, 12), SchoolTerm.SUMMER),
        (date(2027, 7, 21), SchoolTerm.SUMMER),
        (date(2027, 8, 1), SchoolTerm.HOLIDAYS),
    ],
)
def test_a_day_lies_in_the_term_that_the_school_entered(day: date, term: SchoolTerm) -> None:
    assert term_on(day, *HALF_TERMS) is term


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 9, 1), SchoolTerm.AUTUMN),
        (date(2026, 12, 31), SchoolTerm.AUTUMN),
        (date(2027, 1, 1), SchoolTerm.SPRING),
        (date(2027, 4, 30), SchoolTerm.SPRING),
        (date(2027, 5, 1), SchoolTerm.SUMMER),
        (date(2027, 7, 31), SchoolTerm.SUMMER),
        (date(2027, 8, 1), SchoolTerm.HOLIDAYS),
    ],
)
def test_without_term_dates_the_months_of_the_handbook_count(day: date, term: SchoolTerm) -> None:
    assert term_on(day) is term


def test_a_term_that_is_not_entered_goes_by_its_months_beside_those_that_are() -> None:
    assert term_on(date(2026, 10, 28), *HALF_TERMS[:2]) is SchoolTerm.HOLIDAYS
    assert term_on(date(2027, 2, 15), *HALF_TERMS[:2]) is SchoolTerm.SPRING


def test_training_days_and_rows_that_end_before_they_start_make_no_term() -> None:
    wrong = Term("half_term", date(2027, 3, 1), date(2027, 2, 1))
    inset = Term("inset", date(2026, 9, 1), date(2026, 9, 2))
    assert spans(YEAR, (wrong, inset)) == spans(YEAR, ())


def test_a_half_term_that_starts_in_late_august_is_of_the_year_that_follows() -> None:
    early = Term("half_term", date(2027, 8, 26), date(2027, 10, 20))
    assert term_on(date(2027, 8, 27), early) is SchoolTerm.HOLIDAYS
    assert term_on(date(2027, 9, 1), early, year=AcademicYear(2027)) is SchoolTerm.AUTUMN


def test_the_schools_own_dates_are_read_from_its_partnership(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    found = glance(officer, Action.PARTNERSHIP_READ, lambda work: spans_of(work, 1, YEAR))
    autumn = [each for each in found if each.term is SchoolTerm.AUTUMN]
    assert [(each.first, each.last) for each in autumn] == [(date(2026, 11, 2), date(2026, 12, 18))]


_DAYS = st.dates(date(2025, 6, 1), date(2028, 12, 31))
_TERMS = st.builds(Term, st.sampled_from(["half_term", "inset", ""]), _DAYS, _DAYS)


@given(st.lists(_TERMS, max_size=14), st.sampled_from([2025, 2026, 2027]))
def test_every_day_lies_in_exactly_one_span_whatever_was_entered(terms: list[Term], begins: int) -> None:
    year = AcademicYear(begins)
    found = spans(year, terms)
    assert found[0].first == year.first_day
    assert found[-1].last == year.last_day
    for before, after in zip(found, found[1:], strict=False):
        assert before.last + timedelta(days=1) == after.first
        assert before.moments[1] == after.moments[0]
        assert before.term is not after.term
