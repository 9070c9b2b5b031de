"""The stores that are measured: one as people set it up, and copies with 1,000 to 100,000 contact logs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.fill import fill
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from tests import stores

BUILT_AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Sizes:
    """How much is measured. ``logs``: contact logs in each store, the smallest first."""

    logs: tuple[int, ...] = (1_000, 10_000, 100_000)
    starts: int = 9
    calls: int = 15
    saves: int = 40
    entries: int = 100_000
    register: int = 500
    activities: int = 20_000

    @property
    def largest(self) -> int:
        """The number of contact logs in the largest store."""
        return self.logs[-1]


QUICK = Sizes(logs=(200, 2_000), starts=3, calls=5, saves=8, entries=2_000, register=50, activities=2_000)


@dataclass
class Ground:
    """A folder with the stores, and who is signed in to each. Used as a context, it closes them all."""

    folder: Path
    sizes: Sizes
    pc: ThisPc = field(default_factory=lambda: ThisPc(keyring=Keyring(), clock=stores.Clock()))
    _open: dict[Path, SignedIn] = field(default_factory=dict)

    def __enter__(self) -> Ground:
        return self

    def __exit__(self, *_error: object) -> None:
        for folder in list(self._open):
            self.close(folder)

    def build(self) -> None:
        """Set up a store, and copy and fill it until there is one of each size."""
        before, have = self.folder / "empty", 0
        stores.build(before, ThisPc(keyring=Keyring(), clock=stores.Clock(BUILT_AT)))
        for wanted in self.sizes.logs:
            store = self.store(wanted)
            shutil.copytree(before, store)
            officer = self.officer(store)
            fill(officer.database, officer.store_id, have, wanted)
            self.close(store)
            before, have = store, wanted

    def store(self, logs: int) -> Path:
        """Return the folder of the store with so many contact logs."""
        return self.folder / f"store-{logs}"

    def copy(self, logs: int, name: str) -> Path:
        """Return a copy of a store, for a benchmark that changes it."""
        original = self.store(logs)
        self.close(original)
        return Path(shutil.copytree(original, self.folder / name))

    def officer(self, store: Path) -> SignedIn:
        """Return the officer, signed in to this store."""
        return self.person(store, "officer")

    def person(self, store: Path, who: str) -> SignedIn:
        """Return somebody signed in; whoever was signed in to this store before goes out."""
        signed_in = self._open.get(store)
        if signed_in is None or signed_in.actor.user_name != who:
            self.close(store)
            signed_in = sign_in.sign_in(store, who, stores.PASSWORDS[who], self.pc)
            self._open[store] = signed_in
        return signed_in

    def close(self, store: Path) -> None:
        """Sign out of a store; nothing happens when nobody is signed in."""
        signed_in = self._open.pop(store, None)
        if signed_in is not None:
            sign_in.sign_out(signed_in)


def bare(signed_in: SignedIn) -> Any:
    """Return the driver's own connection to the open store: the same file, key, settings and page cache."""
    opened = signed_in.database.engine.raw_connection()
    try:
        return opened.driver_connection
    finally:
        opened.close()
