"""Letting a person in for the first time, after a reset, or under another Windows account.

Somebody who is signed in makes a code. The person types it once, chooses a password that nobody else learns,
and gets a new signing key, or keeps the present one when the code was made by that same person for a second
Windows account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from ssp_desktop.security.enrolment_code import (
    enrolment_private_key,
    new_enrolment_code,
    parse_enrolment_code,
)
from ssp_desktop.security.failures import EnrolmentCodeExpired, EnrolmentCodeUsed, WrongEnrolmentCode
from ssp_desktop.security.passwords import check_new_password
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.slots import (
    ACCOUNT,
    ENROLMENT,
    Keys,
    SecretDoesNotFit,
    Slot,
    confirm_secret,
    spend_the_same_work,
    unseal,
)
from ssp_desktop.security.vault import OpenedSlot, Vault, as_text

VALID_FOR: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True, repr=False)
class EnrolmentCode:
    """A new code: its text (shown once), the public key for the grant (hex), and when it expires (UTC)."""

    text: str
    public_key: str
    expires: datetime


@dataclass(frozen=True, slots=True, repr=False)
class OpenedEnrolment:
    """What a code opened. ``signing_private`` is the account's present key, or ``None``: make a new one.

    ``enrolment_private`` endorses the new key (see ``grants.sign_endorsement``).
    """

    slot_id: str
    account_id: str
    database_key: bytes
    enrolment_private: bytes
    signing_private: bytes | None


def add_enrolment_slot(
    vault: Vault,
    user_name: str,
    account_id: str,
    database_key: bytes,
    *,
    signing_private: bytes | None = None,
) -> EnrolmentCode:
    """Make a one-use code for an account; an earlier code of the account stops working.

    Args:
        vault: the open vault.
        user_name: what the person will type at sign-in.
        account_id: the account.
        database_key: from the session of whoever makes the code.
        signing_private: only when a person makes a code for themselves, for a second Windows account.

    Raises:
        VaultNotSaved: nothing was changed.
    """
    text = new_enrolment_code()
    secret = parse_enrolment_code(text)
    expires = vault.now() + VALID_FOR
    keys = Keys(database_key, signing_private)
    slot = vault.sealed_slot(
        ENROLMENT, vault.finder_tag(user_name), account_id, secret, keys, expires=as_text(expires)
    )
    vault.save((*(old for old in vault.slots if (old.kind, old.account_id) != (ENROLMENT, account_id)), slot))
    private = enrolment_private_key(secret, vault.store_id, account_id)
    return EnrolmentCode(text, public_key_of(private), expires)


def open_enrolment_slot(vault: Vault, user_name: str, code: str) -> OpenedEnrolment:
    """Open the store with a code. It stays valid until ``end_codes``.

    Raises:
        WrongEnrolmentCode: mistyped (names the group), or not this person's.
        EnrolmentCodeUsed, EnrolmentCodeExpired: it was right once.
        VaultDamaged: the code is right, but the slot was altered.
    """
    secret = parse_enrolment_code(code)
    slot = _slot_of_code(vault, user_name, secret)
    if slot.used:
        raise EnrolmentCodeUsed
    keys = unseal(vault.contents.identity, slot, secret, None)
    if slot.expires <= as_text(vault.now()):
        raise EnrolmentCodeExpired
    private = enrolment_private_key(secret, vault.store_id, slot.account_id)
    return OpenedEnrolment(slot.slot_id, slot.account_id, keys.database_key, private, keys.signing_private)


def complete_enrolment(
    vault: Vault,
    opened: OpenedEnrolment,
    user_name: str,
    password: str,
    device_secret: bytes | None,
    context_words: Iterable[str] = (),
) -> OpenedSlot:
    """Give the person a slot, in one write.

    With the present signing key in it, the code is used up in the same write. Otherwise a new key is made and
    all the account's earlier slots go (a reset); the code stays good until the caller has stored the
    endorsement of the new key and calls ``end_codes``, so that a crash in between costs nobody anything: the
    code is typed again, and makes a slot anew. The caller refuses a second endorsement of one code.

    Raises:
        PasswordRefused: the password is too easy to guess; the code stays valid.
        EnrolmentCodeUsed: the code was used or withdrawn meanwhile.
        VaultNotSaved: nothing was changed.
    """
    check_new_password(password, (user_name, *context_words))
    if not any(slot.slot_id == opened.slot_id and not slot.used for slot in vault.slots):
        raise EnrolmentCodeUsed
    keys = OpenedSlot(opened.account_id, opened.database_key, opened.signing_private or new_signing_key())
    reset = opened.signing_private is None
    kept = tuple(
        _used_up(slot, vault) if slot.slot_id == opened.slot_id and not reset else slot
        for slot in vault.slots
        if not (reset and slot.kind == ACCOUNT and slot.account_id == opened.account_id)
    )
    vault.save(vault.with_account_slot(kept, user_name, password, device_secret, keys))
    return keys


def end_codes(vault: Vault, account_id: str) -> None:
    """Use up every enrolment code of an account. What recognises them is kept.

    Raises:
        VaultNotSaved: nothing was changed.
    """
    unused = (ENROLMENT, account_id, "")
    ended = tuple(
        _used_up(slot, vault) if (slot.kind, slot.account_id, slot.used) == unused else slot
        for slot in vault.slots
    )
    if ended != vault.slots:
        vault.save(ended)


def _slot_of_code(vault: Vault, user_name: str, secret: bytes) -> Slot:
    finder = vault.finder_tag(user_name)
    slot = next((slot for slot in vault.slots if (slot.kind, slot.finder) == (ENROLMENT, finder)), None)
    if slot is None:
        spend_the_same_work(secret, vault.kdf_params)
        raise WrongEnrolmentCode
    try:
        confirm_secret(slot, secret, None)
    except SecretDoesNotFit:
        raise WrongEnrolmentCode from None
    return slot


def _used_up(slot: Slot, vault: Vault) -> Slot:
    """Keep what recognises the code, without the keys."""
    return replace(slot, sealed="", nonce="", used=as_text(vault.now()))
