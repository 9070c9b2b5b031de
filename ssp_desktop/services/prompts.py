"""Prompts: what a concern asks for, kept on the boards until it is answered.

A listed concern asks for the crime decision, a safeguarding reference, an intelligence reference and that a
supervisor is told, or for a written reason (IOPC findings; handbook 3.1.12, 3.2.6 to 3.2.8). Sexual activity
or harm to a child under 13 makes each of them urgent and reaches the sergeant's review queue the same day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.conditions import concerns_child_under_13, raises_concern
from ssp_desktop.forms.spec import Values
from ssp_desktop.models.contact_log import ContactLog
from ssp_desktop.models.prompt import Prompt
from ssp_desktop.models.review import Review
from ssp_desktop.models.revision import Revision
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import contact_log_search
from ssp_desktop.services.contact_log_search import POLICE_ONLY
from ssp_desktop.services.records import plain_words
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import CrimeDecision, PromptKind

NOUN = "contact_log"
OPEN, ANSWERED = "open", "answered"
UNDER_13 = "under_13"
LONGEST_ANSWER = 500

# Which answers of the form settle which prompt: (reference, reason).
_SETTLED_BY = {
    PromptKind.SAFEGUARDING_REFERENCE: ("safeguarding_reference", "safeguarding_reason"),
    PromptKind.INTELLIGENCE_REFERENCE: ("intelligence_reference", "intelligence_reason"),
    PromptKind.SUPERVISOR_TOLD: ("supervisor_name", "supervisor_reason"),
}


@dataclass(frozen=True)
class ShownPrompt:
    """A prompt as the screen and the print show it."""

    id: int
    kind: PromptKind
    urgent: bool
    is_open: bool
    reference: str
    reason: str
    answered_at: datetime | None


def raise_prompts(work: Work, log: ContactLog, values: Values) -> None:
    """Bring a contact log's prompts up to date with its answers, in the transaction of the change.

    A prompt that was answered by hand stays answered. One that the form had answered follows the form: with
    the answer taken out by a correction it is open again. A concern that was withdrawn leaves the prompts
    that it raised, since somebody once thought of it.
    """
    urgent = concerns_child_under_13(values)
    if raises_concern(values):
        present = {prompt.kind: prompt for prompt in _of(work, log.id)}
        for kind, reference, reason in _settled(values):
            prompt = present.get(kind.value) or _new(work, log, kind)
            prompt.urgent = prompt.urgent or urgent
            if not _by_hand(work, prompt):
                _settle(work, prompt, reference, reason)
        work.changed("prompt")
    if urgent:
        _tell_sergeant(work, log)


def _settled(values: Values) -> Iterator[tuple[PromptKind, str, str]]:
    decided = values.get("crime_decision") not in {"", None, CrimeDecision.PENDING.value}
    words = str(values.get("crime_decision") or "") if decided else ""
    yield PromptKind.CRIME_DECISION, words, ""
    for kind, (reference, reason) in _SETTLED_BY.items():
        yield kind, str(values.get(reference) or ""), str(values.get(reason) or "")


def _of(work: Work, contact_log_id: int) -> list[Prompt]:
    return list(work.db.scalars(select(Prompt).where(Prompt.contact_log_id == contact_log_id)))


def _new(work: Work, log: ContactLog, kind: PromptKind) -> Prompt:
    prompt = Prompt(
        contact_log_id=log.id,
        kind=kind.value,
        urgent=False,
        state=OPEN,
        reference="",
        reason="",
        raised_at=work.now,
    )
    work.db.add(prompt)
    return prompt


def _by_hand(work: Work, prompt: Prompt) -> bool:
    """Tell whether somebody answered on the board: an answer from the form has the time of its revision."""
    if prompt.state != ANSWERED:
        return False
    with_the_form = select(Revision.id).where(
        Revision.noun == NOUN,
        Revision.record_id == prompt.contact_log_id,
        Revision.made_at == prompt.answered_at,
    )
    return work.db.scalars(with_the_form).first() is None


def _settle(work: Work, prompt: Prompt, reference: str, reason: str) -> None:
    same = (prompt.reference, prompt.reason) == (reference, reason)
    if same and prompt.state == ANSWERED:
        return
    prompt.reference, prompt.reason = reference, reason
    if reference or reason:
        prompt.state, prompt.answered_by, prompt.answered_at = ANSWERED, work.actor.account_id, work.now
    else:
        prompt.state, prompt.answered_by, prompt.answered_at = OPEN, None, None


def _tell_sergeant(work: Work, log: ContactLog) -> None:
    told = work.db.scalars(
        select(Review).where(Review.contact_log_id == log.id, Review.why == UNDER_13)
    ).first()
    if told is None:
        work.db.add(Review(contact_log_id=log.id, why=UNDER_13, raised_at=work.now, outcome=""))
        work.changed("review")


def shown(work: Work, contact_log_id: int) -> tuple[ShownPrompt, ...]:
    """Return a contact log's prompts for those who may see them."""
    hidden = POLICE_ONLY if work.actor.audience != "police" else frozenset[str]()
    order = [kind.value for kind in PromptKind]
    found = sorted(_of(work, contact_log_id), key=lambda prompt: order.index(prompt.kind))
    return tuple(
        ShownPrompt(
            prompt.id,
            PromptKind(prompt.kind),
            prompt.urgent,
            prompt.state == OPEN,
            prompt.reference,
            prompt.reason,
            prompt.answered_at,
        )
        for prompt in found
        if prompt.kind not in hidden
    )


def answer(signed_in: SignedIn, prompt_id: int, *, reference: str = "", reason: str = "") -> None:
    """Answer a prompt after submission, with a reference or a written reason why there is none."""

    def work(work: Work) -> None:
        prompt = work.db.get(Prompt, prompt_id)
        if prompt is None or prompt.state == ANSWERED:
            raise UserError("This has been answered already.", "Open the record again to see the answer.")
        given = plain_words(reference, LONGEST_ANSWER, "answer")
        why = plain_words(reason, LONGEST_ANSWER, "reason")
        if not given and not why:
            raise UserError(
                "There is no answer yet.", "Enter the reference, or the reason why there is none."
            )
        _settle(work, prompt, given, why)
        contact_log_search.index_contact_log(work, work.db.get_one(ContactLog, prompt.contact_log_id))
        answered = label_of(PromptKind, prompt.kind)
        work.audit(AuditEvent.ALTERED, NOUN, prompt.contact_log_id, detail=f"answered: {answered}")
        work.changed("prompt", NOUN)

    run(signed_in, Action.CONTACT_LOG_WRITE, work)
