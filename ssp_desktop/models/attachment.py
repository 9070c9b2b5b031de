"""Photographs that belong to records, inside the encrypted file. Append only: nothing vanishes silently."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Hash, Identity, Words, link


class Attachment(Base):
    """One photograph of one record: the picture, a small copy for the screen, and what it shows in words.

    ``place`` says where in the record it belongs, such as the code of an item; it may be empty. The pictures
    are read only when they are asked for, so that a list stays quick.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "noun", "record_id"),)

    id: Mapped[Identity]
    noun: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int]
    place: Mapped[Words]
    caption: Mapped[Words]
    width: Mapped[int]
    height: Mapped[int]
    content_hash: Mapped[Hash]
    preview_hash: Mapped[Hash]
    added_by: Mapped[int] = link("account.id")
    added_at: Mapped[datetime]
    preview: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    picture: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class AttachmentRemoval(Base):
    """Who took a photograph off its record, when and why. The photograph stays in the file."""

    __tablename__ = "attachment_removal"

    id: Mapped[Identity]
    attachment_id: Mapped[int] = link("attachment.id", index=False, unique=True)
    reason: Mapped[Words]
    removed_by: Mapped[int] = link("account.id")
    removed_at: Mapped[datetime]
