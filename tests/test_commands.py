"""The commands without a window, started as IT starts them: in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ssp_desktop import commands
from ssp_desktop.policy import Policy
from tests.stores import NAMES, PASSWORDS, SCHOOL, Store, clock, store, store_template

__all__ = ["clock", "store", "store_template"]


def ask(*arguments: str, password: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``ssp-desktop`` with these arguments; the password goes through a file descriptor of its own."""
    command = [sys.executable, "-m", "ssp_desktop", *arguments]
    if password is None:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    reading, writing = os.pipe()
    os.write(writing, f"{password}\n".encode())
    os.close(writing)
    try:
        return subprocess.run(
            [*command, "--password-fd", str(reading)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            pass_fds=(reading,),
        )
    finally:
        os.close(reading)


def test_the_version_is_told() -> None:
    assert ask("--version").stdout == "SSP Desktop 0.1.0\n"


def test_the_self_test_names_each_part_on_a_line(tmp_path: Path) -> None:
    found = ask("--self-test", "--store", str(tmp_path / "store"))
    assert [line.split(":")[0] for line in found.stdout.splitlines()] == [
        "OK      Qt",
        "OK      SQLCipher",
        "OK      Keyring",
        "OK      Fonts",
        "OK      Program files",
        "OK      Folder of the records",
    ]
    assert found.returncode == 0


def test_the_self_test_says_what_is_wrong(tmp_path: Path) -> None:
    found = ask("--self-test", "--store", str(tmp_path / "OneDrive" / "store"))
    assert "FAILED  Folder of the records: This folder is copied elsewhere by OneDrive." in found.stdout
    assert found.returncode == 1


def test_diagnostics_hold_versions_and_counts_and_nobody(store: Store) -> None:
    found = ask("diagnostics", "--store", str(store.folder))
    assert "SQLCipher 4." in found.stdout
    assert "Slots: 6 account, 5 enrolment, 1 recovery" in found.stdout
    for name in (*NAMES.values(), *NAMES, SCHOOL):
        assert name not in found.stdout
    assert found.returncode == 0


def test_diagnostics_tell_the_policy_and_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remark = "session_hours must be from 8 to 12; it was brought into that range"
    policy = Policy(idle_lock_minutes=3, backup_folder="/backups/officer.name", remarks=(remark,))
    assert commands.diagnostics(tmp_path / "store", policy) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Policy: ")]
    assert told == [
        "Policy: idle_lock_minutes = 3",
        "Policy: backup_folder = set",
        f"Policy: {remark}",
    ]


def test_verify_checks_the_store(store: Store) -> None:
    found = ask("verify", "--store", str(store.folder), "--user", "sergeant", password=PASSWORDS["sergeant"])
    assert found.returncode == 0, found.stdout + found.stderr
    assert all(line.startswith("OK") for line in found.stdout.splitlines())
    assert "udit log" in found.stdout


@pytest.mark.parametrize(
    ("user", "password", "words"),
    [
        ("sergeant", "not the password at all", "The user name or the password is wrong."),
        ("officer", PASSWORDS["officer"], "You may not do this."),
    ],
)
def test_verify_is_refused_in_a_sentence(store: Store, user: str, password: str, words: str) -> None:
    found = ask("verify", "--store", str(store.folder), "--user", user, password=password)
    assert words in found.stderr
    assert (found.returncode, found.stdout) == (1, "")


def test_verify_without_a_store_says_so(tmp_path: Path) -> None:
    found = ask("verify", "--store", str(tmp_path), "--user", "sergeant", password="x")
    assert found.stderr == "There is no store in this folder. Name another with --store.\n"


def test_a_command_that_does_not_exist_is_refused() -> None:
    found = ask("destroy")
    assert found.returncode == 2
    assert "invalid choice" in found.stderr
