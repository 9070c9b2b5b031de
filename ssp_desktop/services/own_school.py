"""Schools by their number, and the rule that a reader of a school sees that school alone."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from ssp_desktop.errors import UserError
from ssp_desktop.models import Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.unit_of_work import Refused, Work

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def is_own(work: Work, partnership_id: int | None) -> bool:
    """Tell whether what belongs to this school may concern the person: the police look after every school."""
    return work.actor.audience == "police" or partnership_id == work.actor.partnership_id


def check_own(
    work: Work, partnership_id: int | None, action: Action, noun: str, record_id: int | None = None
) -> None:
    """Refuse somebody of another school."""
    if not is_own(work, partnership_id):
        raise Refused(action, noun, record_id)


def of_own_school(work: Work, query: Query, school: InstrumentedAttribute[Any]) -> Query:
    """Narrow a query to what the person may see: the school sees its own.

    Args:
        work: the unit of work of the reader.
        query: what is asked for.
        school: the column that says whose a row is.
    """
    if work.actor.audience == "police":
        return query
    return query.where(school == work.actor.partnership_id)


def stored_school(work: Work, partnership_id: int) -> Partnership:
    """Return a school that was opened from a list. Raises UserError when it is not in the store."""
    return _found(work, partnership_id, "Go back to the list and choose again.")


def chosen_school(work: Work, partnership_id: int) -> Partnership:
    """Return a school that was chosen in a form. Raises UserError when it is not in the store."""
    return _found(work, partnership_id, "Choose the school again.")


def school_seen(work: Work, partnership_id: int, action: Action, noun: str) -> str:
    """Return the name of a school that this person may ask about.

    Raises:
        Refused: somebody of another school asks.
        UserError: there is no such school.
    """
    check_own(work, partnership_id, action, noun)
    return stored_school(work, partnership_id).school_name


def _found(work: Work, partnership_id: int, what_to_do: str) -> Partnership:
    partnership = work.db.get(Partnership, partnership_id)
    if partnership is None:
        raise UserError("This school is not in the store.", what_to_do)
    return partnership
