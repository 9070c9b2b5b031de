"""What is broken on: a store on a disk of its own, with a keyring that is copied and put back like a file.

Everything that a person has lies below one folder, so that one copy of it is the whole state of a PC.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event

from ssp_desktop.security import kdf, slots
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import move_in, restore, set_up, sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.store_folder import StoreLock
from tests.stores import PASSWORDS, Clock, build

BUILT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


class FileKeyring:
    """A back-end of the keyring that lies in files: what a kill leaves of it is still there to be looked at.

    An item is replaced in one step, as the Secret Service does it. Its folder lies outside the part that is
    broken: each moment between two of its changes is followed by a call on the disk, where the kill comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_password(self, service: str, username: str) -> str | None:
        path = self._item(service, username)
        return path.read_text(encoding="utf-8") if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._item(service, username).with_suffix(".new")
        unfinished.write_text(password, encoding="utf-8")
        unfinished.replace(self._item(service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._item(service, username).unlink()

    def _item(self, service: str, username: str) -> Path:
        return self._folder / hashlib.sha256(f"{service}/{username}".encode()).hexdigest()


@dataclass
class Bench:
    """One PC: ``disk`` is what can break, ``folder`` the store on it."""

    root: Path
    recovery_key: str = ""
    now: datetime = NOW
    sessions: list[SignedIn] = field(default_factory=list)
    pc: ThisPc = field(init=False)

    def __post_init__(self) -> None:
        self.pc = ThisPc(keyring=Keyring(FileKeyring(self.root / "keyring")), clock=Clock(self.now))

    @property
    def disk(self) -> Path:
        return self.root / "disk"

    @property
    def folder(self) -> Path:
        return self.disk / "store"

    @property
    def copies(self) -> Path:
        """Where backups go."""
        return self.disk / "copies"

    @property
    def saved(self) -> Path:
        """Where a person saves PDFs."""
        return self.disk / "saved"

    def go_to(self, now: datetime) -> None:
        """Set the clock of this PC."""
        self.now = now
        self.pc = ThisPc(keyring=self.pc.keyring, clock=Clock(now))

    def copy_to(self, root: Path) -> Bench:
        """Put a copy of this PC in the place of what lies at ``root``."""
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.root, root)
        for item in (root / "keyring").glob("*"):  # the copy is that PC, not a second folder of this one
            item.write_text(
                item.read_text(encoding="utf-8").replace(str(self.root), str(root)), encoding="utf-8"
            )
        return Bench(root, self.recovery_key, self.now)

    def sign_in(self, who: str, password: str = "") -> SignedIn:
        signed_in = sign_in.sign_in(self.folder, who, password or PASSWORDS[who], self.pc)
        self.sessions.append(signed_in)
        return signed_in

    def start(self) -> bool:
        """Do what the program does before its first screen. Returns whether there is a store."""
        set_up.clean_leftovers(self.folder, self.pc)
        move_in.clean_leftovers(self.folder)
        restore.finish_interrupted(self.folder)
        found = set_up.find_store(self.folder)
        if found:
            with StoreLock(self.folder):
                restore.clean_leftovers(self.folder)
        return found


def build_bench(root: Path) -> Bench:
    """Set a store up with everybody in it, as tests/stores.py does, on a bench of its own."""
    bench = Bench(root, now=BUILT)
    for folder in (bench.disk, bench.copies, bench.saved):
        folder.mkdir(parents=True)
    recovery_key = build(bench.folder, bench.pc)
    return Bench(root, recovery_key)


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Have each password's slow derivation, and each statement's text, worked out once inside the block.

    Both follow from their input alone, so that nothing that is tested changes; thousands of sign-ins become
    possible.
    """
    compiled: dict[Any, Any] = {}

    def shared(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", shared)
    try:
        with patch.object(slots, "derive", cache(kdf.derive)):
            yield
    finally:
        event.remove(Engine, "engine_connect", shared)
