"""How an evaluation stands, in a word and a tint: never by colour alone."""

from __future__ import annotations

from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.evaluation import EvaluationState, MeasureRating, ObjectiveOutcome

_STATES = {
    EvaluationState.WRITING: Tone.NEUTRAL,
    EvaluationState.SIGNING: Tone.WARNING,
    EvaluationState.SIGNED: Tone.SUCCESS,
}
_TONES: dict[str, Tone] = {
    MeasureRating.REACHED: Tone.SUCCESS,
    MeasureRating.PARTLY: Tone.WARNING,
    MeasureRating.NOT_REACHED: Tone.ERROR,
}


def state_tag(state: EvaluationState) -> Tag:
    """Return where an evaluation stands."""
    return Tag(state.label, _STATES[state])


def rating_tag(rating: str) -> Tag:
    """Return how far a measure is reached."""
    if not rating:
        return Tag("Not rated", Tone.NEUTRAL)
    return Tag(label_of(MeasureRating, rating), _TONES.get(rating, Tone.NEUTRAL))


def outcome_tag(outcome: str) -> Tag:
    """Return what became of an objective; the outcomes have the tones of the ratings."""
    if not outcome:
        return Tag("Not said yet", Tone.NEUTRAL)
    return Tag(label_of(ObjectiveOutcome, outcome), _TONES.get(outcome, Tone.NEUTRAL))
