"""Bring the tables up to date: alembic on the live connection, in one transaction, checked before and after.

alembic is imported only when there is something to do. Which migrations exist is read from the names of the
files in ``alembic/versions``: ``0001_first_store.py`` is migration ``0001``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from ssp_desktop.errors import Fault
from ssp_desktop.paths import migration_folder


def known_migrations() -> tuple[str, ...]:
    """Return the numbers of this program's migrations, oldest first. Raises Fault when there are none."""
    numbers = sorted(
        path.name[:4] for path in (migration_folder() / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    )
    if not numbers:
        raise Fault("the program's migrations are missing from its folder")
    return tuple(numbers)


def alembic_config(connection: Connection) -> Any:
    """Return alembic's configuration for one live connection. No file, no address, no key."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migration_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def run_migrations(engine: Engine, target: str = "head", *, down: bool = False) -> None:
    """Run every migration up to ``target`` (or ``down`` to it, or to ``"base"``), whole or not at all.

    The engine's connection must not be restricted yet: a table can only be rebuilt with its foreign keys
    off, and they can only be switched off outside a transaction.

    Raises:
        BrokenReferences: a row lost what it refers to. The transaction is rolled back.
    """
    from alembic import command

    with engine.connect() as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                (command.downgrade if down else command.upgrade)(alembic_config(connection), target)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise BrokenReferences(sorted({str(row[0]) for row in broken}))
        finally:
            _foreign_keys(connection, on=True)


class BrokenReferences(Exception):
    """A migration left rows that refer to nothing. ``tables`` names where."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(f"rows without what they refer to, in: {', '.join(tables)}")
        self.tables = tables


def version_of(connection: Connection) -> str | None:
    """Return the number of the last migration that the file has seen; None when it has seen none."""
    table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'"
    if connection.exec_driver_sql(table).first() is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    driver_connection = connection.connection.driver_connection
    if driver_connection is None:
        raise Fault("the database's connection is gone")
    driver_connection.execute("PRAGMA foreign_keys = ON" if on else "PRAGMA foreign_keys = OFF")
