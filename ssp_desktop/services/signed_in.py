"""``SignedIn``: one person at one open store. Every service takes it as its first argument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ssp_desktop.security.permissions import WRITING, Action, Audience, allowed, field_audience
from ssp_desktop.services.clock import utc_now
from ssp_desktop.vocabulary.people import Role

if TYPE_CHECKING:
    from ssp_desktop.database import Database
    from ssp_desktop.security.device_secret import Keyring
    from ssp_desktop.security.signatures import SessionKey
    from ssp_desktop.security.vault import Vault


@dataclass(frozen=True)
class Actor:
    """Who acts. ``role`` and ``administrator`` are the verified ones (see ``security/grants.py``)."""

    account_id: int
    user_name: str
    display_name: str
    role: Role
    administrator: bool
    partnership_id: int | None

    @property
    def audience(self) -> Audience:
        """Which fields of a record this person sees."""
        return field_audience(self.role)

    def may(self, action: Action) -> bool:
        """Tell whether this person may do something."""
        return allowed(self.role, self.administrator, action)


@dataclass(frozen=True)
class Moved:
    """When, by whom and why the store was marked as moved to another PC."""

    at: datetime
    who: str
    reason: str


@dataclass(repr=False)
class SignedIn:
    """An open store with the person who signed in to it.

    ``changes`` collects the nouns that the services changed; the screen takes them after each task and
    tells its open lists to read again. ``ending`` takes the place of an ordinary end of the session: a
    restore, which signs out on its way. The account's own signing key is not here: it is unwrapped for a
    moment when the person gives their password again (``step_up``). ``read_only`` says that the file is
    damaged: it is open for reading only (``unit_of_work.run`` notes beside it what was read). ``moved`` says
    that the records went on to another PC: they are read here, and nothing but the trace of it is written.
    """

    vault: Vault
    keyring: Keyring
    database: Database
    database_key: bytes
    actor: Actor
    session_id: str
    session_key: SessionKey
    opened_at: datetime
    preset: str = ""
    demo: bool = False
    backup_folder: str = ""
    copy_away_days: int = 30
    notices: tuple[str, ...] = ()
    read_only: bool = False
    moved: Moved | None = None
    clock: Callable[[], datetime] = utc_now
    changes: list[str] = field(default_factory=list)
    ending: Callable[[], object] | None = None

    @property
    def store_id(self) -> str:
        """The store's id (uuid4)."""
        return self.vault.store_id

    @property
    def folder(self) -> Path:
        """The store's folder."""
        return self.vault.folder

    @property
    def for_reading(self) -> bool:
        """Whether the records can only be read: they are damaged, or went on to another PC."""
        return self.read_only or self.moved is not None

    def may(self, action: Action) -> bool:
        """Tell whether this person may do something at this store as it is now."""
        return self.actor.may(action) and not (self.for_reading and action in WRITING)

    def take_changes(self) -> tuple[str, ...]:
        """Return the nouns changed since the last call, each once, and forget them."""
        taken = tuple(dict.fromkeys(self.changes))
        self.changes.clear()
        return taken
