"""People across records, and what was decided about who is the same person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class Person(Base):
    """A pupil as one record names them, with keys that sound or look alike. One cluster is one person."""

    __tablename__ = "person"

    id: Mapped[Identity]
    given_name: Mapped[Words]
    family_name: Mapped[Words]
    known_as: Mapped[Words]
    date_of_birth: Mapped[date | None] = mapped_column(index=True)
    sex: Mapped[Choice]
    address: Mapped[Words]
    name_key: Mapped[str] = mapped_column(String(200), default="", server_default="", index=True)
    sound_key: Mapped[str] = mapped_column(String(200), default="", server_default="", index=True)
    address_key: Mapped[str] = mapped_column(String(200), default="", server_default="", index=True)
    cluster_id: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime]


class PersonMatch(Base):
    """A decision about two people: the same, or not. The lower id stands first."""

    __tablename__ = "person_match"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
    )

    id: Mapped[Identity]
    first_id: Mapped[int] = link("person.id", index=False)
    second_id: Mapped[int] = link("person.id")
    decision: Mapped[str] = mapped_column(String(64))
    why: Mapped[Words]
    decided_by: Mapped[int] = link("account.id")
    decided_at: Mapped[datetime]
