"""How the states of contact logs, actions and signatures look: a word and a tint, the same on every page."""

from __future__ import annotations

from collections.abc import Callable

from ssp_desktop.services.actions import ActionSummary
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.contact import ActionState, ContactState

_STATES = {
    ContactState.WAITING: Tone.WARNING,
    ContactState.AGREED: Tone.SUCCESS,
    ContactState.AGREED_WITH_COMMENT: Tone.SUCCESS,
    ContactState.DISAGREED: Tone.ERROR,
}


def state_tag(state: ContactState, wording: Callable[[str], str] = str) -> Tag:
    """Return the tag of a contact log's state."""
    return Tag(wording(state.label), _STATES[state])


def action_tag(action: ActionSummary) -> Tag:
    """Return the tag of an action: overdue before anything else."""
    if action.overdue:
        return Tag("Overdue", Tone.ERROR)
    tones = {ActionState.OPEN: Tone.INFORMATION, ActionState.SCHOOL_NOT_TOLD: Tone.WARNING}
    return Tag(action.state.label, tones.get(action.state, Tone.SUCCESS))


def record_tags(opened: OpenedContactLog, wording: Callable[[str], str] = str) -> tuple[Tag, ...]:
    """Return everything that must be seen at once about a contact log, the most urgent first."""
    tags = []
    if not opened.intact:
        tags.append(Tag("Changed outside the program", Tone.ERROR))
    if any(prompt.urgent and prompt.is_open for prompt in opened.prompts):
        tags.append(Tag("Urgent", Tone.ERROR))
    tags.append(state_tag(opened.state, wording))
    if opened.revision > 1:
        tags.append(Tag(f"Corrected: revision {opened.revision}", Tone.INFORMATION))
    return tuple(tags)
