"""Which copies go: the ladder by example, and what holds whatever the dates say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.services.backup_thinning import DAYS, MONTHS, RECENT, WEEKS, Dated, superseded

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTES = st.integers(min_value=-60 * 24 * 3, max_value=60 * 24 * 900)


@st.composite
def a_copy(draw: st.DrawFn) -> Dated:
    """Any copy: its dates may lie, its log may be of any length, it may be damaged."""
    made = NOW - timedelta(minutes=draw(MINUTES))
    written = made if draw(st.booleans()) else NOW - timedelta(minutes=draw(MINUTES))
    count = draw(st.integers(0, 500))
    return Dated(f"{draw(st.integers(0, 10**9))}", made, written, count, draw(st.booleans()))


COPIES = st.lists(a_copy(), max_size=60, unique_by=lambda each: each.name)
HONEST = st.lists(MINUTES.filter(lambda each: each >= 0), min_size=1, max_size=300, unique=True).map(
    lambda ages: [honest(age, count) for count, age in enumerate(sorted(ages, reverse=True), start=1)]
)


def honest(age_in_minutes: int, count: int) -> Dated:
    at = NOW - timedelta(minutes=age_in_minutes)
    return Dated(f"copy {count}", at, at, count, True)


def test_a_year_of_daily_copies_becomes_a_ladder() -> None:
    daily = [honest(60 * 24 * day, 1000 - day) for day in range(365)]
    gone = superseded(daily, NOW)
    kept = [(NOW - each.made_at).days for each in daily if each not in gone]
    assert kept[:14] == list(range(14))
    assert len(kept) == 2 + DAYS + WEEKS + MONTHS
    assert kept[14:24] == [14, *range(21, 22 + 7 * 8, 7)]
    assert superseded([each for each in daily if each not in gone], NOW) == ()


@given(COPIES)
def test_what_is_damaged_or_from_the_future_stays(copies: list[Dated]) -> None:
    for each in superseded(copies, NOW):
        assert each.good
        assert each.made_at <= NOW
        assert each.written_at <= NOW


@given(COPIES)
def test_the_longest_good_log_stays(copies: list[Dated]) -> None:
    good = [each for each in copies if each.good and each.youngest <= NOW]
    gone = superseded(copies, NOW)
    if good:
        longest = max(each.audit_count for each in good)
        assert [each for each in good if each.audit_count == longest and each not in gone]
    assert set(gone) <= set(good)


@given(COPIES)
def test_two_days_stay_whole(copies: list[Dated]) -> None:
    for each in superseded(copies, NOW):
        assert NOW - each.made_at >= RECENT
        assert NOW - each.written_at >= RECENT


@given(COPIES)
def test_a_second_round_removes_nothing_more(copies: list[Dated]) -> None:
    gone = superseded(copies, NOW)
    assert superseded([each for each in copies if each not in gone], NOW) == ()


@given(COPIES, COPIES)
def test_copies_that_do_not_count_change_nothing(copies: list[Dated], others: list[Dated]) -> None:
    names = {each.name for each in copies}
    bad = [replace(each, good=False) for each in others if each.name not in names]
    assert superseded([*copies, *bad], NOW) == superseded(copies, NOW)


@given(HONEST)
def test_few_copies_stay_and_never_none(copies: list[Dated]) -> None:
    kept = [each for each in copies if each not in superseded(copies, NOW)]
    old = [each for each in kept if NOW - each.made_at >= RECENT]
    assert copies[-1] in kept
    assert len(old) <= DAYS + WEEKS + MONTHS + 1


def test_a_copy_that_claims_to_be_younger_than_a_longer_log_is_left_alone() -> None:
    wrong_clock = [honest(60 * 24 * 100 + step, 100 - step) for step in range(4)]
    claims = replace(wrong_clock[2], made_at=NOW - timedelta(days=90), written_at=NOW - timedelta(days=90))
    copies = [*wrong_clock[:2], claims, wrong_clock[3], honest(0, 500)]
    assert claims not in superseded(copies, NOW)
