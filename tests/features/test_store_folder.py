"""The folder of a store: where it may lie, who may look in, and that one process at a time holds it."""

from __future__ import annotations

import errno
import getpass
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import ssp_desktop
from ssp_desktop import store_folder as module
from ssp_desktop.errors import UserError
from ssp_desktop.store_folder import (
    StoreInUse,
    StoreLock,
    UnsafeFolder,
    database_path,
    in_folder_words,
    prepare_folder,
    prepare_parent,
    private_mode,
)

PROJECT = Path(ssp_desktop.__file__).parents[1]
HOLDER = (
    "import sys; from pathlib import Path; from ssp_desktop.store_folder import StoreLock\n"
    "StoreLock(Path(sys.argv[1])).acquire(); print('held', flush=True); sys.stdin.read()"
)


def test_a_synced_folder_is_refused_with_the_reason_even_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "harmless").symlink_to(tmp_path / "Dropbox")
    for folder in (tmp_path / "Dropbox" / "records", tmp_path / "harmless" / "records"):
        with pytest.raises(UnsafeFolder, match="copied elsewhere by Dropbox") as caught:
            prepare_folder(folder)
        assert "this PC's own disk" in caught.value.what_to_do
        assert not folder.exists()


def test_the_folder_is_made_and_private(store_folder: Path) -> None:
    prepare_folder(store_folder)
    assert stat.S_IMODE(store_folder.stat().st_mode) == 0o700
    store_folder.chmod(0o755)
    prepare_folder(store_folder)
    assert stat.S_IMODE(store_folder.stat().st_mode) == 0o700
    assert database_path(store_folder).parent == store_folder


def test_windows_gives_a_folder_the_rights_of_the_folder_around_it() -> None:
    """There 0o700, and only that, would have Python shut out the second person who shares the store."""
    assert private_mode("nt") != 0o700
    assert private_mode("posix") == 0o700


def test_a_folder_that_cannot_be_looked_at_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="The folder of the records cannot be used."), in_folder_words():
        (tmp_path / ("n" * 300)).stat()


def test_the_folder_around_a_store_keeps_its_own_rights(tmp_path: Path) -> None:
    around = tmp_path / "shared"
    around.mkdir(mode=0o755)
    around.chmod(0o755)
    prepare_parent(around / "store")
    assert stat.S_IMODE(around.stat().st_mode) == 0o755
    prepare_parent(tmp_path / "new" / "below" / "store")
    assert (tmp_path / "new" / "below").is_dir()


def test_a_store_that_is_a_link_to_a_folder_that_is_copied_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "records").mkdir(parents=True)
    (tmp_path / "store").symlink_to(tmp_path / "Dropbox" / "records")
    with pytest.raises(UnsafeFolder, match="copied elsewhere by Dropbox"):
        prepare_parent(tmp_path / "store")


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("a file")
    with pytest.raises(UserError, match="There is a file where the folder"):
        prepare_folder(tmp_path / "records")
    with pytest.raises(UserError, match="There is a file where the folder"):
        prepare_folder(tmp_path / "records" / "below")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.EACCES, "cannot be made or written to"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "cannot be used"),
    ],
)
def test_each_refusal_of_the_system_has_its_words(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, "told by the system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UserError, match=told):
        prepare_folder(store_folder)


def test_one_process_holds_the_store_and_the_next_is_told_whose(store_folder: Path) -> None:
    prepare_folder(store_folder)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, store_folder],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreInUse) as caught:
            StoreLock(store_folder).acquire()
        assert f"“{getpass.getuser()}” of this PC since " in str(caught.value)
        assert caught.value.what_to_do == "Close the program there, then try again."
        other.send_signal(signal.SIGKILL)
        other.wait()
    with StoreLock(store_folder) as lock:  # the holder died: the lock is free, whatever the file says
        assert lock.held


def test_the_number_of_a_process_that_lives_holds_no_lock(store_folder: Path) -> None:
    """The lock of a program that crashed; its number belongs to another process by now."""
    prepare_folder(store_folder)
    text = f'{{"account": "ada", "since": "2026-11-17T10:00:00+00:00", "pid": {os.getppid()}}}'
    (store_folder / "store.lock").write_text(text)
    with StoreLock(store_folder) as lock:
        assert lock.held


def test_a_lock_is_given_back_and_taken_again(store_folder: Path) -> None:
    prepare_folder(store_folder)
    first, second = StoreLock(store_folder), StoreLock(store_folder)
    first.acquire()
    with pytest.raises(StoreInUse):
        second.acquire()
    first.release()
    first.release()
    second.acquire()
    assert second.held
    second.release()
    assert (store_folder / "store.lock").read_bytes() == b""


@pytest.mark.parametrize(
    "content", ["", "not json", "[]", '{"since": "yesterday", "account": "x"}', "\x00" * 50]
)
def test_a_lock_that_tells_nothing_is_still_a_lock(store_folder: Path, content: str) -> None:
    prepare_folder(store_folder)
    with StoreLock(store_folder):
        (store_folder / "store.lock").write_text(content)
        with pytest.raises(StoreInUse, match=r"These records are open already\. Close"):
            StoreLock(store_folder).acquire()


def test_an_account_without_a_name_can_hold_a_store(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nameless)
    prepare_folder(store_folder)
    with StoreLock(store_folder), pytest.raises(StoreInUse, match="“without a name”"):
        StoreLock(store_folder).acquire()


def test_a_folder_without_locks_or_without_a_place_is_told(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="folder of the records is missing"):
        StoreLock(store_folder).acquire()
    prepare_folder(store_folder)

    def no_locks(_handle: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(module, "_lock", no_locks)
    with pytest.raises(UnsafeFolder, match="cannot be locked"):
        StoreLock(store_folder).acquire()


def test_a_full_disk_is_told_and_the_store_is_free_again(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_folder.mkdir()
    with monkeypatch.context() as full:
        full.setattr(os, "write", _no_room)
        lock = StoreLock(store_folder)
        with pytest.raises(UserError, match="The disk is full. Free some space"):
            lock.acquire()
        assert not lock.held
        lock.release()
    with StoreLock(store_folder) as again:
        assert again.held


def _no_room(*_: object) -> int:
    raise OSError(errno.ENOSPC, "no space left on device")
