"""Checks of disposals: what is gone was disposed of by two people, and what they disposed of is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ssp_desktop.models import AuditEntry, Disposal, Revision
from ssp_desktop.services import disposal_erasing, disposal_proof
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.services.disposal_proof import CONFIRMED
from ssp_desktop.services.revisions import sealed_by
from ssp_desktop.services.verification_records import ROWS_AT_ONCE, called
from ssp_desktop.vocabulary.audit import AuditEvent

Gone = frozenset[tuple[str, int]]
_MADE = (AuditEvent.COLLECTED.value, AuditEvent.ALTERED.value)


def gone(db: Session, store_id: str) -> Gone:
    """Return the noun and number of each record that a valid disposal took out of the store."""
    return frozenset(
        taken
        for each in _confirmed(db)
        if not disposal_proof.fault_in(db, store_id, each)
        for taken in disposal_proof.erased(db, each)
        if taken[0] in _nouns_of(each.kind)
    )


def faults(db: Session, store_id: str, step: Callable[[], None]) -> Iterator[str]:
    """Yield disposals that do not hold, records that are back, and wordings that nobody disposed of."""
    for each in _confirmed(db):
        step()
        which = called(each.kind, each.subject_id or 0)
        fault = disposal_proof.fault_in(db, store_id, each)
        if fault:
            yield f"The disposal of {which} is INVALID. {fault}"
        elif disposal_erasing.is_there(db, BY_NOUN[each.kind], each.subject_id or 0):
            yield f"{which.capitalize()} was disposed of, and words of it are in the store."
    yield from _wordings_taken_away(db, gone(db, store_id))


def _wordings_taken_away(db: Session, disposed: Gone) -> Iterator[str]:
    there = exists().where(
        Revision.noun == AuditEntry.noun,
        Revision.record_id == AuditEntry.record_id,
        Revision.number == AuditEntry.revision,
    )
    found = db.execute(
        select(AuditEntry.noun, AuditEntry.record_id, AuditEntry.revision)
        .where(AuditEntry.action.in_(_MADE), AuditEntry.detail.startswith(sealed_by("")), ~there)
        .order_by(AuditEntry.sequence)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    for noun, record_id, revision in found:
        if (noun, record_id) not in disposed:
            yield f"Revision {revision} of {called(noun, record_id or 0)} was taken away."


def _nouns_of(kind: str) -> set[str]:
    """Return what a record of this kind and the records that go with it are called."""
    known = BY_NOUN.get(kind)
    return {known.noun, *(part.noun for part in known.parts)} if known is not None else set()


def _confirmed(db: Session) -> list[Disposal]:
    return list(db.scalars(select(Disposal).where(Disposal.state == CONFIRMED).order_by(Disposal.id)))
