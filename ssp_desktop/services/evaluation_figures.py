"""The figures of an evaluation: computed while it is written, frozen for signature, compared with today's.

Nobody types a figure. Once frozen, a record that is corrected changes the computation but not what was
signed: the difference is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.spec import empty_row
from ssp_desktop.models import Evaluation
from ssp_desktop.services import indicator_guidance, indicators
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.indicators import Indicator
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.partnership import SchoolTerm

DASH = "\u2013"
_BEFORE = "_before"


@dataclass(frozen=True)
class ShownFigure:
    """One figure of an evaluation, with its note. None stands for a dash.

    ``today`` is what the records give now where that differs from the frozen figure, in words; else empty.
    """

    key: str
    group: str
    label: str
    words: str
    police_only: bool
    figure: int | None
    last_year: int | None
    by_term: Mapping[SchoolTerm, int]
    by_term_last_year: Mapping[SchoolTerm, int]
    note: str
    today: str


def figure_words(figure: int | None) -> str:
    """Return a figure as it is read; a dash where the question does not arise."""
    return DASH if figure is None else f"{figure:,}"


def frozen_rows(work: Work, record: Evaluation) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return the figures of now as the rows in which they are frozen. The reader must be of the police."""
    found = _now(work, record)
    return {
        "figures": tuple(_row("figures", each) for each in found if not each.police_only),
        "police_figures": tuple(_row("police_figures", each) for each in found if each.police_only),
    }


def _now(work: Work, record: Evaluation) -> tuple[Indicator, ...]:
    return indicators.compute(work, record.partnership_id, AcademicYear(record.year))


def _row(key: str, each: Indicator) -> dict[str, Any]:
    return {
        **empty_row(EVALUATION.field(key)),
        "indicator": each.key,
        "label": each.label,
        "figure": each.figure,
        "last_year": each.last_year,
        **{term.value: each.by_term.get(term) for term in SchoolTerm},
        **{f"{term.value}{_BEFORE}": each.by_term_last_year.get(term) for term in SchoolTerm},
    }


def shown(work: Work, record: Evaluation, values: Mapping[str, Any]) -> tuple[ShownFigure, ...]:
    """Return the figures as this reader may see them: the frozen ones, else those of now.

    Args:
        work: the unit of work.
        record: the evaluation.
        values: its answers, as this reader may see them.
    """
    now = _now(work, record)
    notes = {
        row["indicator"]: row["words"]
        for key in ("annotations", "police_annotations")
        for row in values.get(key, ())
    }
    if record.frozen_on is None:
        return tuple(_shown_now(each, notes.get(each.key, "")) for each in now)
    rows = [row for key in ("figures", "police_figures") for row in values.get(key, ())]
    order = {each.key: place for place, each in enumerate(indicator_guidance.edition().indicators)}
    rows.sort(key=lambda row: order.get(row["indicator"], len(order)))
    today = {each.key: each for each in now}
    return tuple(
        _shown_frozen(row, today.get(row["indicator"]), notes.get(row["indicator"], "")) for row in rows
    )


def _shown_now(each: Indicator, note: str) -> ShownFigure:
    return ShownFigure(
        each.key,
        each.group,
        each.label,
        each.words,
        each.police_only,
        each.figure,
        each.last_year,
        each.by_term,
        each.by_term_last_year,
        note,
        "",
    )


def _shown_frozen(row: Mapping[str, Any], now: Indicator | None, note: str) -> ShownFigure:
    return ShownFigure(
        row["indicator"],
        now.group if now else "",
        row["label"],
        now.words if now else "",
        now.police_only if now else False,
        row["figure"],
        row["last_year"],
        _terms(row, ""),
        _terms(row, _BEFORE),
        note,
        ". ".join(_differences(row, now)),
    )


def _terms(row: Mapping[str, Any], ending: str) -> dict[SchoolTerm, int]:
    found = {term: row[f"{term.value}{ending}"] for term in SchoolTerm}
    return {term: figure for term, figure in found.items() if figure is not None}


def _differences(row: Mapping[str, Any], now: Indicator | None) -> Iterator[str]:
    if now is None:
        yield "This indicator is not counted any more"
        return
    for words, frozen, today in (
        ("", row["figure"], now.figure),
        ("Last year: ", row["last_year"], now.last_year),
    ):
        if frozen != today:
            yield f"{words}{figure_words(frozen)} when it was frozen, {figure_words(today)} today"
