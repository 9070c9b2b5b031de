"""An officer's posting and training (form ``OFFICER_PROFILE``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class OfficerProfile(Base):
    """What is known about an officer beside the account."""

    __tablename__ = "officer_profile"

    id: Mapped[Identity]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    rank: Mapped[Choice]
    warrant_number: Mapped[Words]
    on_probation: Mapped[Choice]
    posted_as_sso: Mapped[Choice]
    posted_on: Mapped[date | None]
    buddy: Mapped[int | None] = link("account.id")
    supervisor: Mapped[int | None] = link("account.id")
    vetted_on: Mapped[date | None]
    form_version: Mapped[int]
    updated_at: Mapped[datetime]

    trainings: Mapped[list[OfficerTraining]] = relationship(
        cascade="all, delete-orphan",
        order_by="OfficerTraining.position",
        collection_class=ordering_list("position"),
    )


class OfficerTraining(Base):
    """A training that the officer has completed."""

    __tablename__ = "officer_training"

    id: Mapped[Identity]
    officer_profile_id: Mapped[int] = link("officer_profile.id")
    position: Mapped[int]
    name: Mapped[Words]
    completed_on: Mapped[date | None]
    expires_on: Mapped[date | None]
