"""The audit page: who did what and when, for those who may know; checked, exported, and itself audited."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from ssp_desktop import forms, services
from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.models import Revision
from ssp_desktop.security import audit_chain
from ssp_desktop.services import audit_log, audit_trail, contact_log_views, contact_logs, countersigning
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.print_requests import REGISTER_NOUN
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_decisions import DECISION_NOUN
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.features.export_steps import export, table_of
from tests.stores import PASSWORDS, SignInAs, Store, contact_values

COUNTERSIGNED = AuditFilter(event=AuditEvent.COUNTERSIGNED)


@pytest.fixture
def used(signed_in_as: SignInAs) -> SignInAs:
    """A store in which a contact log was written, read and countersigned."""
    officer = signed_in_as("officer")
    made = contact_logs.submit(officer, contact_values(), partnership_id=1)
    contact_log_views.open_contact_log(officer, made.id)
    countersigning.countersign(
        signed_in_as("spoc"), PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE_WITH_COMMENT, "Yes."
    )
    return signed_in_as


def submitted_hash(store: Store) -> str:
    with store.open_sessions[-1].database.session() as db:
        return db.scalars(select(Revision.content_hash).where(Revision.noun == "contact_log")).one()


def test_a_sergeant_reads_who_did_what_to_which_record_and_when(used: SignInAs, store: Store) -> None:
    lines = audit_log.page(used("sergeant"), AuditFilter(noun="contact_log"))
    assert [(each.actor, each.actor_role, each.event, each.record, each.detail) for each in lines] == [
        (
            "Ms Example-Whitlock",
            "School single point of contact (SPOC)",
            "Countersigned",
            "Contact log CL-2026-00001",
            "agree_with_comment",
        ),
        (
            "PC 0001 Example-Okafor",
            "Safer Schools Officer",
            "Consulted",
            "Contact log CL-2026-00001",
            "",
        ),
        (
            "PC 0001 Example-Okafor",
            "Safer Schools Officer",
            "Collected",
            "Contact log CL-2026-00001",
            f"sha256 {submitted_hash(store)}",
        ),
    ]
    assert all(each.at.utcoffset() == timedelta(0) and each.at <= store.clock.now for each in lines)


def test_an_administrator_sees_that_a_record_was_opened_not_what_it_says(used: SignInAs) -> None:
    lines = audit_log.page(used("administrator"))
    told = {(each.event, each.record, each.detail) for each in lines if each.noun == "contact_log"}
    assert told == {
        ("Collected", "Contact log 1", ""),
        ("Consulted", "Contact log 1", ""),
        ("Countersigned", "Contact log 1", ""),
    }
    assert "CL-2026" not in repr(lines)
    assert "agree" not in repr(lines)
    accounts = [each for each in lines if each.event == "Account made"]
    assert {each.detail for each in accounts} >= {"officer", "spoc"}


def test_the_export_of_an_administrator_says_no_more_than_the_page(used: SignInAs, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    export(used("administrator"), "audit", path)
    exported = path.read_text(encoding="utf-8")
    assert "CL-2026" not in exported
    assert "agree_with_comment" not in exported


@pytest.mark.parametrize("who", ["officer", "spoc", "head_teacher"])
def test_others_are_refused_and_the_refusal_is_noted(used: SignInAs, who: str, tmp_path: Path) -> None:
    reader = used(who)
    for attempt in (
        lambda: audit_log.page(reader),
        lambda: audit_log.verify(reader),
        lambda: export(reader, "audit", tmp_path / "log.csv"),
    ):
        with pytest.raises(UserError, match="You may not do this"):
            attempt()
    refused = audit_log.page(used("sergeant"), AuditFilter(event=AuditEvent.REFUSED))
    assert [each.detail for each in refused] == ["audit_export", "audit_read", "audit_read"]


def test_pages_follow_each_other_without_gap(used: SignInAs) -> None:
    sergeant = used("sergeant")
    seen: list[int] = []
    before = None
    while found := audit_log.page(sergeant, before=before, limit=4):
        before = found[-1].sequence
        seen.extend(each.sequence for each in found)
    assert seen == list(range(seen[0], 0, -1))
    listed = audit_log.page(sergeant, AuditFilter(event=AuditEvent.LISTED, noun="audit_entry"))
    assert [each.detail for each in listed[-2:]] == ["4 shown", "4 shown"]


def test_filters_narrow_to_person_day_and_record(used: SignInAs, store: Store) -> None:
    store.clock.go(days=1)
    sergeant = used("sergeant")
    spoc = audit_log.page(sergeant, COUNTERSIGNED)[0]
    with sergeant.database.session() as db:
        actor = next(link.actor_id for link in audit_trail.chain_links(db) if link.sequence == spoc.sequence)
    assert {each.actor for each in audit_log.page(sergeant, AuditFilter(actor_id=actor))} == {
        "Ms Example-Whitlock"
    }
    day = date(2026, 11, 17)
    that_day = audit_log.page(sergeant, AuditFilter(first_day=day, last_day=day))
    assert {each.at.date() for each in that_day} == {day}
    assert audit_log.page(sergeant, AuditFilter(noun="contact_log", record_id=2)) == ()
    after = audit_log.page(sergeant, AuditFilter(first_day=date(2026, 11, 18)))
    assert {each.actor for each in after} == {"Sgt 0009 Example-Achebe", "Ms Example-Whitlock"}


def test_the_export_can_be_compared_with_the_chain_and_is_noted(used: SignInAs, tmp_path: Path) -> None:
    sergeant, path = used("sergeant"), tmp_path / "log.csv"
    export(sergeant, "audit", path)
    rows = table_of(path)
    assert [int(row["Entry"]) for row in rows] == list(range(1, len(rows) + 1))
    with sergeant.database.session() as db:
        chain = list(audit_trail.chain_links(db))
    assert [row["Hash"] for row in rows] == [link.entry_hash for link in chain[:-1]]
    assert rows[0]["Time (UTC)"].endswith("+00:00")
    noted = audit_log.page(sergeant, AuditFilter(event=AuditEvent.DISCLOSED))[0]
    told = "copy 1 saved for The Information Commissioner; purpose: Oversight; csv"
    assert noted.detail == f"{told}; rows: {len(rows)}"


def test_an_export_follows_the_filters_of_the_page(used: SignInAs, tmp_path: Path) -> None:
    sergeant, path = used("sergeant"), tmp_path / "log.csv"
    with pytest.raises(UserError, match="There is nothing to export"):
        export(sergeant, "audit", path, filters={"wanted": AuditFilter(last_day=date(2020, 1, 1))})
    assert not path.exists()
    export(sergeant, "audit", path, filters={"wanted": COUNTERSIGNED}, recipient="=cmd\r\n99,forged")
    assert {row["What was done"] for row in table_of(path)} == {"Countersigned"}
    export(sergeant, "audit", path, filters={"wanted": AuditFilter(event=AuditEvent.DISCLOSED)})
    assert table_of(path)[0]["Detail"].startswith("copy 1 saved for =cmd 99,forged; purpose")


def test_checking_the_store_is_noted_with_its_outcome(used: SignInAs) -> None:
    sergeant = used("sergeant")
    assert audit_log.verify(sergeant).ok
    with sergeant.database.session() as db:
        db.connection().exec_driver_sql("UPDATE contact_log SET place = 'Elsewhere'")
        db.commit()
    found = audit_log.verify(sergeant)
    assert [line.name for line in found.lines if not line.ok] == ["Records"]
    noted = audit_log.page(sergeant, AuditFilter(event=AuditEvent.VERIFIED))
    assert [each.detail for each in noted] == ["failed: Records", f"{len(found.lines)} checks passed"]


def test_a_long_log_is_written_and_verified_in_chunks(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    entries = [audit_trail.Entry(AuditEvent.LISTED, "visit", detail=f"{n} shown") for n in range(4500)]
    with sergeant.database.session() as db:
        first = audit_trail.head(db).count
        audit_trail.append(db, sergeant, sergeant.clock(), entries)
        db.commit()
        assert audit_trail.head(db).count == first + 4500
    assert chain(sergeant).ok


def test_an_entry_keeps_one_line_whatever_was_typed(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    entry = audit_trail.Entry(AuditEvent.LISTED, "visit", detail="a\r\nb\x1b[31m\0" + "x" * 900)
    with sergeant.database.session() as db:
        audit_trail.append(db, sergeant, sergeant.clock(), [entry])
        db.commit()
    line = audit_log.page(sergeant)[0]
    assert line.detail.startswith("a  b[31mx")
    assert len(line.detail) == 500
    assert chain(sergeant).ok


def test_nothing_is_noted_when_the_transaction_is_given_up(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    with sergeant.database.session() as db:
        before = audit_trail.head(db)
        audit_trail.append(db, sergeant, sergeant.clock(), [audit_trail.Entry(AuditEvent.LISTED, "visit")])
        assert audit_trail.head(db).count == before.count + 1
        db.rollback()
    with sergeant.database.session() as db:
        assert audit_trail.head(db) == before


def chain(signed_in: SignedIn) -> audit_chain.ChainReport:
    with signed_in.database.session() as db:
        rows = db.connection().exec_driver_sql("SELECT id, public_key FROM sign_in_session")
        keys = {str(row[0]): str(row[1]) for row in rows}
        return audit_chain.verify_chain(audit_trail.chain_links(db), keys, thorough=True)


def test_every_kind_of_record_has_words_in_the_log() -> None:
    nouns = {DECISION_NOUN, REGISTER_NOUN}
    for package in (forms, services):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            there = vars(importlib.import_module(found.name))
            nouns |= {each.noun for each in there.values() if isinstance(each, FormSpec)}
            nouns |= {each for name, each in there.items() if name == "NOUN"}
    assert len(nouns) > 30
    assert nouns <= set(audit_log.NOUN_LABELS)
    assert not any("_" in each or each[0].islower() for each in audit_log.NOUN_LABELS.values())
