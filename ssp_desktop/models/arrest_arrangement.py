"""What was agreed with a school for the case of an arrest there (form ``ARREST_ARRANGEMENT``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Identity, Tick, Words, link


class ArrestArrangement(Base):
    """One for each school."""

    __tablename__ = "arrest_arrangement"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), unique=True)
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    route: Mapped[Words]
    vehicle: Mapped[Words]
    bell_times_right: Mapped[Tick]
    staff_helper: Mapped[Words]
    stand_in: Mapped[Words]
    notes: Mapped[Words]
    agreed_with: Mapped[Words]
    agreed_on: Mapped[date | None]
    review_on: Mapped[date | None]

    secure_places: Mapped[list[ArrestSecurePlace]] = relationship(
        cascade="all, delete-orphan",
        order_by="ArrestSecurePlace.position",
        collection_class=ordering_list("position"),
    )
    told: Mapped[list[ArrestToldPerson]] = relationship(
        cascade="all, delete-orphan",
        order_by="ArrestToldPerson.position",
        collection_class=ordering_list("position"),
    )


class ArrestSecurePlace(Base):
    """A room where an arrest can be made out of sight."""

    __tablename__ = "arrest_secure_place"

    id: Mapped[Identity]
    arrest_arrangement_id: Mapped[int] = link("arrest_arrangement.id")
    position: Mapped[int]
    name: Mapped[Words]
    where: Mapped[Words]
    kept_clear: Mapped[Words]


class ArrestToldPerson(Base):
    """Somebody of the school who is told of an arrest."""

    __tablename__ = "arrest_told_person"

    id: Mapped[Identity]
    arrest_arrangement_id: Mapped[int] = link("arrest_arrangement.id")
    position: Mapped[int]
    name: Mapped[Words]
    role: Mapped[Words]
    telephone: Mapped[Words]
