"""``run``: the only way to the records.

It opens a short database session, checks that the person may do this, calls the function, writes the audit
entries in the same transaction, commits, and closes. A write that cannot be audited does not happen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import ORMExecuteState, Session

from ssp_desktop.database import DamagedDatabase, OpenForReading, ReadOnlyStore, explain, in_words
from ssp_desktop.errors import Fault, UserError
from ssp_desktop.forms.spec import Context
from ssp_desktop.models.account import Account
from ssp_desktop.models.disclosure import Disclosure
from ssp_desktop.security.failures import VaultNotSaved
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import audit_trail, damage, store_moved, unwritten
from ssp_desktop.services.clock import local
from ssp_desktop.services.signed_in import Actor, SignedIn
from ssp_desktop.services.store_moved import StoreMoved
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import AccountState

Result = TypeVar("Result")
_log = logging.getLogger("ssp_desktop.unit_of_work")


@dataclass
class Work:
    """What a service's function gets: the database session, who acts, and when.

    The key file is not part of the database's transaction. What is to be written there last of all, or only
    once the change stands, is put into ``before_commit`` and ``after_commit``.
    """

    db: Session
    signed_in: SignedIn
    now: datetime
    events: list[audit_trail.Entry] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    before_commit: list[Callable[[], object]] = field(default_factory=list)
    after_commit: list[Callable[[], object]] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.signed_in.actor

    @property
    def today(self) -> date:
        """The school's date."""
        return local(self.now).date()

    @property
    def context(self) -> Context:
        """What ``validate`` may know beside the answers."""
        there = local(self.now)
        return Context(there.date(), time(there.hour, there.minute))

    def audit(
        self,
        event: AuditEvent,
        noun: str,
        record_id: int | None = None,
        *,
        revision: int | None = None,
        detail: str = "",
    ) -> None:
        """Note what was done, to be written with the change. ``detail`` never holds a record's content."""
        self.events.append(audit_trail.Entry(event, noun, record_id, revision, detail))

    def changed(self, *nouns: str) -> None:
        """Say what kinds of record changed, so that open lists read again."""
        self.changes.extend(nouns)


def run(signed_in: SignedIn, action: Action, function: Callable[[Work], Result]) -> Result:
    """Do one thing, whole or not at all, and leave its trace in the audit log.

    Args:
        signed_in: who does it, in which store.
        action: what it is, as the table of permissions names it.
        function: does it. It must call ``work.audit`` at least once.

    Raises:
        UserError: the person may not do this, the function refused, or the world failed (disk full).
        Fault: the function left no trace for the audit log.
    """
    with _key_file_put_back(signed_in), _at_work(signed_in, action) as work:
        slots = signed_in.vault.slots
        result = function(work)
        if not work.events:
            raise Fault(f"{action} left no trace for the audit log")
        if signed_in.read_only:
            _only_read(work)
            return result
        work.db.flush()
        audit_trail.append(work.db, signed_in, work.now, work.events)
        for step in work.before_commit:
            step()
        if signed_in.moved is not None and signed_in.vault.slots is not slots:
            raise StoreMoved
        work.db.commit()
    signed_in.changes.extend(work.changes)
    for step in work.after_commit:
        step()
    return result


def _refuse_writing(db: Session) -> None:
    """Refuse every write through this session, whether or not the connection below could still do it."""

    def refuse(*_: object) -> None:
        raise OpenForReading

    def refuse_statement(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise OpenForReading

    db.autoflush = False
    event.listen(db, "before_flush", refuse)
    event.listen(db, "do_orm_execute", refuse_statement)


def _only_read(work: Work) -> None:
    """Note what was read beside a store that cannot be written; refuse whatever was to be written.

    A numbered copy may leave the program: its number, recipient and purpose stand in its entry.
    """
    db = work.db
    if db.dirty or db.deleted or any(not isinstance(each, Disclosure) for each in db.new):
        raise OpenForReading
    unwritten.note(work.signed_in, work.now, work.events)
    db.expunge_all()


class HalfDone(UserError):
    """The key file was changed, the records were not, and the disk does not let the key file be put back."""

    def __init__(self) -> None:
        super().__init__(
            "The change is half done: it stands in the key file, and the records could not be written.",
            "Free some space on the disk, or ask your IT support, then do the same again. "
            "A new password counts already.",
        )


@contextmanager
def _key_file_put_back(signed_in: SignedIn) -> Iterator[None]:
    """Put the key file back as it was when the change that it belongs to is not stored."""
    before = signed_in.vault.slots
    try:
        yield
    except BaseException as error:
        if signed_in.vault.slots is not before:
            try:
                signed_in.vault.save(before)
            except VaultNotSaved:
                _log.warning("the key file could not be put back after a change that failed")
                if explain(error) is not None:
                    raise HalfDone from error
        raise


def glance(signed_in: SignedIn, action: Action, function: Callable[[Work], Result]) -> Result:
    """Read something that opens no record (counts, a board, colleagues): checked, but not logged."""
    with _at_work(signed_in, action) as work:
        return function(work)


@contextmanager
def _at_work(signed_in: SignedIn, action: Action) -> Iterator[Work]:
    """Give a checked unit of work; a refusal is logged, a failure of the driver is put into words."""
    with signed_in.database.session() as db:
        if signed_in.read_only:
            _refuse_writing(db)
        elif signed_in.moved is not None:
            store_moved.refuse_writing(db)
        work = Work(db, signed_in, signed_in.clock())
        try:
            _check_still_allowed(work, action)
            yield work
        except (Refused, SessionEnded) as refusal:
            db.rollback()
            with in_words():
                _record_refusal(signed_in, refusal)
            raise
        except SQLAlchemyError as error:
            explained = explain(error)
            if explained is None:
                raise
            if isinstance(explained, DamagedDatabase):
                damage.found(signed_in)
            if signed_in.read_only and isinstance(explained, ReadOnlyStore):
                raise OpenForReading from error
            raise explained from error


class Refused(UserError):
    """The person may not do this. The refusal stands in the audit log."""

    def __init__(self, action: Action | str, noun: str = "", record_id: int | None = None) -> None:
        super().__init__("You may not do this.", "If you need to, ask your sergeant.")
        self.action = str(action)
        self.noun = noun
        self.record_id = record_id


class SessionEnded(UserError):
    """The account was disabled, or its role or school changed, while the person was signed in."""

    noun = ""
    record_id: int | None = None

    def __init__(self, action: Action) -> None:
        super().__init__("Your account was changed while you were signed in.", "Sign in again.")
        self.action = f"{action}: the account was changed"


def _check_still_allowed(work: Work, action: Action) -> None:
    actor = work.actor
    account = work.db.get(Account, actor.account_id)
    if account is None or account.state != AccountState.ACTIVE:
        raise SessionEnded(action)
    now = (account.role, account.administrator, account.partnership_id)
    if now != (actor.role, actor.administrator, actor.partnership_id):
        raise SessionEnded(action)
    if not actor.may(action):
        raise Refused(action)


def _record_refusal(signed_in: SignedIn, refusal: Refused | SessionEnded) -> None:
    entry = audit_trail.Entry(
        AuditEvent.REFUSED, refusal.noun or "program", refusal.record_id, None, refusal.action
    )
    if signed_in.read_only:
        unwritten.note(signed_in, signed_in.clock(), [entry])
        return
    with signed_in.database.session() as db:
        audit_trail.append(db, signed_in, signed_in.clock(), [entry])
        db.commit()
