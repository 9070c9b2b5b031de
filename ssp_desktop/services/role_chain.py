"""The signed statements about roles: rows, replayed at every sign-in (see ``security/grants.py``)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ssp_desktop.models import Account, AccountGrant, AccountKey
from ssp_desktop.security.failures import AccountClosed, RoleTampered
from ssp_desktop.security.grants import Endorsement, Grant, Subject, VerifiedRole, sign_grant, verify_chain
from ssp_desktop.security.signatures import public_key_of
from ssp_desktop.vocabulary.people import Role


def grants(db: Session, store_id: str) -> list[Grant]:
    """Return all grants in order."""
    rows = db.execute(
        select(AccountGrant, Account.slot_account_id)
        .join(Account, Account.id == AccountGrant.account_id)
        .order_by(AccountGrant.sequence)
    )
    return [
        Grant(
            store_id=store_id,
            sequence=row.sequence,
            previous_hash=row.previous_hash,
            account_id=slot_id,
            role=Role(row.role),
            administrator=row.administrator,
            active=row.active,
            subject_public=row.subject_key,
            granted_by=row.granted_by_key,
            signature=row.signature,
        )
        for row, slot_id in rows
    ]


def endorsements(db: Session, store_id: str) -> list[Endorsement]:
    """Return what enrolment codes said about the keys of those who used them."""
    rows = db.execute(
        select(AccountKey, Account.slot_account_id)
        .join(Account, Account.id == AccountKey.account_id)
        .where(or_(AccountKey.endorsement != "", AccountKey.endorsed_by_key != ""))
        .order_by(AccountKey.id)
    )
    return [
        Endorsement(store_id, slot_id, row.endorsed_by_key, row.public_key, row.endorsement)
        for row, slot_id in rows
    ]


def verified(db: Session, root_public: str, store_id: str, slot_account_id: str) -> VerifiedRole:
    """Return what an account is by the signed statements alone.

    Raises:
        RoleTampered, AccountClosed: see ``security/grants.py``.
    """
    try:
        stored = grants(db, store_id)
    except ValueError as error:
        raise RoleTampered("a grant names a role that there is not.") from error
    return verify_chain(root_public, store_id, stored, endorsements(db, store_id), slot_account_id)


def given_keys(grants: list[Grant], endorsements: list[Endorsement]) -> dict[str, set[str]]:
    """Return the keys that follow from the statements: named in a grant, or endorsed by a code that was."""
    given: dict[str, set[str]] = {}
    for grant in grants:
        given.setdefault(grant.account_id, set()).add(grant.subject_public)
    for each in endorsements:
        if each.enrolment_public in given.get(each.account_id, set()):
            given[each.account_id].add(each.new_public)
    return given


def signing_keys(db: Session, root_public: str, store_id: str, role: Role) -> dict[int, set[str]]:
    """Return the keys of everybody who ever had a role, by account id, that the statements vouch for.

    A key that was written into the file without a statement is not among them; when the statements do not
    hold, none is.
    """
    try:
        given, endorsed = grants(db, store_id), endorsements(db, store_id)
        _replay(root_public, store_id, given, endorsed)
    except (RoleTampered, ValueError):
        return {}
    held = {grant.account_id for grant in given if grant.role is role}
    keys = given_keys(given, endorsed)
    found = db.execute(select(Account.id, Account.slot_account_id))
    return {row.id: keys[row.slot_account_id] for row in found if row.slot_account_id in held}


def stored_keys(db: Session, account_id: int) -> set[str]:
    """Return every key that is stored for an account, whether a statement vouches for it or not."""
    return set(db.scalars(select(AccountKey.public_key).where(AccountKey.account_id == account_id)))


def _replay(root_public: str, store_id: str, given: list[Grant], endorsed: list[Endorsement]) -> None:
    if given:
        with contextlib.suppress(AccountClosed):  # the statements hold; this account happens to be closed
            verify_chain(root_public, store_id, given, endorsed, given[0].account_id)


@dataclass(frozen=True, repr=False)
class Granter:
    """Who gives a role: the private key, and the account it belongs to; None for the store's authority."""

    private: bytes
    account_id: int | None = None


def give(
    db: Session,
    granter: Granter,
    store_id: str,
    account: Account,
    *,
    subject_public: str,
    now: datetime,
    active: bool = True,
) -> None:
    """Sign and store the next grant: the account's present role and right, for this key.

    Args:
        db: the caller's session.
        granter: the authority, or a sergeant or administrator.
        store_id: the store.
        account: whom it is about; its columns already say what is granted.
        subject_public: the account's present key, or that of a new enrolment code.
        now: UTC.
        active: False closes the account.
    """
    db.flush()
    subject = Subject(
        account.slot_account_id, Role(account.role), account.administrator, subject_public, active
    )
    signed = sign_grant(granter.private, store_id, subject, grants(db, store_id))
    db.add(
        AccountGrant(
            account_id=account.id,
            sequence=signed.sequence,
            previous_hash=signed.previous_hash,
            role=signed.role.value,
            administrator=signed.administrator,
            active=signed.active,
            subject_key=signed.subject_public,
            granted_by_key=signed.granted_by,
            granted_by=granter.account_id,
            granted_at=now,
            signature=signed.signature,
        )
    )
    db.flush()


def add_key(
    db: Session, account: Account, private: bytes, now: datetime, endorsement: Endorsement | None = None
) -> None:
    """Store an account's new public key and retire the one before; old signatures stay verifiable."""
    for old in db.scalars(
        select(AccountKey).where(AccountKey.account_id == account.id, AccountKey.retired_at.is_(None))
    ):
        old.retired_at = now
    db.add(
        AccountKey(
            account_id=account.id,
            public_key=public_key_of(private),
            endorsed_by_key=endorsement.enrolment_public if endorsement else "",
            endorsement=endorsement.signature if endorsement else "",
            made_at=now,
        )
    )
    db.flush()


def subject_of(db: Session, account: Account) -> str:
    """Return the key that an account's latest grant names: its own, or that of a code not used yet."""
    return (
        db.scalars(
            select(AccountGrant.subject_key)
            .where(AccountGrant.account_id == account.id)
            .order_by(AccountGrant.sequence.desc())
        ).first()
        or ""
    )
