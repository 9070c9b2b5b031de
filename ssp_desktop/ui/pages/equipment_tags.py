"""How an item of equipment stands, in a word and a tint: never by colour alone."""

from __future__ import annotations

from ssp_desktop.services.equipment_views import EquipmentLine
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.equipment import EquipmentState

_TONES = {
    EquipmentState.IN_USE: Tone.SUCCESS,
    EquipmentState.DISCHARGED: Tone.WARNING,
    EquipmentState.LOST: Tone.ERROR,
    EquipmentState.EXPIRED: Tone.WARNING,
}


def state_tag(state: EquipmentState) -> Tag:
    """Return where an item stands."""
    return Tag(state.label, _TONES.get(state, Tone.NEUTRAL))


def to_do_words(line: EquipmentLine) -> str:
    """Return everything that is to be done about an item, in one cell; a dash when there is nothing."""
    return ". ".join(each.words for each in line.warnings) or "\u2013"
