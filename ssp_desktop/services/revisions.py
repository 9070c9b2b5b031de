"""Frozen revisions: what a record said at one time, as canonical JSON with its hash.

The hash covers the school's view in full and the police-only answers by their own hash, so that a SPOC who
sees only the school's view can still check what they sign:
``sha256(canonical({"header": …, "school": …, "police_sha256": sha256(canonical(police))}))``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Session

from ssp_desktop.forms.encoding import decode, encode
from ssp_desktop.forms.spec import Audience, FormSpec, Kind, Values
from ssp_desktop.models.revision import Revision
from ssp_desktop.security.canonical import canonical_json, content_hash
from ssp_desktop.services import standing
from ssp_desktop.services.records import read_values


def _the_whole(values: Values) -> Values:
    return values


@dataclass(frozen=True)
class Frozen:
    """One revision as it is read back. ``intact`` is False when content and hash no longer fit."""

    number: int
    values: dict[str, Any]
    content_hash: str
    author_id: int
    made_at: datetime
    reason: str
    form_version: int
    intact: bool
    stands: Mapping[str, Any] | None = None
    """Where the record stood (``standing.py``); nothing in a revision of the first versions."""


def freeze(spec: FormSpec, values: Values, header: Mapping[str, Any]) -> tuple[str, str]:
    """Return the canonical content of a revision and its hash.

    Args:
        spec: the form; it says which answers only the police see.
        values: checked answers.
        header: what identifies the revision (reference, number, school, author, time, version of the form)
            and names its photographs.
    """
    police_keys = {each.key for each in spec.fields if each.audience is Audience.POLICE}
    encoded = encode(_without_row_ids(spec, values))
    content = {
        "header": dict(header),
        "school": {key: value for key, value in encoded.items() if key not in police_keys},
        "police": {key: value for key, value in encoded.items() if key in police_keys},
    }
    return canonical_json(content).decode("utf-8"), _hash(content)


def _without_row_ids(spec: FormSpec, values: Values) -> dict[str, Any]:
    plain = dict(values)
    for each in spec.fields:
        if each.kind is Kind.ROWS:
            plain[each.key] = tuple(
                {key: value for key, value in row.items() if key != "row_id"} for row in values[each.key]
            )
    return plain


def _hash(content: Mapping[str, Any]) -> str:
    return content_hash(
        {
            "header": content["header"],
            "school": content["school"],
            "police_sha256": content_hash(content["police"]),
        }
    )


def sealed_by(digest: str) -> str:
    """Return the words with which the audit entry of a revision names its hash.

    The entry is signed, so a revision that was rewritten together with its hash no longer fits it.
    """
    return f"sha256 {digest}"


def is_intact(revision: Revision) -> bool:
    """Tell whether a revision still has its hash, and the time, reason and form that it was made with."""
    try:
        content = json.loads(revision.content)
        header = content["header"]
        as_made = (
            header["made_at"] == revision.made_at.isoformat()
            and header.get("reason", revision.reason) == revision.reason
            and header.get("form_version", revision.form_version) == revision.form_version
        )
        return as_made and _hash(content) == revision.content_hash
    except (ValueError, KeyError, TypeError):
        return False


def find_revision(db: Session, noun: str, record_id: int, number: int) -> Revision | None:
    """Return one revision of a record as it is stored."""
    return db.scalars(
        select(Revision).where(
            Revision.noun == noun, Revision.record_id == record_id, Revision.number == number
        )
    ).first()


def thaw(spec: FormSpec, revision: Revision) -> Frozen:
    """Return a stored revision with its answers."""
    try:
        content = json.loads(revision.content)
        values = decode(spec, {**content["school"], **content["police"]})
        stands = content["header"].get(standing.HEADER_KEY)
    except (ValueError, KeyError, TypeError, AttributeError):
        values, stands = {}, None
    return Frozen(
        number=revision.number,
        values=values,
        content_hash=revision.content_hash,
        author_id=revision.author_id,
        made_at=revision.made_at,
        reason=revision.reason,
        form_version=revision.form_version,
        intact=is_intact(revision),
        stands=stands,
    )


def agrees(record: DeclarativeBase, spec: FormSpec, newest: Frozen) -> bool:
    """Tell whether a record still says what its newest revision says, and stands where it stood.

    Every stored value counts, also one that no page shows, since lists and counts may go by it.
    """
    stands = standing.standing_of(spec, record)
    if not newest.intact or (newest.stands is not None and newest.stands != stands):
        return False
    return _comparable(spec, newest.values) == _comparable(spec, read_values(record, spec))


def said_since(
    db: Session, spec: FormSpec, record: Any, part: Callable[[Values], Values] = _the_whole
) -> int:
    """Return the revision since which a record, or ``part`` of it, has had the answers that it has now.

    A later one is about something else, such as a photograph or another part: an answer that is based on this
    one undoes nobody's. Where an older revision cannot be read, nothing is taken for the same.
    """
    now = _comparable(spec, part(read_values(record, spec)))
    number: int = record.revision
    while number > 1:
        before = find_revision(db, spec.noun, record.id, number - 1)
        said = thaw(spec, before).values if before is not None else {}
        if not said or _comparable(spec, part(said)) != now:
            break
        number -= 1
    return number


def _comparable(spec: FormSpec, values: Values) -> bytes:
    return canonical_json(encode(_without_row_ids(spec, values)))


def history(db: Session, spec: FormSpec, record_id: int) -> tuple[Frozen, ...]:
    """Return all revisions of a record, the first one first."""
    found = db.scalars(
        select(Revision)
        .where(Revision.noun == spec.noun, Revision.record_id == record_id)
        .order_by(Revision.number)
    )
    return tuple(thaw(spec, revision) for revision in found)
