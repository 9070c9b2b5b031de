"""The proof of a disposal: the sealed statement and the two signatures under it, checked at each reading.

A disposal that was applied again after a restore keeps the proof from before in its answer ``earlier``: the
accounts and the audit log that the signatures name may be newer than the copy that was restored.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.models import Account, AuditEntry, Disposal, RecordSignature, Revision
from ssp_desktop.security import signatures
from ssp_desktop.security.signatures import RecordStatement
from ssp_desktop.services import signing
from ssp_desktop.services.revisions import find_revision, is_intact, sealed_by, thaw
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role

NOUN = DISPOSAL.noun
PROPOSED, CONFIRMED, WITHDRAWN = "proposed", "confirmed", "withdrawn"
_MAY = {PROPOSED: {Role.SERGEANT.value}, CONFIRMED: {Role.SERGEANT.value, Role.OFFICER.value}}
_NOT_SIGNED = "It is not signed by two people."
_NOT_FITTING = "Its signatures do not fit what it says."


@dataclass(frozen=True)
class Signed:
    """One of the two signatures, with the name that the signer had."""

    statement: RecordStatement
    signer: str
    public_key: str
    signature: str

    @property
    def at(self) -> datetime:
        """When it was given."""
        return datetime.fromisoformat(self.statement.at)


@dataclass(frozen=True)
class Proof:
    """What was sealed, and who signed it."""

    content: str
    hash: str
    made_at: str
    proposed: Signed
    confirmed: Signed

    def as_text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def answers(self) -> dict[str, Any]:
        """Return what the disposal says."""
        return thaw(DISPOSAL, self._revision()).values

    def _revision(self) -> Revision:
        statement = self.proposed.statement
        return Revision(
            noun=NOUN,
            record_id=int(statement.record_id),
            number=statement.revision,
            content=self.content,
            content_hash=self.hash,
            author_id=int(statement.signer_id),
            made_at=datetime.fromisoformat(self.made_at),
            reason="",
            form_version=DISPOSAL.version,
        )

    def fault(self, store_id: str) -> str:
        """Return why it proves nothing, in words; empty when two people signed exactly this."""
        one, two = self.proposed.statement, self.confirmed.statement
        if one.signer_id == two.signer_id or self.proposed.public_key == self.confirmed.public_key:
            return "One person signed it twice."
        if not is_intact(self._revision()):
            return _NOT_FITTING
        for each in (self.proposed, self.confirmed):
            if not self._fits(each, store_id):
                return _NOT_FITTING
        return "" if (one.act, two.act) == (PROPOSED, CONFIRMED) else _NOT_SIGNED

    def _fits(self, signed: Signed, store_id: str) -> bool:
        said, first = signed.statement, self.proposed.statement
        same = (said.record_id, said.revision, said.noun) == (first.record_id, first.revision, NOUN)
        return (
            same
            and (said.store_id, said.content_hash) == (store_id, self.hash)
            and said.role in _MAY.get(said.act, ())
            and signatures.verify_record(signed.public_key, said, signed.signature)
        )


def from_text(text: str) -> Proof:
    """Read a proof. Raises ValueError when it is none."""
    try:
        body = json.loads(text)
        proposed, confirmed = (
            Signed(**{**body[each], "statement": RecordStatement(**body[each]["statement"])})
            for each in (PROPOSED, CONFIRMED)
        )
        proof = Proof(body["content"], body["hash"], body["made_at"], proposed, confirmed)
        proof.proposed.at, proof.confirmed.at, proof._revision()  # noqa: B018 - read now, or not at all
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a proof of a disposal") from error
    return proof


def proof_of(db: Session, store_id: str, disposal: Disposal) -> Proof | None:
    """Return what proves a disposal, unchecked; None when it is not signed by two people."""
    if disposal.earlier:
        try:
            return from_text(disposal.earlier)
        except ValueError:
            return None
    revision = find_revision(db, NOUN, disposal.id, disposal.revision)
    rows = _signatures(db, disposal)
    if revision is None or PROPOSED not in rows or CONFIRMED not in rows:
        return None
    return Proof(
        revision.content,
        revision.content_hash,
        revision.made_at.isoformat(),
        _signed(db, store_id, rows[PROPOSED]),
        _signed(db, store_id, rows[CONFIRMED]),
    )


def proposal_of(db: Session, store_id: str, disposal: Disposal) -> Signed | None:
    """Return the first signature under a disposal that may still wait for its second."""
    row = _signatures(db, disposal).get(PROPOSED)
    return _signed(db, store_id, row) if row is not None else None


def fault_in(db: Session, store_id: str, disposal: Disposal) -> str:
    """Return why a confirmed disposal does not hold, in words; empty when it does.

    Both signatures must fit, and the signed audit log must say that this disposal erased this record.
    """
    proof = proof_of(db, store_id, disposal)
    if proof is None:
        return _NOT_SIGNED
    fault = proof.fault(store_id) or _fault_in_rows(db, store_id, disposal)
    if fault:
        return fault
    said = proof.answers()
    keys = ("kind", "subject_id", "subject_revision", "subject_hash", "reference")
    if any(said.get(key) != getattr(disposal, key) for key in keys):
        return "It was signed for another record."
    if not _is_logged(db, disposal):
        return "The audit log does not say that the record was erased."
    return ""


def erased_by(disposal: Disposal, digest: str) -> str:
    """Return the words with which the audit log names the disposal that erased a record."""
    again = ", applied again after a restore" if disposal.earlier else ""
    return f"disposal {disposal.id}{again}; {sealed_by(digest)}"


def erased(db: Session, disposal: Disposal) -> set[tuple[str, int]]:
    """Return the noun and number of all that a disposal took with it, as the audit log names it."""
    own = find_revision(db, NOUN, disposal.id, disposal.revision)
    if own is None:
        return set()
    found = db.execute(
        select(AuditEntry.noun, AuditEntry.record_id).where(
            AuditEntry.action == AuditEvent.ERASED.value,
            AuditEntry.detail == erased_by(disposal, own.content_hash),
        )
    )
    return {(noun, record_id or 0) for noun, record_id in found}


def _is_logged(db: Session, disposal: Disposal) -> bool:
    return (disposal.kind, disposal.subject_id) in erased(db, disposal)


def _fault_in_rows(db: Session, store_id: str, disposal: Disposal) -> str:
    """The keys of signatures given in this store must be those of the people named."""
    if disposal.earlier:
        return ""
    return next(
        filter(None, (signing.fault_in(db, store_id, row) for row in _signatures(db, disposal).values())), ""
    )


def _signatures(db: Session, disposal: Disposal) -> dict[str, RecordSignature]:
    found = db.scalars(
        select(RecordSignature).where(
            RecordSignature.noun == NOUN,
            RecordSignature.record_id == disposal.id,
            RecordSignature.revision == disposal.revision,
        )
    )
    return {row.act: row for row in found}


def _signed(db: Session, store_id: str, row: RecordSignature) -> Signed:
    signer = db.get(Account, row.signer_id)
    statement = signing.statement_of(store_id, row)
    return Signed(
        statement,
        signer.display_name if signer else f"Account {row.signer_id}",
        row.public_key,
        row.signature,
    )
