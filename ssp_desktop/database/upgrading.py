"""Bringing an older file up to date: copied and checked before, checked after, put back on any failure."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ssp_desktop.database.connection import checks_of, copy_to, journal_of, make_durable
from ssp_desktop.database.engine import driver_connection, engine_of
from ssp_desktop.database.faults import DamagedDatabase, UpgradeFailed, explain
from ssp_desktop.database.migration import BrokenReferences, run_migrations
from ssp_desktop.errors import UserError


def _copy_before_upgrade(path: Path) -> Path:
    return path.with_name(path.name + ".upgrading")


def upgrade(
    path: Path, key: bytes, newest: str, before: Callable[[Path], object] = lambda copy: None
) -> None:
    """Copy, migrate, check; on any failure the copy comes back. After success it stays, beside the file.

    Args:
        path: the file.
        key: 32 bytes.
        newest: the migration that it is brought up to.
        before: is given the copy before the migration begins.
    """
    copy = _copy_before_upgrade(path)
    engine = engine_of(path, key, mode="rw", restricted=False)
    try:
        _check(engine)
        with engine.connect() as connection:
            copy_to(driver_connection(connection), copy, key)
        before(copy)
        run_migrations(engine)
        _check(engine)
    except BaseException as error:
        engine.dispose()
        if not copy.is_file():
            raise  # it never began: damaged before, or no room for the copy
        finish_interrupted_upgrade(path)
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
        if checks_of(driver_connection(connection)):
            raise DamagedDatabase


def finish_interrupted_upgrade(path: Path) -> None:
    """Put the copy made before an upgrade back. It lies there only while an upgrade is not finished."""
    copy = _copy_before_upgrade(path)
    if not copy.is_file():
        return
    journal_of(path).unlink(missing_ok=True)  # it belongs to the file that goes, and would ruin the copy
    os.replace(copy, path)
    make_durable(path.parent)
