"""The outcome of an arrest plan (form ``ARREST_OUTCOME``) and what of it is shared with the school."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class ArrestOutcome(Base):
    """One for each plan that was carried out."""

    __tablename__ = "arrest_outcome"

    id: Mapped[Identity]
    arrest_plan_id: Mapped[int] = mapped_column(ForeignKey("arrest_plan.id"), unique=True)
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    result: Mapped[Choice]
    happened_on: Mapped[date | None]
    began_at: Mapped[time | None]
    arrested_at: Mapped[time | None]
    ended_at: Mapped[time | None]
    place: Mapped[Words]
    account: Mapped[Words]
    discreet: Mapped[Choice]
    discreet_why: Mapped[Words]
    force_used: Mapped[Choice]
    force_reference: Mapped[Words]
    custody_reference: Mapped[Words]
    head_name: Mapped[Words]
    head_role: Mapped[Choice]
    head_told_on: Mapped[date | None]
    head_told_at: Mapped[time | None]
    head_told_how: Mapped[Choice]
    no_parent_reason: Mapped[Words]
    school_told: Mapped[Words]
    interviewed: Mapped[Choice]
    interview_began_at: Mapped[time | None]
    interview_ended_at: Mapped[time | None]
    interview_present: Mapped[Words]
    debrief_on: Mapped[date | None]
    debrief: Mapped[Words]
    lessons: Mapped[Words]

    parent_contacts: Mapped[list[ArrestParentContact]] = relationship(
        cascade="all, delete-orphan",
        order_by="ArrestParentContact.position",
        collection_class=ordering_list("position"),
    )


class ArrestParentContact(Base):
    """One call to a parent, or one attempt."""

    __tablename__ = "arrest_parent_contact"

    id: Mapped[Identity]
    arrest_outcome_id: Mapped[int] = link("arrest_outcome.id")
    position: Mapped[int]
    name: Mapped[Words]
    tried_on: Mapped[date | None]
    tried_at: Mapped[time | None]
    how: Mapped[Choice]
    reached: Mapped[Choice]
    by: Mapped[Words]
    words: Mapped[Words]


class ArrestShare(Base):
    """A summary of an outcome that the sergeant signed for the school (form ``ARREST_SHARE``)."""

    __tablename__ = "arrest_share"

    id: Mapped[Identity]
    arrest_plan_id: Mapped[int] = link("arrest_plan.id")
    partnership_id: Mapped[int] = link("partnership.id")
    shared_by: Mapped[int] = link("account.id")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    shared_for: Mapped[Words]
    summary: Mapped[Words]
