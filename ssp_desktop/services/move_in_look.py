"""Looking at a copy from another PC, before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ssp_desktop.database import NewerDatabase
from ssp_desktop.database.migration import known_migrations
from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import OtherRecoveryKey
from ssp_desktop.services.backup_copies import WHOLE, Copy, CopyDamaged, copies_of_any_store
from ssp_desktop.services.restore_difference import checked
from ssp_desktop.services.restore_outside import OpenedCopy, open_with_password, open_with_recovery_key
from ssp_desktop.services.set_up import check_free
from ssp_desktop.services.sign_in import keep_apart
from ssp_desktop.services.this_pc import ThisPc

NEWER = "Made by a newer version of the program: install that one here first."
Cancelled = Callable[[], bool]


class Stopped(UserError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("You stopped it.", "Nothing was changed on this PC.")


@dataclass(frozen=True)
class CopyFound:
    """One copy in the folder that was chosen. ``state`` says in words whether it can be used (``good``)."""

    path: Path
    made_at: datetime | None
    entries: int | None
    state: str
    good: bool


@dataclass(frozen=True, repr=False)
class RecordsFound:
    """An opened and checked copy, and what is told of it before anything is done."""

    opened: OpenedCopy
    schools: tuple[str, ...]
    made_at: datetime | None
    entries: int
    contact_logs: int

    @property
    def by_recovery_key(self) -> bool:
        """Whether the recovery key opened it, so that a new one must be issued."""
        return not self.opened.account_id


def find_copies(folder: Path) -> tuple[CopyFound, ...]:
    """Return the copies in a folder, the newest first; the folder may be a copy itself.

    Raises:
        UserError: it cannot be read, or there is none.
    """
    try:
        next(folder.iterdir(), None)  # a folder that cannot be read would look empty
        found = copies_of_any_store(folder)
    except OSError as error:
        raise UserError(
            "This folder cannot be read.", "Check that its disk is connected, then choose it again."
        ) from error
    if not found:
        raise UserError(
            "There is no copy of records in this folder.",
            "Choose the folder for backups itself. The name of each copy in it ends in .sspbackup.",
        )
    return tuple(map(_found, found))


def _found(copy: Copy) -> CopyFound:
    manifest = copy.manifest
    if manifest is None:
        return CopyFound(copy.path, None, None, copy.fault, good=False)
    newer = manifest.schema not in known_migrations()
    state = copy.fault or (NEWER if newer else WHOLE)
    return CopyFound(copy.path, manifest.made_at, manifest.audit_count, state, copy.good and not newer)


def look_with_recovery_key(
    folder: Path, path: Path, recovery_key: str, pc: ThisPc, cancelled: Cancelled
) -> RecordsFound:
    """Open a copy with the recovery key of its day and read every byte of it. Nothing is changed.

    Args:
        folder: where the store is to lie.
        path: the folder of the copy.
        recovery_key: as printed on the sheet.
        pc: the credential store and the clock.
        cancelled: asked now and then.

    Raises:
        UserError: a wrong key (a mistyped group is named), a damaged copy, or there is a store here already.
    """
    check_free(folder)
    try:
        opened = open_with_recovery_key(folder, path, recovery_key, pc)
    except OtherRecoveryKey as error:
        raise OtherRecoveryKey(
            "This is not the recovery key of the day on which this copy was made."
        ) from error
    return _look(opened, pc, cancelled)


def look_with_password(
    folder: Path, path: Path, user_name: str, password: str, pc: ThisPc, cancelled: Cancelled
) -> RecordsFound:
    """Open a copy with somebody's password of its day, as ``look_with_recovery_key`` does with the key."""
    check_free(folder)
    return _look(open_with_password(folder, path, user_name, password, pc), pc, cancelled)


def _look(opened: OpenedCopy, pc: ThisPc, cancelled: Cancelled) -> RecordsFound:
    try:
        inspection, made_at = checked(opened.path, opened.key, opened.vault.store_id, step_of(cancelled))
    except NewerDatabase as error:
        raise CopyDamaged(
            "A newer version of the program made this copy.", "Install that one here."
        ) from error
    keep_apart(inspection.demo, pc.demo)
    return RecordsFound(
        opened,
        inspection.schools,
        made_at,
        inspection.audit_count,
        inspection.counts.get("contact_log", 0),
    )


def step_of(cancelled: Cancelled) -> Callable[[], None]:
    """Return what long work calls now and then: it raises ``Stopped`` when the person asked for that."""

    def step() -> None:
        if cancelled():
            raise Stopped

    return step
