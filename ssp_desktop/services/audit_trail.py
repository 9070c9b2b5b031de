"""Writing the audit log: entries chained by hash and signed with the session's key, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.models.audit_entry import AuditEntry
from ssp_desktop.security import audit_chain
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent


@dataclass(frozen=True)
class Entry:
    """One thing that was done. ``detail`` holds a purpose, a recipient or a reason; never a record's content."""

    event: AuditEvent
    noun: str
    record_id: int | None = None
    revision: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class Head:
    """The newest entry: its hash, and how many entries there are."""

    entry_hash: str
    count: int


def head(db: Session) -> Head:
    """Return the head of the log; an empty log has the chain's first hash and a count of 0."""
    last = db.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)).first()
    return Head(last.entry_hash, last.sequence) if last else Head(audit_chain.FIRST_HASH, 0)


def append(db: Session, signed_in: SignedIn, now: datetime, entries: Iterable[Entry]) -> None:
    """Add entries to the log in the caller's transaction, each chained to the one before."""
    last = db.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)).first()
    link = chain_link(last) if last else None
    for entry in entries:
        link = audit_chain.next_entry(
            link,
            at=now,
            actor_id=signed_in.actor.account_id,
            actor_role=str(signed_in.actor.role),
            action=str(entry.event),
            noun=entry.noun,
            record_id=entry.record_id,
            revision=entry.revision,
            detail=entry.detail,
            session_id=signed_in.session_id,
            session_key=signed_in.session_key,
        )
        db.add(_row(link, now))
    db.flush()


def chain_link(row: AuditEntry) -> audit_chain.AuditEntry:
    """Return a stored entry in the form that ``security/audit_chain.py`` hashes and verifies."""
    raise NotImplementedError
