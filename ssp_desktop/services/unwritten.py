"""What the audit log could not take while a damaged store was open for reading: kept sealed beside the store.

The first sign-in that can write again, mostly after a restore, takes it into the log. It lies beside the
folder of the records, so that a restore leaves it be.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.atomic_file import atomic_write
from ssp_desktop.security.audit_chain import moment_text, one_line
from ssp_desktop.security.sealed_note import NoteUnreadable, open_note, seal_note
from ssp_desktop.services.audit_trail import Entry
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent

_LARGEST = 8 * 1024 * 1024
_DISCLOSING = frozenset({AuditEvent.DISCLOSED, AuditEvent.RESTORED})
_log = logging.getLogger("ssp_desktop.unwritten")


class CannotBeNoted(UserError):
    """Neither the store nor the folder around it can be written."""

    def __init__(self) -> None:
        super().__init__(
            "This cannot be noted for the audit log, so it was not done.",
            "Ask your IT support to let your account write to the folder around the records.",
        )


def note_path(folder: Path) -> Path:
    """Return the path of the notes of the store in ``folder``: beside it, not in it."""
    return folder.with_name(f"{folder.name}.unwritten")


def note(signed_in: SignedIn, now: datetime, entries: Iterable[Entry]) -> None:
    """Keep entries for the log. Records can be read even where nothing can be written at all.

    Raises:
        CannotBeNoted: a copy would leave the program, or the store be replaced, without a trace.
    """
    fresh = list(entries)
    try:
        kept = _read(signed_in.folder, signed_in.database_key, signed_in.store_id)
        kept.extend(_body(signed_in, now, each) for each in fresh)
        sealed = seal_note(signed_in.database_key, signed_in.store_id, json.dumps(kept))
        atomic_write(note_path(signed_in.folder), sealed)
    except OSError as error:
        if any(each.event in _DISCLOSING for each in fresh):
            raise CannotBeNoted from error
        _log.warning("an entry for the audit log could not be noted: %s", type(error).__name__)


def copies_noted(signed_in: SignedIn, noun: str, record_id: int) -> int:
    """Return how many numbered copies of a record were noted here, so that no number is given twice."""
    kept = _read(signed_in.folder, signed_in.database_key, signed_in.store_id)
    disclosed = [each for each in kept if each["event"] == AuditEvent.DISCLOSED.value]
    return sum(each["noun"] == noun and (each["record_id"] or 0) == record_id for each in disclosed)


def entries_due(db: Session, folder: Path, key: bytes, store_id: str) -> list[Entry]:
    """Return what is to be taken into the log; nothing when there is none, or it stands there already.

    The notes go at the first sign-in that finds them in the log, so that a crash loses neither.
    """
    due = [_entry(each) for each in _read(folder, key, store_id)]
    if not due:
        return []
    first = due[0]
    written = select(AuditEntry.sequence).where(
        AuditEntry.action == first.event.value, AuditEntry.detail == first.detail
    )
    if db.scalars(written).first() is None:
        return due
    try:
        note_path(folder).unlink(missing_ok=True)
    except OSError as error:
        _log.info("notes for the audit log stay behind: %s", type(error).__name__)
    return []


def _body(signed_in: SignedIn, now: datetime, entry: Entry) -> dict[str, Any]:
    actor = signed_in.actor
    return {
        "at": moment_text(now),
        "who": f"{actor.display_name} ({actor.user_name})",
        "event": entry.event.value,
        "noun": entry.noun,
        "record_id": entry.record_id,
        "revision": entry.revision,
        "detail": entry.detail,
    }


def _entry(body: dict[str, Any]) -> Entry:
    detail = f"while the damaged store was open for reading, {body['at']}, by {body['who']}. {body['detail']}"
    return Entry(
        AuditEvent(body["event"]), body["noun"], body["record_id"], body["revision"], one_line(detail)
    )


def _read(folder: Path, key: bytes, store_id: str) -> list[dict[str, Any]]:
    """Return the notes; none when there are none, or they are another key's or damaged."""
    path = note_path(folder)
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return []
        found: list[dict[str, Any]] = json.loads(open_note(key, store_id, path.read_bytes()))
    except (OSError, NoteUnreadable, ValueError) as error:
        _log.info("notes for the audit log cannot be read: %s", type(error).__name__)
        return []
    return found
