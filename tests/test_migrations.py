"""Migrations: they lead to the models, there and back, with data, and a failed one changes nothing."""

from __future__ import annotations

import ast
import secrets
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    func,
    insert,
    select,
)
from sqlalchemy.types import Date, Time

import ssp_desktop
from ssp_desktop.database import (
    DamagedDatabase,
    Database,
    NewerDatabase,
    UpgradeFailed,
    create,
    explain,
    open_database,
)
from ssp_desktop.database.connection import connect
from ssp_desktop.database.engine import engine_of
from ssp_desktop.database.migration import alembic_config, known_migrations, run_migrations
from ssp_desktop.errors import Fault
from ssp_desktop.models import Base, ChoiceSet, UtcDateTime
from ssp_desktop.paths import migration_folder
from tools.migration import main, write_migration

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
KEY = secrets.token_bytes(32)
TABLES = Base.metadata.sorted_tables
NEWEST = known_migrations()[-1]
NEXT = f"{int(NEWEST) + 1:04d}"
STEP = '''"""A step that a test made up."""
import sqlalchemy as sa
from alembic import op
revision = "{number}"
down_revision = "{before}"
def upgrade() -> None:
    op.add_column("visit", sa.Column("purpose", sa.Text(), server_default="", nullable=False))
    {more}
def downgrade() -> None:
    op.drop_column("visit", "purpose")
'''


def step(more: str) -> str:
    """A migration that adds a column, and does what ``more`` says."""
    return STEP.format(number=NEXT, before=NEWEST, more=more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture
def own_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations, copied, so that a test can add one."""
    folder = tmp_path / "program 100%" / "alembic"
    shutil.copytree(migration_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("ssp_desktop.database.migration.migration_folder", lambda: folder)
    return folder / "versions"


def value_for(column: Any) -> Any:
    """Something that fits the column; every row is row 1 of its table."""
    if column.foreign_keys or isinstance(column.type, Integer):
        return {"second_id": 2}.get(column.name, 1)
    kinds = {
        UtcDateTime: NOW,
        ChoiceSet: ("a", "b"),
        Date: date(2026, 2, 28),
        Time: time(9, 5),
        Boolean: True,
        LargeBinary: b"\x00\xff",
    }
    return next((value for kind, value in kinds.items() if isinstance(column.type, kind)), "ł ☂")


def row_for(table: Table) -> dict[str, Any]:
    """A row with a value in every column."""
    row = {column.name: value_for(column) for column in table.columns}
    return row | ({"session_id": "ł ☂"} if "session_id" in row else {})


def fill(database: Database) -> None:
    """One row in each table (two people, so that they can match)."""
    with database.session() as session:
        for table in TABLES:
            session.execute(insert(table).values(row_for(table)))
            if table.name == "person":
                session.execute(insert(table).values(row_for(table) | {"id": 2}))
        session.commit()


def rows_of(database: Database) -> dict[str, list[Any]]:
    """Everything that is stored, by table."""
    with database.session() as session:
        return {table.name: [tuple(row) for row in session.execute(select(table))] for table in TABLES}


def shape_of(opened: Any) -> dict[str, Any]:
    """Columns, indexes, keys and rules of every table, without the order in which they were made."""
    names = [row[0] for row in opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    shape = {}
    for name in sorted(each for each in names if not each.startswith(("search_text", "alembic", "sqlite"))):
        columns = opened.execute("SELECT * FROM pragma_table_xinfo(?)", (name,)).fetchall()
        indexes = opened.execute('SELECT name, "unique" FROM pragma_index_list(?)', (name,)).fetchall()
        keys = opened.execute(
            'SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(?)', (name,)
        ).fetchall()
        sql = opened.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        shape[name] = (
            sorted(column[1:] for column in columns),
            sorted(
                (
                    index[0].rstrip("0123456789"),
                    index[1],
                    *opened.execute("SELECT name FROM pragma_index_info(?)", (index[0],)),
                )
                for index in indexes
            ),
            sorted(keys),
            sorted(line.strip(" ,") for line in sql.splitlines() if "CONSTRAINT" in line),
        )
    return shape


def test_the_newest_migration_leads_to_the_models(path: Path) -> None:
    database = create(path, KEY)
    plain = create_engine("sqlite://", module=driver)
    Base.metadata.create_all(plain)
    with database.engine.connect() as migrated, plain.connect() as modelled:
        config = alembic_config(migrated)
        config.attributes["target_metadata"] = Base.metadata
        command.check(config)  # raises when there is something to migrate
        # alembic looks at neither defaults nor rules; SQLite's own description does
        wanted = shape_of(modelled.connection.driver_connection)
    plain.dispose()
    database.close()
    opened = connect(path, KEY)
    found = shape_of(opened)
    opened.close()
    assert set(found) == set(wanted) == {table.name for table in TABLES}
    assert found == wanted


def test_down_and_up_again_with_data(path: Path) -> None:
    database = create(path, KEY)
    fill(database)
    assert all(rows_of(database).values())
    database.close()
    engine = engine_of(path, KEY, mode="rw", restricted=False)
    run_migrations(engine, "base", down=True)
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE name != 'alembic_version'")
        assert [row[0] for row in left if not row[0].startswith("sqlite_")] == []
    run_migrations(engine)
    engine.dispose()
    database = open_database(path, KEY)
    fill(database)
    assert database.verify() == []
    database.close()


def test_file_names_tell_the_migrations_that_alembic_finds(path: Path) -> None:
    database = create(path, KEY)
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    database.close()
    assert known_migrations() == tuple(reversed([each.revision for each in script.walk_revisions()]))
    assert script.get_heads() == [known_migrations()[-1]]


def test_migrations_import_nothing_of_ours() -> None:
    for file in migration_folder().rglob("*.py"):
        tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        names = [node.module or "" for node in tree if isinstance(node, ast.ImportFrom)]
        assert not [name for name in names if name.startswith("ssp_desktop")], file


def test_a_program_without_its_migrations_is_a_fault(own_migrations: Path, path: Path) -> None:
    create(path, KEY).close()
    shutil.rmtree(own_migrations)
    with pytest.raises(Fault):
        open_database(path, KEY)


def test_an_older_store_is_brought_up_to_date_with_its_data(own_migrations: Path, path: Path) -> None:
    database = create(path, KEY)
    fill(database)
    before = rows_of(database)
    database.close()
    path.with_name(f"records.db.before-{NEWEST}").write_bytes(b"the copy of an earlier upgrade")
    (own_migrations / f"{NEXT}_purpose.py").write_text(step("pass"))
    database = open_database(path, KEY)
    assert rows_of(database) == before
    with database.session() as session:
        assert session.connection().exec_driver_sql("SELECT purpose FROM visit").fetchall() == [("",)]
    assert database.verify() == []
    database.close()
    assert [each.name for each in path.parent.glob("records.db.*")] == [f"records.db.before-{NEXT}"]
    (own_migrations / f"{NEXT}_purpose.py").unlink()
    copy = open_database(path.with_name(f"records.db.before-{NEXT}"), KEY)
    assert rows_of(copy) == before
    copy.close()


def test_a_newer_store_is_refused_in_words_and_left_alone(own_migrations: Path, path: Path) -> None:
    (own_migrations / f"{NEXT}_purpose.py").write_text(step("pass"))
    create(path, KEY).close()
    (own_migrations / f"{NEXT}_purpose.py").unlink()
    before = path.read_bytes()
    with pytest.raises(NewerDatabase) as caught:
        open_database(path, KEY)
    assert "newer version" in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "more",
    [
        "raise OSError(28, 'no room')",
        "op.execute('INSERT INTO nowhere VALUES (1)')",
        "op.execute('DELETE FROM account')",  # rows are left that refer to nothing
        'op.execute("CREATE UNIQUE INDEX twins ON person (given_name)")',
        "op.get_bind().connection.driver_connection.execute('COMMIT'); raise OSError(28, 'after the commit')",
    ],
)
def test_after_a_failed_upgrade_the_copy_is_back(own_migrations: Path, path: Path, more: str) -> None:
    database = create(path, KEY)
    fill(database)
    before = rows_of(database)
    database.close()
    (own_migrations / f"{NEXT}_broken.py").write_text(step(more))
    with pytest.raises(UpgradeFailed) as caught:
        open_database(path, KEY)
    assert "as they were before" in str(caught.value)
    assert [each.name for each in path.parent.glob("records.db*")] == ["records.db"]
    (own_migrations / f"{NEXT}_broken.py").unlink()
    database = open_database(path, KEY)
    assert rows_of(database) == before
    assert database.verify() == []
    database.close()


def test_a_mistake_in_a_migration_is_a_fault_and_the_copy_is_back(own_migrations: Path, path: Path) -> None:
    database = create(path, KEY)
    fill(database)
    before = rows_of(database)
    database.close()
    (own_migrations / f"{NEXT}_wrong.py").write_text(step("raise TypeError('a mistake')"))
    with pytest.raises(TypeError, match="a mistake"):
        open_database(path, KEY)
    (own_migrations / f"{NEXT}_wrong.py").unlink()
    database = open_database(path, KEY)
    assert rows_of(database) == before
    database.close()


def test_a_damaged_store_is_not_upgraded(own_migrations: Path, path: Path) -> None:
    database = create(path, KEY)
    fill(database)
    database.close()
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    (own_migrations / f"{NEXT}_purpose.py").write_text(step("pass"))
    with pytest.raises(DamagedDatabase):
        open_database(path, KEY)
    assert path.read_bytes() == content
    assert list(path.parent.glob("records.db.*")) == []


def test_an_upgrade_that_damages_the_file_is_undone(
    own_migrations: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = create(path, KEY)
    fill(database)
    before = rows_of(database)
    database.close()
    added = own_migrations / f"{NEXT}_purpose.py"
    added.write_text(step("pass"))

    def migrate_and_damage(engine: Engine) -> None:
        run_migrations(engine)
        engine.dispose()
        content = bytearray(path.read_bytes())
        content[-100] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr("ssp_desktop.database.upgrading.run_migrations", migrate_and_damage)
    with pytest.raises(UpgradeFailed, match="The database is damaged"):
        open_database(path, KEY)
    added.unlink()
    database = open_database(path, KEY)
    assert rows_of(database) == before
    database.close()


def test_an_upgrade_that_lost_its_power_is_undone(own_migrations: Path, path: Path) -> None:
    database = create(path, KEY)
    fill(database)
    before = rows_of(database)
    database.backup_to(path.with_name("records.db.upgrading"))
    with database.session() as session:
        session.connection().exec_driver_sql("UPDATE visit SET nil_return_note = 'half done'")
        session.commit()
    database.close()
    path.with_name("records.db-journal").write_bytes(b"a journal of the file that goes" * 100)
    database = open_database(path, KEY)
    assert rows_of(database) == before
    assert not path.with_name("records.db.upgrading").exists()
    database.close()


def test_opening_an_up_to_date_store_does_not_import_alembic(path: Path) -> None:
    create(path, KEY).close()
    code = (
        "import sys; from pathlib import Path; from ssp_desktop.database import open_database\n"
        "open_database(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read())).close()\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in {'alembic', 'mako'}))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, path],
        input=KEY.hex(),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(ssp_desktop.__file__).parents[1],
    )
    assert done.stdout.strip() == "[]"


def test_the_tool_writes_a_migration_that_imports_nothing_of_ours(
    own_migrations: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = DateTime(timezone=True)
    table = Base.metadata.tables["visit"]
    assert isinstance(table.c.left_at.type, UtcDateTime)
    first = own_migrations / "0001_first_store.py"
    first.write_text(first.read_text().replace('"left_at closed_at"', '"closed_at"'))
    written = write_migration("Add the end of a visit")
    text = written.read_text()
    assert written.name == f"{NEXT}_add_the_end_of_a_visit.py"
    assert f'sa.Column("left_at", sa.{column!r}, nullable=True)' in text.replace("'", '"')
    assert "ssp_desktop" not in text
    assert "search_text" not in text
    database = create(path, KEY)
    with database.session() as session:
        assert session.execute(select(func.count(table.c.left_at))).scalar() == 0
    database.close()


def test_the_tool_asks_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([" "]) == 2
    assert "Say what changes" in capsys.readouterr().err


def test_a_mistake_in_the_program_is_not_explained_away() -> None:
    assert explain(ValueError("a mistake")) is None
