"""The password asked again, for countersigning and administering people: gives the key for one signature."""

from __future__ import annotations

from ssp_desktop.security.attempts import Attempts
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import DeviceSecretMissing
from ssp_desktop.security.vault import OpenedSlot, Vault
from ssp_desktop.services.signed_in import SignedIn


def device_secret_of(vault: Vault, keyring: Keyring) -> bytes | None:
    """Return this operating-system account's device secret, or None when the store has none here.

    Raises:
        KeyringUnavailable: there is no credential store, or it is locked, and the store needs one.
    """
    try:
        return keyring.get_device_secret(vault.store_id)
    except DeviceSecretMissing:
        return None


def open_slot(vault: Vault, keyring: Keyring, user_name: str, password: str) -> OpenedSlot:
    """Open an account's slot; a wrong guess is counted before it is checked.

    Raises:
        WrongPassword, TooManyAttempts, DeviceSecretMissing, VaultDamaged: each with its own words.
    """
    attempts = Attempts(vault.folder)
    tag = vault.finder_tag(user_name)
    device = device_secret_of(vault, keyring)
    attempts.begin(tag)
    opened = vault.open_account_slot(user_name, password, device)
    attempts.succeeded(tag)
    return opened


def signing_key(signed_in: SignedIn, password: str) -> bytes:
    """Return the person's own signing key (32 bytes) for one signature.

    Raises:
        WrongPassword: the password is not the signed-in person's.
    """
    return open_slot(signed_in.vault, signed_in.keyring, signed_in.actor.user_name, password).signing_private
