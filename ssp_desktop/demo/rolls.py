"""The schools' rolls, invented: one for each year, by which the year's figures are divided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from ssp_desktop.demo.answers import whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.timeline import YEAR, clock_time
from ssp_desktop.forms.school_roll import SCHOOL_ROLL
from ssp_desktop.services import school_rolls

LARKFIELD: dict[str, Any] = {
    "pupils": 1042,
    "ethnicity_w1": 468,
    "ethnicity_w2": 12,
    "ethnicity_w3": 7,
    "ethnicity_w9": 96,
    "ethnicity_m1": 38,
    "ethnicity_m2": 17,
    "ethnicity_m3": 24,
    "ethnicity_m9": 21,
    "ethnicity_a1": 58,
    "ethnicity_a2": 74,
    "ethnicity_a3": 31,
    "ethnicity_a4": 13,
    "ethnicity_a9": 29,
    "ethnicity_b1": 51,
    "ethnicity_b2": 62,
    "ethnicity_b9": 9,
    "ethnicity_o9": 18,
    "ethnicity_ns": 14,
    "sex_female": 517,
    "sex_male": 525,
    "year_7": 210,
    "year_8": 208,
    "year_9": 209,
    "year_10": 207,
    "year_11": 208,
    "need_send": 138,
    "need_ehcp": 31,
    "need_eal": 196,
}
BRACKENMOOR: dict[str, Any] = {
    "pupils": 684,
    "ethnicity_w1": 592,
    "ethnicity_w9": 41,
    "ethnicity_a2": 12,
    "ethnicity_b2": 11,
    "ethnicity_m9": 19,
    "ethnicity_ns": 9,
    "sex_female": 331,
    "sex_male": 353,
    "year_7": 138,
    "year_8": 136,
    "year_9": 137,
    "year_10": 137,
    "year_11": 136,
    "need_send": 97,
    "need_ehcp": 22,
    "need_eal": 24,
}


def steps(book: DeskBook) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield what is entered in the invented term, each with its local time."""
    yield from steps_of(book, YEAR)


def steps_of(book: DeskBook, begins: int) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield the rolls of one school year."""
    for who, school, numbers, at in (
        ("officer", "larkfield", LARKFIELD, "15:20"),
        ("moor.pc", "brackenmoor", BRACKENMOOR, "16:10"),
    ):
        yield (
            datetime.combine(date(begins, 10, 6), clock_time(at)),
            partial(_save, book, who, school, begins, numbers),
        )


def _save(book: DeskBook, who: str, school: str, begins: int, numbers: dict[str, Any]) -> None:
    answers = {"counted_on": date(begins, 10, 1), "source": "School census, autumn term", **numbers}
    filled = whole(SCHOOL_ROLL, answers)
    school_rolls.save(book.signed_in(who), book.schools[school], begins, filled, based_on=0)
