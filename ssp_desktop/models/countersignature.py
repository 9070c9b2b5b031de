"""The school's signature under one revision of a contact log. The database refuses to change or delete it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Hash, Identity, Signature, Words, link


class Countersignature(Base):
    """What the signer said about one revision, with the audit log's head at that moment. Append only."""

    __tablename__ = "countersignature"
    __table_args__ = (Index(None, "contact_log_id", "revision"),)

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id", index=False)
    revision: Mapped[int]
    signer_id: Mapped[int] = link("account.id")
    decision: Mapped[str] = mapped_column(String(64))
    comment: Mapped[Words]
    signed_at: Mapped[datetime]
    content_hash: Mapped[Hash]
    comment_hash: Mapped[Hash]
    audit_head: Mapped[Hash]
    audit_count: Mapped[int]
    public_key: Mapped[Hash]
    signature: Mapped[Signature]
