"""What is told of a backup is what happened: "Stop", the disk that failed, a second copy on the same PC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ssp_desktop.database import DiskFull
from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    anchors,
    audit_log,
    backup,
    backup_overview,
    backup_settings,
    copy_away,
    restore,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.backup_target import BackupFailed
from ssp_desktop.services.backup_write import BackupStopped
from ssp_desktop.services.restore_outside import open_with_recovery_key, restore_copy
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import submit
from tests.features.test_unit_of_work import full_disk
from tests.stores import PASSWORDS, SignInAs, Store

REASON = "Yearly drill"


@pytest.fixture
def by_policy(store: Store, target: Path) -> Store:
    """A PC on which the policy names the folder for backups, with one copy in it."""
    fixed = replace(store, pc=replace(store.pc, backup_folder=str(target)))
    backup.back_up(fixed.sign_in("sergeant"))
    fixed.sign_out()
    return fixed


@pytest.fixture
def drill(by_policy: Store, target: Path, tmp_path: Path) -> Store:
    """The second copy that the yearly drill makes of it, with the recovery key and the command line."""
    elsewhere = tmp_path / "drill" / "store"
    opened = open_with_recovery_key(elsewhere, next(target.iterdir()), by_policy.recovery_key, by_policy.pc)
    restore_copy(elsewhere, opened, REASON, by_policy.pc)
    return replace(by_policy, folder=elsewhere, open_sessions=[])


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def audited(signed_in: SignedIn) -> int:
    return len(audit_log.page(signed_in, AuditFilter(event=AuditEvent.BACKED_UP)))


# --- a second copy on the same PC


def test_a_second_copy_is_not_backed_up_by_itself_among_the_copies_of_the_first(
    by_policy: Store, drill: Store, target: Path
) -> None:
    before = names(target)
    sergeant = drill.sign_in("sergeant")
    assert sergeant.notices[0].startswith("This is a second copy of the records of this PC")
    assert backup.daily(sergeant) is None
    assert names(target) == before
    assert backup_overview.warning(sergeant) == ""
    drill.sign_out()
    for who in ("officer", "sergeant"):
        assert anchors.alarm(by_policy.sign_in(who)) == ""
    by_policy.clock.go(days=1)
    assert backup.daily(by_policy.sign_in("officer")) is not None


def test_nobody_is_warned_in_a_second_copy_that_it_has_no_backup(drill: Store) -> None:
    drill.clock.go(days=40)
    assert backup_overview.warning(drill.sign_in("sergeant")) == ""
    drill.sign_out()


def test_back_up_now_in_a_second_copy_says_where_to_do_it_instead(drill: Store, target: Path) -> None:
    before = names(target)
    sergeant = drill.sign_in("sergeant")
    for folder in (None, target, target / ".." / target.name):
        with pytest.raises(BackupFailed, match="This is a second copy of the records") as refused:
            backup.back_up(sergeant, folder)
        assert "Sign in to the records themselves to back them up." in refused.value.what_to_do
    assert names(target) == before
    assert audited(sergeant) == 0
    assert backup_settings.read(sergeant).last_failure == ""
    drill.sign_out()


def test_a_second_copy_may_be_backed_up_into_a_folder_of_its_own(
    by_policy: Store, drill: Store, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    backup.back_up(drill.sign_in("sergeant"), own)
    drill.sign_out()
    assert len(names(own)) == 1
    assert anchors.alarm(by_policy.sign_in("officer")) == ""


def test_a_second_copy_of_records_without_a_folder_may_be_backed_up(store: Store, target: Path) -> None:
    backup.back_up(store.sign_in("sergeant"), target)
    store.sign_out()
    elsewhere = target.parent / "drill" / "store"
    opened = open_with_recovery_key(elsewhere, next(target.iterdir()), store.recovery_key, store.pc)
    restore_copy(elsewhere, opened, REASON, store.pc)
    second = replace(store, folder=elsewhere, open_sessions=[])
    backup.back_up(second.sign_in("sergeant"), target)
    second.sign_out()
    assert len(names(target)) == 2


def test_a_restore_inside_a_second_copy_goes_on_and_says_that_nothing_was_backed_up(
    by_policy: Store, drill: Store, target: Path
) -> None:
    before = names(target)
    sergeant = drill.sign_in("sergeant")
    prepared = restore.prepare(sergeant, target / before[0], REASON, PASSWORDS["sergeant"])
    restore.abandon(prepared)
    drill.sign_out()
    assert "No backup of the present records could be made before this. This is a second copy" in (
        prepared.remark
    )
    assert names(target) == before
    assert anchors.alarm(by_policy.sign_in("officer")) == ""


def test_the_drill_done_twice_leaves_no_copy_of_the_first_drill(
    by_policy: Store, drill: Store, target: Path
) -> None:
    submit(drill.sign_in("officer"))
    drill.sign_out()
    before = names(target)
    opened = open_with_recovery_key(drill.folder, target / before[0], drill.recovery_key, drill.pc)
    assert restore_copy(drill.folder, opened, REASON, drill.pc).remark == ""
    assert names(target) == before
    assert anchors.alarm(by_policy.sign_in("officer")) == ""


# --- "Stop"


@dataclass
class StopAfter:
    """Somebody who presses "Stop" once they were asked so many times; counts how often it was."""

    questions: int
    asked: int = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked > self.questions


def test_stop_at_any_step_is_told_truly(signed_in_as: SignInAs, target: Path) -> None:
    sergeant = signed_in_as("sergeant")
    never = StopAfter(1000)
    made = backup.back_up(sergeant, target, cancelled=never)
    for questions in range(never.asked):
        with pytest.raises(BackupStopped, match="No copy was made. Older copies are as they were."):
            backup.back_up(sergeant, target, cancelled=StopAfter(questions))
        assert names(target) == [made.name]
        assert audited(sergeant) == 1
        assert backup_settings.read(sergeant).last_success == made.made_at


def test_stop_after_the_last_step_comes_too_late(signed_in_as: SignInAs, target: Path) -> None:
    told: list[int] = []
    sergeant = signed_in_as("sergeant")
    made = backup.back_up(sergeant, target, told.append, lambda: 100 in told)
    assert names(target) == [made.name]
    assert backup_settings.read(sergeant).last_success == made.made_at


# --- the disk of the records


@contextmanager
def full_log(signed_in: SignedIn) -> Iterator[None]:
    """Let the disk of the records be full, and the last page of the audit log as well."""
    with full_disk(signed_in):
        for _ in range(40):
            with suppress(DiskFull):
                copy_away.put_away(signed_in, "The safe")
        yield


def test_a_full_disk_of_the_records_is_not_told_as_a_full_folder_for_backups(
    signed_in_as: SignInAs, target: Path
) -> None:
    sergeant = signed_in_as("sergeant")
    with full_log(sergeant), pytest.raises(DiskFull) as told:
        backup.back_up(sergeant, target)
    assert "folder for backups" not in str(told.value)
    assert names(target) == []  # what cannot be audited does not happen
    assert audited(sergeant) == 0
    assert backup_settings.read(sergeant).last_failure == str(DiskFull())


def test_a_copy_that_can_neither_be_audited_nor_removed_is_told_of_the_folder(
    signed_in_as: SignInAs, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError(2, "unplugged")

    sergeant = signed_in_as("sergeant")
    monkeypatch.setattr(backup, "remove_copy", gone)
    with full_log(sergeant), pytest.raises(UserError, match="The folder for backups is not there"):
        backup.back_up(sergeant, target)
