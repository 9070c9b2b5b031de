"""Where the commands look, relative paths too, what they finish first, and what they ask before."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ssp_desktop import __main__
from ssp_desktop.policy import Policy
from ssp_desktop.security import vault_file
from ssp_desktop.services import anchors, backup, contact_log_lists
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store, clock, store, store_template
from tests.terminal import in_terminal

__all__ = ["clock", "store", "store_template"]


@pytest.fixture
def copy(store: Store, target: Path) -> Path:
    """A copy of a store that has one contact log more by now."""
    backup.back_up(store.sign_in("sergeant"), target)
    submit(store.sign_in("officer"))
    store.sign_out()
    return next(target.glob("*.sspbackup"))


@contextmanager
def sergeants_password() -> Iterator[list[str]]:
    """Give the arguments with which a command reads it."""
    reading, writing = os.pipe()
    os.write(writing, PASSWORDS["sergeant"].encode())
    os.close(writing)
    try:
        yield ["--user", "sergeant", "--password-fd", str(reading)]
    finally:
        os.close(reading)


def run(command: str, *rest: str) -> int:
    with sergeants_password() as access:
        return __main__.main([command, *rest, *access])


def subjects(store: Store) -> list[str]:
    return [each.subject for each in contact_log_lists.page(store.sign_in("officer"))]


def test_a_full_stop_names_the_store_in_which_the_terminal_stands(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(store.folder)
    assert run("restore", str(copy), "--reason", "The disk failed.", "--store", ".") == 0
    assert f"What it replaced lies in {store.folder}.replaced-" in capsys.readouterr().out
    assert subjects(store) == []


def test_two_full_stops_lead_to_the_folder_around_whatever_link_the_terminal_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "store" / "inner"
    inner.mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(inner)
    monkeypatch.chdir(tmp_path)
    assert __main__._place("link/..") == tmp_path / "store"
    assert __main__._place("link") == link


def test_verify_looks_into_the_folder_for_backups_that_the_policy_names(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An older folder was put back. This account of the PC knows nothing of the newer one; a copy does."""
    older = store.folder.with_name("older")
    shutil.copytree(store.folder, older)
    backup.back_up(store.sign_in("sergeant"), target)
    store.sign_out()
    shutil.rmtree(store.folder)
    older.rename(store.folder)
    anchors.forget(store.pc.keyring, vault_file.read_vault(store.folder)[0].identity.store_id)
    monkeypatch.setattr(__main__, "load_policy", lambda _folder: Policy(backup_folder=str(target)))
    assert run("verify", "--store", str(store.folder)) == 1
    (failed,) = [each for each in capsys.readouterr().out.splitlines() if not each.startswith("OK ")]
    assert failed.startswith("FAILED  Anchors: ")
    assert "when it was backed up on" in failed


def test_a_command_finishes_a_restore_that_was_killed_between_its_two_renames(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store.folder.rename(store.folder.with_name(".store.ready-2026-11-17-100000"))
    monkeypatch.chdir(target.parent)
    assert run("backup", "--to", target.name, "--store", "store") == 0
    assert "verified" in capsys.readouterr().out
    assert store.folder.is_dir()
    assert len(list(target.glob("*.sspbackup"))) == 1


def test_a_reason_that_the_log_has_no_room_for_is_refused_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ("--store", str(tmp_path / "store"))
    found = __main__.main(["restore", str(tmp_path), "--recovery-key", "--reason", "x" * 301, *place])
    assert found == 1
    assert capsys.readouterr().err == "The reason is longer than 300 characters. Shorten it.\n"


def test_whoever_does_not_type_yes_keeps_the_records(store: Store, copy: Path) -> None:
    command = [sys.executable, "-m", "ssp_desktop", "restore", str(copy), "--user", "sergeant"]
    command += ["--reason", "The disk failed.", "--store", str(store.folder)]
    answers = {"Password": PASSWORDS["sergeant"], "Restore this copy?": "no"}
    done = in_terminal(command, answers)
    assert "entries of the audit log behind." in done.text
    assert "Nothing was restored, because “yes” was not typed. The records are as they were." in done.text
    assert done.status == 1
    assert len(subjects(store)) == 1
    assert not list(store.folder.parent.glob("*replaced*"))


def test_ctrl_c_at_the_password_stops_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(_prompt: str) -> str:
        raise KeyboardInterrupt

    store.sign_out()
    monkeypatch.setattr("getpass.getpass", pressed)
    assert __main__.main(["--store", str(store.folder), "verify", "--user", "sergeant"]) == 130
    assert capsys.readouterr().err == "\nStopped.\n"
