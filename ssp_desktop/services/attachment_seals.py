"""What a revision says of the photographs of its record, and whether the stored ones still fit it.

Each revision that ``sealing.seal`` makes names the photographs that belong to the record then: what they
show in words, who added them, and the hash of each picture. The revision's own hash covers it, the signed
audit log names that hash, so a swapped picture no longer fits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from ssp_desktop.models import Attachment, AttachmentRemoval, Revision

HEADER_KEY = "photographs"
CHANGED = "This photograph is not the one that was added."


def picture_hash(picture: bytes) -> str:
    """Return the SHA-256 of a stored picture as 64 hexadecimal digits."""
    return hashlib.sha256(picture).hexdigest()


def current(noun: str, record_id: int) -> Select[Attachment]:
    """Return the query for the photographs that belong to a record now, in the order in which they came."""
    gone = exists().where(AttachmentRemoval.attachment_id == Attachment.id)
    return (
        select(Attachment)
        .where(Attachment.noun == noun, Attachment.record_id == record_id, ~gone)
        .order_by(Attachment.id)
    )


def sealed(db: Session, noun: str, record_id: int) -> list[dict[str, Any]]:
    """Return what a revision made now says of the record's photographs; often nothing."""
    return [_said_of(each) for each in db.scalars(current(noun, record_id))]


def _said_of(row: Attachment) -> dict[str, Any]:
    return {
        "id": row.id,
        "place": row.place,
        "caption": row.caption,
        "sha256": row.content_hash,
        "preview_sha256": row.preview_hash,
        "added_by": row.added_by,
        "added_at": row.added_at.isoformat(),
    }


def fault_in(row: Attachment) -> str:
    """Return why a photograph is not to be trusted, in words; empty when it is as it was added."""
    fits = picture_hash(row.picture) == row.content_hash and picture_hash(row.preview) == row.preview_hash
    return "" if fits else CHANGED


def faults(db: Session, step: Callable[[], None]) -> Iterator[str]:
    """Yield photographs that were changed or are gone, and records whose newest revision names others."""
    for attachment_id in db.scalars(select(Attachment.id).order_by(Attachment.id)).all():
        step()
        row = db.get_one(Attachment, attachment_id)
        fault = fault_in(row)
        if fault:
            yield f"Photograph number {row.id}: {fault}"
        db.expunge(row)  # pictures are large: one at a time is in memory
    for noun, record_id in _records_with_photographs(db):
        step()
        revisions = db.scalars(
            select(Revision)
            .where(Revision.noun == noun, Revision.record_id == record_id)
            .order_by(Revision.number.desc())
        ).all()
        if not revisions or _named_in(revisions[0]) != sealed(db, noun, record_id):
            called = noun.replace("_", " ").capitalize()
            yield f"{called} number {record_id} has other photographs than its newest revision names."
        else:
            yield from _taken_off_faults(db, revisions[1:])


def _taken_off_faults(db: Session, earlier: Sequence[Revision]) -> Iterator[str]:
    """Yield what earlier revisions name and is not kept as it was: a photograph that is taken off stays."""
    named = {each["id"]: each for revision in earlier for each in _named_in(revision)}
    for number, said in sorted(named.items()):
        row = db.get(Attachment, number)
        if row is None or _said_of(row) != said:
            yield f"Photograph number {number} is not kept as an earlier revision names it."
        if row is not None:
            db.expunge(row)


def _records_with_photographs(db: Session) -> list[tuple[str, int]]:
    """Return every record that has a photograph, or once had one by what a revision says."""
    named = select(Revision.noun, Revision.record_id).where(Revision.content.contains(f'"{HEADER_KEY}":['))
    kept = select(Attachment.noun, Attachment.record_id)
    return sorted((noun, record_id) for noun, record_id in db.execute(named.union(kept)))


def _named_in(revision: Revision) -> list[dict[str, Any]]:
    try:
        named: list[dict[str, Any]] = json.loads(revision.content)["header"].get(HEADER_KEY, [])
        return [each for each in named if isinstance(each["id"], int)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []  # the check of revisions tells what is wrong with it
