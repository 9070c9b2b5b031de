"""A partnership between the police and one school (form ``PARTNERSHIP``)."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class Partnership(Base):
    """One school and its agreement with the police."""

    __tablename__ = "partnership"

    id: Mapped[Identity]
    school_name: Mapped[Words]
    urn: Mapped[Words]
    school_type: Mapped[Choice]
    phase: Mapped[Choice]
    address: Mapped[Words]
    postcode: Mapped[Words]
    telephone: Mapped[Words]
    lowest_age: Mapped[int | None]
    highest_age: Mapped[int | None]
    priority_school: Mapped[Choice]
    funded: Mapped[Choice]
    protocol_signed_on: Mapped[date | None]
    protocol_version: Mapped[Words]
    protocol_signers: Mapped[Words]
    protocol_review_on: Mapped[date | None]
    dsa_signed_on: Mapped[date | None]
    dsa_reference: Mapped[Words]
    dsa_review_on: Mapped[date | None]
    dpia_signed_on: Mapped[date | None]
    dpia_reference: Mapped[Words]
    dpia_review_on: Mapped[date | None]
    policies_seen: Mapped[Words]
    induction_on: Mapped[date | None]
    arrival_method: Mapped[Choice]
    out_of_hours: Mapped[Words]
    willing: Mapped[Choice]
    offered_on: Mapped[date | None]
    declined_on: Mapped[date | None]
    declined_by: Mapped[Words]
    declined_reason: Mapped[Words]
    escalated_on: Mapped[date | None]
    escalated_to: Mapped[Words]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    members: Mapped[list[PartnershipMember]] = relationship(
        cascade="all, delete-orphan",
        order_by="PartnershipMember.position",
        collection_class=ordering_list("position"),
    )
    periods: Mapped[list[PartnershipPeriod]] = relationship(
        cascade="all, delete-orphan",
        order_by="PartnershipPeriod.position",
        collection_class=ordering_list("position"),
    )
    terms: Mapped[list[PartnershipTerm]] = relationship(
        cascade="all, delete-orphan",
        order_by="PartnershipTerm.position",
        collection_class=ordering_list("position"),
    )
    rooms: Mapped[list[PartnershipRoom]] = relationship(
        cascade="all, delete-orphan",
        order_by="PartnershipRoom.position",
        collection_class=ordering_list("position"),
    )


class PartnershipMember(Base):
    """A person with a part in the partnership."""

    __tablename__ = "partnership_member"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    position: Mapped[int]
    role: Mapped[Choice]
    name: Mapped[Words]
    account: Mapped[int | None] = link("account.id")
    leadership: Mapped[Choice]
    telephone: Mapped[Words]
    email: Mapped[Words]
    from_date: Mapped[date | None]
    until_date: Mapped[date | None]


class PartnershipPeriod(Base):
    """A bell time of an ordinary day."""

    __tablename__ = "partnership_period"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    position: Mapped[int]
    kind: Mapped[Choice]
    name: Mapped[Words]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]


class PartnershipTerm(Base):
    """A half-term or a training day."""

    __tablename__ = "partnership_term"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    position: Mapped[int]
    kind: Mapped[Choice]
    name: Mapped[Words]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class PartnershipRoom(Base):
    """A room of the school and what the officer uses it for."""

    __tablename__ = "partnership_room"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id")
    position: Mapped[int]
    name: Mapped[Words]
    use: Mapped[Choice]
    where: Mapped[Words]
