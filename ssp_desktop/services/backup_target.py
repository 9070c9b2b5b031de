"""The folder for copies: whether it will do, and what should be known about it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssp_desktop.database import DamagedDatabase, DiskFailure, DiskFull, MissingFolder, ReadOnlyStore, explain
from ssp_desktop.errors import UserError
from ssp_desktop.store_folder import UnsafeFolder, check_folder, database_path

_MARGIN = 1024 * 1024
_ANOTHER = "Choose another folder."


class BackupFailed(UserError):
    """No copy was made; the sentence says why, without naming the folder."""


def check_target(target: Path, store_folder: Path) -> None:
    """Refuse a folder that cannot take a copy of the store.

    Raises:
        BackupFailed: missing, inside the store, not to be written to, or without enough room.
    """
    with in_backup_words():
        if not target.is_dir():
            raise FileNotFoundError(2, "no folder")
        if target.resolve().is_relative_to(store_folder.resolve()):
            raise BackupFailed("The folder for backups lies inside the folder of the records.", _ANOTHER)
        with tempfile.TemporaryFile(dir=target):
            """It can be written to; the file has no name that could be left behind."""
        needed = database_path(store_folder).stat().st_size + _MARGIN
        free = shutil.disk_usage(target).free
    if free < needed:
        raise BackupFailed(
            f"There is no room for a copy in the folder for backups: it needs {_size(needed)}, and "
            f"{_size(free)} are free.",
            "Free some space there, or choose another folder.",
        )


def remarks_on(target: Path, store_folder: Path) -> tuple[str, ...]:
    """Return what should be known about a folder that will do, a sentence or two each."""
    found = []
    try:
        check_folder(target)
    except UnsafeFolder as unsafe:
        found.append(
            f"{unsafe.what_happened} That is allowed for copies, because they are encrypted; check that your "
            "force allows it too."
        )
    else:
        if _same_disk(target, store_folder):
            found.append(
                "This folder is on the same disk as the records. If the disk fails or is stolen, both are "
                "gone: keep another copy elsewhere."
            )
    return tuple(found)


def _same_disk(target: Path, store_folder: Path) -> bool:
    try:
        return os.stat(target).st_dev == os.stat(store_folder).st_dev
    except OSError:
        return False


@contextmanager
def in_backup_words() -> Iterator[None]:
    """Say what fails inside the block in words about the copy, not about the records."""
    try:
        yield
    except BackupFailed:
        raise
    except (OSError, DiskFull, ReadOnlyStore, MissingFolder, DiskFailure, DamagedDatabase) as error:
        raise _translated(explain(error)) from error


def _translated(error: UserError | None) -> BackupFailed:
    match error:
        case DiskFull():
            return BackupFailed(
                "The folder for backups is full, so no copy was made.",
                "Free some space there, or choose another folder.",
            )
        case ReadOnlyStore():
            return BackupFailed(
                "You may not write to the folder for backups, so no copy was made.",
                "Ask your IT support to let your account write there, or choose another folder.",
            )
        case MissingFolder():
            return BackupFailed(
                "The folder for backups is not there, so no copy was made.",
                "Connect its disk or network drive, or choose another folder.",
            )
        case DamagedDatabase():
            return BackupFailed(
                "The copy failed its checks and was removed.",
                "Check the store (page Backup), and keep every older copy.",
            )
        case _:
            return BackupFailed(
                "The folder for backups cannot be read or written, so no copy was made.",
                "Check that its disk or network drive works, or choose another folder.",
            )


def _size(octets: int) -> str:
    megabytes = octets / 1_000_000
    return f"{megabytes / 1000:,.1f} GB" if megabytes >= 1000 else f"{megabytes:,.1f} MB"  # noqa: PLR2004 - units
