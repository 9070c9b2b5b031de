"""The copy that is not connected to the PC: who put one away, when and where, and whether it is time again.

Nothing that runs on the PC can see it, so a person says so. What they say is an entry of the audit log, and
the newest one is how it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, AuditEntry, StoreSettings
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

LONGEST_PLACE = 200


@dataclass(frozen=True)
class CopyAway:
    """The newest copy that was put away (``at`` is None when none ever was), and when it is time again."""

    at: datetime | None
    who: str
    where: str
    due_at: datetime
    due: bool


def state(signed_in: SignedIn) -> CopyAway:
    """Return how it stands. Raises UserError when the person has nothing to do with backups."""
    return glance(signed_in, Action.BACKUP, find)


def find(work: Work) -> CopyAway:
    """Return how it stands. The time of a store in which none was put away runs from its first day."""
    last = work.db.execute(
        select(AuditEntry.at, AuditEntry.detail, Account.display_name)
        .join(Account, Account.id == AuditEntry.actor_id)
        .where(AuditEntry.noun == "store", AuditEntry.action == AuditEvent.COPY_PUT_AWAY.value)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    since = last.at if last else work.db.scalars(select(StoreSettings.created_at)).one()
    due_at = since + timedelta(days=work.signed_in.copy_away_days)
    # A clock that was set back must not silence it for years.
    due = work.now >= due_at or work.now < since - timedelta(days=1)
    if last is None:
        return CopyAway(None, "", "", due_at, due)
    return CopyAway(last.at, last.display_name, last.detail, due_at, due)


def put_away(signed_in: SignedIn, where: str) -> None:
    """Note that a copy was put away, by whom and now.

    Args:
        signed_in: a sergeant or somebody with administration.
        where: the place, in words.

    Raises:
        UserError: not allowed, or no place was named.
    """
    place = " ".join(where.split())
    if not place:
        raise UserError("The place is missing.", "Say where the copy lies, such as “the safe in room 2”.")
    if len(place) > LONGEST_PLACE:
        raise UserError(f"The place may have {LONGEST_PLACE} characters.", "Say it in fewer words.")

    def work(work: Work) -> None:
        work.audit(AuditEvent.COPY_PUT_AWAY, "store", detail=place)
        work.changed("backup")

    run(signed_in, Action.BACKUP, work)
