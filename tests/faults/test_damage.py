"""Damage on the disk: the program never goes on with it unseen, and says in words what is damaged."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ssp_desktop.database.connection import PAGE_SIZE, journal_of
from ssp_desktop.errors import UserError
from ssp_desktop.security import vault_file
from ssp_desktop.security.canonical import canonical_json, content_hash
from ssp_desktop.security.failures import AnotherStore, VaultDamaged, VaultMissing
from ssp_desktop.security.recovery import create_vault
from ssp_desktop.security.vault import load_vault
from ssp_desktop.services import audit_log, sign_in
from ssp_desktop.store_folder import database_path
from tests.faults.bench import Bench
from tests.faults.conftest import WHOLE
from tests.faults.oracle import state_of
from tests.faults.scenarios import once, submit
from tests.faults.tally import Tally
from tests.stores import PASSWORDS

KEY_FILES = (vault_file.FILE_NAME, vault_file.COPY_NAME)


def told(bench: Bench) -> str:
    """Return what the program says of a store: at sign-in, or by its check. Empty when it is sound."""
    (bench.folder / "attempts.json").unlink(missing_ok=True)
    try:
        sergeant = bench.sign_in("sergeant")
    except UserError as error:
        return str(error)
    try:
        return " ".join(line.words for line in audit_log.verify(sergeant).lines if not line.ok)
    finally:
        sergeant.database.close()


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


@pytest.fixture
def used(bench: Bench) -> Bench:
    """A store with a record in it."""
    once("officer", submit)(bench)
    return bench


@pytest.fixture
def put_back(used: Bench) -> Callable[[], None]:
    """What puts the sound store back."""
    sound = used.root / "sound"
    shutil.copytree(used.folder, sound)

    def put_back() -> None:
        shutil.rmtree(used.folder)
        shutil.copytree(sound, used.folder)

    return put_back


# --- the database


def test_a_bit_flipped_in_each_page(used: Bench, put_back: Callable[[], None], tally: Tally) -> None:
    path = database_path(used.folder)
    pages = path.stat().st_size // PAGE_SIZE
    unseen = []
    chosen = range(pages) if WHOLE else range(0, pages, 25)
    for page in chosen:
        put_back()
        flip(path, page * PAGE_SIZE + (page * 37) % PAGE_SIZE)
        if not told(used):
            unseen.append(page)
    tally.add("Damage", "a bit flipped in each page", len(chosen), len(unseen))
    assert unseen == []


def test_the_database_cut_off(used: Bench, put_back: Callable[[], None], tally: Tally) -> None:
    path = database_path(used.folder)
    size = path.stat().st_size
    lengths = (0, 1, 16, size // 2, size // 2 // PAGE_SIZE * PAGE_SIZE, size - PAGE_SIZE, size - 1)
    unseen = []
    for length in lengths:
        put_back()
        with path.open("r+b") as file:
            file.truncate(length)
        if not told(used):
            unseen.append(length)
    tally.add("Damage", "the database cut off", len(lengths), len(unseen))
    assert unseen == []


@pytest.mark.parametrize("name", ["records.db-journal", "records.db-wal", "records.db-shm"])
@pytest.mark.parametrize("length", [1, 511, 512, 28 + PAGE_SIZE, 8 * PAGE_SIZE])
def test_a_foreign_journal_beside_it_changes_nothing(
    used: Bench, tally: Tally, name: str, length: int
) -> None:
    before = state_of(used)
    (used.folder / name).write_bytes(secrets.token_bytes(length))
    after = state_of(used)
    tally.add("Damage", "a foreign journal beside the database", 1, before != after)
    assert before == after
    assert told(used) == ""


def test_another_stores_hot_journal_beside_it_ruins_nothing(used: Bench, tally: Tally) -> None:
    """A journal with a right header, of pages that another key encrypted: the worst that can lie there."""
    before = state_of(used)
    header = bytes.fromhex("d9d505f920a163d7") + (1).to_bytes(4, "big") + secrets.token_bytes(4)
    pages = database_path(used.folder).stat().st_size // PAGE_SIZE
    header += pages.to_bytes(4, "big") + (512).to_bytes(4, "big") + PAGE_SIZE.to_bytes(4, "big")
    page = (1).to_bytes(4, "big") + secrets.token_bytes(PAGE_SIZE) + secrets.token_bytes(4)
    journal_of(database_path(used.folder)).write_bytes(header.ljust(512, b"\0") + page)
    assert state_of(used) == before
    assert told(used) == ""
    tally.add("Damage", "a foreign journal beside the database", 1)


# --- the key file


def both(bench: Bench, content: bytes) -> None:
    for name in KEY_FILES:
        (bench.folder / name).write_bytes(content)


def test_each_byte_of_the_key_file_flipped(used: Bench, tally: Tally) -> None:
    sound = (used.folder / vault_file.FILE_NAME).read_bytes()
    offsets = range(len(sound)) if WHOLE else range(0, len(sound), 41)
    opened = []
    for offset in offsets:
        flipped = bytearray(sound)
        flipped[offset] ^= 1
        try:
            vault_file.from_bytes(bytes(flipped))
        except UserError:
            continue
        opened.append(offset)
    tally.add("Damage", "each byte of the key file flipped", len(offsets), len(opened))
    assert opened == []
    both(used, sound[:100] + bytes([sound[100] ^ 1]) + sound[101:])
    assert told(used) == str(VaultDamaged())


def test_the_key_file_cut_off_or_gone(used: Bench, tally: Tally) -> None:
    sound = (used.folder / vault_file.FILE_NAME).read_bytes()
    for length in (0, 1, 16, len(sound) // 2, len(sound) - 1):
        both(used, sound[:length])
        assert told(used) == str(VaultDamaged())
    for name in KEY_FILES:
        (used.folder / name).unlink()
    assert told(used) == str(VaultMissing())
    (used.folder / vault_file.COPY_NAME).write_bytes(sound)
    assert told(used) == ""
    tally.add("Damage", "the key file cut off, gone, one copy left", 7)


def test_the_key_file_of_another_store(used: Bench, tally: Tally) -> None:
    """One copy exchanged stops everything; both together open nothing of this store."""
    other = used.root / "other"
    other.mkdir()
    create_vault(other, used.pc.kdf)
    for name in KEY_FILES:
        shutil.copyfile(other / name, used.folder / name)
    assert "The user name or the password is wrong." in told(used)
    shutil.copyfile(used.root / "other" / KEY_FILES[0], used.folder / KEY_FILES[0])
    tally.add("Damage", "the key file of another store", 1)


def altered(bench: Bench, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change slots of the key file, and give it a checksum that fits, as somebody would on purpose."""
    body = json.loads((bench.folder / vault_file.FILE_NAME).read_text(encoding="utf-8"))
    del body["checksum"]
    change(body["slots"])
    both(bench, canonical_json({**body, "checksum": content_hash(body)}))


@pytest.mark.parametrize(
    "params",
    [
        {"memory_kib": 8, "passes": 1, "lanes": 1},
        {"memory_kib": 0, "passes": 0, "lanes": 0},
        {"memory_kib": 64 * 1024, "passes": 2, "lanes": 4},
        {"memory_kib": 2**31, "passes": 3, "lanes": 4},
        {"memory_kib": 64 * 1024, "passes": 10**9, "lanes": 4},
        {"memory_kib": 64 * 1024, "passes": 3, "lanes": 2**24},
    ],
)
def test_the_cost_of_a_guess_lowered_to_nothing_or_raised_beyond_reason(
    used: Bench, tally: Tally, params: dict[str, int]
) -> None:
    def change(slots: list[dict[str, Any]]) -> None:
        for slot in slots:
            slot["kdf"] = params

    altered(used, change)
    tally.add("Damage", "the cost of a guess lowered or raised", 1)
    assert told(used) == str(VaultDamaged())


def persons(bench: Bench) -> Iterator[tuple[str, str]]:
    for one in ("officer", "spoc", "administrator"):
        for other in ("sergeant", "second_officer"):
            yield one, other


def test_the_slot_of_one_person_under_the_name_of_another(
    used: Bench, put_back: Callable[[], None], tally: Tally
) -> None:
    for one, other in persons(used):
        put_back()
        vault = load_vault(used.folder)
        ones, others = vault.finder_tag(one), vault.finder_tag(other)
        account = next(slot.account_id for slot in vault.slots if slot.finder == others)

        def change(slots: list[dict[str, Any]], ones: str = ones, others: str = others) -> None:
            slots[:] = [slot for slot in slots if slot["finder"] != others]
            for slot in slots:
                if slot["finder"] == ones:
                    slot.update(finder=others, account_id=account)  # noqa: B023 - called at once

        altered(used, change)
        with pytest.raises(VaultDamaged):
            sign_in.sign_in(used.folder, other, PASSWORDS[one], used.pc)
        tally.add("Damage", "one person's slot under another's name", 1)


def test_a_key_file_of_two_stores_is_refused(used: Bench, tally: Tally) -> None:
    other = used.root / "other"
    other.mkdir()
    create_vault(other, used.pc.kdf)
    shutil.copyfile(other / KEY_FILES[1], used.folder / KEY_FILES[1])
    tally.add("Damage", "the key file of another store", 1)
    assert told(used) == str(AnotherStore())
