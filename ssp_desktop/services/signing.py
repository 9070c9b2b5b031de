"""Signatures under sealed records: who did what to which revision, in which role, and whether it still fits.

One way for every noun whose answers are sealed by ``services/sealing.py``. The signer's own password is
asked for each signature: ``step_up.signing_key`` gives the key before the unit of work begins. A signature
holds for the revision that it was given for; whether a later one needs a new one is the noun's own rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.models import RecordSignature
from ssp_desktop.security import signatures
from ssp_desktop.security.canonical import content_hash
from ssp_desktop.services import role_chain
from ssp_desktop.services.records import plain_words
from ssp_desktop.services.revisions import agrees, find_revision, is_intact, thaw
from ssp_desktop.services.signature_parts import CheckedSignature, as_shown, given_now
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role

LONGEST_WORDS = 20_000
# The keys that the signed statements vouch for, by role and account id.
Keys = Mapping[str, Mapping[int, set[str]]]


@dataclass(frozen=True, kw_only=True)
class ShownSignature(CheckedSignature):
    """What was signed and in which role, and whether it is VALID.

    Who may read ``words`` is the noun's own rule.
    """

    act: str
    signer_id: int
    role: Role
    words: str


def sign(work: Work, key: bytes, spec: FormSpec, record: Any, act: str, words: str = "") -> RecordSignature:
    """Sign a record's newest revision, with its trace, in the caller's transaction.

    Args:
        work: the unit of work; the signer is who acts in it. That they may sign, and are not the author
            where the two must differ, is for the caller to check.
        key: the signer's private key, from ``step_up.signing_key``.
        spec: the record's form.
        record: a row with ``id`` and ``revision``, as ``sealing.seal`` keeps it.
        act: what is signed, a short stored word such as ``"approved"``.
        words: what the signer says with it; may be empty.

    Raises:
        UserError: the record is not what its revision says, or the words cannot be stored.
    """
    said = plain_words(words, LONGEST_WORDS, "text")
    work.db.flush()
    frozen = find_revision(work.db, spec.noun, record.id, record.revision)
    if frozen is None or not agrees(record, spec, thaw(spec, frozen)):
        raise UserError("This record was changed outside the program.", "Do not sign it. Tell IT.")
    row = RecordSignature(
        noun=spec.noun,
        record_id=record.id,
        act=act,
        role=work.actor.role.value,
        words=said,
        words_hash=content_hash(said),
        **given_now(work, key, frozen),
    )
    row.signature = signatures.sign_record(key, statement_of(work.signed_in.store_id, row))
    work.db.add(row)
    work.audit(AuditEvent.SIGNED, spec.noun, record.id, revision=record.revision, detail=act)
    work.changed(spec.noun)
    return row


def signatures_of(work: Work, noun: str, record_id: int) -> tuple[ShownSignature, ...]:
    """Return a record's signatures, each checked now, in the order in which they were given."""
    found = work.db.scalars(
        select(RecordSignature)
        .where(RecordSignature.noun == noun, RecordSignature.record_id == record_id)
        .order_by(RecordSignature.id)
    ).all()
    if not found:
        return ()
    vault = work.signed_in.vault
    keys = {
        role: role_chain.signing_keys(work.db, vault.authority_public, vault.store_id, Role(role))
        for role in {row.role for row in found}
    }
    return tuple(_shown(work, row, keys) for row in found)


def _shown(work: Work, row: RecordSignature, keys: Keys) -> ShownSignature:
    return ShownSignature(
        **as_shown(work, row),
        act=row.act,
        signer_id=row.signer_id,
        role=Role(row.role),
        words=row.words,
        fault=fault_in(work.db, work.signed_in.store_id, row, keys),
    )


def fault_in(db: Session, store_id: str, row: RecordSignature, keys: Keys | None = None) -> str:
    """Return why a signature is INVALID, in words, or an empty string when it is VALID.

    ``keys`` holds, for the role in which it was given, the keys that the signed statements vouch for. None
    trusts the keys as they are stored: for a check of the whole store, which checks each key by itself.
    """
    revision = find_revision(db, row.noun, row.record_id, row.revision)
    if revision is None or not is_intact(revision):
        return "The record does not say any more what it said when it was signed."
    if revision.content_hash != row.content_hash:
        return "The signature belongs to another record or to other answers."
    known = role_chain.stored_keys(db, row.signer_id) if keys is None else _keys_of(keys, row)
    if row.public_key not in known:
        return "The key of this signature does not belong to the person named, in the role named."
    fits = row.words_hash == content_hash(row.words)
    if not fits or not signatures.verify_record(row.public_key, statement_of(store_id, row), row.signature):
        return "The signature does not fit the words, the person, the role or the time."
    return ""


def _keys_of(keys: Keys, row: RecordSignature) -> set[str]:
    return keys.get(row.role, {}).get(row.signer_id, set())


def statement_of(store_id: str, row: RecordSignature) -> signatures.RecordStatement:
    """Return what a stored signature was given for, as it is verified."""
    return signatures.RecordStatement(
        store_id=store_id,
        noun=row.noun,
        record_id=str(row.record_id),
        revision=row.revision,
        content_hash=row.content_hash,
        act=row.act,
        role=row.role,
        words_hash=row.words_hash,
        signer_id=str(row.signer_id),
        at=row.signed_at.isoformat(),
        audit_head=row.audit_head,
    )
