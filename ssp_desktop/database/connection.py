"""One connection to the encrypted file: the key, the settings, and what SQL may not do.

The key is given raw (32 bytes, no derivation) and is proved on a connection that cannot write before one that
can is opened: SQLite would roll an interrupted change back with a wrong key, and ruin the file.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from ssp_desktop.database.faults import (
    SQLITE_CORRUPT,
    SQLITE_NOTADB,
    DamagedDatabase,
    MissingDatabase,
    WrongKey,
    result_code,
)

KEY_LENGTH = 32
PAGE_SIZE = 4096
SECONDS_TO_WAIT = 5.0

SETTINGS = (
    "PRAGMA cipher_compatibility = 4",  # the format of today, whatever a later driver prefers
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE deletes a row without its trigger
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -65536",  # 64 MiB: a page read again from the disk is decrypted again
)
# Read without a value: these tell something and change nothing.
READABLE = frozenset(
    {
        "application_id",
        "cache_size",
        "cell_size_check",
        "cipher_version",
        "compile_options",
        "data_version",
        "encoding",
        "foreign_keys",
        "freelist_count",
        "journal_mode",
        "max_page_count",
        "mmap_size",
        "page_count",
        "page_size",
        "read_uncommitted",  # SQLAlchemy asks once per engine
        "recursive_triggers",
        "schema_version",
        "secure_delete",
        "synchronous",
        "temp_store",
        "trusted_schema",
        "user_version",
    }
)
# Checks and descriptions of tables: these take a name or a number.
HARMLESS = frozenset(
    {
        "cipher_integrity_check",
        "foreign_key_check",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
    }
)


# For a damaged file: nothing that writes, and what is left of the tables is read as far as it goes. With
# ``writable_schema`` a file that is shorter than it says opens too; ``query_only`` keeps it as it is.
READING_SETTINGS = (
    "PRAGMA cipher_compatibility = 4",
    "PRAGMA query_only = ON",
    "PRAGMA writable_schema = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -65536",
)


class HeldKey:
    """The raw key of an open file, in the one place from which it can be taken away again."""

    def __init__(self, value: bytes) -> None:
        self.value = value

    def forget(self) -> None:
        """Drop the key: no connection can be opened with this any more."""
        self.value = b""


def connect(path: Path, key: bytes, *, mode: str = "rw", settings: bool = True) -> driver.Connection:
    """Open the file with a raw key; the first read proves or disproves the key.

    Args:
        path: the database file.
        key: 32 bytes.
        mode: ``ro``, ``rw`` (the file must exist) or ``rwc`` (it is created).
        settings: False to leave everything as SQLite has it, for a connection that only reads.

    Raises:
        ValueError: the key has another length.
        sqlcipher3.dbapi2.Error: the file cannot be opened or does not fit the key.
    """
    if len(key) != KEY_LENGTH:
        raise ValueError(f"A database key has {KEY_LENGTH} bytes.")
    opened = driver.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,  # transactions begin where we say so, with the tables' definitions inside
        check_same_thread=False,
        timeout=SECONDS_TO_WAIT,
    )
    try:
        opened.execute("PRAGMA cipher_log_level = NONE")  # before the key: else a wrong one is told on stderr
        opened.set_key(f"x'{key.hex()}'")
        if settings:
            opened.enable_load_extension(False)
            for setting in READING_SETTINGS if mode == "ro" else SETTINGS:
                opened.execute(setting)
    except BaseException:
        opened.close()
        raise
    return opened


def cipher_version() -> str:
    """Return the versions of SQLCipher and SQLite, such as ``4.19.0 community, SQLite 3.53.4``."""
    opened = driver.connect(":memory:")
    try:
        cipher = opened.execute("PRAGMA cipher_version").fetchone()
    finally:
        opened.close()
    return f"{cipher[0]}, SQLite {driver.sqlite_version}"


def _may(action: int, name: str | None, value: str | None, *_where: str | None) -> int:
    """SQLite asks this for each statement: no other file is opened, no setting is changed."""
    if action in {driver.SQLITE_ATTACH, driver.SQLITE_DETACH}:
        return int(driver.SQLITE_DENY)
    if action == driver.SQLITE_PRAGMA:
        allowed = name in HARMLESS or (name in READABLE and value is None)
        return int(driver.SQLITE_OK if allowed else driver.SQLITE_DENY)
    return int(driver.SQLITE_OK)


def restrict(opened: driver.Connection) -> None:
    """Refuse ATTACH and every PRAGMA that is not known to be harmless, from now on."""
    opened.set_authorizer(_may)


def journal_of(path: Path) -> Path:
    """Return the path of the file's rollback journal."""
    return path.with_name(path.name + "-journal")


def prove_key(path: Path, key: bytes) -> None:
    """Make sure that the key fits, without a chance of changing the file.

    Raises:
        MissingDatabase: there is no file.
        WrongKey: the first page does not open.
        DamagedDatabase: it does, but the file is cut off or damaged.
    """
    if not path.is_file():
        raise MissingDatabase
    journal = journal_of(path)
    if journal.is_file() and journal.stat().st_size > 0:
        _prove_on_copy(path, journal, key)
        return
    size = path.stat().st_size
    if size == 0 or size % PAGE_SIZE:
        raise DamagedDatabase
    _read_first_page(path, key, "ro")


def _prove_on_copy(path: Path, journal: Path, key: bytes) -> None:
    """After a crash: roll a copy back, so that a wrong key ruins nothing. The copy is as encrypted."""
    with tempfile.TemporaryDirectory(prefix=".proof-", dir=path.parent) as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, journal_of(copy))
        _read_first_page(copy, key, "rw")


def _read_first_page(path: Path, key: bytes, mode: str) -> None:
    try:
        with closing(connect(path, key, mode=mode, settings=False)) as opened:
            opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver.DatabaseError as error:
        code = result_code(error)
        if code == SQLITE_NOTADB:
            raise WrongKey from error
        if code == SQLITE_CORRUPT:
            raise DamagedDatabase from error
        raise


def checks_of(opened: driver.Connection) -> list[str]:
    """Return what the database's own checks find, a sentence each; empty when all is well."""
    return [finding for _name, findings in each_check(opened) for finding in findings]


def each_check(opened: driver.Connection) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each of the database's own checks and all that it finds, a sentence each."""
    for name, check, sentence in _CHECKS:
        try:
            rows = opened.execute(check).fetchall()
        except driver.DatabaseError as error:
            yield name, [f"A check of the database could not be finished: {error}."]
            continue
        yield name, [sentence.format(*row) for row in rows if row != ("ok",)]


_CHECKS = (
    (
        "Pages",
        "PRAGMA cipher_integrity_check",
        "A page of the database was changed from outside: {0}.",
    ),
    (
        "Tables",
        "PRAGMA integrity_check(1000000)",  # without a number it stops after a hundred
        "The database is inconsistent: {0}.",
    ),
    (
        "References",
        "PRAGMA foreign_key_check",
        "A row of the table {0} refers to a row of {2} that is not there.",
    ),
)


def copy_to(opened: driver.Connection, target: Path, key: bytes) -> None:
    """Copy the open database into a new file with the same key, check the copy, and only then name it.

    Raises:
        DamagedDatabase: the copy does not pass its checks; it is removed.
        sqlcipher3.dbapi2.Error, OSError: there is no room, or no right to write.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(connect(unfinished, key, mode="rwc", settings=False)) as copy:
            copy.execute("PRAGMA cipher_compatibility = 4")
            opened.backup(copy, pages=-1)  # in one go: with fewer pages a busy writer starts it anew for ever
        with closing(connect(unfinished, key, mode="ro", settings=False)) as copy:
            if checks_of(copy):
                raise DamagedDatabase
        make_durable(unfinished)
        os.replace(unfinished, target)
        make_durable(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)
        journal_of(unfinished).unlink(missing_ok=True)


def make_durable(path: Path) -> None:
    """Have the operating system write a file or, where it can, a folder's list of files to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
