"""What is left of a record that was disposed of (form ``DISPOSAL``), and before that the proposal."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Words, link


class Disposal(Base):
    """A record to be disposed of, or its stub. The database refuses to change or delete a confirmed one.

    While it is confirmed, and only then, the database lets the revisions and countersignatures of the record
    that it names be deleted. ``earlier`` is empty but for a disposal that was applied again after a restore.
    """

    __tablename__ = "disposal"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int | None] = link("partnership.id")
    state: Mapped[str] = mapped_column(String(64), index=True)
    confirmed_at: Mapped[datetime | None]
    reason: Mapped[Words]
    kind: Mapped[str] = mapped_column(String(64), default="", server_default="")
    subject_id: Mapped[int | None]
    subject_revision: Mapped[int | None]
    subject_hash: Mapped[Words]
    reference: Mapped[Words]
    school: Mapped[Words]
    happened_on: Mapped[date | None]
    earlier: Mapped[Words]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
