"""Ed25519 signatures over canonical statements, each with a domain tag: none can pass for another kind.

Private keys are 32 raw bytes, public keys and signatures lower-case hexadecimal text. The statements hold
ids, hashes and times only, never the words of a record.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ssp_desktop.security.canonical import canonical_json

PRIVATE_KEY_BYTES: Final = 32
_COUNTERSIGNATURE: Final = "ssp-desktop/countersignature/1"
_STORAGE_DECISION: Final = "ssp-desktop/storage-decision/1"
_RECORD: Final = "ssp-desktop/record-signature/1"
_SESSION: Final = "ssp-desktop/session-key/1"


def new_signing_key() -> bytes:
    """Return a new Ed25519 private key (32 random bytes)."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> str:
    """Return the public key of a private key as 64 hexadecimal digits.

    Raises:
        ValueError: the private key has not 32 bytes.
    """
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def sign_statement(private: bytes, domain: str, statement: Mapping[str, object]) -> str:
    """Sign a statement in its canonical form together with its domain tag; return 128 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_message(domain, statement)).hex()


def verify_statement(public: str, domain: str, statement: Mapping[str, object], signature: str) -> bool:
    """Tell whether ``signature`` is the key's signature of exactly this statement. Bad text is a plain no."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), _message(domain, statement))
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(domain: str, statement: Mapping[str, object]) -> bytes:
    return canonical_json({"domain": domain, "statement": dict(statement)})


@dataclass(frozen=True, slots=True)
class Countersignature:
    """What a SPOC signs under a frozen revision of a record.

    ``content_hash`` is the revision's SHA-256, ``comment_hash`` that of the comment or own account (empty
    text without one), ``decision`` the stored value of the choice, ``at`` UTC in ISO form, ``audit_head`` the
    hash of the last audit entry before the signature.
    """

    store_id: str
    noun: str
    record_id: str
    revision: int
    content_hash: str
    decision: str
    comment_hash: str
    signer_id: str
    at: str
    audit_head: str


def sign_countersignature(private: bytes, statement: Countersignature) -> str:
    """Sign with the signer's account key. That signer and author differ is the service's rule."""
    return sign_statement(private, _COUNTERSIGNATURE, asdict(statement))


def verify_countersignature(public: str, statement: Countersignature, signature: str) -> bool:
    """Tell whether the countersignature still fits; ``False`` is shown as INVALID wherever it appears."""
    return verify_statement(public, _COUNTERSIGNATURE, asdict(statement), signature)


@dataclass(frozen=True, slots=True)
class StorageDecision:
    """What a sergeant signs about storage that does not meet everything required (handbook 3.2.13).

    ``content_hash`` is that of the checklist's revision, ``words_hash`` that of the sergeant's own words,
    ``decision`` the stored value of the choice; the others are as in ``Countersignature``.
    """

    store_id: str
    noun: str
    record_id: str
    revision: int
    content_hash: str
    decision: str
    words_hash: str
    signer_id: str
    at: str
    audit_head: str


def sign_storage_decision(private: bytes, statement: StorageDecision) -> str:
    """Sign with the sergeant's account key."""
    return sign_statement(private, _STORAGE_DECISION, asdict(statement))


def verify_storage_decision(public: str, statement: StorageDecision, signature: str) -> bool:
    """Tell whether the decision's signature still fits; ``False`` is shown as INVALID wherever it appears."""
    return verify_statement(public, _STORAGE_DECISION, asdict(statement), signature)


@dataclass(frozen=True, slots=True)
class RecordStatement:
    """What somebody signs under a sealed record: an approval, a receipt, a part of an evaluation.

    ``act`` is the stored word for what was done, ``role`` the role in which; the others are as in
    ``StorageDecision``.
    """

    store_id: str
    noun: str
    record_id: str
    revision: int
    content_hash: str
    act: str
    role: str
    words_hash: str
    signer_id: str
    at: str
    audit_head: str


def sign_record(private: bytes, statement: RecordStatement) -> str:
    """Sign with the signer's account key."""
    return sign_statement(private, _RECORD, asdict(statement))


def verify_record(public: str, statement: RecordStatement, signature: str) -> bool:
    """Tell whether a record's signature still fits; ``False`` is shown as INVALID wherever it appears."""
    return verify_statement(public, _RECORD, asdict(statement), signature)


@dataclass(frozen=True, slots=True)
class SessionCertificate:
    """The account key's word for a session's key: stored, so that audit entries stay verifiable for ever."""

    store_id: str
    session_id: str
    account_id: str
    session_public: str
    at: str


@dataclass(frozen=True, slots=True, repr=False)
class SessionKey:
    """A key that lives in memory from sign-in to sign-out, and its signed certificate."""

    private: bytes
    certificate: SessionCertificate
    signature: str


def new_session_key(account_private: bytes, store_id: str, account_id: str, at: str) -> SessionKey:
    """Make a session key and certify it with the account key. ``at`` is UTC in ISO form."""
    private = new_signing_key()
    certificate = SessionCertificate(store_id, str(uuid.uuid4()), account_id, public_key_of(private), at)
    return SessionKey(private, certificate, sign_statement(account_private, _SESSION, asdict(certificate)))


def verify_session_certificate(account_public: str, certificate: SessionCertificate, signature: str) -> bool:
    """Tell whether the account's key certified this session's key."""
    return verify_statement(account_public, _SESSION, asdict(certificate), signature)
