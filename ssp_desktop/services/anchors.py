"""Anchors: where the audit log once stood, as this PC, each backup, signature and numbered copy noted it.

An older copy of the whole folder, put back behind the program's back, has a sound but shorter log. An anchor
shows it: the entry that it names is missing, or is another one. That raises an alarm that stays until a
sergeant or administrator has recorded why; a restore through the program records it by itself.

This PC notes the folder with it. A second copy of the store, such as the yearly drill restores, is read
like any other, but nothing is noted of it while the first is in its place: else that one would seem older.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.database.inspection import EXPLAINING
from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.device_secret import Keyring, anchor_name
from ssp_desktop.security.failures import KeyringUnavailable
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchor_sources, audit_trail, backup_settings, step_up
from ssp_desktop.services.anchor_sources import Noted
from ssp_desktop.services.backup_copies import vault_of
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

LONGEST_REASON = 300
OLDER = "The records are older than this PC remembers."
_log = logging.getLogger("ssp_desktop.anchors")
_ANCHOR = re.compile(r"(\d{1,12}):([0-9a-f]{64}):((?:[0-9a-f]{16})*)(?::(.*))?", re.ASCII | re.DOTALL)
_MARK = 16
_MOST_MARKS = 40  # of explanations known to this PC; with count and head they fit a Windows credential
_LONGEST_FOLDER = 500  # one that is longer is not noted
# What a restore or an explanation says of the log that it stands for; see ``explaining``.
_EXPLAINS = re.compile(r"^Instead of a log of (\d{1,12}) entries\b", re.ASCII)


def remembered(keyring: Keyring, store_id: str) -> Noted | None:
    """Return this PC's anchor of a store; None when there is none, or no credential store."""
    try:
        text = keyring.get_item(anchor_name(store_id)) or ""
    except KeyringUnavailable:
        return None
    match = _ANCHOR.fullmatch(text)
    if match is None:
        return None
    marks = tuple(match[3][start : start + _MARK] for start in range(0, len(match[3]), _MARK))
    return Noted(int(match[1]), match[2], marks=marks, folder=match[4] or "")


def remember(signed_in: SignedIn) -> None:
    """Note where the log stands now, unless it is a second copy's, or an alarm waits for its explanation."""
    if original_of(signed_in) is not None:
        return
    with signed_in.database.session() as db:
        own = remembered(signed_in.keyring, signed_in.store_id)
        if own is None or not unexplained(db, [own]):
            marks = [mark_of(said.detail) for said in _explanations(db)]
            _note(signed_in, audit_trail.head(db), "".join(marks[-_MOST_MARKS:]))


def original_of(signed_in: SignedIn) -> Path | None:
    """Return where this PC knows the store to lie, if it lies there still and this is a second copy of it."""
    return original(signed_in.keyring, signed_in.store_id, signed_in.folder)


def original(keyring: Keyring, store_id: str, folder: Path) -> Path | None:
    """As ``original_of``, of a store in which nobody is signed in."""
    own = remembered(keyring, store_id)
    if own is None or not own.folder or own.folder == _noted(folder):
        return None
    first = Path(own.folder)
    try:
        if first.samefile(folder):
            return None
        there = vault_of(first).identity.store_id
    except (OSError, UserError):
        return None  # moved, or nothing that opens any more: what is here has its place
    return first if there == store_id else None


def _noted(folder: Path) -> str:
    found = os.path.abspath(folder)  # noqa: PTH100 - links stay as they are
    return found if len(found.encode("utf-16-le")) <= 2 * _LONGEST_FOLDER else ""


def _note(signed_in: SignedIn, head: audit_trail.Head, marks: str) -> None:
    text = f"{head.count}:{head.entry_hash}:{marks}:{_noted(signed_in.folder)}"
    try:
        signed_in.keyring.set_item(anchor_name(signed_in.store_id), text)
    except KeyringUnavailable:
        _log.info("there is no credential store to remember the audit log's head in")


def forget(keyring: Keyring, store_id: str) -> None:
    """Remove the anchor: the store is gone for good."""
    keyring.delete_item(anchor_name(store_id))


def alarm(signed_in: SignedIn) -> str:
    """Return what is wrong with the log in words; empty when it goes on from wherever it was noted."""
    noted = outside(signed_in)

    def work(work: Work) -> str:
        found = unexplained(work.db, (*noted, *anchor_sources.newest_inside(work.db)))
        return fault_words(found[0]) if found else ""

    return glance(signed_in, Action.HOME_READ, work)


def fault_words(anchor: Noted) -> str:
    """Return in words that the log does not go on from an anchor."""
    return (
        f"The audit log had {anchor.count:,} entries {anchor.words}, and the entries up to there are not the "
        "same any more: an older or another copy of the folder was put in its place."
    )


def outside(signed_in: SignedIn) -> tuple[Noted, ...]:
    """Return what was noted outside the store: by this PC's credential store and by each backup in reach.

    Records that were marked as moved go on elsewhere: their newer copies may lie in the same folder.
    """
    own = remembered(signed_in.keyring, signed_in.store_id)
    if signed_in.moved is not None:
        return (own,) if own is not None else ()
    folder = backup_settings.folder_of(signed_in, signed_in.backup_folder)
    copies = anchor_sources.of_copies(folder, signed_in.store_id) if folder is not None else ()
    return (*([own] if own is not None else []), *copies)


def explain(signed_in: SignedIn, reason: str, password: str) -> None:
    """Record why the records are older than was noted; from then on the alarm is off.

    Raises:
        UserError: no reason, a wrong password, not allowed, or there is no alarm.
    """
    why = checked_reason(reason)
    glance(signed_in, Action.RESTORE, lambda work: None)
    step_up.signing_key(signed_in, password)
    noted = outside(signed_in)

    def work(work: Work) -> None:
        found = unexplained(work.db, (*noted, *anchor_sources.newest_inside(work.db)))
        if not found:
            raise UserError("There is nothing to explain: the records go on from where this PC knows them.")
        longest = max(each.count for each in found)
        detail = f"{explaining(longest)} Explanation E-{secrets.token_hex(4).upper()}. {why}"
        work.audit(AuditEvent.ROLLBACK_EXPLAINED, "store", detail=detail)
        work.changed("backup")

    run(signed_in, Action.RESTORE, work)
    remember(signed_in)


def explaining(count: int) -> str:
    """Return how an audit entry says which log, of how many entries, the present one took the place of."""
    return f"Instead of a log of {count} entries."


def checked_reason(reason: str) -> str:
    """Return the reason without spaces around it. Raises UserError when there is none, or it is too long."""
    if not reason.strip():
        raise UserError("The reason is missing.", "Say why. It stands in the audit log.")
    why = " ".join(reason.split())
    if len(why) > LONGEST_REASON:
        raise UserError(f"The reason is longer than {LONGEST_REASON} characters.", "Shorten it.")
    return why


def unexplained(db: Session, noted: Iterable[Noted]) -> tuple[Noted, ...]:
    """Return the anchors that the log neither reaches nor says why."""
    wrong = [each for each in noted if each.count and _entry_hash(db, each.count) != each.head]
    explanations = _explanations(db) if wrong else []
    return tuple(each for each in wrong if not any(_covers(said, each) for said in explanations))


def _entry_hash(db: Session, sequence: int) -> str | None:
    return db.scalar(select(AuditEntry.entry_hash).where(AuditEntry.sequence == sequence))


def _covers(said: _Explanation, anchor: Noted) -> bool:
    match = _EXPLAINS.match(said.detail)
    if match is None or int(match[1]) < anchor.count or mark_of(said.detail) in anchor.marks:
        return False
    return anchor.noted_at is None or said.at > anchor.noted_at


@dataclass(frozen=True)
class _Explanation:
    detail: str
    at: datetime


def _explanations(db: Session) -> list[_Explanation]:
    query = select(AuditEntry.detail, AuditEntry.at).where(
        AuditEntry.noun == "store",  # the index leads there: a log has few entries about the store itself
        AuditEntry.action.in_(EXPLAINING),
    )
    return [_Explanation(*row) for row in db.execute(query.order_by(AuditEntry.sequence))]


def mark_of(detail: str) -> str:
    """Return the mark by which an explanation is known outside the log."""
    return hashlib.sha256(detail.encode("utf-8")).hexdigest()[:_MARK]
