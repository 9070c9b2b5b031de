"""Between a form's plain values and the typed columns of a model: the part that all records share."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Audience, Context, Field, FormSpec, Kind, Problem, Values
from ssp_desktop.forms.validation import tidy, validate
from ssp_desktop.services.clock import local_date


class ProblemsFound(UserError):
    """Answers that have to be put right first. The screen shows ``problems`` beside their questions."""

    def __init__(self, problems: list[Problem]) -> None:
        count = len(problems)
        super().__init__(
            "There is a problem with one answer."
            if count == 1
            else f"There are problems with {count} answers.",
            "Put them right and try again. Nothing was lost.",
        )
        self.problems = problems


def checked(spec: FormSpec, values: Values, context: Context) -> dict[str, Any]:
    """Return the answers as they are stored.

    Raises:
        ProblemsFound: something is missing or cannot be true.
    """
    problems = validate(spec, values, context)  # before tidying, which empties what cannot be read
    if problems:
        raise ProblemsFound(problems)
    return tidy(spec, values)


def plain_words(typed: str, longest: int, called: str) -> str:
    """Return a short answer outside a form as it is stored, without spaces around it.

    Args:
        typed: anything that a person can type or paste.
        longest: how many characters there is room for.
        called: what the person knows it as, such as ``"reason"``.

    Raises:
        UserError: it is too long, or holds a character that cannot be stored.
    """
    words = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(words) > longest:
        raise UserError(f"The {called} is longer than {longest:,} characters.", "Shorten it.")
    if "\x00" in words or any("\ud800" <= each <= "\udfff" for each in words):
        raise UserError(
            f"The {called} holds a damaged character.", "Delete it, or paste the text again as plain text."
        )
    return words


def read_values(
    record: DeclarativeBase, spec: FormSpec, audience: Audience = Audience.POLICE
) -> dict[str, Any]:
    """Return the answers that a stored record holds, without those the audience may not see."""
    return {
        each.key: _read(record, each)
        for each in spec.fields
        if audience is Audience.POLICE or each.audience is Audience.EVERYONE
    }


def _read(record: DeclarativeBase, spec: Field) -> Any:
    value = getattr(record, spec.key)
    if spec.kind is not Kind.ROWS:
        return value
    return tuple(
        {"row_id": row.id, **{column.key: getattr(row, column.key) for column in spec.columns}}
        for row in value
    )


def write_values(record: DeclarativeBase, spec: FormSpec, values: Values) -> None:
    """Put checked answers into a record's columns; rows that are still there keep their identity."""
    for each in spec.fields:
        if each.kind is Kind.ROWS:
            _write_rows(record, each, values[each.key])
        else:
            setattr(record, each.key, values[each.key])


def _write_rows(record: DeclarativeBase, spec: Field, rows: tuple[dict[str, Any], ...]) -> None:
    row_class = inspect(type(record)).relationships[spec.key].mapper.class_
    kept: dict[Any, Any] = {row.id: row for row in getattr(record, spec.key)}
    written = []
    for position, answers in enumerate(rows):
        row = kept.pop(answers["row_id"], None) or row_class()  # kept once, however often named
        row.position = position
        for column in spec.columns:
            setattr(row, column.key, answers[column.key])
        written.append(row)
    setattr(record, spec.key, written)


def reference_of(record: Any, prefix: str) -> str:
    """Return a record's reference: prefix, year and number."""
    return f"{prefix}-{local_date(record.created_at).year}-{record.id:05d}"
