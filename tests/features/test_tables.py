"""What the tables themselves refuse, and what comes back out of their columns."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import IntegrityError, StatementError

from ssp_desktop.database import Database, create
from ssp_desktop.database.connection import connect
from ssp_desktop.models import AuditEntry, ChoiceSet, Person, StoreSettings, UtcDateTime

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
KEY = secrets.token_bytes(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = create(path, KEY)
    yield database
    database.close()


def entry(sequence: int) -> AuditEntry:
    return AuditEntry(
        sequence=sequence, at=NOW, action="sign_in", previous_hash="0" * 64, entry_hash="1" * 64, signature=""
    )


@pytest.mark.parametrize(
    "table",
    [
        "audit_entry",
        "revision",
        "countersignature",
        "storage_decision",
        "record_signature",
        "attachment",
        "attachment_removal",
    ],
)
@pytest.mark.parametrize("statement", ["UPDATE {} SET signature_or_content = ''", "DELETE FROM {}"])
def test_evidence_can_be_added_but_not_changed(path: Path, table: str, statement: str) -> None:
    create(path, KEY).close()
    opened = connect(path, KEY)
    opened.execute("PRAGMA foreign_keys = OFF")
    columns = [row[1] for row in opened.execute("SELECT * FROM pragma_table_info(?)", (table,))]
    marks = ", ".join("1" for _ in columns)
    opened.execute(f"INSERT INTO {table} VALUES ({marks})")  # noqa: S608 - the table's name stands above
    statement = statement.format(table).replace("signature_or_content", columns[-1])
    with pytest.raises(driver.IntegrityError, match=f"{table} is append only"):
        opened.execute(statement)
    with pytest.raises(driver.IntegrityError, match=f"{table} is append only"):
        opened.execute(f"REPLACE INTO {table} VALUES ({marks})")  # noqa: S608 - the table's name stands above
    opened.close()


def test_an_audit_entry_is_never_replaced_through_the_models(database: Database) -> None:
    with database.session() as session:
        session.add(entry(1))
        session.commit()
        session.add(entry(1))
        with pytest.raises(IntegrityError):
            session.flush()


def test_the_store_has_one_row_of_settings_and_what_is_referred_to_exists(database: Database) -> None:
    def settings() -> StoreSettings:
        return StoreSettings(store_id="s", created_at=NOW, form_version=1)

    with database.session() as session:
        session.add(settings())
        session.commit()
        session.add(settings())
        with pytest.raises(IntegrityError, match="one_row"):
            session.flush()
        session.rollback()
        stray = entry(2)
        stray.actor_id = 99
        session.add(stray)
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            session.flush()


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with database.session() as session:
        session.add(Person(created_at=datetime(2026, 11, 21, 14, 5)))
        with pytest.raises(StatementError, match="without a time zone"):
            session.flush()


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_comes_back_in_utc(moment: datetime, minutes: int) -> None:
    kind = UtcDateTime()
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    stored = kind.process_bind_param(aware, dialect())
    assert stored is not None
    for read in (stored, stored.replace(tzinfo=None)):  # PostgreSQL gives the zone back, SQLite does not
        back = kind.process_result_value(read, dialect())
        assert back == aware
        assert back is not None
        assert back.utcoffset() == timedelta(0)
    assert kind.process_bind_param(None, dialect()) is None
    assert kind.process_result_value(None, dialect()) is None


@given(st.lists(st.text(st.characters(exclude_characters="|\0", exclude_categories=["Cs"]), min_size=1)))
def test_choices_come_back_in_their_order(values: list[str]) -> None:
    kind = ChoiceSet()
    stored = kind.process_bind_param(values, dialect())
    assert kind.process_result_value(stored, dialect()) == tuple(values)
    assert kind.process_bind_param(None, dialect()) is None
    assert kind.process_result_value(None, dialect()) is None


@pytest.mark.parametrize("value", ["harm", ["a|b"], ["", "a"]])
def test_choices_that_would_not_come_back_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="Several choices"):
        ChoiceSet().process_bind_param(value, dialect())  # type: ignore[arg-type]  # what is refused
