"""What can go wrong with the database file, in the person's words. Each cause has its own message."""

from __future__ import annotations

import errno
from collections.abc import Callable

from ssp_desktop.errors import UserError

# The low byte of SQLite's result codes: https://www.sqlite.org/rescode.html
SQLITE_PERM = 3
SQLITE_BUSY = 5
SQLITE_LOCKED = 6
SQLITE_READONLY = 8
SQLITE_IOERR = 10
SQLITE_CORRUPT = 11
SQLITE_FULL = 13
SQLITE_CANTOPEN = 14
SQLITE_NOTADB = 26

RESTORE = "Close the program, keep the folder as it is, and restore the latest backup."


class WrongKey(UserError):
    """The file does not open with this key. SQLite cannot tell another key from a damaged first page."""

    def __init__(self) -> None:
        super().__init__(
            "The database does not open with this store's key: it belongs to another store, or its beginning "
            "is damaged.",
            "Put back the database that belongs to this store, or restore the latest backup.",
        )


class DamagedDatabase(UserError):
    """Pages of the file fail their checks."""

    def __init__(self) -> None:
        super().__init__("The database is damaged.", RESTORE)


class MissingDatabase(UserError):
    """The key file is there, the database is not."""

    def __init__(self) -> None:
        super().__init__(
            "The database is missing from the folder of the records.",
            "Put the file back, or restore the latest backup. Do not set up a new store in this folder.",
        )


class MissingFolder(UserError):
    """The folder is not there: an unplugged disk, a folder that was moved."""

    def __init__(self) -> None:
        super().__init__(
            "The folder is missing, or something in it.",
            "Check that its disk is connected. If the folder was moved, put it back.",
        )


class DatabaseExists(UserError):
    """A new database was asked for where there is one."""

    def __init__(self) -> None:
        super().__init__(
            "There is already a database in this folder.",
            "Sign in to it, or choose an empty folder for a new store.",
        )


class NewerDatabase(UserError):
    """A later version of the program has changed the tables."""

    def __init__(self) -> None:
        super().__init__(
            "The records were last opened with a newer version of this program.",
            "Install the newer version. Nothing was changed.",
        )


class UpgradeFailed(UserError):
    """The tables could not be brought up to date; the copy made before it is back in place."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The records could not be prepared for this version of the program. {reason}".strip(),
            "The records are as they were before. Open them with the older version and tell your IT support.",
        )


class DiskFull(UserError):
    """There is no room left."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full. Nothing was saved.", "Free some space on the disk, then save again."
        )


class ReadOnlyStore(UserError):
    """The folder or the file may not be written."""

    def __init__(self) -> None:
        super().__init__(
            "The folder of the records cannot be written to. Nothing was saved.",
            "Ask your IT support to let your account write to this folder.",
        )


class OpenForReading(UserError):
    """The store is damaged, and is open for reading only."""

    def __init__(self) -> None:
        super().__init__(
            "The records are damaged and are open for reading only, so nothing was saved.",
            "You can read and print them. To write, a sergeant or administrator restores the latest backup.",
        )


class StoreBusy(UserError):
    """Another process holds the database."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is using the database. Nothing was saved.",
            "Close the other program (a backup or virus scanner may be reading the file), then try again.",
        )


class StoreClosed(UserError):
    """The session has ended: the file is closed and its key forgotten."""

    def __init__(self) -> None:
        super().__init__("You are not signed in any more, so nothing was done.", "Sign in and try again.")


class DiskFailure(UserError):
    """The operating system could not read or write."""

    def __init__(self) -> None:
        super().__init__(
            "The disk cannot be read or written. The last change may not have been saved.",
            "Check that the disk is connected, start the program again, and look at the last record.",
        )


_BY_RESULT_CODE: dict[int, Callable[[], UserError]] = {
    SQLITE_PERM: ReadOnlyStore,
    SQLITE_BUSY: StoreBusy,
    SQLITE_LOCKED: StoreBusy,
    SQLITE_READONLY: ReadOnlyStore,
    SQLITE_IOERR: DiskFailure,
    SQLITE_CORRUPT: DamagedDatabase,
    SQLITE_FULL: DiskFull,
    SQLITE_CANTOPEN: ReadOnlyStore,
    SQLITE_NOTADB: WrongKey,
}

_BY_SYSTEM_ERROR: dict[int, Callable[[], UserError]] = {
    errno.ENOSPC: DiskFull,
    errno.EACCES: ReadOnlyStore,
    errno.EPERM: ReadOnlyStore,
    errno.EROFS: ReadOnlyStore,
    errno.ENOENT: MissingFolder,
    errno.EIO: DiskFailure,
}
if hasattr(errno, "EDQUOT"):  # Windows has no quota of this kind
    _BY_SYSTEM_ERROR[errno.EDQUOT] = DiskFull


_CODES_BY_SENTENCE = {
    "database is locked": SQLITE_BUSY,
    "attempt to write a readonly database": SQLITE_READONLY,
    "disk I/O error": SQLITE_IOERR,
    "database disk image is malformed": SQLITE_CORRUPT,
    "database or disk is full": SQLITE_FULL,
    "unable to open database file": SQLITE_CANTOPEN,
    "file is not a database": SQLITE_NOTADB,
}


def result_code(error: BaseException) -> int | None:
    """Return SQLite's primary result code of an error of the driver or of SQLAlchemy; None for others."""
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF
    # The driver's backup() raises SQLite's own sentence without its number.
    return _CODES_BY_SENTENCE.get(str(original)) if "sqlcipher3" in type(original).__module__ else None


def explain(error: BaseException) -> UserError | None:
    """Return what happened in the person's words, or None when the mistake is the program's own.

    Args:
        error: an error of SQLAlchemy, of the SQLCipher driver, or of the operating system.
    """
    if isinstance(error, UserError):
        return error
    code = result_code(error)
    if code is not None:
        make = _BY_RESULT_CODE.get(code)
    elif isinstance(error, OSError):
        make = _BY_SYSTEM_ERROR.get(error.errno or 0)
    else:
        make = None
    return make() if make else None
