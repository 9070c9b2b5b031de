"""The sergeant's decision about required items that are not met: measures agreed, or the risk accepted.

Handbook 3.2.13. The decision is signed with the sergeant's own key over the hash of the checklist's frozen
revision. It holds for that revision: a checklist that changed is decided again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Values
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_screen import ChecklistEdition
from ssp_desktop.models import StorageChecklist, StorageDecision
from ssp_desktop.security import signatures
from ssp_desktop.security.canonical import content_hash
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    role_chain,
    step_up,
    storage_assessments,
    storage_checklists,
    storage_guidance,
)
from ssp_desktop.services.records import plain_words, read_values
from ssp_desktop.services.revisions import agrees, find_revision, is_intact, thaw
from ssp_desktop.services.signature_parts import CheckedSignature, as_shown, given_now
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role
from ssp_desktop.vocabulary.storage import AssessmentParty, ItemLevel, StorageAnswer, StorageChoice

NOUN = STORAGE_CHECKLIST.noun
DECISION_NOUN = "storage_decision"
LONGEST_WORDS = 20_000


@dataclass(frozen=True, kw_only=True)
class ShownStorageDecision(CheckedSignature):
    """What the sergeant decided, and whether it is VALID. ``words`` are empty for a reader of the school."""

    choice: StorageChoice
    words: str


def not_met(edition: ChecklistEdition, values: Values) -> tuple[str, ...]:
    """Return the codes of required items that are not met, in the order of the edition."""
    answers = {row["code"]: row["answer"] for row in values["items"]}
    return tuple(
        each.code
        for each in edition.asked
        if each.level is ItemLevel.REQUIRED and answers.get(each.code) == StorageAnswer.NOT_MET
    )


def without_measure(edition: ChecklistEdition, values: Values) -> tuple[str, ...]:
    """Return the codes of required items that are not met and have no measure beside them."""
    measured = {row["code"] for row in values["items"] if row["mitigation"]}
    return tuple(code for code in not_met(edition, values) if code not in measured)


def decide(
    signed_in: SignedIn,
    password: str,
    partnership_id: int,
    revision: int,
    choice: StorageChoice,
    words: str = "",
) -> None:
    """Sign a decision about one revision of a school's checklist.

    Args:
        signed_in: the sergeant.
        password: the sergeant's, asked again for this signature.
        partnership_id: the school.
        revision: the one that the sergeant read; a newer one stops the signature.
        choice: the measures are agreed, or the risk is accepted.
        words: why; must be said when the risk is accepted.

    Raises:
        UserError: wrong password, nothing to decide, something missing, or the checklist changed meanwhile.
    """
    said = plain_words(words, LONGEST_WORDS, "text")
    if choice is StorageChoice.RISK_ACCEPTED and not said:
        raise UserError(
            "You accept the risk, but do not say why.", "Write what the risk is and why you accept it."
        )
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        storage_checklists.school_of(work, partnership_id, Action.STORAGE_DECIDE)
        record = _decidable(work, partnership_id, revision, choice)
        frozen = find_revision(work.db, NOUN, record.id, record.revision)
        if frozen is None or not agrees(record, STORAGE_CHECKLIST, thaw(STORAGE_CHECKLIST, frozen)):
            raise UserError("This checklist was changed outside the program.", "Do not sign it. Tell IT.")
        row = StorageDecision(
            storage_checklist_id=record.id,
            decision=choice.value,
            words=said,
            words_hash=content_hash(said),
            **given_now(work, key, frozen),
        )
        row.signature = signatures.sign_storage_decision(key, _statement(signed_in.store_id, row))
        work.db.add(row)
        work.audit(AuditEvent.STORAGE_DECIDED, NOUN, record.id, revision=revision, detail=choice.value)
        work.changed(NOUN)

    run(signed_in, Action.STORAGE_DECIDE, work)


def _decidable(work: Work, partnership_id: int, revision: int, choice: StorageChoice) -> StorageChecklist:
    record = storage_checklists.find(work, partnership_id)
    if record is None or record.confirmed_on is None:
        raise UserError("The checklist is not confirmed yet.", "Have it answered and confirmed first.")
    if record.revision != revision:
        raise UserError("The checklist changed while you were reading.", "Read it again before you sign.")
    edition = storage_guidance.edition(record.edition or 0)
    values = read_values(record, STORAGE_CHECKLIST)
    if not not_met(edition, values):
        raise UserError("Everything that is required is met.", "There is nothing to decide.")
    bare = without_measure(edition, values)
    if choice is StorageChoice.MITIGATIONS_AGREED and bare:
        raise UserError(
            f"There is no measure for {', '.join(bare)}.",
            "Have a measure with its owner and date written into the checklist, or accept the risk.",
        )
    if storage_assessments.find(work, partnership_id, AssessmentParty.POLICE) is None:
        raise UserError(
            "The police risk assessment is missing.", "Write it before you decide: your decision rests on it."
        )
    return record


def shown(work: Work, record: StorageChecklist) -> tuple[ShownStorageDecision, ...]:
    """Return a checklist's decisions, each checked now, the newest last."""
    found = work.db.scalars(
        select(StorageDecision)
        .where(StorageDecision.storage_checklist_id == record.id)
        .order_by(StorageDecision.signed_at, StorageDecision.id)
    ).all()
    if not found:
        return ()
    vault = work.signed_in.vault
    keys = role_chain.signing_keys(work.db, vault.authority_public, vault.store_id, Role.SERGEANT)
    return tuple(_shown(work, each, keys) for each in found)


def _shown(work: Work, row: StorageDecision, keys: Mapping[int, set[str]]) -> ShownStorageDecision:
    return ShownStorageDecision(
        **as_shown(work, row),
        choice=StorageChoice(row.decision),
        words=row.words if work.actor.audience == "police" else "",
        fault=fault_in(work.db, work.signed_in.store_id, row, keys),
    )


def fault_in(
    db: Session, store_id: str, row: StorageDecision, keys_of: Mapping[int, set[str]] | None = None
) -> str:
    """Return why a decision is INVALID, in words, or an empty string when it is VALID.

    ``keys_of`` holds the keys that the signed statements vouch for (``role_chain.signing_keys``). None trusts
    the keys as they are stored: for a check of the whole store, which checks each stored key by itself.
    """
    revision = find_revision(db, NOUN, row.storage_checklist_id, row.revision)
    if revision is None or not is_intact(revision):
        return "The checklist does not say any more what it said when it was signed."
    if revision.content_hash != row.content_hash:
        return "The signature belongs to another checklist or to other answers."
    if row.public_key not in (
        role_chain.stored_keys(db, row.signer_id) if keys_of is None else keys_of.get(row.signer_id, ())
    ):
        return "The key of this signature does not belong to the person named."
    fits = row.words_hash == content_hash(row.words)
    statement = _statement(store_id, row)
    if not fits or not signatures.verify_storage_decision(row.public_key, statement, row.signature):
        return "The signature does not fit the words, the person or the time."
    return ""


def _statement(store_id: str, row: StorageDecision) -> signatures.StorageDecision:
    return signatures.StorageDecision(
        store_id=store_id,
        noun=DECISION_NOUN,
        record_id=str(row.storage_checklist_id),
        revision=row.revision,
        content_hash=row.content_hash,
        decision=row.decision,
        words_hash=row.words_hash,
        signer_id=str(row.signer_id),
        at=row.signed_at.isoformat(),
        audit_head=row.audit_head,
    )
