"""Signed roles: a role raised by editing the file is refused."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from itertools import permutations
from typing import Any

import pytest

from ssp_desktop.security.failures import AccountClosed, RoleTampered
from ssp_desktop.security.grants import (
    Endorsement,
    Grant,
    Subject,
    VerifiedRole,
    sign_endorsement,
    sign_grant,
    verify_chain,
)
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.vocabulary.people import Role

STORE = "3f2b8a52-6a35-4a8e-9a59-0d6a0a3e7c11"
SERGEANT_KEY, OFFICER_KEY, SPOC_KEY, ADMIN_KEY, CODE_KEY = (new_signing_key() for _ in range(5))


@dataclass
class Book:
    """A store's grants, as they grow."""

    authority: bytes = field(default_factory=new_signing_key)
    grants: list[Grant] = field(default_factory=list)
    endorsements: list[Endorsement] = field(default_factory=list)

    def grant(
        self,
        by: bytes,
        account: str,
        role: Role,
        key: bytes,
        *,
        administrator: bool = False,
        active: bool = True,
    ) -> None:
        subject = Subject(account, role, administrator, public_key_of(key), active)
        self.grants.append(sign_grant(by, STORE, subject, self.grants))

    def endorse(self, code: bytes, account: str, key: bytes) -> None:
        self.endorsements.append(sign_endorsement(code, STORE, account, public_key_of(key)))

    def role(self, account: str) -> VerifiedRole:
        root = public_key_of(self.authority)
        return verify_chain(root, STORE, self.grants, self.endorsements, account)


@pytest.fixture
def book() -> Book:
    made = Book()
    made.grant(made.authority, "sergeant", Role.SERGEANT, SERGEANT_KEY)
    made.grant(SERGEANT_KEY, "admin", Role.ADMINISTRATOR, ADMIN_KEY, administrator=True)
    made.grant(ADMIN_KEY, "officer", Role.OFFICER, OFFICER_KEY)
    made.grant(SERGEANT_KEY, "spoc", Role.SPOC, CODE_KEY)
    made.endorse(CODE_KEY, "spoc", SPOC_KEY)
    return made


def test_the_roles_that_were_given_hold(book: Book) -> None:
    assert book.role("sergeant") == VerifiedRole(Role.SERGEANT, False, public_key_of(SERGEANT_KEY))
    assert book.role("admin") == VerifiedRole(Role.ADMINISTRATOR, True, public_key_of(ADMIN_KEY))
    assert book.role("officer") == VerifiedRole(Role.OFFICER, False, public_key_of(OFFICER_KEY))
    assert book.role("spoc") == VerifiedRole(Role.SPOC, False, public_key_of(SPOC_KEY))


def test_before_the_code_is_used_its_own_key_stands(book: Book) -> None:
    book.endorsements.clear()
    assert book.role("spoc").public_key == public_key_of(CODE_KEY)


def test_the_order_of_rows_does_not_matter(book: Book) -> None:
    expected = book.role("spoc")
    for order in permutations(book.grants):
        assert (
            verify_chain(public_key_of(book.authority), STORE, order, book.endorsements, "spoc") == expected
        )


def test_an_account_without_a_grant_has_no_role(book: Book) -> None:
    with pytest.raises(RoleTampered, match="never given a role") as caught:
        book.role("nobody")
    assert "backup" in caught.value.what_to_do


def test_the_latest_grant_counts(book: Book) -> None:
    book.grant(SERGEANT_KEY, "officer", Role.SERGEANT, OFFICER_KEY)
    assert book.role("officer").role is Role.SERGEANT
    book.grant(OFFICER_KEY, "spoc", Role.HEAD_TEACHER, SPOC_KEY)
    assert book.role("spoc") == VerifiedRole(Role.HEAD_TEACHER, False, public_key_of(SPOC_KEY))


ALTERED: dict[str, object] = {
    "store_id": "another",
    "sequence": 9,
    "previous_hash": "1" * 64,
    "account_id": "somebody",
    "role": Role.SERGEANT,
    "administrator": True,
    "active": False,
    "subject_public": public_key_of(OFFICER_KEY),
    "granted_by": public_key_of(ADMIN_KEY),
    "signature": "00" * 64,
}


@pytest.mark.parametrize("name", [each.name for each in fields(Grant)])
@pytest.mark.parametrize("account", ["spoc", "officer"])
def test_an_altered_grant_is_refused_for_everybody(book: Book, name: str, account: str) -> None:
    change: dict[str, Any] = {name: ALTERED[name]}
    assert getattr(book.grants[3], name) != ALTERED[name]
    book.grants[3] = replace(book.grants[3], **change)
    with pytest.raises(RoleTampered):
        book.role(account)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_missing_grant_is_noticed(book: Book, gone: int) -> None:
    del book.grants[gone]
    with pytest.raises(RoleTampered, match=f"grant {gone + 1} is missing or out of order"):
        book.role("spoc")


def test_a_grant_twice_is_noticed(book: Book) -> None:
    book.grants.append(book.grants[1])
    with pytest.raises(RoleTampered, match="out of order"):
        book.role("spoc")


@pytest.mark.parametrize("by", [OFFICER_KEY, SPOC_KEY, new_signing_key()])
def test_only_sergeants_and_administrators_grant(book: Book, by: bytes) -> None:
    book.grant(by, "friend", Role.OFFICER, new_signing_key())
    with pytest.raises(RoleTampered, match="grant 5 was given by somebody without the right"):
        book.role("friend")


def test_nobody_raises_themselves(book: Book) -> None:
    book.grant(ADMIN_KEY, "admin", Role.OFFICER, ADMIN_KEY, administrator=True)
    with pytest.raises(RoleTampered, match="without the right"):
        book.role("admin")


def test_a_sergeant_does_not_take_administration_without_another(book: Book) -> None:
    book.grant(SERGEANT_KEY, "sergeant", Role.SERGEANT, SERGEANT_KEY, administrator=True)
    with pytest.raises(RoleTampered, match="without the right"):
        book.role("sergeant")


def test_nobody_swaps_their_own_key_in_a_grant(book: Book) -> None:
    book.grant(ADMIN_KEY, "admin", Role.ADMINISTRATOR, new_signing_key(), administrator=True)
    with pytest.raises(RoleTampered, match="without the right"):
        book.role("admin")


def test_administration_is_handed_over_and_given_up(book: Book) -> None:
    book.grant(ADMIN_KEY, "officer", Role.OFFICER, OFFICER_KEY, administrator=True)
    book.grant(ADMIN_KEY, "admin", Role.ADMINISTRATOR, ADMIN_KEY)
    assert book.role("officer").administrator
    assert not book.role("admin").administrator
    book.grant(ADMIN_KEY, "friend", Role.OFFICER, new_signing_key())
    with pytest.raises(RoleTampered, match="grant 7 was given by somebody without the right"):
        book.role("officer")


def test_a_closed_account_is_told_so_and_grants_nothing_more(book: Book) -> None:
    book.grant(SERGEANT_KEY, "admin", Role.ADMINISTRATOR, ADMIN_KEY, administrator=True, active=False)
    with pytest.raises(AccountClosed, match="has been closed"):
        book.role("admin")
    assert book.role("officer").role is Role.OFFICER
    book.grant(ADMIN_KEY, "friend", Role.OFFICER, new_signing_key())
    with pytest.raises(RoleTampered, match="without the right"):
        book.role("officer")


def test_after_a_reset_the_old_key_grants_nothing(book: Book) -> None:
    book.grant(ADMIN_KEY, "sergeant", Role.SERGEANT, new_signing_key())
    book.grant(SERGEANT_KEY, "friend", Role.OFFICER, new_signing_key())
    with pytest.raises(RoleTampered, match="grant 6"):
        book.role("sergeant")


def test_an_endorsed_key_grants(book: Book) -> None:
    code, key = new_signing_key(), new_signing_key()
    book.grant(SERGEANT_KEY, "second", Role.SERGEANT, code)
    book.endorse(code, "second", key)
    book.grant(key, "officer", Role.OFFICER, OFFICER_KEY, administrator=True)
    assert book.role("officer").administrator
    book.grant(code, "friend", Role.OFFICER, new_signing_key())
    with pytest.raises(RoleTampered, match="grant 7"):
        book.role("officer")


def test_another_authority_is_refused(book: Book) -> None:
    book.authority = new_signing_key()
    with pytest.raises(RoleTampered, match="grant 1 was given by somebody without the right"):
        book.role("sergeant")


@pytest.mark.parametrize("name", [each.name for each in fields(Endorsement)])
def test_an_altered_endorsement_is_refused(book: Book, name: str) -> None:
    change: dict[str, Any] = {name: public_key_of(OFFICER_KEY)}
    book.endorsements[0] = replace(book.endorsements[0], **change)
    with pytest.raises(RoleTampered, match="statement about an account's key was altered"):
        book.role("spoc")


def test_another_stores_endorsement_is_refused(book: Book) -> None:
    book.endorsements.append(sign_endorsement(CODE_KEY, "another", "spoc", public_key_of(OFFICER_KEY)))
    with pytest.raises(RoleTampered, match="statement about an account's key was altered"):
        book.role("spoc")


def test_whoever_made_the_code_cannot_use_it_again_for_a_key_of_theirs(book: Book) -> None:
    book.endorse(CODE_KEY, "spoc", SPOC_KEY)
    assert book.role("spoc").public_key == public_key_of(SPOC_KEY)
    book.endorse(CODE_KEY, "spoc", OFFICER_KEY)
    with pytest.raises(RoleTampered, match="used for two different keys"):
        book.role("spoc")
