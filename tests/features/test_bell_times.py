"""Bell times: where a moment of the school day falls."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.services.bell_times import Bell, part_of_day
from ssp_desktop.vocabulary.partnership import PartOfDay
from tests.features.arrest_steps import BELLS

DAY = [Bell(*each) for each in BELLS]


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (time(7, 0), PartOfDay.OUTSIDE),
        (time(8, 34), PartOfDay.OUTSIDE),
        (time(8, 35), PartOfDay.CHANGE),
        (time(8, 56), PartOfDay.LESSON),
        (time(9, 40), PartOfDay.CHANGE),
        (time(9, 50), PartOfDay.CHANGE),
        (time(9, 51), PartOfDay.LESSON),
        (time(10, 34), PartOfDay.LESSON),
        (time(10, 35), PartOfDay.CHANGE),
        (time(10, 40), PartOfDay.BREAK),
        (time(10, 45), PartOfDay.BREAK),
        (time(10, 59), PartOfDay.BREAK),
        (time(11, 0), PartOfDay.CHANGE),
        (time(12, 49), PartOfDay.LUNCH),
        (time(15, 5), PartOfDay.CHANGE),
        (time(15, 6), PartOfDay.OUTSIDE),
    ],
)
def test_a_moment_of_an_ordinary_day(at: time, part: PartOfDay) -> None:
    assert part_of_day(DAY, at)[0] is part


def test_a_gap_between_two_bell_times_is_a_change() -> None:
    gap = [Bell("lesson", "A", time(9, 0), time(10, 0)), Bell("lesson", "B", time(11, 0), time(12, 0))]
    assert part_of_day(gap, time(10, 30)) == (PartOfDay.CHANGE, "10:30 is between two bell times.")


def test_without_bell_times_nothing_is_known() -> None:
    part, words = part_of_day([], time(9, 0))
    assert part is PartOfDay.UNKNOWN
    assert "no bell times" in words


@given(st.times(), st.permutations(DAY))
def test_the_order_of_the_bell_times_changes_nothing_and_a_break_is_never_missed(
    at: time, order: list[Bell]
) -> None:
    part, words = part_of_day(order, at)
    assert part is part_of_day(DAY, at)[0]
    assert f"{at:%H:%M}" in words
    in_pause = any(each.kind in {"break", "lunch"} and each.holds(at) for each in DAY)
    assert in_pause == (part in {PartOfDay.BREAK, PartOfDay.LUNCH})
