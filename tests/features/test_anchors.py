"""This PC remembers where the audit log stood: an older folder put back raises an alarm, to be explained."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import KeyringUnavailable, WrongPassword
from ssp_desktop.services import anchors, audit_log, backup, backup_overview, printing, set_up
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import sql, submit
from tests.features.test_set_up import answers
from tests.stores import PASSWORDS, SignInAs, Store

WHY = "IT put yesterday's folder back after a disk fault."


@pytest.fixture
def rolled_back(store: Store, tmp_path: Path) -> Store:
    """Yesterday's folder put back, with today's credential store."""
    store.sign_out()
    store.sign_in("officer")
    store.sign_out()
    yesterday = tmp_path / "yesterday"
    shutil.copytree(store.folder, yesterday)
    store.clock.go(days=1)
    submit(store.sign_in("officer"))
    store.sign_out()
    put_back(store, yesterday)
    return store


def copied_to(store: Store, folder: Path) -> Store:
    """The same PC with the program started on a second copy of the folder."""
    store.sign_out()
    shutil.copytree(store.folder, folder)
    return replace(store, folder=folder)


def test_what_is_written_in_a_second_copy_does_not_make_the_first_seem_older(
    store: Store, tmp_path: Path
) -> None:
    store.sign_in("officer")
    second = copied_to(store, tmp_path / "drill" / "store")
    sergeant = second.sign_in("sergeant")
    (told,) = sergeant.notices
    assert told.startswith("This is a second copy of the records of this PC, which lie in ")
    assert str(store.folder) in told
    submit(second.sign_in("officer"))
    second.sign_out()
    officer = store.sign_in("officer")
    assert anchors.alarm(officer) == ""
    assert officer.notices == ()


def test_a_folder_that_was_moved_is_no_second_copy(store: Store, tmp_path: Path) -> None:
    store.sign_in("officer")
    moved = copied_to(store, tmp_path / "elsewhere")
    shutil.rmtree(store.folder)
    assert moved.sign_in("officer").notices == ()
    moved.sign_out()
    found = anchors.remembered(moved.pc.keyring, moved.sign_in("officer").store_id)
    assert found is not None
    assert found.folder == str(moved.folder)


def test_another_store_in_the_place_that_this_pc_knows_is_no_original(store: Store, tmp_path: Path) -> None:
    store.sign_in("officer")
    moved = copied_to(store, tmp_path / "elsewhere")
    shutil.rmtree(store.folder)
    prepared = set_up.prepare(store.folder, answers(), store.pc)
    set_up.finish(prepared, {number: prepared.groups[number - 1] for number in prepared.asked})
    assert moved.sign_in("officer").notices == ()
    store.pc.keyring.delete_device_secret(prepared.store_id)


def test_a_link_to_the_folder_is_the_folder_itself(store: Store, tmp_path: Path) -> None:
    store.sign_in("officer")
    store.sign_out()
    (tmp_path / "link").symlink_to(store.folder)
    linked = replace(store, folder=tmp_path / "link")
    assert linked.sign_in("officer").notices == ()
    linked.sign_out()


def test_a_second_copy_that_is_behind_still_raises_the_alarm(store: Store, tmp_path: Path) -> None:
    store.sign_in("officer")
    second = copied_to(store, tmp_path / "drill")
    submit(store.sign_in("officer"))
    store.sign_out()
    assert "another copy of the folder" in anchors.alarm(second.sign_in("officer"))
    second.sign_out()


@pytest.mark.parametrize("length", [400, 600])
def test_a_folder_whose_name_is_too_long_for_a_credential_is_not_noted(
    signed_in_as: SignInAs, store: Store, length: int
) -> None:
    officer = signed_in_as("officer")
    officer.vault.folder = store.folder / ("x" * length)
    anchors.remember(officer)
    found = anchors.remembered(store.pc.keyring, officer.store_id)
    officer.vault.folder = store.folder
    assert found is not None
    assert found.count > 0
    assert bool(found.folder) is (length == 400)


def put_back(store: Store, folder: Path) -> None:
    store.sign_out()
    shutil.rmtree(store.folder)
    shutil.copytree(folder, store.folder)


def test_a_log_that_goes_on_raises_nothing(store: Store) -> None:
    for who in ("officer", "sergeant", "officer"):
        assert anchors.alarm(store.sign_in(who)) == ""
    anchor = anchors.remembered(store.pc.keyring, store.sign_in("officer").store_id)
    assert anchor is not None
    assert anchor.count > 0


def test_yesterdays_folder_raises_the_alarm_for_everybody_until_it_is_explained(rolled_back: Store) -> None:
    for who in ("officer", "spoc", "sergeant", "officer", "officer", "officer", "officer", "officer"):
        assert "were not the same" in anchors.alarm(rolled_back.sign_in(who)).replace("are", "were")
    sergeant = rolled_back.sign_in("sergeant")
    anchors.explain(sergeant, f"  {WHY} ", PASSWORDS["sergeant"])
    assert anchors.alarm(sergeant) == ""
    (line,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.ROLLBACK_EXPLAINED))
    assert line.detail.endswith(f". {WHY}")
    assert anchors.alarm(rolled_back.sign_in("officer")) == ""


def test_the_explanation_does_not_cover_the_next_rollback(rolled_back: Store, tmp_path: Path) -> None:
    anchors.explain(rolled_back.sign_in("sergeant"), WHY, PASSWORDS["sergeant"])
    rolled_back.sign_out()
    explained = tmp_path / "explained"
    shutil.copytree(rolled_back.folder, explained)
    rolled_back.sign_in("officer")
    put_back(rolled_back, explained)
    assert anchors.alarm(rolled_back.sign_in("sergeant")) != ""


@pytest.mark.parametrize("who", ["officer", "spoc"])
def test_others_cannot_explain_it(rolled_back: Store, who: str) -> None:
    with pytest.raises(Refused):
        anchors.explain(rolled_back.sign_in(who), WHY, PASSWORDS[who])


def test_it_needs_a_reason_a_password_and_an_alarm(rolled_back: Store, signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(UserError, match="The reason is missing"):
        anchors.explain(sergeant, " ", PASSWORDS["sergeant"])
    with pytest.raises(WrongPassword):
        anchors.explain(sergeant, WHY, "not the password at all")
    assert anchors.alarm(sergeant) != ""
    anchors.explain(sergeant, WHY, PASSWORDS["sergeant"])
    with pytest.raises(UserError, match="There is nothing to explain"):
        anchors.explain(sergeant, WHY, PASSWORDS["sergeant"])


def test_the_older_folder_with_its_older_keyring_is_not_seen(rolled_back: Store) -> None:
    """What SECURITY.md says it does not withstand."""
    signed_in = rolled_back.sign_in("sergeant")
    anchors.forget(rolled_back.pc.keyring, signed_in.store_id)
    assert anchors.alarm(signed_in) == ""


@pytest.mark.parametrize("text", ["", "12", "12:ab:", "x" * 200, f"1:{'0' * 64}:zz"])
def test_an_anchor_that_makes_no_sense_counts_as_none(
    store: Store, signed_in_as: SignInAs, text: str
) -> None:
    signed_in = signed_in_as("officer")
    store.pc.keyring.set_item(f"audit-anchor:{signed_in.store_id}", text)
    assert anchors.alarm(signed_in) == ""


def test_without_a_credential_store_people_still_get_in_and_out(
    signed_in_as: SignInAs, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise KeyringUnavailable

    signed_in = signed_in_as("officer")
    monkeypatch.setattr(Keyring, "set_item", gone)
    monkeypatch.setattr(Keyring, "get_item", gone)
    assert anchors.alarm(signed_in) == ""
    store.sign_out()


def test_forty_explanations_still_fit_the_smallest_credential_store(store: Store) -> None:
    name, marks = "audit-anchor:test", "0123456789abcdef" * 40
    store.pc.keyring.set_item(name, f"{10**11}:{'f' * 64}:{marks}")
    found = anchors.remembered(store.pc.keyring, "test")
    assert found is not None
    assert len(found.marks) == 40
    store.pc.keyring.delete_item(name)


@pytest.fixture
def backed_up(store: Store, tmp_path: Path) -> Store:
    """A store with a chosen folder for backups, put back to the state before its newest copy."""
    target = tmp_path / "copies"
    target.mkdir()
    sergeant = store.sign_in("sergeant")
    backup_overview.choose_folder(sergeant, target)
    store.sign_out()
    yesterday = tmp_path / "yesterday"
    shutil.copytree(store.folder, yesterday)
    submit(store.sign_in("officer"))
    backup.back_up(store.sign_in("sergeant"))
    put_back(store, yesterday)
    anchors.forget(store.pc.keyring, sergeant.store_id)
    return store


def test_a_backup_shows_an_older_folder_even_to_a_pc_that_remembers_nothing(backed_up: Store) -> None:
    assert "when it was backed up on 17 November 2026" in anchors.alarm(backed_up.sign_in("officer"))
    sergeant = backed_up.sign_in("sergeant")
    (line,) = [each for each in audit_log.verify(sergeant).lines if not each.ok]
    assert line.name == "Anchors"
    assert "an older or another copy of the folder was put in its place" in line.words
    anchors.explain(sergeant, WHY, PASSWORDS["sergeant"])
    assert anchors.alarm(sergeant) == ""
    assert audit_log.verify(sergeant).ok


def test_an_explanation_does_not_cover_a_copy_that_was_made_after_it(
    backed_up: Store, tmp_path: Path
) -> None:
    anchors.explain(backed_up.sign_in("sergeant"), WHY, PASSWORDS["sergeant"])
    backed_up.sign_out()
    explained = tmp_path / "explained"
    shutil.copytree(backed_up.folder, explained)
    sergeant = backed_up.sign_in("sergeant")
    backup.back_up(sergeant)
    put_back(backed_up, explained)
    anchors.forget(backed_up.pc.keyring, sergeant.store_id)
    assert "when it was backed up" in anchors.alarm(backed_up.sign_in("sergeant"))


def test_each_numbered_copy_keeps_what_its_pages_say_of_the_log(store: Store) -> None:
    made = submit(store.sign_in("officer"))
    officer = store.sign_in("officer")
    prepared = printing.disclose(officer, ContactLogPrint(made.id), "Insp Example-Hale", "", "saved")
    stamp = prepared.spec.stamp
    rows = sql(officer, "SELECT audit_count, audit_head FROM disclosure")
    assert [tuple(row) for row in rows] == [(stamp.audit_count, stamp.audit_head)]
    (line,) = audit_log.page(store.sign_in("sergeant"), AuditFilter(event=AuditEvent.DISCLOSED))
    assert line.sequence == stamp.audit_count


def test_a_log_cut_short_behind_a_numbered_copy_raises_the_alarm_until_it_is_explained(store: Store) -> None:
    made = submit(store.sign_in("officer"))
    officer = store.sign_in("officer")
    printing.disclose(officer, ContactLogPrint(made.id), "Insp Example-Hale", "", "saved")
    sergeant = store.sign_in("sergeant")
    (count,) = (row[0] for row in sql(sergeant, "SELECT audit_count FROM disclosure"))
    sql(sergeant, "DROP TRIGGER audit_entry_no_delete")
    sql(sergeant, "DELETE FROM audit_entry WHERE sequence >= :count", count=count)
    anchors.forget(store.pc.keyring, sergeant.store_id)
    assert "when a numbered copy was printed or saved on 17 November" in anchors.alarm(sergeant)
    failed = {each.name: each.words for each in audit_log.verify(sergeant).lines if not each.ok}
    assert f"The audit log had {count} entries when a numbered copy" in failed["Anchors"]
    anchors.explain(sergeant, WHY, PASSWORDS["sergeant"])
    assert anchors.alarm(sergeant) == ""
