"""A damaged store: what is sound can be read and printed, nothing is written, and the trace is not lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from ssp_desktop.database import DamagedDatabase, OpenForReading, WrongKey, open_for_reading
from ssp_desktop.database.connection import PAGE_SIZE
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.models import Account, AccountGrant, AccountKey, StoreSettings
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import (
    anchors,
    audit_log,
    audit_trail,
    backup,
    backup_overview,
    contact_log_lists,
    contact_log_views,
    damage,
    drafts,
    enrolment,
    printing,
    restore,
    restore_difference,
    sign_in,
    unwritten,
    visits,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.drafts import DraftPlace, NotKept
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.services.unwritten import CannotBeNoted
from ssp_desktop.store_folder import StoreLock
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store, contact_values, person_values

RECORD = ContactLogPrint(1)


@pytest.fixture
def kept(store: Store, tmp_path: Path) -> Store:
    """A store with one contact log and a backup of it; a long draft lies in its last pages."""
    target = tmp_path / "copies"
    target.mkdir()
    submit(store.sign_in("officer"), subject="Sound")
    sergeant = store.sign_in("sergeant")
    backup_overview.choose_folder(sergeant, target)
    backup.back_up(sergeant)
    drafts.save(
        store.sign_in("second_officer"),
        CONTACT_LOG,
        DraftPlace("contact_log", None, 1),
        contact_values(account="filler " * 20_000),
    )
    store.sign_out()
    return store


@pytest.fixture
def damaged(kept: Store) -> Store:
    """Its end is cut off, as a failing disk does."""
    path = kept.folder / "records.db"
    path.write_bytes(path.read_bytes()[:-10_000])
    return kept


def opened(store: Store, who: str) -> SignedIn:
    signed_in = store.sign_in(who)
    assert signed_in.read_only
    return signed_in


def restored(store: Store) -> None:
    """Restore the backup from within the damaged store."""
    copy = next((store.folder.parent / "copies").iterdir())
    sergeant = opened(store, "sergeant")
    store.open_sessions.clear()
    prepared = restore.prepare(sergeant, copy, "The disk failed.", PASSWORDS["sergeant"])
    assert "No backup is made of the damaged records" in prepared.remark
    with StoreLock(store.folder) as lock:
        restore.finish(sergeant, prepared, lock)


@pytest.fixture
def log_damaged(kept: Store) -> Store:
    """A page of the audit log cannot be read any more; who signs in still can."""
    key, path = kept.sign_in("sergeant").database_key, kept.folder / "records.db"
    kept.sign_out()
    sound = path.read_bytes()
    for page in reversed(range(1, len(sound) // PAGE_SIZE)):
        broken = bytearray(sound)
        broken[page * PAGE_SIZE + 100] ^= 0xFF
        path.write_bytes(broken)
        if cannot_read_the_log(path, key):
            return kept
    raise AssertionError("no page of the file belongs to the end of the audit log alone")


def cannot_read_the_log(path: Path, key: bytes) -> bool:
    """Tell whether the log's head is gone while accounts can be read."""
    database = open_for_reading(path, key)
    try:
        with database.session() as db:
            db.scalars(select(Account)).all()
            db.scalars(select(AccountGrant)).all()
            db.scalars(select(AccountKey)).all()
            db.scalars(select(StoreSettings)).all()
            audit_trail.head(db)
    except DatabaseError as error:
        return "audit_entry" in str(error.statement)
    finally:
        database.close()
    return False


def test_a_damaged_audit_log_stands_in_no_restores_way(log_damaged: Store) -> None:
    """The copies are listed and compared, and one is restored, however far they are behind."""
    sergeant = log_damaged.sign_in("sergeant")
    (line,) = backup_overview.copies(sergeant)
    assert (line.behind, line.good) == (None, True)
    assert sergeant.read_only
    found = restore_difference.compare(sergeant, line.path)
    assert found.sentences[0].startswith("How far this copy is behind is not known")
    log_damaged.sign_out()
    restored(log_damaged)
    officer = log_damaged.sign_in("officer")
    assert not officer.read_only
    assert anchors.alarm(officer) == ""
    assert audit_log.verify(log_damaged.sign_in("sergeant")).ok


def test_what_is_sound_is_read_and_printed_and_the_file_is_not_touched(damaged: Store) -> None:
    path = damaged.folder / "records.db"
    before = path.read_bytes()
    officer = opened(damaged, "officer")
    assert contact_log_views.open_contact_log(officer, 1).values["subject"] == "Sound"
    prepared = printing.disclose(officer, RECORD, "Insp Example-Hale", "the inquiry", "saved")
    assert printing.render(prepared).startswith(b"%PDF")
    damaged.sign_out()
    assert path.read_bytes() == before


def test_whatever_would_write_is_refused_in_words(damaged: Store) -> None:
    officer = opened(damaged, "officer")
    with pytest.raises(OpenForReading, match="open for reading only, so nothing was saved"):
        submit(officer)
    with pytest.raises(NotKept, match="What was typed last could not be kept. The records are damaged"):
        drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", None, 1), contact_values())
    assert backup.daily(officer) is None


def test_after_a_restore_the_trace_stands_in_the_log(damaged: Store) -> None:
    officer = opened(damaged, "officer")
    contact_log_views.open_contact_log(officer, 1)
    printing.disclose(officer, RECORD, "Insp Example-Hale", "", "saved")
    with pytest.raises(Refused):
        audit_log.page(officer)
    restored(damaged)
    assert unwritten.note_path(damaged.folder).is_file()
    sergeant = damaged.sign_in("sergeant")
    assert not sergeant.read_only
    (disclosed,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.DISCLOSED))
    assert "while the damaged store was open for reading, 2026-11-17T10:00:00" in disclosed.detail
    assert "by PC 0001 Example-Okafor (officer). copy 1 saved for Insp Example-Hale" in disclosed.detail
    assert disclosed.record.startswith("Contact log CL-2026-")
    late = [each.event for each in audit_log.page(sergeant) if "open for reading" in each.detail]
    assert {"Signed in", "Signed out", "Consulted", "Refused", "Restored from a copy"} <= set(late)
    count = len(late)
    sergeant = damaged.sign_in("sergeant")
    assert not unwritten.note_path(damaged.folder).exists()
    assert len([each for each in audit_log.page(sergeant) if "open for reading" in each.detail]) == count
    assert audit_log.verify(sergeant).ok


def test_numbers_of_copies_go_on(damaged: Store) -> None:
    officer = opened(damaged, "officer")
    numbers = [printing.disclose(officer, RECORD, "Insp", "", "saved").copy_number for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert printing.disclose(opened(damaged, "officer"), RECORD, "Insp", "", "saved").copy_number == 4


def test_a_wrong_guess_is_noted_too(damaged: Store) -> None:
    with pytest.raises(WrongPassword):
        sign_in.sign_in(damaged.folder, "officer", "not the password at all", damaged.pc)
    opened(damaged, "officer")
    restored(damaged)
    failed = audit_log.page(damaged.sign_in("sergeant"), AuditFilter(event=AuditEvent.SIGN_IN_FAILED))
    assert ["1 under this user name" in each.detail for each in failed] == [True]


@pytest.mark.expected_log("an entry for the audit log could not be noted: PermissionError")
def test_where_nothing_can_be_noted_records_are_read_and_no_copy_leaves(
    damaged: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = opened(damaged, "officer")

    def read_only_disk(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(unwritten, "atomic_write", read_only_disk)
    assert contact_log_views.open_contact_log(officer, 1).values["subject"] == "Sound"
    with pytest.raises(CannotBeNoted, match="so it was not done"):
        printing.disclose(officer, RECORD, "Insp Example-Hale", "", "saved")


def test_a_page_that_a_check_finds_damaged_opens_it_for_reading_until_it_is_sound_again(kept: Store) -> None:
    path = kept.folder / "records.db"
    sergeant = kept.sign_in("sergeant")
    sound = path.read_bytes()
    path.write_bytes(sound[:-3_000] + b"changed from outside" + sound[-2_980:])
    (line,) = [each for each in audit_log.verify(sergeant).lines if each.name == "Pages"]
    assert "A page of the database was changed from outside" in line.words
    assert sergeant.read_only
    kept.sign_out()
    now = path.read_bytes()
    assert opened(kept, "officer").read_only
    kept.sign_out()
    assert path.read_bytes() == now
    path.write_bytes(now.replace(b"changed from outside", sound[-3_000:-2_980]))
    assert not kept.sign_in("officer").read_only
    assert not damage.is_noted(kept.folder)


def test_who_is_signed_in_when_it_is_found_writes_no_more(kept: Store) -> None:
    officer = kept.sign_in("officer")
    damage.found(officer)
    assert officer.take_changes() == ("backup",)
    with pytest.raises(OpenForReading):
        submit(officer)
    with pytest.raises(OpenForReading):
        visits.arrive(officer, 1)
    assert contact_log_views.open_contact_log(officer, 1).values["subject"] == "Sound"
    assert len(contact_log_lists.page(officer)) == 1


def test_beyond_reading_the_way_back_is_told(kept: Store) -> None:
    path = kept.folder / "records.db"
    content = path.read_bytes()
    path.write_bytes(bytes(4096) + content[4096:])
    with pytest.raises(WrongKey, match="restore the latest backup"):
        kept.sign_in("officer")
    path.write_bytes(b"")
    with pytest.raises(DamagedDatabase):
        kept.sign_in("officer")


def test_recovery_waits_for_a_restore(damaged: Store) -> None:
    values = {**person_values("sergeant", administrator=True), "user_name": "newcomer"}
    with pytest.raises(DamagedDatabase):
        enrolment.recover(
            damaged.folder, damaged.recovery_key, values, "ladder pigeon velvet quince", damaged.pc
        )


@pytest.mark.parametrize("content", [b"", b"not ours", b"x" * 20_000])
def test_notes_that_cannot_be_read_count_as_none(kept: Store, content: bytes) -> None:
    unwritten.note_path(kept.folder).write_bytes(content)
    assert not kept.sign_in("officer").read_only
