"""Opening the store for somebody whose key is at hand. An older one is backed up before it is updated."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from ssp_desktop.database import DamagedDatabase, Database, is_sound, open_database, open_for_reading
from ssp_desktop.database.connection import make_durable
from ssp_desktop.errors import UserError
from ssp_desktop.security.vault import Vault
from ssp_desktop.services import damage
from ssp_desktop.services.audit_trail import Entry
from ssp_desktop.services.backup_before import ClosedStore, safety_copy
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.store_folder import database_path
from ssp_desktop.vocabulary.audit import AuditEvent


@dataclass(frozen=True)
class OpenedStore:
    """An open database, and what audit log and person are to be told about its opening."""

    database: Database
    entries: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = ()
    read_only: bool = False


def open_or_read(vault: Vault, key: bytes, pc: ThisPc) -> OpenedStore:
    """Open the store's database; one that is damaged, for reading only, as far as it goes.

    Raises:
        UserError: as ``open_database`` does, and what is damaged beyond reading.
    """
    path = database_path(vault.folder)
    if damage.is_noted(vault.folder):
        if not is_sound(path, key):
            return OpenedStore(open_for_reading(path, key), read_only=True)
        damage.forget(vault.folder)
    try:
        return open_store(vault, key, pc)
    except DamagedDatabase:
        return read_instead(vault, key)


def read_instead(vault: Vault, key: bytes) -> OpenedStore:
    """Open a store that was just found damaged for reading only, now and from now on. Raises UserError."""
    damage.note(vault.folder)
    return OpenedStore(open_for_reading(database_path(vault.folder), key), read_only=True)


def open_store(vault: Vault, key: bytes, pc: ThisPc) -> OpenedStore:
    """Open the store's database, to be written.

    Raises:
        UserError: as ``open_database`` does.
    """
    upgrade = _BeforeUpgrade(ClosedStore(vault.folder, vault.contents, key), pc)
    database = open_database(database_path(vault.folder), key, before_upgrade=upgrade.back_up)
    return OpenedStore(database, tuple(upgrade.entries), tuple(upgrade.notices))


@dataclass
class _BeforeUpgrade:
    """Makes the copy that an upgrade could be undone from a backup like any other.

    A folder that is not there keeps nobody from their records: the checked copy then lies beside the file
    alone, and the person is told.
    """

    store: ClosedStore
    pc: ThisPc
    entries: list[Entry] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def back_up(self, checked: Path) -> None:
        """Back up from ``checked``, a whole database file that nobody has open."""
        try:
            made = safety_copy(self.store, self.pc, lambda path: _copy(checked, path))
        except UserError as error:
            self.notices.append(
                "The program was updated, and the backup that is made before was not. "
                f"{error.what_happened} A checked copy lies beside the records on this PC."
            )
            return
        if made is not None:
            name, manifest = made
            detail = (
                "before an update of the program; verified; holds the first "
                f"{manifest.audit_count} entries of this log; {name}"
            )
            self.entries.append(Entry(AuditEvent.BACKED_UP, "store", detail=detail))


def _copy(checked: Path, path: Path) -> None:
    shutil.copyfile(checked, path)
    make_durable(path)
