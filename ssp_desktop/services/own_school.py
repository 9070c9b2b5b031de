"""The rule that a reader of a school sees that school alone, for services that answer for one school."""

from __future__ import annotations

from ssp_desktop.errors import UserError
from ssp_desktop.models import Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.unit_of_work import Refused, Work


def school_seen(work: Work, partnership_id: int, action: Action, noun: str) -> str:
    """Return the name of a school that this person may ask about.

    Raises:
        Refused: somebody of another school asks.
        UserError: there is no such school.
    """
    if work.actor.audience != "police" and work.actor.partnership_id != partnership_id:
        raise Refused(action, noun)
    partnership = work.db.get(Partnership, partnership_id)
    if partnership is None:
        raise UserError("This school is not in the store.", "Go back to the list and choose again.")
    return partnership.school_name
