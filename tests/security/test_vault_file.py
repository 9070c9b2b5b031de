"""The key file on disk: two copies, damage told in words, nothing guessed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.security.canonical import canonical_json, content_hash
from ssp_desktop.security.failures import (
    AnotherStore,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultNotSaved,
    VaultTooNew,
)
from ssp_desktop.security.kdf import FLOOR
from ssp_desktop.security.recovery import create_vault
from ssp_desktop.security.slots import Slot, StoreIdentity
from ssp_desktop.security.vault import load_vault
from ssp_desktop.security.vault_file import COPY_NOT_SAVED, ONE_COPY_LEFT, VaultContents, from_bytes, to_bytes
from tests.security.conftest import DEVICE, PASSWORD, Store

BOTH = ("vault.json", "vault.copy.json")


def both(folder: Path) -> list[bytes | None]:
    return [(folder / name).read_bytes() if (folder / name).exists() else None for name in BOTH]


def resealed(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Alter the file and put its checksum right again, as somebody with intent would."""
    body = json.loads(content)
    del body["checksum"]
    change(body)
    return canonical_json({**body, "checksum": content_hash(body)})


def test_both_copies_are_the_same_and_say_what_they_are(store: Store) -> None:
    first, second = both(store.folder)
    assert first == second
    body = json.loads(first or b"")
    assert (body["format"], body["version"], body["generation"]) == ("ssp-desktop-vault", 1, 2)
    assert from_bytes(first or b"") == store.vault.contents
    assert to_bytes(store.vault.contents) == first


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("spoil", ["cut", "flipped", "gone", "empty", "unreadable", "huge"])
def test_one_bad_copy_is_replaced_by_the_other_and_told(store: Store, name: str, spoil: str) -> None:
    path = store.folder / name
    good = path.read_bytes()
    path.unlink()
    if spoil == "unreadable":
        path.mkdir()
    elif spoil != "gone":
        flipped = good[:99] + bytes([good[99] ^ 1]) + good[100:]
        path.write_bytes(
            {"cut": good[:-1], "flipped": flipped, "empty": b"", "huge": good + b" " * 5_000_000}[spoil]
        )
    vault = load_vault(store.folder)
    assert vault.notice == ONE_COPY_LEFT
    assert vault.open_account_slot("ada", PASSWORD, DEVICE) == store.keys
    assert both(store.folder) == [good, good]
    assert load_vault(store.folder).notice == ""
    assert (store.folder / name).with_suffix(".replaced").exists() is (spoil != "gone")


def test_two_bad_copies_are_damage_and_none_is_missing(store: Store) -> None:
    for name in BOTH:
        (store.folder / name).write_bytes(b"{}")
    with pytest.raises(VaultDamaged, match="damaged or was altered") as caught:
        load_vault(store.folder)
    assert "backup" in caught.value.what_to_do
    (store.folder / BOTH[0]).unlink()
    with pytest.raises(VaultDamaged):
        load_vault(store.folder)
    (store.folder / BOTH[1]).unlink()
    with pytest.raises(VaultMissing, match="missing"):
        load_vault(store.folder)


def test_a_new_store_never_replaces_an_old_one_not_even_a_damaged_one(store: Store) -> None:
    for name in BOTH:
        (store.folder / name).write_bytes(b"damaged")
    with pytest.raises(VaultExists):
        create_vault(store.folder)
    assert both(store.folder) == [b"damaged", b"damaged"]


def test_the_newer_copy_counts_and_the_older_one_follows(store: Store) -> None:
    older = both(store.folder)[0] or b""
    store.vault.rewrap("ada", PASSWORD, DEVICE)
    newer = both(store.folder)[0]
    for name in BOTH:
        (store.folder / name).write_bytes(older)
        vault = load_vault(store.folder)
        assert (vault.generation, vault.notice) == (3, "")
        assert both(store.folder) == [newer, newer]


def test_another_stores_file_is_told_as_that(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("other")
    other, _ = create_vault(elsewhere)
    theirs = both(elsewhere)[0] or b""
    ours = both(store.folder)[0]
    with pytest.raises(AnotherStore, match="belongs to another store"):
        load_vault(elsewhere, expected_store_id=store.vault.store_id)
    (store.folder / BOTH[0]).write_bytes(theirs)
    with pytest.raises(AnotherStore):
        load_vault(store.folder)
    vault = load_vault(store.folder, expected_store_id=store.vault.store_id)
    assert (vault.store_id, vault.notice) == (store.vault.store_id, ONE_COPY_LEFT)
    assert both(store.folder) == [ours, ours]
    assert (store.folder / "vault.replaced").read_bytes() == theirs
    assert other.store_id != store.vault.store_id


def test_a_newer_format_is_refused_in_words_and_left_alone(store: Store) -> None:
    newer = resealed(both(store.folder)[0] or b"", lambda body: body.update(version=2, extra={"new": True}))
    for name in BOTH:
        (store.folder / name).write_bytes(newer)
    with pytest.raises(VaultTooNew, match="newer version of the program"):
        load_vault(store.folder)
    assert both(store.folder) == [newer, newer]


def test_a_second_copy_that_cannot_be_written_is_told_and_the_change_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def replace_main_only(source: str, target: Path) -> None:
        if target.name == "vault.copy.json":
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace_main_only)
    store.vault.remove_slot("a1")
    assert store.vault.notice == COPY_NOT_SAVED
    monkeypatch.undo()
    assert load_vault(store.folder).generation == store.vault.generation == 3
    store.vault.add_account_slot("ada", PASSWORD, DEVICE, store.keys)
    assert store.vault.notice == ""


def test_a_bad_copy_that_cannot_be_set_aside_stops_before_anything_is_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (store.folder / BOTH[1]).write_bytes(b"damaged")

    def refused(*_: object) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(VaultNotSaved):
        load_vault(store.folder)
    assert both(store.folder)[1] == b"damaged"


ALTERED: list[Callable[[dict[str, Any]], None]] = [
    lambda body: body.update(format="something else"),
    lambda body: body.update(version="1"),
    lambda body: body.update(version=True),
    lambda body: body.pop("version"),
    lambda body: body.update(generation="2"),
    lambda body: body.update(slots={}),
    lambda body: body.update(store_id="../../elsewhere"),
    lambda body: body.update(authority_public="00"),
    lambda body: body.update(created="yesterday"),
    lambda body: body["slots"].append("slot"),
    lambda body: body["slots"][0].pop("salt"),
    lambda body: body["slots"][0].update(more=1),
    lambda body: body["slots"][0].update(kind="master"),
    lambda body: body["slots"][0].update(salt="zz" * 16),
    lambda body: body["slots"][0].update(salt=7),
    lambda body: body["slots"][0].update(password_only=1),
    lambda body: body["slots"][0].update(kdf=3),
    lambda body: body["slots"][0].update(kdf={}),
    lambda body: body["slots"][0]["kdf"].update(passes=True),
    lambda body: body["slots"][0]["kdf"].update(passes=2),
    lambda body: body["slots"][0]["kdf"].update(passes=17),
    lambda body: body["slots"][0]["kdf"].update(memory_kib=8),
    lambda body: body["slots"][0]["kdf"].update(memory_kib=2**40),
    lambda body: body["slots"][0].update(sealed="00" * 5000),
]


@pytest.mark.parametrize("change", ALTERED)
def test_an_altered_file_with_a_right_checksum_is_damage(
    store: Store, change: Callable[[dict[str, Any]], None]
) -> None:
    with pytest.raises(VaultDamaged):
        from_bytes(resealed(both(store.folder)[0] or b"", change))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"format":"ssp-desktop-vault","version":1.5,"checksum":null}',
        b'{"a":NaN,"format":"ssp-desktop-vault"}',
        b'{"a":1,"a":2}',
    ],
)
def test_what_is_no_key_file_is_damage(content: bytes) -> None:
    with pytest.raises(VaultDamaged):
        from_bytes(content)


@given(st.data())
def test_no_flipped_bit_anywhere_in_the_file_passes(data: st.DataObject) -> None:
    content = bytearray(SAMPLE)
    position = data.draw(st.integers(0, len(content) * 8 - 1))
    content[position // 8] ^= 1 << position % 8
    with pytest.raises(VaultDamaged):
        from_bytes(bytes(content))


def _sample() -> bytes:
    identity = StoreIdentity("3f2b8a52-6a35-4a8e-9a59-0d6a0a3e7c11", "ab" * 32, "2026-11-23T09:30:00Z")
    slot = Slot(
        "3f2b8a52-6a35-4a8e-9a59-0d6a0a3e7c12", "account", "cd" * 32, "a1", False, "ef" * 16, FLOOR,
        "01" * 16, "2026-11-23T09:30:00Z", "", "23" * 12, "45" * 60, "67" * 32,
    )  # fmt: skip
    return to_bytes(VaultContents(identity, 3, (slot, replace(slot, kind="recovery"))))


SAMPLE = _sample()
