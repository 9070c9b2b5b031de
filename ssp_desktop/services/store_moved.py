"""A store that went on to another PC: here it is open for reading, so that two PCs do not keep two truths.

What says so is the audit log: its newest entry about it. A restore begins anew, and so does a copy that is
brought to another PC.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState, Session

from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, AuditEntry, Disclosure
from ssp_desktop.services.signed_in import Moved
from ssp_desktop.vocabulary.audit import AuditEvent

_DECIDING = (AuditEvent.STORE_MOVED.value, AuditEvent.STORE_STAYS.value, AuditEvent.RESTORED.value)
# What reading leaves behind: its trace, and the number of a copy that was printed or saved.
_BY_READING = (AuditEntry, Disclosure)


class StoreMoved(UserError):
    """Something was to be written in a store that went on to another PC."""

    def __init__(self) -> None:
        super().__init__(
            "These records were moved to another PC, so nothing was saved here.",
            "Write it there. If the records go on here after all, an administrator says so: Backup, then "
            "“Move to a new PC”.",
        )


def find(db: Session) -> Moved | None:
    """Return when, by whom and why the store was marked as moved; None when it goes on here."""
    row = db.execute(
        select(AuditEntry.action, AuditEntry.at, AuditEntry.detail, Account.display_name)
        .join(Account, Account.id == AuditEntry.actor_id)
        .where(AuditEntry.noun == "store", AuditEntry.action.in_(_DECIDING))
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    if row is None or row.action != AuditEvent.STORE_MOVED:
        return None
    return Moved(row.at, row.display_name, row.detail)


def refuse_writing(db: Session) -> None:
    """Refuse every change through this session but what reading leaves behind."""

    def refuse(session: Session, *_: Any) -> None:
        altered = (each for each in session.dirty if session.is_modified(each))
        if not all(isinstance(each, _BY_READING) for each in (*session.new, *session.deleted, *altered)):
            raise StoreMoved

    def refuse_statement(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise StoreMoved

    event.listen(db, "before_flush", refuse)
    event.listen(db, "do_orm_execute", refuse_statement)
