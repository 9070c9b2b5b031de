"""A visit: an officer's stay at a school, which ends with a contact log or a nil return."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Tick, Words, link


class Visit(Base):
    """One stay of one officer at one school."""

    __tablename__ = "visit"
    __table_args__ = (
        Index(None, "partnership_id", "arrived_at"),
        Index(None, "officer_id", "end_kind"),
        Index(None, "end_kind", "arrived_at"),
    )

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    officer_id: Mapped[int] = link("account.id", index=False)
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    end_kind: Mapped[str] = mapped_column(String(64))
    nil_return: Mapped[Tick]
    nil_return_note: Mapped[Words]
    closed_at: Mapped[datetime | None]
