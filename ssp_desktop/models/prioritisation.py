"""Whether a school is a priority school (form ``PRIORITISATION``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class Prioritisation(Base):
    """One for each school; each review is a revision of it."""

    __tablename__ = "prioritisation"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), unique=True)
    edition: Mapped[int | None]
    unique_requirements: Mapped[Words]
    funded: Mapped[Choice]
    priority_school: Mapped[Choice]
    reason: Mapped[Words]
    partners: Mapped[Words]
    reviewed_on: Mapped[date | None]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    criteria: Mapped[list[PrioritisationCriterion]] = relationship(
        cascade="all, delete-orphan",
        order_by="PrioritisationCriterion.position",
        collection_class=ordering_list("position"),
    )


class PrioritisationCriterion(Base):
    """What is known about one criterion."""

    __tablename__ = "prioritisation_criterion"

    id: Mapped[Identity]
    prioritisation_id: Mapped[int] = link("prioritisation.id")
    position: Mapped[int]
    code: Mapped[Words]
    level: Mapped[Choice]
    evidence: Mapped[Words]
