"""The folder of a store: whose it is, and the lock that lets one process at a time in.

Where it may not lie is told by ``unsafe_places``; there it is refused. The lock is the operating system's, so
that it goes when its holder dies, whatever process has that one's number now; the text in the file only says
who that is.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ssp_desktop import unsafe_places
from ssp_desktop.errors import UserError

DATABASE_NAME = "records.db"
LOCK_NAME = "store.lock"
LONGEST_LOCK_TEXT = 2000
# Windows keeps others from reading the locked bytes: lock one far behind the text.
LOCKED_BYTE = 1_000_000

ELSEWHERE = "Choose a folder on this PC's own disk that no service copies elsewhere."
MOVE_IT = (
    "There entries get lost without a word, so the records are not opened. Close the program on every PC, "
    "and ask your IT support to move the whole folder to this PC's own disk (recovery, section 8)."
)


class UnsafeFolder(UserError):
    """Records may not lie here."""


class StoreInUse(UserError):
    """Another process holds the store."""


def database_path(folder: Path) -> Path:
    """Return the path of the database in a store's folder."""
    return folder / DATABASE_NAME


def private_mode(system: str = os.name) -> int:
    """Return the mode with which a folder is made that other accounts are to be kept out of.

    On Windows the rights come from the folder around it: the installer gives them to all who use the PC, so
    that two of them can share a store, and a profile gives them to one. There 0o700 alone means something to
    Python (since 3.12.4): it would shut everybody else out.
    """
    return stat.S_IRWXU if system == "posix" else 0o777


@contextlib.contextmanager
def in_folder_words() -> Iterator[None]:
    """Put what the system says of the store's folder into words.

    Raises:
        UserError: instead of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise _explain_folder(error) from error


def check_folder(folder: Path) -> None:
    """Refuse a folder that is synced or lies on a network share. It need not exist yet.

    Raises:
        UnsafeFolder: with the reason; when records lie there already, with the way out.
    """
    why = unsafe_places.why_unsafe(folder)
    if why and database_path(folder).exists():
        raise UnsafeFolder(f"The records lie in a folder that {why}: {folder}", MOVE_IT)
    if why:
        raise UnsafeFolder(f"This folder {why}.", ELSEWHERE)


def prepare_folder(folder: Path) -> None:
    """Check the folder, make it when it is missing, and keep other accounts out of it where the system can.

    Raises:
        UserError: it may not lie here, cannot be made, or belongs to somebody else.
    """
    check_folder(folder)
    with in_folder_words():
        folder.mkdir(mode=private_mode(), parents=True, exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) != stat.S_IRWXU:
            folder.chmod(stat.S_IRWXU)


def prepare_parent(folder: Path) -> None:
    """Check where a store lies or is to lie, and make the folder around it.

    Raises:
        UserError: it may not lie here, or the folder around it cannot be made.
    """
    check_folder(folder)
    with in_folder_words():
        folder.parent.mkdir(mode=private_mode(), parents=True, exist_ok=True)


def _explain_folder(error: OSError) -> UserError:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return UserError(
            "The folder of the records cannot be made or written to.",
            "Ask your IT support to let your account write to this folder, or choose another.",
        )
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return UserError(
            "There is a file where the folder of the records should be.", "Choose another folder."
        )
    if error.errno == errno.ENOENT:
        return UserError(
            "The folder of the records is missing.",
            "Check that its disk is connected. If the folder was moved, put it back.",
        )
    if error.errno == errno.ENOSPC:
        return UserError("The disk is full.", "Free some space on the disk, then try again.")
    return UserError("The folder of the records cannot be used.", ELSEWHERE)


class StoreLock:
    """One process's right to a store: ``with StoreLock(folder): ...``, or ``acquire`` and ``release``."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the store. A lock whose holder died is free.

        Raises:
            StoreInUse: another process holds it; the message says whose and since when.
            UserError: the folder is missing, or may not be written, or the disk is full.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR)
        except OSError as error:
            raise _explain_folder(error) from error
        try:
            _lock(handle)
        except OSError as error:
            holder = os.read(handle, LONGEST_LOCK_TEXT)
            os.close(handle)
            if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
                raise StoreInUse(
                    f"These records are open already{_holder(holder)}.",
                    "Close the program there, then try again.",
                ) from error
            raise UnsafeFolder("Files in this folder cannot be locked.", ELSEWHERE) from error
        try:
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(_this_process()).encode())
        except OSError as error:
            os.close(handle)  # which gives the lock back
            raise _explain_folder(error) from error
        self._handle = handle

    def release(self) -> None:
        """Give the store back, if it is held. The empty file stays: removing it would race."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):  # a broken disk: what it says is only for people, the lock counts
            os.ftruncate(self._handle, 0)
        _unlock(self._handle)
        os.close(self._handle)
        self._handle = None

    @property
    def held(self) -> bool:
        """Whether this object holds the store."""
        return self._handle is not None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _this_process() -> dict[str, str | int]:
    try:
        account = getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        account = "without a name"
    return {"account": account, "since": datetime.now(UTC).isoformat(timespec="seconds")}


def _holder(text: bytes) -> str:
    """Return who holds the lock, as the end of a sentence; nothing when the file does not say it."""
    try:
        told = json.loads(text)
        since = datetime.fromisoformat(told["since"]).astimezone()
        account = "".join(each for each in str(told["account"]) if each.isprintable())[:60]
    except (ValueError, KeyError, TypeError, OverflowError):
        return ""
    return f": by the account “{account}” of this PC since {since:%H:%M on %d/%m/%Y}"


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

    def _unlock(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
