"""Where a record stands beside its answers: its number, its school, its author, what it belongs to.

No form asks for these, and nobody may change them once the record is made: an edit that gave a record to
another school would show it to that school's SPOC. So each revision names them, and whoever opens, prints
or checks the record compares (``revisions.agrees``).
"""

from __future__ import annotations

from typing import Any

from ssp_desktop.forms.spec import FormSpec

HEADER_KEY = "record"
_NAMES = frozenset(
    {
        *("reference", "partnership_id", "author_id", "account_id", "authorised_by", "shared_by"),
        *("arrest_plan_id", "evaluation_id", "party", "academic_year", "school_year", "year"),
        *("kind", "record_id"),
    }
)


def standing_of(spec: FormSpec, record: Any) -> dict[str, Any]:
    """Return where a record stands, by the names of its columns."""
    asked = {each.key for each in spec.fields}
    names = [column.name for column in record.__table__.columns]
    return {name: getattr(record, name) for name in names if name in _NAMES and name not in asked}
