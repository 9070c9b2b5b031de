"""The annual evaluation of one partnership (form ``EVALUATION``), and the voices that it rests on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Identity, Words, link


def _rows(of: str) -> Any:
    """Return the rows of one table in their order."""
    return relationship(
        of,
        cascade="all, delete-orphan",
        order_by=f"{of}.position",
        collection_class=ordering_list("position"),
    )


class Evaluation(Base):
    """One for each school and academic year; ``year`` is the one in which the academic year begins."""

    __tablename__ = "evaluation"
    __table_args__ = (UniqueConstraint("partnership_id", "year"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    year: Mapped[int]
    edition: Mapped[int | None]
    survey_method: Mapped[Choice]
    surveyed_on: Mapped[date | None]
    pupils_asked: Mapped[int | None]
    pupils_answered: Mapped[int | None]
    survey_comments: Mapped[Words]
    met_on: Mapped[date | None]
    senior_officer_name: Mapped[Words]
    senior_officer_rank: Mapped[Words]
    meeting_points: Mapped[Words]
    frozen_on: Mapped[date | None]
    fairness: Mapped[Words]
    missing_reason: Mapped[Words]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    measures: Mapped[list[EvaluationMeasure]] = _rows("EvaluationMeasure")
    evidence: Mapped[list[EvaluationEvidence]] = _rows("EvaluationEvidence")
    annotations: Mapped[list[EvaluationAnnotation]] = _rows("EvaluationAnnotation")
    police_annotations: Mapped[list[EvaluationPoliceAnnotation]] = _rows("EvaluationPoliceAnnotation")
    survey: Mapped[list[EvaluationSurveyQuestion]] = _rows("EvaluationSurveyQuestion")
    past_objectives: Mapped[list[EvaluationPastObjective]] = _rows("EvaluationPastObjective")
    objectives: Mapped[list[EvaluationObjective]] = _rows("EvaluationObjective")
    figures: Mapped[list[EvaluationFigure]] = _rows("EvaluationFigure")
    police_figures: Mapped[list[EvaluationPoliceFigure]] = _rows("EvaluationPoliceFigure")
    voices: Mapped[list[EvaluationVoice]] = _rows("EvaluationVoice")


class EvaluationMeasure(Base):
    """What is said about one measure of success."""

    __tablename__ = "evaluation_measure"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    code: Mapped[Words]
    rating: Mapped[Choice]
    comment: Mapped[Words]


class EvaluationEvidence(Base):
    """A record that is evidence for a measure. It names the record; what that says stays there."""

    __tablename__ = "evaluation_evidence"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    measure: Mapped[Words]
    source: Mapped[Words]
    source_id: Mapped[int | None]
    reference: Mapped[Words]
    happened_on: Mapped[date | None]


class EvaluationAnnotation(Base):
    """A note on a figure that the school sees too."""

    __tablename__ = "evaluation_annotation"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    indicator: Mapped[Words]
    words: Mapped[Words]


class EvaluationPoliceAnnotation(Base):
    """A note on a figure that only the police see."""

    __tablename__ = "evaluation_police_annotation"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    indicator: Mapped[Words]
    words: Mapped[Words]


class EvaluationSurveyQuestion(Base):
    """One question of the pupils' survey, with how many gave which answer."""

    __tablename__ = "evaluation_survey_question"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    question: Mapped[Words]
    agreed: Mapped[int | None]
    neither: Mapped[int | None]
    disagreed: Mapped[int | None]
    not_stated: Mapped[int | None]


class EvaluationPastObjective(Base):
    """An objective of the year before, and what became of it."""

    __tablename__ = "evaluation_past_objective"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    objective: Mapped[Words]
    owner: Mapped[Words]
    due_on: Mapped[date | None]
    outcome: Mapped[Choice]
    outcome_words: Mapped[Words]


class EvaluationObjective(Base):
    """An objective for the next year."""

    __tablename__ = "evaluation_objective"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    objective: Mapped[Words]
    owner: Mapped[Words]
    due_on: Mapped[date | None]


class EvaluationFigure(Base):
    """A figure as it was frozen, for both sides to sign."""

    __tablename__ = "evaluation_figure"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    indicator: Mapped[Words]
    label: Mapped[Words]
    figure: Mapped[int | None]
    last_year: Mapped[int | None]
    autumn: Mapped[int | None]
    spring: Mapped[int | None]
    summer: Mapped[int | None]
    holidays: Mapped[int | None]
    autumn_before: Mapped[int | None]
    spring_before: Mapped[int | None]
    summer_before: Mapped[int | None]
    holidays_before: Mapped[int | None]


class EvaluationPoliceFigure(Base):
    """A figure as it was frozen, that only the police see."""

    __tablename__ = "evaluation_police_figure"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    indicator: Mapped[Words]
    label: Mapped[Words]
    figure: Mapped[int | None]
    last_year: Mapped[int | None]
    autumn: Mapped[int | None]
    spring: Mapped[int | None]
    summer: Mapped[int | None]
    holidays: Mapped[int | None]
    autumn_before: Mapped[int | None]
    spring_before: Mapped[int | None]
    summer_before: Mapped[int | None]
    holidays_before: Mapped[int | None]


class EvaluationVoice(Base):
    """Which wording of an account or of feedback the evaluation rests on."""

    __tablename__ = "evaluation_voice"

    id: Mapped[Identity]
    evaluation_id: Mapped[int] = link("evaluation.id")
    position: Mapped[int]
    voice: Mapped[Choice]
    voice_revision: Mapped[int | None]
    voice_hash: Mapped[Words]
