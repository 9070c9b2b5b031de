"""What the next sign-in after a restore writes into the restored audit log: who, why, and instead of what.

Until then it lies sealed beside the database, because a restored store has nobody signed in to it yet.
"""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.models import AuditEntry
from ssp_desktop.security.atomic_file import atomic_write
from ssp_desktop.security.audit_chain import one_line
from ssp_desktop.security.sealed_note import NoteUnreadable, open_note, seal_note
from ssp_desktop.security.vault import Vault
from ssp_desktop.services.anchors import explaining
from ssp_desktop.services.audit_trail import Entry
from ssp_desktop.vocabulary.audit import AuditEvent

FILE_NAME = "restored.note"
_LARGEST = 16 * 1024
_log = logging.getLogger("ssp_desktop.restore")


@dataclass(frozen=True)
class RestoredNote:
    """Who restored, why, and how many entries the log had that this one took the place of."""

    who: str
    reason: str
    count: int
    reference: str = field(default_factory=lambda: f"R-{secrets.token_hex(4).upper()}")

    @property
    def detail(self) -> str:
        """What the audit log says."""
        return one_line(f"{explaining(self.count)} Restore {self.reference} by {self.who}. {self.reason}")


def write(folder: Path, key: bytes, store_id: str, note: RestoredNote) -> None:
    """Seal the note into the store's folder. Raises OSError."""
    sealed = seal_note(key, store_id, json.dumps(asdict(note)))
    atomic_write(folder / FILE_NAME, sealed)


def entries_due(db: Session, vault: Vault, key: bytes) -> list[Entry]:
    """Return the entry that a restore left to be written; nothing when there was none or it stands already.

    The note goes at the first sign-in that finds its entry in the log, so that a crash loses neither.
    """
    path = vault.folder / FILE_NAME
    note = _read(path, key, vault.store_id)
    if note is None:
        return []
    written = select(AuditEntry.sequence).where(
        AuditEntry.action == AuditEvent.RESTORED.value, AuditEntry.detail == note.detail
    )
    if db.scalars(written).first() is None:
        return [Entry(AuditEvent.RESTORED, "store", detail=note.detail)]
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("the note of a restore stays behind: %s", type(error).__name__)
    return []


def _read(path: Path, key: bytes, store_id: str) -> RestoredNote | None:
    """Return the note. One that cannot be read counts as none: the anchor then asks for an explanation."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        body = json.loads(open_note(key, store_id, path.read_bytes()))
        return RestoredNote(str(body["who"]), str(body["reason"]), int(body["count"]), str(body["reference"]))
    except (OSError, NoteUnreadable, ValueError, KeyError, TypeError) as error:
        _log.info("the note of a restore cannot be read: %s", type(error).__name__)
        return None
