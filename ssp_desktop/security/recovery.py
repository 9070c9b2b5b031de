"""Setting up a store, and getting back in with the recovery key."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ssp_desktop.errors import Fault
from ssp_desktop.security import vault_file
from ssp_desktop.security.failures import OtherRecoveryKey, VaultDamaged, VaultExists
from ssp_desktop.security.kdf import FLOOR, KEY_BYTES, KdfParams
from ssp_desktop.security.passwords import check_new_password
from ssp_desktop.security.recovery_key import new_recovery_key, parse_recovery_key
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.slots import ACCOUNT, RECOVERY, Keys, SecretDoesNotFit, Slot, StoreIdentity, unseal
from ssp_desktop.security.vault import OpenedSlot, Vault, as_text, utc_now
from ssp_desktop.security.vault_file import VaultContents


@dataclass(frozen=True, slots=True, repr=False)
class SetUpSecrets:
    """What exists for a moment at set-up: the recovery key is printed, the rest goes into slots."""

    database_key: bytes
    recovery_key_text: str
    authority_private: bytes


def create_vault(
    folder: Path, kdf_params: KdfParams = FLOOR, *, now: Callable[[], datetime] = utc_now
) -> tuple[Vault, SetUpSecrets]:
    """Make a new store's vault with its recovery slot, and the secrets that set-up passes on.

    Raises:
        VaultExists: the folder already holds a key file, be it a damaged one.
        VaultNotSaved: the key file cannot be written.
    """
    if vault_file.exists(folder):
        raise VaultExists
    authority = new_signing_key()
    identity = StoreIdentity(str(uuid.uuid4()), public_key_of(authority), as_text(now()))
    vault = Vault(folder, VaultContents(identity, 0, ()), kdf_params, now=now)
    database_key = secrets.token_bytes(KEY_BYTES)
    text = reissue_recovery(vault, database_key, authority)
    return vault, SetUpSecrets(database_key, text, authority)


def open_recovery_slot(vault: Vault, recovery_text: str) -> tuple[bytes, bytes]:
    """Return the database key and the authority's private key (32 bytes each).

    While a new key is not confirmed there are two slots, and either key opens its own.

    Raises:
        WrongRecoveryKey: mistyped (names the group), or not this store's present key.
        VaultDamaged: the key is right, but the slot was altered; or the slot is missing.
    """
    secret = parse_recovery_key(recovery_text)
    slots = [slot for slot in vault.slots if slot.kind == RECOVERY]
    if not slots:
        raise VaultDamaged
    for slot in slots:
        try:
            keys = unseal(vault.contents.identity, slot, secret, None)
        except SecretDoesNotFit:
            continue
        if keys.signing_private is None:
            raise VaultDamaged
        return keys.database_key, keys.signing_private
    raise OtherRecoveryKey


def reissue_recovery(vault: Vault, database_key: bytes, authority_private: bytes) -> str:
    """Replace the recovery key and return the new text, to be printed once. The old key opens nothing now.

    Raises:
        VaultNotSaved: nothing was changed.
    """
    text, slot = _new_slot(vault, database_key, authority_private)
    vault.save((*(old for old in vault.slots if old.kind != RECOVERY), slot))
    return text


def let_administrator_in(
    vault: Vault,
    user_name: str,
    password: str,
    device_secret: bytes | None,
    keys: OpenedSlot,
    authority_private: bytes,
    context_words: Iterable[str] = (),
) -> str:
    """Give a new administrator a slot and make a new recovery key, in one write; return the new key.

    The key that was used opens its slot until ``confirm_recovery``: a crash before the new one is on paper
    must not leave a store whose recovery key nobody has. The user name belongs to no account yet, so a slot
    under it is what an attempt that broke off has left, and goes.

    Raises:
        PasswordRefused: the password is too easy to guess.
        VaultNotSaved: nothing was changed.
    """
    check_new_password(password, (user_name, *context_words))
    text, slot = _new_slot(vault, keys.database_key, authority_private)
    left = (ACCOUNT, vault.finder_tag(user_name))
    kept = tuple(old for old in vault.slots if (old.kind, old.finder) != left)
    vault.save((*vault.with_account_slot(kept, user_name, password, device_secret, keys), slot))
    return text


def confirm_recovery(vault: Vault) -> None:
    """Take away every recovery slot but the newest: its key is on paper now.

    Raises:
        VaultNotSaved: nothing was changed.
    """
    older = [slot for slot in vault.slots if slot.kind == RECOVERY][:-1]
    if older:
        vault.save(tuple(slot for slot in vault.slots if slot not in older))


def waits_for_confirmation(vault: Vault) -> bool:
    """Tell whether a new recovery key was made and never confirmed, so that the one before still works."""
    return [slot.kind for slot in vault.slots].count(RECOVERY) > 1


def _new_slot(vault: Vault, database_key: bytes, authority_private: bytes) -> tuple[str, Slot]:
    if public_key_of(authority_private) != vault.authority_public:
        raise Fault("The authority key does not belong to this store.")
    text = new_recovery_key()
    keys = Keys(database_key, authority_private)
    return text, vault.sealed_slot(RECOVERY, "", "", parse_recovery_key(text), keys)
