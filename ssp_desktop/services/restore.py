"""Putting a copy in the place of the store, which is kept beside it. A kill leaves the one or the other.

1. The copy is taken into ``.<store>.restoring-<stamp>``, opened, checked, and brought up to date.
2. It is renamed to ``.<store>.ready-<stamp>``: from here on it is whole.
3. The store becomes ``<store>.replaced-<stamp>``; then what is ready becomes the store.

Killed before the first rename of step 3, the old store stands and the rest is removed at the next start;
killed after it, the next start does the second (``finish_interrupted``).
"""

from __future__ import annotations

import glob
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ssp_desktop.database import DiskFailure, DiskFull, ReadOnlyStore, StoreBusy, in_words, open_database
from ssp_desktop.database.connection import journal_of, make_durable
from ssp_desktop.errors import UserError
from ssp_desktop.security import atomic_file, vault_file
from ssp_desktop.security.attempts import FILE_NAME as ATTEMPTS_NAME
from ssp_desktop.security.failures import AnotherStore
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, backup, disposal_list, restored_note, step_up
from ssp_desktop.services.backup_copies import inspected, vault_of
from ssp_desktop.services.clock import local, utc_now
from ssp_desktop.services.restore_difference import compare, length_of_log
from ssp_desktop.services.restored_note import RestoredNote
from ssp_desktop.services.sign_in import sign_out
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.store_folder import DATABASE_NAME, StoreLock, database_path, prepare_folder
from ssp_desktop.vocabulary.audit import AuditEvent

_RESTORING = ".restoring-"
_READY = ".ready-"
REPLACED = ".replaced-"
_LOOK_FOR_OTHERS = (
    "Close other programs that may be reading the folder, such as a virus scanner, then try again."
)
_LOOK_AT_THE_DISK = "Free some space on the disk, or ask your IT support, then sign in and try again."
_log = logging.getLogger("ssp_desktop.restore")
Step = Callable[[], None]


class NotPutInPlace(UserError):
    """A restore ended before the folders were swapped."""

    def __init__(self, what_to_do: str) -> None:
        super().__init__(
            "The copy could not be put in the place of the records, which are as they were.", what_to_do
        )


def _go_on() -> None:
    """Nobody asks to stop."""


@dataclass(frozen=True, repr=False)
class PreparedRestore:
    """A copy that is checked and waits beside the store for its place.

    ``remark`` says whether the present records were backed up before.
    """

    ready: Path
    folder: Path
    stamp: str
    who: str
    reason: str
    remark: str = ""

    @property
    def replaced(self) -> Path:
        """Where the present store goes."""
        return self.folder.with_name(f"{self.folder.name}{REPLACED}{self.stamp}")


def replaced_stores(folder: Path) -> tuple[Path, ...]:
    """Return what earlier restores put aside, the newest first: each can be restored again."""
    found = folder.parent.glob(f"{glob.escape(folder.name)}{REPLACED}*")
    return tuple(sorted((each for each in found if database_path(each).is_file()), reverse=True))


def prepare(
    signed_in: SignedIn, path: Path, reason: str, password: str, step: Step = _go_on
) -> PreparedRestore:
    """Take a copy beside the store and check it there. The store itself is not touched.

    Args:
        signed_in: a sergeant or somebody with administration.
        path: as for ``compare``.
        reason: why; it stands in both audit logs.
        password: the person's own, asked again.
        step: called now and then; may raise to stop.

    Raises:
        UserError: a wrong password, no reason, no room, or the copy cannot be used.
    """
    why = anchors.checked_reason(reason)
    glance(signed_in, Action.RESTORE, lambda work: None)
    step_up.signing_key(signed_in, password)
    compare(signed_in, path, step)
    who = f"{signed_in.actor.display_name} ({signed_in.actor.user_name})"
    prepared = stage(signed_in.folder, path, signed_in.database_key, signed_in.store_id, who, why, step)
    try:
        step()
        remark = backup.before_restore(signed_in)
        step()
        return replace(prepared, remark=remark)
    except BaseException:
        abandon(prepared)
        raise


def stage(
    folder: Path, path: Path, key: bytes, store_id: str, who: str, reason: str, step: Step = _go_on
) -> PreparedRestore:
    """Take a checked copy beside the store's place, check it again there, and make it ready.

    Raises:
        UserError: no room, no right to write, or it does not hold.
    """
    stamp = _free_stamp(folder)
    staging = folder.with_name(f".{folder.name}{_RESTORING}{stamp}")
    ready = folder.with_name(f".{folder.name}{_READY}{stamp}")
    with in_words():
        try:
            build(path, staging, folder, key, store_id, step)
            staging.rename(ready)
            make_durable(folder.parent)
            disposal_list.bring(path.parent, folder, key, store_id)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            shutil.rmtree(ready, ignore_errors=True)
            raise
    return PreparedRestore(ready, folder, stamp, who, reason)


def build(path: Path, staging: Path, folder: Path, key: bytes, store_id: str, step: Step = _go_on) -> None:
    """Make a store of a checked copy in the new folder ``staging``, and check it there.

    Args:
        path: the folder of the copy.
        staging: where to; what is left there after an error is the caller's to remove.
        folder: where the store is to lie in the end.
        key: the store's database key.
        store_id: the store that it must belong to.
        step: called now and then; may raise to stop.

    Raises:
        UserError, OSError: no room, no right to write, made by a newer program, or it does not hold.
    """
    prepare_folder(staging)
    _take(path, staging, folder)
    step()
    open_database(database_path(staging), key).close()  # brings older tables up to date
    if inspected(database_path(staging), key).store_id != store_id:
        raise AnotherStore
    step()
    for each in staging.iterdir():
        make_durable(each)
    make_durable(staging)


def _free_stamp(folder: Path) -> str:
    base = f"{local(utc_now()):%Y-%m-%d-%H%M%S}"
    stamp, number = base, 1
    while any(folder.parent.glob(f"*{glob.escape(stamp)}")):
        number += 1
        stamp = f"{base}-{number}"
    return stamp


def _take(path: Path, staging: Path, folder: Path) -> None:
    source = path / DATABASE_NAME
    shutil.copyfile(source, staging / DATABASE_NAME)
    if journal_of(source).is_file():
        shutil.copyfile(journal_of(source), journal_of(staging / DATABASE_NAME))
    vault_file.write_vault(staging, vault_of(path))
    if (folder / ATTEMPTS_NAME).is_file():
        # Guesses that were made go on counting: a restore is no way round the wait.
        shutil.copyfile(folder / ATTEMPTS_NAME, staging / ATTEMPTS_NAME)


def finish(signed_in: SignedIn, prepared: PreparedRestore, lock: StoreLock) -> Path:
    """Note it in the present log, sign out, and put what is ready in the store's place.

    Args:
        signed_in: who prepared it; signed out whatever happens.
        prepared: what ``prepare`` made.
        lock: this process's right to the store; it holds the new store afterwards.

    Returns:
        The folder in which the replaced store lies.

    Raises:
        UserError: it could not be put in place; the old store stands.
    """
    key, store_id = signed_in.database_key, signed_in.store_id
    with _or_as_they_were(prepared):
        try:
            run(signed_in, Action.RESTORE, lambda work: _audit(work, prepared))
            count = length_of_log(signed_in) + 1
        finally:
            sign_out(signed_in)  # one entry more, which ``count`` holds already
    return put_in_place(prepared, key, store_id, count, lock)


@contextmanager
def _or_as_they_were(prepared: PreparedRestore) -> Iterator[None]:
    """Give the copy up on any error. A disk that fails here may have kept a backup and an entry already."""
    try:
        yield
    except BaseException as error:
        abandon(prepared)
        if isinstance(error, (DiskFull, DiskFailure, ReadOnlyStore, StoreBusy)):
            raise NotPutInPlace(_LOOK_AT_THE_DISK) from error
        raise


def _audit(work: Work, prepared: PreparedRestore) -> None:
    detail = f"A copy takes the place of this log, which is put aside. {prepared.reason}"
    work.audit(AuditEvent.RESTORED, "store", detail=detail)


def put_in_place(
    prepared: PreparedRestore, key: bytes, store_id: str, count: int, lock: StoreLock | None
) -> Path:
    """Leave the note for the first sign-in and swap the folders; nobody may have the database open.

    Args:
        prepared: what is ready.
        key: the store's database key (32 bytes).
        store_id: the store's id.
        count: how many entries the log had that is replaced; 0 when nobody knows.
        lock: the right to the store that is replaced; None when there is none to replace.
    """
    try:
        restored_note.write(prepared.ready, key, store_id, RestoredNote(prepared.who, prepared.reason, count))
        if lock is not None and sys.platform == "win32":
            lock.release()  # Windows moves no folder in which a file is open
        if prepared.folder.exists():
            prepared.folder.rename(prepared.replaced)
        prepared.ready.rename(prepared.folder)
        make_durable(prepared.folder.parent)
    except OSError as error:
        _roll_back(prepared)
        raise NotPutInPlace(_LOOK_FOR_OTHERS) from error
    finally:
        if lock is not None:
            lock.release()
            lock.acquire()
    return prepared.replaced


def _roll_back(prepared: PreparedRestore) -> None:
    if not prepared.folder.exists() and prepared.replaced.exists():
        prepared.replaced.rename(prepared.folder)
    abandon(prepared)


def abandon(prepared: PreparedRestore) -> None:
    """Remove a copy that was made ready and is not wanted."""
    shutil.rmtree(prepared.ready, ignore_errors=True)


def finish_interrupted(folder: Path) -> None:
    """Do the second rename of a restore that was killed between the two. To be called before the lock.

    Raises:
        UserError: it cannot be renamed.
    """
    if folder.exists():
        return
    ready = sorted(folder.parent.glob(f".{glob.escape(folder.name)}{_READY}*"))
    if ready:
        with in_words():
            ready[-1].rename(folder)
            make_durable(folder.parent)


def clean_leftovers(folder: Path) -> None:
    """Remove what was left beside the store by restores and by writing of notes, when they were killed.

    To be called while holding the store's lock.
    """
    for kind in (_RESTORING, _READY):
        for left in folder.parent.glob(f".{glob.escape(folder.name)}{kind}*"):
            _log.info("what an unfinished restore left is removed")
            shutil.rmtree(left, ignore_errors=True)
    try:
        atomic_file.remove_leftovers(folder)
    except OSError as error:
        _log.info("a note that was not finished stays behind: %s", type(error).__name__)
