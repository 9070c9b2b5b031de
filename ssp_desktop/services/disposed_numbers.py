"""Numbers of records that were disposed of: none is ever given to a second record of the kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from ssp_desktop.models import AuditEntry, Disposal
from ssp_desktop.vocabulary.audit import AuditEvent


def keep_apart(db: Session, noun: str, record: Any) -> None:
    """Give a new record a number of its own where the database would give that of one that is gone.

    Stub, audit log and copies that were given out name what is gone by its number. The record must not be in
    the database yet: between adding and sealing it nothing may be asked that writes it.
    """
    if record.id is not None:
        return
    with db.no_autoflush:  # the record lacks its answers still
        if not db.scalar(select(exists().where(Disposal.id.is_not(None)))):
            return
        erased = select(func.max(AuditEntry.record_id)).where(
            AuditEntry.noun == noun, AuditEntry.action == AuditEvent.ERASED.value
        )
        gone, stored = db.scalar(erased) or 0, db.scalar(select(func.max(type(record).id))) or 0
    if gone > stored:
        record.id = gone + 1
