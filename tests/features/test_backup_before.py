"""Before an update of the tables and before a restore, a verified copy goes to the folder for backups."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.paths import migration_folder
from ssp_desktop.services import (
    audit_log,
    backup,
    backup_manifest,
    backup_overview,
    backup_settings,
    enrolment,
    restore,
    sign_in,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.restore_outside import open_with_password, restore_copy
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import submit
from tests.stores import PASSWORDS, SignInAs, Store, person_values
from tests.test_migrations import NEWEST, NEXT, step

REASON = "The disk lost a week."


@pytest.fixture
def target(store: Store, tmp_path: Path) -> Path:
    """The folder for backups, chosen by the sergeant."""
    folder = tmp_path / "copies"
    folder.mkdir()
    backup_overview.choose_folder(store.sign_in("sergeant"), folder)
    store.sign_out()
    return folder


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with one migration more."""
    folder = tmp_path / "program" / "alembic"
    shutil.copytree(migration_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_purpose.py").write_text(step("pass"))
    monkeypatch.setattr("ssp_desktop.database.migration.migration_folder", lambda: folder)


def copies(target: Path) -> list[backup_manifest.Manifest]:
    return [backup_manifest.read(each) for each in sorted(target.iterdir())]


def test_an_update_is_backed_up_first_and_stands_in_the_log(
    store: Store, target: Path, newer_program: None
) -> None:
    officer = store.sign_in("officer")
    assert officer.notices == ()
    (manifest,) = copies(target)
    assert manifest.schema == NEWEST
    (line,) = audit_log.page(store.sign_in("sergeant"), AuditFilter(event=AuditEvent.BACKED_UP))
    assert line.detail.startswith("before an update of the program; verified; holds the first ")
    assert line.sequence == manifest.audit_count + 1
    assert backup_settings.read(officer).last_success == manifest.made_at
    assert len(copies(target)) == 1


def test_recovery_is_such_an_opening_too(store: Store, target: Path, newer_program: None) -> None:
    values = {**person_values("sergeant", administrator=True), "user_name": "newcomer"}
    newcomer, _ = enrolment.recover(
        store.folder, store.recovery_key, values, "ladder pigeon velvet quince", store.pc
    )
    sign_in.sign_out(newcomer)
    assert [each.schema for each in copies(target)] == [NEWEST]


def test_a_folder_that_is_gone_stops_nobody_and_is_told(
    store: Store, target: Path, newer_program: None
) -> None:
    target.rmdir()
    signed_in = store.sign_in("officer")
    (told,) = signed_in.notices
    assert "the backup that is made before was not" in told
    assert "The folder for backups is not there" in told
    assert store.folder.joinpath(f"records.db.before-{NEXT}").is_file()
    assert "is not there" in backup_settings.read(signed_in).last_failure
    assert audit_log.page(store.sign_in("sergeant"), AuditFilter(event=AuditEvent.BACKED_UP)) == ()


def test_without_a_folder_for_backups_nothing_is_told(store: Store, newer_program: None) -> None:
    assert store.sign_in("officer").notices == ()


def test_the_folder_that_the_policy_names_is_taken(store: Store, tmp_path: Path, newer_program: None) -> None:
    fixed = tmp_path / "fixed"
    fixed.mkdir()
    pc = replace(store.pc, backup_folder=str(fixed))
    sign_in.sign_out(sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], pc))
    assert len(copies(fixed)) == 1


def test_what_a_restore_replaces_is_backed_up_and_said(
    store: Store, target: Path, signed_in_as: SignInAs
) -> None:
    backup.back_up(signed_in_as("sergeant"))
    (first,) = target.iterdir()
    store.clock.go(days=400)
    submit(signed_in_as("officer"))
    sergeant = signed_in_as("sergeant")
    prepared = restore.prepare(sergeant, first, REASON, PASSWORDS["sergeant"])
    restore.abandon(prepared)
    older, newer = copies(target)
    assert newer.audit_count > older.audit_count
    assert prepared.remark.startswith("The present records were backed up first: ssp-desktop backup ")
    line = audit_log.page(sergeant, AuditFilter(event=AuditEvent.BACKED_UP))[0]
    assert line.detail.startswith("before a restore; verified; ")


def test_a_restore_goes_on_where_no_copy_can_be_made(
    target: Path, tmp_path: Path, signed_in_as: SignInAs
) -> None:
    sergeant = signed_in_as("sergeant")
    backup.back_up(sergeant)
    elsewhere = tmp_path / "elsewhere"
    target.rename(elsewhere)
    prepared = restore.prepare(sergeant, next(elsewhere.iterdir()), REASON, PASSWORDS["sergeant"])
    assert prepared.ready.is_dir()
    assert "No backup of the present records could be made" in prepared.remark
    restore.abandon(prepared)


def test_the_command_backs_up_what_it_replaces(store: Store, target: Path, signed_in_as: SignInAs) -> None:
    backup.back_up(signed_in_as("sergeant"))
    (first,) = target.iterdir()
    submit(signed_in_as("officer"))
    store.sign_out()
    opened = open_with_password(store.folder, first, "sergeant", PASSWORDS["sergeant"], store.pc)
    done = restore_copy(store.folder, opened, REASON, store.pc)
    assert done.replaced is not None
    assert done.remark.startswith("The replaced records were backed up first: ")
    assert len(copies(target)) == 2


def test_the_command_restores_a_damaged_store_and_says_that_it_was_not_backed_up(
    store: Store, target: Path, signed_in_as: SignInAs
) -> None:
    backup.back_up(signed_in_as("sergeant"))
    store.sign_out()
    path = store.folder / "records.db"
    path.write_bytes(path.read_bytes()[:20_000])
    opened = open_with_password(
        store.folder, next(target.iterdir()), "sergeant", PASSWORDS["sergeant"], store.pc
    )
    done = restore_copy(store.folder, opened, REASON, store.pc)
    assert "No backup of the replaced records could be made." in done.remark
    assert len(copies(target)) == 1
    assert store.sign_in("officer").notices == ()
