"""Checks of accounts: the signed statements about roles, the keys that follow from them, the sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.models import Account, AccountKey, SignInSession
from ssp_desktop.security.failures import AccountClosed, RoleTampered
from ssp_desktop.security.grants import Grant
from ssp_desktop.security.signatures import SessionCertificate, verify_session_certificate
from ssp_desktop.services import role_chain
from ssp_desktop.vocabulary.people import AccountState


@dataclass
class Trusted:
    """What earlier checks found sound: each account's keys, each session's public key and owner."""

    account_keys: dict[int, set[str]] = field(default_factory=dict)
    session_keys: dict[str, str] = field(default_factory=dict)
    session_actors: dict[str, int] = field(default_factory=dict)


def faults_in_roles(db: Session, store_id: str, root_public: str, trusted: Trusted) -> Iterator[str]:
    """Yield what is wrong with roles and keys; fill ``trusted.account_keys``."""
    try:
        grants = role_chain.grants(db, store_id)
        endorsements = role_chain.endorsements(db, store_id)
        if grants:
            _replay(db, store_id, root_public, grants[0].account_id)
    except RoleTampered as tampered:
        yield tampered.what_happened
        return
    except ValueError:
        yield "A statement about somebody's role was altered."
        return
    latest = {grant.account_id: grant for grant in grants}
    given = role_chain.given_keys(grants, endorsements)
    keys = db.execute(select(AccountKey.account_id, AccountKey.public_key)).all()
    for account in db.scalars(select(Account).order_by(Account.id)):
        yield from _faults_in_account(account, latest.get(account.slot_account_id))
        own = given.get(account.slot_account_id, set())
        trusted.account_keys[account.id] = own
        if any(key not in own for account_id, key in keys if account_id == account.id):
            yield f"A signing key of account {account.id} was added outside the program."


def _replay(db: Session, store_id: str, root_public: str, any_account: str) -> None:
    try:
        role_chain.verified(db, root_public, store_id, any_account)
    except AccountClosed:
        return  # the statements hold; this account happens to be closed


def _faults_in_account(account: Account, grant: Grant | None) -> Iterator[str]:
    if grant is None:
        yield f"Account {account.id} was never given a role."
        return
    if (account.role, account.administrator) != (grant.role.value, grant.administrator):
        yield f"The role of account {account.id} was changed outside the program."
    if account.state == AccountState.ACTIVE and not grant.active:
        yield f"Account {account.id} was closed, and opened outside the program."


def faults_in_sessions(db: Session, store_id: str, trusted: Trusted) -> Iterator[str]:
    """Yield sessions whose key was not certified by their account; fill ``trusted`` with the sound ones."""
    found = db.execute(
        select(SignInSession, Account.slot_account_id)
        .join(Account, Account.id == SignInSession.account_id)
        .order_by(SignInSession.opened_at)
    )
    for row, slot_account_id in found:
        certificate = SessionCertificate(
            store_id, row.id, slot_account_id, row.public_key, row.opened_at.isoformat()
        )
        own = trusted.account_keys.get(row.account_id, set())
        if any(verify_session_certificate(key, certificate, row.account_signature) for key in own):
            trusted.session_keys[row.id] = row.public_key
            trusted.session_actors[row.id] = row.account_id
        else:
            yield f"The session of {row.opened_at:%d/%m/%Y %H:%M} UTC was not certified by its owner."
