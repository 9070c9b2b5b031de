"""The school's feedback (form ``EVALUATION_FEEDBACK``), the officer's account (``EVALUATION_ACCOUNT``)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


class EvaluationFeedback(Base):
    """One for each evaluation and ``party``, written by ``author_id`` under their own sign-in."""

    __tablename__ = "evaluation_feedback"
    __table_args__ = (UniqueConstraint("evaluation_id", "party"),)

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id", index=False)
    party: Mapped[Choice]
    author_id: Mapped[int] = link("account.id")
    visibility: Mapped[Choice]
    visibility_words: Mapped[Words]
    communication: Mapped[Choice]
    communication_words: Mapped[Words]
    support: Mapped[Choice]
    support_words: Mapped[Words]
    has_concerns: Mapped[Choice]
    concerns: Mapped[Words]
    development: Mapped[Words]
    anything_else: Mapped[Words]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")


class EvaluationAccount(Base):
    """One for each evaluation, written by the officer ``author_id``."""

    __tablename__ = "evaluation_account"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), unique=True)
    author_id: Mapped[int] = link("account.id")
    went_well: Mapped[Words]
    hindered: Mapped[Words]
    incidents: Mapped[Words]
    training_needs: Mapped[Words]
    next_year: Mapped[Words]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
