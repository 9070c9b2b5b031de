"""Deletes every record on this PC: ``purge-data``, for an uninstallation that was told to (``PURGEDATA=1``).

Nobody comes here from the window. Only what the program itself makes is deleted, by name; whatever else
lies in the folder stays and is named. While anybody has the records open, nothing is deleted.
"""

from __future__ import annotations

import shutil
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from ssp_desktop.errors import UserError
from ssp_desktop.store_folder import StoreLock, database_path

SURE: Final = "delete-all-records"
NOT_SURE: Final = 2
# What services put beside a store: replaced stores, settings, lists, notes, and what was never finished.
BESIDE: Final = (
    "{}.backup.json",
    "{}.disposals",
    "{}.replaced-*",
    "{}.unfinished-*",
    "{}.unwritten",
    ".{}.*",
)
OWN: Final = ("log", "policy.ini")


def purge_data(data_folder: Path, folder: Path, sure: str) -> int:
    """Delete the records and say so. Returns 0, or 2 when the words are missing without which nothing is.

    Args:
        data_folder: this PC's folder of the program.
        folder: the store's own, in it or where the policy says.
        sure: the words.

    Raises:
        UserError: the records are open, are somewhere else, or something could not be deleted.
    """
    if sure != SURE:
        sys.stdout.write(f"Nothing was deleted. To delete every record of this PC, add: --sure {SURE}\n")
        return NOT_SURE
    left = purge(data_folder, folder)
    sys.stdout.write("OK      Every record of this PC is deleted. Copies in other folders are not.\n")
    sys.stdout.writelines(f"This is not the program's and stays: {name}\n" for name in left)
    return 0


def purge(data_folder: Path, folder: Path) -> list[str]:
    """Delete what the program has made, and its folder when that is empty then. Returns what stays in it."""
    _check(folder)
    try:
        for each in (*_of_the_store(folder), *(data_folder / name for name in OWN)):
            _delete(each)
        left = sorted(each.name for each in data_folder.iterdir()) if data_folder.is_dir() else []
        if data_folder.is_dir() and not left:
            data_folder.rmdir()
    except OSError as error:
        raise UserError(
            "Not everything could be deleted.",
            f"Close what uses the folder of the records, then delete it by hand ({error.strerror}).",
        ) from error
    return left


def _check(folder: Path) -> None:
    """Refuse a folder that is a link or no store, and a store that somebody has open."""
    if folder.is_symlink():
        raise UserError("The folder of the records is a link.", "Delete the records there by hand.")
    if not folder.exists():
        return
    if not database_path(folder).is_file():
        raise UserError("The folder of the records holds no store.", "Look into it, then delete it by hand.")
    with StoreLock(folder):
        pass  # nobody has it open


def _of_the_store(folder: Path) -> list[Path]:
    if not folder.parent.is_dir():
        return []
    patterns = [folder.name, *(each.format(folder.name) for each in BESIDE)]
    return [
        each
        for each in folder.parent.iterdir()
        if any(fnmatchcase(each.name, pattern) for pattern in patterns)
    ]


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
