"""The boards about the prevention plan and about information that was shared."""

from __future__ import annotations

from ssp_desktop.services import information_shares, prevention_plans
from ssp_desktop.services.board_parts import MOST_LINES, Board, Line
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.sharing import PlanState


def plan_board(work: Work) -> Board:
    """Topics of the prevention plan that are to be delivered this month."""
    lines = tuple(
        Line(
            f"{line.topic.title}, {school}",
            f"Planned for {day_in_words(line.planned_on)}"
            if line.planned_on is not None
            else f"Not planned yet. Due by {day_in_words(line.due_to)}",
            "" if line.state is PlanState.PLANNED else "Due soon",
            "prevention_plan",
            partnership_id,
        )
        for school, partnership_id, line in prevention_plans.due_this_month(work)
    )
    empty = "Nothing of the prevention plan is due this month."
    return Board("plan", "Prevention plan this month", len(lines), lines[:MOST_LINES], empty)


def share_board(work: Work) -> Board:
    """The officer's own sharings without an intelligence report."""
    count, oldest = information_shares.without_report(work, MOST_LINES)
    lines = tuple(
        Line(each.reference, "Missing: intelligence report", "", "information_share", each.id)
        for each in oldest
    )
    empty = "Everything you shared has its intelligence report."
    return Board("shares", "Shared without an intelligence report", count, lines, empty)
