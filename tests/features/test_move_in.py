"""Records from another PC: what opens the copy, what is told and stored, and that nothing half-made stays."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.database import StoreClosed
from ssp_desktop.database.connection import connect
from ssp_desktop.errors import UserError
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import (
    DeviceSecretMissing,
    KeyringUnavailable,
    OtherRecoveryKey,
    TooManyAttempts,
    WrongRecoveryKey,
)
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.security.recovery_key import new_recovery_key
from ssp_desktop.services import (
    accounts,
    anchors,
    audit_log,
    backup,
    backup_manifest,
    contact_log_lists,
    enrolment,
    move_in,
    move_in_look,
    restore_outside,
    sign_in,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.backup_copies import CopyDamaged
from ssp_desktop.services.move_in_look import Stopped
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.recovery_groups import GroupWrong
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.disposal_steps import confirm, full_record, later, propose
from tests.features.moving_steps import (
    NEW_PASSWORD,
    PERSON,
    REASON,
    NewPc,
    groups,
    never,
    new_pc,
)
from tests.features.steps import submit
from tests.features.test_set_up import NoCredentialStore
from tests.features.test_sign_in import OtherAccount
from tests.stores import PASSWORDS, SCHOOL, Store


@pytest.fixture
def new(store: Store, tmp_path: Path) -> NewPc:
    return new_pc(store, tmp_path)


# --- the whole way


def test_the_records_open_on_the_new_pc_with_a_new_administrator_and_a_new_key(
    new: NewPc, store: Store
) -> None:
    (copy,) = move_in_look.find_copies(new.stick)
    assert (copy.good, copy.state) == (True, "Whole")
    found = new.look(copy.path)
    assert found.by_recovery_key
    assert (found.schools, found.contact_logs) == ((SCHOOL,), 1)
    assert (found.made_at, found.entries) == (copy.made_at, copy.entries)
    prepared = new.prepare()
    assert not new.folder.exists()
    move_in.finish(prepared, groups(prepared))
    assert new.left() == ["store"]
    here = sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc)
    assert [each.subject for each in contact_log_lists.page(here)] == ["Before the move"]
    said = [each.detail for each in audit_log.page(here, AuditFilter(event=AuditEvent.RESTORED))]
    assert len(said) == 1
    assert "Sgt 0010 Example-Nowak (new_sergeant), with the recovery key." in said[0]
    assert f"The records came to this PC. {REASON}" in said[0]
    assert anchors.alarm(here) == ""
    assert audit_log.verify(here).ok
    code = accounts.start_reset(here, NEW_PASSWORD, 1)
    assert code.text
    sign_in.sign_out(here)
    with pytest.raises(OtherRecoveryKey):
        _recover(new, store.recovery_key)
    assert _recover(new, prepared.recovery_key) != prepared.recovery_key


def _recover(new: NewPc, key: str) -> str:
    person = {**PERSON, "user_name": "third_sergeant"}
    signed_in, text = enrolment.recover(new.folder, key, person, NEW_PASSWORD, new.pc)
    sign_in.sign_out(signed_in)
    return text


def test_the_sheet_of_the_new_key_is_drawn_before_it_is_confirmed(new: NewPc) -> None:
    prepared = new.prepare()
    assert move_in.recovery_sheet(prepared).startswith(b"%PDF")
    move_in.abandon(prepared)


def test_the_copy_and_the_old_store_are_left_as_they_are(new: NewPc, store: Store) -> None:
    before = {path.name: path.read_bytes() for path in new.copy.iterdir()}
    prepared = new.prepare()
    move_in.finish(prepared, groups(prepared))
    assert {path.name: path.read_bytes() for path in new.copy.iterdir()} == before
    assert store.sign_in("sergeant").actor.user_name == "sergeant"


def test_a_password_of_the_day_opens_it_where_the_credential_store_knows_it(new: NewPc, store: Store) -> None:
    pc = replace(store.pc)
    found = move_in_look.look_with_password(
        new.folder, new.copy, "sergeant", PASSWORDS["sergeant"], pc, never
    )
    assert not found.by_recovery_key
    restore_outside.restore_copy(new.folder, found.opened, REASON, pc)
    here = sign_in.sign_in(new.folder, "sergeant", PASSWORDS["sergeant"], pc)
    assert len(contact_log_lists.page(here)) == 1
    sign_in.sign_out(here)


def test_records_come_again_where_their_credential_store_remembers_a_longer_log(
    new: NewPc, store: Store
) -> None:
    """As when the old PC's disk failed: the same account, an older copy."""
    submit(store.sign_in("officer"), subject="After the copy")
    store.sign_out()
    shutil.rmtree(store.folder)
    new.pc, new.folder = store.pc, store.folder
    prepared = new.prepare()
    move_in.finish(prepared, groups(prepared))
    here = sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc)
    assert anchors.alarm(here) == ""
    (said,) = [each.detail for each in audit_log.page(here, AuditFilter(event=AuditEvent.RESTORED))]
    assert not said.startswith("Instead of a log of 0 entries.")
    sign_in.sign_out(here)


# --- bad copies, bad keys, bad places


def test_a_folder_without_copies_says_what_to_choose(new: NewPc, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UserError, match="There is no copy of records in this folder"):
        move_in_look.find_copies(empty)
    with pytest.raises(UserError, match="This folder cannot be read"):
        move_in_look.find_copies(tmp_path / "unplugged")


def test_a_wrong_group_of_the_key_is_named_and_another_key_is_told_apart(new: NewPc, store: Store) -> None:
    parts = new.recovery_key.split("-")
    parts[2] = "222222" if parts[2] != "222222" else "333333"
    with pytest.raises(WrongRecoveryKey, match="Group 3"):
        new.look(key="-".join(parts))
    with pytest.raises(OtherRecoveryKey, match="not the recovery key of the day on which this copy was made"):
        new.look(key=new_recovery_key())


def test_guessing_is_slowed_down_before_there_is_a_store(new: NewPc) -> None:
    with pytest.raises(TooManyAttempts):
        _guess_often(new)


def _guess_often(new: NewPc) -> None:
    for _ in range(12):
        with suppress(OtherRecoveryKey):
            new.look(key=new_recovery_key())


def test_a_password_on_a_new_pc_leads_to_the_recovery_key(new: NewPc) -> None:
    with pytest.raises(DeviceSecretMissing, match="use the recovery key"):
        move_in_look.look_with_password(
            new.folder, new.copy, "sergeant", PASSWORDS["sergeant"], new.pc, never
        )


@pytest.mark.parametrize("name", ["records.db", "vault.json", "manifest.json"])
def test_a_damaged_copy_is_refused_and_nothing_is_left(new: NewPc, name: str) -> None:
    content = bytearray((new.copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (new.copy / name).write_bytes(content)
    with pytest.raises(UserError):
        new.look()
    assert new.left() == []
    if name == "manifest.json":
        (line,) = move_in_look.find_copies(new.stick)
        assert (line.good, line.state) == (False, "Damaged: its list of contents cannot be read.")


def test_a_copy_that_was_cut_off_is_shown_as_damaged(new: NewPc) -> None:
    os.truncate(new.copy / "records.db", 4096)
    (line,) = move_in_look.find_copies(new.copy)
    assert (line.good, line.state) == (False, "Damaged: a file is missing or cut off.")


def test_a_copy_of_a_newer_program_says_so(new: NewPc) -> None:
    opened = new.look().opened
    database = new.copy / "records.db"
    connection = connect(database, opened.key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    manifest = backup_manifest.read(new.copy)
    files = {**manifest.files, "records.db": backup_manifest.note_of(database)}
    later = replace(manifest, schema="9999", files=files)
    (new.copy / "manifest.json").write_bytes(backup_manifest.to_bytes(later))
    (line,) = move_in_look.find_copies(new.stick)
    assert (line.good, line.state) == (False, move_in_look.NEWER)
    with pytest.raises(CopyDamaged, match="A newer version of the program made this copy"):
        new.look()


def test_a_store_that_is_here_already_is_not_touched(new: NewPc, store: Store) -> None:
    new.folder = store.folder
    with pytest.raises(UserError, match="There is a store in this folder already"):
        new.look()


def test_a_demonstration_takes_no_real_records(new: NewPc) -> None:
    new.pc = replace(new.pc, demo=True)
    with pytest.raises(UserError, match="holds real records"):
        new.look()


def test_a_taken_user_name_and_an_easy_password_leave_nothing(new: NewPc) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new.prepare(person={**PERSON, "user_name": "sergeant"})
    assert [each.path for each in refused.value.problems] == ["user_name"]
    with pytest.raises(PasswordRefused):
        new.prepare(password="short")
    with pytest.raises(UserError, match="The reason is missing"):
        new.prepare(reason="  ")
    assert new.left() == []
    assert new.credentials._items == {}


def test_without_a_credential_store_it_stops_or_goes_on_with_a_password_alone(new: NewPc) -> None:
    new.pc = replace(new.pc, keyring=Keyring(NoCredentialStore()))
    with pytest.raises(KeyringUnavailable):
        new.prepare()
    assert new.left() == []
    new.pc = replace(new.pc, password_only=True)
    prepared = new.prepare()
    move_in.finish(prepared, groups(prepared))
    sign_in.sign_out(sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc))


# --- half way


def test_given_up_half_way_nothing_is_left(new: NewPc) -> None:
    prepared = new.prepare()
    assert new.credentials._items
    move_in.abandon(prepared)
    assert new.left() == []
    assert new.credentials._items == {}
    with pytest.raises(StoreClosed), prepared.signed_in.database.session():
        """It is closed."""


def test_given_up_on_a_pc_that_knows_the_store_its_credentials_stay(new: NewPc, store: Store) -> None:
    new.pc = store.pc
    move_in.abandon(new.prepare())
    sergeant = store.sign_in("sergeant")
    assert anchors.alarm(sergeant) == ""


def test_stopped_while_it_is_checked_or_built_nothing_is_left(new: NewPc) -> None:
    with pytest.raises(Stopped):
        move_in_look.look_with_recovery_key(new.folder, new.copy, new.recovery_key, new.pc, lambda: True)
    found = new.look()
    for asked in ([True], [False, True], [False, False, True]):
        with pytest.raises(Stopped):
            move_in.prepare(new.folder, found, new.answers(), new.pc, iter(asked).__next__)
        assert new.left() == []
        assert new.credentials._items == {}


def test_what_a_kill_left_is_removed_at_the_next_start(new: NewPc) -> None:
    prepared = new.prepare()
    prepared.signed_in.database.close()
    assert len(new.left()) == 1
    move_in.clean_leftovers(new.folder)
    assert new.left() == []


def test_a_wrong_group_typed_back_is_named_and_it_goes_on_waiting(new: NewPc) -> None:
    prepared = new.prepare()
    with pytest.raises(GroupWrong, match=f"Group {prepared.asked[0]}"):
        move_in.finish(prepared, dict.fromkeys(prepared.asked, "AAAAAA"))
    move_in.finish(prepared, groups(prepared))
    assert new.left() == ["store"]


def test_a_place_that_was_taken_meanwhile_is_told_and_can_be_tried_again(new: NewPc) -> None:
    prepared = new.prepare()
    new.folder.mkdir()
    (new.folder / "letter.txt").write_text("Somebody else's.")
    with pytest.raises(UserError, match="There are other files"):
        move_in.finish(prepared, groups(prepared))
    (new.folder / "letter.txt").unlink()
    move_in.finish(prepared, groups(prepared))
    assert new.left() == ["store"]


def test_a_place_that_cannot_be_written_is_told_after_the_key_is_confirmed_and_tried_again(
    new: NewPc, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "a virus scanner holds it")

    prepared = new.prepare()
    with monkeypatch.context() as held:
        held.setattr(Path, "rename", refuse)
        with pytest.raises(UserError, match="cannot be written to"):
            move_in.finish(prepared, groups(prepared))
    move_in.finish(prepared, groups(prepared))
    assert new.left() == ["store"]
    sign_in.sign_out(sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc))


def test_a_disk_that_is_full_is_told_and_nothing_is_left(new: NewPc, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    found = new.look()
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(UserError, match="The disk is full"):
        move_in.prepare(new.folder, found, new.answers(), new.pc, never)
    assert new.left() == []
    assert new.credentials._items == {}


def test_later_copies_are_listed_first(new: NewPc, store: Store) -> None:
    store.clock.go(days=1)
    backup.back_up(store.sign_in("sergeant"), new.stick)
    lines = move_in_look.find_copies(new.stick)
    assert [each.good for each in lines] == [True, True]
    assert [each.entries for each in lines] == sorted((each.entries or 0 for each in lines), reverse=True)


def test_what_was_disposed_of_since_an_older_copy_does_not_come_back(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    full_record(store)
    sergeant = later(store)
    backup.back_up(sergeant, stick)
    (older,) = stick.glob("*.sspbackup")
    propose(sergeant)
    confirm(store.sign_in("officer"))
    store.clock.go(hours=1)
    backup.back_up(store.sign_in("sergeant"), stick)
    store.sign_out()
    pc = replace(store.pc, keyring=Keyring(OtherAccount()))
    folder = tmp_path / "new pc" / "store"
    folder.parent.mkdir()
    new = NewPc(folder, pc, OtherAccount(), stick, older, store.recovery_key)
    prepared = new.prepare()
    move_in.finish(prepared, groups(prepared))
    here = sign_in.sign_in(folder, "new_sergeant", NEW_PASSWORD, pc)
    assert "1 record had been disposed of since" in " ".join(here.notices)
    assert not contact_log_lists.page(here)
    sign_in.sign_out(here)
