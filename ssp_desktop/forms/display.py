"""Answers as a person reads them: for the read-only view, lists, print and the comparison of revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from ssp_desktop.forms.spec import Audience, Field, FormSpec, Kind, Values, empty_value
from ssp_desktop.vocabulary.base import label_of

NOT_ANSWERED = "Not answered"
PeopleNames = Mapping[int, str]


@dataclass(frozen=True)
class Shown:
    """One answer in words. ``verbatim`` marks a child's own words; ``rows`` holds a ROWS answer."""

    key: str
    label: str
    text: str
    verbatim: bool = False
    rows: tuple[tuple[Shown, ...], ...] = ()


@dataclass(frozen=True)
class ShownSection:
    """A heading with its answers."""

    title: str
    answers: tuple[Shown, ...]


def shown_sections(
    spec: FormSpec,
    values: Values,
    people: PeopleNames,
    *,
    audience: Audience = Audience.POLICE,
    wording: Callable[[str], str] = str,
) -> tuple[ShownSection, ...]:
    """Return the answers in words, section by section, without questions that were not asked.

    Args:
        spec: the form.
        values: the answers.
        people: display names by account id.
        audience: EVERYONE leaves out what only the police may see.
        wording: puts a force's own terms into the labels.
    """
    found = []
    for section in spec.sections:
        fields = [each for each in section.fields if may_see(each, audience) and each.shown(values)]
        answers = tuple(_shown(each, values, people, wording) for each in fields)
        if answers:
            found.append(ShownSection(wording(section.title), answers))
    return tuple(found)


def may_see(spec: Field, audience: Audience) -> bool:
    """Tell whether this audience may see the answer at all."""
    return audience is Audience.POLICE or spec.audience is Audience.EVERYONE


def _shown(spec: Field, values: Values, people: PeopleNames, wording: Callable[[str], str]) -> Shown:
    value = values.get(spec.key, empty_value(spec))
    rows: tuple[tuple[Shown, ...], ...] = ()
    if spec.kind is Kind.ROWS:
        rows = tuple(
            tuple(_shown(column, row, people, wording) for column in spec.columns if column.shown(row))
            for row in value
        )
    return Shown(
        spec.key, wording(spec.label), answer_text(spec, value, people), spec.kind is Kind.VERBATIM, rows
    )


def answer_text(spec: Field, value: Any, people: PeopleNames) -> str:
    """Return one answer in words; an empty answer is said to be empty."""
    if spec.kind is Kind.CONFIRMATION:
        return "Confirmed" if value else "Not confirmed"
    if value in (None, "", ()):
        return NOT_ANSWERED
    teller = _TELLERS.get(spec.kind)
    return teller(spec, value, people) if teller else str(value)


def _tell_date(_spec: Field, value: Any, _people: PeopleNames) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)


def _tell_time(_spec: Field, value: Any, _people: PeopleNames) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _tell_choice(spec: Field, value: Any, _people: PeopleNames) -> str:
    return label_of(spec.choices, value) if spec.choices else str(value)


def _tell_choices(spec: Field, value: Any, _people: PeopleNames) -> str:
    return "; ".join(label_of(spec.choices, each) if spec.choices else str(each) for each in value)


def _tell_person(_spec: Field, value: Any, people: PeopleNames) -> str:
    return people.get(value, f"Account {value}")


def _tell_rows(spec: Field, value: Any, people: PeopleNames) -> str:
    lines = []
    for number, row in enumerate(value, start=1):
        told = [
            f"{column.label}: {answer_text(column, row.get(column.key), people)}"
            for column in spec.columns
            if column.shown(row) and row.get(column.key) not in (None, "", ())
        ]
        lines.append(f"{spec.row_name.capitalize()} {number}. " + "; ".join(told))
    return "\n".join(lines)


_TELLERS: dict[Kind, Callable[[Field, Any, PeopleNames], str]] = {
    Kind.DATE: _tell_date,
    Kind.TIME: _tell_time,
    Kind.CHOICE: _tell_choice,
    Kind.YES_NO: _tell_choice,
    Kind.CHOICES: _tell_choices,
    Kind.PERSON: _tell_person,
    Kind.ROWS: _tell_rows,
}


@dataclass(frozen=True)
class Difference:
    """One answer that a correction changed: the struck words and the words that stand now."""

    section: str
    label: str
    old: str
    new: str


def differences(
    spec: FormSpec, old: Values, new: Values, people: PeopleNames, *, audience: Audience = Audience.POLICE
) -> Iterator[Difference]:
    """Yield what changed from one revision to the next, in the order of the questions."""
    for section in spec.sections:
        for each in section.fields:
            if not may_see(each, audience):
                continue
            before = answer_text(each, old.get(each.key, empty_value(each)), people)
            after = answer_text(each, new.get(each.key, empty_value(each)), people)
            if before != after:
                yield Difference(section.title, each.label, before, after)


def searchable_text(spec: FormSpec, values: Values, audience: Audience) -> str:
    """Return the words of the searchable answers that belong to exactly this audience, one answer a line."""
    return "\n".join(_searchable(spec.fields, values, audience, Audience.EVERYONE))


def _searchable(
    fields: tuple[Field, ...], values: Values, audience: Audience, inherited: Audience
) -> Iterator[str]:
    for each in fields:
        belongs = Audience.POLICE if Audience.POLICE in {each.audience, inherited} else Audience.EVERYONE
        value = values.get(each.key)
        if each.kind is Kind.ROWS:
            for row in value or ():
                yield from _searchable(each.columns, row, audience, belongs)
        elif each.searchable and belongs is audience and isinstance(value, str) and value:
            yield value
