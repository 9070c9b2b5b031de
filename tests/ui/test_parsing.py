"""Dates, times and numbers as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.forms.parsing import (
    format_date,
    format_number,
    format_time,
    parse_date,
    parse_number,
    parse_time,
)


@pytest.mark.parametrize(
    "typed",
    [
        "1/2/2026",
        "01/02/2026",
        " 01-02-2026 ",
        "1.2.2026",
        "1 2 2026",
        "1 Feb 2026",
        "1 february 2026",
        "1st Feb, 2026",
        "1feb2026",
        "2026-02-01",
    ],
)
def test_a_date_may_be_typed_in_any_usual_way_and_the_day_comes_first(typed: str) -> None:
    assert parse_date(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "29/2/2026",
        "1/2/26",
        "1 Feb 26",
        "1/13/2026",
        "0/1/2026",
        "1/1/0000",
        "2/2026",
        "1 Foo 2026",
        "tomorrow",
        "1/2/2026 x",
        "\x00",
        "\ud800",
        "١/٢/٢٠٢٦",
        "9" * 1000,
    ],
)
def test_what_is_not_a_date_stays_as_it_was_typed(typed: str) -> None:
    assert parse_date(typed) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("14.05", time(14, 5)),
        ("14h05", time(14, 5)),
        ("905", time(9, 5)),
        ("9:05", time(9, 5)),
        ("2pm", time(14, 0)),
        ("2.05 p.m.", time(14, 5)),
        ("12am", time(0, 0)),
        ("12pm", time(12, 0)),
        ("00:00", time(0, 0)),
    ],
)
def test_a_time_may_be_typed_in_any_usual_way(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["24:00", "14:60", "13pm", "0pm", "14", "noon", "14:5", "14:05:00", "9" * 50]
)
def test_what_is_not_a_time_stays_as_it_was_typed(typed: str) -> None:
    assert parse_time(typed) == typed


@pytest.mark.parametrize(("typed", "meant"), [("0", 0), (" 12 ", 12), ("-3", -3), ("007", 7)])
def test_a_whole_number_is_read(typed: str, meant: int) -> None:
    assert parse_number(typed) == meant


@pytest.mark.parametrize("typed", ["1.5", "1,000", "twelve", "1e3", "²", "٣", "1" * 10, "--1"])
def test_what_is_not_a_whole_number_stays_as_it_was_typed(typed: str) -> None:
    assert parse_number(typed) == typed


@pytest.mark.parametrize("parse", [parse_date, parse_time, parse_number])
def test_nothing_but_spaces_is_no_answer(parse: object) -> None:
    assert callable(parse)
    assert parse("") is None
    assert parse(" \t ") is None


@given(st.dates())
def test_every_date_reads_back_as_it_was_written(day: date) -> None:
    assert parse_date(format_date(day)) == day


@given(st.times())
def test_every_time_reads_back_to_the_minute(moment: time) -> None:
    assert parse_time(format_time(moment)) == moment.replace(second=0, microsecond=0)


@given(st.integers(-99_999_999, 999_999_999))
def test_every_number_reads_back(number: int) -> None:
    assert parse_number(format_number(number)) == number


@given(st.text())
def test_whatever_is_typed_gives_a_value_or_the_text_itself(typed: str) -> None:
    for parse in (parse_date, parse_time, parse_number):
        found = parse(typed)
        assert not isinstance(found, str) or found == typed


@pytest.mark.parametrize("write", [format_date, format_time, format_number])
def test_text_that_is_no_value_is_written_as_it_stands(write: object) -> None:
    assert callable(write)
    assert write("31/02/2026") == "31/02/2026"
    assert write(None) == ""
