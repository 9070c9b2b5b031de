"""The storage checklist as it is asked: one group of questions for each item of an edition.

The record keeps answered items as rows (``STORAGE_CHECKLIST``); the screen asks each under its own words.
These functions turn one into the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ssp_desktop.forms.spec import Condition, Field, FormSpec, Problem, Section, Values, always, empty_row
from ssp_desktop.forms.storage_checklist import ADVICE, ANSWER, ITEM_QUESTIONS, ITEMS
from ssp_desktop.vocabulary.storage import ItemLevel

_SAID = {
    ItemLevel.REQUIRED: "The handbook asks for this:",
    ItemLevel.ADVISED: "The handbook advises this:",
    ItemLevel.DECISION: "",
}


@dataclass(frozen=True)
class ChecklistItem:
    """One item of an edition, in the words in which it is asked."""

    code: str
    group: str
    level: ItemLevel
    title: str
    wording: str


@dataclass(frozen=True)
class ChecklistEdition:
    """An edition of the checklist: ``groups`` are keys and titles in the order in which they are asked."""

    number: int
    title: str
    source: str
    groups: tuple[tuple[str, str], ...]
    items: tuple[ChecklistItem, ...]

    @property
    def asked(self) -> tuple[ChecklistItem, ...]:
        """The items that a person answers; the others follow from the decision."""
        return tuple(each for each in self.items if each.level is not ItemLevel.DECISION)


def screen_form(edition: ChecklistEdition) -> FormSpec:
    """Return the form that the screen shows: a section for each group, the questions of each item in it."""
    sections = tuple(
        Section(
            key,
            title,
            tuple(
                field
                for item in edition.asked
                if item.group == key
                for field in (_question(item, question, edition.source) for question in ITEM_QUESTIONS)
            ),
        )
        for key, title in edition.groups
    )
    return FormSpec("storage_checklist_screen", edition.title, 1, (*sections, ADVICE))


def _question(item: ChecklistItem, question: Field, source: str) -> Field:
    key = _key(item.code, question.key)
    if question is ANSWER:
        help_text = f"{_SAID[item.level]} {item.wording}"
        return replace(
            question,
            key=key,
            label=f"{item.code}. {item.title}",
            help=help_text,
            guidance=source,
            required=always,
        )
    return replace(
        question,
        key=key,
        label=f"{item.code}. {question.label}",
        required=_of_item(item.code, question.required),
        shown=_of_item(item.code, question.shown),
    )


def _of_item(code: str, condition: Condition) -> Condition:
    """Return the condition of a row, asked of the screen's answers."""
    return lambda values: condition({each.key: values.get(_key(code, each.key)) for each in ITEM_QUESTIONS})


def _key(code: str, question: str) -> str:
    return f"{code}_{question}"


def to_screen(edition: ChecklistEdition, values: Values) -> dict[str, Any]:
    """Return a record's answers as the screen shows them."""
    rows = {row["code"]: row for row in values["items"]}
    found = {each.key: values[each.key] for each in ADVICE.fields}
    for item in edition.asked:
        row = rows.get(item.code) or empty_row(ITEMS)
        found |= {_key(item.code, each.key): row[each.key] for each in ITEM_QUESTIONS}
    return found


def from_screen(edition: ChecklistEdition, answers: Values, stored: Values) -> dict[str, Any]:
    """Return the record's answers: what the screen says, laid over what is stored already."""
    rows = {row["code"]: row for row in stored["items"]}
    items = tuple(
        {
            **(rows.get(item.code) or empty_row(ITEMS)),
            "code": item.code,
            **{each.key: answers[_key(item.code, each.key)] for each in ITEM_QUESTIONS},
        }
        for item in edition.asked
    )
    return {**stored, **{each.key: answers[each.key] for each in ADVICE.fields}, "items": items}


def screen_problem(edition: ChecklistEdition, problem: Problem) -> Problem:
    """Return a problem of the record with the path that the screen knows."""
    key, *rest = problem.path.split(".")
    if key != ITEMS.key:
        return problem
    code = edition.asked[int(rest[0])].code if rest else edition.asked[0].code
    asked: Mapping[str, Field] = {each.key: each for each in ITEM_QUESTIONS}
    question = rest[1] if rest and rest[1] in asked else ANSWER.key
    return Problem(_key(code, question), problem.message)
