"""Pupil contact logs: submit, correct, open. What was submitted is never overwritten."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import Values
from ssp_desktop.models.contact_log import ContactLog
from ssp_desktop.models.store_settings import StoreSettings
from ssp_desktop.models.visit import Visit
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    actions,
    contact_log_search,
    disposed_numbers,
    drafts,
    people,
    prompts,
    visits,
)
from ssp_desktop.services.corrections import check_differs, reason_given
from ssp_desktop.services.own_school import chosen_school
from ssp_desktop.services.records import checked, write_values
from ssp_desktop.services.revisions import sealed_by
from ssp_desktop.services.sealing import add_revision
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ContactState

NOUN = CONTACT_LOG.noun


@dataclass(frozen=True)
class Submitted:
    """What a submission made."""

    id: int
    reference: str
    revision: int
    content_hash: str


def submit(
    signed_in: SignedIn,
    values: Values,
    *,
    partnership_id: int,
    visit_id: int | None = None,
    draft_id: int | None = None,
) -> Submitted:
    """Submit a new contact log: it becomes revision 1 and waits for the SPOC.

    Raises:
        ProblemsFound: an answer is missing or cannot be true; nothing was stored.
    """

    def work(work: Work) -> Submitted:
        answers = checked(CONTACT_LOG, values, work.context)
        chosen_school(work, partnership_id)
        log = ContactLog(
            reference=_next_reference(work),
            partnership_id=partnership_id,
            visit_id=_own_visit(work, visit_id, partnership_id),
            author_id=work.actor.account_id,
            state=ContactState.WAITING.value,
            revision=1,
            submitted_at=work.now,
            waiting_since=work.now,
            form_version=CONTACT_LOG.version,
        )
        disposed_numbers.keep_apart(work.db, NOUN, log)
        work.db.add(log)
        made = _store(work, log, answers, reason="")
        drafts.forget(work, draft_id)
        visits.contact_added(work, log.visit_id)
        work.audit(AuditEvent.COLLECTED, NOUN, log.id, revision=1, detail=sealed_by(made.content_hash))
        return made

    return run(signed_in, Action.CONTACT_LOG_WRITE, work)


def correct(
    signed_in: SignedIn,
    record_id: int,
    values: Values,
    *,
    reason: str,
    based_on: int,
    draft_id: int | None = None,
) -> Submitted:
    """Submit a correction: a new revision with its reason. The struck words stay readable.

    Args:
        signed_in: the author of the record, or a sergeant.
        record_id: which contact log.
        values: all answers, corrected.
        reason: why it is corrected; printed with the record.
        based_on: the revision that the person saw. A newer one stops the correction.
        draft_id: the draft that this submits.
    """

    def work(work: Work) -> Submitted:
        log = _correctable(work, record_id)
        why = reason_given(reason)
        if log.revision != based_on:
            raise UserError(
                "Somebody corrected this record while you were writing.",
                "Your text is kept as a draft. Open the record again, read the change, then correct it.",
            )
        answers = checked(CONTACT_LOG, values, work.context)
        check_differs(log, CONTACT_LOG, answers)
        log.revision += 1
        log.corrected_at = log.waiting_since = work.now
        log.state = ContactState.WAITING.value
        made = _store(work, log, answers, why)
        drafts.forget(work, draft_id)
        work.audit(
            AuditEvent.ALTERED, NOUN, log.id, revision=log.revision, detail=sealed_by(made.content_hash)
        )
        return made

    return run(signed_in, Action.CONTACT_LOG_WRITE, work)


def _correctable(work: Work, record_id: int) -> ContactLog:
    log = work.db.get(ContactLog, record_id)
    if log is None:
        raise UserError("This contact log is not in the store.", "Go back to the list and choose again.")
    may = log.author_id == work.actor.account_id or work.actor.role == "sergeant"
    if not may:
        raise Refused(Action.CONTACT_LOG_WRITE, NOUN, record_id)
    return log


def _own_visit(work: Work, visit_id: int | None, partnership_id: int) -> int | None:
    """Return the visit that this contact belongs to: the officer's own, at this school. Else it has none."""
    if visit_id is None:
        return None
    visit = work.db.get(Visit, visit_id)
    if visit is None or visit.officer_id != work.actor.account_id:
        return None
    return visit.id if visit.partnership_id == partnership_id else None


def _next_reference(work: Work) -> str:
    settings = work.db.scalars(select(StoreSettings)).one()
    number = settings.next_contact_number
    settings.next_contact_number = number + 1
    return f"CL-{work.today.year}-{number:05d}"


def _store(work: Work, log: ContactLog, answers: dict[str, object], reason: str) -> Submitted:
    """Write columns, revision, people, actions, prompts and the search index in one transaction."""
    actions.guard_finished(work, log, answers)
    write_values(log, CONTACT_LOG, answers)
    actions.prepare(work, log)
    work.db.flush()
    revision = add_revision(work, CONTACT_LOG, log, answers, reason=reason)
    people.enrol_pupils(work, log)
    prompts.raise_prompts(work, log, answers)
    contact_log_search.index_contact_log(work, log)
    work.changed(NOUN, "action")
    return Submitted(log.id, log.reference, log.revision, revision.content_hash)
