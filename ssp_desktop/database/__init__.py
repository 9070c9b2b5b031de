"""The encrypted database of one store: create, open, use in short sessions, check, copy, close.

Nothing outside this package opens the file. One connection is kept, for one thread: the program's database
thread. Import this package there, because SQLAlchemy takes a moment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from ssp_desktop.database.connection import (
    HeldKey,
    checks_of,
    connect,
    copy_to,
    journal_of,
    make_durable,
    prove_key,
    restrict,
)
from ssp_desktop.database.faults import (
    DamagedDatabase,
    DatabaseExists,
    DiskFailure,
    DiskFull,
    MissingDatabase,
    MissingFolder,
    NewerDatabase,
    ReadOnlyStore,
    StoreBusy,
    StoreClosed,
    UpgradeFailed,
    WrongKey,
    explain,
)
from ssp_desktop.database.migration import BrokenReferences, known_migrations, run_migrations, version_of
from ssp_desktop.errors import Fault, UserError

__all__ = [
    "DamagedDatabase",
    "Database",
    "DatabaseExists",
    "DiskFailure",
    "DiskFull",
    "MissingDatabase",
    "MissingFolder",
    "NewerDatabase",
    "ReadOnlyStore",
    "StoreBusy",
    "StoreClosed",
    "UpgradeFailed",
    "WrongKey",
    "create",
    "explain",
    "open_database",
]

SECONDS_FOR_A_SESSION = 2.0


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
            yield _driver_connection(connection)

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
    _remove(unfinished)
    with in_words():
        try:
            engine = _engine(unfinished, key, mode="rwc", restricted=False)
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


def open_database(path: Path, key: bytes) -> Database:
    """Open a store's database, and bring it up to date when an older version of the program made it.

    Args:
        path: the file.
        key: 32 bytes.

    Raises:
        UserError: missing, another key, damaged, made by a newer version, in use, or not to be written to.
    """
    _need_folder(path)
    with in_words():
        _finish_interrupted_upgrade(path)
        prove_key(path, key)
        version = _check_open(path, key)
        known = known_migrations()
        if version not in known:
            raise NewerDatabase
        if version != known[-1]:
            _upgrade(path, key, known[-1])
        held = HeldKey(key)
        return Database(path, held, _engine(path, held, mode="rw", restricted=True))


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


def _engine(path: Path, key: bytes | HeldKey, *, mode: str, restricted: bool) -> Engine:
    def open_connection() -> Any:
        opened = connect(path, key.value if isinstance(key, HeldKey) else key, mode=mode)
        if restricted:
            restrict(opened)
        return opened

    engine = create_engine(
        "sqlite://",
        creator=open_connection,
        module=driver,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=SECONDS_FOR_A_SESSION,
        hide_parameters=True,  # else an error's text, and with it the log, would hold what was typed
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin in so many words: the driver would leave out changes of tables."""
    connection.exec_driver_sql("BEGIN")


def _driver_connection(connection: Connection) -> driver.Connection:
    opened = connection.connection.driver_connection
    if opened is None:
        raise Fault("the database's connection is gone")
    return opened


def _need_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise MissingFolder


def _check_open(path: Path, key: bytes) -> str:
    """Return the number of the last migration, of a file that can be written and that nobody else writes."""
    if not os.access(path.parent, os.W_OK):
        raise ReadOnlyStore
    engine = _engine(path, key, mode="rw", restricted=True)
    try:
        with engine.connect() as connection:
            version = version_of(connection)
            opened = _driver_connection(connection)
            connection.rollback()
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("ROLLBACK")
    finally:
        engine.dispose()
    if version is None:
        raise DamagedDatabase  # no store of ours is ever without one
    return version


def _copy_before_upgrade(path: Path) -> Path:
    return path.with_name(path.name + ".upgrading")


def _upgrade(path: Path, key: bytes, newest: str) -> None:
    """Copy, migrate, check; on any failure the copy comes back. After success it stays, beside the file."""
    copy = _copy_before_upgrade(path)
    engine = _engine(path, key, mode="rw", restricted=False)
    try:
        _check(engine)
        with engine.connect() as connection:
            copy_to(_driver_connection(connection), copy, key)
        run_migrations(engine)
        _check(engine)
    except BaseException as error:
        engine.dispose()
        if not copy.is_file():
            raise  # it never began: damaged before, or no room for the copy
        _finish_interrupted_upgrade(path)
        if isinstance(error, (UserError, BrokenReferences, SQLAlchemyError, driver.Error, OSError)):
            reason = explain(error)
            raise UpgradeFailed(reason.what_happened if reason else "") from error
        raise
    engine.dispose()
    for older in path.parent.glob(f"{path.name}.before-*"):
        older.unlink()
    os.replace(copy, path.with_name(f"{path.name}.before-{newest}"))
    make_durable(path.parent)


def _check(engine: Engine) -> None:
    with engine.connect() as connection:
        if checks_of(_driver_connection(connection)):
            raise DamagedDatabase


def _finish_interrupted_upgrade(path: Path) -> None:
    """Put the copy made before an upgrade back. It lies there only while an upgrade is not finished."""
    copy = _copy_before_upgrade(path)
    if not copy.is_file():
        return
    journal_of(path).unlink(missing_ok=True)  # it belongs to the file that goes, and would ruin the copy
    os.replace(copy, path)
    make_durable(path.parent)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    journal_of(path).unlink(missing_ok=True)
