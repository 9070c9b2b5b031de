"""The pupil contact log (form ``CONTACT_LOG``; handbook 3.2.4) and its rows."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import Index, String
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Choices, Identity, Tick, Words, link

if TYPE_CHECKING:
    from ssp_desktop.models.action import Action


class ContactLog(Base):
    """A contact between officer and pupils, as submitted. Every wording of it is kept in ``revision``."""

    __tablename__ = "contact_log"
    __table_args__ = (
        Index(None, "state", "waiting_since"),
        Index(None, "state", "contact_date", "id"),
        Index(None, "author_id", "contact_date", "id"),
        Index(None, "author_id", "state", "waiting_since"),
        Index(None, "partnership_id", "contact_date", "id"),
        Index(None, "contact_date", "id"),
    )

    id: Mapped[Identity]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    visit_id: Mapped[int | None] = link("visit.id")
    author_id: Mapped[int] = link("account.id", index=False)
    state: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    submitted_at: Mapped[datetime]
    corrected_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    form_version: Mapped[int]

    contact_date: Mapped[date | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    place: Mapped[Words]
    kind: Mapped[Choice]
    arising: Mapped[Choice]
    asked_by: Mapped[Words]
    subject: Mapped[Words]
    no_pupil_reason: Mapped[Words]
    staff_presence: Mapped[Choice]
    alone_reason: Mapped[Words]
    alone_steps: Mapped[Words]
    bwv_considered: Mapped[Choice]
    bwv_used: Mapped[Choice]
    bwv_reference: Mapped[Words]
    appropriate_adult: Mapped[Choice]
    appropriate_adult_name: Mapped[Words]
    appropriate_adult_relation: Mapped[Words]
    appropriate_adult_reason: Mapped[Words]
    childs_words: Mapped[Words]
    account: Mapped[Words]
    observations: Mapped[Words]
    checks_made: Mapped[Words]
    assessment: Mapped[Words]
    vulnerability: Mapped[Choices]
    thrive_threat: Mapped[Choice]
    thrive_harm: Mapped[Choice]
    thrive_risk: Mapped[Choice]
    thrive_investigation: Mapped[Words]
    thrive_vulnerability: Mapped[Words]
    thrive_engagement: Mapped[Words]
    decision_rationale: Mapped[Words]
    concerns: Mapped[Choices]
    serious: Mapped[Choice]
    indictable: Mapped[Choice]
    victim_wish: Mapped[Choice]
    parent_wish: Mapped[Choice]
    head_wish: Mapped[Choice]
    crime_decision: Mapped[Choice]
    crime_decided_by: Mapped[Words]
    crime_reason: Mapped[Words]
    crime_reference: Mapped[Words]
    safeguarding_reference: Mapped[Words]
    safeguarding_reason: Mapped[Words]
    intelligence_reference: Mapped[Words]
    intelligence_reason: Mapped[Words]
    school_reference: Mapped[Words]
    other_reference: Mapped[Words]
    supervisor_name: Mapped[Words]
    supervisor_told_on: Mapped[date | None]
    supervisor_told_at: Mapped[time | None]
    supervisor_reason: Mapped[Words]
    officer_notes: Mapped[Words]
    no_action_reason: Mapped[Words]

    pupils: Mapped[list[ContactLogPupil]] = relationship(
        cascade="all, delete-orphan",
        order_by="ContactLogPupil.position",
        collection_class=ordering_list("position"),
    )
    invitees: Mapped[list[ContactLogInvitee]] = relationship(
        cascade="all, delete-orphan",
        order_by="ContactLogInvitee.position",
        collection_class=ordering_list("position"),
    )
    staff: Mapped[list[ContactLogStaff]] = relationship(
        cascade="all, delete-orphan",
        order_by="ContactLogStaff.position",
        collection_class=ordering_list("position"),
    )
    shares: Mapped[list[ContactLogShare]] = relationship(
        cascade="all, delete-orphan",
        order_by="ContactLogShare.position",
        collection_class=ordering_list("position"),
    )
    actions: Mapped[list[Action]] = relationship(
        cascade="all, delete-orphan",
        order_by="Action.position",
        collection_class=ordering_list("position"),
    )


class ContactLogPupil(Base):
    """A pupil in one contact log. ``person_id`` joins the rows that are confirmed as one person."""

    __tablename__ = "contact_log_pupil"

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id")
    position: Mapped[int]
    person_id: Mapped[int | None] = link("person.id")
    given_name: Mapped[Words]
    family_name: Mapped[Words]
    known_as: Mapped[Words]
    role_in_record: Mapped[Choice]
    date_of_birth: Mapped[date | None]
    year_group: Mapped[Choice]
    sex: Mapped[Choice]
    ethnicity: Mapped[Choice]
    ethnicity_source: Mapped[Choice]
    address: Mapped[Words]
    needs: Mapped[Choices]
    care_status: Mapped[Choice]
    parent_told: Mapped[Choice]
    parent_told_note: Mapped[Words]


class ContactLogInvitee(Base):
    """Somebody who was invited, whether they came or not."""

    __tablename__ = "contact_log_invitee"

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id")
    position: Mapped[int]
    name: Mapped[Words]
    role: Mapped[Words]
    attendance: Mapped[Choice]
    reason: Mapped[Words]


class ContactLogStaff(Base):
    """A member of the school's staff who was present."""

    __tablename__ = "contact_log_staff"

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id")
    position: Mapped[int]
    name: Mapped[Words]
    role: Mapped[Words]
    time_present: Mapped[Choice]
    confirmed: Mapped[Tick]


class ContactLogShare(Base):
    """A piece of information that went from police to school or back."""

    __tablename__ = "contact_log_share"

    id: Mapped[Identity]
    contact_log_id: Mapped[int] = link("contact_log.id")
    position: Mapped[int]
    direction: Mapped[Choice]
    category: Mapped[Choice]
    what: Mapped[Words]
    with_whom: Mapped[Words]
    how: Mapped[Choice]
