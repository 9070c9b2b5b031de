"""``tidy``: answers as they are stored. What cannot be read is emptied, what is hidden keeps no answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from ssp_desktop.forms.spec import Audience, Field, FormSpec, Kind, Values, empty_value

TEXT_KINDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM, Kind.REFERENCE})


def tidy(spec: FormSpec, values: Values, *, audience: Audience = Audience.POLICE) -> dict[str, Any]:
    """Return ``values`` as they are stored: NFC text, hidden answers emptied, unknown keys dropped.

    Args:
        spec: the form.
        values: the answers as collected.
        audience: EVERYONE drops the answers that only the police may see.
    """
    return _for_audience(spec.fields, settle(spec.fields, values), audience)


def settle(fields: tuple[Field, ...], values: Values) -> dict[str, Any]:
    """Return a tidy answer for every field; a hidden one is empty before the next question looks at it."""
    settled = {each.key: _clean(each, values.get(each.key, empty_value(each))) for each in fields}
    for each in fields:
        if not each.shown(settled):
            settled[each.key] = empty_value(each)
    return settled


def is_readable(spec: Field, value: Any) -> bool:
    """True when ``value`` is of a type that this kind of question can hold (see ``forms/spec.py``)."""
    if spec.kind is Kind.CHOICES:
        return isinstance(value, tuple | list) and all(isinstance(each, str) for each in value)
    if spec.kind is Kind.ROWS:
        return isinstance(value, tuple | list) and all(isinstance(each, Mapping) for each in value)
    return _is_plain(spec.kind, value)


def _is_plain(kind: Kind, value: Any) -> bool:
    if kind is Kind.CONFIRMATION:
        return isinstance(value, bool)
    if kind is Kind.PERSON:
        return value is None or _is_whole(value)
    if isinstance(value, str):
        return True
    if kind is Kind.DATE:
        return value is None or (isinstance(value, date) and not isinstance(value, datetime))
    if kind is Kind.TIME:
        return value is None or (isinstance(value, time) and value.tzinfo is None)
    return kind in {Kind.NUMBER, Kind.RATING} and (value is None or _is_whole(value))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _clean(spec: Field, value: Any) -> Any:
    if not is_readable(spec, value):
        return empty_value(spec)
    if spec.kind is Kind.ROWS:
        return tuple(_clean_row(spec, row) for row in value)
    if spec.kind is Kind.CHOICES:
        return _in_order(spec, value)
    if isinstance(value, str):
        return _clean_text(value) if spec.kind in TEXT_KINDS else value.strip()
    return value


def _clean_row(spec: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    row_id = row.get("row_id")
    return {"row_id": row_id if _is_whole(row_id) else None, **settle(spec.columns, row)}


def _in_order(spec: Field, ticked: tuple[str, ...]) -> tuple[str, ...]:
    known = [str(member.value) for member in spec.choices or ()]
    unknown = [each for each in ticked if each not in known]
    return tuple(dict.fromkeys([each for each in known if each in ticked] + unknown))


def _clean_text(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _for_audience(
    fields: tuple[Field, ...], settled: Mapping[str, Any], audience: Audience
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for each in fields:
        if audience is Audience.EVERYONE and each.audience is Audience.POLICE:
            continue
        value = settled[each.key]
        if each.kind is Kind.ROWS:
            value = tuple(
                {"row_id": row["row_id"], **_for_audience(each.columns, row, audience)} for row in value
            )
        kept[each.key] = value
    return kept
