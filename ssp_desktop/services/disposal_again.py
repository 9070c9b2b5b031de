"""Disposing again, at the first sign-in after an older copy was restored, of what was disposed of since.

It needs nobody's decision: two people signed it. Their proof, sealed in the list of disposals, is checked and
kept with the new stub; the audit log says at whose sign-in it was done.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.models import Disposal
from ssp_desktop.services import audit_trail, disposal_list, disposals
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.services.disposal_list import ListUnreadable
from ssp_desktop.services.disposal_proof import CONFIRMED, Proof
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work

_UNREADABLE = (
    "The list of disposals beside the records cannot be read. If an older copy was restored, records that "
    "were disposed of since may be back: tell your sergeant."
)


def apply(db: Session, signed_in: SignedIn, now: datetime) -> str:
    """Dispose again of what the list names and the store still holds, in the transaction of the sign-in.

    Returns what the person should know about it; often nothing.
    """
    path = disposal_list.beside_store(signed_in.folder)
    try:
        listed = disposal_list.read(path, signed_in.database_key, signed_in.store_id)
    except ListUnreadable:
        return _UNREADABLE
    work = Work(db, signed_in, now)
    done = sum(_applied(work, proof) for proof in listed)
    audit_trail.append(db, signed_in, now, work.events)
    return _told(done)


def complete_list(signed_in: SignedIn) -> None:
    """Write the list anew when it lacks a disposal of the store, as after a kill; outside any transaction."""
    path = disposal_list.beside_store(signed_in.folder)
    with signed_in.database.session() as db:
        stored = disposal_list.proofs_in(db, signed_in.store_id)
    try:
        listed = disposal_list.read(path, signed_in.database_key, signed_in.store_id)
    except ListUnreadable:
        return  # kept as it is: somebody has to look at it
    if {_subject(each) for each in stored} - {_subject(each) for each in listed}:
        disposal_list.keep(signed_in, stored)


def _applied(work: Work, proof: Proof) -> bool:
    if proof.fault(work.signed_in.store_id):
        return False
    said = proof.answers()
    query = select(Disposal).where(Disposal.kind == said["kind"], Disposal.subject_id == said["subject_id"])
    record = work.db.scalars(query).one_or_none()
    if record is not None and record.state == CONFIRMED:
        return False
    kind = BY_NOUN.get(said["kind"])
    if kind is None:
        return False  # a newer program's: it disposes of it when it is back
    stored = work.db.get(kind.model, said["subject_id"])
    if stored is not None and kind.reference(stored) != said["reference"]:
        return False  # another record has that number: the copy went another way
    record = record or Disposal(
        kind=said["kind"], subject_id=said["subject_id"], state="", revision=0, created_at=work.now
    )
    record.partnership_id = stored.partnership_id if stored is not None else record.partnership_id
    record.updated_at, record.form_version = work.now, DISPOSAL.version
    work.db.add(record)
    seal(work, DISPOSAL, record, {**empty_values(DISPOSAL), **said, "earlier": proof.as_text()})
    record.state, record.confirmed_at = CONFIRMED, work.now
    work.db.flush()
    disposals.erase(work, record)
    return True


def _subject(proof: Proof) -> tuple[str, int]:
    said = proof.answers()
    return said["kind"], said["subject_id"]


def _told(done: int) -> str:
    if not done:
        return ""
    since = "had been disposed of since the restored copy was made."
    if done == 1:
        return f"1 record {since} It was disposed of again."
    return f"{done} records {since} They were disposed of again."
