"""The PCs of the recovery rehearsal: one store of invented records, and accounts that know it or do not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ssp_desktop.demo import larkfield_september
from ssp_desktop.demo.builder import enrol_everybody, first_run, steps_of
from ssp_desktop.demo.clock import DemoClock
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.demo.timeline import RENEWED_AT
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import backup, sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from tools.demo import open_window
from tools.hands import Hands

REHEARSED_AT = datetime(2026, 10, 6, 10, 0)
Shoot = Callable[[Hands, str], None]
CONTACTS = larkfield_september.CONTACTS[:4]


@dataclass
class Credentials:
    """The credential store of one account of a PC. It lives as long as the rehearsal."""

    items: dict[tuple[str, str], str] = field(default_factory=dict)

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored text or ``None``."""
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store the text."""
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Delete the text."""
        del self.items[service, username]


@dataclass(repr=False)
class OldPc:
    """The PC on which the records lie. Each section of the document begins with it as it was built.

    Args:
        root: an empty folder that is removed afterwards.
        clock: the time of all PCs.
    """

    root: Path
    clock: DemoClock = field(default_factory=lambda: DemoClock(RENEWED_AT))
    account: Credentials = field(default_factory=Credentials)
    recovery_key: str = ""
    _kept: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the records lie."""
        return self.root / "SSP Desktop" / "store"

    @property
    def copies(self) -> Path:
        """Where backups go."""
        return self.root / "Backups"

    @property
    def stick(self) -> Path:
        """The encrypted disk that is carried to the new PC."""
        return self.root / "Encrypted disk"

    def build(self) -> None:
        """Set the records up, let some weeks pass, and make the first backup."""
        pc = self.seen_from(self.account)
        for each in (self.folder.parent, self.copies, self.stick):
            each.mkdir(parents=True)
        self.recovery_key = first_run(self.folder, pc).recovery_key
        book = DeskBook(self.folder, pc, PASSWORD)
        enrol_everybody(book, self.clock)
        for moment, act in sorted(steps_of(book, CONTACTS, ()), key=lambda step: step[0]):
            self.clock.move_to(moment)
            act()
        book.close()
        self.clock.move_to(REHEARSED_AT)
        self.clock.run_on()
        self.as_(backup.back_up)
        shutil.copytree(self.root, self._before)
        self._kept = dict(self.account.items)

    @property
    def _before(self) -> Path:
        return self.root.with_name(f"{self.root.name} before")

    def begin(self) -> None:
        """Put everything back as it was when it was built."""
        shutil.rmtree(self.root)
        shutil.copytree(self._before, self.root)
        self.account.items = dict(self._kept)

    def seen_from(self, account: Credentials) -> ThisPc:
        """Return this PC as one of its accounts sees it."""
        return ThisPc(keyring=Keyring(account), clock=self.clock, backup_folder=str(self.copies))

    def open(self, account: Credentials | None = None) -> Hands:
        """Start the program."""
        return open_window(self.folder, self.seen_from(account or self.account))

    def open_new_pc(self) -> Hands:
        """Start the program on another PC, where there are neither records nor copies."""
        folder = self.root / "New PC" / "SSP Desktop" / "store"
        folder.parent.mkdir(parents=True)
        return open_window(folder, ThisPc(keyring=Keyring(Credentials()), clock=self.clock))

    def as_(self, act: Callable[[SignedIn], object], user_name: str = "sergeant") -> None:
        """Let somebody do something while no window is open."""
        signed_in = sign_in.sign_in(self.folder, user_name, PASSWORD, self.seen_from(self.account))
        try:
            act(signed_in)
        finally:
            sign_in.sign_out(signed_in)
