"""The encrypted database of one store: create, open, use in short sessions, check, copy, close.

Nothing outside this package opens the file. One connection is kept, for one thread: the program's database
thread. Import this package there, because SQLAlchemy takes a moment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ssp_desktop.database.connection import (
    HeldKey,
    checks_of,
    connect,
    copy_to,
    each_check,
    journal_of,
    make_durable,
    prove_key,
)
from ssp_desktop.database.engine import driver_connection, engine_of
from ssp_desktop.database.faults import (
    DamagedDatabase,
    DatabaseExists,
    DiskFailure,
    DiskFull,
    MissingDatabase,
    MissingFolder,
    NewerDatabase,
    OpenForReading,
    ReadOnlyStore,
    StoreBusy,
    StoreClosed,
    UpgradeFailed,
    WrongKey,
    explain,
)
from ssp_desktop.database.migration import known_migrations, run_migrations, version_of
from ssp_desktop.database.upgrading import finish_interrupted_upgrade, upgrade

__all__ = [
    "DamagedDatabase",
    "Database",
    "DatabaseExists",
    "DiskFailure",
    "DiskFull",
    "MissingDatabase",
    "MissingFolder",
    "NewerDatabase",
    "OpenForReading",
    "ReadOnlyStore",
    "StoreBusy",
    "StoreClosed",
    "UpgradeFailed",
    "WrongKey",
    "copy_file",
    "create",
    "explain",
    "is_sound",
    "open_database",
    "open_for_reading",
]


class Database:
    """An open store. Make one with ``create`` or ``open_database``.

    ``engine`` holds one connection: a second session beside one that is in a transaction fails. After
    ``close`` the key is forgotten, and whatever is still asked of it is refused with ``StoreClosed``.
    """

    def __init__(self, path: Path, key: HeldKey, engine: Engine) -> None:
        self.path = path
        self.engine = engine
        self._key = key

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session for one piece of work. What was not committed by its end is rolled back."""
        self._need_open()
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def verify(self) -> list[str]:
        """Return what the file's own checks find, a sentence each; empty when every page and row is sound."""
        with self._driver_connection() as opened:
            return checks_of(opened)

    def checks(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the name of each of the file's own checks (Pages, Tables, References) and its findings."""
        with self._driver_connection() as opened:
            yield from each_check(opened)

    def backup_to(self, path: Path) -> None:
        """Write a checked copy with the same key to ``path``. What was there is replaced at the very end.

        Raises UserError when there is no room, no right to write, or the copy fails its checks.
        """
        _need_folder(path)
        with in_words(), self._driver_connection() as opened:
            copy_to(opened, path, self._key.value)

    def close(self) -> None:
        """Close the connection and forget the key: work that comes late is refused."""
        self._key.forget()
        self.engine.dispose()

    @contextmanager
    def _driver_connection(self) -> Iterator[driver.Connection]:
        self._need_open()
        with self.engine.connect() as connection:
            yield driver_connection(connection)

    def _need_open(self) -> None:
        if not self._key.value:
            raise StoreClosed


def create(path: Path, key: bytes) -> Database:
    """Make a new, empty database with all tables. The file appears only when it is whole.

    Args:
        path: where; there must be no file yet.
        key: 32 random bytes.

    Raises:
        UserError: there is a file, no room, no folder, or no right to write.
    """
    _need_folder(path)
    if path.exists():
        raise DatabaseExists
    unfinished = path.with_name(path.name + ".new")
    with in_words():
        try:
            _remove(unfinished)
            engine = engine_of(unfinished, key, mode="rwc", restricted=False)
            try:
                run_migrations(engine)
            finally:
                engine.dispose()
            make_durable(unfinished)
            os.replace(unfinished, path)
            make_durable(path.parent)
        finally:
            _remove(unfinished)
    return open_database(path, key)


def open_database(
    path: Path, key: bytes, *, before_upgrade: Callable[[Path], object] = lambda copy: None
) -> Database:
    """Open a store's database, and bring it up to date when an older version of the program made it.

    Args:
        path: the file.
        key: 32 bytes.
        before_upgrade: is given the checked copy from which an upgrade could be undone, before it begins.

    Raises:
        UserError: missing, another key, damaged, made by a newer version, in use, or not to be written to.
    """
    _need_folder(path)
    with in_words():
        finish_interrupted_upgrade(path)
        prove_key(path, key)
        version = _check_open(path, key)
        known = known_migrations()
        if version not in known:
            raise NewerDatabase
        if version != known[-1]:
            upgrade(path, key, known[-1], before_upgrade)
        held = HeldKey(key)
        return Database(path, held, engine_of(path, held, mode="rw", restricted=True))


def open_for_reading(path: Path, key: bytes) -> Database:
    """Open a damaged file as far as it can be read. Nothing is written, not even brought up to date.

    Raises:
        UserError: it cannot be read at all, or another version of the program made it.
    """
    with in_words():
        held = HeldKey(key)
        database = Database(path, held, engine_of(path, held, mode="ro", restricted=True))
        try:
            with database.engine.connect() as connection:
                version = version_of(connection)
        except BaseException:
            database.close()
            raise
        if version is None:
            database.close()
            raise DamagedDatabase
        if version != known_migrations()[-1]:
            database.close()
            raise DamagedDatabase if version in known_migrations() else NewerDatabase
        return database


def is_sound(path: Path, key: bytes) -> bool:
    """Tell whether a file passes all of its own checks. Nothing is written."""
    try:
        prove_key(path, key)
        with closing(connect(path, key, mode="ro", settings=False)) as opened:
            return not checks_of(opened)
    except (DamagedDatabase, WrongKey, driver.Error):
        return False


def copy_file(path: Path, target: Path, key: bytes) -> None:
    """Write a checked copy of a database file that nobody has open, as it is. Raises UserError."""
    _need_folder(target)
    with in_words():
        prove_key(path, key)
        with closing(connect(path, key, settings=False)) as opened:
            copy_to(opened, target, key)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn the failures of driver and operating system inside the block into ``UserError``."""
    try:
        yield
    except (SQLAlchemyError, driver.Error, OSError) as error:
        explained = explain(error)
        if explained is None:
            raise
        raise explained from error


def _need_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise MissingFolder


def _check_open(path: Path, key: bytes) -> str:
    """Return the number of the last migration, of a file that can be written and that nobody else writes."""
    if not os.access(path.parent, os.W_OK):
        raise ReadOnlyStore
    engine = engine_of(path, key, mode="rw", restricted=True)
    try:
        with engine.connect() as connection:
            version = version_of(connection)
            opened = driver_connection(connection)
            connection.rollback()
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("ROLLBACK")
    finally:
        engine.dispose()
    if version is None:
        raise DamagedDatabase  # no store of ours is ever without one
    return version


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    journal_of(path).unlink(missing_ok=True)
