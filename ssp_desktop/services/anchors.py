"""Anchors: this PC's credential store remembers where the audit log stood.

An older copy of the whole folder, put back behind the program's back, has a sound but shorter log. The anchor
shows it: the entry that it names is missing, or is another one. That raises an alarm that stays until a
sergeant or administrator has recorded why; a restore through the program records it by itself.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.audit_chain import Anchor
from ssp_desktop.security.device_secret import Keyring, anchor_name
from ssp_desktop.security.failures import KeyringUnavailable
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import audit_trail, step_up
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

OLDER = "The records are older than this PC remembers."
_log = logging.getLogger("ssp_desktop.anchors")
_ANCHOR = re.compile(r"(\d{1,12}):([0-9a-f]{64}):((?:[0-9a-f]{16})*)", re.ASCII)
_MARK = 16
_MOST_MARKS = 40  # of explanations known to this PC; with count and head they fit a Windows credential
# What a restore or an explanation says of the log that it stands for; see ``explaining``.
_EXPLAINS = re.compile(r"^Instead of a log of (\d{1,12}) entries\b", re.ASCII)
_EXPLAINING = (AuditEvent.RESTORED.value, AuditEvent.ROLLBACK_EXPLAINED.value)


@dataclass(frozen=True)
class Remembered(Anchor):
    """An anchor, and marks of the explanations that the log held then: none of them explains what came after.

    Without the marks, the explanation of one restore would cover up a rollback to the moment after it.
    """

    marks: tuple[str, ...] = ()


def remembered(keyring: Keyring, store_id: str) -> Remembered | None:
    """Return this PC's anchor of a store; None when there is none, or no credential store."""
    try:
        text = keyring.get_item(anchor_name(store_id)) or ""
    except KeyringUnavailable:
        return None
    match = _ANCHOR.fullmatch(text)
    if match is None:
        return None
    marks = tuple(match[3][start : start + _MARK] for start in range(0, len(match[3]), _MARK))
    return Remembered(int(match[1]), match[2], marks)


def remember(signed_in: SignedIn) -> None:
    """Note where the log stands now, unless an alarm is waiting for its explanation."""
    with signed_in.database.session() as db:
        if _unexplained(db, remembered(signed_in.keyring, signed_in.store_id)) is None:
            marks = [_mark(detail) for detail in _explanations(db)]
            _note(signed_in, audit_trail.head(db), "".join(marks[-_MOST_MARKS:]))


def _note(signed_in: SignedIn, head: audit_trail.Head, marks: str) -> None:
    try:
        signed_in.keyring.set_item(anchor_name(signed_in.store_id), f"{head.count}:{head.entry_hash}:{marks}")
    except KeyringUnavailable:
        _log.info("there is no credential store to remember the audit log's head in")


def forget(keyring: Keyring, store_id: str) -> None:
    """Remove the anchor: the store is gone for good."""
    keyring.delete_item(anchor_name(store_id))


def alarm(signed_in: SignedIn) -> str:
    """Return what is wrong with the log in words; empty when it goes on from where this PC knows it."""

    def work(work: Work) -> str:
        anchor = _unexplained(work.db, remembered(signed_in.keyring, signed_in.store_id))
        if anchor is None:
            return ""
        return (
            f"The audit log had {anchor.count:,} entries when it was last closed here, and the entries up to "
            "there are not the same any more: an older or another copy of the folder was put in its place."
        )

    return glance(signed_in, Action.HOME_READ, work)


def explain(signed_in: SignedIn, reason: str, password: str) -> None:
    """Record why the records are older than this PC remembers; from then on the alarm is off.

    Raises:
        UserError: no reason, a wrong password, not allowed, or there is no alarm.
    """
    why = checked_reason(reason)
    glance(signed_in, Action.RESTORE, lambda work: None)
    step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        anchor = _unexplained(work.db, remembered(signed_in.keyring, signed_in.store_id))
        if anchor is None:
            raise UserError("There is nothing to explain: the records go on from where this PC knows them.")
        detail = f"{explaining(anchor.count)} Explanation E-{secrets.token_hex(4).upper()}. {why}"
        work.audit(AuditEvent.ROLLBACK_EXPLAINED, "store", detail=detail)
        work.changed("backup")

    run(signed_in, Action.RESTORE, work)
    remember(signed_in)


def explaining(count: int) -> str:
    """Return how an audit entry says which log, of how many entries, the present one took the place of."""
    return f"Instead of a log of {count} entries."


def checked_reason(reason: str) -> str:
    """Return the reason without spaces around it. Raises UserError when there is none."""
    if not reason.strip():
        raise UserError("The reason is missing.", "Say why. It stands in the audit log.")
    return " ".join(reason.split())


def _unexplained(db: Session, anchor: Remembered | None) -> Remembered | None:
    """Return the anchor when the log neither reaches it nor says why."""
    if anchor is None or anchor.count == 0:
        return None
    there = db.scalar(select(AuditEntry.entry_hash).where(AuditEntry.sequence == anchor.count))
    if there == anchor.head:
        return None
    for detail in _explanations(db):
        match = _EXPLAINS.match(detail)
        if match and int(match[1]) >= anchor.count and _mark(detail) not in anchor.marks:
            return None
    return anchor


def _explanations(db: Session) -> list[str]:
    query = select(AuditEntry.detail).where(
        AuditEntry.noun == "store",  # the index leads there: a log has few entries about the store itself
        AuditEntry.action.in_(_EXPLAINING),
    )
    return list(db.scalars(query.order_by(AuditEntry.sequence)))


def _mark(detail: str) -> str:
    return hashlib.sha256(detail.encode("utf-8")).hexdigest()[:_MARK]
