"""Where anchors of the audit log are noted: in each backup, and in what was signed or printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ssp_desktop.models import AuditEntry, Countersignature, Disclosure, RecordSignature, StorageDecision
from ssp_desktop.security.audit_chain import Anchor
from ssp_desktop.services.backup_copies import copies_in
from ssp_desktop.services.clock import in_words


@dataclass(frozen=True)
class Noted(Anchor):
    """An anchor, who noted it, and what tells the explanations that the log held then from later ones.

    None of the earlier ones explains what came after: the explanation of one restore would cover up a
    rollback to the moment after it. Outside the file they are known by their marks; inside it, where the
    anchor is as old as its row, by the time (``noted_at``). ``folder`` is the store's, where it is known.
    """

    words: str = "when it was last closed here"
    marks: tuple[str, ...] = ()
    noted_at: datetime | None = None
    folder: str = ""


@dataclass(frozen=True)
class _Source:
    """A table whose rows each vouch for where the log stood: the model, its time, and how it is called."""

    model: type[Any]
    noted_at: InstrumentedAttribute[datetime]
    words: str


_INSIDE = (
    _Source(Countersignature, Countersignature.signed_at, "when a contact log was countersigned"),
    _Source(StorageDecision, StorageDecision.signed_at, "when a decision about storage was signed"),
    _Source(RecordSignature, RecordSignature.signed_at, "when a record was signed"),
    _Source(Disclosure, Disclosure.made_at, "when a numbered copy was printed or saved"),
)


def of_copies(folder: Path, store_id: str) -> tuple[Noted, ...]:
    """Return what the store's good copies in a folder noted; nothing when the folder cannot be read."""
    try:
        found = copies_in(folder, store_id)
    except OSError:
        return ()
    return tuple(
        Noted(
            each.manifest.audit_count,
            each.manifest.audit_head,
            words=f"when it was backed up on {in_words(each.manifest.made_at)}",
            marks=each.manifest.explained,
        )
        for each in found
        if each.good and each.manifest is not None
    )


def broken_inside(db: Session) -> Iterator[Noted]:
    """Yield the anchors in the store's own rows whose entry is missing from the log or is another one."""
    for source in _INSIDE:
        model = source.model
        same = and_(AuditEntry.sequence == model.audit_count, AuditEntry.entry_hash == model.audit_head)
        missing = _query(source).where(model.audit_count > 0, ~exists().where(same))
        for row in db.execute(missing):
            yield _noted(source, row)


def newest_inside(db: Session) -> tuple[Noted, ...]:
    """Return the newest anchor of each kind that the store's own rows hold: enough to see a log cut short."""
    found = []
    for source in _INSIDE:
        row = db.execute(_query(source).order_by(source.model.id.desc()).limit(1)).first()
        if row is not None and row[0]:
            found.append(_noted(source, row))
    return tuple(found)


def _query(source: _Source) -> Any:
    return select(source.model.audit_count, source.model.audit_head, source.noted_at)


def _noted(source: _Source, row: Any) -> Noted:
    at = row[2]
    return Noted(row[0], row[1], words=f"{source.words} on {in_words(at)}", noted_at=at)
