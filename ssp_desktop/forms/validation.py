"""``validate``: the one function that checks answers, used by the screen and again by the services.

It never raises for anything that a person can type. Problems come in the order of the questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Values, empty_value
from ssp_desktop.forms.tidying import TEXT_KINDS, is_readable, settle, tidy

__all__ = ["missing_message", "tidy", "validate"]

EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
LONGEST_ECHO = 40
UNREADABLE = "This answer cannot be read. Enter it again."


def validate(spec: FormSpec, values: Values, context: Context, *, complete: bool = True) -> list[Problem]:
    """Return what has to be put right, in the order of the questions.

    Args:
        spec: the form.
        values: an answer for every key of the form (see ``forms/spec.py``).
        context: today's date and the time now.
        complete: False for a draft: only what cannot be stored is a problem, not what is missing.
    """
    settled = settle(spec.fields, values)
    problems = list(_check_fields(spec.fields, values, settled, "", complete))
    if complete:
        told = {problem.path for problem in problems}
        sound = _without(spec.fields, settled, told, "")
        for check in spec.checks:
            problems.extend(problem for problem in check(sound, context) if problem.path not in told)
    return sorted(problems, key=lambda problem: _place(spec, problem.path))


def _place(spec: FormSpec, path: str) -> tuple[int, ...]:
    """Return where on the form a path stands: field, then row, then column."""
    key, *rest = path.split(".")
    keys = [each.key for each in spec.fields]
    if not rest:
        return (keys.index(key),)
    columns = [each.key for each in spec.field(key).columns]
    return (keys.index(key), int(rest[0]), columns.index(rest[1]))


def _without(fields: tuple[Field, ...], settled: Values, faulty: set[str], prefix: str) -> dict[str, Any]:
    """Return the answers with the faulty ones emptied, so that a cross-check meets only what can be true."""
    sound: dict[str, Any] = {}
    for each in fields:
        path = prefix + each.key
        value: Any = empty_value(each) if path in faulty else settled[each.key]
        if each.kind is Kind.ROWS:
            value = tuple(
                _without(each.columns, row, faulty, f"{path}.{number}.") for number, row in enumerate(value)
            )
        sound[each.key] = value
    return sound


def _check_fields(
    fields: tuple[Field, ...], values: Values, settled: Values, prefix: str, complete: bool
) -> Iterator[Problem]:
    for each in fields:
        if not each.shown(settled):
            continue
        path, value = prefix + each.key, settled[each.key]
        if not is_readable(each, values.get(each.key, empty_value(each))):
            yield Problem(path, UNREADABLE)
        elif _is_empty(each, value):
            if complete and each.required(settled):
                yield Problem(path, missing_message(each))
        elif message := _fault_in(each, value):
            yield Problem(path, message)
        elif each.kind is Kind.ROWS:
            yield from _check_rows(each, values[each.key], value, path, complete)


def _check_rows(spec: Field, rows: Any, settled: Any, path: str, complete: bool) -> Iterator[Problem]:
    if complete and spec.minimum is not None and len(settled) < spec.minimum:
        yield Problem(path, f"Add at least {spec.minimum} rows here.")
    if spec.maximum is not None and len(settled) > spec.maximum:
        yield Problem(
            path, f"There can be at most {spec.maximum} rows here. Use a second record for the rest."
        )
    for number, (row, settled_row) in enumerate(zip(rows, settled, strict=True)):
        yield from _check_fields(spec.columns, row, settled_row, f"{path}.{number}.", complete)


def _is_empty(spec: Field, value: Any) -> bool:
    if spec.kind is Kind.CONFIRMATION:
        return value is not True
    return value is None or value in ("", ())


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
    if not isinstance(value, int):
        return f'"{_shown(value)}" is not a whole number. Enter digits only.'
    if spec.minimum is not None and value < spec.minimum:
        return f"Enter {spec.minimum} or more for “{spec.label}”."
    if spec.maximum is not None and value > spec.maximum:
        return f"Enter {spec.maximum} or less for “{spec.label}”."
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
