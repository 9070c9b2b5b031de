"""The password asked again, for countersigning and administering people: gives the key for one signature."""

from __future__ import annotations

from ssp_desktop.database import StoreClosed, in_words
from ssp_desktop.security.attempts import Attempts, Failures
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import DeviceSecretMissing, KeyringUnavailable
from ssp_desktop.security.vault import OpenedSlot, Vault
from ssp_desktop.services import audit_trail, unwritten
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.audit import AuditEvent


def device_secret_of(vault: Vault, keyring: Keyring, user_name: str) -> bytes | None:
    """Return this operating-system account's device secret, or None when the store has none here.

    Raises:
        KeyringUnavailable: there is no credential store, or it is locked, and the person's slot needs one.
    """
    try:
        return keyring.get_device_secret(vault.store_id)
    except DeviceSecretMissing:
        return None
    except KeyringUnavailable:
        if _opens_with_password_only(vault, user_name):
            return None
        raise


def device_secret_for_new_slot(vault: Vault, pc: ThisPc) -> bytes | None:
    """Return the secret that a new slot is bound to; None for a password-only slot.

    Whether this store may have such slots was decided at set-up, with the IT policy; on a PC without a
    credential store the others could not get in otherwise.

    Raises:
        KeyringUnavailable: there is no credential store, or it is locked, and the store needs one.
    """
    try:
        return pc.device_secret_for_new_slot(vault.store_id)
    except KeyringUnavailable:
        if vault.password_only_accounts():
            return None
        raise


def _opens_with_password_only(vault: Vault, user_name: str) -> bool:
    finder, accounts = vault.finder_tag(user_name), vault.password_only_accounts()
    return any(slot.finder == finder and slot.account_id in accounts for slot in vault.slots)


def open_slot(vault: Vault, keyring: Keyring, user_name: str, password: str) -> tuple[OpenedSlot, Failures]:
    """Open an account's slot; a wrong guess is counted before it is checked. Returns the failures before.

    Raises:
        WrongPassword, TooManyAttempts, DeviceSecretMissing, VaultDamaged: each with its own words.
    """
    attempts = Attempts(vault.folder)
    tag = vault.finder_tag(user_name)
    device = device_secret_of(vault, keyring, user_name)
    attempts.begin(tag)
    opened = vault.open_account_slot(user_name, password, device)
    return opened, attempts.succeeded(tag)


def signing_key(signed_in: SignedIn, password: str) -> bytes:
    """Return the person's own signing key (32 bytes) for one signature.

    Wrong guesses before it stand in the audit log, as those at sign-in do.

    Raises:
        WrongPassword: the password is not the signed-in person's.
        StoreClosed: the session has ended meanwhile.
    """
    if not signed_in.database_key:
        raise StoreClosed
    opened, failures = open_slot(signed_in.vault, signed_in.keyring, signed_in.actor.user_name, password)
    entries = failed_entries(signed_in.actor.account_id, failures, "when the password was asked again")
    if entries and signed_in.read_only:
        unwritten.note(signed_in, signed_in.clock(), entries)
    elif entries:
        with in_words(), signed_in.database.session() as db:
            audit_trail.append(db, signed_in, signed_in.clock(), entries)
            db.commit()
    return opened.signing_private


def failed_entries(account_id: int, failures: Failures | None, when: str = "") -> list[audit_trail.Entry]:
    """Return what the audit log has to say about failed guesses before a right one; often nothing."""
    if failures is None or not failures.all_names:
        return []
    words = f"{failures.this_account} under this user name, {failures.all_names} in all"
    detail = f"{words}, {when}" if when else words
    return [audit_trail.Entry(AuditEvent.SIGN_IN_FAILED, "account", account_id, detail=detail)]
