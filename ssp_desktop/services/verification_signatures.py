"""Signatures that are gone: the audit log says that they were given, and there is no row of them any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ssp_desktop.models import AuditEntry, Countersignature, RecordSignature, StorageDecision
from ssp_desktop.services.verification_records import called
from ssp_desktop.vocabulary.audit import AuditEvent

# What the log says was done, and the rows that must be there for it: noun, record, revision, who signed.
_GIVEN: tuple[tuple[AuditEvent, Select[*tuple[Any, ...]]], ...] = (
    (
        AuditEvent.COUNTERSIGNED,
        select(
            literal("contact_log"),
            Countersignature.contact_log_id,
            Countersignature.revision,
            Countersignature.signer_id,
        ),
    ),
    (
        AuditEvent.STORAGE_DECIDED,
        select(
            literal("storage_checklist"),
            StorageDecision.storage_checklist_id,
            StorageDecision.revision,
            StorageDecision.signer_id,
        ),
    ),
    (
        AuditEvent.SIGNED,
        select(
            RecordSignature.noun,
            RecordSignature.record_id,
            RecordSignature.revision,
            RecordSignature.signer_id,
        ),
    ),
)
_NAMED: tuple[InstrumentedAttribute[Any], ...] = (
    AuditEntry.noun,
    AuditEntry.record_id,
    AuditEntry.revision,
    AuditEntry.actor_id,
)


def missing(db: Session, disposed: Set[tuple[str, int]] = frozenset()) -> Iterator[str]:
    """Yield each signature that the audit log names and that is not there.

    Those under ``disposed`` records (kind and number) went with them.
    """
    for event, rows in _GIVEN:
        named: Select[*tuple[Any, ...]] = select(*_NAMED).where(AuditEntry.action == event.value)
        there = Counter(map(tuple, db.execute(rows)))
        for noun, record_id, revision, _signer in Counter(map(tuple, db.execute(named))) - there:
            if (noun, record_id) not in disposed:
                yield f"A signature under revision {revision} of {called(noun, record_id)} was taken away."
