"""Countersignatures by the school's SPOC: agree, agree with a comment, or disagree with an own account.

The signature is made with the SPOC's own key, over the hash of the frozen revision. The author never signs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.models import ContactLog, Countersignature, Review, Revision
from ssp_desktop.security import signatures
from ssp_desktop.security.canonical import content_hash
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import contact_log_search, role_chain, step_up
from ssp_desktop.services.contact_log_lists import ContactLogRow, rows
from ssp_desktop.services.records import plain_words
from ssp_desktop.services.revisions import agrees, find_revision, is_intact, thaw
from ssp_desktop.services.signature_parts import CheckedSignature, as_shown, given_now
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from ssp_desktop.vocabulary.people import Role

NOUN = "contact_log"
DISAGREED = "disagreed"
LONGEST_COMMENT = 50_000
_STATES = {
    CountersignDecision.AGREE: ContactState.AGREED,
    CountersignDecision.AGREE_WITH_COMMENT: ContactState.AGREED_WITH_COMMENT,
    CountersignDecision.DISAGREE: ContactState.DISAGREED,
}


@dataclass(frozen=True, kw_only=True)
class ShownCountersignature(CheckedSignature):
    """What the SPOC said, and whether it is VALID."""

    decision: CountersignDecision
    comment: str


def waiting(signed_in: SignedIn) -> tuple[ContactLogRow, ...]:
    """Return what waits for this SPOC's countersignature, the longest wait first."""

    def work(work: Work) -> tuple[ContactLogRow, ...]:
        oldest_first = select(ContactLog).order_by(ContactLog.waiting_since, ContactLog.id)
        found = rows(work, oldest_first.where(*waits_for(work)))
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.CONTACT_LOG_COUNTERSIGN, work)


def waits_for(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a contact log waits for this SPOC: own school, other hands."""
    wrote = select(Revision.record_id).where(
        Revision.noun == NOUN, Revision.author_id == work.actor.account_id
    )
    return (
        ContactLog.partnership_id == work.actor.partnership_id,
        ContactLog.state == ContactState.WAITING.value,
        ContactLog.author_id != work.actor.account_id,
        ContactLog.id.not_in(wrote),
    )


def countersign(
    signed_in: SignedIn,
    password: str,
    record_id: int,
    revision: int,
    decision: CountersignDecision,
    comment: str = "",
) -> None:
    """Sign one revision of a contact log.

    Args:
        signed_in: the SPOC of the record's school.
        password: the SPOC's, asked again for this signature.
        record_id: the contact log.
        revision: the one that the SPOC read; a newer one stops the signature.
        decision: agree, agree with a comment, or disagree.
        comment: the comment, or the SPOC's own account of what happened.

    Raises:
        UserError: wrong password, missing comment, or the record changed meanwhile.
    """
    words = _comment(decision, comment)
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        log = _signable(work, record_id, revision)
        frozen = _revision(work, log)
        row = Countersignature(
            contact_log_id=log.id,
            decision=decision.value,
            comment=words,
            comment_hash=content_hash(words),
            **given_now(work, key, frozen),
        )
        row.signature = signatures.sign_countersignature(key, _statement(signed_in.store_id, row))
        work.db.add(row)
        log.state, log.waiting_since = _STATES[decision].value, None
        if decision is CountersignDecision.DISAGREE:
            work.db.add(Review(contact_log_id=log.id, why=DISAGREED, raised_at=work.now, outcome=""))
        contact_log_search.index_contact_log(work, log)
        work.audit(AuditEvent.COUNTERSIGNED, NOUN, log.id, revision=revision, detail=decision.value)
        work.changed(NOUN, "review")

    run(signed_in, Action.CONTACT_LOG_COUNTERSIGN, work)


def _comment(decision: CountersignDecision, comment: str) -> str:
    words = plain_words(comment, LONGEST_COMMENT, "text")
    if decision is CountersignDecision.AGREE_WITH_COMMENT and not words:
        raise UserError(
            "You chose to agree with a comment, but there is no comment.", 'Write it, or choose "I agree".'
        )
    if decision is CountersignDecision.DISAGREE and not words:
        raise UserError(
            "You disagree, but your own account is missing.", "Write in your words what happened."
        )
    if decision is CountersignDecision.AGREE and words:
        raise UserError('You wrote a comment but chose "I agree".', 'Choose "I agree, with a comment".')
    return words


def _signable(work: Work, record_id: int, revision: int) -> ContactLog:
    log = work.db.get(ContactLog, record_id)
    if log is None or log.partnership_id != work.actor.partnership_id:
        raise Refused(Action.CONTACT_LOG_COUNTERSIGN, NOUN, record_id)
    if work.actor.account_id in _authors(work, log):
        raise Refused("the author cannot countersign", NOUN, record_id)
    if log.revision != revision:
        raise UserError(
            "The officer corrected this record while you were reading.", "Read it again before you sign."
        )
    if log.state != ContactState.WAITING:
        raise UserError("This record has been countersigned already.", "Nothing more is needed.")
    return log


def _authors(work: Work, log: ContactLog) -> set[int]:
    wrote = select(Revision.author_id).where(Revision.noun == NOUN, Revision.record_id == log.id)
    return {log.author_id, *work.db.scalars(wrote)}


def _revision(work: Work, log: ContactLog) -> Revision:
    """Return the frozen words that are signed, which are also the words that the SPOC was shown."""
    frozen = find_revision(work.db, NOUN, log.id, log.revision)
    if frozen is None or not agrees(log, CONTACT_LOG, thaw(CONTACT_LOG, frozen)):
        raise UserError("This record was changed outside the program.", "Do not sign it. Tell your sergeant.")
    return frozen


def shown(work: Work, log: ContactLog) -> tuple[ShownCountersignature, ...]:
    """Return a contact log's countersignatures, each checked now."""
    found = work.db.scalars(
        select(Countersignature)
        .where(Countersignature.contact_log_id == log.id)
        .order_by(Countersignature.signed_at, Countersignature.id)
    ).all()
    if not found:
        return ()
    vault = work.signed_in.vault
    keys = role_chain.signing_keys(work.db, vault.authority_public, vault.store_id, Role.SPOC)
    return tuple(_shown(work, each, keys) for each in found)


def _shown(work: Work, row: Countersignature, keys: Mapping[int, set[str]]) -> ShownCountersignature:
    return ShownCountersignature(
        **as_shown(work, row),
        decision=CountersignDecision(row.decision),
        comment=row.comment,
        fault=fault_in(work.db, work.signed_in.store_id, row, keys),
    )


def fault_in(
    db: Session, store_id: str, row: Countersignature, keys_of: Mapping[int, set[str]] | None = None
) -> str:
    """Return why a countersignature is INVALID, in words, or an empty string when it is VALID.

    Args:
        db: the caller's session.
        store_id: the store.
        row: the countersignature.
        keys_of: the keys that the signed statements vouch for (``role_chain.signing_keys``). None trusts the
            keys as they are stored: for a check of the whole store, which checks each stored key by itself.
    """
    revision = find_revision(db, NOUN, row.contact_log_id, row.revision)
    if revision is None or not is_intact(revision):
        return "The record does not say any more what it said when it was signed."
    if revision.content_hash != row.content_hash:
        return "The signature belongs to another record or to other words."
    if row.signer_id in _wrote_until(db, row):
        return "It was given by somebody who wrote the record themselves."
    if row.public_key not in (
        role_chain.stored_keys(db, row.signer_id) if keys_of is None else keys_of.get(row.signer_id, ())
    ):
        return "The key of this signature does not belong to the person named."
    fits = row.comment_hash == content_hash(row.comment)
    statement = _statement(store_id, row)
    if not fits or not signatures.verify_countersignature(row.public_key, statement, row.signature):
        return "The signature does not fit the words, the person or the time."
    return ""


def _wrote_until(db: Session, row: Countersignature) -> Sequence[int]:
    """Return who wrote the revisions up to the one that was signed."""
    query = select(Revision.author_id).where(
        Revision.noun == NOUN, Revision.record_id == row.contact_log_id, Revision.number <= row.revision
    )
    return db.scalars(query).all()


def _statement(store_id: str, row: Countersignature) -> signatures.Countersignature:
    return signatures.Countersignature(
        store_id=store_id,
        noun=NOUN,
        record_id=str(row.contact_log_id),
        revision=row.revision,
        content_hash=row.content_hash,
        decision=row.decision,
        comment_hash=row.comment_hash,
        signer_id=str(row.signer_id),
        at=row.signed_at.isoformat(),
        audit_head=row.audit_head,
    )
