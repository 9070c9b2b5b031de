"""Viewings of body-worn video (form ``BWV_VIEWING``) and the agreements that viewers sign before."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Index
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class BwvViewing(Base):
    """One viewing by school staff."""

    __tablename__ = "bwv_viewing"
    __table_args__ = (Index(None, "partnership_id", "viewed_on", "id"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    author_id: Mapped[int] = link("account.id")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    viewed_on: Mapped[date | None]
    viewed_at: Mapped[time | None]
    place: Mapped[Choice]
    footage_reference: Mapped[Words]
    purpose: Mapped[Words]

    viewers: Mapped[list[BwvViewer]] = relationship(
        cascade="all, delete-orphan",
        order_by="BwvViewer.position",
        collection_class=ordering_list("position"),
    )


class BwvViewer(Base):
    """A member of school staff who viewed the footage."""

    __tablename__ = "bwv_viewer"

    id: Mapped[Identity]
    bwv_viewing_id: Mapped[int] = link("bwv_viewing.id")
    position: Mapped[int]
    name: Mapped[Words]
    role: Mapped[Words]


class ConfidentialityAgreement(Base):
    """One person's agreement at one school: on paper, or with ``account_id`` signed by their own key."""

    __tablename__ = "confidentiality_agreement"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    account_id: Mapped[int | None] = link("account.id")
    author_id: Mapped[int] = link("account.id")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    name: Mapped[Words]
    role: Mapped[Words]
    signed_on: Mapped[date | None]
    reference: Mapped[Words]
