"""The prevention plan of one school for one school year (form ``PREVENTION_PLAN``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Identity, Words, link


class PreventionPlan(Base):
    """What is planned. What was delivered stands in the activities."""

    __tablename__ = "prevention_plan"
    __table_args__ = (UniqueConstraint("partnership_id", "school_year"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    school_year: Mapped[int]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    topics: Mapped[list[PreventionPlanTopic]] = relationship(
        cascade="all, delete-orphan",
        order_by="PreventionPlanTopic.position",
        collection_class=ordering_list("position"),
    )


class PreventionPlanTopic(Base):
    """A topic with the day for which it is planned."""

    __tablename__ = "prevention_plan_topic"

    id: Mapped[Identity]
    prevention_plan_id: Mapped[int] = link("prevention_plan.id")
    position: Mapped[int]
    code: Mapped[Words]
    planned_on: Mapped[date | None]
    note: Mapped[Words]
