"""A draft: answers that are not submitted yet, kept inside the encrypted store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Words, link


class Draft(Base):
    """One person's unfinished form: a new record, or a correction of ``record_id``.

    ``page`` is empty for a contact log. Otherwise it names the page, ``record_id`` is the page's, and
    ``content`` what the page needs to be shown again.
    """

    __tablename__ = "draft"

    id: Mapped[Identity]
    account_id: Mapped[int] = link("account.id")
    noun: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int | None]
    partnership_id: Mapped[int | None] = link("partnership.id")
    visit_id: Mapped[int | None] = link("visit.id")
    content: Mapped[Words]
    title: Mapped[Words]
    saved_at: Mapped[datetime]
    form_version: Mapped[int]
    page: Mapped[str] = mapped_column(String(64), default="", server_default="")
