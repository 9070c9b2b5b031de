"""Writing one copy: three files under a hidden name, opened and checked, and only then named."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ssp_desktop import __version__
from ssp_desktop.database import DamagedDatabase
from ssp_desktop.database.connection import make_durable
from ssp_desktop.errors import UserError
from ssp_desktop.security import vault_file
from ssp_desktop.security.vault_file import VaultContents
from ssp_desktop.services import anchors, backup_manifest
from ssp_desktop.services.audit_trail import Head
from ssp_desktop.services.backup_copies import (
    CopyDamaged,
    check_closely,
    inspected,
    remove_unfinished,
    unfinished_path,
)
from ssp_desktop.services.backup_manifest import Manifest
from ssp_desktop.services.backup_target import check_target
from ssp_desktop.services.clock import local
from ssp_desktop.store_folder import database_path, private_mode

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


class BackupStopped(UserError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("You stopped the backup.", "No copy was made. Older copies are as they were.")


@dataclass(frozen=True, repr=False)
class Source:
    """What a copy is made of.

    ``write_database`` writes the database to a path that it is given, with ``key`` as its key. ``head`` is
    where the log of the copy must end; None takes what the copy says, when nobody is signed in to know it.
    """

    folder: Path
    store_id: str
    key: bytes
    vault: VaultContents
    write_database: Callable[[Path], object]
    head: Head | None = None


class Watch:
    """Tells how far the work is, and stops it when the person asked for that."""

    def __init__(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        self._progress = progress or (lambda percent: None)
        self._cancelled = cancelled or (lambda: False)

    def report(self, percent: int) -> None:
        """Say how far it is."""
        self._progress(percent)

    def tell(self, percent: int) -> None:
        """Say how far it is; raises BackupStopped when the person asked for that."""
        self.report(percent)
        self.stop_if_asked()

    def stop_if_asked(self) -> None:
        """Raise BackupStopped when the person asked for that."""
        if self._cancelled():
            raise BackupStopped


def write_copy(source: Source, target: Path, made_at: datetime, watch: Watch) -> tuple[Path, Manifest]:
    """Write a copy into the folder ``target``, open it, check it, and give it its name.

    Raises:
        UserError, OSError: no copy was made; nothing of it is left.
    """
    check_target(target, source.folder)
    remove_unfinished(target, source.store_id)
    unfinished = unfinished_path(target, source.store_id)
    try:
        unfinished.mkdir(mode=private_mode())
        manifest = _write(source, unfinished, made_at.replace(microsecond=0), watch)
        final = _free_name(target, manifest.made_at)
        unfinished.rename(final)
        make_durable(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return final, manifest


def _write(source: Source, unfinished: Path, made_at: datetime, watch: Watch) -> Manifest:
    """Write the three files, open the copy, and return its manifest."""
    watch.tell(5)
    copy = database_path(unfinished)
    source.write_database(copy)
    watch.tell(50)
    vault = unfinished / vault_file.FILE_NAME
    vault.write_bytes(vault_file.to_bytes(source.vault))
    make_durable(vault)
    found = inspected(copy, source.key)
    if source.head is not None and (found.audit_count, found.audit_head) != (
        source.head.count,
        source.head.entry_hash,
    ):
        raise DamagedDatabase
    watch.tell(75)
    notes = {path.name: backup_manifest.note_of(path, watch.stop_if_asked) for path in (copy, vault)}
    manifest = Manifest(
        store_id=source.store_id,
        schema=found.schema,
        program=__version__,
        made_at=made_at,
        audit_count=found.audit_count,
        audit_head=found.audit_head,
        counts=found.counts,
        files=notes,
        explained=tuple(anchors.mark_of(detail) for detail in found.explanations),
    )
    path = unfinished / backup_manifest.MANIFEST_NAME
    path.write_bytes(backup_manifest.to_bytes(manifest))
    make_durable(path)
    make_durable(unfinished)
    try:
        check_closely(unfinished, source.key, source.store_id, watch.stop_if_asked)
    except CopyDamaged as error:
        raise DamagedDatabase from error
    watch.tell(95)
    return manifest


def _free_name(target: Path, made_at: datetime) -> Path:
    there = local(made_at)
    base = f"ssp-desktop backup {there:%Y-%m-%d %H%M}"
    name, number = f"{base}{backup_manifest.SUFFIX}", 1
    while os.path.lexists(target / name):
        number += 1
        name = f"{base} {number}{backup_manifest.SUFFIX}"
    return target / name
