"""The one row about the store itself: whose data it is, and what is counted once per store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Tick, Words


class StoreSettings(Base):
    """The store: its notice (form ``NOTICE``), its preset, and the numbers that come next."""

    __tablename__ = "store_settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Identity]
    store_id: Mapped[str] = mapped_column(String(36))
    controller: Mapped[Words]
    dpia_reference: Mapped[Words]
    dsa_reference: Mapped[Words]
    acknowledged: Mapped[Tick]
    acknowledged_at: Mapped[datetime | None]
    preset: Mapped[str] = mapped_column(String(64), default="", server_default="")
    demo: Mapped[Tick]
    created_at: Mapped[datetime]
    form_version: Mapped[int]
    next_contact_number: Mapped[int] = mapped_column(default=1, server_default="1")
    next_activity_number: Mapped[int] = mapped_column(default=1, server_default="1")
    next_police_activity_number: Mapped[int] = mapped_column(default=1, server_default="1")
