"""SQLAlchemy's engine over one connection to the encrypted file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from ssp_desktop.database.connection import HeldKey, connect, restrict
from ssp_desktop.errors import Fault

SECONDS_FOR_A_SESSION = 2.0


class StoreDialect(SQLiteDialect_pysqlite):
    """SQLite's dialect, equal to each other of its kind.

    Each sign-in makes a new engine, and with it a dialect. The tables' classes keep the statements that they
    have compiled, under the dialect: without this, those of every session since the program was started.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoreDialect)

    def __hash__(self) -> int:
        return hash(StoreDialect)


registry.register("sqlite.store", __name__, StoreDialect.__name__)


def engine_of(path: Path, key: bytes | HeldKey, *, mode: str, restricted: bool) -> Engine:
    """Return an engine that holds one connection to the file.

    Args:
        path: the file.
        key: 32 bytes, or where they can be taken away again.
        mode: as for ``connect``.
        restricted: whether SQL may change settings and open other files.
    """

    def open_connection() -> Any:
        opened = connect(path, key.value if isinstance(key, HeldKey) else key, mode=mode)
        if restricted:
            restrict(opened)
        return opened

    engine = create_engine(
        "sqlite+store://",
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


def driver_connection(connection: Connection) -> driver.Connection:
    """Return the driver's own connection below SQLAlchemy's."""
    opened = connection.connection.driver_connection
    if opened is None:
        raise Fault("the database's connection is gone")
    return opened
