"""What signing in needs of the PC: its credential store, its clock, and how strong keys are to be wrapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.kdf import FLOOR, KdfParams
from ssp_desktop.services.clock import utc_now

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class ThisPc:
    """This PC, as this operating-system account sees it.

    ``password_only`` goes on without a credential store, and is set only when the IT policy allows it.
    ``kdf`` is the strength that slots should have; a weaker slot is made anew at the next sign-in.
    ``demo`` says that the program was started as the demonstration: it then opens only a store of invented
    records, and otherwise only a live one (``sign_in.begin_session`` refuses the rest).
    ``backup_folder`` is the folder for copies that the IT policy names; empty leaves it to the people.
    ``copy_away_days`` are the days after which the program asks again for a copy that is put away.
    """

    keyring: Keyring = field(default_factory=Keyring)
    kdf: KdfParams = FLOOR
    password_only: bool = False
    clock: Clock = utc_now
    demo: bool = False
    backup_folder: str = ""
    copy_away_days: int = 30

    def device_secret_for_new_slot(self, store_id: str) -> bytes | None:
        """Return the secret that a new slot is bound to, made if need be; None for a password-only slot.

        Raises:
            KeyringUnavailable: there is no credential store, or it is locked.
        """
        return None if self.password_only else self.keyring.ensure_device_secret(store_id)
