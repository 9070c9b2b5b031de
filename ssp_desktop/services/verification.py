"""Checks of a whole store: the file, who may do what, sessions, audit log, revisions, records, signatures.

Each check ends in one line. A check that fails names the first fault it found, in words, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ssp_desktop.database import Database, explain
from ssp_desktop.errors import UserError
from ssp_desktop.models import (
    Attachment,
    AuditEntry,
    Countersignature,
    RecordSignature,
    Revision,
    StorageDecision,
)
from ssp_desktop.security import audit_chain
from ssp_desktop.services import (
    anchor_sources,
    anchors,
    attachment_seals,
    audit_trail,
    signing,
    storage_decisions,
    verification_accounts,
    verification_disposals,
    verification_records,
    verification_signatures,
)
from ssp_desktop.services.anchor_sources import Noted
from ssp_desktop.services.countersigning import fault_in
from ssp_desktop.services.verification_accounts import Trusted

WHAT_TO_DO = (
    "Change nothing more, keep the folder as it is, tell your sergeant, and restore the latest good backup."
)
UNREADABLE = "This check could not be finished: the tables are not as this program makes them."
PERCENT = 100
ROWS_AT_ONCE = 500
_SIGNED = (Countersignature, StorageDecision, RecordSignature)


_SOUND_FILE = {
    "Pages": "Every page of the file is as the program wrote it.",
    "Tables": "Every table and index of the file is consistent.",
    "References": "Every row refers to rows that are there.",
}


class CheckStopped(UserError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("You stopped the check before it was finished.", "Nothing was changed.")


@dataclass(frozen=True)
class CheckLine:
    """One check. ``words`` says what was found sound, or the first fault and what to do."""

    name: str
    ok: bool
    words: str


@dataclass(frozen=True)
class Checked:
    """The outcome of all checks, in the order in which they were made."""

    lines: tuple[CheckLine, ...]

    @property
    def ok(self) -> bool:
        """Whether every check passed."""
        return all(line.ok for line in self.lines)


class Steps:
    """Counts what was looked at, tells the percentage, and stops when the person asked for it."""

    def __init__(
        self, total: int, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._total = max(total, 1)
        self._done = 0
        self._told = -1
        self._progress = progress or (lambda percent: None)
        self._cancelled = cancelled or (lambda: False)

    def step(self) -> None:
        """Note one more row."""
        self._done += 1
        percent = min(PERCENT, PERCENT * self._done // self._total)
        if percent != self._told:
            self._told = percent
            self._progress(percent)
        if self._cancelled():
            raise CheckStopped


def check_store(
    database: Database,
    *,
    store_id: str,
    root_public: str,
    noted: Sequence[Noted] = (),
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Checked:
    """Check everything that can be checked in an open store. Changes nothing.

    Args:
        database: the open store; no session may be open on it.
        store_id: the vault's store id.
        root_public: the vault's authority, the root of trust (hexadecimal).
        noted: where the audit log stood, as the credential store and the backups noted it.
        progress: is told a percentage from 0 to 100.
        cancelled: is asked between rows.

    Raises:
        UserError: it was cancelled.
    """
    lines = list(_file(database, cancelled))
    with database.session() as db:
        steps = Steps(_rows(db), progress, cancelled)
        trusted = Trusted()
        checks: tuple[tuple[str, str, Callable[[], Iterator[str]]], ...] = (
            (
                "Who may do what",
                "Every role and key was given by somebody who might.",
                lambda: verification_accounts.faults_in_roles(db, store_id, root_public, trusted),
            ),
            (
                "Sign-ins",
                "Every session belongs to the person it names.",
                lambda: verification_accounts.faults_in_sessions(db, store_id, trusted),
            ),
            (
                "Signatures",
                "Every signature is valid.",
                lambda: _faults_in_signatures(db, store_id, steps),
            ),
            (
                "Audit log",
                "The audit log is whole.",
                lambda: _faults_in_log(db, trusted, steps),
            ),
            (
                "Anchors",
                "The audit log goes on from wherever it was noted: on this PC, in backups, on copies.",
                lambda: _faults_in_anchors(db, noted, steps),
            ),
            (
                "Revisions",
                "Every wording is as it was submitted.",
                lambda: verification_records.faults_in_revisions(db, store_id, steps.step),
            ),
            (
                "Records",
                "Every record says what its newest revision says.",
                lambda: verification_records.faults_in_records(db, steps.step),
            ),
            (
                "Disposals",
                "What is gone was disposed of by two people, and what they disposed of is gone.",
                lambda: verification_disposals.faults(db, store_id, steps.step),
            ),
            (
                "Photographs",
                "Every photograph is the one that its record names.",
                lambda: attachment_seals.faults(db, steps.step),
            ),
        )
        lines.extend(_line(name, sound, find) for name, sound, find in checks)
    if progress:
        progress(PERCENT)
    return Checked(tuple(lines))


def _file(database: Database, cancelled: Callable[[], bool] | None) -> Iterator[CheckLine]:
    for name, findings in database.checks():
        if cancelled is not None and cancelled():
            raise CheckStopped
        yield _outcome(name, _SOUND_FILE[name], findings)


def _line(name: str, sound: str, find: Callable[[], Iterator[str]]) -> CheckLine:
    try:
        faults = list(find())
    except (SQLAlchemyError, ValueError, LookupError, TypeError) as error:
        # A value that the program never writes: a day that is none, a choice that nobody has.
        explained = explain(error)
        faults = [explained.what_happened if explained else UNREADABLE]
    return _outcome(name, sound, faults)


def _outcome(name: str, sound: str, faults: list[str]) -> CheckLine:
    if not faults:
        return CheckLine(name, True, sound)
    count = f" ({len(faults):,} faults of this kind; this is the first.)" if len(faults) > 1 else ""
    return CheckLine(name, False, f"{faults[0]}{count} {WHAT_TO_DO}")


def _rows(db: Session) -> int:
    """Return how many rows will be looked at; 1 when they cannot be counted, which a check then reports."""
    try:
        counts = [
            db.scalar(select(func.count()).select_from(model)) or 0
            for model in (AuditEntry, Revision, Attachment, *_SIGNED)
        ]
        return sum(counts) + verification_records.count_records(db)
    except SQLAlchemyError:
        return 1


def _faults_in_signatures(db: Session, store_id: str, steps: Steps) -> Iterator[str]:
    found = db.scalars(
        select(Countersignature).order_by(Countersignature.id).execution_options(yield_per=ROWS_AT_ONCE)
    )
    for row in found:
        steps.step()
        fault = fault_in(db, store_id, row)
        if fault:
            yield f"A countersignature under contact log number {row.contact_log_id} is INVALID. {fault}"
    for decision in db.scalars(select(StorageDecision).order_by(StorageDecision.id)):
        steps.step()
        fault = storage_decisions.fault_in(db, store_id, decision)
        if fault:
            number = decision.storage_checklist_id
            yield f"A decision under storage checklist number {number} is INVALID. {fault}"
    for signed in db.scalars(select(RecordSignature).order_by(RecordSignature.id)):
        steps.step()
        fault = signing.fault_in(db, store_id, signed)
        if fault:
            which = verification_records.called(signed.noun, signed.record_id)
            yield f"A signature under {which} is INVALID. {fault}"
    yield from verification_signatures.missing(db, verification_disposals.gone(db, store_id))


def _faults_in_anchors(db: Session, noted: Sequence[Noted], steps: Steps) -> Iterator[str]:
    for anchor in anchors.unexplained(db, (*noted, *anchor_sources.broken_inside(db))):
        steps.step()
        yield anchors.fault_words(anchor)


def _faults_in_log(db: Session, trusted: Trusted, steps: Steps) -> Iterator[str]:
    report = audit_chain.verify_chain(
        _counted(db, steps),
        trusted.session_keys,
        anchors=_anchors(db),
        session_actors=trusted.session_actors,
    )
    if not report.ok:
        yield report.words


def _counted(db: Session, steps: Steps) -> Iterator[audit_chain.AuditEntry]:
    for link in audit_trail.chain_links(db):
        steps.step()
        yield link


def _anchors(db: Session) -> Iterator[audit_chain.Anchor]:
    """Each signature vouches for where the log stood when it was given."""
    for model in _SIGNED:
        for count, head in db.execute(select(model.audit_count, model.audit_head)):
            if count:
                yield audit_chain.Anchor(count, head)
