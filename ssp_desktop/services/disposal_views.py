"""Disposals to read: the list, one with its signatures, and what waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.models import Attachment, Disposal
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import attachments, disposal_proof, retention, signing
from ssp_desktop.services.disposal_proof import CONFIRMED, PROPOSED, WITHDRAWN, Signed
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = DISPOSAL.noun
_STATES = {
    PROPOSED: "Waits for a second person",
    CONFIRMED: "Disposed of",
    WITHDRAWN: "Withdrawn: the record is kept",
}
_INVALID = "INVALID"


@dataclass(frozen=True)
class DisposalRow:
    """One line of the list of disposals."""

    id: int
    reference: str
    kind: str
    school: str
    happened_on: date | None
    state: str
    decided_on: datetime


@dataclass(frozen=True)
class OpenedDisposal:
    """A disposal with its signatures, checked now. ``fault`` says in words why a confirmed one is INVALID.

    ``photographs`` is how many were deleted with the record, by the audit log; before that, how many it has.
    """

    id: int
    kind: str
    subject_id: int
    reference: str
    partnership_id: int
    school: str
    happened_on: date | None
    reason: str
    photographs: int
    state: str
    state_in_words: str
    revision: int
    subject_revision: int
    subject_hash: str
    proposed: Signed | None
    confirmed: Signed | None
    again_at: datetime | None
    fault: str
    may_confirm: bool


def page(signed_in: SignedIn, *, after: int | None = None, limit: int = 100) -> tuple[DisposalRow, ...]:
    """Return the disposals, the newest first, from the one after the number ``after`` on."""

    def work(work: Work) -> tuple[DisposalRow, ...]:
        found = listed(work, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.DISPOSAL_READ, work)


def listed(work: Work, *, after: int | None, limit: int) -> tuple[DisposalRow, ...]:
    """Return one page of them without a trace: the caller leaves it."""
    query = select(Disposal).order_by(Disposal.id.desc()).limit(limit)
    if after is not None:
        query = query.where(Disposal.id < after)
    return tuple(_row(work, each) for each in work.db.scalars(query))


def open_disposal(signed_in: SignedIn, disposal_id: int) -> OpenedDisposal:
    """Return one disposal. Raises UserError when it is not there."""

    def work(work: Work) -> OpenedDisposal:
        disposal = find(work, disposal_id)
        work.audit(AuditEvent.CONSULTED, NOUN, disposal.id, revision=disposal.revision)
        return view(work, disposal)

    return run(signed_in, Action.DISPOSAL_READ, work)


def stored(work: Work, disposal_id: int) -> OpenedDisposal:
    """Return one disposal for a print. Raises UserError when it is not there."""
    return view(work, find(work, disposal_id))


def waiting(work: Work) -> tuple[DisposalRow, ...]:
    """Return the proposals that the person may confirm, the oldest first, for a board."""
    query = select(Disposal).where(Disposal.state == PROPOSED).order_by(Disposal.id)
    return tuple(_row(work, each) for each in work.db.scalars(query) if not proposed_by_actor(work, each))


def view(work: Work, disposal: Disposal) -> OpenedDisposal:
    """Return what there is to say about a disposal, with its signatures checked now."""
    store_id = work.signed_in.store_id
    proof = disposal_proof.proof_of(work.db, store_id, disposal)
    gone = disposal.state == CONFIRMED
    return OpenedDisposal(
        id=disposal.id,
        kind=disposal.kind,
        subject_id=disposal.subject_id or 0,
        reference=disposal.reference,
        partnership_id=disposal.partnership_id or 0,
        school=disposal.school,
        happened_on=disposal.happened_on,
        reason=disposal.reason,
        photographs=_deleted(work, disposal) if gone else _there(work, disposal),
        state=disposal.state,
        state_in_words=_words_of(work, disposal),
        revision=disposal.revision,
        subject_revision=disposal.subject_revision or 0,
        subject_hash=disposal.subject_hash,
        proposed=proof.proposed if proof else disposal_proof.proposal_of(work.db, store_id, disposal),
        confirmed=proof.confirmed if proof else None,
        again_at=disposal.confirmed_at if disposal.earlier else None,
        fault=disposal_proof.fault_in(work.db, store_id, disposal) if gone else "",
        may_confirm=work.signed_in.may(Action.DISPOSAL_CONFIRM)
        and disposal.state == PROPOSED
        and not proposed_by_actor(work, disposal),
    )


def _there(work: Work, disposal: Disposal) -> int:
    own = (Attachment.noun == disposal.kind, Attachment.record_id == disposal.subject_id)
    return work.db.scalar(select(func.count()).select_from(Attachment).where(*own)) or 0


def _deleted(work: Work, disposal: Disposal) -> int:
    return sum(noun == attachments.NOUN for noun, _number in disposal_proof.erased(work.db, disposal))


def _row(work: Work, disposal: Disposal) -> DisposalRow:
    return DisposalRow(
        disposal.id,
        disposal.reference,
        retention.label_of_kind(disposal.kind),
        disposal.school,
        disposal.happened_on,
        _words_of(work, disposal),
        disposal.confirmed_at or disposal.updated_at,
    )


def _words_of(work: Work, disposal: Disposal) -> str:
    if disposal.state == CONFIRMED and disposal_proof.fault_in(work.db, work.signed_in.store_id, disposal):
        return _INVALID
    return _STATES.get(disposal.state, _INVALID)


def proposed_by_actor(work: Work, disposal: Disposal) -> bool:
    """Tell whether who is signed in proposed it."""
    return any(
        each.signer_id == work.actor.account_id and each.act == PROPOSED
        for each in signing.signatures_of(work, NOUN, disposal.id)
        if each.revision == disposal.revision
    )


def find(work: Work, disposal_id: int) -> Disposal:
    """Return a disposal. Raises UserError when it is not there."""
    disposal = work.db.get(Disposal, disposal_id)
    if disposal is None:
        raise UserError("This disposal is not in the store.", "Go back to the list and choose again.")
    return disposal
