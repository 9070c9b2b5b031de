"""Restoring without the window: what it may replace, what it leaves alone, and what it says before."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.database import DamagedDatabase
from ssp_desktop.errors import UserError
from ssp_desktop.security import vault_file
from ssp_desktop.security.failures import AnotherStore, VaultDamaged
from ssp_desktop.services import (
    anchors,
    audit_log,
    audit_trail,
    backup,
    backup_manifest,
    backup_overview,
    contact_log_lists,
    restore_difference,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.restore_difference import Difference
from ssp_desktop.services.restore_outside import (
    OpenedCopy,
    Restored,
    open_with_password,
    open_with_recovery_key,
    restore_copy,
    verify,
)
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store, build

REASON = "The key file went with the disk."
NO_BACKUP = "No backup of the replaced records could be made. "


@pytest.fixture
def target(store: Store, tmp_path: Path) -> Path:
    """The folder for backups, chosen by the sergeant."""
    folder = tmp_path / "copies"
    folder.mkdir()
    backup_overview.choose_folder(store.sign_in("sergeant"), folder)
    return folder


@pytest.fixture
def copy(store: Store, target: Path) -> Path:
    """A copy of the store with one contact log; a second one is written afterwards."""
    submit(store.sign_in("officer"), subject="Before the copy")
    backup.back_up(store.sign_in("sergeant"))
    submit(store.sign_in("officer"), subject="After the copy")
    store.sign_out()
    return next(target.glob("*.sspbackup"))


def opened_by_sergeant(store: Store, copy: Path) -> OpenedCopy:
    return open_with_password(store.folder, copy, "sergeant", PASSWORDS["sergeant"], store.pc)


def restored(store: Store, copy: Path) -> Restored:
    return restore_copy(store.folder, opened_by_sergeant(store, copy), REASON, store.pc)


def subjects(store: Store) -> list[str]:
    return [each.subject for each in contact_log_lists.page(store.sign_in("officer"))]


def hidden(folder: Path) -> list[str]:
    return [each.name for each in folder.parent.glob(f".{folder.name}.*")]


def damage(path: Path, how: str) -> None:
    """Spoil one key file: "altered", "cut off" or "gone"."""
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if how == "cut off" else content.replace(b'"', b"'", 1))


# --- a damaged key file


@pytest.mark.parametrize("how", [("altered", "altered"), ("cut off", "gone"), ("gone", "cut off")])
def test_where_neither_key_file_can_be_read_a_copy_is_restored(
    store: Store, copy: Path, how: tuple[str, str]
) -> None:
    for name, each in zip((vault_file.FILE_NAME, vault_file.COPY_NAME), how, strict=True):
        damage(store.folder / name, each)
    with pytest.raises(VaultDamaged, match="Restore the latest backup"):
        store.sign_in("sergeant")
    done = restored(store, copy)
    assert done.remark.startswith(f"{NO_BACKUP}The key file of this store is damaged or was altered.")
    assert done.replaced is not None
    assert (done.replaced / "records.db").is_file()
    assert subjects(store) == ["Before the copy"]
    (line,) = audit_log.page(store.sign_in("sergeant"), AuditFilter(event=AuditEvent.RESTORED))
    assert f"by sergeant. {REASON}" in line.detail
    assert hidden(store.folder) == []


def test_where_both_key_files_are_gone_a_copy_is_restored(store: Store, copy: Path) -> None:
    for name in (vault_file.FILE_NAME, vault_file.COPY_NAME):
        damage(store.folder / name, "gone")
    assert restored(store, copy).replaced is not None
    assert subjects(store) == ["Before the copy"]


def test_another_store_is_not_replaced(store: Store, copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "another" / "store"
    build(folder, store.pc)
    files = {each.name: each.read_bytes() for each in folder.iterdir()}
    opened = open_with_recovery_key(tmp_path / "new" / "store", copy, store.recovery_key, store.pc)
    with pytest.raises(AnotherStore):
        restore_copy(folder, opened, REASON, store.pc)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == files
    assert hidden(folder) == []


def test_what_was_staged_goes_when_the_restore_ends_early(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_by_sergeant(store, copy)

    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ssp_desktop.services.restore_outside.safety_copy", stopped)
    with pytest.raises(KeyboardInterrupt):
        restore_copy(store.folder, opened, REASON, store.pc)
    monkeypatch.undo()
    assert hidden(store.folder) == []
    assert subjects(store) == ["After the copy", "Before the copy"]


# --- the folder around the store


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("by", ["password", "recovery key"])
def test_checking_a_copy_leaves_the_folder_around_the_store_as_it_is(
    store: Store, copy: Path, tmp_path: Path, by: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    folder = home / "drill"
    if by == "password":
        opened = open_with_password(folder, copy, "sergeant", PASSWORDS["sergeant"], store.pc)
    else:
        opened = open_with_recovery_key(folder, copy, store.recovery_key, store.pc)
    assert verify(opened) > 0
    assert rights(home) == 0o755
    restore_copy(folder, opened, "Yearly drill", store.pc)
    assert (rights(home), rights(folder)) == (0o755, 0o700)


def test_a_folder_around_the_store_that_is_missing_is_made_for_this_account_alone(
    store: Store, copy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "store"
    open_with_password(folder, copy, "sergeant", PASSWORDS["sergeant"], store.pc)
    assert rights(folder.parent) == 0o700


# --- what is said before


def test_how_far_the_copy_is_behind_is_said_before_anything_is_replaced(store: Store, copy: Path) -> None:
    with store.sign_in("sergeant").database.session() as db:
        entries = audit_trail.head(db).count + 1  # signing out is one more
    store.sign_out()
    told: list[Difference] = []

    def no(difference: Difference) -> None:
        told.append(difference)
        raise UserError("No.")

    with pytest.raises(UserError, match="No."):
        restore_copy(store.folder, opened_by_sergeant(store, copy), REASON, store.pc, no)
    behind = entries - backup_manifest.read(copy).audit_count
    assert told[0].sentences == (
        f"This copy is {behind} entries of the audit log behind. "
        "What was written since is put aside, not deleted.",
    )
    assert replace(told[0], behind=-1).sentences == (
        "This copy is 1 entry of the audit log ahead of the records that it replaces.",
    )
    assert replace(told[0], behind=0).sentences == (
        "This copy has as many entries of the audit log as the records that it replaces.",
    )
    assert hidden(store.folder) == []
    assert not list(store.folder.parent.glob("store.replaced-*"))
    assert subjects(store) == ["After the copy", "Before the copy"]


def test_where_the_log_cannot_be_read_that_is_said_and_the_copies_explain_it(
    store: Store, copy: Path, target: Path
) -> None:
    """The credential store of another account of this PC remembers nothing of a newer copy; the copy does."""
    backup.back_up(store.sign_in("sergeant"))
    store_id = store.sign_in("sergeant").store_id
    store.sign_out()
    (newer,) = set(target.glob("*.sspbackup")) - {copy}
    anchors.forget(store.pc.keyring, store_id)
    path = store.folder / "records.db"
    path.write_bytes(path.read_bytes()[:20_000])
    told: list[Difference] = []
    restore_copy(store.folder, opened_by_sergeant(store, copy), REASON, store.pc, told.append)
    assert "How far this copy is behind is not known" in told[0].sentences[0]
    sergeant = store.sign_in("sergeant")
    (line,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.RESTORED))
    count = backup_manifest.read(newer).audit_count
    assert line.detail.startswith(f"Instead of a log of {count} entries.")
    assert anchors.alarm(sergeant) == ""


def test_in_the_window_too_the_copies_tell_how_long_a_damaged_log_was(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sergeant = store.sign_in("sergeant")
    anchors.forget(store.pc.keyring, sergeant.store_id)

    def damaged(*_arguments: object) -> None:
        raise DamagedDatabase

    monkeypatch.setattr(restore_difference, "glance", damaged)
    assert restore_difference.length_of_log(sergeant) == backup_manifest.read(copy).audit_count


def test_where_nothing_is_replaced_nobody_is_asked(store: Store, copy: Path, tmp_path: Path) -> None:
    folder, told = tmp_path / "new" / "store", list[Difference]()
    opened = open_with_password(folder, copy, "sergeant", PASSWORDS["sergeant"], store.pc)
    assert restore_copy(folder, opened, REASON, store.pc, told.append).replaced is None
    assert told == []


def test_a_path_without_a_copy_is_called_that(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("ssp-desktop backup 2026-11-17 1001.sspbackup", "empty"):
        with pytest.raises(UserError, match=r"There is no copy of records .*Name the folder of one copy"):
            open_with_recovery_key(store.folder, tmp_path / name, store.recovery_key, store.pc)
