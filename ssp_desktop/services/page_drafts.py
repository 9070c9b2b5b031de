"""Drafts of any page with a form: where it is, and what was typed there, for its author alone.

A contact log that is being written has drafts of its own kind (``drafts``), which the lists of contact logs
know. Every other form is kept as the page that it stands on: a new form needs no line of its own for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.encoding import decode_plain, encode
from ssp_desktop.models.draft import Draft
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.drafts import NotKept
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

LONGEST_TITLE = 120
_VERSION = 1


@dataclass(frozen=True)
class PageDraft:
    """A page with what was typed on it. ``extra`` is what the page needs to show it again."""

    id: int
    page: str
    record_id: int | None
    extra: dict[str, Any]
    title: str
    saved_at: datetime


@dataclass(frozen=True)
class ToKeep:
    """What is to be kept: the page, its record, what it needs to show it again, and its title."""

    page: str
    record_id: int | None
    extra: Mapping[str, Any]
    title: str


def save(signed_in: SignedIn, what: ToKeep, draft_id: int | None = None) -> PageDraft:
    """Keep what was typed on a page; ``draft_id`` names the draft that it replaces.

    Raises:
        NotKept: with the reason.
    """

    def work(work: Work) -> PageDraft:
        draft = _own(work, draft_id) if draft_id is not None else None
        event = AuditEvent.COLLECTED if draft is None else AuditEvent.ALTERED
        if draft is None:
            draft = Draft(account_id=work.actor.account_id, noun=what.page, page=what.page)
            draft.record_id, draft.form_version = what.record_id, _VERSION
        kept = {key: value for key, value in what.extra.items() if _is_plain(value)}
        # ASCII escapes carry even a null or a damaged character, which the form refuses when it is saved.
        draft.content = json.dumps(encode(kept), ensure_ascii=True)
        draft.title = _storable(what.title)[:LONGEST_TITLE]
        draft.saved_at = work.now
        work.db.add(draft)
        work.db.flush()
        work.audit(event, "draft", draft.id)
        work.changed("draft")
        return _page_draft(draft)

    try:
        return run(signed_in, Action.DRAFT_KEEP, work)
    except Refused:
        raise
    except UserError as reason:
        raise NotKept(reason) from reason


def own(signed_in: SignedIn) -> tuple[PageDraft, ...]:
    """Return the person's own, the newest first."""

    def work(work: Work) -> tuple[PageDraft, ...]:
        query = select(Draft).where(Draft.account_id == work.actor.account_id, Draft.page != "")
        return tuple(_page_draft(each) for each in work.db.scalars(query.order_by(Draft.saved_at.desc())))

    return glance(signed_in, Action.DRAFT_KEEP, work)


def discard(signed_in: SignedIn, draft_id: int) -> None:
    """Delete one of the person's own: it was saved, or they asked for it. One that is gone is no mistake."""

    def work(work: Work) -> None:
        draft = work.db.get(Draft, draft_id)
        if draft is not None:
            work.db.delete(_own(work, draft_id))
        work.audit(AuditEvent.DISCARDED, "draft", draft_id)
        work.changed("draft")

    run(signed_in, Action.DRAFT_KEEP, work)


def _own(work: Work, draft_id: int) -> Draft | None:
    """Return the draft, or None when it was discarded elsewhere: what is typed now is then kept anew."""
    draft = work.db.get(Draft, draft_id)
    if draft is not None and (draft.account_id != work.actor.account_id or not draft.page):
        raise Refused(Action.DRAFT_KEEP, "draft", draft_id)
    return draft


def _page_draft(draft: Draft) -> PageDraft:
    extra = decode_plain(json.loads(draft.content))
    return PageDraft(draft.id, draft.page, draft.record_id, extra, draft.title, draft.saved_at)


def _is_plain(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_plain(each) for key, each in value.items())
    if isinstance(value, (tuple, list)):
        return all(_is_plain(each) for each in value)
    return value is None or isinstance(value, (str, int, date, time))


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
