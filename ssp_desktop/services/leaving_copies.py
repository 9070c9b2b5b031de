"""Files with records' words on their way out of the store: a kill half way leaves none of them for good.

Such a file is written beside its place under a hidden name, and takes its place as a whole. Where it lies is
noted before that, sealed, beside the store; the note goes when the file has its place. What a kill left is
removed at the next sign-in, by its note.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import json
import logging
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from ssp_desktop.database import StoreClosed
from ssp_desktop.errors import UserError
from ssp_desktop.security import atomic_file
from ssp_desktop.security.sealed_note import NoteUnreadable, open_note, seal_note
from ssp_desktop.services.signed_in import SignedIn

_on_the_way: set[Path] = set()
"""Notes of files that this process is writing now: a sign-in after a quick lock leaves them alone."""
_log = logging.getLogger("ssp_desktop.leaving_copies")


def save(signed_in: SignedIn, path: Path, content: bytes) -> Path:
    """Write a file that is whole or not there. Runs on any thread.

    Raises:
        UserError: the disk is full, the folder is gone or may not be written to, or the person has left.
    """
    with in_words(), staged(signed_in, path, content) as put_in_place:
        put_in_place()
    return path


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Say in words why a file cannot be saved."""
    try:
        yield
    except OSError as error:
        raise UserError(
            f"The file could not be saved: {error.strerror or 'the folder cannot be written to'}.",
            "Choose another folder, or make room, then save again.",
        ) from error


@contextlib.contextmanager
def staged(signed_in: SignedIn, path: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """Write ``content`` beside ``path``, as ``atomic_file.staged`` does, with a note of it beside the store.

    Raises:
        OSError: either of the two folders cannot be written to.
        StoreClosed: the person has left.
    """
    if not signed_in.database_key:
        raise StoreClosed
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    folder, unfinished = signed_in.folder, atomic_file.unfinished_name(path.absolute())
    note = folder.with_name(f"{folder.name}.unfinished-{secrets.token_hex(8)}")
    body = json.dumps({"account": signed_in.actor.account_id, "path": str(unfinished)})
    _on_the_way.add(note)
    try:
        atomic_file.atomic_write(note, seal_note(signed_in.database_key, _purpose(signed_in.store_id), body))
        try:
            with atomic_file.staged(path, content, unfinished) as put_in_place:
                yield put_in_place
        finally:
            _forget(note, unfinished)
    finally:
        _on_the_way.discard(note)


def remove_unfinished(signed_in: SignedIn) -> str:
    """Remove what copies that were cut off left. Returns what their author should know; often nothing."""
    folder = signed_in.folder
    notes = sorted(folder.parent.glob(f"{glob.escape(folder.name)}.unfinished-*"))
    left = [_removed(signed_in, note) for note in notes if note not in _on_the_way]
    return " ".join(filter(None, left))


def _removed(signed_in: SignedIn, note: Path) -> str:
    try:
        body = json.loads(open_note(signed_in.database_key, _purpose(signed_in.store_id), note.read_bytes()))
        unfinished, account_id = Path(body["path"]), body["account"]
    except (OSError, NoteUnreadable, ValueError, KeyError, TypeError) as error:
        _log.warning("a note of an unfinished copy cannot be read: %s", type(error).__name__)
        return ""
    try:
        unfinished.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("an unfinished copy cannot be removed: %s", type(error).__name__)
    if _forget(note, unfinished) or account_id != signed_in.actor.account_id:
        return ""
    return (
        f"A copy was cut off while it was being saved. A part of it may lie in {unfinished.parent} as "
        f"{unfinished.name}, where it can be read. Connect that drive and sign in again, or delete the file."
    )


def _forget(note: Path, unfinished: Path) -> bool:
    """Remove the note when it is certain that its file is not there. Returns whether that is so."""
    try:
        gone = unfinished.parent.is_dir() and not unfinished.exists()
        if gone:
            note.unlink(missing_ok=True)
    except OSError as error:
        _log.info("the note of a copy stays behind: %s", type(error).__name__)
        return False
    return gone


def _purpose(store_id: str) -> str:
    """Bind the seal to this use: no other sealed note of the store is taken for one."""
    return f"{store_id}/unfinished"
