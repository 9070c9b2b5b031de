"""Answers to plain JSON values and back: for frozen revisions and for drafts.

A draft keeps what was typed even where it is no date or number, so each value that JSON does not know is
marked with its kind: ``{"date": "2026-11-21"}``. A revision holds only checked answers and is written in the
same way, so that one reader serves both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from ssp_desktop.forms.spec import Field, FormSpec, Kind, Values, empty_row, empty_value


def encode(values: Values) -> dict[str, Any]:
    """Return ``values`` with dates, times, tuples and rows as JSON can hold them."""
    return {key: _encode(value) for key, value in values.items()}


def _encode(value: Any) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": f"{value:%H:%M}"}
    if isinstance(value, Mapping):
        return {"row": encode(value)}
    if isinstance(value, (tuple, list)):
        return [_encode(each) for each in value]
    return value


def decode_plain(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``encode`` was given, without a form that says what it means: sequences become tuples."""
    return {key: _decode_plain(value) for key, value in stored.items()}


def _decode_plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode_plain(each) for each in value)
    if not isinstance(value, Mapping):
        return value
    if "row" in value:
        return decode_plain(value["row"])
    if "time" in value:
        return time.fromisoformat(value["time"])
    moment = datetime.fromisoformat(value["date"])
    return moment if "T" in value["date"] else moment.date()


def decode(spec: FormSpec, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers for every question of ``spec``; a question that was not stored is unanswered."""
    return {each.key: _decode(each, stored.get(each.key, empty_value(each))) for each in spec.fields}


def _decode(spec: Field, value: Any) -> Any:
    if spec.kind is Kind.ROWS:
        return tuple(_decode_row(spec, each["row"]) for each in value)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, Mapping):
        return date.fromisoformat(value["date"]) if "date" in value else time.fromisoformat(value["time"])
    return value


def _decode_row(spec: Field, stored: Mapping[str, Any]) -> dict[str, Any]:
    answers = {
        column.key: _decode(column, stored.get(column.key, empty_value(column))) for column in spec.columns
    }
    return {**empty_row(spec), **answers, "row_id": stored.get("row_id")}
