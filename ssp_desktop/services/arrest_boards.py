"""Home boards about arrests: what waits for officers and sergeants, and what the school was told lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Select, exists, select

from ssp_desktop.models import ArrestOutcome, ArrestPlan, ArrestShare
from ssp_desktop.services import arrest_arrangements
from ssp_desktop.services.arrest_plans import is_over
from ssp_desktop.services.board_parts import MOST_LINES, Board, Line, count, day
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.arrest import ArrestKind, ArrestPlanState
from ssp_desktop.vocabulary.storage import ReviewState

SHARED_LATELY = timedelta(days=14)
_OPEN = tuple(
    each.value
    for each in (ArrestPlanState.SUBMITTED, ArrestPlanState.CHANGES_WANTED, ArrestPlanState.APPROVED)
)
_REVIEWS = {ReviewState.DUE: "Due soon", ReviewState.OVERDUE: "Overdue"}


def arrest_board(work: Work) -> Board:
    """Plans to decide or to change, plans to come, outcomes missing, arrangements to review.

    An officer sees their own plans, a sergeant all of them.
    """
    lines = (*_missing_outcomes(work), *_plans(work), *_arrangements(work))
    empty = "No arrest plan waits, and every arrangement is in date."
    return Board("arrest_plans", "Arrests at school", len(lines), lines[:MOST_LINES], empty)


def _own(work: Work, query: Select[ArrestPlan]) -> Select[ArrestPlan]:
    if work.actor.role != "officer":
        return query
    return query.where(ArrestPlan.author_id == work.actor.account_id)


def _open_plans(work: Work) -> list[ArrestPlan]:
    query = select(ArrestPlan).where(ArrestPlan.state.in_(_OPEN))
    return list(work.db.scalars(_own(work, query).order_by(ArrestPlan.planned_on, ArrestPlan.id)))


def _missing_outcomes(work: Work) -> Iterator[Line]:
    recorded = exists().where(ArrestOutcome.arrest_plan_id == ArrestPlan.id)
    query = select(ArrestPlan).where(ArrestPlan.state.in_(_OPEN), ~recorded)
    for plan in work.db.scalars(_own(work, query).order_by(ArrestPlan.planned_on, ArrestPlan.id)):
        due = plan.state == ArrestPlanState.APPROVED or plan.kind == ArrestKind.URGENT
        if due and is_over(work, plan):
            yield _line(plan, "Outcome not recorded", "Overdue")


def _plans(work: Work) -> Iterator[Line]:
    for plan in _open_plans(work):
        if plan.state == ArrestPlanState.SUBMITTED:
            yield _submitted(work, plan)
        elif plan.state == ArrestPlanState.CHANGES_WANTED:
            yield _line(plan, "The sergeant wants changes", "Changes wanted")
        elif not is_over(work, plan):
            yield _line(plan, "Approved", "Due soon")


def _submitted(work: Work, plan: ArrestPlan) -> Line:
    own = plan.author_id == work.actor.account_id
    if work.actor.role == "sergeant" and not own:
        return _line(plan, "Waits for your decision", "To decide")
    return _line(plan, "Waits for a sergeant", "")


def _line(plan: ArrestPlan, words: str, tag: str) -> Line:
    when = f", {day_in_words(plan.planned_on)}" if plan.planned_on else ""
    return Line(plan.reference, f"{words}{when}", tag, "arrest_plan", plan.id)


def _arrangements(work: Work) -> Iterator[Line]:
    for each in arrest_arrangements.states(work):
        if each.review in _REVIEWS and each.review_on is not None:
            yield Line(
                f"Arrangements for an arrest, {each.school}",
                f"Review by {day_in_words(each.review_on)}",
                _REVIEWS[each.review],
                "arrest_arrangement",
                each.partnership_id,
            )


def shared_board(work: Work) -> Board:
    """What the police told this school in the last fortnight."""
    query = select(ArrestShare.id, ArrestShare.created_at).where(
        ArrestShare.partnership_id == work.actor.partnership_id,
        ArrestShare.created_at >= work.now - SHARED_LATELY,
    )
    rows = work.db.execute(query.order_by(ArrestShare.created_at.desc()).limit(MOST_LINES)).all()
    lines = tuple(
        Line(f"Shared on {day(made)}", "A summary for the school", "", "arrest_share", share_id)
        for share_id, made in rows
    )
    empty = "The police shared nothing in the last 14 days."
    return Board("arrest_shares", "Shared by the police", count(work, query), lines, empty)
