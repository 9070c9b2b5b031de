"""The list of confirmed disposals, sealed, beside the store and beside its copies.

A copy is older than the disposals that came after it. When it is restored, its records come back; this list
says which of them two people had disposed of since, and ``disposal_again`` disposes of them again. It lies
outside the store's folder, because a restore exchanges that folder as a whole.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.models import Disposal
from ssp_desktop.security.atomic_file import atomic_write, remove_leftovers
from ssp_desktop.security.sealed_note import NoteUnreadable, open_note, seal_note
from ssp_desktop.services import backup_settings
from ssp_desktop.services.disposal_proof import CONFIRMED, Proof, from_text, proof_of
from ssp_desktop.services.signed_in import SignedIn

_LARGEST = 256 * 1024 * 1024
_log = logging.getLogger("ssp_desktop.disposal")


class ListUnreadable(Exception):
    """There is a list, and it cannot be read: it was altered, cut short, or belongs to another store."""


def beside_store(folder: Path) -> Path:
    """Return the path of the list beside a store's folder."""
    return folder.with_name(f"{folder.name}.disposals")


def beside_copies(target: Path, store_id: str) -> Path:
    """Return the path of the list in a folder of copies, which several stores may share."""
    return target / f"ssp-desktop-{store_id[:8]}.disposals"


def proofs_in(db: Session, store_id: str) -> tuple[Proof, ...]:
    """Return the proofs of all confirmed disposals of an open store."""
    found = db.scalars(select(Disposal).where(Disposal.state == CONFIRMED).order_by(Disposal.id))
    return tuple(filter(None, (proof_of(db, store_id, each) for each in found)))


def read(path: Path, key: bytes, store_id: str) -> tuple[Proof, ...]:
    """Return what a list holds; nothing when there is none. Raises ListUnreadable."""
    try:
        if not path.exists():
            return ()
        if path.stat().st_size > _LARGEST:
            raise ListUnreadable
        found = json.loads(open_note(key, _purpose(store_id), path.read_bytes()))
        return tuple(from_text(each) for each in found)
    except (OSError, NoteUnreadable, ValueError, TypeError) as error:
        raise ListUnreadable from error


def write(path: Path, key: bytes, store_id: str, proofs: tuple[Proof, ...]) -> None:
    """Put a list in place of the one before. Raises OSError."""
    remove_leftovers(path)
    text = json.dumps([each.as_text() for each in proofs])
    atomic_write(path, seal_note(key, _purpose(store_id), text))


def add(path: Path, key: bytes, store_id: str, proofs: tuple[Proof, ...]) -> None:
    """Write a list that holds these and what it held before. Raises OSError.

    A folder of copies may have seen more disposals than the store that copies into it now, an older one.
    A list that cannot be read is put anew.
    """
    known = {each.hash for each in proofs}
    others = tuple(each for each in _or_none(path, key, store_id) if each.hash not in known)
    write(path, key, store_id, (*proofs, *others))


def keep(signed_in: SignedIn, proofs: tuple[Proof, ...]) -> None:
    """Write the list beside the store and into the folder for copies, where that can be done.

    A disposal stands either way: the next sign-in writes the list again, and so does the next backup.
    """
    store_id, key = signed_in.store_id, signed_in.database_key
    target = backup_settings.folder_of(signed_in, signed_in.backup_folder)
    puts = [partial(write, beside_store(signed_in.folder))]
    if target is not None and target.is_dir():
        puts.append(partial(add, beside_copies(target, store_id)))
    for put in puts:
        try:
            put(key, store_id, proofs)
        except OSError as error:
            _log.warning("the list of disposals could not be written: %s", type(error).__name__)


def bring(copies: Path, folder: Path, key: bytes, store_id: str) -> None:
    """Add what the list beside a copy says to the one beside the store that the copy becomes.

    Raises OSError. A list that cannot be read adds nothing.
    """
    path = beside_store(folder)
    here, there = _or_none(path, key, store_id), _or_none(beside_copies(copies, store_id), key, store_id)
    known = {each.hash for each in here}
    missing = tuple(each for each in there if each.hash not in known)
    if missing:
        write(path, key, store_id, (*here, *missing))


def _or_none(path: Path, key: bytes, store_id: str) -> tuple[Proof, ...]:
    try:
        return read(path, key, store_id)
    except ListUnreadable:
        _log.warning("a list of disposals cannot be read")
        return ()


def _purpose(store_id: str) -> str:
    """Bind the seal to this use: no other sealed note of the store is taken for a list."""
    return f"{store_id}/disposals"
