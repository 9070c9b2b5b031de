"""Enrolment codes and the recovery key: used once, told apart when they fail."""

from __future__ import annotations

import pytest

from ssp_desktop.errors import Fault
from ssp_desktop.security.enrolment import (
    EnrolmentCode,
    add_enrolment_slot,
    complete_enrolment,
    end_codes,
    open_enrolment_slot,
)
from ssp_desktop.security.enrolment_code import new_enrolment_code
from ssp_desktop.security.failures import (
    DeviceSecretMissing,
    EnrolmentCodeExpired,
    EnrolmentCodeUsed,
    VaultDamaged,
    WrongEnrolmentCode,
    WrongPassword,
    WrongRecoveryKey,
)
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.security.recovery import open_recovery_slot, reissue_recovery
from ssp_desktop.security.recovery_key import new_recovery_key, parse_recovery_key
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.slots import Keys
from ssp_desktop.security.vault import OpenedSlot, load_vault
from tests.security.conftest import DEVICE, PASSWORD, Store

OTHER_DEVICE = bytes(32)
NEW_PASSWORD = "wombat glacier noodle fern"


@pytest.fixture
def code(store: Store) -> EnrolmentCode:
    return add_enrolment_slot(store.vault, "bea", "b1", store.secrets.database_key)


def test_a_code_lets_a_new_person_in_once(store: Store, code: EnrolmentCode) -> None:
    vault = load_vault(store.folder, now=store.clock)
    opened = open_enrolment_slot(vault, "BEA", code.text.lower().replace("-", " "))
    assert (opened.account_id, opened.database_key) == ("b1", store.secrets.database_key)
    assert opened.signing_private is None
    assert public_key_of(opened.enrolment_private) == code.public_key
    keys = complete_enrolment(vault, opened, "bea", NEW_PASSWORD, DEVICE)
    assert keys.signing_private not in (opened.enrolment_private, store.signing_private)
    assert load_vault(store.folder).open_account_slot("bea", NEW_PASSWORD, DEVICE) == keys
    assert store.keys == load_vault(store.folder).open_account_slot("ada", PASSWORD, DEVICE)
    open_enrolment_slot(load_vault(store.folder, now=store.clock), "bea", code.text)  # not vouched for yet
    end_codes(vault, "b1")
    for again in (vault, load_vault(store.folder, now=store.clock)):
        with pytest.raises(EnrolmentCodeUsed, match="already been used"):
            open_enrolment_slot(again, "bea", code.text)
    with pytest.raises(EnrolmentCodeUsed):
        complete_enrolment(vault, opened, "bea", NEW_PASSWORD, DEVICE)
    used = next(slot for slot in vault.slots if slot.kind == "enrolment")
    assert (used.sealed, used.nonce, used.used) == ("", "", "2026-11-23T09:30:00Z")


def test_a_code_expires_after_a_day_and_is_forgotten_a_month_later(store: Store, code: EnrolmentCode) -> None:
    store.clock.move(hours=23, minutes=59)
    open_enrolment_slot(store.vault, "bea", code.text)
    store.clock.move(minutes=1)
    with pytest.raises(EnrolmentCodeExpired, match="has expired") as caught:
        open_enrolment_slot(store.vault, "bea", code.text)
    assert "new code" in caught.value.what_to_do
    store.clock.move(days=31)
    store.vault.rewrap("ada", PASSWORD, DEVICE)
    with pytest.raises(WrongEnrolmentCode):
        open_enrolment_slot(store.vault, "bea", code.text)


def test_wrong_codes_and_names_get_one_answer(store: Store, code: EnrolmentCode) -> None:
    told = set()
    for user_name, text in (("bea", new_enrolment_code()), ("nobody", code.text), ("ada", code.text)):
        with pytest.raises(WrongEnrolmentCode) as caught:
            open_enrolment_slot(store.vault, user_name, text)
        told.add(str(caught.value))
    assert len(told) == 1
    groups = code.text.split("-")
    with pytest.raises(WrongEnrolmentCode, match="Group 2 of the enrolment code is wrong"):
        open_enrolment_slot(store.vault, "bea", "-".join([groups[0], "UUUUUU", *groups[2:]]))


def test_a_poor_password_does_not_use_up_the_code(store: Store, code: EnrolmentCode) -> None:
    opened = open_enrolment_slot(store.vault, "bea", code.text)
    with pytest.raises(PasswordRefused):
        complete_enrolment(store.vault, opened, "bea", "bea example 2026", DEVICE, ["Bea Example"])
    complete_enrolment(store.vault, opened, "bea", NEW_PASSWORD, DEVICE)


def test_a_second_code_withdraws_the_first(store: Store, code: EnrolmentCode) -> None:
    opened = open_enrolment_slot(store.vault, "bea", code.text)
    second = add_enrolment_slot(store.vault, "bea", "b1", store.secrets.database_key)
    with pytest.raises(WrongEnrolmentCode):
        open_enrolment_slot(store.vault, "bea", code.text)
    with pytest.raises(EnrolmentCodeUsed):
        complete_enrolment(store.vault, opened, "bea", NEW_PASSWORD, DEVICE)
    assert open_enrolment_slot(store.vault, "bea", second.text).account_id == "b1"


def test_a_reset_makes_a_new_key_and_ends_the_old_password(store: Store) -> None:
    code = add_enrolment_slot(store.vault, "ada", "a1", store.secrets.database_key)
    assert store.vault.open_account_slot("ada", PASSWORD, DEVICE) == store.keys
    opened = open_enrolment_slot(store.vault, "ada", code.text)
    keys = complete_enrolment(store.vault, opened, "ada", NEW_PASSWORD, OTHER_DEVICE)
    assert keys.signing_private != store.signing_private
    assert store.vault.open_account_slot("ada", NEW_PASSWORD, OTHER_DEVICE) == keys
    with pytest.raises(DeviceSecretMissing):
        store.vault.open_account_slot("ada", PASSWORD, DEVICE)


def test_a_person_brings_their_own_key_to_a_second_windows_account(store: Store) -> None:
    code = add_enrolment_slot(
        store.vault, "ada", "a1", store.secrets.database_key, signing_private=store.signing_private
    )
    opened = open_enrolment_slot(store.vault, "ada", code.text)
    assert opened.signing_private == store.signing_private
    complete_enrolment(store.vault, opened, "ada", NEW_PASSWORD, OTHER_DEVICE)
    assert store.vault.open_account_slot("ada", NEW_PASSWORD, OTHER_DEVICE) == store.keys
    assert store.vault.open_account_slot("ada", PASSWORD, DEVICE) == store.keys


def test_a_disabled_account_loses_its_code_too(store: Store, code: EnrolmentCode) -> None:
    assert store.vault.remove_slot("b1") == 1
    with pytest.raises(WrongEnrolmentCode):
        open_enrolment_slot(store.vault, "bea", code.text)


def test_the_recovery_key_opens_the_store_without_the_device_secret(store: Store) -> None:
    vault = load_vault(store.folder)
    text = store.secrets.recovery_key_text
    database_key, authority = open_recovery_slot(vault, text.lower().replace("-", ""))
    assert (database_key, authority) == (store.secrets.database_key, store.secrets.authority_private)
    assert public_key_of(authority) == vault.authority_public


def test_a_used_recovery_key_is_replaced_and_opens_nothing_any_more(store: Store) -> None:
    old = store.secrets.recovery_key_text
    new = reissue_recovery(store.vault, *open_recovery_slot(store.vault, old))
    vault = load_vault(store.folder)
    with pytest.raises(WrongRecoveryKey, match="not the present recovery key"):
        open_recovery_slot(vault, old)
    assert open_recovery_slot(vault, new)[0] == store.secrets.database_key
    assert [slot.kind for slot in vault.slots].count("recovery") == 1
    assert vault.open_account_slot("ada", PASSWORD, DEVICE) == store.keys


def test_wrong_recovery_keys_are_told_apart(store: Store) -> None:
    groups = store.secrets.recovery_key_text.split("-")
    wrong = ("2" if groups[2][0] != "2" else "3") + groups[2][1:]
    with pytest.raises(WrongRecoveryKey, match="Group 3 of the recovery key is wrong"):
        open_recovery_slot(store.vault, "-".join([*groups[:2], wrong, *groups[3:]]))
    with pytest.raises(WrongRecoveryKey, match="not the present recovery key"):
        open_recovery_slot(store.vault, new_recovery_key())


def test_a_store_without_a_whole_recovery_slot_is_damaged(store: Store) -> None:
    text = new_recovery_key()
    keys = Keys(store.secrets.database_key, None)
    store.vault.save((store.vault.sealed_slot("recovery", "", "", parse_recovery_key(text), keys),))
    with pytest.raises(VaultDamaged):
        open_recovery_slot(store.vault, text)
    store.vault.save(())
    with pytest.raises(VaultDamaged):
        open_recovery_slot(store.vault, text)


def test_only_this_stores_authority_gets_a_recovery_slot(store: Store) -> None:
    with pytest.raises(Fault):
        reissue_recovery(store.vault, store.secrets.database_key, new_signing_key())


def test_after_recovery_a_person_gets_in_again(store: Store) -> None:
    with pytest.raises(DeviceSecretMissing):
        store.vault.open_account_slot("ada", PASSWORD, OTHER_DEVICE)
    database_key, _ = open_recovery_slot(store.vault, store.secrets.recovery_key_text)
    keys = OpenedSlot("a1", database_key, new_signing_key())
    store.vault.remove_slot("a1")
    store.vault.add_account_slot("ada", NEW_PASSWORD, OTHER_DEVICE, keys)
    assert store.vault.open_account_slot("ada", NEW_PASSWORD, OTHER_DEVICE) == keys
    with pytest.raises(WrongPassword):
        store.vault.open_account_slot("ada", PASSWORD, OTHER_DEVICE)
