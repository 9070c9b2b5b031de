"""A look into a database file that changes nothing: for copies, which may lie where nobody can write."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Boolean, Engine, Integer, String, column, create_engine, func, inspect, select, table
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

from ssp_desktop.database.connection import checks_of, connect, prove_key
from ssp_desktop.database.faults import DamagedDatabase, NewerDatabase
from ssp_desktop.database.migration import known_migrations, version_of
from ssp_desktop.vocabulary.audit import AuditEvent

# What the audit log calls the events that explain why one log took another's place.
EXPLAINING = (AuditEvent.RESTORED.value, AuditEvent.ROLLBACK_EXPLAINED.value)


@dataclass(frozen=True)
class Inspection:
    """What a file holds: its own checks' findings, its version, whose it is, and where its audit log stands.

    ``counts`` gives the number of rows by table; ``explanations`` what the audit log says of the times when
    one log took another's place; ``schools`` their names, in the order in which they were added.
    """

    findings: tuple[str, ...]
    schema: str
    store_id: str
    demo: bool
    audit_count: int
    audit_head: str
    counts: Mapping[str, int]
    explanations: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()


def look_into(path: Path, key: bytes) -> Inspection:
    """Check a database file page by page and row by row, and count what is in it.

    Args:
        path: the file; it is opened for reading only.
        key: 32 bytes.

    Raises:
        MissingDatabase, WrongKey, DamagedDatabase: it does not open.
        NewerDatabase: a later version of the program made it.
        SQLAlchemyError, sqlcipher3.dbapi2.Error, OSError: it cannot be read.
    """
    prove_key(path, key)
    with closing(connect(path, key, mode="ro", settings=False)) as opened:
        findings = tuple(checks_of(opened))
        if findings:
            return Inspection(findings, "", "", False, 0, "", {})
        engine = _engine(opened)
        with engine.connect() as connection:
            return _read(connection)


def _engine(opened: driver.Connection) -> Engine:
    return create_engine(
        "sqlite://", creator=lambda: opened, module=driver, poolclass=StaticPool, hide_parameters=True
    )


def _read(connection: Connection) -> Inspection:
    schema = version_of(connection)
    if schema is None:
        raise DamagedDatabase
    if schema not in known_migrations():
        raise NewerDatabase
    settings = connection.execute(
        select(column("store_id", String), column("demo", Boolean)).select_from(table("store_settings"))
    ).one()
    last = connection.execute(
        select(column("sequence", Integer), column("entry_hash", String))
        .select_from(table("audit_entry"))
        .order_by(column("sequence").desc())
        .limit(1)
    ).first()
    names = inspect(connection).get_table_names()
    counts = {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names
    }
    return Inspection(
        findings=(),
        schema=schema,
        store_id=str(settings.store_id),
        demo=bool(settings.demo),
        audit_count=int(last.sequence) if last else 0,
        audit_head=str(last.entry_hash) if last else "",
        counts=counts,
        explanations=_explanations(connection),
        schools=_schools(connection),
    )


def _explanations(connection: Connection) -> tuple[str, ...]:
    found = connection.execute(
        select(column("detail", String))
        .select_from(table("audit_entry"))
        .where(column("noun") == "store", column("action").in_(EXPLAINING))
        .order_by(column("sequence"))
    )
    return tuple(found.scalars())


def _schools(connection: Connection) -> tuple[str, ...]:
    found = select(column("school_name", String)).select_from(table("partnership")).order_by(column("id"))
    return tuple(connection.execute(found).scalars())
