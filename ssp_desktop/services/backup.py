"""A verified copy of the open store: on demand, by itself once a day, and before a restore."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ssp_desktop.database import in_words
from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, audit_trail, backup_settings, disposal_list
from ssp_desktop.services.backup_copies import remove_copy, thin
from ssp_desktop.services.backup_manifest import Manifest
from ssp_desktop.services.backup_target import BackupFailed, in_backup_words, remarks_on
from ssp_desktop.services.backup_write import BackupStopped, Cancelled, Progress, Source, Watch, write_copy
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

DAILY_AFTER = timedelta(hours=20)
_log = logging.getLogger("ssp_desktop.backup")
_DAMAGED = "No backup is made of the damaged records: what is put aside is they themselves."
_SECOND_COPY = (
    "This is a second copy of the records, and the backups of the records themselves lie in this folder, "
    "so no copy was made."
)
_BESIDE_THE_FIRST = (
    "Sign in to the records themselves to back them up. A backup from here would make them seem older, or "
    "replaced by another copy."
)


@dataclass(frozen=True)
class BackupMade:
    """A copy that was made and verified. ``removed`` older copies were thinned out."""

    name: str
    made_at: datetime
    entries: int
    removed: int
    remarks: tuple[str, ...]


def folder_for(signed_in: SignedIn) -> Path | None:
    """Return the folder that the policy or else a person named; None when there is none."""
    return backup_settings.folder_of(signed_in, signed_in.backup_folder)


def back_up(
    signed_in: SignedIn,
    folder: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    how: str = "on demand",
) -> BackupMade:
    """Make a copy, open it to see that it is whole, and only then give it its name.

    Args:
        signed_in: a sergeant or somebody with administration.
        folder: where to; None takes the folder that was chosen.
        progress: is told a percentage from 0 to 100.
        cancelled: is asked between the steps and while files are read.
        how: what the audit log says of it first.

    Raises:
        UserError: not allowed, no folder, or no copy could be made; it says why.
    """
    glance(signed_in, Action.BACKUP, lambda work: None)
    return _make(signed_in, folder, Watch(progress, cancelled), Action.BACKUP, how)


def daily(signed_in: SignedIn) -> BackupMade | None:
    """Make today's copy when it is due and a folder is set, whoever signed in. None when nothing was due.

    Nothing is due for a second copy on this PC, such as the yearly drill's (``anchors.original_of``).

    Raises:
        UserError: no copy could be made; that is noted for those who may do something about it.
    """
    folder, last = folder_for(signed_in), backup_settings.read(signed_in).last_success
    if folder is None or signed_in.demo or signed_in.read_only or signed_in.moved:
        return None
    if last is not None and abs(signed_in.clock() - last) < DAILY_AFTER:
        return None
    if anchors.original_of(signed_in) is not None:
        return None
    return _make(signed_in, folder, Watch(), Action.SIGN_IN, "by itself")


def before_restore(signed_in: SignedIn) -> str:
    """Make a copy of what a restore is about to put aside. Returns what the person should know about it.

    What is put aside stays whole beside the store either way, so a copy that cannot be made stops nobody.
    Nothing is thinned out: the copy that is to be restored may be among those that would go.
    """
    folder = folder_for(signed_in)
    if folder is None:
        return ""
    if signed_in.read_only:
        return _DAMAGED
    try:
        made = _make(signed_in, folder, Watch(), Action.RESTORE, "before a restore", thinning=False)
    except UserError as error:
        return f"No backup of the present records could be made before this. {error.what_happened}"
    return f"The present records were backed up first: {made.name}."


def _make(
    signed_in: SignedIn, folder: Path | None, watch: Watch, action: Action, how: str, *, thinning: bool = True
) -> BackupMade:
    target = folder or folder_for(signed_in)
    if target is None:
        raise BackupFailed("No folder for backups has been chosen.", "Choose one, then try again.")
    _keep_apart(signed_in, target)
    try:
        return _write_and_note(signed_in, target, watch, action, how, thinning=thinning)
    except BackupStopped:
        raise
    except UserError as error:
        backup_settings.note_failure(signed_in, signed_in.clock(), str(error))
        raise


def _keep_apart(signed_in: SignedIn, target: Path) -> None:
    """Refuse a copy of a second copy beside those of the first: they would seem to tell of one log."""
    original = anchors.original_of(signed_in)
    if original is None:
        return
    first = backup_settings.At(signed_in.store_id, original)
    theirs = backup_settings.folder_of(first, signed_in.backup_folder)
    if theirs is not None and target.resolve() == theirs.resolve():
        raise BackupFailed(_SECOND_COPY, _BESIDE_THE_FIRST)


def _write_and_note(
    signed_in: SignedIn, target: Path, watch: Watch, action: Action, how: str, *, thinning: bool
) -> BackupMade:
    _write_list(signed_in, target)
    source = _source(signed_in)
    with in_backup_words():
        final, manifest = write_copy(source, target, signed_in.clock(), watch)
    try:
        run(signed_in, action, lambda work: _audit(work, manifest, how))
    except BaseException:
        with in_backup_words():
            remove_copy(final, signed_in.store_id)  # what cannot be audited does not happen
        raise
    backup_settings.note_success(signed_in, manifest.made_at)
    anchors.remember(signed_in)
    watch.report(100)  # the copy counts: whoever presses "Stop" from now on is told that it was made
    return BackupMade(
        final.name,
        manifest.made_at,
        manifest.audit_count,
        _thinned(target, signed_in, manifest.made_at) if thinning else 0,
        remarks_on(target, signed_in.folder),
    )


def _write_list(signed_in: SignedIn, target: Path) -> None:
    """Say beside the copies what was disposed of: an older one of them may be restored some day."""
    with in_words(), signed_in.database.session() as db:
        proofs = disposal_list.proofs_in(db, signed_in.store_id)
    if proofs and target.is_dir():
        path = disposal_list.beside_copies(target, signed_in.store_id)
        with in_backup_words():
            disposal_list.add(path, signed_in.database_key, signed_in.store_id, proofs)


def _source(signed_in: SignedIn) -> Source:
    return Source(
        folder=signed_in.folder,
        store_id=signed_in.store_id,
        key=signed_in.database_key,
        vault=signed_in.vault.contents,
        write_database=signed_in.database.backup_to,
        head=glance(signed_in, Action.SIGN_IN, lambda work: audit_trail.head(work.db)),
    )


def _audit(work: Work, manifest: Manifest, how: str) -> None:
    detail = f"{how}; verified; holds the first {manifest.audit_count} entries of this log"
    work.audit(AuditEvent.BACKED_UP, "store", detail=detail)
    work.changed("backup")


def _thinned(target: Path, signed_in: SignedIn, now: datetime) -> int:
    try:
        return thin(target, signed_in.store_id, now + timedelta(minutes=1))
    except OSError as error:
        _log.info("older copies could not be removed: %s", type(error).__name__)
        return 0
