"""Replace a file as a whole: after a crash at any instant it is the old one or the new one."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path


def atomic_write(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` through a temporary file in the same folder.

    The temporary file (``.<name>.*.tmp``, readable by the owner alone) is written, flushed to disk, renamed
    over ``path``, and the folder is flushed. On an error the old file stands and the temporary file is gone;
    after a kill one may be left over, see ``remove_leftovers``.

    Raises:
        OSError: the disk is full, the folder is missing or may not be written to.
    """
    with staged(path, content) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def staged(path: Path, content: bytes, unfinished: Path | None = None) -> Iterator[Callable[[], None]]:
    """Write ``content`` beside ``path``, flushed to disk; what is given puts it in place of ``path``.

    Without that call nothing is left at the end. For a file that must only appear once something else stands.

    Args:
        path: its place.
        content: what is written.
        unfinished: the file that is written first, when somebody has to know it (``unfinished_name``).

    Raises:
        OSError: the disk is full, the folder is missing or may not be written to.
    """
    name = unfinished or unfinished_name(path)
    handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)

    def put_in_place() -> None:
        os.replace(name, path)
        flush_folder(path.parent)

    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield put_in_place
    except BaseException:
        with contextlib.suppress(OSError):  # a disk that refuses this too: the first error is what is told
            os.unlink(name)
        raise
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name)


def unfinished_name(path: Path) -> Path:
    """Return a name beside ``path`` that no other file has."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def remove_leftovers(path: Path) -> None:
    """Delete temporary files that a killed ``atomic_write`` of ``path`` left behind."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        leftover.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make a rename in the folder durable. Windows has no handle for a folder: NTFS journals the rename."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
