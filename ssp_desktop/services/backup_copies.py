"""The copies that lie in a folder: which are ours, which are whole, and what a close look finds."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from ssp_desktop.database import DamagedDatabase, in_words
from ssp_desktop.database.inspection import Inspection, look_into
from ssp_desktop.errors import UserError
from ssp_desktop.security import vault_file
from ssp_desktop.security.failures import AnotherStore, VaultDamaged
from ssp_desktop.security.vault_file import VaultContents
from ssp_desktop.services import backup_manifest
from ssp_desktop.services.backup_manifest import Manifest, ManifestUnreadable, file_time, note_of, sizes_fit
from ssp_desktop.services.backup_thinning import Dated, superseded
from ssp_desktop.store_folder import DATABASE_NAME

WHOLE = "Whole"
_GLOB = f"*{backup_manifest.SUFFIX}"
_NO_GOOD = "Choose another copy. Keep this one until you have restored a good one."
Step = Callable[[], None]


class CopyDamaged(UserError):
    """A copy cannot be used."""


@dataclass(frozen=True)
class Copy:
    """One copy of this store. ``manifest`` is None, and ``fault`` says why, when it cannot be trusted."""

    path: Path
    manifest: Manifest | None
    fault: str

    @property
    def good(self) -> bool:
        """Whether its manifest is whole and its files have the sizes that it notes."""
        return not self.fault


def copies_in(folder: Path, store_id: str) -> tuple[Copy, ...]:
    """Return this store's copies, those with the longest log first, then those whose manifest is damaged.

    Raises:
        OSError: the folder cannot be read.
    """
    found = copies_of_any_store(folder)
    return tuple(each for each in found if each.manifest is None or each.manifest.store_id == store_id)


def copies_of_any_store(folder: Path) -> tuple[Copy, ...]:
    """Return every copy in a folder, or the one that the folder itself is, in the order of ``copies_in``.

    Raises:
        OSError: the folder cannot be read.
    """
    if folder.name.endswith(backup_manifest.SUFFIX) or (folder / backup_manifest.MANIFEST_NAME).is_file():
        return (_quick_look(folder),)
    paths = [path for path in sorted(folder.glob(_GLOB)) if path.is_dir()]
    return tuple(sorted(map(_quick_look, paths), key=_order, reverse=True))


def _order(copy: Copy) -> tuple[int, str]:
    return (copy.manifest.audit_count if copy.manifest else -1, copy.path.name)


def _quick_look(path: Path) -> Copy:
    try:
        manifest = backup_manifest.read(path)
    except ManifestUnreadable:
        return Copy(path, None, "Damaged: its list of contents cannot be read.")
    if not sizes_fit(path, manifest):
        return Copy(path, manifest, "Damaged: a file is missing or cut off.")
    return Copy(path, manifest, "")


def check_closely(path: Path, key: bytes, store_id: str, step: Step = lambda: None) -> Manifest:
    """Read every byte of a copy and open it: hashes, key, pages, rows, references, audit head.

    Args:
        path: the copy's folder.
        key: the store's database key.
        store_id: the store that it must belong to.
        step: called now and then; may raise to stop.

    Raises:
        UserError: with the first thing that does not fit.
    """
    try:
        manifest = backup_manifest.read(path)
    except ManifestUnreadable as error:
        raise CopyDamaged("The copy's list of contents is damaged or missing.", _NO_GOOD) from error
    if manifest.store_id != store_id:
        raise CopyDamaged("This is a copy of another store.", "Choose a copy of this store.")
    for name, note in manifest.files.items():
        if _note_or_none(path / name, step) != note:
            raise CopyDamaged("A file of this copy is missing or was changed.", _NO_GOOD)
    vault_of(path, store_id)
    step()
    found = inspected(path / DATABASE_NAME, key)
    if found.store_id != store_id or (found.audit_count, found.audit_head) != (
        manifest.audit_count,
        manifest.audit_head,
    ):
        raise CopyDamaged("The records in this copy are not those that it says it holds.", _NO_GOOD)
    return manifest


def inspected(path: Path, key: bytes) -> Inspection:
    """Open a database for reading and check it. Raises UserError when anything does not hold."""
    try:
        with in_words():
            found = look_into(path, key)
    except DamagedDatabase as error:
        raise CopyDamaged("The database of this copy is damaged.", _NO_GOOD) from error
    except SQLAlchemyError as error:
        raise CopyDamaged("The tables of this copy are not as this program makes them.", _NO_GOOD) from error
    if found.findings:
        raise CopyDamaged(f"The database of this copy is damaged. {found.findings[0]}", _NO_GOOD)
    return found


def vault_of(path: Path, store_id: str | None = None) -> VaultContents:
    """Return the contents of a copy's key file. Nothing is written.

    Raises:
        UserError: missing, damaged, too new, or another store's.
    """
    try:
        contents = vault_file.from_bytes((path / vault_file.FILE_NAME).read_bytes())
    except OSError as error:
        raise VaultDamaged("The key file of this copy cannot be read.") from error
    if store_id is not None and contents.identity.store_id != store_id:
        raise AnotherStore
    return contents


def _note_or_none(path: Path, step: Step) -> backup_manifest.FileNote | None:
    try:
        return note_of(path, step)
    except OSError:
        return None


# --- making room


def unfinished_path(folder: Path, store_id: str) -> Path:
    """Return a new name for work that is not finished; what is left under such names is removed later."""
    return folder / f".ssp-desktop-{store_id[:8]}-{secrets.token_hex(4)}.unfinished"


def remove_unfinished(folder: Path, store_id: str) -> None:
    """Remove what a backup of this store that was killed has left. One process holds the store."""
    for left in folder.glob(f".ssp-desktop-{store_id[:8]}-*.unfinished"):
        shutil.rmtree(left, ignore_errors=True)


def remove_copy(path: Path, store_id: str) -> None:
    """Remove a copy: first its name, so that half a copy never looks like one. Raises OSError."""
    going = unfinished_path(path.parent, store_id)
    path.rename(going)
    shutil.rmtree(going)


def thin(folder: Path, store_id: str, now: datetime) -> int:
    """Remove the copies that thinning lets go; return how many. Raises OSError."""
    dated = {
        each.path.name: Dated(
            each.path.name, each.manifest.made_at, written, each.manifest.audit_count, each.good
        )
        for each in copies_in(folder, store_id)
        if each.manifest is not None and (written := file_time(each.path)) is not None
    }
    gone = superseded(tuple(dated.values()), now)
    for each in gone:
        remove_copy(folder / each.name, store_id)
    return len(gone)
