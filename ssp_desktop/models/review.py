"""A review: a contact log that the sergeant has to look at, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Words, link


class Review(Base):
    """One reason to look at a contact log, and what came of it."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("contact_log_id", "why", "raised_at"),)

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id", index=False)
    why: Mapped[str] = mapped_column(String(64))
    raised_at: Mapped[datetime]
    reviewed_by: Mapped[int | None] = link("account.id")
    reviewed_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[Words]
