"""A risk assessment of storage at one school (form ``STORAGE_RISK_ASSESSMENT``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class StorageRiskAssessment(Base):
    """Two for each school at most: ``party`` says whose it is."""

    __tablename__ = "storage_risk_assessment"
    __table_args__ = (UniqueConstraint("partnership_id", "party"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    party: Mapped[Choice]
    assessed_by: Mapped[Words]
    assessed_on: Mapped[date | None]
    review_on: Mapped[date | None]
    reference: Mapped[Words]
    arrangement: Mapped[Words]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    hazards: Mapped[list[StorageHazard]] = relationship(
        cascade="all, delete-orphan",
        order_by="StorageHazard.position",
        collection_class=ordering_list("position"),
    )


class StorageHazard(Base):
    """One hazard with its scores before and after the controls."""

    __tablename__ = "storage_hazard"

    id: Mapped[Identity]
    storage_risk_assessment_id: Mapped[int] = link("storage_risk_assessment.id")
    position: Mapped[int]
    hazard: Mapped[Words]
    who_harmed: Mapped[Words]
    likelihood_before: Mapped[int | None]
    severity_before: Mapped[int | None]
    controls: Mapped[Words]
    likelihood_after: Mapped[int | None]
    severity_after: Mapped[int | None]
    further_action: Mapped[Words]
    action_owner: Mapped[Words]
    action_due_on: Mapped[date | None]
