"""An action that follows from a contact, its outcome and the feedback to the school (form ``ACTION``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class Action(Base):
    """Something that somebody will do. Closed when it is done and the school has been told."""

    __tablename__ = "action"
    __table_args__ = (
        Index(None, "state", "due_on"),
        Index(None, "owner", "state"),
        Index(None, "partnership_id", "state", "due_on"),
    )

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id")
    position: Mapped[int]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    task: Mapped[Words]
    owner: Mapped[int | None] = link("account.id", index=False)
    owner_name: Mapped[Words]
    due_on: Mapped[date | None]
    outcome: Mapped[Words]
    done_on: Mapped[date | None]
    told_on: Mapped[date | None]
    told_person: Mapped[Words]
    told_how: Mapped[Choice]
    state: Mapped[str] = mapped_column(String(64))
    closed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    updated_by: Mapped[int | None] = link("account.id")
