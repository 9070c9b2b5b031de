"""The newest retention review of a record (form ``RETENTION_REVIEW``); earlier ones are its revisions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Words


class RetentionReview(Base):
    """That a record is kept although its time has run out: why, and until when."""

    __tablename__ = "retention_review"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[Identity]
    kind: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int]
    reason: Mapped[Words]
    kept_until: Mapped[date | None]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
