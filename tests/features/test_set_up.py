"""First run: a store is built whole and confirmed, or nothing of it remains."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.database import DiskFull
from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry, Partnership, StoreSettings
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import DeviceSecretMissing, KeyringUnavailable
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services import accounts, enrolment, set_up, sign_in, store_settings
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.recovery_groups import GroupWrong
from ssp_desktop.services.set_up import SetUpAnswers
from ssp_desktop.services.this_pc import ThisPc
from tests.stores import PASSWORDS, Clock, person_values, school_values

NOTICE = {
    "controller": "The Chief Officer, Example Constabulary",
    "dpia_reference": "DPIA-EXAMPLE-1",
    "dsa_reference": "not yet",
    "acknowledged": True,
}


class NoCredentialStore:
    """A PC without one: every question fails as the library's own error does."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no such service")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("no such service")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("no such service")


def answers(**changes: Any) -> SetUpAnswers:
    complete = SetUpAnswers(
        notice=NOTICE,
        preset="england_and_wales",
        school=school_values(),
        person=person_values("sergeant", administrator=True),
        password=PASSWORDS["sergeant"],
    )
    return replace(complete, **changes)


@pytest.fixture
def pc(clock: Clock) -> ThisPc:
    return ThisPc(clock=clock)


def confirm(prepared: set_up.PreparedStore) -> None:
    set_up.finish(prepared, {number: prepared.groups[number - 1] for number in prepared.asked})


def test_a_confirmed_store_opens_with_the_first_person_as_administrator(
    store_folder: Path, pc: ThisPc
) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    assert not set_up.find_store(store_folder)
    confirm(prepared)
    assert set_up.find_store(store_folder)
    assert list(store_folder.parent.iterdir()) == [store_folder]
    signed_in = sign_in.sign_in(store_folder, "sergeant", PASSWORDS["sergeant"], pc)
    assert (signed_in.actor.role, signed_in.actor.administrator) == ("sergeant", True)
    facts = store_settings.read(signed_in)
    assert (facts.controller, facts.dpia_reference) == (NOTICE["controller"], "DPIA-EXAMPLE-1")
    assert facts.acknowledged_at is not None
    with signed_in.database.session() as db:
        assert db.scalars(select(Partnership.school_name)).all() == ["Larkfield Example Academy"]
        assert db.scalars(select(StoreSettings.acknowledged)).all() == [True]
        actions = db.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)).all()
    sign_in.sign_out(signed_in)
    assert actions == ["signed_in", "store_made", "collected", "signed_out", "signed_in"]


def test_no_name_of_a_person_or_school_and_no_key_stands_in_the_vault(store_folder: Path, pc: ThisPc) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    confirm(prepared)
    for path in store_folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in ("sergeant", "Example-Achebe", "Larkfield", PASSWORDS["sergeant"], prepared.groups[0]):
            assert secret.encode() not in content, path.name


def test_the_groups_may_be_typed_in_small_letters_with_o_for_nought(store_folder: Path, pc: ThisPc) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    typed = {
        number: f" {prepared.groups[number - 1].lower().replace('0', 'o').replace('1', 'l')} "
        for number in prepared.asked
    }
    set_up.finish(prepared, typed)
    assert set_up.find_store(store_folder)


def test_a_wrong_group_is_named_and_the_store_still_waits(store_folder: Path, pc: ThisPc) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    first, second = prepared.asked
    with pytest.raises(GroupWrong, match=f"Group {second} does not match") as wrong:
        set_up.finish(prepared, {first: prepared.groups[first - 1], second: "AAAAAA"})
    assert wrong.value.number == second
    assert not set_up.find_store(store_folder)
    with pytest.raises(GroupWrong, match=f"Group {first} does not match"):
        set_up.finish(prepared, {})
    confirm(prepared)
    assert set_up.find_store(store_folder)


def test_an_abandoned_store_leaves_neither_file_nor_secret(store_folder: Path, pc: ThisPc) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    set_up.abandon(prepared)
    assert list(store_folder.parent.iterdir()) == []
    with pytest.raises(DeviceSecretMissing):
        pc.keyring.get_device_secret(prepared.store_id)


@pytest.mark.parametrize("name", ["SSP store", "Records [old] *", "Akten für Schüler"])
def test_the_next_start_removes_what_a_killed_set_up_left(tmp_path: Path, pc: ThisPc, name: str) -> None:
    folder, other = tmp_path / name, tmp_path / "Another folder"
    other.mkdir()
    prepared = set_up.prepare(folder, answers(), pc)
    set_up.clean_leftovers(folder, pc)
    assert list(tmp_path.iterdir()) == [other]
    with pytest.raises(DeviceSecretMissing):
        pc.keyring.get_device_secret(prepared.store_id)


def test_leftovers_with_a_damaged_key_file_are_removed_too(store_folder: Path, pc: ThisPc) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    for path in prepared.staging.glob("vault*"):
        path.write_bytes(b"{")
    set_up.clean_leftovers(store_folder, pc)
    assert list(store_folder.parent.iterdir()) == []
    pc.keyring.delete_device_secret(prepared.store_id)


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"notice": {**NOTICE, "acknowledged": False}}, ["acknowledged"]),
        (
            {"notice": {}},
            ["controller", "dpia_reference", "dsa_reference", "acknowledged"],
        ),
        ({"school": {}}, ["school_name"]),
        ({"school": {"school_name": "Larkfield\x00Academy"}}, ["school_name"]),
        ({"person": {}}, ["display_name", "user_name", "role"]),
        ({"person": {**person_values("sergeant"), "user_name": "Sergeant Achebe"}}, ["user_name"]),
        ({"person": {**person_values("sergeant"), "user_name": "\ud800\ud800"}}, ["user_name"]),
        ({"person": {**person_values("sergeant"), "display_name": "x" * 50_000}}, ["display_name"]),
        ({"person": {**person_values("sergeant"), "role": "chief"}}, ["role"]),
    ],
)
def test_incomplete_answers_are_named_and_nothing_is_made(
    store_folder: Path, pc: ThisPc, changes: dict[str, Any], paths: list[str]
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        set_up.prepare(store_folder, answers(**changes), pc)
    assert [each.path for each in refused.value.problems] == paths
    assert list(store_folder.parent.iterdir()) == []


@pytest.mark.parametrize("role", ["spoc", "head_teacher"])
def test_nobody_from_the_school_is_the_first_person(store_folder: Path, pc: ThisPc, role: str) -> None:
    with pytest.raises(UserError, match="a sergeant, an administrator or an officer"):
        set_up.prepare(store_folder, answers(person={**person_values("sergeant"), "role": role}), pc)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "has 5 characters"),
        ("", "has 0 characters"),
        ("passwordpassword", "first that people try|repeats"),
        ("Larkfield Example Academy", "names and words that others connect"),
        ("Example Constabulary 99", "names and words that others connect"),
        ("Achebe Example Sergeant", "names and words that others connect"),
    ],
)
def test_an_easy_password_is_refused_with_the_reason_and_nothing_remains(
    store_folder: Path, pc: ThisPc, password: str, words: str
) -> None:
    with pytest.raises(PasswordRefused, match=words):
        set_up.prepare(store_folder, answers(password=password), pc)
    assert list(store_folder.parent.iterdir()) == []


def test_a_preset_that_is_not_installed_is_refused(store_folder: Path, pc: ThisPc) -> None:
    with pytest.raises(UserError, match="is not installed"):
        set_up.prepare(store_folder, answers(preset="../secrets"), pc)
    assert list(store_folder.parent.iterdir()) == []


def test_a_folder_with_a_store_is_never_set_up_again(store_folder: Path, pc: ThisPc) -> None:
    confirm(set_up.prepare(store_folder, answers(), pc))
    before = {path.name: path.read_bytes() for path in store_folder.iterdir()}
    with pytest.raises(UserError, match="There is a store in this folder already"):
        set_up.prepare(store_folder, answers(), pc)
    assert {path.name: path.read_bytes() for path in store_folder.iterdir()} == before


def test_a_folder_with_other_files_is_refused_before_anything_is_asked_of_the_person(
    store_folder: Path, pc: ThisPc
) -> None:
    store_folder.mkdir()
    (store_folder / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(UserError, match="There are other files"):
        set_up.prepare(store_folder, answers(), pc)
    assert [path.name for path in store_folder.iterdir()] == ["holiday.jpg"]


def test_a_folder_that_is_copied_elsewhere_is_refused(tmp_path: Path, pc: ThisPc) -> None:
    with pytest.raises(UserError, match="copied elsewhere by Dropbox"):
        set_up.prepare(tmp_path / "Dropbox" / "store", answers(), pc)


def test_files_that_came_meanwhile_keep_the_store_waiting(store_folder: Path, pc: ThisPc) -> None:
    prepared = set_up.prepare(store_folder, answers(), pc)
    store_folder.mkdir()
    (store_folder / "other.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="could not be moved into its folder"):
        confirm(prepared)
    (store_folder / "other.txt").unlink()
    confirm(prepared)
    assert set_up.find_store(store_folder)


def test_without_a_credential_store_set_up_says_so_and_leaves_nothing(
    store_folder: Path, clock: Clock
) -> None:
    with pytest.raises(KeyringUnavailable, match="credential store of this PC is not there or is locked"):
        set_up.prepare(store_folder, answers(), ThisPc(keyring=Keyring(NoCredentialStore()), clock=clock))
    assert list(store_folder.parent.iterdir()) == []


def test_a_password_only_store_works_on_a_pc_without_a_credential_store(
    store_folder: Path, clock: Clock
) -> None:
    allowed = ThisPc(keyring=Keyring(NoCredentialStore()), clock=clock, password_only=True)
    confirm(set_up.prepare(store_folder, answers(), allowed))
    # At the next start nobody knows any more what was decided at set-up: the store does.
    later = ThisPc(keyring=Keyring(NoCredentialStore()), clock=clock)
    sergeant = sign_in.sign_in(store_folder, "sergeant", PASSWORDS["sergeant"], later)
    assert store_settings.read(sergeant).password_only_accounts == 1
    code = accounts.create(sergeant, PASSWORDS["sergeant"], person_values("officer"))
    accounts.change_password(sergeant, PASSWORDS["sergeant"], "walnut ripple teapot meadow")
    sign_in.sign_out(sergeant)
    officer = enrolment.enrol(store_folder, "officer", code.text, PASSWORDS["officer"], later)
    assert store_settings.read(officer).password_only_accounts == 2
    sign_in.sign_out(officer)
    sign_in.sign_out(sign_in.sign_in(store_folder, "sergeant", "walnut ripple teapot meadow", later))


def test_two_set_ups_give_different_keys_and_ask_for_different_groups(tmp_path: Path, pc: ThisPc) -> None:
    made = [set_up.prepare(tmp_path / str(number), answers(), pc) for number in range(2)]
    assert made[0].recovery_key != made[1].recovery_key
    assert made[0].store_id != made[1].store_id
    for prepared in made:
        assert len(prepared.groups) == 7
        assert 1 <= prepared.asked[0] < prepared.asked[1] <= 7
        set_up.abandon(prepared)


def test_a_disk_that_fills_while_the_store_is_built_is_told_and_leaves_nothing(
    store_folder: Path, pc: ThisPc, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_session: Session) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", full)
        with pytest.raises(DiskFull):
            set_up.prepare(store_folder, answers(), pc)
    assert list(store_folder.parent.iterdir()) == []
    confirm(set_up.prepare(store_folder, answers(), pc))
