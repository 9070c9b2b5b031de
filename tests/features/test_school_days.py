"""School days and the day by which a SPOC countersigns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.services.school_days import SchoolCalendar, Term

HALF_TERM, INSET = "half_term", "inset"
TERMS = (
    Term(HALF_TERM, date(2025, 9, 3), date(2025, 10, 24)),
    Term(HALF_TERM, date(2025, 11, 3), date(2025, 12, 19)),
    Term(HALF_TERM, date(2026, 1, 5), date(2026, 2, 13)),
    Term(HALF_TERM, date(2026, 2, 23), date(2026, 3, 27)),
    Term(HALF_TERM, date(2026, 4, 13), date(2026, 5, 22)),
    Term(HALF_TERM, date(2026, 6, 1), date(2026, 7, 21)),
    Term(HALF_TERM, date(2026, 9, 2), date(2026, 10, 23)),
    Term(INSET, date(2025, 9, 3), date(2025, 9, 3)),
    Term(INSET, date(2025, 11, 28), date(2025, 11, 28)),
)
SCHOOL = SchoolCalendar(TERMS)
NO_TERMS = SchoolCalendar()

days = st.dates(date(1990, 1, 1), date(2099, 12, 1))
terms = st.lists(
    st.builds(
        lambda kind, start, length: Term(kind, start, start + timedelta(days=length)),
        st.sampled_from([HALF_TERM, INSET]),
        st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        st.integers(-3, 60),
    ),
    max_size=8,
)
calendars = st.builds(SchoolCalendar, terms, st.sampled_from(["ENG", "WLS"]))


@pytest.mark.parametrize(
    ("day", "open_to_pupils"),
    [
        (date(2025, 9, 2), True),  # before the first term that was entered: a weekday counts
        (date(2025, 9, 3), False),  # training day
        (date(2025, 9, 4), True),
        (date(2025, 9, 6), False),  # Saturday
        (date(2025, 9, 7), False),  # Sunday
        (date(2025, 10, 24), True),  # last day before half-term
        (date(2025, 10, 27), False),  # half-term
        (date(2025, 11, 3), True),
        (date(2025, 11, 28), False),  # training day
        (date(2025, 12, 25), False),
        (date(2026, 5, 4), False),  # May Day, in term
        (date(2026, 8, 5), False),  # summer holiday
        (date(2026, 10, 23), True),
        (date(2026, 10, 26), True),  # after the last term that was entered
        (date(2026, 12, 28), False),  # bank holiday in lieu
    ],
)
def test_a_school_day_is_a_weekday_in_term_without_holiday_or_training(
    day: date, open_to_pupils: bool
) -> None:
    assert SCHOOL.is_school_day(day) is open_to_pupils


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        (date(2025, 9, 8), date(2025, 9, 15)),  # Monday to Monday
        (date(2025, 9, 12), date(2025, 9, 19)),  # Friday
        (date(2025, 9, 13), date(2025, 9, 19)),  # Saturday
        (date(2025, 10, 22), date(2025, 11, 5)),  # over half-term
        (date(2025, 11, 26), date(2025, 12, 4)),  # over a training day
        (date(2025, 12, 17), date(2026, 1, 7)),  # over Christmas and the turn of the year
        (date(2026, 4, 30), date(2026, 5, 8)),  # over May Day
        (date(2026, 7, 20), date(2026, 9, 7)),  # over the summer
    ],
)
def test_a_record_is_to_be_countersigned_within_five_school_days(submitted: date, due: date) -> None:
    assert SCHOOL.countersign_due(submitted) == due


def test_without_term_dates_working_days_count() -> None:
    assert NO_TERMS.countersign_due(date(2025, 10, 22)) == date(2025, 10, 29)
    assert NO_TERMS.countersign_due(date(2025, 12, 23)) == date(2026, 1, 2)
    assert NO_TERMS.is_school_day(date(2025, 8, 25)) is False


def test_a_gap_longer_than_any_holiday_means_that_terms_are_missing() -> None:
    autumn_only = SchoolCalendar(
        (
            Term(HALF_TERM, date(2025, 9, 3), date(2025, 10, 24)),
            Term(HALF_TERM, date(2026, 9, 2), date(2026, 10, 23)),
        )
    )
    assert autumn_only.is_school_day(date(2026, 2, 3))


def test_a_training_day_row_that_never_ends_does_not_put_off_the_due_date_for_ever() -> None:
    closed = SchoolCalendar((Term(INSET, date(2020, 1, 1), date(2040, 1, 1)),))
    assert closed.is_school_day(date(2026, 3, 3)) is False
    assert closed.countersign_due(date(2026, 3, 2)) == date(2026, 3, 9)


def test_a_row_that_ends_before_it_starts_counts_for_nothing() -> None:
    wrong = SchoolCalendar((Term(HALF_TERM, date(2026, 3, 3), date(2026, 1, 1)),))
    assert wrong.countersign_due(date(2026, 3, 2)) == NO_TERMS.countersign_due(date(2026, 3, 2))


def test_wales_and_england_have_the_same_bank_holidays_and_scotland_is_refused() -> None:
    welsh = SchoolCalendar(country="WLS")
    year = [date(2026, 1, 1) + timedelta(days=passed) for passed in range(365)]
    assert [welsh.is_school_day(day) for day in year] == [NO_TERMS.is_school_day(day) for day in year]
    assert not welsh.is_school_day(date(2022, 9, 19))  # the one-off bank holiday of 2022
    with pytest.raises(ValueError, match="country"):
        SchoolCalendar(country="SCT")


def test_counting_leaves_out_the_first_day_and_includes_the_last() -> None:
    monday, friday = date(2025, 9, 8), date(2025, 9, 12)
    assert SCHOOL.school_days_between(monday, friday) == 4
    assert SCHOOL.school_days_between(friday, monday) == -4
    assert SCHOOL.school_days_between(monday, monday) == 0
    assert SCHOOL.add_school_days(friday, -4) == monday
    assert SCHOOL.add_school_days(date(2025, 9, 13), 0) == date(2025, 9, 13)


@given(calendars, days, st.integers(-15, 15))
def test_adding_and_counting_agree(calendar: SchoolCalendar, day: date, number: int) -> None:
    reached = calendar.add_school_days(day, number)
    if number == 0:
        assert reached == day
        return
    assert (reached > day) is (number > 0)
    step = 1 if number > 0 else -1
    steps = [calendar.add_school_days(day, each) for each in range(step, number + step, step)]
    if all(map(calendar.is_school_day, steps)):
        assert calendar.school_days_between(day, reached) == number


@given(days, st.integers(1, 30))
def test_a_due_date_is_a_school_day_and_never_a_weekend(day: date, number: int) -> None:
    for calendar in (SCHOOL, NO_TERMS):
        assert calendar.is_school_day(calendar.add_school_days(day, number))


@given(calendars, days)
def test_a_later_submission_is_never_due_earlier(calendar: SchoolCalendar, day: date) -> None:
    assert calendar.countersign_due(day) <= calendar.countersign_due(day + timedelta(days=1))
