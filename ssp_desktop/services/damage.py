"""A store that was found damaged opens for reading only, until a check of its file finds nothing any more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ssp_desktop.database import DamagedDatabase
from ssp_desktop.security.atomic_file import atomic_write
from ssp_desktop.services.signed_in import SignedIn

FILE_NAME = "damaged.note"
_log = logging.getLogger("ssp_desktop.damage")
Result = TypeVar("Result")


def found(signed_in: SignedIn) -> None:
    """Note that the open store is damaged: from now on it is open for reading only, for this person too."""
    if signed_in.read_only:
        return  # known: pages that read again because of it must not be told once more
    note(signed_in.folder)
    signed_in.read_only = True
    signed_in.changes.append("backup")


def unless_damaged(read: Callable[[], Result], instead: Result) -> Result:
    """Return what ``read`` gives; ``instead`` when the file is damaged just there.

    For what is good to know on the way to a restore: that must not need the records that it replaces.
    """
    try:
        return read()
    except DamagedDatabase:
        return instead


def note(folder: Path) -> None:
    """Note in the store's folder that its file is damaged; a restore takes the note away with the folder."""
    try:
        atomic_write(folder / FILE_NAME, b"found damaged\n")
    except OSError as error:
        _log.warning("that the store is damaged could not be noted: %s", type(error).__name__)


def is_noted(folder: Path) -> bool:
    """Tell whether the store was found damaged."""
    return (folder / FILE_NAME).exists()


def forget(folder: Path) -> None:
    """The file was checked again, and is sound."""
    (folder / FILE_NAME).unlink(missing_ok=True)
