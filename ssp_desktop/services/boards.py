"""Home: for each role, what waits. A board names records by reference, never what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from ssp_desktop.models import Action as ActionRow
from ssp_desktop.models import ContactLog, Draft, Partnership, Prompt, Visit
from ssp_desktop.security.permissions import Action, allowed
from ssp_desktop.services import accounts, officer_profiles, partnerships, reviews
from ssp_desktop.services.actions import visible as visible_actions
from ssp_desktop.services.clock import day_in_words, in_words, local_date
from ssp_desktop.services.countersigning import waits_for
from ssp_desktop.services.prompts import OPEN
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance
from ssp_desktop.services.visits import visible as visible_visits
from ssp_desktop.vocabulary.contact import ActionState, ContactState, PromptKind, VisitEnd

MOST_LINES = 20
LONGEST_TEXT = 80
DUE_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One thing that waits. ``noun`` and ``record_id`` say what opens when it is chosen.

    ``tag`` is the urgency in a word ("Overdue", "Urgent", "Due soon"), or empty.
    """

    text: str
    detail: str
    tag: str
    noun: str
    record_id: int | None


@dataclass(frozen=True)
class Board:
    """A group of things that wait, with how many there are in all; ``lines`` are the first of them."""

    key: str
    title: str
    count: int
    lines: tuple[Line, ...]
    empty: str


def home(signed_in: SignedIn) -> tuple[Board, ...]:
    """Return the boards of the person's role, in the order in which they matter."""

    def work(work: Work) -> tuple[Board, ...]:
        return tuple(
            board(work)
            for action, board in _BOARDS
            if allowed(work.actor.role, work.actor.administrator, action)
        )

    return glance(signed_in, Action.HOME_READ, work)


def _review_board(work: Work) -> Board:
    items = reviews.queue(work)
    lines = tuple(
        Line(
            f"{item.reference}, {item.school}",
            item.why_in_words,
            "Urgent" if item.why == "under_13" else "",
            "contact_log",
            item.contact_log_id,
        )
        for item in items[:MOST_LINES]
    )
    return Board("reviews", "For your review", len(items), lines, "Nothing waits for your review.")


def _countersign_board(work: Work) -> Board:
    query = select(ContactLog.id, ContactLog.reference, ContactLog.waiting_since, ContactLog.subject).where(
        *waits_for(work)
    )
    rows = work.db.execute(query.order_by(ContactLog.waiting_since).limit(MOST_LINES)).all()
    lines = tuple(
        Line(reference, f"{subject}. Waiting since {_day(since)}", "", "contact_log", record_id)
        for record_id, reference, since, subject in rows
    )
    return Board(
        "countersign", "To countersign", _count(work, query), lines, "Nothing waits for your signature."
    )


def _unsigned_board(work: Work) -> Board:
    query = select(ContactLog.id, ContactLog.reference, ContactLog.waiting_since).where(
        ContactLog.author_id == work.actor.account_id, ContactLog.state == ContactState.WAITING.value
    )
    rows = work.db.execute(query.order_by(ContactLog.waiting_since).limit(MOST_LINES)).all()
    lines = tuple(
        Line(reference, f"Waiting for the SPOC since {_day(since)}", "", "contact_log", record_id)
        for record_id, reference, since in rows
    )
    empty = "All your contact logs are countersigned."
    return Board("unsigned", "Not countersigned yet", _count(work, query), lines, empty)


def _overdue_board(work: Work) -> Board:
    query = visible_actions(work, select(ActionRow)).where(
        ActionRow.state == ActionState.OPEN.value, ActionRow.due_on <= work.today + DUE_SOON
    )
    rows = list(work.db.scalars(query.order_by(ActionRow.due_on, ActionRow.id).limit(MOST_LINES)))
    lines = tuple(
        Line(
            _first_words(row.task),
            f"Due {day_in_words(row.due_on)}" if row.due_on else "",
            "Overdue" if row.due_on is not None and row.due_on < work.today else "Due soon",
            "action",
            row.id,
        )
        for row in rows
    )
    return Board("overdue", "Actions due", _count(work, query), lines, "No action is due in the next 7 days.")


def _untold_board(work: Work) -> Board:
    query = visible_actions(work, select(ActionRow)).where(
        ActionRow.state == ActionState.SCHOOL_NOT_TOLD.value
    )
    rows = list(work.db.scalars(query.order_by(ActionRow.done_on, ActionRow.id).limit(MOST_LINES)))
    lines = tuple(
        Line(
            _first_words(row.task),
            f"Done {day_in_words(row.done_on)}" if row.done_on else "",
            "School not told",
            "action",
            row.id,
        )
        for row in rows
    )
    return Board(
        "untold", "School not told yet", _count(work, query), lines, "The school knows of every outcome."
    )


def _prompt_board(work: Work) -> Board:
    query = (
        select(Prompt.kind, Prompt.urgent, ContactLog.id, ContactLog.reference)
        .join(ContactLog, ContactLog.id == Prompt.contact_log_id)
        .where(Prompt.state == OPEN)
    )
    if work.actor.role == "officer":
        query = query.where(ContactLog.author_id == work.actor.account_id)
    newest_last = query.order_by(Prompt.urgent.desc(), Prompt.raised_at, Prompt.id).limit(MOST_LINES)
    lines = tuple(
        Line(
            reference,
            f"Missing: {PromptKind(kind).label}",
            "Urgent" if urgent else "",
            "contact_log",
            record_id,
        )
        for kind, urgent, record_id, reference in work.db.execute(newest_last)
    )
    empty = "Every concern has its decision and references."
    return Board("prompts", "Decisions and references missing", _count(work, query), lines, empty)


def _visit_board(work: Work) -> Board:
    query = visible_visits(work, select(Visit)).where(
        Visit.end_kind.in_((VisitEnd.OPEN.value, VisitEnd.UNRECORDED.value))
    )
    if work.actor.role == "officer":
        query = query.where(Visit.officer_id == work.actor.account_id)
    found = work.db.execute(
        query.join(Partnership, Partnership.id == Visit.partnership_id)
        .with_only_columns(Visit.id, Visit.arrived_at, Visit.end_kind, Partnership.school_name)
        .order_by(Visit.arrived_at)
        .limit(MOST_LINES)
    )
    lines = tuple(
        Line(school, f"Arrived {in_words(arrived)}", VisitEnd(kind).label, "visit", visit_id)
        for visit_id, arrived, kind, school in found
    )
    return Board(
        "visits",
        "Visits not finished",
        _count(work, query),
        lines,
        "Every visit has a contact or a nil return.",
    )


def _draft_board(work: Work) -> Board:
    query = select(Draft).where(Draft.account_id == work.actor.account_id)
    rows = list(work.db.scalars(query.order_by(Draft.saved_at.desc()).limit(MOST_LINES)))
    lines = tuple(
        Line(row.title, f"Saved {in_words(row.saved_at)}", "Draft", "draft", row.id) for row in rows
    )
    return Board("drafts", "Your drafts", _count(work, query), lines, "You have no drafts.")


def _expiry_board(work: Work) -> Board:
    own = not allowed(work.actor.role, work.actor.administrator, Action.PROFILE_WRITE)
    lines = [
        Line(
            f"{each.document}, {each.school}",
            f"Review by {day_in_words(each.due_on)}",
            _tag(each.overdue),
            "partnership",
            each.partnership_id,
        )
        for each in partnerships.expiries(work)
    ]
    lines += [
        Line(
            f"{each.what}, {each.officer}",
            f"Renew by {day_in_words(each.due_on)}",
            _tag(each.overdue),
            "officer_profile",
            each.account_id,
        )
        for each in officer_profiles.expiries(work, own=own)
    ]
    empty = "Nothing runs out in the next 60 days."
    return Board("expiries", "Running out", len(lines), tuple(lines[:MOST_LINES]), empty)


def _school_board(work: Work) -> Board:
    lines = tuple(_schools_to_mend(work))
    return Board(
        "schools",
        "Schools that need attention",
        len(lines),
        lines[:MOST_LINES],
        "Every partnership is in order.",
    )


def _schools_to_mend(work: Work) -> Iterator[Line]:
    for school in partnerships.overview(work):
        if school.must_escalate:
            yield Line(school.name, "Declined: must be escalated", "Overdue", "partnership", school.id)
        elif school.tier == "not_set_up":
            yield Line(school.name, school.tier_reason, "Not set up", "partnership", school.id)


def _account_board(work: Work) -> Board:
    lines = tuple(
        Line(each.display_name, each.state.label, "", "account", each.id)
        for each in accounts.unfinished(work)
    )
    return Board(
        "accounts",
        "People who have not set a password",
        len(lines),
        lines[:MOST_LINES],
        "Everybody has set a password.",
    )


_BOARDS: tuple[tuple[Action, Callable[[Work], Board]], ...] = (
    (Action.CONTACT_LOG_REVIEW, _review_board),
    (Action.CONTACT_LOG_COUNTERSIGN, _countersign_board),
    (Action.CONTACT_LOG_WRITE, _prompt_board),
    (Action.ACTION_READ, _overdue_board),
    (Action.ACTION_READ, _untold_board),
    (Action.VISIT_WRITE, _visit_board),
    (Action.CONTACT_LOG_WRITE, _unsigned_board),
    (Action.CONTACT_LOG_WRITE, _draft_board),
    (Action.PARTNERSHIP_WRITE, _school_board),
    (Action.PARTNERSHIP_READ, _expiry_board),
    (Action.ACCOUNT_ADMIN, _account_board),
)


def _count(work: Work, query: Select[*tuple[Any, ...]]) -> int:
    return work.db.scalar(select(func.count()).select_from(query.subquery())) or 0


def _tag(overdue: bool) -> str:
    return "Overdue" if overdue else "Due soon"


def _first_words(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _day(moment: datetime | None) -> str:
    return day_in_words(local_date(moment)) if moment else "the start"
