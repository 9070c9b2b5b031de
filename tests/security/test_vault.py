"""Account slots: who gets in, with what, and what everybody else is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.security import kdf, slots
from ssp_desktop.security.failures import DeviceSecretMissing, VaultDamaged, VaultNotSaved, WrongPassword
from ssp_desktop.security.kdf import FLOOR, KdfParams
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.security.signatures import new_signing_key
from ssp_desktop.security.vault import OpenedSlot, load_vault
from tests.security.conftest import DEVICE, PASSWORD, Store

OTHER_DEVICE = bytes(32)
NEW_PASSWORD = "wombat glacier noodle fern"
STRONGER = KdfParams(FLOOR.memory_kib, FLOOR.passes + 1, FLOOR.lanes)


def test_the_right_password_opens_a_reloaded_store(store: Store) -> None:
    vault = load_vault(store.folder, now=store.clock)
    opened = vault.open_account_slot("ada", PASSWORD, DEVICE)
    assert opened == store.keys
    assert vault.notice == ""
    assert (vault.store_id, vault.authority_public) == (store.vault.store_id, store.vault.authority_public)
    assert vault.generation == store.vault.generation == 2


def test_the_keys_hide_in_printed_objects(store: Store) -> None:
    assert store.secrets.database_key.hex() not in repr(store.keys) + repr(store.secrets)
    assert store.secrets.recovery_key_text not in repr(store.secrets)


@pytest.mark.parametrize("user_name", ["ada", "ADA", "  ada ", "\uff21da"])
def test_a_user_name_is_taken_as_meant(store: Store, user_name: str) -> None:
    assert store.vault.open_account_slot(user_name, PASSWORD, DEVICE) == store.keys


@pytest.mark.parametrize(
    "password", [PASSWORD + " ", " " + PASSWORD, PASSWORD.upper(), PASSWORD[:-1], "", "\0"]
)
def test_a_password_is_taken_to_the_letter(store: Store, password: str) -> None:
    with pytest.raises(WrongPassword):
        store.vault.open_account_slot("ada", password, DEVICE)


def test_one_or_two_code_points_for_an_accent_are_the_same_password(store: Store) -> None:
    password = "żółw ćmi łąkę każdego ranka"
    store.vault.add_account_slot("ada", unicodedata.normalize("NFD", password), DEVICE, store.keys)
    composed = unicodedata.normalize("NFC", password)
    assert composed != unicodedata.normalize("NFD", password)
    assert store.vault.open_account_slot("ada", composed, DEVICE) == store.keys


def test_an_unknown_name_and_a_wrong_password_look_and_cost_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[KdfParams] = []
    real = kdf.derive

    def counted(secret: bytes, salt: bytes, params: KdfParams) -> bytes:
        spent.append(params)
        return real(secret, salt, params)

    monkeypatch.setattr(slots, "derive", counted)
    words = set()
    for user_name in ("ada", "nobody"):
        with pytest.raises(WrongPassword) as caught:
            store.vault.open_account_slot(user_name, "not the password at all", DEVICE)
        words.add(str(caught.value))
    assert len(words) == 1
    known, unknown = spent
    assert known == unknown


def test_an_unknown_name_costs_what_the_stored_slots_cost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[KdfParams] = []
    real = kdf.derive

    def counted(secret: bytes, salt: bytes, params: KdfParams) -> bytes:
        spent.append(params)
        return real(secret, salt, params)

    monkeypatch.setattr(slots, "derive", counted)
    vault = load_vault(store.folder, STRONGER, now=store.clock)
    for user_name in ("ada", "nobody"):
        with pytest.raises(WrongPassword):
            vault.open_account_slot(user_name, "not the password at all", DEVICE)
    assert spent == [FLOOR, FLOOR]


@pytest.mark.parametrize("device", [None, OTHER_DEVICE])
@pytest.mark.parametrize("user_name", ["ada", "nobody"])
def test_without_the_device_secret_it_is_never_called_a_wrong_password(
    store: Store, device: bytes | None, user_name: str
) -> None:
    with pytest.raises(DeviceSecretMissing) as caught:
        store.vault.open_account_slot(user_name, PASSWORD, device)
    assert "password" not in str(caught.value)
    assert "enrolment code" in caught.value.what_to_do


def test_each_windows_account_has_its_own_slot(store: Store) -> None:
    store.vault.add_account_slot("ada", NEW_PASSWORD, OTHER_DEVICE, store.keys)
    assert store.vault.open_account_slot("ada", PASSWORD, DEVICE) == store.keys
    assert store.vault.open_account_slot("ada", NEW_PASSWORD, OTHER_DEVICE) == store.keys
    with pytest.raises(WrongPassword):
        store.vault.open_account_slot("ada", PASSWORD, OTHER_DEVICE)


def test_a_password_only_slot_is_marked_and_opens_anywhere(store: Store) -> None:
    keys = OpenedSlot("b1", store.secrets.database_key, new_signing_key())
    assert store.vault.password_only_accounts() == frozenset()
    store.vault.add_account_slot("bea", NEW_PASSWORD, None, keys)
    assert store.vault.password_only_accounts() == {"b1"}
    for device in (None, DEVICE, OTHER_DEVICE):
        assert store.vault.open_account_slot("bea", NEW_PASSWORD, device) == keys
        with pytest.raises(WrongPassword):
            store.vault.open_account_slot("bea", PASSWORD, device)
    store.vault.change_password("bea", NEW_PASSWORD, PASSWORD, DEVICE)
    assert store.vault.open_account_slot("bea", PASSWORD, None) == keys


def test_where_all_slots_are_password_only_an_unknown_name_is_a_wrong_password(store: Store) -> None:
    store.vault.remove_slot("a1")
    keys = OpenedSlot("b1", store.secrets.database_key, new_signing_key())
    with pytest.raises(WrongPassword):
        store.vault.open_account_slot("nobody", NEW_PASSWORD, None)
    store.vault.add_account_slot("bea", NEW_PASSWORD, None, keys)
    with pytest.raises(WrongPassword):
        store.vault.open_account_slot("nobody", NEW_PASSWORD, None)


def test_a_poor_password_gets_no_slot(store: Store) -> None:
    before = store.vault.contents
    with pytest.raises(PasswordRefused):
        store.vault.add_account_slot("bea", "ada.example 2026!", DEVICE, store.keys, ["Ada Example"])
    with pytest.raises(PasswordRefused):
        store.vault.change_password("ada", PASSWORD, "too short", DEVICE)
    assert store.vault.contents == before


def test_changing_a_password_needs_the_current_one_and_touches_nobody_else(store: Store) -> None:
    other = OpenedSlot("b1", store.secrets.database_key, new_signing_key())
    store.vault.add_account_slot("bea", "marble kettle orbit plum", DEVICE, other)
    with pytest.raises(WrongPassword):
        store.vault.change_password("ada", NEW_PASSWORD, NEW_PASSWORD, DEVICE)
    store.vault.change_password("ada", PASSWORD, NEW_PASSWORD, DEVICE)
    vault = load_vault(store.folder)
    assert vault.open_account_slot("ada", NEW_PASSWORD, DEVICE) == store.keys
    assert vault.open_account_slot("bea", "marble kettle orbit plum", DEVICE) == other
    with pytest.raises(WrongPassword):
        vault.open_account_slot("ada", PASSWORD, DEVICE)


def test_an_older_slot_is_made_stronger_at_the_next_sign_in(store: Store) -> None:
    vault = load_vault(store.folder, STRONGER, now=store.clock)
    opened = vault.open_account_slot("ada", PASSWORD, DEVICE)
    assert opened.needs_rewrap
    vault.rewrap("ada", PASSWORD, DEVICE)
    again = load_vault(store.folder, STRONGER).open_account_slot("ada", PASSWORD, DEVICE)
    assert not again.needs_rewrap
    assert again == store.keys
    assert [slot.kdf for slot in vault.slots if slot.kind == "account"] == [STRONGER]
    assert not load_vault(store.folder, FLOOR).open_account_slot("ada", PASSWORD, DEVICE).needs_rewrap


def test_a_removed_account_is_out_at_once(store: Store) -> None:
    assert store.vault.remove_slot("nobody") == 0
    assert store.vault.generation == 2
    assert store.vault.remove_slot("a1") == 1
    with pytest.raises(WrongPassword):
        load_vault(store.folder).open_account_slot("ada", PASSWORD, DEVICE)


def test_every_wrapping_has_fresh_salt_and_nonce(store: Store) -> None:
    store.vault.add_account_slot("ada", PASSWORD, OTHER_DEVICE, store.keys)
    seen = [(slot.salt, slot.nonce, slot.slot_id) for slot in store.vault.slots]
    for _ in range(3):
        store.vault.rewrap("ada", PASSWORD, DEVICE)
        seen.append((store.vault.slots[-1].salt, store.vault.slots[-1].nonce, store.vault.slots[-1].slot_id))
    assert all(len(set(column)) == len(seen) for column in zip(*seen, strict=True))


def test_the_file_names_nobody_and_holds_no_key(store: Store) -> None:
    name = "wilhelmina.example"  # long enough never to stand in the file by chance
    store.vault.add_account_slot(name, PASSWORD, OTHER_DEVICE, store.keys)
    content = (store.folder / "vault.json").read_text("utf-8")
    for secret in (
        name,
        PASSWORD,
        store.secrets.database_key.hex(),
        store.signing_private.hex(),
        DEVICE.hex(),
    ):
        assert secret not in content
    assert len({json.loads(content)["store_id"], store.vault.store_id}) == 1


HEADER = ["slot_id", "kind", "finder", "account_id", "password_only", "device_tag", "created", "expires"]


@pytest.mark.parametrize("field", HEADER)
def test_an_altered_header_is_called_damage_although_the_password_is_right(store: Store, field: str) -> None:
    slot = store.vault.slots[-1]
    value = getattr(slot, field)
    altered: dict[str, Any] = {field: (not value) if isinstance(value, bool) else value + "0"}
    other = replace(slot, **altered)
    with pytest.raises((VaultDamaged, slots.SecretDoesNotFit)) as caught:
        slots.unseal(store.vault.contents.identity, other, PASSWORD.encode(), DEVICE)
    assert (caught.type is VaultDamaged) is (field != "kind")


@pytest.mark.parametrize("field", ["store_id", "authority_public", "created"])
def test_an_altered_store_header_is_called_damage(store: Store, field: str) -> None:
    identity = store.vault.contents.identity
    value = getattr(identity, field)
    other = replace(identity, **{field: ("0" if value[0] != "0" else "1") + value[1:]})
    with pytest.raises(VaultDamaged):
        slots.unseal(other, store.vault.slots[-1], PASSWORD.encode(), DEVICE)


def test_a_moved_or_cut_wrapping_is_called_damage(store: Store) -> None:
    slot, identity = store.vault.slots[-1], store.vault.contents.identity
    for altered in (
        replace(slot, sealed=slot.sealed[:-2]),
        replace(slot, nonce=""),
        replace(slot, sealed=""),
    ):
        with pytest.raises(VaultDamaged):
            slots.unseal(identity, altered, PASSWORD.encode(), DEVICE)


def test_an_account_slot_without_a_signing_key_is_damage(store: Store) -> None:
    header = store.vault.header("account", store.vault.finder_tag("ada"), "a1")
    header = replace(header, device_tag=slots.device_tag(DEVICE))
    keys = slots.Keys(store.secrets.database_key, None)
    store.vault.save((slots.seal(store.vault.contents.identity, header, PASSWORD.encode(), DEVICE, keys),))
    with pytest.raises(VaultDamaged):
        store.vault.open_account_slot("ada", PASSWORD, DEVICE)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    secret=st.binary(max_size=40), device=st.none() | st.binary(min_size=32, max_size=32), flip=st.integers(0)
)
def test_wrapping_returns_the_keys_and_no_flipped_bit_passes(
    store: Store, secret: bytes, device: bytes | None, flip: int
) -> None:
    identity = store.vault.contents.identity
    keys = slots.Keys(os.urandom(32), os.urandom(32))
    slot = slots.seal(identity, store.vault.header("account", "f" * 64, "a1"), secret, device, keys)
    assert slots.unseal(identity, slot, secret, device) == keys
    sealed = bytearray.fromhex(slot.sealed)
    sealed[flip // 8 % len(sealed)] ^= 1 << flip % 8
    with pytest.raises(VaultDamaged):
        slots.unseal(identity, replace(slot, sealed=sealed.hex()), secret, device)


def test_a_full_disk_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (store.folder / "vault.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultNotSaved) as caught:
        store.vault.change_password("ada", PASSWORD, NEW_PASSWORD, DEVICE)
    monkeypatch.undo()
    assert isinstance(caught.value, UserError)
    assert (store.folder / "vault.json").read_bytes() == before
    assert store.vault.open_account_slot("ada", PASSWORD, DEVICE) == store.keys


KILLED = """
import os, sys
from pathlib import Path
from ssp_desktop.security.vault import load_vault
folder, left = Path(sys.argv[1]), int(sys.argv[2])
def counted(real):
    def call(*arguments, **named):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        return real(*arguments, **named)
    return call
for name in ("fsync", "replace", "fdopen"):
    setattr(os, name, counted(getattr(os, name)))
load_vault(folder).change_password("ada", sys.argv[3], sys.argv[4], bytes(range(32)))
"""


def test_a_kill_at_every_step_of_a_change_leaves_the_old_or_the_new_password(store: Store) -> None:
    root = Path(slots.__file__).resolve().parents[2]
    old, new, outcomes = PASSWORD, NEW_PASSWORD, []
    for step in range(9):
        command = [sys.executable, "-c", KILLED, str(store.folder), str(step), old, new]
        died = subprocess.run(command, cwd=root, check=False)
        assert died.returncode == (9 if step < 8 else 0)
        vault = load_vault(store.folder)
        opened = []
        for password in (old, new):
            try:
                opened.append(vault.open_account_slot("ada", password, DEVICE) == store.keys)
            except WrongPassword:
                opened.append(False)
        assert sorted(opened) == [False, True]
        outcomes.append(opened[1])
        if opened[1]:
            old, new = new, old
    assert outcomes == [False] * 3 + [True] * 6
    assert sorted(path.name for path in store.folder.iterdir()) == ["vault.copy.json", "vault.json"]
