"""A prompt: a duty that a contact log raises and that stays on the board until it is answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Tick, Words, link


class Prompt(Base):
    """One question that a contact log left open, or its answer: a reference number or a reason."""

    __tablename__ = "prompt"
    __table_args__ = (UniqueConstraint("contact_log_id", "kind"), Index(None, "state", "urgent"))

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id", index=False)
    kind: Mapped[str] = mapped_column(String(64))
    urgent: Mapped[Tick]
    state: Mapped[str] = mapped_column(String(64), default="open", server_default="open")
    reference: Mapped[Words]
    reason: Mapped[Words]
    raised_at: Mapped[datetime]
    answered_by: Mapped[int | None] = link("account.id")
    answered_at: Mapped[datetime | None]
