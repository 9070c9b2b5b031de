"""The boards about records: reviews, signatures, prompts, actions, visits, drafts."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Select, exists, func, select

from ssp_desktop.models import Action as ActionRow
from ssp_desktop.models import ContactLog, Draft, Partnership, Prompt, Visit
from ssp_desktop.services import reviews
from ssp_desktop.services.actions import visible as visible_actions
from ssp_desktop.services.board_parts import MOST_LINES, Board, Line, count, day, first_words
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.countersigning import waits_for
from ssp_desktop.services.prompts import OPEN
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.services.visits import visible as visible_visits
from ssp_desktop.vocabulary.contact import ActionState, ContactState, PromptKind, VisitEnd

DUE_SOON = timedelta(days=7)


def review_board(work: Work) -> Board:
    """What waits for the sergeant."""
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


def countersign_board(work: Work) -> Board:
    """What waits for this SPOC's signature."""
    query = select(ContactLog.id, ContactLog.reference, ContactLog.waiting_since, ContactLog.subject).where(
        *waits_for(work)
    )
    rows = work.db.execute(query.order_by(ContactLog.waiting_since).limit(MOST_LINES)).all()
    lines = tuple(
        Line(reference, f"{subject}. Waiting since {day(since)}", "", "contact_log", record_id)
        for record_id, reference, since, subject in rows
    )
    return Board(
        "countersign", "To countersign", count(work, query), lines, "Nothing waits for your signature."
    )


def unsigned_board(work: Work) -> Board:
    """What this officer wrote and nobody has signed."""
    query = select(ContactLog.id, ContactLog.reference, ContactLog.waiting_since).where(
        ContactLog.author_id == work.actor.account_id, ContactLog.state == ContactState.WAITING.value
    )
    rows = work.db.execute(query.order_by(ContactLog.waiting_since).limit(MOST_LINES)).all()
    lines = tuple(
        Line(reference, f"Waiting for the SPOC since {day(since)}", "", "contact_log", record_id)
        for record_id, reference, since in rows
    )
    empty = "All your contact logs are countersigned."
    return Board("unsigned", "Not countersigned yet", count(work, query), lines, empty)


def overdue_board(work: Work) -> Board:
    """Actions that are due within a week or overdue; an officer sees their own."""
    query = _to_follow(work).where(
        ActionRow.state == ActionState.OPEN.value, ActionRow.due_on <= work.today + DUE_SOON
    )
    rows = list(work.db.scalars(query.order_by(ActionRow.due_on, ActionRow.id).limit(MOST_LINES)))
    lines = tuple(
        Line(
            first_words(row.task),
            f"Due {day_in_words(row.due_on)}" if row.due_on else "",
            "Overdue" if row.due_on is not None and row.due_on < work.today else "Due soon",
            "action",
            row.id,
        )
        for row in rows
    )
    return Board("overdue", "Actions due", count(work, query), lines, "No action is due in the next 7 days.")


def untold_board(work: Work) -> Board:
    """Outcomes that the school does not know of; an officer sees their own."""
    query = _to_follow(work).where(ActionRow.state == ActionState.SCHOOL_NOT_TOLD.value)
    rows = list(work.db.scalars(query.order_by(ActionRow.done_on, ActionRow.id).limit(MOST_LINES)))
    lines = tuple(
        Line(
            first_words(row.task),
            f"Done {day_in_words(row.done_on)}" if row.done_on else "",
            "School not told",
            "action",
            row.id,
        )
        for row in rows
    )
    return Board(
        "untold", "School not told yet", count(work, query), lines, "The school knows of every outcome."
    )


def prompt_board(work: Work) -> Board:
    """Concerns without their decision or references, a line for each record."""
    query = (
        select(ContactLog.id, ContactLog.reference, func.max(Prompt.urgent))
        .join(Prompt, Prompt.contact_log_id == ContactLog.id)
        .where(Prompt.state == OPEN)
        .group_by(ContactLog.id)
    )
    if work.actor.role == "officer":
        query = query.where(ContactLog.author_id == work.actor.account_id)
    urgent_first = query.order_by(func.max(Prompt.urgent).desc(), func.min(Prompt.raised_at), ContactLog.id)
    records = work.db.execute(urgent_first.limit(MOST_LINES)).all()
    missing = _missing(work, [row[0] for row in records])
    lines = tuple(
        Line(
            reference, f"Missing: {missing[record_id]}", "Urgent" if urgent else "", "contact_log", record_id
        )
        for record_id, reference, urgent in records
    )
    empty = "Every concern has its decision and references."
    return Board("prompts", "Decisions and references missing", count(work, query), lines, empty)


def _missing(work: Work, record_ids: list[int]) -> dict[int, str]:
    """Return what each record still lacks, in words, in the order in which it is asked."""
    found = work.db.execute(
        select(Prompt.contact_log_id, Prompt.kind).where(
            Prompt.state == OPEN, Prompt.contact_log_id.in_(record_ids)
        )
    )
    kinds: dict[int, set[str]] = {}
    for record_id, kind in found:
        kinds.setdefault(record_id, set()).add(kind)
    return {
        record_id: ", ".join(kind.label.lower() for kind in PromptKind if kind.value in open_kinds)
        for record_id, open_kinds in kinds.items()
    }


def visit_board(work: Work) -> Board:
    """Visits that are not finished."""
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
        count(work, query),
        lines,
        "Every visit has a contact or a nil return.",
    )


# What a draft's line opens, by the noun of the draft; all others are contact logs.
_DRAFTS = {"arrest_plan": "arrest_plan_draft"}


def draft_board(work: Work) -> Board:
    """The person's own drafts."""
    query = select(Draft).where(Draft.account_id == work.actor.account_id)
    rows = list(work.db.scalars(query.order_by(Draft.saved_at.desc()).limit(MOST_LINES)))
    lines = tuple(
        Line(
            row.title,
            f"Saved {in_words(row.saved_at)}",
            "Draft",
            "page_draft" if row.page else _DRAFTS.get(row.noun, "draft"),
            row.id,
        )
        for row in rows
    )
    return Board("drafts", "Your drafts", count(work, query), lines, "You have no drafts.")


def _to_follow(work: Work) -> Select[ActionRow]:
    """Return the actions that the person follows: an officer's own and those of their own records."""
    query = visible_actions(work, select(ActionRow))
    if work.actor.role != "officer":
        return query
    own_record = exists().where(
        ContactLog.id == ActionRow.contact_log_id, ContactLog.author_id == work.actor.account_id
    )
    return query.where((ActionRow.owner == work.actor.account_id) | own_record)
