"""Tampering with the key in hand: each change of the file is noticed at sign-in, by the check or an anchor.

Whoever tampers here has the database key and a database tool, and drops each trigger first. What nobody signs
is not among it: SECURITY.md lists that.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer, Time

from ssp_desktop.database.connection import connect
from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.models import AuditEntry, Base, UtcDateTime
from ssp_desktop.security import audit_chain
from ssp_desktop.security.signatures import SessionKey, new_signing_key, sign_statement
from ssp_desktop.services import anchors, audit_log, sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.store_folder import database_path
from tests.faults.bench import Bench
from tests.faults.conftest import WHOLE
from tests.faults.scenarios import back_up, choose_folder, countersign, once, submit
from tests.faults.tally import Tally

Changes = Iterator[tuple[str, Callable[[], None]]]
Tool = sqlite3.Connection
"""SQLCipher's driver is a copy of sqlite3, without types of its own."""


class Tampered:
    """A store that was used, and the key to it; each tampering starts from the same folder."""

    def __init__(self, bench: Bench) -> None:
        for who, act in (("officer", submit), ("officer", submit), ("spoc", countersign)):
            once(who, act)(bench)
        self.bench = bench
        self.officers = bench.sign_in("officer")
        self.key = self.officers.database_key
        self.session: SessionKey = self.officers.session_key
        sign_in.sign_out(self.officers)
        self.sound = bench.root / "sound"
        shutil.copytree(bench.folder, self.sound)

    def put_back(self, folder: Path | None = None) -> None:
        shutil.rmtree(self.bench.folder)
        shutil.copytree(folder or self.sound, self.bench.folder)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self._tool() as tool:
            return tool.execute(query).fetchall()

    def change(self, *statements: str | tuple[str, tuple[object, ...]]) -> None:
        """Put the sound store back and change it."""
        self.put_back()
        with self._tool() as tool:
            for (name,) in tool.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                tool.execute(f'DROP TRIGGER "{name}"')
            for each in statements:
                tool.execute(*((each, ()) if isinstance(each, str) else each))

    def noticed(self) -> str:
        """Return how the program tells of it; empty when it does not."""
        (self.bench.folder / "attempts.json").unlink(missing_ok=True)
        try:
            sergeant = self.bench.sign_in("sergeant")
        except UserError as error:
            return str(error)
        return self._told(sergeant)

    def _told(self, sergeant: SignedIn) -> str:
        alarm = anchors.alarm(sergeant)
        found = [line.words for line in audit_log.verify(sergeant).lines if not line.ok]
        sergeant.database.close()  # as after a kill: the end of this session is written nowhere
        return alarm or " ".join(found)

    def _tool(self) -> closing[Tool]:
        opened: Tool = connect(database_path(self.bench.folder), self.key, settings=False)
        return closing(opened)


@pytest.fixture
def tampered(bench: Bench) -> Tampered:
    return Tampered(bench)


def not_noticed(tampered: Tampered, changes: Changes) -> tuple[int, list[str]]:
    """Make each change. Returns how many there were, and the names of those that nobody noticed."""
    cases, missed = 0, []
    for name, change in changes:
        change()
        cases += 1
        if not tampered.noticed():
            missed.append(name)
    return cases, missed


def every(items: list[int], of: int) -> list[int]:
    """Return all, or in a sample the first, the last and some between."""
    return items if WHOLE else sorted({items[0], items[-1], *items[::of]})


def test_a_store_that_nobody_changed_is_sound(tampered: Tampered) -> None:
    tampered.change()
    assert tampered.noticed() == ""


# --- the audit log


def test_each_row_of_the_audit_log(tampered: Tampered, tally: Tally) -> None:
    numbers = [int(str(row[0])) for row in tampered.rows("SELECT sequence FROM audit_entry")]
    columns = [column.name for column in AuditEntry.__table__.columns if column.name != "sequence"]
    cut = "DELETE FROM audit_entry WHERE sequence > ?"

    def changes() -> Changes:
        for number in every(numbers, 9):
            for column in columns if WHOLE else [columns[number % len(columns)]]:
                yield f"{column} of {number}", partial(edit, tampered, "audit_entry", column, number)
            yield (
                f"{number} deleted",
                partial(tampered.change, ("DELETE FROM audit_entry WHERE sequence = ?", (number,))),
            )
            yield f"{number} duplicated", partial(duplicate, tampered, number, len(numbers))
        for number in every(numbers[:-1], 9):
            yield f"{number} swapped with the next", partial(swap, tampered, number)
        for count in every(numbers, 9):
            yield (
                f"the last {count} cut off",
                partial(tampered.change, (cut, (len(numbers) - count,))),
            )

    cases, missed = not_noticed(tampered, changes())
    tally.add("Tampering", "audit log: edited, deleted, doubled, swapped, cut", cases, len(missed))
    assert missed == []


def edit(tampered: Tampered, table: str, column: str, number: int, key: str = "sequence") -> None:
    """Change one value to another that could stand there."""
    kind = Base.metadata.tables[table].c[column].type
    if isinstance(kind, Boolean):
        value = f"1 - coalesce({column}, 0)"
    elif isinstance(kind, Integer):
        value = f"coalesce({column}, 0) + 100"
    elif isinstance(kind, DateTime | UtcDateTime | Date):
        value = f"'2019' || coalesce(substr({column}, 5), '-01-01')"
    elif isinstance(kind, Time):
        value = f"'04' || coalesce(substr({column}, 3), ':00:00.000000')"
    else:
        value = f"coalesce({column}, '') || '7'"
    statement = f"UPDATE {table} SET {column} = {value} WHERE {key} = {number}"  # noqa: S608 - all our own
    tampered.change(statement)


def duplicate(tampered: Tampered, number: int, count: int) -> None:
    columns = [c.name for c in AuditEntry.__table__.columns if c.name != "sequence"]
    names = ", ".join(f'"{name}"' for name in columns)
    copied = f"SELECT ?, {names} FROM audit_entry WHERE sequence = ?"  # noqa: S608 - the model's own columns
    again = f"INSERT INTO audit_entry (sequence, {names}) {copied}"
    tampered.change(
        ("UPDATE audit_entry SET sequence = -sequence - 1 WHERE sequence > ?", (number,)),
        "UPDATE audit_entry SET sequence = -sequence WHERE sequence < 0",
        (again, (number + 1, number)),
    )
    assert len(tampered.rows("SELECT 1 FROM audit_entry")) == count + 1


def swap(tampered: Tampered, number: int) -> None:
    move = "UPDATE audit_entry SET sequence = ? WHERE sequence = ?"
    tampered.change((move, (0, number)), (move, (number, number + 1)), (move, (number + 1, 0)))


@pytest.mark.parametrize("whose", ["a key of nobody's", "the officer's own session"])
def test_a_chain_that_was_computed_anew(tampered: Tampered, tally: Tally, whose: str) -> None:
    """From one entry on everything is hashed and signed anew, so that the chain itself holds."""
    links = [chain_link(row) for row in tampered.rows("SELECT * FROM audit_entry ORDER BY sequence")]
    private = tampered.session.private if whose != "a key of nobody's" else new_signing_key()
    session = tampered.session.certificate.session_id if whose != "a key of nobody's" else ""

    def changes() -> Changes:
        for number in every([link.sequence for link in links], 5):
            yield f"from {number}", partial(compute_anew, tampered, links, number, private, session)

    cases, missed = not_noticed(tampered, changes())
    tally.add("Tampering", f"audit log computed anew with {whose}", cases, len(missed))
    assert missed == []


def chain_link(row: tuple[Any, ...]) -> audit_chain.AuditEntry:
    """Return a stored row as the chain hashes it."""
    names = [column.name for column in AuditEntry.__table__.columns]
    values = dict(zip(names, row, strict=True))
    moment = datetime.fromisoformat(values["at"]).replace(tzinfo=UTC)
    return audit_chain.AuditEntry(**{**values, "at": audit_chain.moment_text(moment)})


def compute_anew(
    tampered: Tampered, links: list[audit_chain.AuditEntry], first: int, private: bytes, session: str
) -> None:
    """Change the detail of one entry, and hash and sign it and all that follow. This PC's anchor is gone."""
    previous = links[first - 2] if first > 1 else None
    statements: list[tuple[str, tuple[object, ...]]] = []
    for link in links[first - 1 :]:
        changed = replace(
            link,
            detail="nothing" if link.sequence == first else link.detail,
            session_id=session or link.session_id,
            previous_hash=previous.entry_hash if previous else audit_chain.FIRST_HASH,
        )
        digest = audit_chain.hash_of(changed, previous.signature if previous else "")
        signature = sign_statement(private, "ssp-desktop/audit-entry/1", {"entry_hash": digest})
        previous = replace(changed, entry_hash=digest, signature=signature)
        statements.append(
            (
                "UPDATE audit_entry SET detail = ?, session_id = ?, previous_hash = ?, entry_hash = ?, "
                "signature = ? WHERE sequence = ?",
                (
                    previous.detail,
                    previous.session_id,
                    previous.previous_hash,
                    digest,
                    signature,
                    link.sequence,
                ),
            )
        )
    tampered.change(*statements)
    anchors.forget(tampered.bench.pc.keyring, tampered.officers.store_id)


# --- what the chain and the signatures vouch for

VOUCHED: dict[str, tuple[str, ...]] = {
    "revision": (
        *("noun", "record_id", "number", "content", "content_hash", "author_id", "made_at", "reason"),
        "form_version",
    ),
    "countersignature": (
        *("contact_log_id", "revision", "content_hash", "decision", "comment", "comment_hash", "signer_id"),
        *("public_key", "signature", "audit_head", "signed_at"),
    ),
    "account_grant": (
        *("sequence", "previous_hash", "role", "administrator", "active", "subject_key", "granted_by_key"),
        "signature",
    ),
    "account_key": ("public_key", "endorsed_by_key", "endorsement"),
    "sign_in_session": ("account_id", "public_key", "account_signature", "opened_at"),
    "account": ("role", "administrator", "slot_account_id"),
    "contact_log": tuple(field.key for field in CONTACT_LOG.fields),
    "partnership": tuple(field.key for field in PARTNERSHIP.fields),
}


def columns_of(table: str) -> list[str]:
    """Return those of the named columns that the table has: a form's rows lie in tables of their own."""
    return [name for name in VOUCHED[table] if name in Base.metadata.tables[table].c]


@pytest.mark.parametrize("table", VOUCHED)
def test_each_value_that_something_vouches_for(tampered: Tampered, tally: Tally, table: str) -> None:
    columns = columns_of(table)
    assert len(columns) > 2, table
    rowids = [int(str(row[0])) for row in tampered.rows(f"SELECT rowid FROM {table}")]  # noqa: S608 - our own

    def changes() -> Changes:
        for number, column in enumerate(columns if WHOLE else columns[:: max(len(columns) // 6, 1)]):
            for row in rowids if WHOLE else [rowids[number % len(rowids)]]:
                yield (
                    f"{table}.{column} of {row}",
                    partial(edit, tampered, table, column, row, "rowid"),
                )

    cases, missed = not_noticed(tampered, changes())
    tally.add("Tampering", f"table {table}", cases, len(missed))
    assert missed == []


SWAPS = {
    "a signature moved to another record": "UPDATE countersignature SET contact_log_id = 2",
    "a record deleted": "DELETE FROM contact_log WHERE id = 2",
    "a pupil taken out of a record": "DELETE FROM contact_log_pupil WHERE contact_log_id = 2",
    "the newest wording deleted": "DELETE FROM revision WHERE noun = 'contact_log' AND record_id = 2",
    "a record's words under another's number": "UPDATE revision SET content = (SELECT content FROM revision "
    "WHERE noun = 'contact_log' AND record_id = 2) WHERE noun = 'contact_log' AND record_id = 1",
    "a countersignature deleted": "DELETE FROM countersignature",
    "a person's key exchanged for another's": "UPDATE account_key SET public_key = "
    "(SELECT public_key FROM account_key ORDER BY id LIMIT 1) WHERE id = 3",
    "a closed account opened": "UPDATE account_grant SET active = 1 - active WHERE sequence = 3",
    "the newest role taken away": "DELETE FROM account_grant WHERE sequence = "
    "(SELECT max(sequence) FROM account_grant)",
    "a trigger gone and an entry with it": "DELETE FROM audit_entry WHERE sequence = 2",
}


@pytest.mark.parametrize("statement", SWAPS.values(), ids=SWAPS.keys())
def test_what_was_moved_or_taken_away(tampered: Tampered, tally: Tally, statement: str) -> None:
    tampered.change("PRAGMA foreign_keys = OFF", statement)
    told = tampered.noticed()
    tally.add("Tampering", "rows moved, exchanged, deleted", 1, not told)
    assert told


# --- yesterday


@pytest.mark.parametrize("keyring", ["today's keyring", "yesterday's keyring"])
def test_yesterdays_file_put_back(tampered: Tampered, tally: Tally, keyring: str) -> None:
    """With yesterday's keyring only what left the PC shows it: a backup, a countersignature, a print."""
    bench = tampered.bench
    choose = once("sergeant", choose_folder)
    choose(bench)
    yesterday, items = bench.root / "yesterday", bench.root / "keyring"
    shutil.copytree(bench.folder, yesterday)
    shutil.copytree(items, bench.root / "yesterday's keyring")
    once("officer", submit)(bench)
    once("sergeant", back_up)(bench)
    tampered.put_back(yesterday)
    if keyring == "yesterday's keyring":
        shutil.rmtree(items)
        (bench.root / "yesterday's keyring").rename(items)
    told = tampered.noticed()
    tally.add("Tampering", f"yesterday's file with {keyring}", 1, not told)
    assert "an older or another copy of the folder was put in its place" in told
