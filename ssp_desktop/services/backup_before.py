"""The copy that is made by itself before an update of the tables or a restore, with nobody signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssp_desktop.errors import UserError
from ssp_desktop.security.vault_file import VaultContents
from ssp_desktop.services import anchors, backup_settings
from ssp_desktop.services.backup_manifest import Manifest
from ssp_desktop.services.backup_target import in_backup_words
from ssp_desktop.services.backup_write import Source, Watch, write_copy
from ssp_desktop.services.this_pc import ThisPc


@dataclass(frozen=True, repr=False)
class ClosedStore:
    """A store in which nobody is signed in, and its key."""

    folder: Path
    vault: VaultContents
    key: bytes

    @property
    def store_id(self) -> str:
        """The store's id."""
        return self.vault.identity.store_id


def safety_copy(
    store: ClosedStore, pc: ThisPc, write_database: Callable[[Path], object]
) -> tuple[str, Manifest] | None:
    """Put a verified copy into the folder for backups, if there is one.

    Neither the demonstration is backed up, nor a second copy on this PC (``anchors.original_of``).

    Args:
        store: the store.
        pc: its clock and credential store, and the folder that the policy names.
        write_database: writes the database, with the store's key, to the path that it is given.

    Returns:
        The copy's name and its manifest; None when nothing is to be backed up, or there is no folder for it.

    Raises:
        UserError: no copy could be made; that is noted beside the store, and the caller goes on: whatever
            is to be changed is kept beside the store as well.
    """
    target = backup_settings.folder_of(store, pc.backup_folder)
    if target is None or pc.demo or anchors.original(pc.keyring, store.store_id, store.folder) is not None:
        return None
    now = pc.clock()
    source = Source(store.folder, store.store_id, store.key, store.vault, write_database)
    try:
        with in_backup_words():
            final, manifest = write_copy(source, target, now, Watch())
    except UserError as error:
        backup_settings.note_failure(store, now, str(error))
        raise
    backup_settings.note_success(store, manifest.made_at)
    return final.name, manifest
