"""``validate``: the one function that checks answers, used by the screen and again by the services.

It never raises for anything that a person can type. Problems come in the order of the questions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

from ssp_desktop.forms.spec import (
    Audience,
    Context,
    Field,
    FormSpec,
    Kind,
    Problem,
    Values,
    empty_row,
    empty_value,
)

TEXT_KINDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM, Kind.REFERENCE})
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
LONGEST_ECHO = 40


def validate(spec: FormSpec, values: Values, context: Context, *, complete: bool = True) -> list[Problem]:
    """Return what has to be put right, in the order of the questions.

    Args:
        spec: the form.
        values: an answer for every key of the form (see ``forms/spec.py``).
        context: today's date and the time now.
        complete: False for a draft: only what cannot be stored is a problem, not what is missing.
    """
    problems: list[Problem] = []
    for each in spec.fields:
        problems.extend(_check_field(each, values, each.key, complete))
    if complete:
        told = {problem.path for problem in problems}
        for check in spec.checks:
            problems.extend(problem for problem in check(values, context) if problem.path not in told)
    order = {each.key: place for place, each in enumerate(spec.fields)}
    return sorted(problems, key=lambda problem: order[problem.path.split(".", 1)[0]])


def tidy(spec: FormSpec, values: Values, *, audience: Audience = Audience.POLICE) -> dict[str, Any]:
    """Return ``values`` as they are stored: NFC text, hidden answers emptied, unknown keys dropped.

    Args:
        spec: the form.
        values: the answers as collected.
        audience: EVERYONE drops the answers that only the police may see.
    """
    wanted = [
        each for each in spec.fields if audience is Audience.POLICE or each.audience is Audience.EVERYONE
    ]
    return {each.key: _tidy_answer(each, values) for each in wanted}


def _tidy_answer(spec: Field, values: Values) -> Any:
    value = values.get(spec.key, empty_value(spec))
    if not spec.shown(values):
        return empty_value(spec)
    if spec.kind is Kind.ROWS:
        return tuple(_tidy_row(spec, row) for row in value)
    if isinstance(value, str):
        return _tidy_text(value) if spec.kind in TEXT_KINDS else value.strip()
    return value


def _tidy_row(spec: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    tidied = {column.key: _tidy_answer(column, row) for column in spec.columns}
    return {**empty_row(spec), **tidied, "row_id": row.get("row_id")}


def _tidy_text(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _check_field(spec: Field, values: Values, path: str, complete: bool) -> Iterator[Problem]:
    if not spec.shown(values):
        return
    value = values.get(spec.key, empty_value(spec))
    if _is_empty(spec, value):
        if complete and spec.required(values):
            yield Problem(path, missing_message(spec))
        return
    message = _fault_in(spec, value)
    if message:
        yield Problem(path, message)
    elif spec.kind is Kind.ROWS:
        yield from _check_rows(spec, value, path, complete)


def _check_rows(
    spec: Field, rows: tuple[dict[str, Any], ...], path: str, complete: bool
) -> Iterator[Problem]:
    if spec.maximum is not None and len(rows) > spec.maximum:
        yield Problem(
            path, f"There can be at most {spec.maximum} rows here. Use a second record for the rest."
        )
    for number, row in enumerate(rows):
        for column in spec.columns:
            yield from _check_field(column, row, f"{path}.{number}.{column.key}", complete)


def _is_empty(spec: Field, value: Any) -> bool:
    if spec.kind is Kind.CONFIRMATION:
        return value is not True
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()


def missing_message(spec: Field) -> str:
    """Return what to do about a missing answer, in words that fit the kind of question."""
    if spec.kind is Kind.CONFIRMATION:
        return f"Tick to confirm: {spec.label}."
    if spec.kind is Kind.ROWS:
        return f"Add at least one {spec.row_name}."
    return f"{_MISSING.get(spec.kind, 'Enter an answer for')} “{spec.label}”."


_MISSING = {
    Kind.CHOICE: "Choose an answer for",
    Kind.YES_NO: "Choose an answer for",
    Kind.PERSON: "Choose a person for",
    Kind.RATING: "Choose a rating for",
    Kind.CHOICES: "Tick at least one answer for",
    Kind.DATE: "Enter a date for",
    Kind.TIME: "Enter a time for",
    Kind.NUMBER: "Enter a number for",
}


def _fault_in(spec: Field, value: Any) -> str:
    check = _FAULTS.get(spec.kind)
    return check(spec, value) if check else ""


def _fault_in_text(spec: Field, value: Any) -> str:
    if not isinstance(value, str):
        return "This answer cannot be read. Enter it again."
    if "\x00" in value:
        return "The text holds an invisible null character. Delete it, or paste the text again as plain text."
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "The text holds a damaged character. Delete it, or paste the text again as plain text."
    if len(value) > spec.max_length:
        return f"The text is {len(value):,} characters long. Shorten it to {spec.max_length:,} or fewer."
    return ""


def _fault_in_date(_spec: Field, value: Any) -> str:
    if not isinstance(value, date):
        return (
            f'"{_shown(value)}" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.'
        )
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        return f"The year {value.year} cannot be right. Enter a four-digit year, such as 2026."
    return ""


def _fault_in_time(_spec: Field, value: Any) -> str:
    if isinstance(value, time):
        return ""
    return f'"{_shown(value)}" is not a time. Enter it as hours and minutes, such as 14:05.'


def _fault_in_number(spec: Field, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return f'"{_shown(value)}" is not a whole number. Enter digits only.'
    if spec.minimum is not None and value < spec.minimum:
        return f"Enter {spec.minimum} or more."
    if spec.maximum is not None and value > spec.maximum:
        return f"Enter {spec.maximum} or less."
    return ""


def _fault_in_choice(spec: Field, value: Any) -> str:
    chosen = value if spec.kind is Kind.CHOICES else (value,)
    known = {str(member.value) for member in spec.choices or ()}
    unknown = [str(each) for each in chosen if str(each) not in known]
    return f'"{_shown(unknown[0])}" is not one of the answers. Choose again.' if unknown else ""


def _shown(value: Any) -> str:
    text = "".join(each if each.isprintable() else "�" for each in str(value))
    return text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"


_FAULTS: dict[Kind, Callable[[Field, Any], str]] = {
    **dict.fromkeys(TEXT_KINDS, _fault_in_text),
    Kind.DATE: _fault_in_date,
    Kind.TIME: _fault_in_time,
    Kind.NUMBER: _fault_in_number,
    Kind.RATING: _fault_in_number,
    Kind.CHOICE: _fault_in_choice,
    Kind.YES_NO: _fault_in_choice,
    Kind.CHOICES: _fault_in_choice,
}
