"""The sheet about a missing pupil (form ``MISSING_PUPIL``)."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Index
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Tick, Words, link


class MissingPupil(Base):
    """One report of a missing pupil."""

    __tablename__ = "missing_pupil"
    __table_args__ = (Index(None, "partnership_id", "reported_on", "id"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    author_id: Mapped[int] = link("account.id")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    parents_tried: Mapped[Tick]
    parents_note: Mapped[Words]
    risk: Mapped[Choice]
    reported_on: Mapped[date | None]
    reported_at: Mapped[time | None]
    called_by: Mapped[Words]
    call_reference: Mapped[Words]
    found_on: Mapped[date | None]
    outcome: Mapped[Words]

    pupils: Mapped[list[MissingPupilChild]] = relationship(
        cascade="all, delete-orphan",
        order_by="MissingPupilChild.position",
        collection_class=ordering_list("position"),
    )
    answers: Mapped[list[MissingPupilAnswer]] = relationship(
        cascade="all, delete-orphan",
        order_by="MissingPupilAnswer.position",
        collection_class=ordering_list("position"),
    )


class MissingPupilChild(Base):
    """The pupil who is missing."""

    __tablename__ = "missing_pupil_child"

    id: Mapped[Identity]
    missing_pupil_id: Mapped[int] = link("missing_pupil.id")
    position: Mapped[int]
    person_id: Mapped[int | None] = link("person.id")
    given_name: Mapped[Words]
    family_name: Mapped[Words]
    known_as: Mapped[Words]
    date_of_birth: Mapped[date | None]


class MissingPupilAnswer(Base):
    """An answer, with the question in the words in which it was asked."""

    __tablename__ = "missing_pupil_answer"

    id: Mapped[Identity]
    missing_pupil_id: Mapped[int] = link("missing_pupil.id")
    position: Mapped[int]
    question: Mapped[Words]
    answer: Mapped[Words]
