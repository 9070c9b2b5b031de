"""What an officer did at, or for, a school (form ``ACTIVITY``) and its rows."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Index, String
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Choices, Identity, Tick, Words, link


class Activity(Base):
    """One activity, with the answers that its kind asks. Every wording is kept in ``revision``."""

    __tablename__ = "activity"
    __table_args__ = (
        Index(None, "happened_on", "id"),
        Index(None, "partnership_id", "happened_on", "id"),
        Index(None, "kind", "happened_on", "id"),
        Index(None, "author_id", "happened_on", "id"),
        Index(None, "partnership_id", "plan_topic", "happened_on"),
    )

    id: Mapped[Identity]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    author_id: Mapped[int] = link("account.id", index=False)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    kind: Mapped[Choice]
    subject: Mapped[Words]
    intelligence_reference: Mapped[Words]
    intelligence_led: Mapped[Choice]
    not_led_reason: Mapped[Words]
    people_screened: Mapped[int | None]
    weapons_found: Mapped[int | None]
    weapon_kinds: Mapped[Choices]
    stop_search_reference: Mapped[Words]
    stop_outcome: Mapped[Choice]
    crime_reference: Mapped[Words]
    referral_to: Mapped[Choice]
    referral_scheme: Mapped[Words]
    abstraction_reason: Mapped[Choice]
    hours: Mapped[int | None]
    audience: Mapped[Choice]
    participants: Mapped[int | None]
    teacher_present: Mapped[Choice]
    teacher_name: Mapped[Words]
    presenter: Mapped[Choice]
    specialist: Mapped[Words]
    targeted: Mapped[Choice]
    plan_topic: Mapped[Words]
    agreed_by_all: Mapped[Choice]
    meeting_kind: Mapped[Choice]
    decided: Mapped[Words]
    lead_asked: Mapped[Tick]
    asked_by: Mapped[Words]
    visit_reason: Mapped[Choice]
    concern: Mapped[Words]
    description: Mapped[Words]
    priorities: Mapped[Words]
    happened_on: Mapped[date | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    place: Mapped[Words]
    outcome: Mapped[Words]
    officer_notes: Mapped[Words]
    entered_in_error: Mapped[Tick]

    pupils: Mapped[list[ActivityPupil]] = relationship(
        cascade="all, delete-orphan",
        order_by="ActivityPupil.position",
        collection_class=ordering_list("position"),
    )
    attendees: Mapped[list[ActivityAttendee]] = relationship(
        cascade="all, delete-orphan",
        order_by="ActivityAttendee.position",
        collection_class=ordering_list("position"),
    )
    security_points: Mapped[list[ActivitySecurityPoint]] = relationship(
        cascade="all, delete-orphan",
        order_by="ActivitySecurityPoint.position",
        collection_class=ordering_list("position"),
    )


class ActivityPupil(Base):
    """A pupil whom an activity was about. ``person_id`` joins the rows that are confirmed as one person."""

    __tablename__ = "activity_pupil"

    id: Mapped[Identity]
    activity_id: Mapped[int] = link("activity.id")
    position: Mapped[int]
    person_id: Mapped[int | None] = link("person.id")
    given_name: Mapped[Words]
    family_name: Mapped[Words]
    known_as: Mapped[Words]
    date_of_birth: Mapped[date | None]
    sex: Mapped[Choice]
    ethnicity: Mapped[Choice]
    ethnicity_source: Mapped[Choice]
    needs: Mapped[Choices]


class ActivityAttendee(Base):
    """Somebody who was invited to a meeting, whether they came or not."""

    __tablename__ = "activity_attendee"

    id: Mapped[Identity]
    activity_id: Mapped[int] = link("activity.id")
    position: Mapped[int]
    name: Mapped[Words]
    role: Mapped[Words]
    attendance: Mapped[Choice]
    reason: Mapped[Words]


class ActivitySecurityPoint(Base):
    """One point of site security, in the words in which it was asked."""

    __tablename__ = "activity_security_point"

    id: Mapped[Identity]
    activity_id: Mapped[int] = link("activity.id")
    position: Mapped[int]
    point: Mapped[Words]
    answer: Mapped[Choice]
    note: Mapped[Words]
