"""Information shared between police and school outside a contact (form ``INFORMATION_SHARE``)."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Index
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class InformationShare(Base):
    """One sharing, either way."""

    __tablename__ = "information_share"
    __table_args__ = (Index(None, "partnership_id", "shared_on", "id"), Index(None, "shared_on", "id"))

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    author_id: Mapped[int] = link("account.id")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    direction: Mapped[Choice]
    category: Mapped[Choice]
    basis: Mapped[Choice]
    basis_note: Mapped[Words]
    what: Mapped[Words]
    purpose: Mapped[Words]
    with_whom: Mapped[Words]
    how: Mapped[Choice]
    shared_on: Mapped[date | None]
    shared_at: Mapped[time | None]
    intelligence_reference: Mapped[Words]
    intelligence_reason: Mapped[Words]

    pupils: Mapped[list[InformationSharePupil]] = relationship(
        cascade="all, delete-orphan",
        order_by="InformationSharePupil.position",
        collection_class=ordering_list("position"),
    )


class InformationSharePupil(Base):
    """A pupil whom the information was about."""

    __tablename__ = "information_share_pupil"

    id: Mapped[Identity]
    information_share_id: Mapped[int] = link("information_share.id")
    position: Mapped[int]
    person_id: Mapped[int | None] = link("person.id")
    given_name: Mapped[Words]
    family_name: Mapped[Words]
    known_as: Mapped[Words]
    date_of_birth: Mapped[date | None]
