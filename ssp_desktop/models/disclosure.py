"""A disclosure: a numbered copy of a record or register that left the program, to whom and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Words, link


class Disclosure(Base):
    """One printed or saved copy. A register has no record: its ``record_id`` is 0.

    ``audit_head`` and ``audit_count`` stand on each page: where the log stood with this copy's own entry.
    """

    __tablename__ = "disclosure"
    __table_args__ = (UniqueConstraint("noun", "record_id", "copy_number"),)

    id: Mapped[Identity]
    noun: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int] = mapped_column(default=0, server_default="0")
    copy_number: Mapped[int]
    recipient: Mapped[Words]
    purpose: Mapped[Words]
    way: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    made_by: Mapped[int] = link("account.id")
    audit_head: Mapped[str] = mapped_column(String(64), default="", server_default="")
    audit_count: Mapped[int] = mapped_column(default=0, server_default="0")
