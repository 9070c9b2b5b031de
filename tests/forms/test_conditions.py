"""Conditions, ages and school years."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.forms.conditions import (
    age_on,
    answered,
    both,
    concerns_child_under_13,
    differs,
    equals,
    includes,
    names_child_under_13,
    raises_concern,
    unanswered,
)
from ssp_desktop.forms.school_year import academic_year, year_group, year_group_follows
from ssp_desktop.forms.spec import always, never
from ssp_desktop.vocabulary.people import YearGroup

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (always, {}, True),
        (never, {}, False),
        (equals("a", "x", "y"), {"a": "y"}, True),
        (equals("a", "x"), {}, False),
        (differs("a", "x"), {"a": "y"}, True),
        (differs("a", "x"), {"a": "x"}, False),
        (differs("a", "x"), {"a": ""}, False),
        (includes("a", "x"), {"a": ("y", "x")}, True),
        (includes("a", "x"), {"a": ()}, False),
        (includes("a", "x"), {}, False),
        (answered("a"), {"a": "x"}, True),
        (answered("a"), {}, False),
        (unanswered("a"), {"a": None}, True),
        (unanswered("a"), {"a": 1}, False),
        (both(always, never), {}, False),
        (both(always, always), {}, True),
        (raises_concern, {"concerns": ("none",)}, False),
        (raises_concern, {"concerns": ("theft",)}, True),
        (raises_concern, {}, False),
    ],
)
def test_conditions(condition: Any, values: dict[str, Any], holds: bool) -> None:
    assert condition(values) is holds


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2013, 11, 20), DAY, 13),
        (date(2013, 11, 21), DAY, 12),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (DAY, DAY, 0),
    ],
)
def test_age_in_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("births", "day", "young"),
    [
        ([date(2013, 11, 21)], DAY, True),
        ([date(2013, 11, 20)], DAY, False),
        ([None, "31/02", date(2010, 1, 1)], DAY, False),
        ([date(2010, 1, 1), date(2015, 1, 1)], DAY, True),
        ([], DAY, False),
        ([date(2015, 1, 1)], None, False),
        ([date(2015, 1, 1)], "31/02/2026", False),
    ],
)
def test_a_child_under_13_is_noticed_on_the_day_of_the_contact(
    births: list[Any], day: Any, young: bool
) -> None:
    values = {"contact_date": day, "pupils": tuple({"date_of_birth": born} for born in births)}
    assert names_child_under_13(values) is young
    assert concerns_child_under_13({**values, "concerns": ("sexual",)}) is young
    assert concerns_child_under_13({**values, "concerns": ("theft",)}) is False
    assert concerns_child_under_13({**values, "concerns": ()}) is False


@pytest.mark.parametrize(
    ("year", "young"), [("R", True), ("7", True), ("8", True), ("9", False), ("", False)]
)
def test_without_a_date_of_birth_the_school_year_says_who_may_be_under_13(year: str, young: bool) -> None:
    pupils = ({"date_of_birth": None, "year_group": year},)
    assert names_child_under_13({"contact_date": DAY, "pupils": pupils}) is young


@pytest.mark.parametrize("concern", ["sexual", "harm", "exploitation", "fgm"])
def test_these_concerns_about_a_child_under_13_are_urgent(concern: str) -> None:
    values = {"contact_date": DAY, "pupils": ({"date_of_birth": date(2015, 1, 1)},), "concerns": (concern,)}
    assert concerns_child_under_13(values)


@pytest.mark.parametrize(
    ("born", "day", "group", "stage"),
    [
        (date(2015, 8, 31), date(2026, 8, 31), "6", "key stage 2"),
        (date(2015, 8, 31), date(2026, 9, 1), "7", "key stage 3"),
        (date(2015, 9, 1), date(2026, 9, 1), "6", "key stage 2"),
        (date(2022, 8, 31), date(2026, 9, 1), "R", "early years"),
        (date(2022, 9, 1), date(2026, 9, 1), "none", "Not of school age"),
        (date(2021, 1, 1), DAY, "1", "key stage 1"),
        (date(2011, 1, 1), DAY, "11", "key stage 4"),
        (date(2009, 1, 1), DAY, "13", "key stage 5"),
        (date(2008, 8, 31), DAY, "none", "Not of school age"),
    ],
)
def test_the_year_group_follows_from_the_birth_and_turns_on_the_first_of_september(
    born: date, day: date, group: str, stage: str
) -> None:
    assert year_group(born, day) == group
    assert stage in YearGroup(group).label
    assert year_group_follows({"date_of_birth": born, "contact_date": day}) == group


def test_without_a_birth_no_year_group_follows_and_without_a_contact_date_today_counts() -> None:
    assert year_group_follows({"date_of_birth": "31/02/2014", "contact_date": DAY}) == ""
    assert year_group_follows({}) == ""
    today = date.today()
    born = today - timedelta(days=365 * 10)
    assert year_group_follows({"date_of_birth": born, "contact_date": None}) == year_group(born, today)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_year_group_is_the_age_reached_in_the_school_year(born: date, day: date) -> None:
    """Handbook appendix D: Year 7 is 11 to 12, whatever the day in the school year."""
    group = year_group(born, day)
    age_at_start = age_on(born, date(academic_year(day), 8, 31))
    if group is YearGroup.NONE:
        assert not 4 <= age_at_start <= 17
    else:
        assert age_at_start - 4 == (0 if group is YearGroup.RECEPTION else int(group))
