"""Disposal of a record whose time has run out: a sergeant proposes it, a second person confirms it.

The confirmation takes the content out of the store in its own transaction and leaves a stub: what kind of
record it was, its reference, school and day, who decided and why. Decision 0023 says what stays and why.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import Disposal
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    disposal_erasing,
    disposal_list,
    disposal_proof,
    retention,
    signing,
    step_up,
)
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.services.disposal_proof import CONFIRMED, PROPOSED
from ssp_desktop.services.disposal_views import find, proposed_by_actor
from ssp_desktop.services.disposed import SamePerson
from ssp_desktop.services.records import checked
from ssp_desktop.services.revisions import find_revision
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = DISPOSAL.noun
# What a disposal changes besides the list of the kind itself.
_CHANGED = ("action", "person", "review", "draft", "prevention_plan")


def propose(signed_in: SignedIn, password: str, kind: str, record_id: int, values: Values) -> int:
    """Propose to dispose of a record whose review is due, sign it, and return the disposal's number.

    Args:
        signed_in: a sergeant.
        password: their own, asked again for the signature.
        kind: the noun of the record.
        record_id: which.
        values: the ``reason``.

    Raises:
        ProblemsFound: no reason.
        UserError: a wrong password, the record is not due, or it is proposed already.
    """
    glance(signed_in, Action.DISPOSAL_PROPOSE, lambda work: None)
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> int:
        due = retention.subject(work, kind, record_id)
        stored = work.db.get_one(BY_NOUN[kind].model, record_id)
        frozen = find_revision(work.db, kind, record_id, stored.revision)
        subject = {
            "kind": kind,
            "subject_id": record_id,
            "subject_revision": stored.revision,
            "subject_hash": frozen.content_hash if frozen else "",
            "reference": due.reference,
            "school": due.school,
            "happened_on": due.since,
        }
        answers = checked(
            DISPOSAL, {**empty_values(DISPOSAL), "reason": values.get("reason", ""), **subject}, work.context
        )
        record = _stored(work, kind, record_id) or _new(work, stored.partnership_id, subject)
        same = (record.subject_revision, record.subject_hash) == (stored.revision, subject["subject_hash"])
        if record.state == PROPOSED and record.revision and same:
            raise UserError(
                "Somebody proposed already to dispose of this record.", "A second person has to confirm it."
            )
        record.state = PROPOSED
        seal(work, DISPOSAL, record, answers)
        signing.sign(work, key, DISPOSAL, record, PROPOSED)
        work.audit(AuditEvent.REVIEWED, kind, record_id, detail="retention: disposal proposed")
        return record.id

    return run(signed_in, Action.DISPOSAL_PROPOSE, work)


def confirm(signed_in: SignedIn, password: str, disposal_id: int, *, based_on: int) -> str:
    """Confirm a proposal, sign it, and take the record's content out of the store. Returns the reference.

    Args:
        signed_in: an officer or a sergeant, never the one who proposed it.
        password: their own, asked again for the signature.
        disposal_id: which.
        based_on: the revision of the proposal that the person saw.

    Raises:
        UserError: a wrong password, the proposer's own, or the record or the proposal changed meanwhile.
    """
    glance(signed_in, Action.DISPOSAL_CONFIRM, lambda work: _by_another(work, find(work, disposal_id)))
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> str:
        disposal = _confirmable(work, disposal_id, based_on)
        signing.sign(work, key, DISPOSAL, disposal, CONFIRMED)
        disposal.state, disposal.confirmed_at = CONFIRMED, work.now
        work.db.flush()  # from here on the database lets this record's revisions go, and no others
        erase(work, disposal)
        proofs = disposal_list.proofs_in(work.db, work.signed_in.store_id)
        work.after_commit.append(lambda: disposal_list.keep(signed_in, proofs))
        work.changed(NOUN, disposal.kind, *_CHANGED)
        return disposal.reference

    return run(signed_in, Action.DISPOSAL_CONFIRM, work)


def erase(work: Work, disposal: Disposal) -> None:
    """Take the content out and let the audit log say so, in the caller's transaction."""
    own = find_revision(work.db, NOUN, disposal.id, disposal.revision)
    words = disposal_proof.erased_by(disposal, own.content_hash if own else "")
    erased = disposal_erasing.erase(work.db, BY_NOUN[disposal.kind], disposal.subject_id or 0)
    for noun, record_id in erased:
        work.audit(AuditEvent.ERASED, noun, record_id, detail=words)


def _confirmable(work: Work, disposal_id: int, based_on: int) -> Disposal:
    disposal = find(work, disposal_id)
    _by_another(work, disposal)
    if disposal.state != PROPOSED or disposal.revision != based_on:
        raise UserError(
            "This proposal was decided or changed while you were reading.", "Open it again and read it."
        )
    retention.subject(work, disposal.kind, disposal.subject_id or 0)
    stored = work.db.get_one(BY_NOUN[disposal.kind].model, disposal.subject_id)
    frozen = find_revision(work.db, disposal.kind, stored.id, stored.revision)
    if (stored.revision, frozen.content_hash if frozen else "") != (
        disposal.subject_revision,
        disposal.subject_hash,
    ):
        raise UserError(
            "The record was corrected after its disposal was proposed.",
            "Nothing was disposed of. Ask the sergeant to review it again.",
        )
    return disposal


def _by_another(work: Work, disposal: Disposal) -> None:
    if proposed_by_actor(work, disposal):
        raise SamePerson(disposal.id)


def _stored(work: Work, kind: str, record_id: int) -> Disposal | None:
    query: Select[Disposal] = select(Disposal).where(Disposal.kind == kind, Disposal.subject_id == record_id)
    return work.db.scalars(query).one_or_none()


def _new(work: Work, partnership_id: int, subject: dict[str, Any]) -> Disposal:
    record = Disposal(partnership_id=partnership_id, revision=0, created_at=work.now, updated_at=work.now)
    record.kind, record.subject_id = subject["kind"], subject["subject_id"]
    record.state, record.form_version = PROPOSED, DISPOSAL.version
    work.db.add(record)
    return record
