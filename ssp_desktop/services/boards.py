"""Home: for each role, what waits. A board names records by reference, never what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    accounts,
    activity_boards,
    arrest_boards,
    copy_away,
    disposal_views,
    equipment_views,
    evaluation_boards,
    officer_profiles,
    partnerships,
    retention,
    storage,
)
from ssp_desktop.services import boards_of_records as records
from ssp_desktop.services.board_parts import MOST_LINES, Board, Line, day, tag
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance

__all__ = ["Board", "Line", "home"]


# Boards that stand on the page only when something waits there.
_SELDOM = frozenset({"disposals", "copy_away"})


def home(signed_in: SignedIn) -> tuple[Board, ...]:
    """Return the boards of the person's role, in the order in which they matter."""

    def work(work: Work) -> tuple[Board, ...]:
        found = (board(work) for action, board in _BOARDS if work.actor.may(action))
        writes = work.actor.may(Action.CONTACT_LOG_WRITE)
        seldom = _SELDOM if writes else _SELDOM | {"drafts"}
        return tuple(each for each in found if each.count or each.key not in seldom)

    return glance(signed_in, Action.HOME_READ, work)


def _expiry_board(work: Work) -> Board:
    own = not work.actor.may(Action.PROFILE_WRITE)
    lines = [
        Line(
            f"{each.document}, {each.school}",
            f"Review by {day_in_words(each.due_on)}",
            tag(each.overdue),
            "partnership",
            each.partnership_id,
        )
        for each in partnerships.expiries(work)
    ]
    lines += [
        Line(
            f"{each.what}, {each.officer}",
            f"Renew by {day_in_words(each.due_on)}",
            tag(each.overdue),
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


def _storage_board(work: Work) -> Board:
    lines = tuple(
        Line(each.school, each.what, each.tag, "storage", each.partnership_id)
        for each in storage.waiting(work)
    )
    empty = "Nothing about storage waits."
    return Board("storage", "Storage and safety", len(lines), lines[:MOST_LINES], empty)


def _equipment_board(work: Work) -> Board:
    lines = tuple(
        Line(f"{each.name}, {each.school}", each.what, each.tag, "equipment", each.record_id)
        for each in equipment_views.waiting(work)
    )
    empty = "Nothing about equipment waits."
    return Board("equipment", "Equipment", len(lines), lines[:MOST_LINES], empty)


def _retention_board(work: Work) -> Board:
    number, first = retention.waiting(work, MOST_LINES)
    lines = tuple(
        Line(
            each.reference,
            f"Due since {day_in_words(each.due_on)}",
            tag(True),
            each.kind,
            each.record_id,
        )
        for each in first
    )
    return Board("retention", "Retention reviews due", number, lines, "No retention review is due.")


def _disposal_board(work: Work) -> Board:
    found = disposal_views.waiting(work)
    lines = tuple(
        Line(
            each.reference, f"Proposed on {day(each.decided_on)}", "To confirm", disposal_views.NOUN, each.id
        )
        for each in found[:MOST_LINES]
    )
    empty = "No disposal waits for a second person."
    return Board("disposals", "Disposals to confirm", len(found), lines, empty)


def _away_board(work: Work) -> Board:
    away, here = copy_away.find(work), work.signed_in
    due = away.due and not here.demo and here.moved is None
    since = f"The last was put away on {day(away.at)}" if away.at else "None has been put away yet"
    line = Line("Put a copy away from this PC", since, tag(True), "backup", None)
    empty = "A copy is put away."
    return Board("copy_away", "The copy that is put away", int(due), (line,) if due else (), empty)


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
    (Action.CONTACT_LOG_REVIEW, records.review_board),
    (Action.CONTACT_LOG_COUNTERSIGN, records.countersign_board),
    (Action.CONTACT_LOG_WRITE, records.prompt_board),
    (Action.ACTION_READ, records.overdue_board),
    (Action.ACTION_READ, records.untold_board),
    (Action.VISIT_WRITE, records.visit_board),
    (Action.CONTACT_LOG_WRITE, records.unsigned_board),
    (Action.DRAFT_KEEP, records.draft_board),  # who writes seldom sees it only when there is one
    (Action.ARREST_PLAN_READ, arrest_boards.arrest_board),
    (Action.ARREST_SHARE_READ, arrest_boards.shared_board),
    (Action.ACTIVITY_WRITE, activity_boards.plan_board),
    (Action.ACTIVITY_WRITE, activity_boards.share_board),
    (Action.PARTNERSHIP_WRITE, _school_board),
    (Action.STORAGE_READ, _storage_board),
    (Action.EVALUATION_READ, evaluation_boards.board),
    (Action.EQUIPMENT_READ, _equipment_board),
    (Action.PARTNERSHIP_READ, _expiry_board),
    (Action.RETENTION_REVIEW, _retention_board),
    (Action.DISPOSAL_CONFIRM, _disposal_board),
    (Action.BACKUP, _away_board),
    (Action.ACCOUNT_ADMIN, _account_board),
)
