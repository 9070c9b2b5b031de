"""Fairness: what happened to which groups of pupils, against the school's roll, with small counts hidden.

A pupil counts once in each measure. Nothing here says why groups differ: ``LIMITS`` stands beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ssp_desktop.forms.school_roll import NEEDS, YEARS, roll_key
from ssp_desktop.models import SchoolRoll
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import school_rolls
from ssp_desktop.services.academic_year import AcademicYear, chosen_year
from ssp_desktop.services.fairness_contact import Handling, handling_of
from ssp_desktop.services.fairness_people import Pupil, pupils_of
from ssp_desktop.services.own_school import school_seen
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.small_counts import hidden_everywhere, hidden_overlapping
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.base import Labelled
from ssp_desktop.vocabulary.fairness import Dimension, Measure
from ssp_desktop.vocabulary.people import Ethnicity, Need, Sex, YearGroup

NOUN = "fairness"
NO_YEAR = "No school year recorded"
COMPARED_WITH = "all pupils on the roll"
LIMITS: Final = (
    "The figures count pupils who stand in this program's records. They do not say why groups differ, and a "
    "difference by itself proves neither unfair treatment nor its absence. It is a reason to look closer.",
    "Ethnicity counts when the pupil said it, or the school's record gave it. An officer's view of it is no "
    "self-definition and counts as not stated. Where many are not stated, no conclusion can be drawn.",
    "More contact is not the same as more harm: a victim, a witness and a pupil who asks for help are "
    "contacts too. Read the measures apart, and read the records behind them.",
    "A school in which an officer works records more, because offences that are reported there must be "
    "recorded. Most of what is recorded ends without police action.",
    "One school in one year has few pupils in most groups, so a single pupil can change a rate. Look at "
    "several years, and at several schools together.",
)
# Groups that hold every pupil once; needs overlap.
_GROUPS: Final[dict[Dimension, tuple[Labelled, ...]]] = {
    Dimension.ETHNICITY: tuple(Ethnicity),
    Dimension.SEX: tuple(Sex),
    Dimension.AGE: (*YEARS, YearGroup.NONE),
    Dimension.NEED: tuple(each for each in Need if each is not Need.NONE_KNOWN),
}
_WHOLE: Final = (Dimension.ETHNICITY, Dimension.SEX, Dimension.AGE)
_GROUPS_OF: Final[dict[Dimension, Callable[[Pupil], Iterable[str]]]] = {
    Dimension.ETHNICITY: lambda pupil: (pupil.ethnicity,),
    Dimension.SEX: lambda pupil: (pupil.sex,),
    Dimension.AGE: lambda pupil: (pupil.year,),
    Dimension.NEED: lambda pupil: pupil.needs,
}


@dataclass(frozen=True)
class Count:
    """A number that may not be shown. ``number`` is None when it is hidden, or not known at all."""

    number: int | None
    hidden: bool = False


@dataclass(frozen=True)
class Cell:
    """One group in one measure. ``rate`` is per 100 pupils of the group, ``ratio`` against all pupils.

    ``too_many`` is True when more pupils were counted than the roll has in the group: then there is no rate.
    """

    count: Count
    rate: float | None
    ratio: float | None
    too_many: bool = False


@dataclass(frozen=True)
class GroupLine:
    """One group: its number on the roll, and a cell for each measure."""

    label: str
    roll: Count
    cells: dict[Measure, Cell]


@dataclass(frozen=True)
class Fairness:
    """One school and year. ``roll_words`` tell where the roll comes from, or that there is none.

    ``totals`` are all pupils; ``not_stated`` those without a stated ethnicity; ``perceived`` those of them of
    whom an officer's view is all there is. ``share_not_stated`` is per 100 pupils in contact logs.
    """

    partnership_id: int
    school: str
    year: AcademicYear
    roll_words: str
    totals: GroupLine
    tables: dict[Dimension, tuple[GroupLine, ...]]
    not_stated: Count
    perceived: Count
    share_not_stated: float | None
    warnings: tuple[str, ...]
    handling: Handling


def open_fairness(signed_in: SignedIn, partnership_id: int, begins: int) -> Fairness:
    """Return the comparison for the year that begins in September of ``begins``. For the police alone."""

    def work(work: Work) -> Fairness:
        found = compute(work, partnership_id, chosen_year(begins))
        work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, {found.year.label}")
        return found

    return run(signed_in, Action.FAIRNESS_READ, work)


def compute(work: Work, partnership_id: int, year: AcademicYear) -> Fairness:
    """Return the comparison for one school and year."""
    school = school_seen(work, partnership_id, Action.FAIRNESS_READ, NOUN)
    roll = school_rolls.find(work, partnership_id, year)
    pupils = pupils_of(work, partnership_id, year)
    columns = {each: _column([pupil for pupil in pupils if each in pupil.measures]) for each in Measure}
    on_roll = _roll_column(roll)
    totals = _line("All pupils", on_roll.total, {key: each.total for key, each in columns.items()}, None)
    tables = {
        dimension: tuple(
            _line(
                NO_YEAR if group is YearGroup.NONE else group.label,
                on_roll.counts[dimension][place],
                {key: each.counts[dimension][place] for key, each in columns.items()},
                totals,
            )
            for place, group in enumerate(groups)
        )
        for dimension, groups in _GROUPS.items()
    }
    not_stated = tables[Dimension.ETHNICITY][-1].cells[Measure.CONTACTS].count
    in_logs = [each for each in pupils if Measure.CONTACTS in each.measures]
    return Fairness(
        partnership_id,
        school,
        year,
        _roll_words(roll),
        totals,
        tables,
        not_stated,
        _alone(sum(each.perceived for each in in_logs)),
        _per_hundred(not_stated, totals.cells[Measure.CONTACTS].count),
        tuple(_warnings(tables, totals)),
        handling_of(work, partnership_id, year),
    )


@dataclass(frozen=True)
class _Column:
    """The counts of one measure, or of the roll, in every dimension."""

    total: Count
    counts: dict[Dimension, tuple[Count, ...]]


def _column(pupils: list[Pupil]) -> _Column:
    numbers: dict[Dimension, list[int | None]] = {}
    for dimension, groups in _GROUPS.items():
        found = Counter(group for pupil in pupils for group in _GROUPS_OF[dimension](pupil))
        numbers[dimension] = [found[group.value] for group in groups]
    return _covered(len(pupils), numbers)


def _roll_column(roll: SchoolRoll | None) -> _Column:
    """Return the roll as it may be shown; a number that nobody entered stays unknown."""
    numbers: dict[Dimension, list[int | None]] = {
        dimension: [_on_roll(roll, group) for group in groups] for dimension, groups in _GROUPS.items()
    }
    return _covered(roll.pupils if roll else None, numbers)


def _on_roll(roll: SchoolRoll | None, group: Labelled) -> int | None:
    asked = not isinstance(group, Need | YearGroup) or group in NEEDS or group in YEARS
    number: int | None = getattr(roll, roll_key(group)) if roll is not None and asked else None
    return number


def _covered(total: int | None, numbers: dict[Dimension, list[int | None]]) -> _Column:
    known = {key: [each or 0 for each in counts] for key, counts in numbers.items()}
    hidden = hidden_everywhere({key: known[key] for key in _WHOLE})
    counts = {}
    for dimension, each in numbers.items():
        if dimension not in _WHOLE:
            places = hidden_overlapping(known[dimension])
        else:
            places = frozenset(range(len(each))) if hidden is None else hidden[dimension]
        counts[dimension] = tuple(
            Count(None, hidden=number is not None) if place in places else Count(number)
            for place, number in enumerate(each)
        )
    return _Column(Count(None, hidden=True) if hidden is None else Count(total), counts)


def _alone(number: int) -> Count:
    """Return a count that stands by itself."""
    return Count(None, hidden=True) if hidden_overlapping([number]) else Count(number)


def _line(label: str, roll: Count, counts: dict[Measure, Count], totals: GroupLine | None) -> GroupLine:
    return GroupLine(
        label,
        roll,
        {
            key: _cell(count, roll, totals.cells[key].rate if totals else None)
            for key, count in counts.items()
        },
    )


def _cell(count: Count, roll: Count, compared: float | None) -> Cell:
    too_many = count.number is not None and roll.number is not None and count.number > roll.number
    rate = None if too_many else _per_hundred(count, roll)
    ratio = rate / compared if rate is not None and compared else None
    return Cell(count, rate, ratio, too_many)


def _per_hundred(part: Count, whole: Count) -> float | None:
    if part.number is None or not whole.number:
        return None
    return 100 * part.number / whole.number


def _roll_words(roll: SchoolRoll | None) -> str:
    if roll is None or roll.counted_on is None:
        return "No roll is entered for this year, so there are numbers but no rates."
    return f"Roll of {roll.counted_on:%d %B %Y}: {roll.source}.".replace(" 0", " ")


def _warnings(tables: dict[Dimension, tuple[GroupLine, ...]], totals: GroupLine) -> Iterable[str]:
    for line in (totals, *(each for lines in tables.values() for each in lines)):
        measures = [key.label.lower() for key, cell in line.cells.items() if cell.too_many]
        if measures:
            yield (
                f"{line.label}: more pupils were counted than the roll has in this group "
                f"({', '.join(measures)}). The roll or the answers in the records are wrong, or pupils left "
                "during the year. No rate is given."
            )
