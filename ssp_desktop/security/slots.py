"""One slot of the vault: the database key, and a signing key, wrapped under a secret that somebody has.

KEK and confirmation = HKDF-SHA256(Argon2id(secret) ‖ device secret); wrapping is AES-256-GCM with everything
the slot says about itself as associated data. The confirmation tells a wrong secret from an altered slot; to
a guesser it is worth no more than the AEAD tag beside it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ssp_desktop.security.canonical import canonical_json
from ssp_desktop.security.failures import VaultDamaged
from ssp_desktop.security.kdf import KEY_BYTES, SALT_BYTES, KdfParams, derive

FORMAT_VERSION: Final = 1
NONCE_BYTES: Final = 12
ACCOUNT: Final = "account"
ENROLMENT: Final = "enrolment"
RECOVERY: Final = "recovery"
_UNSEALED: Final = ("nonce", "sealed", "confirm", "used")


class SecretDoesNotFit(Exception):
    """The secret (or the device secret) is not the one the slot was made with."""


@dataclass(frozen=True, slots=True)
class StoreIdentity:
    """Which store a vault belongs to: id (uuid4), root of trust (Ed25519 public key, hex), UTC time made."""

    store_id: str
    authority_public: str
    created: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot as stored; bytes are hexadecimal text, times UTC in ISO form, what does not apply is empty.

    ``used`` is set when an enrolment code was used; the keys are then gone from the slot. All but ``nonce``,
    ``sealed``, ``confirm`` and ``used`` is associated data of the wrapping.
    """

    slot_id: str
    kind: str
    finder: str
    account_id: str
    password_only: bool
    device_tag: str
    kdf: KdfParams
    salt: str
    created: str
    expires: str
    nonce: str = ""
    sealed: str = ""
    confirm: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What a slot wraps: the database key, and a private signing key or ``None``, 32 bytes each."""

    database_key: bytes
    signing_private: bytes | None


def finder_tag(store_id: str, user_name: str) -> str:
    """Return the tag under which a user name's slots are found, so that no name stands in the file.

    Case, spaces at the ends and runs of spaces make no difference in a user name.
    """
    normal = " ".join(unicodedata.normalize("NFKC", user_name).casefold().split())
    message = canonical_json(["ssp-desktop/finder/1", unicodedata.normalize("NFC", normal)])
    return hmac.new(store_id.encode("ascii"), message, hashlib.sha256).hexdigest()


def device_tag(device_secret: bytes | None) -> str:
    """Return the tag that tells which device secret a slot needs; empty without one."""
    if device_secret is None:
        return ""
    return hashlib.sha256(b"ssp-desktop/device/1" + device_secret).hexdigest()[:32]


def new_salt() -> str:
    """Return a random salt of 16 bytes as hexadecimal text."""
    return secrets.token_hex(SALT_BYTES)


def seal(
    identity: StoreIdentity, header: Slot, secret: bytes, device_secret: bytes | None, keys: Keys
) -> Slot:
    """Return ``header`` with the keys wrapped in it under a fresh nonce. The salt must be fresh, too."""
    wrapping, confirm = _wrapping_keys(header, secret, device_secret)
    nonce = secrets.token_bytes(NONCE_BYTES)
    signing = keys.signing_private.hex() if keys.signing_private is not None else None
    payload = canonical_json({"database_key": keys.database_key.hex(), "signing_private": signing})
    sealed = AESGCM(wrapping).encrypt(nonce, payload, associated_data(identity, header))
    return replace(header, nonce=nonce.hex(), sealed=sealed.hex(), confirm=confirm.hex())


def confirm_secret(slot: Slot, secret: bytes, device_secret: bytes | None) -> bytes:
    """Return the wrapping key after checking that the secret is the slot's.

    Raises:
        SecretDoesNotFit: it is not.
    """
    wrapping, confirm = _wrapping_keys(slot, secret, device_secret)
    if not hmac.compare_digest(confirm.hex(), slot.confirm):
        raise SecretDoesNotFit
    return wrapping


def unseal(identity: StoreIdentity, slot: Slot, secret: bytes, device_secret: bytes | None) -> Keys:
    """Return the keys that a slot wraps.

    Raises:
        SecretDoesNotFit: another secret or device secret.
        VaultDamaged: the secret fits but the slot, or what the vault says about its store, was altered.
    """
    wrapping = confirm_secret(slot, secret, device_secret)
    try:
        payload = AESGCM(wrapping).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), associated_data(identity, slot)
        )
    except (InvalidTag, ValueError):
        raise VaultDamaged from None
    found = json.loads(payload)
    signing = found["signing_private"]
    return Keys(bytes.fromhex(found["database_key"]), bytes.fromhex(signing) if signing is not None else None)


def spend_the_same_work(secret: bytes, params: KdfParams) -> None:
    """Do what opening a slot costs, for a name that has none."""
    header = Slot("", ACCOUNT, "", "", False, "", params, new_salt(), "", "")
    _wrapping_keys(header, secret, None)


def associated_data(identity: StoreIdentity, slot: Slot) -> bytes:
    """Return what the wrapping vouches for: format version, store, root of trust, slot header."""
    header = {name: value for name, value in asdict(slot).items() if name not in _UNSEALED}
    return canonical_json({"format": FORMAT_VERSION, "store": asdict(identity), "slot": header})


def _wrapping_keys(slot: Slot, secret: bytes, device_secret: bytes | None) -> tuple[bytes, bytes]:
    salt = bytes.fromhex(slot.salt)
    stretched = derive(secret, salt, slot.kdf) + (device_secret or b"")
    info = f"ssp-desktop/slot/{FORMAT_VERSION}/{slot.kind}".encode("ascii")
    both = HKDF(algorithm=SHA256(), length=2 * KEY_BYTES, salt=salt, info=info).derive(stretched)
    return both[:KEY_BYTES], both[KEY_BYTES:]
