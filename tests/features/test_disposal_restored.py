"""Restoring an older copy brings nothing back for good: the sealed list, its proof, and what forges it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop import __main__
from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    backup,
    contact_log_views,
    disposal_list,
    disposal_views,
    printing,
    restore_outside,
    verification,
)
from ssp_desktop.services.disposal_list import ListUnreadable
from ssp_desktop.services.print_disposal import DisposalPrint
from tests.features.disposal_steps import (
    REASON,
    WORD,
    confirm,
    disposed,
    full_record,
    later,
    propose,
    restored,
    tables_with_the_word,
)
from tests.features.steps import trace
from tests.stores import NAMES, Store


@pytest.fixture
def older(store: Store, tmp_path: Path) -> Path:
    """A copy with the record; afterwards it is disposed of, and another copy is made."""
    target = tmp_path / "copies"
    target.mkdir()
    full_record(store)
    sergeant = later(store)
    backup.back_up(sergeant, target)
    copy = next(target.glob("ssp-desktop backup*"))
    propose(sergeant)
    confirm(store.sign_in("officer"))
    store.clock.go(hours=1)
    backup.back_up(store.sign_in("sergeant"), target)
    return copy


def test_a_restored_copy_has_it_disposed_of_again_at_the_first_sign_in(store: Store, older: Path) -> None:
    sergeant = restored(store, older)
    assert "1 record had been disposed of since the restored copy was made." in " ".join(sergeant.notices)
    assert tables_with_the_word(sergeant) == set()
    opened = disposal_views.open_disposal(sergeant, 1)
    assert opened.proposed is not None
    assert opened.confirmed is not None
    assert (opened.proposed.signer, opened.confirmed.signer) == (NAMES["sergeant"], NAMES["officer"])
    assert (opened.reason, opened.fault, opened.again_at is None) == (REASON, "", False)
    assert any(
        each[:3] == ("erased", "contact_log", 1) and "applied again after a restore" in each[3]
        for each in trace(sergeant)
    )
    with pytest.raises(UserError, match="was disposed of on 17 November 2033"):
        contact_log_views.open_contact_log(sergeant, 1)
    checked = verification.check_store(
        sergeant.database, store_id=sergeant.store_id, root_public=sergeant.vault.authority_public
    )
    assert [each for each in checked.lines if not each.ok] == []
    assert restored(store, older).notices  # and again, from the proof that was kept


def test_a_copy_that_was_carried_off_alone_meets_the_list_beside_the_store(
    store: Store, older: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(older, stick / older.name)
    shutil.rmtree(older.parent)
    sergeant = restored(store, stick / older.name)
    assert "1 record had been disposed of since the restored copy was made." in " ".join(sergeant.notices)
    assert tables_with_the_word(sergeant) == set()


def test_the_list_beside_the_copies_reaches_a_new_pc(store: Store, older: Path, tmp_path: Path) -> None:
    store.sign_out()
    folder = tmp_path / "new" / "store"
    opened = restore_outside.open_with_recovery_key(folder, older, store.recovery_key, store.pc)
    restore_outside.restore_copy(folder, opened, "A new PC.", store.pc)
    found = disposal_list.read(disposal_list.beside_store(folder), opened.key, opened.vault.store_id)
    assert [each.answers()["reference"] for each in found] == ["CL-2026-00001"]


def test_the_list_is_found_by_somebody_whose_terminal_stands_in_the_copy(
    store: Store, older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sign_out()
    folder = tmp_path / "new" / "store"
    monkeypatch.setattr("ssp_desktop.copy_commands.secret", lambda *_arguments: store.recovery_key)
    monkeypatch.chdir(older)
    place = ("--store", str(folder), "--reason", "A new PC.", "--recovery-key")
    assert __main__.main(["restore", ".", *place]) == 0
    assert disposal_list.beside_store(folder).is_file()


def test_a_list_that_was_never_written_is_written_at_the_next_sign_in(store: Store) -> None:
    officer = disposed(store)
    path = disposal_list.beside_store(store.folder)
    assert WORD.encode() not in path.read_bytes()
    path.unlink()
    officer = store.sign_in("officer")
    assert len(disposal_list.read(path, officer.database_key, officer.store_id)) == 1


def test_a_backup_of_an_older_store_does_not_shorten_the_list_beside_the_copies(
    store: Store, tmp_path: Path
) -> None:
    disposed(store)
    sergeant = store.sign_in("sergeant")
    target = tmp_path / "copies"
    target.mkdir()
    path, key, store_id = (
        disposal_list.beside_copies(target, sergeant.store_id),
        sergeant.database_key,
        sergeant.store_id,
    )
    (known,) = disposal_list.read(disposal_list.beside_store(store.folder), key, store_id)
    newer = replace(known, hash="0" * 64)  # as a store that is further on had written it
    disposal_list.write(path, key, store_id, (known, newer))
    backup.back_up(sergeant, target)
    assert disposal_list.read(path, key, store_id) == (known, newer)


def test_a_damaged_list_is_told_and_kept(store: Store) -> None:
    disposed(store)
    path = disposal_list.beside_store(store.folder)
    path.write_bytes(path.read_bytes()[:-1])
    damaged = path.read_bytes()
    officer = store.sign_in("officer")
    assert "The list of disposals beside the records cannot be read." in " ".join(officer.notices)
    assert path.read_bytes() == damaged
    with pytest.raises(ListUnreadable):
        disposal_list.read(path, officer.database_key, officer.store_id)


def test_a_forged_proof_disposes_of_nothing(store: Store, tmp_path: Path) -> None:
    officer = disposed(store)
    path, key, store_id = disposal_list.beside_store(store.folder), officer.database_key, officer.store_id
    (proof,) = disposal_list.read(path, key, store_id)
    forged = (
        replace(proof, content=proof.content.replace('"subject_id":1', '"subject_id":2')),
        replace(proof, confirmed=proof.proposed),
        replace(proof, confirmed=replace(proof.confirmed, signature=proof.proposed.signature)),
    )
    assert [each.fault(store_id) for each in forged] == [
        "Its signatures do not fit what it says.",
        "One person signed it twice.",
        "Its signatures do not fit what it says.",
    ]
    assert proof.fault(store_id) == ""
    assert proof.fault("another store") != ""


def test_the_certificate_prints_without_any_content(store: Store) -> None:
    officer = disposed(store)
    prepared = printing.preview(officer, DisposalPrint(1))
    pdf = printing.render(prepared)
    assert pdf.startswith(b"%PDF")
    shown = repr(prepared.spec)
    assert "Disposal certificate" in shown
    assert NAMES["sergeant"] in shown
    assert NAMES["officer"] in shown
    assert REASON in shown
    assert WORD not in shown


def test_there_is_no_certificate_before_it_is_confirmed(store: Store) -> None:
    full_record(store)
    sergeant = later(store)
    propose(sergeant)
    with pytest.raises(UserError, match="Nothing was disposed of yet"):
        printing.preview(sergeant, DisposalPrint(1))
