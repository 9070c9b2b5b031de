"""An arrest plan (form ``ARREST_PLAN``)."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Choice, Choices, Identity, Words, link


class ArrestPlan(Base):
    """An arrest at a school, planned or urgent, or an interview there. ``person_id`` is the register's."""

    __tablename__ = "arrest_plan"
    __table_args__ = (
        Index(None, "planned_on", "id"),
        Index(None, "state", "planned_on"),
    )

    id: Mapped[Identity]
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    partnership_id: Mapped[int] = link("partnership.id")
    person_id: Mapped[int | None] = link("person.id")
    author_id: Mapped[int] = link("account.id")
    state: Mapped[Choice]
    submitted_at: Mapped[datetime]
    cancelled_reason: Mapped[Words]
    cancelled_at: Mapped[datetime | None]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    kind: Mapped[Choice]
    urgent_reason: Mapped[Words]
    given_name: Mapped[Words]
    family_name: Mapped[Words]
    known_as: Mapped[Words]
    date_of_birth: Mapped[date | None]
    appears_age: Mapped[int | None]
    sex: Mapped[Choice]
    ethnicity: Mapped[Choice]
    ethnicity_source: Mapped[Choice]
    year_group: Mapped[Choice]
    address: Mapped[Words]
    offence: Mapped[Words]
    offence_on: Mapped[date | None]
    crime_reference: Mapped[Words]
    against_school: Mapped[Choice]
    grounds: Mapped[Words]
    necessity: Mapped[Choices]
    necessity_words: Mapped[Words]
    why_here: Mapped[Words]
    why_unavoidable: Mapped[Words]
    not_at_home: Mapped[Words]
    not_by_appointment: Mapped[Words]
    not_voluntary: Mapped[Words]
    not_after_school: Mapped[Words]
    planned_on: Mapped[date | None]
    planned_at: Mapped[time | None]
    timing_reason: Mapped[Words]
    place: Mapped[Words]
    route: Mapped[Words]
    transport: Mapped[Words]
    staff_helper: Mapped[Words]
    officers: Mapped[Words]
    tells_head: Mapped[Words]
    tells_parent: Mapped[Words]
    appropriate_adult: Mapped[Words]
    needs: Mapped[Choices]
    care_status: Mapped[Choice]
    language: Mapped[Words]
    needs_words: Mapped[Words]
    risk_to_others: Mapped[Words]
    risk_assessment: Mapped[Words]
    contingency: Mapped[Words]
    interview_at_school: Mapped[Choice]
    interview_reason: Mapped[Words]
    interview_agreed_by: Mapped[Words]
    interview_agreed_role: Mapped[Choice]
    interview_agreed_on: Mapped[date | None]
    interview_agreed_at: Mapped[time | None]
    interview_adult: Mapped[Words]
    interview_adult_relation: Mapped[Choice]
    interview_waiting: Mapped[Words]
    interview_parent: Mapped[Words]
