"""Time: kept in UTC, told in the time of the school, whatever the season."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from ssp_desktop.services.clock import at_local, day_in_words, in_words, local, local_date, utc_now


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 21, 14, 2, tzinfo=UTC), "21 November 2026, 14:02"),
        (datetime(2026, 6, 1, 8, 5, tzinfo=UTC), "1 June 2026, 09:05"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026, 00:30"),
    ],
)
def test_a_moment_is_told_in_the_time_of_the_school(moment: datetime, words: str) -> None:
    assert in_words(moment) == words


def test_the_schools_date_changes_at_its_own_midnight() -> None:
    assert local_date(datetime(2026, 6, 30, 22, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert local_date(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == date(2026, 7, 1)
    assert local_date(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (date(2026, 1, 5), time(9, 0), datetime(2026, 1, 5, 9, 0, tzinfo=UTC)),
        (date(2026, 7, 1), time(0, 30), datetime(2026, 6, 30, 23, 30, tzinfo=UTC)),
        # The hour that comes twice: the first one.
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_one_moment(day: date, at: time, moment: datetime) -> None:
    assert at_local(day, at) == moment
    assert local(moment).timetz().replace(tzinfo=None) == at


def test_a_day_is_told_without_a_leading_nought() -> None:
    assert day_in_words(date(2026, 2, 3)) == "3 February 2026"


def test_the_clock_of_the_pc_is_read_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= utc_now() <= datetime.now(UTC)
    assert utc_now().utcoffset() is not None
