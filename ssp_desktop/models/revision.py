"""A record as it was worded once. The database refuses to change or delete it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Hash, Identity, Words, link


class Revision(Base):
    """One numbered wording: canonical JSON and its SHA-256. Append only."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("noun", "record_id", "number"),)

    id: Mapped[Identity]
    noun: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int]
    number: Mapped[int]
    content: Mapped[Words]
    content_hash: Mapped[Hash]
    author_id: Mapped[int] = link("account.id")
    made_at: Mapped[datetime]
    reason: Mapped[Words]
    form_version: Mapped[int]
