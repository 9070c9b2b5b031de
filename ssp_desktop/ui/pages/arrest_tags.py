"""How an arrest plan stands, in a word and a tint: never by colour alone."""

from __future__ import annotations

from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.arrest import ArrestPlanState
from ssp_desktop.vocabulary.storage import ReviewState

_STATES = {
    ArrestPlanState.SUBMITTED: Tone.INFORMATION,
    ArrestPlanState.CHANGES_WANTED: Tone.WARNING,
    ArrestPlanState.APPROVED: Tone.SUCCESS,
    ArrestPlanState.REFUSED: Tone.ERROR,
    ArrestPlanState.DONE: Tone.NEUTRAL,
    ArrestPlanState.CANCELLED: Tone.NEUTRAL,
}
_REVIEWS = {
    ReviewState.NOT_CONFIRMED: Tag("Not agreed yet", Tone.NEUTRAL),
    ReviewState.CONFIRMED: Tag("In date", Tone.SUCCESS),
    ReviewState.DUE: Tag("Review due", Tone.WARNING),
    ReviewState.OVERDUE: Tag("Review overdue", Tone.ERROR),
}


def plan_tag(state: ArrestPlanState) -> Tag:
    """Return where a plan stands."""
    return Tag(state.label, _STATES[state])


def arrangement_tag(review: ReviewState) -> Tag:
    """Return where a school's arrangements stand."""
    return _REVIEWS[review]


def valid_tag(fault: str) -> Tag:
    """Return whether a signature still fits."""
    return Tag("INVALID", Tone.ERROR) if fault else Tag("VALID", Tone.SUCCESS)
