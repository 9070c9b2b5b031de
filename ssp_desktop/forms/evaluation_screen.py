"""The parts of an evaluation as they are asked: measures by aim, notes by figure, the rest as it stands.

The record keeps rows (``EVALUATION``); the screen asks each measure and each figure under its own words.
These functions turn one into the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ssp_desktop.forms.evaluation import (
    ANNOTATIONS,
    EVALUATION,
    MEASURE_QUESTIONS,
    MEETING,
    OBJECTIVES,
    PUPIL_VOICE,
)
from ssp_desktop.forms.spec import Audience, Field, FormSpec, Kind, Problem, Section, Values, empty_row
from ssp_desktop.vocabulary.evaluation import EvaluationPart

_AS_THEY_STAND = {
    EvaluationPart.PUPIL_VOICE: PUPIL_VOICE,
    EvaluationPart.OBJECTIVES: OBJECTIVES,
    EvaluationPart.MEETING: MEETING,
}
_MEASURES = EVALUATION.field("measures")


@dataclass(frozen=True)
class Measure:
    """One published measure of success of an aim."""

    code: str
    aim: str
    title: str
    wording: str


@dataclass(frozen=True)
class Aim:
    """One aim of the partnership."""

    key: str
    title: str
    wording: str


@dataclass(frozen=True)
class AimsEdition:
    """An edition of the aims with their measures, in the order in which they are asked."""

    number: int
    title: str
    source: str
    aims: tuple[Aim, ...]
    measures: tuple[Measure, ...]

    def measures_of(self, aim: Aim) -> tuple[Measure, ...]:
        """Return the measures of one aim."""
        return tuple(each for each in self.measures if each.aim == aim.key)


@dataclass(frozen=True)
class NamedIndicator:
    """A figure that can have a note: its key and its words."""

    key: str
    label: str
    group: str
    police_only: bool


def part_form(
    part: EvaluationPart, edition: AimsEdition, indicators: Sequence[NamedIndicator] = ()
) -> FormSpec:
    """Return the form of one part of an evaluation, for the screen."""
    return FormSpec(f"evaluation_{part.value}", part.label, 1, tuple(_sections(part, edition, indicators)))


def _sections(
    part: EvaluationPart, edition: AimsEdition, indicators: Sequence[NamedIndicator]
) -> Iterator[Section]:
    if part in _AS_THEY_STAND:
        section = _AS_THEY_STAND[part]
        if part is EvaluationPart.OBJECTIVES:  # two long lists: each on a page of its own
            for each in section.fields:
                yield Section(each.key, each.label, (each,))
            return
        yield section
    elif part is EvaluationPart.AIMS:
        for aim in edition.aims:
            fields = tuple(_question(each, q) for each in edition.measures_of(aim) for q in MEASURE_QUESTIONS)
            yield Section(aim.key, aim.title, fields, help=aim.wording)
    else:
        for group in dict.fromkeys(each.group for each in indicators):
            fields = tuple(_note(each) for each in indicators if each.group == group)
            yield Section(f"notes_{len(group)}_{fields[0].key}", group, fields)


def _question(measure: Measure, question: Field) -> Field:
    rated = question is MEASURE_QUESTIONS[0]
    return replace(
        question,
        key=_key(measure.code, question.key),
        label=f"{measure.code}. {measure.title}" if rated else f"{measure.code}. {question.label}",
        help=measure.wording if rated else question.help,
    )


def _note(indicator: NamedIndicator) -> Field:
    return Field(
        f"note_{indicator.key}",
        indicator.label,
        Kind.LONG_TEXT,
        "Only the police read this." if indicator.police_only else "",
        max_length=2000,
        audience=Audience.POLICE if indicator.police_only else Audience.EVERYONE,
    )


def _key(code: str, question: str) -> str:
    return f"{code}_{question}"


def to_part(
    part: EvaluationPart, edition: AimsEdition, indicators: Sequence[NamedIndicator], values: Values
) -> dict[str, Any]:
    """Return the answers of one part as its screen shows them."""
    if part in _AS_THEY_STAND:
        return {each.key: values[each.key] for each in _AS_THEY_STAND[part].fields}
    if part is EvaluationPart.AIMS:
        rows = {row["code"]: row for row in values["measures"]}
        return {
            _key(each.code, question.key): (rows.get(each.code) or empty_row(_MEASURES))[question.key]
            for each in edition.measures
            for question in MEASURE_QUESTIONS
        }
    notes = {row["indicator"]: row["words"] for key in _NOTE_KEYS for row in values[key]}
    return {f"note_{each.key}": notes.get(each.key, "") for each in indicators}


_NOTE_KEYS = tuple(each.key for each in ANNOTATIONS.fields)


def from_part(
    part: EvaluationPart,
    edition: AimsEdition,
    indicators: Sequence[NamedIndicator],
    answers: Values,
    stored: Values,
) -> dict[str, Any]:
    """Return the record's answers: those of one part's screen, laid over what is stored."""
    if part in _AS_THEY_STAND:
        return {**stored, **{each.key: answers[each.key] for each in _AS_THEY_STAND[part].fields}}
    if part is EvaluationPart.AIMS:
        rows = {row["code"]: row for row in stored["measures"]}
        measures = tuple(
            {
                **(rows.get(each.code) or empty_row(_MEASURES)),
                "code": each.code,
                **{q.key: answers[_key(each.code, q.key)] for q in MEASURE_QUESTIONS},
            }
            for each in edition.measures
        )
        return {**stored, "edition": edition.number, "measures": measures}
    return {**stored, **{key: tuple(_notes(key, indicators, answers, stored)) for key in _NOTE_KEYS}}


def _notes(
    key: str, indicators: Sequence[NamedIndicator], answers: Values, stored: Values
) -> Iterator[dict[str, Any]]:
    police = EVALUATION.field(key).audience is Audience.POLICE
    rows = {row["indicator"]: row for row in stored[key]}
    for each in indicators:
        words = answers.get(f"note_{each.key}") or ""
        if each.police_only is police and words:
            row = rows.get(each.key) or empty_row(EVALUATION.field(key))
            yield {**row, "indicator": each.key, "words": words}


def part_problem(part: EvaluationPart, edition: AimsEdition, problem: Problem, values: Values) -> Problem:
    """Return a problem of the record with the path that the part's screen knows."""
    key, *rest = problem.path.split(".")
    if part is EvaluationPart.AIMS and key == "measures" and rest:
        return Problem(_key(edition.measures[int(rest[0])].code, rest[-1]), problem.message)
    if part is EvaluationPart.ANNOTATIONS and key in _NOTE_KEYS and rest:
        return Problem(f"note_{values[key][int(rest[0])]['indicator']}", problem.message)
    return problem
