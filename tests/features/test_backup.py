"""A verified copy: what it holds, what it refuses, what it says, and what a half-made one leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ssp_desktop.database import MissingFolder
from ssp_desktop.errors import UserError
from ssp_desktop.security.vault_file import FILE_NAME as VAULT_NAME
from ssp_desktop.services import (
    audit_log,
    backup,
    backup_copies,
    backup_manifest,
    backup_overview,
    backup_settings,
    backup_write,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.backup_target import BackupFailed
from ssp_desktop.services.backup_write import BackupStopped
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import CANARY, submit
from tests.stores import NAMES, SCHOOL, SignInAs, Store


def flip(path: Path, place: int) -> None:
    """Turn one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_copy_holds_records_keys_and_a_manifest_without_names(signed_in_as: SignInAs, target: Path) -> None:
    submit(signed_in_as("officer"), account=CANARY)
    sergeant = signed_in_as("sergeant")
    told: list[int] = []
    made = backup.back_up(sergeant, target, told.append)
    (copy,) = target.iterdir()
    assert made.name == copy.name == "ssp-desktop backup 2026-11-17 1000.sspbackup"
    assert sorted(each.name for each in copy.iterdir()) == ["manifest.json", "records.db", "vault.json"]
    manifest = backup_manifest.read(copy)
    assert (manifest.store_id, manifest.audit_count) == (sergeant.store_id, made.entries)
    assert manifest.counts["contact_log"] == 1
    everything = b"".join(each.read_bytes() for each in copy.iterdir())
    for secret in (CANARY, SCHOOL, *NAMES.values()):
        assert secret.encode() not in everything
    assert told == sorted(told)
    assert told[-1] == 100


def test_it_stands_in_the_audit_log_and_in_the_settings(signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    made = backup.back_up(sergeant, target)
    (line,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.BACKED_UP))
    assert line.detail == f"on demand; verified; holds the first {made.entries} entries of this log"
    assert line.sequence == made.entries + 1
    assert backup_overview.state(sergeant).last_success == made.made_at
    assert "same disk" in made.remarks[0]


@pytest.mark.parametrize("who", ["officer", "spoc", "head_teacher"])
def test_others_may_not(signed_in_as: SignInAs, target: Path, who: str) -> None:
    signed_in = signed_in_as(who)
    for ask in (
        lambda: backup.back_up(signed_in, target),
        lambda: backup_overview.state(signed_in),
        lambda: backup_overview.copies(signed_in),
        lambda: backup_overview.choose_folder(signed_in, target),
    ):
        with pytest.raises(Refused):
            ask()
    assert list(target.iterdir()) == []


def test_an_administrator_who_sees_no_record_may(signed_in_as: SignInAs, target: Path) -> None:
    backup.back_up(signed_in_as("administrator"), target)
    assert len(list(target.iterdir())) == 1


def test_the_chosen_folder_is_remembered_and_listed(
    signed_in_as: SignInAs, target: Path, store: Store
) -> None:
    sergeant = signed_in_as("sergeant")
    assert backup_overview.copies(sergeant) == ()
    with pytest.raises(BackupFailed, match="No folder for backups has been chosen"):
        backup.back_up(sergeant)
    backup_overview.choose_folder(sergeant, target)
    first = backup.back_up(sergeant)
    store.clock.go(minutes=1)
    backup.back_up(sergeant)
    newest, older = backup_overview.copies(signed_in_as("administrator"))
    assert newest.path.name.endswith("1001.sspbackup")
    assert older.path.name == first.name
    assert older.behind is not None
    assert newest.behind is not None
    assert older.behind > newest.behind >= 1
    assert (newest.state, newest.good) == ("Whole", True)


def test_two_copies_in_one_minute_have_two_names(signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    names = {backup.back_up(sergeant, target).name for _ in range(2)}
    assert names == {
        "ssp-desktop backup 2026-11-17 1000.sspbackup",
        "ssp-desktop backup 2026-11-17 1000 2.sspbackup",
    }


def test_the_policy_names_the_folder(store: Store, signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    sergeant.backup_folder = str(target)
    assert backup_overview.state(sergeant).fixed
    with pytest.raises(UserError, match="Your IT has set the folder"):
        backup_overview.choose_folder(sergeant, store.folder.parent)
    backup.back_up(sergeant)
    assert len(list(target.iterdir())) == 1


def test_a_folder_that_will_not_do_is_refused(store: Store, signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    inside = store.folder / "copies"
    inside.mkdir()
    with pytest.raises(BackupFailed, match="inside the folder of the records"):
        backup_overview.choose_folder(sergeant, inside)
    with pytest.raises(BackupFailed, match="is not there"):
        backup.back_up(sergeant, target / "gone")
    assert "is not there" in backup_overview.state(sergeant).last_failure
    assert backup_settings.read(sergeant).last_success is None


def test_a_synced_folder_is_allowed_and_said(signed_in_as: SignInAs, tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive - Example Constabulary"
    synced.mkdir()
    (remark,) = backup_overview.choose_folder(signed_in_as("sergeant"), synced)
    assert remark.startswith("This folder is copied elsewhere by OneDrive. That is allowed for copies")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes where that can be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False, capture_output=True
        ).returncode
    )
    yield folder
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_without_room_says_so_and_nothing_stays(
    signed_in_as: SignInAs, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sergeant = signed_in_as("sergeant")
    if not os.path.ismount(small_disk):
        monkeypatch.setattr("shutil.disk_usage", lambda path: _Full())
    else:
        (small_disk / "filler").write_bytes(b"\0" * 1_900_000)
    with pytest.raises(BackupFailed, match="no room for a copy"):
        backup.back_up(sergeant, small_disk)
    # The room that was there when it was asked is gone when it is needed.
    monkeypatch.setattr("ssp_desktop.services.backup_write.check_target", lambda target, store: None)
    if not os.path.ismount(small_disk):
        monkeypatch.setattr(type(sergeant.database), "backup_to", _no_space)
    with pytest.raises(BackupFailed, match="folder for backups is full"):
        backup.back_up(sergeant, small_disk)
    assert [each.name for each in small_disk.iterdir() if each.name != "filler"] == []
    assert "is full" in backup_overview.state(sergeant).last_failure


class _Full:
    free = 0


def _no_space(_database: object, _path: Path) -> None:
    raise OSError(28, "No space left on device")


def test_a_folder_that_may_not_be_written_says_so(
    signed_in_as: SignInAs, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    sergeant = signed_in_as("sergeant")
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(BackupFailed, match="You may not write to the folder for backups"):
        backup.back_up(sergeant, target)


@pytest.mark.parametrize("after", range(6))
def test_stopped_at_any_step_it_leaves_nothing(signed_in_as: SignInAs, target: Path, after: int) -> None:
    sergeant = signed_in_as("sergeant")
    asked = iter(range(100))
    with pytest.raises(BackupStopped, match="You stopped the backup"):
        backup.back_up(sergeant, target, cancelled=lambda: next(asked) >= after)
    assert list(target.iterdir()) == []
    assert backup_overview.state(sergeant).last_failure == ""
    assert audit_log.page(sergeant, AuditFilter(event=AuditEvent.BACKED_UP)) == ()


def test_a_copy_that_comes_out_wrong_is_removed_and_told(
    signed_in_as: SignInAs, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sergeant = signed_in_as("sergeant")
    real = backup_copies.inspected

    def spoilt(path: Path, key: bytes) -> object:
        found = real(path, key)
        flip(path, -2000)
        return found

    monkeypatch.setattr(backup_write, "inspected", spoilt)
    with pytest.raises(BackupFailed, match="failed its checks and was removed"):
        backup.back_up(sergeant, target)
    assert list(target.iterdir()) == []


def test_a_copy_that_cannot_be_audited_is_removed(
    signed_in_as: SignInAs, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MissingFolder

    sergeant = signed_in_as("sergeant")
    monkeypatch.setattr(backup, "_audit", fail)
    with pytest.raises(UserError):
        backup.back_up(sergeant, target)
    assert list(target.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_by_the_next(signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    left = target / f".ssp-desktop-{sergeant.store_id[:8]}-0a1b2c3d.unfinished"
    left.mkdir()
    (left / "records.db").write_bytes(b"half")
    others = target / ".ssp-desktop-ffffffff-0a1b2c3d.unfinished"
    others.mkdir()
    backup.back_up(sergeant, target)
    assert not left.exists()
    assert others.exists()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda copy: flip(copy / "records.db", 9000), "was changed"),
        (lambda copy: flip(copy / VAULT_NAME, 40), "was changed"),
        (lambda copy: flip(copy / "manifest.json", 40), "list of contents is damaged"),
        (lambda copy: os.truncate(copy / "records.db", 8192), "missing or was changed"),
        (lambda copy: (copy / VAULT_NAME).unlink(), "missing or was changed"),
        (lambda copy: (copy / "manifest.json").write_text("[" * 10_000), "list of contents is damaged"),
    ],
)
def test_a_damaged_copy_is_named(signed_in_as: SignInAs, target: Path, spoil: object, words: str) -> None:
    sergeant = signed_in_as("sergeant")
    backup_overview.choose_folder(sergeant, target)
    backup.back_up(sergeant)
    (copy,) = target.iterdir()
    assert callable(spoil)
    spoil(copy)
    with pytest.raises(UserError, match=words):
        backup_overview.check_copy(sergeant, copy)


def test_an_honest_manifest_over_other_records_is_found(signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    backup.back_up(sergeant, target)
    (copy,) = target.iterdir()
    manifest = backup_manifest.read(copy)
    path = copy / "manifest.json"
    body = json.loads(backup_manifest.to_bytes(manifest))
    changed = backup_manifest.Manifest(**{**manifest.__dict__, "audit_count": body["audit_count"] + 1})
    path.write_bytes(backup_manifest.to_bytes(changed))
    with pytest.raises(UserError, match="are not those that it says"):
        backup_overview.check_copy(sergeant, copy)


def test_another_stores_copy_is_not_listed_and_not_taken(signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    backup_overview.choose_folder(sergeant, target)
    backup.back_up(sergeant)
    (copy,) = target.iterdir()
    manifest = backup_manifest.read(copy)
    other = backup_manifest.Manifest(**{**manifest.__dict__, "store_id": "0" * 8})
    (copy / "manifest.json").write_bytes(backup_manifest.to_bytes(other))
    assert backup_overview.copies(sergeant) == ()
    with pytest.raises(UserError, match="a copy of another store"):
        backup_overview.check_copy(sergeant, copy)


def test_by_itself_once_a_day_whoever_signs_in(store: Store, signed_in_as: SignInAs, target: Path) -> None:
    assert backup.daily(signed_in_as("officer")) is None
    backup_overview.choose_folder(signed_in_as("sergeant"), target)
    assert backup.daily(signed_in_as("officer")) is not None
    store.clock.go(hours=19)
    assert backup.daily(signed_in_as("spoc")) is None
    store.clock.go(hours=2)
    made = backup.daily(signed_in_as("spoc"))
    assert made is not None
    (newest, _) = audit_log.page(signed_in_as("sergeant"), AuditFilter(event=AuditEvent.BACKED_UP))
    assert newest.actor == NAMES["spoc"]
    assert newest.detail.startswith("by itself; verified")
    store.clock.go(days=-400)  # the clock was set back: a success in the future proves nothing
    assert backup.daily(signed_in_as("officer")) is not None


def test_the_warning_is_for_those_who_can_do_something(
    store: Store, signed_in_as: SignInAs, target: Path
) -> None:
    assert backup_overview.warning(signed_in_as("sergeant")) == ""
    store.clock.go(days=8)
    assert backup_overview.warning(signed_in_as("sergeant")) == "There is no backup of these records"
    assert backup_overview.warning(signed_in_as("officer")) == ""
    backup.back_up(signed_in_as("administrator"), target)
    assert backup_overview.warning(signed_in_as("administrator")) == ""
    store.clock.now += timedelta(days=9, hours=1)
    assert backup_overview.warning(signed_in_as("administrator")) == "No backup for 9 days"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"last_success": "yesterday"}', '{"store_id": 5}'])
def test_damaged_settings_count_as_none(signed_in_as: SignInAs, content: str) -> None:
    sergeant = signed_in_as("sergeant")
    backup_settings.settings_path(sergeant.folder).write_text(content, encoding="utf-8")
    assert backup.folder_for(sergeant) is None


def test_old_copies_are_thinned_and_the_newest_stays(
    store: Store, signed_in_as: SignInAs, target: Path
) -> None:
    for _ in range(5):
        backup.back_up(signed_in_as("sergeant"), target)
        store.clock.go(hours=5)
    for copy in target.iterdir():
        os.utime(copy / "records.db", (0, 0))
    store.clock.go(days=3)
    made = backup.back_up(signed_in_as("sergeant"), target)
    # Two days' copies of that time: the last of the 17th and the last of the 18th stay, with today's.
    assert made.removed == 3
    assert len(list(target.glob("*.sspbackup"))) == 3
    assert list(target.glob(".*")) == []
