"""After a fault at any instant the file is the old one or the new one."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ssp_desktop.security import atomic_file
from ssp_desktop.security.atomic_file import atomic_write, remove_leftovers

KILLED = """
import os, sys
from pathlib import Path
from ssp_desktop.security.atomic_file import atomic_write
step, name = sys.argv[2], sys.argv[3]
real = getattr(os, name)
def dying(*arguments):
    if step == "after":
        real(*arguments)
    os._exit(9)
setattr(os, name, dying)
atomic_write(Path(sys.argv[1]), b"new" * 10_000)
"""


def test_written_whole_and_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic_write(path, b"first")
    atomic_write(path, b"second")
    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fdopen", "fsync", "replace"])
def test_an_error_leaves_the_old_file_and_no_litter(
    tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    atomic_write(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space"):
        atomic_write(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("call", "step", "content"),
    [
        ("fdopen", "before", b"old"),
        ("fsync", "before", b"old"),
        ("fsync", "after", b"old"),
        ("replace", "before", b"old"),
        ("replace", "after", b"new" * 10_000),
    ],
)
def test_a_kill_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, call: str, step: str, content: bytes
) -> None:
    path = tmp_path / "file"
    atomic_write(path, b"old")
    root = Path(atomic_file.__file__).resolve().parents[2]
    died = subprocess.run([sys.executable, "-c", KILLED, str(path), step, call], cwd=root, check=False)
    assert died.returncode == 9
    assert path.read_bytes() == content
    remove_leftovers(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "none" / "file", b"")


def test_the_folder_is_flushed_except_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[bool] = []
    real: Callable[[int], None] = os.fsync

    def fsync(handle: int) -> None:
        flushed.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    atomic_write(tmp_path / "file", b"one")
    assert flushed == [False, True]
    monkeypatch.setattr(sys, "platform", "win32")
    atomic_write(tmp_path / "file", b"two")
    assert flushed == [False, True, False]


def test_an_error_while_a_vanished_temporary_file_is_removed_is_the_first_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(source: str, _target: Path) -> None:
        os.unlink(source)
        raise PermissionError("in use")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PermissionError, match="in use"):
        atomic_write(tmp_path / "file", b"new")


def test_an_error_while_the_temporary_file_cannot_be_removed_is_the_first_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise PermissionError("in use")

    def refused(*_: object) -> None:
        raise OSError(errno.EIO, "the disk is broken")

    monkeypatch.setattr(os, "replace", broken)
    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(PermissionError, match="in use"):
        atomic_write(tmp_path / "file", b"new")
