"""A short text that only whoever holds the store's database key can read or write.

It lies beside the database for a moment, where the database itself cannot carry it: between a restore and
the next sign-in. AES-256-GCM under a key derived for this use alone (HKDF-SHA256), bound to the store's id.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE: Final = b"ssp-desktop/sealed-note/1"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class NoteUnreadable(Exception):
    """The note was altered, belongs to another store, or is not a note."""


def seal_note(database_key: bytes, store_id: str, text: str) -> bytes:
    """Return ``text`` sealed under the store's key (32 bytes)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_derived(database_key)).encrypt(nonce, text.encode("utf-8"), store_id.encode())


def open_note(database_key: bytes, store_id: str, sealed: bytes) -> str:
    """Return the text of a sealed note. Raises NoteUnreadable."""
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_derived(database_key)).decrypt(nonce, rest, store_id.encode()).decode("utf-8")
    except (InvalidTag, ValueError):
        raise NoteUnreadable from None


def _derived(database_key: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(database_key)
