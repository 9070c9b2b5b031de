"""The comparison of groups as a person reads it: on the screen and on paper the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssp_desktop.reports.fairness_report import PrintedComparison, PrintedFairness
from ssp_desktop.services.fairness import (
    COMPARED_WITH,
    LIMITS,
    Cell,
    Count,
    Fairness,
    GroupLine,
    open_fairness,
)
from ssp_desktop.services.fairness_contact import Handling
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.chart import DASH
from ssp_desktop.vocabulary.fairness import Dimension, Measure

HIDDEN = "not shown"
HOW_TO_READ = (
    "Each field gives how many pupils, how many of 100 pupils of the group on the roll, and how many times "
    f"the rate of {COMPARED_WITH}. “{HIDDEN}” stands for a number under 5, and for others from which it "
    "could be worked out. A dash means that there is nothing to divide."
)
HEADERS = ("Group", "On the roll", *(each.label for each in Measure))


@dataclass(frozen=True)
class ShownGroup:
    """One group in one measure, ready to read."""

    id: int
    label: str
    roll: str
    pupils: str
    rate: str
    ratio: str


@dataclass(frozen=True)
class FairnessInWords:
    """One school and year as the page shows it: ``groups`` by measure and way of comparing."""

    partnership_id: int
    begins: int
    printed: PrintedFairness
    groups: dict[Measure, dict[Dimension, tuple[ShownGroup, ...]]]


def open_in_words(signed_in: SignedIn, partnership_id: int, begins: int) -> FairnessInWords:
    """Return the comparison ready to read. For the police alone."""
    found = open_fairness(signed_in, partnership_id, begins)
    return FairnessInWords(partnership_id, found.year.begins, in_words(found), shown_groups(found))


def shown_groups(fairness: Fairness) -> dict[Measure, dict[Dimension, tuple[ShownGroup, ...]]]:
    """Return the groups by measure and way of comparing, ready to read: what is hidden stays hidden."""
    return {
        measure: {dimension: _shown(fairness, dimension, measure) for dimension in Dimension}
        for measure in Measure
    }


def _shown(fairness: Fairness, dimension: Dimension, measure: Measure) -> tuple[ShownGroup, ...]:
    lines = (fairness.totals, *(each for each in fairness.tables[dimension] if _says_something(each)))
    return tuple(
        ShownGroup(
            place,
            each.label,
            count_words(each.roll),
            count_words(each.cells[measure].count),
            _decimal(each.cells[measure].rate),
            _decimal(each.cells[measure].ratio),
        )
        for place, each in enumerate(lines)
    )


def _decimal(number: float | None) -> str:
    return DASH if number is None else f"{number:.1f}"


def in_words(fairness: Fairness) -> PrintedFairness:
    """Return everything ready to read."""
    return PrintedFairness(
        year=fairness.year.label,
        roll_words=fairness.roll_words,
        how_to_read=HOW_TO_READ,
        limits=LIMITS,
        warnings=fairness.warnings,
        comparisons=tuple(
            PrintedComparison(
                dimension.label,
                HEADERS,
                (_row(fairness.totals), *(_row(each) for each in lines if _says_something(each))),
            )
            for dimension, lines in fairness.tables.items()
        ),
        facts=(*_stated(fairness), *_handled(fairness.handling)),
    )


def count_words(count: Count) -> str:
    """Return a number, a dash when it is not known, or that it is not shown."""
    if count.hidden:
        return HIDDEN
    return DASH if count.number is None else f"{count.number:,}"


def _says_something(line: GroupLine) -> bool:
    """Leave out a group that is neither on the roll nor in any record."""
    counts = [line.roll, *(cell.count for cell in line.cells.values())]
    return any(each.hidden or each.number for each in counts)


def _row(line: GroupLine) -> tuple[str, ...]:
    return (line.label, count_words(line.roll), *(_cell(line.cells[each]) for each in Measure))


def _cell(cell: Cell) -> str:
    words = count_words(cell.count)
    if cell.rate is None or not cell.count.number:
        return words
    ratio = "" if cell.ratio is None else f"\n{cell.ratio:.1f} times"
    return f"{words}\n{cell.rate:.1f} of 100{ratio}"


def _stated(fairness: Fairness) -> Iterator[tuple[str, str]]:
    share = "" if fairness.share_not_stated is None else f", {fairness.share_not_stated:.0f} of 100"
    yield "Ethnicity not stated, of pupils in contact logs", f"{count_words(fairness.not_stated)}{share}"
    yield "Of these, only an officer's view is recorded", count_words(fairness.perceived)


def _handled(told: Handling) -> Iterator[tuple[str, str]]:
    yield (
        "Contact logs without a parent or carer told",
        _of(told.no_parent, told.with_pupils, "that name a pupil"),
    )
    yield "Crime decisions without a victim's contact", _of(told.no_victim, told.decided, "with a decision")
    yield "Crime decisions without a suspect's contact", _of(told.no_suspect, told.decided, "with a decision")
    days = (
        DASH if told.median_days is None else f"{told.median_days:,.0f} days, of {told.finished:,} contacts"
    )
    yield "From contact to the last outcome (median)", days
    yield "Over six months, finished or still open", f"{told.over_six_months:,}"
    yield "Contacts with an action still open", f"{told.still_open:,}"


def _of(part: int, whole: int, called: str) -> str:
    return f"{part:,} of {whole:,} {called}" if whole else DASH
