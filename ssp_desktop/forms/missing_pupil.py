"""Missing pupil: what the call operator asks, ready before the call (handbook 3.2.10, appendix G).

The record keeps answered questions as rows, in the words in which they were asked. The screen asks each under
its own words; the functions below turn one into the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ssp_desktop.forms.activity import check_past
from ssp_desktop.forms.named_pupils import NAME_COLUMNS, check_named
from ssp_desktop.forms.spec import (
    Context,
    Field,
    FormSpec,
    Kind,
    Problem,
    Section,
    Values,
    always,
    empty_row,
)
from ssp_desktop.vocabulary.sharing import MissingRisk

ANSWERS = Field(
    "answers",
    "What the operator asks",
    Kind.ROWS,
    columns=(
        Field("question", "Question", Kind.TEXT, required=always, max_length=300, searchable=False),
        Field("answer", "Answer", Kind.LONG_TEXT, required=always, max_length=2000, searchable=True),
    ),
    row_name="question",
    maximum=40,
)

PARENTS = Section(
    "parents",
    "Parents first",
    (
        Field(
            "parents_tried",
            "The school has made every effort to reach the parents or carers first",
            Kind.CONFIRMATION,
            required=always,
            guidance="Handbook 3.2.10",
        ),
        Field(
            "parents_note",
            "Who was tried, when, how, and what they said",
            Kind.LONG_TEXT,
            required=always,
            max_length=2000,
            searchable=True,
        ),
    ),
    "If somebody's life may be in danger now, ring 999 first and fill this in afterwards.",
)

CHILD = Section(
    "child",
    "The pupil",
    (
        Field(
            "pupils",
            "Full name and date of birth",
            Kind.ROWS,
            columns=NAME_COLUMNS,
            row_name="pupil",
            required=always,
            maximum=1,
            guidance="Handbook appendix G",
        ),
        Field(
            "risk",
            "Risk as the school and the police see it",
            Kind.CHOICE,
            "A child whose whereabouts cannot be established is missing until found.",
            choices=MissingRisk,
            required=always,
        ),
        ANSWERS,
    ),
)

CALL = Section(
    "call",
    "The call and what came of it",
    (
        Field("reported_on", "Date", Kind.DATE, required=always, in_list=True),
        Field("reported_at", "Time", Kind.TIME, required=always),
        Field(
            "called_by",
            "Who makes the call",
            Kind.TEXT,
            "Full name and role.",
            required=always,
            max_length=120,
        ),
        Field("call_reference", "Reference of the call", Kind.REFERENCE, max_length=60, searchable=True),
        Field("found_on", "Found on", Kind.DATE),
        Field("outcome", "What came of it", Kind.LONG_TEXT, max_length=4000, searchable=True),
    ),
)


def check_missing(values: Values, context: Context) -> Iterator[Problem]:
    """It lies in the past, in the right order, and what is said about the pupil can be true."""
    yield from check_past(values, context, "reported_on", "reported_at", "report")
    day, found = values.get("reported_on"), values.get("found_on")
    if isinstance(found, date) and found > context.today:
        yield Problem("found_on", "The pupil was found in the future. Check the date.")
    if isinstance(day, date) and isinstance(found, date) and found < day:
        yield Problem("found_on", "The pupil was found before being reported. Check both dates.")
    day = day if isinstance(day, date) else context.today
    yield from check_named("pupils", values.get("pupils") or (), day, "report")


MISSING_PUPIL = FormSpec(
    noun="missing_pupil",
    title="Missing pupil",
    version=1,
    sections=(PARENTS, CHILD, CALL),
    checks=(check_missing,),
)


@dataclass(frozen=True)
class MissingGuide:
    """The operator's questions, in order: words and help. The first one is the pupil's name and birth."""

    title: str
    source: str
    questions: tuple[tuple[str, str], ...]

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The questions with an answer of their own: all but the first, which the pupil's row answers."""
        return self.questions[1:]


def screen_form(guide: MissingGuide) -> FormSpec:
    """Return the form that the screen shows: each question under its own words."""
    sections = []
    for section in MISSING_PUPIL.sections:
        fields: list[Field] = []
        for each in section.fields:
            fields.extend(_question_fields(guide) if each.key == ANSWERS.key else [each])
        sections.append(replace(section, fields=tuple(fields)))
    return FormSpec("missing_pupil_screen", guide.title, 1, tuple(sections))


def _question_fields(guide: MissingGuide) -> list[Field]:
    answer = next(each for each in ANSWERS.columns if each.key == "answer")
    return [
        replace(answer, key=_key(number), label=f"{number + 2}. {words}", help=help_text, required=_never)
        for number, (words, help_text) in enumerate(guide.asked)
    ]


def _never(_values: Values) -> bool:
    return False


def _key(number: int) -> str:
    return f"question_{number + 2}"


def to_screen(guide: MissingGuide, values: Values) -> dict[str, Any]:
    """Return a record's answers as the screen shows them."""
    found = {each.key: values[each.key] for each in MISSING_PUPIL.fields}
    rows = {row["question"]: row["answer"] for row in found.pop(ANSWERS.key)}
    return found | {_key(number): rows.get(words, "") for number, (words, _help) in enumerate(guide.asked)}


def from_screen(guide: MissingGuide, answers: Values, stored: Values | None = None) -> dict[str, Any]:
    """Return the record's answers from the screen's. Answers to questions of another edition stay."""
    before = {row["question"]: row for row in (stored or {}).get(ANSWERS.key, ())}
    asked = [words for words, _help in guide.asked]
    rows = [
        {**(before.get(words) or empty_row(ANSWERS)), "question": words, "answer": answers[_key(number)]}
        for number, words in enumerate(asked)
        if answers.get(_key(number))
    ]
    kept = [row for words, row in before.items() if words not in asked]
    found = {each.key: answers[each.key] for each in MISSING_PUPIL.fields if each.key in answers}
    return {**(stored or {}), **found, ANSWERS.key: (*kept, *rows)}


def screen_problem(guide: MissingGuide, values: Values, problem: Problem) -> Problem:
    """Return a problem of the record with the path that the screen knows."""
    key, *rest = problem.path.split(".")
    if key != ANSWERS.key:
        return problem
    asked = [words for words, _help in guide.asked]
    words = values[key][int(rest[0])]["question"] if rest else asked[0]
    return Problem(_key(asked.index(words) if words in asked else 0), problem.message)
