"""Moving the store to another PC: the copy to take along, and what is said of the store that stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from ssp_desktop.database import OpenForReading
from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, backup, step_up, store_moved
from ssp_desktop.services.backup import BackupMade
from ssp_desktop.services.backup_write import Cancelled, Progress
from ssp_desktop.services.signed_in import Moved, SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

_HOW = "to move to another PC"
_WRITING = (
    AuditEvent.COLLECTED,
    AuditEvent.ALTERED,
    AuditEvent.COMBINED,
    AuditEvent.ERASED,
    AuditEvent.COUNTERSIGNED,
    AuditEvent.REVIEWED,
    AuditEvent.SIGNED,
    AuditEvent.STORAGE_DECIDED,
)


@dataclass(frozen=True)
class MoveState:
    """How far the move is. ``written_since`` counts what was written after the copy to take along."""

    moved: Moved | None
    copied_at: datetime | None
    written_since: int


def state(signed_in: SignedIn) -> MoveState:
    """Return how far the move is. Raises UserError when the person may not move the store."""

    def work(work: Work) -> MoveState:
        copied = work.db.execute(
            select(AuditEntry.sequence, AuditEntry.at)
            .where(
                AuditEntry.noun == "store",
                AuditEntry.action == AuditEvent.BACKED_UP.value,
                AuditEntry.detail.startswith(_HOW),
            )
            .order_by(AuditEntry.sequence.desc())
            .limit(1)
        ).first()
        if copied is None:
            return MoveState(work.signed_in.moved, None, 0)
        since = select(func.count()).where(
            AuditEntry.sequence > copied.sequence,
            AuditEntry.action.in_([each.value for each in _WRITING]),
            AuditEntry.noun != "draft",
        )
        return MoveState(work.signed_in.moved, copied.at, work.db.scalar(since) or 0)

    return glance(signed_in, Action.STORE_MOVE, work)


def copy_to_take(
    signed_in: SignedIn, folder: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> BackupMade:
    """Make a verified copy in a folder that is taken along. As ``backup.back_up``."""
    glance(signed_in, Action.STORE_MOVE, lambda work: None)
    return backup.back_up(signed_in, folder, progress, cancelled, how=_HOW)


def mark_moved(signed_in: SignedIn, reason: str, password: str) -> None:
    """Say that the records went on to another PC: from now on they are open for reading here.

    Args:
        signed_in: somebody with the right of administration.
        reason: where to and why; it stands in the audit log.
        password: the person's own, asked again.

    Raises:
        UserError: not allowed, no reason, a wrong password, or it was said before.
    """
    _say(signed_in, AuditEvent.STORE_MOVED, reason, password)


def undo(signed_in: SignedIn, reason: str, password: str) -> None:
    """Say that the records go on here after all. As ``mark_moved``."""
    _say(signed_in, AuditEvent.STORE_STAYS, reason, password)


def _say(signed_in: SignedIn, event: AuditEvent, reason: str, password: str) -> None:
    why = anchors.checked_reason(reason)
    glance(signed_in, Action.STORE_MOVE, lambda work: None)
    step_up.signing_key(signed_in, password)
    if signed_in.read_only:
        raise OpenForReading

    def work(work: Work) -> Moved | None:
        if (store_moved.find(work.db) is not None) is (event is AuditEvent.STORE_MOVED):
            raise UserError("That was said already.", "Go to another page and back to see how it stands.")
        work.audit(event, "store", detail=why)
        work.changed("backup", "store")
        return Moved(work.now, work.actor.display_name, why) if event is AuditEvent.STORE_MOVED else None

    signed_in.moved = run(signed_in, Action.STORE_MOVE, work)
