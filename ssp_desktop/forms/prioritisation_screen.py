"""The prioritisation of a school as it is asked: one group of questions for each criterion of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ssp_desktop.forms.prioritisation import CRITERIA, CRITERION_QUESTIONS, LEVEL, OUTCOME
from ssp_desktop.forms.spec import Condition, Field, FormSpec, Problem, Section, Values, always, empty_row


@dataclass(frozen=True)
class Criterion:
    """One criterion of an edition, in the words in which it is asked."""

    code: str
    group: str
    title: str
    wording: str


@dataclass(frozen=True)
class CriteriaEdition:
    """An edition of the criteria: ``groups`` are keys and titles in the order in which they are asked."""

    number: int
    title: str
    source: str
    groups: tuple[tuple[str, str], ...]
    criteria: tuple[Criterion, ...]


def screen_form(edition: CriteriaEdition) -> FormSpec:
    """Return the form that the screen shows: a section for each group of criteria, then the result."""
    sections = tuple(
        Section(
            key,
            title,
            tuple(
                _question(each, question, edition.source)
                for each in edition.criteria
                if each.group == key
                for question in CRITERION_QUESTIONS
            ),
        )
        for key, title in edition.groups
    )
    return FormSpec("prioritisation_screen", edition.title, 1, (*sections, OUTCOME))


def _question(criterion: Criterion, question: Field, source: str) -> Field:
    key = _key(criterion.code, question.key)
    if question is LEVEL:
        return replace(
            question,
            key=key,
            label=f"{criterion.code}. {criterion.title}",
            help=criterion.wording,
            guidance=source,
            required=always,
        )
    return replace(
        question,
        key=key,
        label=f"{criterion.code}. {question.label}",
        required=_of_criterion(criterion.code, question.required),
    )


def _of_criterion(code: str, condition: Condition) -> Condition:
    """Return the condition of a row, asked of the screen's answers."""
    return lambda values: condition(
        {each.key: values.get(_key(code, each.key)) for each in CRITERION_QUESTIONS}
    )


def _key(code: str, question: str) -> str:
    return f"{code}_{question}"


def to_screen(edition: CriteriaEdition, values: Values) -> dict[str, Any]:
    """Return a record's answers as the screen shows them."""
    rows = {row["code"]: row for row in values[CRITERIA.key]}
    found = {each.key: values[each.key] for each in OUTCOME.fields}
    for criterion in edition.criteria:
        row = rows.get(criterion.code) or empty_row(CRITERIA)
        found |= {_key(criterion.code, each.key): row[each.key] for each in CRITERION_QUESTIONS}
    return found


def from_screen(edition: CriteriaEdition, answers: Values, stored: Values) -> dict[str, Any]:
    """Return the record's answers: what the screen says, laid over what is stored already."""
    rows = {row["code"]: row for row in stored[CRITERIA.key]}
    criteria = tuple(
        {
            **(rows.get(each.code) or empty_row(CRITERIA)),
            "code": each.code,
            **{question.key: answers[_key(each.code, question.key)] for question in CRITERION_QUESTIONS},
        }
        for each in edition.criteria
    )
    outcome = {each.key: answers[each.key] for each in OUTCOME.fields}
    return {**stored, **outcome, "edition": edition.number, CRITERIA.key: criteria}


def screen_problem(edition: CriteriaEdition, problem: Problem) -> Problem:
    """Return a problem of the record with the path that the screen knows."""
    key, *rest = problem.path.split(".")
    if key != CRITERIA.key or not rest:
        return problem
    asked: Mapping[str, Field] = {each.key: each for each in CRITERION_QUESTIONS}
    question = rest[1] if rest[1] in asked else LEVEL.key
    return Problem(_key(edition.criteria[int(rest[0])].code, question), problem.message)
