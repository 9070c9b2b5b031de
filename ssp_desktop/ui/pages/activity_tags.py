"""How an activity stands, in a word and a tint: never by colour alone."""

from __future__ import annotations

from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.activity import ActivityState

RECORDED = Tag(ActivityState.RECORDED.label, Tone.SUCCESS)
IN_ERROR = Tag(ActivityState.IN_ERROR.label, Tone.WARNING)


def state_tag(in_error: bool) -> Tag:
    """Return whether the activity counts."""
    return IN_ERROR if in_error else RECORDED


def activity_tags(police_only: bool, in_error: bool) -> tuple[Tag, ...]:
    """Return whether the activity counts, and who sees it."""
    seen = Tag("Police only", Tone.INFORMATION) if police_only else Tag("The school sees this", Tone.NEUTRAL)
    return state_tag(in_error), seen
