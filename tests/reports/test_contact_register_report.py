"""The printed contact register: every line, totals, many pages, stopped half way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.reports.blocks import Notice
from ssp_desktop.reports.contact_register_report import (
    ContactRegister,
    RegisterLine,
    contact_register_report,
)
from ssp_desktop.reports.document import render
from tests.reports.documents import STAMP, faults, pages, text

FIRST = date(2026, 9, 1)
STATES = ("Waiting for the SPOC", "Agreed by the SPOC", "The SPOC disagreed")


def lines(count: int) -> tuple[RegisterLine, ...]:
    return tuple(
        RegisterLine(
            reference=f"CL-2026-{number:05d}",
            contact_date=FIRST + timedelta(days=number % 90),
            subject="Worry about friends out of school",
            pupils=("Bea Example-Marsh", "Łucja Example-Żółkiewska")[: 1 + number % 2],
            school=("Larkfield Example Academy", "Ashdown Example School")[number % 2],
            author="PC 0001 Example-Okafor",
            state=STATES[number % 3],
        )
        for number in range(1, count + 1)
    )


def register(count: int, school: str = "") -> ContactRegister:
    return ContactRegister(FIRST, date(2026, 11, 30), school, lines(count))


def test_every_line_and_the_totals_are_read_back() -> None:
    made = render(contact_register_report(register(30), STAMP))
    assert faults(made) == []
    words = text(made)
    assert "All schools, 1 September 2026 to 30 November 2026" in words
    assert "Contact logs 30 contact logs Pupils named 45 entries" in words
    assert "Agreed by the SPOC 10 The SPOC disagreed 10 Waiting for the SPOC 10" in words
    assert "Ashdown Example School 15 Larkfield Example Academy 15" in words
    for number in range(1, 31):
        assert f"CL-2026-{number:05d}" in words
    assert "CL-2026-00001 02/09/2026 Worry about" in words


def test_one_school_is_named_once_and_has_no_total_of_its_own() -> None:
    one = tuple(replace(each, school="Larkfield Example Academy") for each in lines(3))
    whole = replace(register(3, "Larkfield Example Academy"), lines=one)
    words = text(render(contact_register_report(whole, STAMP)))
    assert "Larkfield Example Academy, 1 September 2026 to 30 November 2026" in words
    assert "Larkfield Example Academy 3" not in words


def test_five_hundred_lines_tell_their_progress_and_repeat_their_headers() -> None:
    told: list[int] = []
    made = render(contact_register_report(register(500), STAMP), progress=told.append)
    assert faults(made) == []
    found = pages(made)
    assert len(found) > 10
    assert all("Reference, date Subject Pupils School, written by State" in words for words in found)
    assert told == sorted(told)
    assert told[-1] == 100


def test_it_can_be_stopped_half_way() -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 6

    with pytest.raises(UserError, match="You stopped the document before it was finished"):
        render(contact_register_report(register(500), STAMP), cancelled=cancelled)
    assert len(asked) == 7


def test_an_empty_period_and_what_stands_on_top() -> None:
    made = render(contact_register_report(register(0), STAMP, (Notice("Not for use.", "Preview"),)))
    assert faults(made) == []
    words = text(made)
    assert words.index("Preview Not for use.") < words.index("Totals")
    assert "There is no contact log in this period." in words


def test_a_line_without_date_and_pupils_is_printed() -> None:
    bare = RegisterLine("CL-2026-00001", None, "<b>&", (), "A", "B", STATES[0])
    words = text(render(contact_register_report(replace(register(0), lines=(bare,)), STAMP)))
    assert "CL-2026-00001 – <b>& – A B Waiting for the SPOC" in words
