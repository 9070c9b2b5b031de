"""Drafts of contact logs: what was typed and not submitted, kept in the encrypted store for its author alone.

Every other form is kept with its page (``page_drafts``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.encoding import decode, encode
from ssp_desktop.forms.spec import FormSpec, Values
from ssp_desktop.models.draft import Draft
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

Position = tuple[str, str, int, int]
"""Where its author was: section, question, control within the question, and place in its text."""
# Kept beside the answers, where no question has this key: no reader of answers takes it for one.
_AT = ":at"


@dataclass(frozen=True)
class DraftPlace:
    """What a draft belongs to. ``record_id`` is set for a correction of a submitted record."""

    noun: str
    record_id: int | None = None
    partnership_id: int | None = None
    visit_id: int | None = None


@dataclass(frozen=True)
class DraftSummary:
    """One line of a list of drafts. ``title`` is what the author called it; no pupil's name."""

    id: int
    place: DraftPlace
    title: str
    saved_at: datetime


@dataclass(frozen=True)
class OpenDraft:
    """A draft with its answers, as they were typed, and where its author was, where that is known."""

    summary: DraftSummary
    values: dict[str, Any]
    at: Position | None = None


class NotKept(UserError):
    """What was typed could not be saved. It is told even when its author has locked the program meanwhile."""

    told_to_whoever_comes = True

    def __init__(self, reason: UserError) -> None:
        super().__init__(f"What was typed last could not be kept. {reason.what_happened}", reason.what_to_do)


def save(
    signed_in: SignedIn,
    spec: FormSpec,
    place: DraftPlace,
    values: Values,
    draft_id: int | None = None,
    at: Position | None = None,
) -> DraftSummary:
    """Keep what was typed, even where it is no date or number yet. Return how it stands in lists.

    Args:
        signed_in: the author.
        spec: the form, with what a draft keeps besides.
        place: what the draft belongs to.
        values: what was typed.
        draft_id: the draft that is saved again; None for a new one.
        at: where in the form the author is.

    Raises:
        NotKept: with the reason.
    """

    def work(work: Work) -> DraftSummary:
        draft = _own(work, draft_id) if draft_id is not None else _new(work, spec, place)
        # ASCII escapes carry even a null or a damaged character, which the form refuses only on submission.
        draft.content = json.dumps(encode({**values, _AT: at}), ensure_ascii=True)
        draft.title = _storable_text(str(values.get("subject") or spec.title))[:120]
        draft.saved_at = work.now
        work.db.flush()
        event = AuditEvent.COLLECTED if draft_id is None else AuditEvent.ALTERED
        work.audit(event, "draft", draft.id)
        work.changed("draft")
        return _summary(draft)

    try:
        return run(signed_in, Action.CONTACT_LOG_WRITE, work)
    except Refused:
        raise
    except UserError as reason:
        raise NotKept(reason) from reason


def open_draft(signed_in: SignedIn, spec: FormSpec, draft_id: int) -> OpenDraft:
    """Return one of the person's own drafts."""

    def work(work: Work) -> OpenDraft:
        draft = _own(work, draft_id)
        work.audit(AuditEvent.CONSULTED, "draft", draft.id)
        stored = json.loads(draft.content)
        # A draft of an earlier version does not say where its author was.
        at = tuple(stored[_AT]) if stored.get(_AT) else None
        return OpenDraft(_summary(draft), decode(spec, stored), at)

    return run(signed_in, Action.CONTACT_LOG_WRITE, work)


def own_drafts(signed_in: SignedIn) -> tuple[DraftSummary, ...]:
    """Return the person's drafts, the newest first."""

    def work(work: Work) -> tuple[DraftSummary, ...]:
        found = work.db.scalars(
            select(Draft)
            .where(Draft.account_id == work.actor.account_id, Draft.page == "")
            .order_by(Draft.saved_at.desc())
        )
        return tuple(_summary(draft) for draft in found)

    return glance(signed_in, Action.CONTACT_LOG_WRITE, work)


def discard(signed_in: SignedIn, draft_id: int) -> None:
    """Delete one of the person's own drafts, because they asked for it."""

    def work(work: Work) -> None:
        work.db.delete(_own(work, draft_id))
        work.audit(AuditEvent.DISCARDED, "draft", draft_id)
        work.changed("draft")

    run(signed_in, Action.CONTACT_LOG_WRITE, work)


def forget(work: Work, draft_id: int | None) -> None:
    """Delete a draft in the transaction that submits it."""
    if draft_id is not None:
        work.db.delete(_own(work, draft_id))
        work.changed("draft")


def _own(work: Work, draft_id: int) -> Draft:
    draft = work.db.get(Draft, draft_id)
    if draft is None:
        raise UserError("This draft is not there any more.", "It was submitted or discarded.")
    if draft.account_id != work.actor.account_id:
        raise Refused(Action.CONTACT_LOG_WRITE, "draft", draft_id)
    if draft.page:
        raise UserError("This draft belongs to another page.", "Open it from the page Home.")
    return draft


def _new(work: Work, spec: FormSpec, place: DraftPlace) -> Draft:
    draft = Draft(
        account_id=work.actor.account_id,
        noun=place.noun,
        record_id=place.record_id,
        partnership_id=place.partnership_id,
        visit_id=place.visit_id,
        form_version=spec.version,
        content="",
        title="",
        saved_at=work.now,
    )
    work.db.add(draft)
    return draft


def _summary(draft: Draft) -> DraftSummary:
    place = DraftPlace(draft.noun, draft.record_id, draft.partnership_id, draft.visit_id)
    return DraftSummary(draft.id, place, draft.title, draft.saved_at)


def _storable_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
