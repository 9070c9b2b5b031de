"""What stands in the exports of figures: the indicators, the list behind one, fairness, the school's roll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ssp_desktop.forms.school_roll import AGE, ETHNICITY, NEED, NEEDS, SEX, YEARS
from ssp_desktop.reports.spreadsheet import Cell
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import fairness, indicators, school_rolls
from ssp_desktop.services.academic_year import chosen_year
from ssp_desktop.services.export_list import ExportList, day, of_one_school
from ssp_desktop.services.fairness_words import ShownGroup, shown_groups
from ssp_desktop.services.indicators import Indicator, Line
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.fairness import Dimension, Measure
from ssp_desktop.vocabulary.partnership import SchoolTerm
from ssp_desktop.vocabulary.people import Ethnicity, Sex

_KINDS = {
    "activity": "Activity",
    "contact_log": "Contact log",
    "information_share": "Information shared",
    "partnership": "Partnership",
}
# Each group with its code, as a roll is taken from a file again: ``school_roll_file.py``.
_ROLL = (
    ("Ethnicity", ETHNICITY, tuple(Ethnicity)),
    ("Sex", SEX, tuple(Sex)),
    ("Year", AGE, YEARS),
    ("Need", NEED, NEEDS),
)
GroupRow = tuple[Measure, Dimension, ShownGroup]


def _indicators(work: Work, partnership_id: int, *, begins: int) -> Sequence[Indicator]:
    return indicators.compute(work, partnership_id, chosen_year(begins))


def _indicator(row: Indicator) -> tuple[Cell, ...]:
    terms = (row.by_term.get(term) for term in SchoolTerm)
    return (row.group, row.label, row.figure, row.last_year, *terms, row.words)


def _lines(
    work: Work, *, after: indicators.Key | None, limit: int, partnership_id: int, begins: int, key: str
) -> Sequence[Line]:
    return indicators.behind(work, partnership_id, chosen_year(begins), key, after=after, limit=limit)


def _line(row: Line) -> tuple[Cell, ...]:
    return (day(row.happened_on), _KINDS[row.noun], row.reference, row.number, row.words)


def _fairness(work: Work, partnership_id: int, *, begins: int) -> Sequence[GroupRow]:
    groups = shown_groups(fairness.compute(work, partnership_id, chosen_year(begins)))
    return tuple(
        (measure, dimension, group)
        for measure, dimensions in groups.items()
        for dimension, lines in dimensions.items()
        for group in lines
    )


def _group(row: GroupRow) -> tuple[Cell, ...]:
    measure, dimension, group = row
    figures = (group.roll, group.pupils, group.rate, group.ratio)
    return (measure.label, dimension.label, group.label, *figures)


def _roll(work: Work, partnership_id: int, *, begins: int) -> Sequence[tuple[Cell, ...]]:
    values = school_rolls.view(work, partnership_id, chosen_year(begins))
    return tuple(_roll_rows(values)) if values else ()


def _roll_rows(values: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
    whence = (day(values["counted_on"]), values["source"])
    yield ("All", "", "All pupils on the roll", values["pupils"], *whence)
    for name, section, groups in _ROLL:
        for field, group in zip(section.fields, groups, strict=True):
            yield (name, group.value, group.label, values[field.key], *whence)


def _as_it_stands(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return row


FIGURES = {
    "indicators": ExportList(
        indicators.NOUN,
        "Figures of the year",
        (Action.INDICATOR_READ,),
        (
            "Group",
            "Indicator",
            "This year",
            "The year before",
            *(term.label for term in SchoolTerm),
            "What is counted",
        ),
        of_one_school(_indicators),
        _indicator,
    ),
    "indicator": ExportList(
        indicators.NOUN,
        "Records behind a figure",
        (Action.INDICATOR_READ,),
        ("Date", "Kind", "Reference", "Counts for", "About"),
        _lines,
        _line,
        lambda row: row.key,
    ),
    "fairness": ExportList(
        fairness.NOUN,
        "Fairness",
        (Action.FAIRNESS_READ,),
        (
            "What happened",
            "Compared by",
            "Group",
            "On the roll",
            "Pupils",
            "Of 100 on the roll",
            "Times all pupils' rate",
        ),
        of_one_school(_fairness),
        _group,
    ),
    "school_roll": ExportList(
        school_rolls.NOUN,
        "School roll",
        (Action.SCHOOL_ROLL_WRITE,),
        ("Group", "Code", "Name", "Pupils", "Counted on", "Where the numbers come from"),
        of_one_school(_roll),
        _as_it_stands,
    ),
}
