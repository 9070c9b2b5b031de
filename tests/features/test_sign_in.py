"""Signing in: each thing that can keep somebody out has words of its own, and everything leaves a trace."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, AccountGrant, AuditEntry, SignInSession
from ssp_desktop.security import slots
from ssp_desktop.security.attempts import FILE_NAME
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import (
    AccountClosed,
    AnotherStore,
    DeviceSecretMissing,
    KeyringUnavailable,
    RoleTampered,
    TooManyAttempts,
    VaultDamaged,
    VaultMissing,
    WrongPassword,
)
from ssp_desktop.security.kdf import FLOOR, KdfParams
from ssp_desktop.security.vault import load_vault
from ssp_desktop.services import accounts, sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.stores import PASSWORDS, SignInAs, Store

WRONG = "maple cushion violin tractor"


class OtherAccount:
    """The credential store of another Windows or Linux account: working, and empty."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._items[service, username]


class Locked(OtherAccount):
    """A credential store that is locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")


def try_in(store: Store, who: str, password: str | None = None, **pc: Any) -> SignedIn:
    typed = PASSWORDS[who] if password is None else password
    return sign_in.sign_in(store.folder, who, typed, replace(store.pc, **pc))


def trail(signed_in: SignedIn) -> list[tuple[str, str]]:
    with signed_in.database.session() as db:
        rows = db.execute(select(AuditEntry.action, AuditEntry.detail).order_by(AuditEntry.sequence))
        return [(row[0], row[1]) for row in rows]


def edit(store: Store, statement: Any) -> None:
    """Change the file as somebody with its key and no password could."""
    signed_in = store.sign_in("sergeant")
    with signed_in.database.session() as db:
        db.execute(statement)
        db.commit()
    store.sign_out()


@pytest.mark.parametrize("who", sorted(PASSWORDS))
def test_everybody_gets_in_with_their_own_role(signed_in_as: SignInAs, who: str) -> None:
    signed_in = signed_in_as(who)
    assert signed_in.actor.user_name == who
    assert signed_in.actor.role.value == {"second_officer": "officer"}.get(who, who)
    assert trail(signed_in)[-1] == ("signed_in", "")


@pytest.mark.parametrize("typed", ["OFFICER", "  officer ", "Officer"])
def test_case_and_spaces_around_a_user_name_make_no_difference(store: Store, typed: str) -> None:
    signed_in = sign_in.sign_in(store.folder, typed, PASSWORDS["officer"], store.pc)
    assert signed_in.actor.user_name == "officer"
    sign_in.sign_out(signed_in)


@pytest.mark.parametrize(
    "typed",
    [
        PASSWORDS["officer"] + " ",
        PASSWORDS["officer"].upper(),
        PASSWORDS["officer"][:-1],
        PASSWORDS["sergeant"],
        "",
        "x" * 100_000,
    ],
)
def test_a_password_counts_whole_and_unchanged(store: Store, typed: str) -> None:
    with pytest.raises(WrongPassword):
        try_in(store, "officer", typed)


@pytest.mark.parametrize("nobody", ["nobody", "", "x" * 10_000, "officer\x00", "\ud800", "' OR 1=1 --"])
def test_an_unknown_name_gets_the_same_words_as_a_wrong_password(store: Store, nobody: str) -> None:
    with pytest.raises(WrongPassword) as unknown:
        sign_in.sign_in(store.folder, nobody, WRONG, store.pc)
    with pytest.raises(WrongPassword) as wrong:
        try_in(store, "officer", WRONG)
    assert str(unknown.value) == str(wrong.value)


def test_failed_attempts_stand_in_the_audit_log_of_the_next_sign_in(store: Store) -> None:
    for name in ("officer", "nobody"):
        with pytest.raises(WrongPassword):
            sign_in.sign_in(store.folder, name, WRONG, store.pc)
    signed_in = store.sign_in("officer")
    assert ("sign_in_failed", "1 under this user name, 2 in all") in trail(signed_in)


def test_after_three_wrong_passwords_the_next_must_wait_and_another_person_need_not(store: Store) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassword):
            try_in(store, "officer", WRONG)
    with pytest.raises(TooManyAttempts) as refused:
        try_in(store, "officer")
    assert 1 <= refused.value.wait_seconds <= 2
    assert "The account is not locked" in str(refused.value)
    sign_in.sign_out(try_in(store, "sergeant"))


def test_another_windows_account_is_told_to_enrol_and_never_wrong_password(store: Store) -> None:
    with pytest.raises(DeviceSecretMissing, match="enrolment code, or use the recovery key"):
        try_in(store, "officer", keyring=Keyring(OtherAccount()))


def test_a_locked_credential_store_has_its_own_words(store: Store) -> None:
    with pytest.raises(KeyringUnavailable, match="credential store of this PC"):
        try_in(store, "officer", keyring=Keyring(Locked()))


def test_a_damaged_key_file_has_its_own_words(store: Store) -> None:
    for path in store.folder.glob("vault*"):
        path.write_bytes(b'{"format": 1}')
    with pytest.raises(VaultDamaged, match="key file of this store is damaged"):
        try_in(store, "officer")


def test_one_damaged_copy_of_the_key_file_is_replaced_and_told(store: Store) -> None:
    (store.folder / "vault.json").write_bytes(b"\x00" * 40)
    signed_in = try_in(store, "officer")
    assert len(signed_in.notices) == 1
    assert "copy" in signed_in.notices[0]
    sign_in.sign_out(signed_in)
    again = try_in(store, "officer")
    assert again.notices == ()
    sign_in.sign_out(again)


def test_a_missing_key_file_has_its_own_words(store: Store) -> None:
    for path in store.folder.glob("vault*"):
        path.unlink()
    with pytest.raises(VaultMissing):
        try_in(store, "officer")


def test_a_damaged_database_has_its_own_words(store: Store) -> None:
    path = store.folder / "records.db"
    path.write_bytes(b"\xff" * 8192 + path.read_bytes()[8192:])
    with pytest.raises(UserError) as damaged:
        try_in(store, "officer")
    assert not isinstance(damaged.value, WrongPassword)
    assert "damaged" in str(damaged.value) or "another" in str(damaged.value)


def test_the_key_file_of_another_store_opens_nothing(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path in store.folder.glob("vault*"):
        content = path.read_text(encoding="utf-8").replace(load_vault(store.folder).store_id, "0" * 36)
        shutil.copy(path, other)
        (other / path.name).write_text(content, encoding="utf-8")
    shutil.copy(store.folder / "records.db", other)
    with pytest.raises(UserError) as refused:
        sign_in.sign_in(other, "officer", PASSWORDS["officer"], store.pc)
    assert isinstance(refused.value, AnotherStore | VaultDamaged | DeviceSecretMissing)


def test_a_disabled_account_is_told_that_it_is_closed_only_with_its_slot_gone(store: Store) -> None:
    copy = [(path, path.read_bytes()) for path in store.folder.glob("vault*")]
    sergeant = store.sign_in("sergeant")
    line = next(each for each in accounts.people(sergeant) if each.user_name == "officer")
    accounts.disable(sergeant, PASSWORDS["sergeant"], line.id)
    store.sign_out()
    with pytest.raises(WrongPassword):
        try_in(store, "officer")
    for path, content in copy:  # an older key file put back does not help
        path.write_bytes(content)
    with pytest.raises(AccountClosed):
        try_in(store, "officer")


@pytest.mark.parametrize(
    "changed",
    [
        update(Account).where(Account.user_name == "officer").values(role="sergeant"),
        update(Account).where(Account.user_name == "officer").values(administrator=True),
        update(Account).where(Account.user_name == "officer").values(slot_account_id="0" * 36),
        update(AccountGrant).where(AccountGrant.account_id == 2).values(role="sergeant"),
    ],
)
def test_a_role_raised_by_editing_the_file_is_refused(store: Store, changed: Any) -> None:
    edit(store, changed)
    with pytest.raises(RoleTampered):
        try_in(store, "officer")


@pytest.mark.parametrize("event", [AuditEvent.SIGNED_OUT, AuditEvent.LOCKED, AuditEvent.HANDED_OVER])
def test_the_end_of_a_session_is_written_down_and_the_keys_are_forgotten(
    store: Store, event: AuditEvent
) -> None:
    signed_in = try_in(store, "officer")
    session_id = signed_in.session_id
    sign_in.sign_out(signed_in, event)
    assert signed_in.database_key == b""
    sergeant = store.sign_in("sergeant")
    assert trail(sergeant)[-2:] == [(event.value, ""), ("signed_in", "")]
    with sergeant.database.session() as db:
        assert db.get_one(SignInSession, session_id).closed_at is not None


def test_a_weaker_slot_is_made_anew_at_the_next_sign_in(store: Store) -> None:
    stronger = KdfParams(FLOOR.memory_kib, FLOOR.passes + 1, FLOOR.lanes)
    sign_in.sign_out(try_in(store, "officer", kdf=stronger))
    vault = load_vault(store.folder)
    mine = (slots.ACCOUNT, vault.finder_tag("officer"))
    slot = next(each for each in vault.slots if (each.kind, each.finder) == mine)
    assert slot.kdf == stronger
    sign_in.sign_out(try_in(store, "officer", kdf=stronger))


def test_wrong_passwords_when_it_is_asked_again_are_delayed_and_stand_in_the_audit_log(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    for _ in range(3):
        with pytest.raises(WrongPassword):
            accounts.start_reset(sergeant, WRONG, 2)
    with pytest.raises(TooManyAttempts, match="several failed attempts"):
        accounts.start_reset(sergeant, PASSWORDS["sergeant"], 2)
    (store.folder / FILE_NAME).unlink()  # the delay is over
    with pytest.raises(WrongPassword):
        accounts.start_reset(sergeant, WRONG, 2)
    accounts.start_reset(sergeant, PASSWORDS["sergeant"], 2)
    words = "1 under this user name, 1 in all, when the password was asked again"
    assert trail(sergeant)[-2:] == [("sign_in_failed", words), ("account_changed", "reset started")]
