"""What full-text search finds: one row per record, its words in the full-text table of the database.

Reference, subject and state are kept here as well, so that a line of a result needs no other table.

The full-text table ``search_text(open_text, police_text)`` has ``rowid = search_document.id``. The first
migration makes it, for SQLite only.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Choice, Identity, Tick, Words, link


class SearchDocument(Base):
    """A record that can be found by its words."""

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("noun", "record_id"),
        Index(None, "partnership_id", "happened_on"),
        Index(None, "happened_on", "id"),
    )

    id: Mapped[Identity]
    noun: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int]
    partnership_id: Mapped[int | None] = link("partnership.id", index=False)
    happened_on: Mapped[date | None]
    reference: Mapped[Words]
    subject: Mapped[Words]
    state: Mapped[Choice]
    police_only: Mapped[Tick]
