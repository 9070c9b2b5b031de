"""What a form's answers mean for its screen: what is shown, what is still to answer. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ssp_desktop.forms.spec import Audience, Field, FormSpec, Kind, Problem, Section, Values, empty_value

# A hidden answer can hide the next one; a chain longer than this is a mistake in the form.
_LONGEST_CHAIN = 10


def visible_sections(
    spec: FormSpec, *, show_police: bool, wording: Callable[[str], str]
) -> tuple[Section, ...]:
    """Return the sections that have something to ask of this audience, in the force's own words."""
    sections = (
        replace(
            section,
            title=wording(section.title),
            help=wording(section.help),
            fields=tuple(
                reworded(each, wording)
                for each in section.fields
                if show_police or each.audience is Audience.EVERYONE
            ),
        )
        for section in spec.sections
    )
    return tuple(section for section in sections if section.fields)


def reworded(spec: Field, wording: Callable[[str], str]) -> Field:
    """Return the question with label and help in the force's own words, its columns too."""
    columns = tuple(reworded(column, wording) for column in spec.columns)
    return replace(spec, label=wording(spec.label), help=wording(spec.help), columns=columns)


def place_of(sections: Sequence[Section], path: str) -> int | None:
    """Return the place of the section that asks the question of a problem's path, None when none does."""
    key = path.split(".", 1)[0]
    holds = ({each.key for each in section.fields} for section in sections)
    return next((place for place, keys in enumerate(holds) if key in keys), None)


def asked(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers to these questions alone."""
    keys = {each.key for each in fields}
    return {key: value for key, value in values.items() if key in keys}


def effective(fields: Iterable[Field], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with every hidden question emptied, in rows too, until nothing more is hidden."""
    fields = tuple(fields)
    now = dict(typed)
    for _ in range(_LONGEST_CHAIN):
        hidden = {each.key for each in fields if not each.shown(now)}
        after = {
            **typed,
            **{each.key: empty_value(each) for each in fields if each.key in hidden},
        }
        if after == now:
            break
        now = after
    for each in fields:
        if each.kind is Kind.ROWS:
            now[each.key] = tuple(effective(each.columns, row) for row in now[each.key] or ())
    return now


def to_answer(fields: Iterable[Field], values: Values) -> tuple[int, int]:
    """Return how many required answers are missing, and how many are required, rows' columns included."""
    missing = required = 0
    for each in fields:
        if not each.shown(values):
            continue
        value = values.get(each.key, empty_value(each))
        if each.required(values):
            required += 1
            missing += is_empty(each, value)
        if each.kind is Kind.ROWS:
            for row in value:
                inner = to_answer(each.columns, row)
                missing, required = missing + inner[0], required + inner[1]
    return missing, required


def is_empty(spec: Field, value: Any) -> bool:
    """Tell whether nobody has answered."""
    if spec.kind is Kind.CONFIRMATION:
        return value is not True
    return not value.strip() if isinstance(value, str) else value is None or value == ()


def mark(section: Section, values: Values, problems: Iterable[Problem]) -> str:
    """Return the words behind a section's title: problems first, then what is missing, or nothing."""
    keys = {each.key for each in section.fields}
    wrong = sum(problem.path.split(".", 1)[0] in keys for problem in problems)
    if wrong:
        return "1 problem" if wrong == 1 else f"{wrong} problems"
    missing, required = to_answer(section.fields, values)
    if missing:
        return f"{missing} to answer"
    return "Complete" if required else ""
