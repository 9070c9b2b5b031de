"""Setting up a store, and getting back in with the recovery key."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ssp_desktop.errors import Fault
from ssp_desktop.security import vault_file
from ssp_desktop.security.failures import VaultDamaged, VaultExists, WrongRecoveryKey
from ssp_desktop.security.kdf import FLOOR, KEY_BYTES, KdfParams
from ssp_desktop.security.recovery_key import new_recovery_key, parse_recovery_key
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.slots import RECOVERY, Keys, SecretDoesNotFit, StoreIdentity, unseal
from ssp_desktop.security.vault import Vault, as_text, utc_now
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

    The caller records the use and calls ``reissue_recovery`` before anything else.

    Raises:
        WrongRecoveryKey: mistyped (names the group), or not this store's present key.
        VaultDamaged: the key is right, but the slot was altered; or the slot is missing.
    """
    secret = parse_recovery_key(recovery_text)
    slot = next((slot for slot in vault.slots if slot.kind == RECOVERY), None)
    if slot is None:
        raise VaultDamaged
    try:
        keys = unseal(vault.contents.identity, slot, secret, None)
    except SecretDoesNotFit:
        raise WrongRecoveryKey("This is not the present recovery key of this store.") from None
    if keys.signing_private is None:
        raise VaultDamaged
    return keys.database_key, keys.signing_private


def reissue_recovery(vault: Vault, database_key: bytes, authority_private: bytes) -> str:
    """Replace the recovery key and return the new text, to be printed once. The old key opens nothing now.

    Raises:
        VaultNotSaved: nothing was changed.
    """
    if public_key_of(authority_private) != vault.authority_public:
        raise Fault("The authority key does not belong to this store.")
    text = new_recovery_key()
    keys = Keys(database_key, authority_private)
    slot = vault.sealed_slot(RECOVERY, "", "", parse_recovery_key(text), keys)
    vault.save((*(old for old in vault.slots if old.kind != RECOVERY), slot))
    return text
