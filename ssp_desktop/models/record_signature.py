"""A person's signature under one revision of a record. The database refuses to change or delete it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Hash, Identity, Signature, Words, link


class RecordSignature(Base):
    """What the signer did (``act``), in which role, about which revision of which record. Append only."""

    __tablename__ = "record_signature"
    __table_args__ = (Index(None, "noun", "record_id", "revision"),)

    id: Mapped[Identity]
    noun: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int]
    revision: Mapped[int]
    act: Mapped[str] = mapped_column(String(64))
    signer_id: Mapped[int] = link("account.id")
    role: Mapped[str] = mapped_column(String(64))
    words: Mapped[Words]
    signed_at: Mapped[datetime]
    content_hash: Mapped[Hash]
    words_hash: Mapped[Hash]
    audit_head: Mapped[Hash]
    audit_count: Mapped[int]
    public_key: Mapped[Hash]
    signature: Mapped[Signature]
