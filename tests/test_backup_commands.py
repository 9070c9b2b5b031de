"""``backup``, ``verify-backup`` and ``restore`` as IT starts them: words, exit status, and a new PC."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ssp_desktop.services import anchors, audit_log, contact_log_lists, enrolment, sign_in
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store, clock, person_values, store, store_template
from tests.test_commands import ask

__all__ = ["clock", "store", "store_template"]


@pytest.fixture
def copy(store: Store, target: Path) -> Path:
    """A copy made by the command, of a store that has one record more by now."""
    store.sign_out()
    made = run(store, "backup", "--to", str(target), "--user", "sergeant", password=PASSWORDS["sergeant"])
    assert made.returncode == 0, made.stderr
    submit(store.sign_in("officer"))
    store.sign_out()
    return next(target.iterdir())


def run(store: Store, command: str, *rest: str, password: str) -> subprocess.CompletedProcess[str]:
    return ask(command, *rest, "--store", str(store.folder), password=password)


def with_recovery_key(*arguments: str, key: str) -> subprocess.CompletedProcess[str]:
    reading, writing = os.pipe()
    os.write(writing, f"{key}\n".encode())
    os.close(writing)
    try:
        return subprocess.run(
            [sys.executable, "-m", "ssp_desktop", *arguments, "--recovery-fd", str(reading)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            pass_fds=(reading,),
        )
    finally:
        os.close(reading)


def test_a_backup_is_made_and_verified(store: Store, copy: Path) -> None:
    found = run(store, "verify-backup", str(copy), "--user", "officer", password=PASSWORDS["officer"])
    assert found.stdout.startswith("OK      This copy is good: ")
    assert found.returncode == 0


@pytest.mark.parametrize(
    ("user", "password", "words"),
    [
        ("officer", PASSWORDS["officer"], "You may not do this."),
        ("sergeant", "not the password at all", "The user name or the password is wrong."),
    ],
)
def test_a_backup_is_refused_in_a_sentence(
    store: Store, target: Path, user: str, password: str, words: str
) -> None:
    found = run(store, "backup", "--to", str(target), "--user", user, password=password)
    assert (found.returncode, found.stdout) == (1, "")
    assert words in found.stderr
    assert list(target.iterdir()) == []


def test_a_damaged_copy_is_refused(store: Store, copy: Path) -> None:
    os.truncate(copy / "records.db", 8192)
    found = run(store, "verify-backup", str(copy), "--user", "officer", password=PASSWORDS["officer"])
    assert "A file of this copy is missing or was changed." in found.stderr
    assert found.returncode == 1


def test_a_restore_takes_the_place_of_the_store_and_is_noted(store: Store, copy: Path) -> None:
    reason = ("--reason", "The disk failed.")
    found = run(store, "restore", str(copy), "--user", "sergeant", *reason, password=PASSWORDS["sergeant"])
    assert found.returncode == 0, found.stderr
    assert re.match(r"This copy is \d+ entries of the audit log behind\. What was written", found.stdout)
    assert "What it replaced lies in" in found.stdout
    sergeant = store.sign_in("sergeant")
    assert contact_log_lists.page(sergeant) == ()
    (line,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.RESTORED))
    assert "by sergeant. The disk failed." in line.detail
    assert anchors.alarm(sergeant) == ""


def test_an_officer_may_not_restore(store: Store, copy: Path) -> None:
    reason = ("--reason", "x")
    found = run(store, "restore", str(copy), "--user", "officer", *reason, password=PASSWORDS["officer"])
    assert (found.returncode, found.stdout) == (1, "")
    assert "You may not do this." in found.stderr
    assert len(contact_log_lists.page(store.sign_in("officer"))) == 1


def test_on_a_new_pc_the_recovery_key_opens_the_copy(store: Store, copy: Path, tmp_path: Path) -> None:
    """A credential store that knows nothing of the store stands for the new PC."""
    sergeant = store.sign_in("sergeant")
    store.sign_out()
    keyring, secret = store.pc.keyring, store.pc.keyring.get_device_secret(sergeant.store_id)
    keyring.delete_device_secret(sergeant.store_id)
    anchors.forget(keyring, sergeant.store_id)
    folder = tmp_path / "new pc" / "store"
    try:
        arguments = ("restore", str(copy), "--store", str(folder), "--reason", "A new PC.")
        found = with_recovery_key(*arguments, key=store.recovery_key)
        assert found.returncode == 0, found.stderr
        values = {**person_values("sergeant", administrator=True), "user_name": "newcomer"}
        password = "ladder pigeon velvet quince"
        newcomer, _key = enrolment.recover(folder, store.recovery_key, values, password, store.pc)
        (line,) = audit_log.page(newcomer, AuditFilter(event=AuditEvent.RESTORED))
        assert "by whoever holds the recovery key. A new PC." in line.detail
        sign_in.sign_out(newcomer)
    finally:
        keyring.set_device_secret(sergeant.store_id, secret)


def test_without_saying_who_the_usage_is_told(copy: Path) -> None:
    found = ask("verify-backup", str(copy))
    assert found.returncode == 2
    assert "--recovery-fd" in found.stderr
