"""A newer version of the program is started while the older one still has the records open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.paths import migration_folder
from ssp_desktop.policy import Policy
from ssp_desktop.services import contact_log_lists
from ssp_desktop.ui.closed import Closed
from tests.features.steps import submit
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import Store
from tests.test_migrations import NEXT, step


@pytest.fixture
def newer_migrations(tmp_path: Path) -> Path:
    """The migrations of the next version: one more."""
    folder = tmp_path / "newer" / "alembic"
    shutil.copytree(migration_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_purpose.py").write_text(step("pass"))
    return folder


def upgraded_files(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("records.db.*")]


def test_it_waits_until_the_older_is_closed_and_then_brings_the_records_along(
    open_program: OpenProgram,
    store: Store,
    qtbot: QtBot,
    newer_migrations: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = open_program()
    sign_in(qtbot, older, "officer")
    assert older.signed_in is not None
    monkeypatch.setattr("ssp_desktop.database.migration.migration_folder", lambda: newer_migrations)
    newer = Program(store.folder, Policy(), pc=store.pc)
    newer.start()
    qtbot.waitUntil(lambda: isinstance(newer.window.screen_shown, Closed), timeout=20_000)
    qtbot.waitUntil(lambda: "These records are open already" in words(newer.window), timeout=10_000)
    newer.window.close()
    assert upgraded_files(store.folder) == []
    submit(older.signed_in, subject="Written while the newer one waited")
    older.window.close()
    qtbot.waitUntil(lambda: older.signed_in is None, timeout=20_000)
    sign_in(qtbot, (again := open_program()), "officer")
    assert again.signed_in is not None
    (row,) = contact_log_lists.page(again.signed_in)
    assert row.subject == "Written while the newer one waited"
    assert upgraded_files(store.folder) == [f"records.db.before-{NEXT}"]
