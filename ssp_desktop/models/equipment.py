"""Equipment kept at a school (form ``EQUIPMENT``), and authorities to work in plain clothes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Tick, Words, link


class Equipment(Base):
    """One item of the register. A number is given once for each kind."""

    __tablename__ = "equipment"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    kind: Mapped[Choice]
    number: Mapped[Words]
    description: Mapped[Words]
    kept_in: Mapped[Words]
    batch_number: Mapped[Words]
    batch_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    expiry_reason: Mapped[Words]
    issued_on: Mapped[date | None]
    weight_at_issue: Mapped[int | None]
    issued_by: Mapped[int | None] = link("account.id")
    received_by: Mapped[int | None] = link("account.id")
    state: Mapped[Choice]
    state_on: Mapped[date | None]
    state_reason: Mapped[Words]
    state_reference: Mapped[Words]
    dealt_with: Mapped[Words]
    dealt_with_on: Mapped[date | None]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    checks: Mapped[list[EquipmentCheck]] = relationship(
        cascade="all, delete-orphan",
        order_by="EquipmentCheck.position",
        collection_class=ordering_list("position"),
    )


class EquipmentCheck(Base):
    """One check of an item by a supervisor."""

    __tablename__ = "equipment_check"

    id: Mapped[Identity]
    equipment_id: Mapped[int] = link("equipment.id")
    position: Mapped[int]
    checked_on: Mapped[date | None]
    weight: Mapped[int | None]
    condition: Mapped[Choice]
    note: Mapped[Words]
    checked_by: Mapped[int | None] = link("account.id")


class PlainClothesAuthority(Base):
    """One authority, signed by the sergeant who gave it."""

    __tablename__ = "plain_clothes_authority"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    officer: Mapped[int | None] = link("account.id")
    reason: Mapped[Words]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    covert_harness: Mapped[Tick]
    authorised_by: Mapped[int] = link("account.id")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
