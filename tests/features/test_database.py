"""The encrypted file: what it refuses, what it says, and what is never found in it."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import null, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

import ssp_desktop
from ssp_desktop.database import (
    DamagedDatabase,
    Database,
    DatabaseExists,
    DiskFailure,
    DiskFull,
    MissingDatabase,
    MissingFolder,
    ReadOnlyStore,
    StoreBusy,
    WrongKey,
    create,
    explain,
    open_database,
)
from ssp_desktop.database.connection import connect
from ssp_desktop.errors import UserError
from ssp_desktop.models import Person

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
KEY = secrets.token_bytes(32)
CANARY = "Zaphira Example-Okonkwo"
PROJECT = Path(ssp_desktop.__file__).parents[1]


@pytest.fixture
def path(store_folder: Path) -> Path:
    store_folder.mkdir()
    return store_folder / "records.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = create(path, KEY)
    yield database
    database.close()


def person(name: str | None = "Ada") -> Person:
    return Person(given_name=name if name is not None else null(), created_at=NOW)


def names(database: Database) -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(Person.given_name).order_by(Person.id)))


def add(database: Database, *people: str | None) -> None:
    with database.session() as session:
        session.add_all(person(name) for name in people)
        session.commit()


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


def test_what_is_committed_is_kept_and_nothing_else(database: Database, path: Path) -> None:
    add(database, "Ada")
    with database.session() as session:
        session.add(person("Bram"))
        session.flush()
    with pytest.raises(IntegrityError):
        add(database, "Cleo", None)
    database.close()
    reopened = open_database(path, KEY)
    assert names(reopened) == ["Ada"]
    reopened.close()


def test_settings_are_the_safe_ones(database: Database) -> None:
    wanted = {
        "journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1,
        "secure_delete": 1, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2, "mmap_size": 0,
        "cache_size": -65536,
    }  # fmt: skip
    with database.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE 'other.db' AS other",
        "DETACH DATABASE main",
        "VACUUM INTO 'other.db'",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA rekey = 'x'",
        "PRAGMA journal_mode = WAL",
        "PRAGMA unheard_of",
        "SELECT load_extension('other')",
    ],
)
def test_other_files_and_settings_are_refused(database: Database, statement: str, path: Path) -> None:
    opened = database.engine.raw_connection()
    with pytest.raises(driver.DatabaseError, match="not authorized|authorization denied") as caught:
        opened.cursor().execute(statement)
    opened.close()
    assert explain(caught.value) is None
    assert not list(path.parent.glob("other*"))


def test_a_wrong_key_is_told_and_changes_nothing(
    database: Database, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database.close()
    before = path.read_bytes()
    with pytest.raises(WrongKey) as caught:
        open_database(path, secrets.token_bytes(32))
    assert "belongs to another store" in str(caught.value)
    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"short")


def crashed(path: Path) -> None:
    """Leave the file as a process does that dies in the middle of a change: with a journal to roll back."""
    code = (
        "import os, sys; from pathlib import Path; from ssp_desktop.database.connection import connect\n"
        "opened = connect(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read()))\n"
        "opened.execute('PRAGMA cache_size = 2'); opened.execute('BEGIN')\n"
        "opened.execute(\"UPDATE person SET given_name = 'half done' || hex(randomblob(2000))\")\n"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], input=KEY.hex(), text=True, cwd=PROJECT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("records.db-journal").stat().st_size > 512


def test_after_a_crash_a_wrong_key_ruins_nothing_and_the_right_one_rolls_back(
    database: Database, path: Path
) -> None:
    add(database, *(f"Pupil {number}" for number in range(200)))
    before = names(database)
    database.close()
    crashed(path)
    left = path.read_bytes(), path.with_name("records.db-journal").read_bytes()
    with pytest.raises(WrongKey):
        open_database(path, secrets.token_bytes(32))
    assert (path.read_bytes(), path.with_name("records.db-journal").read_bytes()) == left
    reopened = open_database(path, KEY)
    assert names(reopened) == before
    assert reopened.verify() == []
    reopened.close()
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".proof")] == []


def test_a_flipped_byte_is_found_and_told(database: Database, path: Path) -> None:
    add(database, *(f"Pupil {number} {'x' * 400}" for number in range(200)))
    database.close()
    pages = path.stat().st_size // 4096
    flip(path, (pages - 2) * 4096 + 100)
    reopened = open_database(path, KEY)
    findings = reopened.verify()
    assert any("was changed from outside" in finding and str(pages - 1) in finding for finding in findings)
    with pytest.raises(DamagedDatabase):
        reopened.backup_to(path.with_name("copy.db"))
    assert not list(path.parent.glob("copy*"))
    with reopened.session() as session, pytest.raises(DatabaseError) as caught:
        session.execute(text("SELECT * FROM person")).fetchall()
    assert isinstance(explain(caught.value), DamagedDatabase)
    reopened.close()


def test_a_damaged_first_page_is_not_called_a_wrong_password(database: Database, path: Path) -> None:
    database.close()
    flip(path, 100)
    with pytest.raises(WrongKey, match="its beginning is damaged"):
        open_database(path, KEY)


@pytest.mark.parametrize("length", [0, 100, 4096, 9000, -4096, -1])
def test_a_cut_off_file_is_told_as_damaged(database: Database, path: Path, length: int) -> None:
    database.close()
    path.write_bytes(path.read_bytes()[:length])
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match="The database is damaged"):
        open_database(path, KEY)
    assert path.read_bytes() == before


def test_a_file_of_ours_without_tables_is_damaged(path: Path) -> None:
    opened = connect(path, KEY, mode="rwc")
    opened.execute("CREATE TABLE other (id INTEGER)")
    opened.close()
    with pytest.raises(DamagedDatabase):
        open_database(path, KEY)


def test_missing_files_and_folders_are_told_apart(path: Path) -> None:
    with pytest.raises(MissingDatabase, match="missing"):
        open_database(path, KEY)
    for call in (open_database, create):
        with pytest.raises(MissingFolder, match="disk is connected") as caught:
            call(path.parent / "gone" / "records.db", KEY)
        assert "folder" in str(caught.value)


def test_a_store_is_never_made_over_another(database: Database, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DatabaseExists, match="already a database"):
        create(path, KEY)
    assert path.read_bytes() == before


def test_what_a_broken_off_set_up_left_is_replaced(path: Path) -> None:
    path.with_name("records.db.new").write_bytes(b"half a store")
    create(path, KEY).close()
    assert [each.name for each in path.parent.iterdir() if each.name.endswith((".new", ".new-journal"))] == []


def test_a_full_disk_is_told_and_nothing_is_half_saved(path: Path) -> None:
    create(path, KEY).close()
    small = connect(path, KEY)
    pages = small.execute("PRAGMA page_count").fetchone()[0]
    small.execute("PRAGMA max_page_count = 1")  # the smallest possible: what is there already
    database = open_database(path, KEY)
    with database.engine.connect() as connection:
        connection.connection.driver_connection.set_authorizer(None)  # type: ignore[union-attr]  # it is open
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(OperationalError) as caught:
        add(database, *["x" * 3000] * 100)
    told = explain(caught.value)
    assert isinstance(told, DiskFull)
    assert str(told) == "The disk is full. Nothing was saved. Free some space on the disk, then save again."
    assert "xxx" not in str(caught.value)  # hidden parameters: an error's text may reach the log
    assert names(database) == []
    assert database.verify() == []
    database.close()
    small.close()


def test_a_read_only_folder_is_told(database: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database.close()
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)  # root may write everywhere
    with pytest.raises(ReadOnlyStore, match="cannot be written to"):
        open_database(path, KEY)


def test_the_drivers_own_refusals_are_explained(database: Database, path: Path) -> None:
    reader = connect(path, KEY, mode="ro", settings=False)
    with pytest.raises(driver.OperationalError) as caught:
        reader.execute("DELETE FROM person")
    assert isinstance(explain(caught.value), ReadOnlyStore)
    reader.close()
    with pytest.raises(driver.OperationalError) as caught:
        connect(path.parent / "nothing.db", KEY).execute("SELECT 1 FROM sqlite_schema")
    assert isinstance(explain(caught.value), ReadOnlyStore)


def test_another_process_that_writes_is_told(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    monkeypatch.setattr("ssp_desktop.database.connection.SECONDS_TO_WAIT", 0.1)
    other = connect(path, KEY)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusy, match="Another program"):
        open_database(path, KEY)
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, ReadOnlyStore),
        (errno.EACCES, ReadOnlyStore),
        (errno.ENOENT, MissingFolder),
        (errno.EIO, DiskFailure),
    ],
)
def test_the_operating_systems_refusals_are_explained(code: int, kind: type[UserError]) -> None:
    assert isinstance(explain(OSError(code, "told by the system")), kind)
    assert explain(OSError(errno.EXDEV, "nothing that a person can put right")) is None


def test_an_explained_error_stays_as_it_is() -> None:
    told = UserError("Something happened.")
    assert explain(told) is told


def test_a_failing_copy_is_told_and_leaves_nothing(database: Database, path: Path) -> None:
    (path.parent / "copy.db").mkdir()
    with pytest.raises((UserError, OSError)):
        database.backup_to(path.parent / "copy.db")
    assert not list(path.parent.glob("*.unfinished*"))


def test_a_copy_opens_with_the_same_key_and_replaces_the_last_one(database: Database, path: Path) -> None:
    copy = path.with_name("copy.db")
    copy.write_bytes(b"the last copy")
    add(database, "Ada")
    database.backup_to(copy)
    add(database, "Bram")
    opened = open_database(copy, KEY)
    assert names(opened) == ["Ada"]
    opened.close()
    assert names(database) == ["Ada", "Bram"]


def test_a_second_session_beside_a_change_fails_instead_of_sharing_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssp_desktop.database.engine.SECONDS_FOR_A_SESSION", 0.1)
    database = create(path, KEY)
    with database.session() as session:
        session.add(person())
        session.flush()
        with pytest.raises(PoolTimeout), database.session() as second:
            second.execute(select(Person))
    database.close()


def test_nothing_that_was_typed_stands_in_any_file(database: Database, path: Path) -> None:
    with database.session() as session:
        session.add(person(CANARY))
        session.execute(
            text("INSERT INTO search_text (rowid, open_text, police_text) VALUES (1, :words, '')"),
            {"words": CANARY},
        )
        session.flush()
        written = contents(path.parent)  # with the journal of the open change
        session.commit()
        found = session.execute(text("SELECT rowid FROM search_text WHERE search_text MATCH 'zaph*'")).all()
        assert found == [(1,)]
    database.backup_to(path.with_name("copy.db"))
    database.close()
    written |= contents(path.parent) | {"after": path.read_bytes()}
    assert {"records.db", "records.db-journal", "copy.db"} <= set(written)
    for content in written.values():
        for word in (CANARY, "Zaphira", "SQLite format", "given_name", KEY.hex()):
            assert word.casefold().encode() not in content.lower()
        assert KEY not in content


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder, by name."""
    return {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
