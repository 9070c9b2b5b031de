"""A verified copy of the open store: on demand, and by itself once a day."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ssp_desktop import __version__
from ssp_desktop.database import DamagedDatabase
from ssp_desktop.database.connection import make_durable
from ssp_desktop.errors import UserError
from ssp_desktop.security import vault_file
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, audit_trail, backup_manifest, backup_settings
from ssp_desktop.services.backup_copies import (
    CopyDamaged,
    check_closely,
    inspected,
    remove_copy,
    remove_unfinished,
    thin,
    unfinished_path,
)
from ssp_desktop.services.backup_manifest import Manifest
from ssp_desktop.services.backup_target import BackupFailed, check_target, in_backup_words, remarks_on
from ssp_desktop.services.clock import local
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.store_folder import database_path
from ssp_desktop.vocabulary.audit import AuditEvent

DAILY_AFTER = timedelta(hours=20)
_log = logging.getLogger("ssp_desktop.backup")
Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


class BackupStopped(UserError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("You stopped the backup.", "No copy was made. Older copies are as they were.")


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
    named = signed_in.backup_folder or backup_settings.read(signed_in).folder
    return Path(named) if named else None


def back_up(
    signed_in: SignedIn,
    folder: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupMade:
    """Make a copy, open it to see that it is whole, and only then give it its name.

    Args:
        signed_in: a sergeant or somebody with administration.
        folder: where to; None takes the folder that was chosen.
        progress: is told a percentage from 0 to 100.
        cancelled: is asked between the steps and while files are read.

    Raises:
        UserError: not allowed, no folder, or no copy could be made; it says why.
    """
    glance(signed_in, Action.BACKUP, lambda work: None)
    return _make(signed_in, folder, Watch(progress, cancelled), Action.BACKUP, "on demand")


def daily(signed_in: SignedIn) -> BackupMade | None:
    """Make today's copy when it is due and a folder is set, whoever signed in. None when nothing was due.

    Raises:
        UserError: no copy could be made; that is noted for those who may do something about it.
    """
    folder, last = folder_for(signed_in), backup_settings.read(signed_in).last_success
    if folder is None or signed_in.demo:
        return None
    if last is not None and abs(signed_in.clock() - last) < DAILY_AFTER:
        return None
    return _make(signed_in, folder, Watch(None, None), Action.SIGN_IN, "by itself")


def _make(signed_in: SignedIn, folder: Path | None, watch: Watch, action: Action, how: str) -> BackupMade:
    target = folder or folder_for(signed_in)
    if target is None:
        raise BackupFailed("No folder for backups has been chosen.", "Choose one, then try again.")
    try:
        with in_backup_words():
            return _write_and_note(signed_in, target, watch, action, how)
    except BackupStopped:
        raise
    except UserError as error:
        backup_settings.note_failure(signed_in, signed_in.clock(), str(error))
        raise


def _write_and_note(signed_in: SignedIn, target: Path, watch: Watch, action: Action, how: str) -> BackupMade:
    check_target(target, signed_in.folder)
    remove_unfinished(target, signed_in.store_id)
    unfinished = unfinished_path(target, signed_in.store_id)
    try:
        unfinished.mkdir(mode=0o700)
        manifest = _write(signed_in, unfinished, watch)
        final = _free_name(target, manifest.made_at)
        unfinished.rename(final)
        make_durable(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    try:
        run(signed_in, action, lambda work: _audit(work, manifest, how))
    except BaseException:
        remove_copy(final, signed_in.store_id)  # what cannot be audited does not happen
        raise
    backup_settings.note_success(signed_in, manifest.made_at)
    anchors.remember(signed_in)
    watch.tell(100)
    return BackupMade(
        final.name,
        manifest.made_at,
        manifest.audit_count,
        _thinned(target, signed_in, manifest.made_at),
        remarks_on(target, signed_in.folder),
    )


def _write(signed_in: SignedIn, unfinished: Path, watch: Watch) -> Manifest:
    """Write the three files, open the copy, and return its manifest."""
    head = glance(signed_in, Action.SIGN_IN, lambda work: audit_trail.head(work.db))
    watch.tell(5)
    copy = database_path(unfinished)
    signed_in.database.backup_to(copy)
    watch.tell(50)
    vault = unfinished / vault_file.FILE_NAME
    vault.write_bytes(vault_file.to_bytes(signed_in.vault.contents))
    make_durable(vault)
    found = inspected(copy, signed_in.database_key)
    if (found.audit_count, found.audit_head) != (head.count, head.entry_hash):
        raise DamagedDatabase
    watch.tell(75)
    notes = {path.name: backup_manifest.note_of(path, watch.stop_if_asked) for path in (copy, vault)}
    manifest = Manifest(
        store_id=signed_in.store_id,
        schema=found.schema,
        program=__version__,
        made_at=signed_in.clock().replace(microsecond=0),
        audit_count=head.count,
        audit_head=head.entry_hash,
        counts=found.counts,
        files=notes,
    )
    path = unfinished / backup_manifest.MANIFEST_NAME
    path.write_bytes(backup_manifest.to_bytes(manifest))
    make_durable(path)
    make_durable(unfinished)
    try:
        check_closely(unfinished, signed_in.database_key, signed_in.store_id, watch.stop_if_asked)
    except CopyDamaged as error:
        raise DamagedDatabase from error
    watch.tell(95)
    return manifest


def _audit(work: Work, manifest: Manifest, how: str) -> None:
    detail = f"{how}; verified; holds the first {manifest.audit_count} entries of this log"
    work.audit(AuditEvent.BACKED_UP, "store", detail=detail)
    work.changed("backup")


def _free_name(target: Path, made_at: datetime) -> Path:
    there = local(made_at)
    base = f"ssp-desktop backup {there:%Y-%m-%d %H%M}"
    name, number = f"{base}{backup_manifest.SUFFIX}", 1
    while os.path.lexists(target / name):
        number += 1
        name = f"{base} {number}{backup_manifest.SUFFIX}"
    return target / name


def _thinned(target: Path, signed_in: SignedIn, now: datetime) -> int:
    try:
        return thin(target, signed_in.store_id, now + timedelta(minutes=1))
    except OSError as error:
        _log.info("older copies could not be removed: %s", type(error).__name__)
        return 0


class Watch:
    """Tells how far the work is, and stops it when the person asked for that."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress = progress or (lambda percent: None)
        self._cancelled = cancelled or (lambda: False)

    def tell(self, percent: int) -> None:
        """Say how far it is; raises BackupStopped when the person asked for that."""
        self._progress(percent)
        self.stop_if_asked()

    def stop_if_asked(self) -> None:
        """Raise BackupStopped when the person asked for that."""
        if self._cancelled():
            raise BackupStopped
