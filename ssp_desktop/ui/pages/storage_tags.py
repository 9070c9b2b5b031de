"""How storage stands, in a word and a tint: never by colour alone."""

from __future__ import annotations

from ssp_desktop.services.storage import StorageState
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.storage import ReviewState, StorageAnswer

_REVIEWS = {
    ReviewState.NOT_CONFIRMED: Tone.NEUTRAL,
    ReviewState.CONFIRMED: Tone.SUCCESS,
    ReviewState.DUE: Tone.WARNING,
    ReviewState.OVERDUE: Tone.ERROR,
}
_ANSWERS = {
    StorageAnswer.MET: Tone.SUCCESS,
    StorageAnswer.NOT_MET: Tone.ERROR,
    StorageAnswer.NOT_APPLICABLE: Tone.NEUTRAL,
}


def approval_tag(state: StorageState) -> Tag:
    """Return whether equipment may be stored."""
    if not state.started:
        return Tag("Nothing recorded", Tone.NEUTRAL)
    return Tag("Approved", Tone.SUCCESS) if state.approved else Tag("Not approved", Tone.ERROR)


def review_tag(review: ReviewState) -> Tag:
    """Return where a yearly review stands."""
    return Tag(review.label, _REVIEWS[review])


def assessment_tag(review: ReviewState) -> Tag:
    """Return where the review of a risk assessment stands."""
    return Tag("In date", Tone.SUCCESS) if review is ReviewState.CONFIRMED else review_tag(review)


def answer_tag(answer: str) -> Tag:
    """Return what was answered about an item, given as the stored value or as its label."""
    found = next((each for each in StorageAnswer if answer in {each.value, each.label}), None)
    return Tag(found.label, _ANSWERS[found]) if found else Tag("Not answered", Tone.NEUTRAL)
