"""The audit log: a chain of signed entries that the database itself refuses to change or delete."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Hash, Signature, Words, link


class AuditEntry(Base):
    """Who did what to which record, and when (Data Protection Act 2018 s.62). Append only."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "noun", "record_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = link("account.id")
    actor_role: Mapped[str] = mapped_column(String(64), default="", server_default="")
    action: Mapped[str] = mapped_column(String(64))
    noun: Mapped[str] = mapped_column(String(64), default="", server_default="")
    record_id: Mapped[int | None]
    revision: Mapped[int | None]
    detail: Mapped[Words]
    session_id: Mapped[str | None] = link("sign_in_session.id")
    previous_hash: Mapped[Hash]
    entry_hash: Mapped[Hash]
    signature: Mapped[Signature]
