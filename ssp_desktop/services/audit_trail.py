"""Writing the audit log: entries chained by hash and signed with the session's key.

They are written in the caller's transaction: what cannot be audited does not happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ssp_desktop.models.audit_entry import AuditEntry
from ssp_desktop.security import audit_chain
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent

ROWS_AT_ONCE = 2000
_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    AuditEntry.sequence,
    AuditEntry.at,
    AuditEntry.actor_id,
    AuditEntry.actor_role,
    AuditEntry.action,
    AuditEntry.noun,
    AuditEntry.record_id,
    AuditEntry.revision,
    AuditEntry.detail,
    AuditEntry.session_id,
    AuditEntry.previous_hash,
    AuditEntry.entry_hash,
    AuditEntry.signature,
)


@dataclass(frozen=True)
class Entry:
    """One thing that was done. ``detail``: a purpose, a recipient or a reason; never a record's content."""

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
    last = db.execute(
        select(AuditEntry.entry_hash, AuditEntry.sequence).order_by(AuditEntry.sequence.desc()).limit(1)
    ).first()
    return Head(last.entry_hash, last.sequence) if last else Head(audit_chain.FIRST_HASH, 0)


def append(db: Session, signed_in: SignedIn, now: datetime, entries: Iterable[Entry]) -> None:
    """Add entries to the log in the caller's transaction, each chained to the one before."""
    last = db.execute(select(*_COLUMNS).order_by(AuditEntry.sequence.desc()).limit(1)).first()
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


def chain_links(db: Session) -> Iterator[audit_chain.AuditEntry]:
    """Yield the whole log in order, in the form that is verified; a long one is never in memory at once."""
    found = db.execute(
        select(*_COLUMNS).order_by(AuditEntry.sequence).execution_options(yield_per=ROWS_AT_ONCE)
    )
    for row in found:
        yield chain_link(row)


def chain_link(row: AuditEntry | Row[*tuple[Any, ...]]) -> audit_chain.AuditEntry:
    """Return a stored entry in the form that ``security/audit_chain.py`` hashes and verifies."""
    return audit_chain.AuditEntry(
        sequence=row.sequence,
        at=audit_chain.moment_text(row.at),
        actor_id=row.actor_id,
        actor_role=row.actor_role,
        action=row.action,
        noun=row.noun,
        record_id=row.record_id,
        revision=row.revision,
        detail=row.detail,
        session_id=row.session_id or "",
        previous_hash=row.previous_hash,
        entry_hash=row.entry_hash,
        signature=row.signature,
    )


def _row(link: audit_chain.AuditEntry, at: datetime) -> AuditEntry:
    return AuditEntry(
        sequence=link.sequence,
        at=at,
        actor_id=link.actor_id,
        actor_role=link.actor_role,
        action=link.action,
        noun=link.noun,
        record_id=link.record_id,
        revision=link.revision,
        detail=link.detail,
        session_id=link.session_id or None,
        previous_hash=link.previous_hash,
        entry_hash=link.entry_hash,
        signature=link.signature,
    )
