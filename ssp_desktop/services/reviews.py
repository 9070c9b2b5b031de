"""The sergeant's review queue: children under 13, disagreements, nothing signed in five school days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select, type_coerce

from ssp_desktop.errors import UserError
from ssp_desktop.models import ContactLog, Partnership, Review, UtcDateTime
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.partnerships import calendar_of
from ssp_desktop.services.records import plain_words
from ssp_desktop.services.school_days import SchoolCalendar
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ContactState

UNSIGNED = "unsigned"
WHY_IN_WORDS = {
    "under_13": "A child under 13: sexual activity or harm",
    "disagreed": "The SPOC disagrees with the officer's account",
    UNSIGNED: "Not countersigned within 5 school days",
}
LONGEST_OUTCOME = 5000


@dataclass(frozen=True)
class ReviewItem:
    """One thing for the sergeant to look at. ``id`` is None for what is only overdue, not stored yet."""

    id: int | None
    contact_log_id: int
    reference: str
    school: str
    why: str
    why_in_words: str
    raised_at: datetime
    due_on: date | None


def _key(item: ReviewItem) -> tuple[object, ...]:
    return (item.id, item.contact_log_id, item.why, item.raised_at)


def queue(work: Work) -> tuple[ReviewItem, ...]:
    """Return what waits for the sergeant: what concerns a young child first, then the oldest."""
    stored = work.db.execute(
        select(Review, ContactLog.reference, Partnership.school_name)
        .join(ContactLog, ContactLog.id == Review.contact_log_id)
        .join(Partnership, Partnership.id == ContactLog.partnership_id)
        .where(Review.reviewed_at.is_(None))
    )
    items = [
        ReviewItem(
            row.id, row.contact_log_id, reference, school, row.why, WHY_IN_WORDS[row.why], row.raised_at, None
        )
        for row, reference, school in stored
    ]
    items.extend(_unsigned(work))
    return tuple(
        sorted(items, key=lambda item: (item.why != "under_13", item.raised_at, item.contact_log_id))
    )


def _unsigned(work: Work) -> list[ReviewItem]:
    seen = exists().where(
        Review.contact_log_id == ContactLog.id,
        Review.why == UNSIGNED,
        Review.raised_at == ContactLog.waiting_since,
    )
    found = work.db.execute(
        select(
            ContactLog.id,
            ContactLog.reference,
            ContactLog.partnership_id,
            type_coerce(ContactLog.waiting_since, UtcDateTime()),  # whatever waits has a time
            Partnership.school_name,
        )
        .join(Partnership, Partnership.id == ContactLog.partnership_id)
        .where(ContactLog.state == ContactState.WAITING.value, ContactLog.waiting_since <= work.now, ~seen)
        .order_by(ContactLog.waiting_since)
    )
    calendars: dict[int, SchoolCalendar] = {}
    items = []
    for record_id, reference, partnership_id, since, school in found:
        calendar = calendars.setdefault(partnership_id, calendar_of(work, partnership_id))
        due = calendar.countersign_due(local_date(since))
        if due < work.today:
            items.append(
                ReviewItem(None, record_id, reference, school, UNSIGNED, WHY_IN_WORDS[UNSIGNED], since, due)
            )
    return items


def waiting(signed_in: SignedIn) -> tuple[ReviewItem, ...]:
    """Return the sergeant's queue."""

    def work(work: Work) -> tuple[ReviewItem, ...]:
        found = queue(work)
        work.audit(AuditEvent.LISTED, "review", detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.CONTACT_LOG_REVIEW, work)


def close(signed_in: SignedIn, item: ReviewItem, outcome: str) -> None:
    """Record what the sergeant did about one item of the queue."""

    def work(work: Work) -> None:
        words = plain_words(outcome, LONGEST_OUTCOME, "outcome")
        if not words:
            raise UserError("The outcome is missing.", "Say in a sentence what you did or decided.")
        if _key(item) not in map(_key, queue(work)):  # reviewed meanwhile, or signed after all
            raise UserError("This does not wait for your review any more.", "Open the record to see why.")
        if item.id is None:
            row = Review(contact_log_id=item.contact_log_id, why=item.why, raised_at=item.raised_at)
            work.db.add(row)
        else:
            row = work.db.get_one(Review, item.id)
        row.outcome, row.reviewed_by, row.reviewed_at = words, work.actor.account_id, work.now
        work.audit(AuditEvent.REVIEWED, "contact_log", item.contact_log_id, detail=item.why)
        work.changed("review", "contact_log")

    run(signed_in, Action.CONTACT_LOG_REVIEW, work)
