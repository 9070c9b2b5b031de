"""Opening a copy without the store: with somebody's password of that day, or with the recovery key.

For the command line, a store that does not open any more, and a new PC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ssp_desktop.database import copy_file, open_database
from ssp_desktop.database.migration import known_migrations
from ssp_desktop.errors import UserError
from ssp_desktop.security import recovery, vault_file
from ssp_desktop.security.attempts import Attempts
from ssp_desktop.security.failures import AnotherStore, VaultDamaged
from ssp_desktop.security.permissions import Action, allowed
from ssp_desktop.security.vault import Vault
from ssp_desktop.security.vault_file import VaultContents
from ssp_desktop.services import (
    anchor_sources,
    anchors,
    backup_manifest,
    backup_settings,
    restore,
    role_chain,
)
from ssp_desktop.services.backup_before import ClosedStore, safety_copy
from ssp_desktop.services.backup_copies import inspected, vault_of
from ssp_desktop.services.enrolment import RECOVERY_TAG
from ssp_desktop.services.restore import PreparedRestore
from ssp_desktop.services.restore_difference import Difference, checked
from ssp_desktop.services.sign_in import writable
from ssp_desktop.services.step_up import device_secret_of
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.store_folder import DATABASE_NAME, StoreLock, database_path, prepare_parent

_OF_A_COPY = (DATABASE_NAME, vault_file.FILE_NAME, backup_manifest.MANIFEST_NAME)
Agree = Callable[[Difference], None]


@dataclass(frozen=True, repr=False)
class OpenedCopy:
    """A copy whose key is at hand. ``account_id`` is empty when the recovery key opened it."""

    path: Path
    vault: Vault
    key: bytes
    who: str
    account_id: str = ""


def open_with_password(folder: Path, path: Path, user_name: str, password: str, pc: ThisPc) -> OpenedCopy:
    """Open a copy with a password of the day on which it was made. A wrong guess is counted as at sign-in.

    Args:
        folder: where the store lies or is to lie; the guesses are counted there.
        path: the folder of the copy.
        user_name: as typed.
        password: as typed.
        pc: the credential store.

    Raises:
        UserError: a wrong user name or password, not enrolled here, or a damaged copy.
    """
    vault = _vault_in(path, pc)
    user_name = writable(user_name)
    attempts, tag = _attempts(folder), vault.finder_tag(user_name)
    device = device_secret_of(vault, pc.keyring, user_name)
    attempts.begin(tag)
    opened = vault.open_account_slot(user_name, password, device)
    attempts.succeeded(tag)
    return OpenedCopy(path, vault, opened.database_key, user_name, opened.account_id)


def open_with_recovery_key(folder: Path, path: Path, recovery_key: str, pc: ThisPc) -> OpenedCopy:
    """Open a copy with the recovery key of the day on which it was made. Raises UserError."""
    vault = _vault_in(path, pc)
    attempts, tag = _attempts(folder), vault.finder_tag(RECOVERY_TAG)
    attempts.begin(tag)
    key, _authority = recovery.open_recovery_slot(vault, recovery_key)
    attempts.succeeded(tag)
    return OpenedCopy(path, vault, key, "whoever holds the recovery key")


def _vault_in(path: Path, pc: ThisPc) -> Vault:
    try:
        there = {each.name for each in path.iterdir()}
    except OSError as error:
        raise _no_copy(path) from error
    if not there.intersection(_OF_A_COPY):
        raise _no_copy(path)
    return Vault(path, vault_of(path), pc.kdf, now=pc.clock)


def _no_copy(path: Path) -> UserError:
    return UserError(
        f"There is no copy of records that can be read in “{path}”.",
        "Name the folder of one copy: its name ends in .sspbackup, or a restore has put it aside.",
    )


def _attempts(folder: Path) -> Attempts:
    if database_path(folder).exists():
        return Attempts(folder)
    prepare_parent(folder)
    return Attempts(folder.parent)


def verify(opened: OpenedCopy) -> int:
    """Check a copy closely; return how many entries its audit log has. Raises UserError."""
    found, _made_at = checked(opened.path, opened.key, opened.vault.store_id, lambda: None)
    return found.audit_count


@dataclass(frozen=True)
class Restored:
    """Where the replaced store lies now (None: there was none), and what is to be told about its backup."""

    replaced: Path | None
    remark: str


def _agreed(_difference: Difference) -> None:
    """Nobody is asked."""


def restore_copy(
    folder: Path, opened: OpenedCopy, reason: str, pc: ThisPc, agree: Agree = _agreed
) -> Restored:
    """Put a copy in the place of the store, or where no store is yet.

    Args:
        folder: where the store lies or is to lie.
        opened: the copy.
        reason: why; the first sign-in writes it into the audit log.
        pc: its credential store may remember how long the log was.
        agree: is told what changes before anything is replaced, and may raise to stop.

    Raises:
        UserError: the person may not do this, another store is there, or the copy cannot be used.
    """
    why = anchors.checked_reason(reason)
    found, made_at = checked(opened.path, opened.key, opened.vault.store_id, lambda: None)
    there = _check_place(folder, opened.vault.store_id)

    def tell(length: int | None) -> None:
        if folder.exists():
            agree(
                Difference(
                    path=opened.path,
                    made_at=made_at,
                    behind=None if length is None else length - found.audit_count,
                    same_line=True,  # not looked at: what is there may be too old or too damaged to open
                    same_keys=there is not None and there.slots == opened.vault.slots,
                    older_tables=found.schema != known_migrations()[-1],
                    present="the records that it replaces",
                )
            )

    with _held(folder) as lock:
        return _put(folder, opened, why, pc, lock, tell)


@contextmanager
def _held(folder: Path) -> Iterator[StoreLock | None]:
    """Hold the store while it is replaced, if there is one."""
    if not database_path(folder).exists():
        yield None
        return
    with StoreLock(folder) as lock:
        yield lock


def _put(
    folder: Path,
    opened: OpenedCopy,
    why: str,
    pc: ThisPc,
    lock: StoreLock | None,
    tell: Callable[[int | None], None],
) -> Restored:
    store_id = opened.vault.store_id
    prepared = restore.stage(folder, opened.path, opened.key, store_id, opened.who, why)
    try:
        _check_right(prepared, opened)
        length = _length_of_log(folder, opened.key)
        tell(length)
        there_was_one = folder.exists()
        remark = _back_up_first(folder, opened, pc)
        count = _entries_replaced(folder, opened, pc, length)
    except BaseException:
        restore.abandon(prepared)
        raise
    replaced = restore.put_in_place(prepared, opened.key, store_id, count, lock)
    return Restored(replaced if there_was_one else None, remark)


def _back_up_first(folder: Path, opened: OpenedCopy, pc: ThisPc) -> str:
    """Back up what is there; it stays whole beside the new store either way. Returns what is to be told."""
    if not database_path(folder).exists() or not vault_file.exists(folder):
        return ""
    try:
        contents, _notice = vault_file.read_vault(folder)
        store = ClosedStore(folder, contents, opened.key)
        made = safety_copy(store, pc, lambda path: copy_file(database_path(folder), path, opened.key))
    except UserError as error:
        return f"No backup of the replaced records could be made. {error.what_happened}"
    return f"The replaced records were backed up first: {made[0]}" if made is not None else ""


def _check_place(folder: Path, store_id: str) -> VaultContents | None:
    """Refuse the place of another store, or of files that are no store.

    Where the key file is damaged, it does not say whose store it is: that is why a copy is restored. The copy
    says it then, and what is there is put aside whole. Returns what the key file there holds, if there is one
    that can be read.
    """
    if vault_file.exists(folder):
        try:
            found, _notice = vault_file.read_vault(folder)
        except VaultDamaged:
            return None
        if found.identity.store_id != store_id:
            raise AnotherStore
        return found
    if folder.exists() and not database_path(folder).exists():
        if any(folder.iterdir()):
            raise UserError(
                "There are other files where the folder of the records should be.",
                "Move them away, or name another folder.",
            )
        folder.rmdir()
    return None


def _check_right(prepared: PreparedRestore, opened: OpenedCopy) -> None:
    """The recovery key is right enough; a person must have the right by the copy's signed statements."""
    if not opened.account_id:
        return
    database = open_database(database_path(prepared.ready), opened.key)
    try:
        with database.session() as db:
            vault = opened.vault
            role = role_chain.verified(db, vault.authority_public, vault.store_id, opened.account_id)
    finally:
        database.close()
    if not allowed(role.role, role.administrator, Action.RESTORE):
        raise Refused(Action.RESTORE)


def _length_of_log(folder: Path, key: bytes) -> int | None:
    """Return how many entries the log has that is replaced; None when it cannot be read."""
    try:
        return inspected(database_path(folder), key).audit_count
    except UserError:  # missing or damaged: that is why it is restored
        return None


def _entries_replaced(folder: Path, opened: OpenedCopy, pc: ThisPc, length: int | None) -> int:
    """Return how long the replaced log was; where it cannot be read, as far as this PC and copies note it."""
    store_id = opened.vault.store_id
    anchor = anchors.remembered(pc.keyring, store_id)
    counts = [anchor.count if anchor is not None else 0, length or 0]
    store = ClosedStore(folder, opened.vault.contents, opened.key)
    target = backup_settings.folder_of(store, pc.backup_folder)
    if length is None and target is not None:
        counts.extend(each.count for each in anchor_sources.of_copies(target, store_id))
    return max(counts)
