"""The vault: who can open the store, and with what.

The file alone opens nothing: an account's slot also needs the device secret of this operating-system account,
unless the IT policy allows slots without one. Enrolment codes (125 random bits) and recovery keys (175) need
no device secret.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from ssp_desktop.security import vault_file
from ssp_desktop.security.failures import DeviceSecretMissing, VaultDamaged, WrongPassword
from ssp_desktop.security.kdf import FLOOR, KdfParams, check_params
from ssp_desktop.security.passwords import check_new_password, normalise_password
from ssp_desktop.security.slots import (
    ACCOUNT,
    ENROLMENT,
    Keys,
    SecretDoesNotFit,
    Slot,
    device_tag,
    finder_tag,
    new_salt,
    seal,
    spend_the_same_work,
    unseal,
)
from ssp_desktop.security.vault_file import VaultContents

_KEPT_AFTER_EXPIRY: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, repr=False)
class OpenedSlot:
    """What an account's slot gives: database key and signing key (32 bytes each), and whose they are.

    ``needs_rewrap`` says that the slot was made with weaker parameters than are now wanted: call ``rewrap``.
    """

    account_id: str
    database_key: bytes
    signing_private: bytes
    needs_rewrap: bool = False


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def as_text(moment: datetime) -> str:
    """Return a time in UTC as ``2026-11-22T09:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Vault:
    """The open key file. One process holds the store, so what is in memory is what is on disk."""

    def __init__(
        self,
        folder: Path,
        contents: VaultContents,
        kdf_params: KdfParams = FLOOR,
        notice: str = "",
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Wrap contents read by ``load_vault``.

        Args:
            folder: the folder of the store.
            contents: what the key file holds.
            kdf_params: the strength wanted for new slots.
            notice: a sentence for the person about a copy that was replaced, or an empty text.
            now: the clock, in UTC.
        """
        self.folder = folder
        self.contents = contents
        self.kdf_params = check_params(kdf_params)
        self.notice = notice
        self.now = now

    @property
    def store_id(self) -> str:
        """The store's id (uuid4)."""
        return self.contents.identity.store_id

    @property
    def authority_public(self) -> str:
        """The root of trust: the authority's public key in hexadecimal."""
        return self.contents.identity.authority_public

    @property
    def generation(self) -> int:
        """How often the key file was changed."""
        return self.contents.generation

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots as stored."""
        return self.contents.slots

    def finder_tag(self, user_name: str) -> str:
        """Return the tag of a user name in this store (also the key in the record of failed attempts)."""
        return finder_tag(self.store_id, user_name)

    def password_only_accounts(self) -> frozenset[str]:
        """Return the ids of accounts with a slot that needs no device secret (shown to the administrator)."""
        return frozenset(
            slot.account_id for slot in self.slots if slot.kind == ACCOUNT and slot.password_only
        )

    def add_account_slot(
        self,
        user_name: str,
        password: str,
        device_secret: bytes | None,
        keys: OpenedSlot,
        context_words: Iterable[str] = (),
    ) -> None:
        """Give an account a slot, in the place of its slot for the same device secret.

        Args:
            user_name: what the person types at sign-in.
            password: a new password, checked here.
            device_secret: 32 bytes; ``None``, only when the policy allows, makes a password-only slot.
            keys: the account's id, the database key and the account's signing key.
            context_words: names that the password must not be made of.

        Raises:
            PasswordRefused: the password is too easy to guess.
            VaultNotSaved: nothing was changed.
        """
        check_new_password(password, (user_name, *context_words))
        self.save(self.with_account_slot(self.slots, user_name, password, device_secret, keys))

    def open_account_slot(self, user_name: str, password: str, device_secret: bytes | None) -> OpenedSlot:
        """Open the store with a password.

        An unknown user name costs the same work and gives the same answer as a wrong password.

        Raises:
            WrongPassword: user name or password is wrong.
            DeviceSecretMissing: the device secret is ``None`` or not the one this person's slot needs.
            VaultDamaged: the password is right, but the slot was altered.
        """
        secret = normalise_password(password)
        slot = self._slot_for(user_name, device_secret)
        if slot is None:
            spend_the_same_work(secret, self._usual_params())
            raise DeviceSecretMissing if self._enrolled_elsewhere(user_name, device_secret) else WrongPassword
        try:
            keys = unseal(self.contents.identity, slot, secret, None if slot.password_only else device_secret)
        except SecretDoesNotFit:
            raise WrongPassword from None
        if keys.signing_private is None:
            raise VaultDamaged
        weak = slot.kdf.weaker_than(self.kdf_params)
        return OpenedSlot(slot.account_id, keys.database_key, keys.signing_private, weak)

    def rewrap(self, user_name: str, password: str, device_secret: bytes | None) -> None:
        """Make the slot anew with the strength now wanted.

        Raises:
            WrongPassword, DeviceSecretMissing, VaultDamaged: as ``open_account_slot``.
            VaultNotSaved: nothing was changed.
        """
        opened = self.open_account_slot(user_name, password, device_secret)
        self._replace_opened(user_name, password, device_secret, opened)

    def change_password(
        self,
        user_name: str,
        current: str,
        new: str,
        device_secret: bytes | None,
        context_words: Iterable[str] = (),
    ) -> None:
        """Change a password. The slot is replaced as a whole: after a crash the old or the new one opens.

        Raises:
            WrongPassword: the current password is wrong.
            PasswordRefused: the new one is too easy to guess.
            VaultNotSaved: nothing was changed.
        """
        opened = self.open_account_slot(user_name, current, device_secret)
        check_new_password(new, (user_name, *context_words))
        self._replace_opened(user_name, new, device_secret, opened)

    def remove_slot(self, account_id: str, *, codes: bool = True) -> int:
        """Take away every slot of an account, and its enrolment codes; return how many there were."""
        kinds = {ACCOUNT, ENROLMENT} if codes else {ACCOUNT}
        kept = tuple(slot for slot in self.slots if slot.kind not in kinds or slot.account_id != account_id)
        removed = len(self.slots) - len(kept)
        if removed:
            self.save(kept)
        return removed

    def with_account_slot(
        self,
        slots: tuple[Slot, ...],
        user_name: str,
        password: str,
        device_secret: bytes | None,
        keys: OpenedSlot,
    ) -> tuple[Slot, ...]:
        """Return ``slots`` with the account's slot for this device secret made anew. Nothing is saved."""
        slot = seal(
            self.contents.identity,
            replace(
                self.header(ACCOUNT, self.finder_tag(user_name), keys.account_id),
                password_only=device_secret is None,
                device_tag=device_tag(device_secret),
            ),
            normalise_password(password),
            device_secret,
            Keys(keys.database_key, keys.signing_private),
        )
        same = (ACCOUNT, keys.account_id, slot.device_tag)
        return (*(old for old in slots if (old.kind, old.account_id, old.device_tag) != same), slot)

    def sealed_slot(
        self, kind: str, finder: str, account_id: str, secret: bytes, keys: Keys, expires: str = ""
    ) -> Slot:
        """Return a new slot without device secret. Nothing is saved."""
        header = replace(self.header(kind, finder, account_id), expires=expires)
        return seal(self.contents.identity, header, secret, None, keys)

    def header(self, kind: str, finder: str, account_id: str) -> Slot:
        """Return a slot with nothing in it yet: new id, new salt, the strength now wanted."""
        return Slot(
            slot_id=str(uuid.uuid4()),
            kind=kind,
            finder=finder,
            account_id=account_id,
            password_only=False,
            device_tag="",
            kdf=self.kdf_params,
            salt=new_salt(),
            created=as_text(self.now()),
            expires="",
        )

    def save(self, slots: tuple[Slot, ...]) -> None:
        """Write the slots to both copies; in memory they change only when the first copy is on disk.

        Raises:
            VaultNotSaved: nothing was changed.
        """
        long_ago = as_text(self.now() - _KEPT_AFTER_EXPIRY)
        kept = tuple(slot for slot in slots if slot.kind != ENROLMENT or slot.expires > long_ago)
        contents = vault_file.next_generation(self.contents, kept)
        self.notice = vault_file.write_vault(self.folder, contents)
        self.contents = contents

    def _replace_opened(
        self, user_name: str, password: str, device: bytes | None, opened: OpenedSlot
    ) -> None:
        old = self._slot_for(user_name, device)
        bound = None if old is not None and old.password_only else device
        self.save(self.with_account_slot(self.slots, user_name, password, bound, opened))

    def _slot_for(self, user_name: str, device_secret: bytes | None) -> Slot | None:
        tag, finder = device_tag(device_secret), self.finder_tag(user_name)
        mine = [slot for slot in self.slots if slot.kind == ACCOUNT and slot.finder == finder]
        bound = [slot for slot in mine if slot.device_tag == tag and not slot.password_only]
        return next(iter(bound or [slot for slot in mine if slot.password_only]), None)

    def _enrolled_elsewhere(self, user_name: str, device_secret: bytes | None) -> bool:
        """Tell whether a missing enrolment, rather than a wrong name, keeps the person out."""
        bound = [slot for slot in self.slots if slot.kind == ACCOUNT and not slot.password_only]
        finder = self.finder_tag(user_name)
        this_pc = any(slot.device_tag == device_tag(device_secret) for slot in bound)
        return any(slot.finder == finder for slot in bound) or (bool(bound) and not this_pc)

    def _usual_params(self) -> KdfParams:
        return max((slot.kdf for slot in self.slots if slot.kind == ACCOUNT), default=self.kdf_params)


def load_vault(
    folder: Path,
    kdf_params: KdfParams = FLOOR,
    *,
    expected_store_id: str | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Vault:
    """Read a store's vault; ``notice`` tells when a copy had to be replaced.

    Raises:
        VaultMissing, VaultDamaged, VaultTooNew, AnotherStore: it cannot be used.
    """
    contents, notice = vault_file.read_vault(folder, expected_store_id)
    # Set-up measures what the PC can do; everybody who comes later gets slots as strong as the first one's.
    strongest = max((slot.kdf for slot in contents.slots if slot.kind == ACCOUNT), default=kdf_params)
    return Vault(folder, contents, max(kdf_params, strongest), notice, now)
