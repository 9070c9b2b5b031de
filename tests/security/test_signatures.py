"""Countersignatures and session keys: whatever is altered, the signature no longer fits."""

from __future__ import annotations

import inspect
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.security import signatures
from ssp_desktop.security.canonical import content_hash
from ssp_desktop.security.signatures import (
    Countersignature,
    SessionCertificate,
    StorageDecision,
    new_session_key,
    new_signing_key,
    public_key_of,
    sign_countersignature,
    sign_statement,
    sign_storage_decision,
    verify_countersignature,
    verify_session_certificate,
    verify_statement,
    verify_storage_decision,
)

KEY = new_signing_key()
PUBLIC = public_key_of(KEY)
AT = "2026-11-23T09:30:00.000000Z"
STATEMENT = Countersignature(
    store_id="3f2b8a52-6a35-4a8e-9a59-0d6a0a3e7c11",
    noun="contact_log",
    record_id="17",
    revision=2,
    content_hash=content_hash({"summary": "Invented."}),
    decision="agree",
    comment_hash="",
    signer_id="4",
    at=AT,
    audit_head="0" * 64,
)


def altered(value: object) -> object:
    return value + 1 if isinstance(value, int) else f"{value}x"


def test_the_known_vector_of_rfc_8032() -> None:
    private = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key_of(private) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_keys_are_new_each_time() -> None:
    assert len({new_signing_key() for _ in range(20)}) == 20
    with pytest.raises(ValueError, match="32 bytes"):
        public_key_of(KEY[:-1])


def test_a_countersignature_fits_what_was_signed() -> None:
    assert verify_countersignature(PUBLIC, STATEMENT, sign_countersignature(KEY, STATEMENT))


@pytest.mark.parametrize("name", [field.name for field in fields(Countersignature)])
def test_an_altered_countersignature_does_not_fit(name: str) -> None:
    signature = sign_countersignature(KEY, STATEMENT)
    change: dict[str, Any] = {name: altered(getattr(STATEMENT, name))}
    assert not verify_countersignature(PUBLIC, replace(STATEMENT, **change), signature)


def test_another_persons_key_does_not_fit() -> None:
    signature = sign_countersignature(KEY, STATEMENT)
    assert not verify_countersignature(public_key_of(new_signing_key()), STATEMENT, signature)


@given(st.integers(0, 511))
def test_no_flipped_bit_of_a_signature_fits(bit: int) -> None:
    signature = bytearray.fromhex(sign_countersignature(KEY, STATEMENT))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify_countersignature(PUBLIC, STATEMENT, signature.hex())


@pytest.mark.parametrize("public", ["", "zz", "00" * 31, PUBLIC[:-1], "é" * 64])
@pytest.mark.parametrize("signature", ["", "zz", "00" * 64])
def test_text_that_is_no_key_or_signature_is_a_plain_no(public: str, signature: str) -> None:
    assert not verify_countersignature(public, STATEMENT, signature)
    assert not verify_countersignature(PUBLIC, STATEMENT, signature)


def test_what_has_no_canonical_form_never_fits() -> None:
    signature = sign_statement(KEY, "a/1", {"x": "y"})
    assert verify_statement(PUBLIC, "a/1", {"x": "y"}, signature)
    assert not verify_statement(PUBLIC, "a/1", {"x": 1.5}, signature)
    assert not verify_statement(PUBLIC, "a/1", {"x": "\ud800"}, signature)


def test_a_signature_of_one_kind_is_none_of_another() -> None:
    signature = sign_statement(KEY, "a/1", {"x": "y"})
    assert not verify_statement(PUBLIC, "a/2", {"x": "y"}, signature)


DECISION = StorageDecision(
    store_id=STATEMENT.store_id,
    noun="storage_decision",
    record_id="3",
    revision=1,
    content_hash=content_hash({"R1": "not_met"}),
    decision="risk_accepted",
    words_hash=content_hash("One lock until the summer."),
    signer_id="1",
    at=AT,
    audit_head="0" * 64,
)


@pytest.mark.parametrize("name", [field.name for field in fields(StorageDecision)])
def test_an_altered_storage_decision_does_not_fit(name: str) -> None:
    signature = sign_storage_decision(KEY, DECISION)
    assert verify_storage_decision(PUBLIC, DECISION, signature)
    changes: dict[str, Any] = {name: altered(getattr(DECISION, name))}
    assert not verify_storage_decision(PUBLIC, replace(DECISION, **changes), signature)
    assert not verify_statement(PUBLIC, "ssp-desktop/countersignature/1", asdict(DECISION), signature)


def test_a_session_key_is_certified_by_the_account() -> None:
    session = new_session_key(KEY, STATEMENT.store_id, "4", AT)
    certificate = session.certificate
    assert session.private not in (KEY, b"")
    assert certificate.session_public == public_key_of(session.private)
    assert (certificate.store_id, certificate.account_id, certificate.at) == (STATEMENT.store_id, "4", AT)
    assert verify_session_certificate(PUBLIC, certificate, session.signature)
    assert not verify_session_certificate(certificate.session_public, certificate, session.signature)
    assert session.private.hex() not in repr(session)
    assert new_session_key(KEY, STATEMENT.store_id, "4", AT).certificate.session_id != certificate.session_id


@pytest.mark.parametrize("name", [field.name for field in fields(SessionCertificate)])
def test_an_altered_certificate_does_not_fit(name: str) -> None:
    session = new_session_key(KEY, STATEMENT.store_id, "4", AT)
    change: dict[str, Any] = {name: altered(getattr(session.certificate, name))}
    assert not verify_session_certificate(PUBLIC, replace(session.certificate, **change), session.signature)


def test_no_predictable_source_of_ids() -> None:
    assert "uuid1" not in inspect.getsource(signatures)
