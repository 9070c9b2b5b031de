"""A school's roll in one academic year: how many pupils there are in each group (school census).

The groups are those by which contacts are compared (``services/fairness.py``). An empty box means that the
number is not known; 0 means that there is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.base import Labelled
from ssp_desktop.vocabulary.people import Ethnicity, Need, Sex, YearGroup

MOST_PUPILS = 20_000
YEARS: Final = tuple(each for each in YearGroup if each is not YearGroup.NONE)
NEEDS: Final = (Need.SEND, Need.EHCP, Need.EAL)


def roll_key(group: Labelled) -> str:
    """Return the key of the question that asks for a group: ``ethnicity_w1``, ``sex_female``, ``year_10``."""
    kind = {Ethnicity: "ethnicity", Sex: "sex", YearGroup: "year", Need: "need"}[type(group)]
    return f"{kind}_{group.value.lower()}"


def _numbers(groups: tuple[Labelled, ...]) -> tuple[Field, ...]:
    return tuple(
        Field(roll_key(each), each.label, Kind.NUMBER, minimum=0, maximum=MOST_PUPILS) for each in groups
    )


ROLL = Section(
    "roll",
    "The roll",
    (
        Field(
            "counted_on",
            "Day on which the pupils were counted",
            Kind.DATE,
            "The census day.",
            required=always,
        ),
        Field(
            "source",
            "Where the numbers come from",
            Kind.TEXT,
            "Such as: school census, autumn term.",
            required=always,
            max_length=200,
        ),
        Field(
            "pupils",
            "All pupils on the roll",
            Kind.NUMBER,
            required=always,
            minimum=0,
            maximum=MOST_PUPILS,
        ),
    ),
    help="Numbers only. Leave a box empty when the school does not know the number.",
)
ETHNICITY = Section("ethnicity", "Ethnicity", _numbers(tuple(Ethnicity)))
SEX = Section("sex", "Sex", _numbers(tuple(Sex)))
AGE = Section("age", "Age, by school year", _numbers(YEARS))
NEED = Section(
    "need", "Need", _numbers(NEEDS), help="A pupil with several needs is counted under each of them."
)
# Every pupil is in one group of each of these, so that the groups add up to the roll.
WHOLE: Final = (ETHNICITY, SEX, AGE)


def check_sums(values: Values, _context: Context) -> Iterator[Problem]:
    """No group, and no set of groups, has more pupils than the roll."""
    pupils = values.get("pupils")
    if not isinstance(pupils, int):
        return
    for section in WHOLE:
        counts = [values.get(each.key) for each in section.fields]
        found = sum(each for each in counts if isinstance(each, int))
        if found > pupils:
            yield Problem(
                section.fields[0].key,
                f"{section.title}: the groups add up to {found:,}, more than the {pupils:,} pupils on the "
                "roll. Check both.",
            )
    for each in NEED.fields:
        count = values.get(each.key)
        if isinstance(count, int) and count > pupils:
            yield Problem(each.key, f"This is more than the {pupils:,} pupils on the roll. Check both.")


def check_day(values: Values, context: Context) -> Iterator[Problem]:
    """The pupils were counted already."""
    day = values.get("counted_on")
    if isinstance(day, date) and day > context.today:
        yield Problem("counted_on", "This day is in the future. Enter the day of the last count.")


SCHOOL_ROLL = FormSpec(
    noun="school_roll",
    title="School roll",
    version=1,
    sections=(ROLL, ETHNICITY, SEX, AGE, NEED),
    checks=(check_sums, check_day),
)
