"""Accounts: who may sign in, as what, on whose word, with which key, and each time it happened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Choice, Hash, Identity, Signature, Tick, Words, link


class Account(Base):
    """A person who may sign in. A SPOC and a head teacher belong to one partnership."""

    __tablename__ = "account"

    id: Mapped[Identity]
    user_name: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[Words]
    role: Mapped[Choice]
    administrator: Mapped[Tick]
    state: Mapped[str] = mapped_column(String(64))
    slot_account_id: Mapped[str] = mapped_column(String(36), unique=True)
    partnership_id: Mapped[int | None] = link("partnership.id")
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = link("account.id")
    last_signed_in_at: Mapped[datetime | None]
    code_expires_at: Mapped[datetime | None]


class AccountGrant(Base):
    """A role given to an account, signed by who gave it: a role raised by editing the file has no grant."""

    __tablename__ = "account_grant"

    id: Mapped[Identity]
    account_id: Mapped[int] = link("account.id")
    sequence: Mapped[int]
    previous_hash: Mapped[Hash]
    role: Mapped[str] = mapped_column(String(64))
    administrator: Mapped[Tick]
    active: Mapped[Tick]
    subject_key: Mapped[Hash]
    granted_by_key: Mapped[Hash]
    granted_by: Mapped[int | None] = link("account.id")
    granted_at: Mapped[datetime]
    signature: Mapped[Signature]


class AccountKey(Base):
    """A public signing key of an account. A retired key still verifies what it signed."""

    __tablename__ = "account_key"

    id: Mapped[Identity]
    account_id: Mapped[int] = link("account.id")
    public_key: Mapped[Hash]
    endorsed_by_key: Mapped[Hash]
    endorsement: Mapped[Signature]
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class SignInSession(Base):
    """One stay in the program: the session's own key signs the audit entries made during it."""

    __tablename__ = "sign_in_session"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    account_id: Mapped[int] = link("account.id")
    public_key: Mapped[Hash]
    account_signature: Mapped[Signature]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
