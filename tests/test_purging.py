"""Deleting every record of a PC: only with the words, only what the program made, never while it is open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.purging import SURE, purge, purge_data
from ssp_desktop.store_folder import StoreInUse, StoreLock
from tests.stores import Store, clock, store, store_template

__all__ = ["clock", "store", "store_template"]

OURS = (
    "log/ssp-desktop.log",
    "policy.ini",
    "store.backup.json",
    "store.disposals",
    "store.unwritten",
    "store.unfinished-0123",
    "store.replaced-2026-11-26/records.db",
    ".store.setting-up-0123/records.db",
)
NOT_OURS = ("Store.xlsx", "store of the caretaker/list.txt", "policy.ini.bak", "logbook.txt")


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """The folder of a PC that has been used for a while."""
    folder = tmp_path / "SSP Desktop"
    for name in (*OURS, "store/records.db"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"secret")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_without_the_words_nothing_is_deleted(data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(data_folder)
    for sure in ("", "yes", SURE.upper()):
        assert purge_data(data_folder, data_folder / "store", sure) == 2
    assert (
        capsys.readouterr().out.count(
            f"Nothing was deleted. To delete every record of this PC, add: --sure {SURE}"
        )
        == 3
    )
    assert files(data_folder) == before


def test_with_them_everything_goes_and_the_folder_as_well(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert purge_data(data_folder, data_folder / "store", SURE) == 0
    assert "Every record of this PC is deleted. Copies in other folders are not." in capsys.readouterr().out
    assert not data_folder.exists()


def test_what_is_not_the_programs_stays_and_is_named(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NOT_OURS:
        (data_folder / name).parent.mkdir(exist_ok=True)
        (data_folder / name).write_bytes(b"not ours")
    assert purge_data(data_folder, data_folder / "store", SURE) == 0
    assert files(data_folder) == set(NOT_OURS)
    assert "This is not the program's and stays: Store.xlsx\n" in capsys.readouterr().out


def test_a_store_where_the_policy_says_goes_alone(data_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "D" / "Records"
    (data_folder / "store").rename(tmp_path / "moved")
    elsewhere.mkdir(parents=True)
    (tmp_path / "moved").rename(elsewhere / "store")
    (elsewhere / "of somebody else.txt").write_bytes(b"not ours")
    assert purge(data_folder, elsewhere / "store") == sorted(
        {name.split("/")[0] for name in OURS} - {"log", "policy.ini"}
    )
    assert files(elsewhere) == {"of somebody else.txt"}


def test_records_that_are_open_are_not_deleted(store: Store) -> None:
    before = files(store.folder)
    with StoreLock(store.folder), pytest.raises(StoreInUse, match="These records are open already"):
        purge(store.folder.parent, store.folder)
    assert files(store.folder) >= before


@pytest.mark.parametrize("kind", ["no store", "a link"])
def test_a_folder_that_is_no_store_is_refused(data_folder: Path, tmp_path: Path, kind: str) -> None:
    folder = data_folder / "store"
    if kind == "no store":
        (folder / "records.db").rename(folder / "holiday.jpg")
    else:
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    before = files(tmp_path)
    with pytest.raises(UserError, match=r"holds no store|is a link"):
        purge(data_folder, folder)
    assert files(tmp_path) == before


def test_what_cannot_be_deleted_is_told(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(UserError, match=r"Not everything could be deleted\. .*\(in use\)"):
        purge(data_folder, data_folder / "store")


def test_a_pc_without_records_is_clean_already(tmp_path: Path) -> None:
    assert purge(tmp_path / "none", tmp_path / "none" / "store") == []


def test_it_can_only_be_told_to_delete_this_pcs_own_store(data_folder: Path, tmp_path: Path) -> None:
    """No ``--store``: a slip of the keyboard cannot name another folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        home = {"XDG_DATA_HOME": str(tmp_path), "PROGRAMDATA": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-m", "ssp_desktop", *arguments],
            env=os.environ | home,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    data_folder.rename(tmp_path / "ssp-desktop")
    other = run("purge-data", "--sure", SURE, "--store", str(tmp_path))
    assert other.returncode == 2
    assert "unrecognized arguments: --store" in other.stderr
    assert (tmp_path / "ssp-desktop" / "store" / "records.db").is_file()
    assert run("purge-data", "--sure", SURE).returncode == 0
    assert not (tmp_path / "ssp-desktop").exists()
