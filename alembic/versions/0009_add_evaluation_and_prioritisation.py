"""The annual evaluation with its feedback and account, and the prioritisation of schools."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("survey_method", sa.String(length=64), server_default="", nullable=False),
        sa.Column("surveyed_on", sa.Date(), nullable=True),
        sa.Column("pupils_asked", sa.Integer(), nullable=True),
        sa.Column("pupils_answered", sa.Integer(), nullable=True),
        sa.Column("survey_comments", sa.Text(), server_default="", nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("senior_officer_name", sa.Text(), server_default="", nullable=False),
        sa.Column("senior_officer_rank", sa.Text(), server_default="", nullable=False),
        sa.Column("meeting_points", sa.Text(), server_default="", nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=True),
        sa.Column("missing_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_evaluation_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("partnership_id", "year", name=op.f("uq_evaluation_partnership_id_year")),
    )
    op.create_table(
        "prioritisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("unique_requirements", sa.Text(), server_default="", nullable=False),
        sa.Column("funded", sa.String(length=64), server_default="", nullable=False),
        sa.Column("priority_school", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("partners", sa.Text(), server_default="", nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_prioritisation_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prioritisation")),
        sa.UniqueConstraint("partnership_id", name=op.f("uq_prioritisation_partnership_id")),
    )
    op.create_table(
        "evaluation_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("went_well", sa.Text(), server_default="", nullable=False),
        sa.Column("hindered", sa.Text(), server_default="", nullable=False),
        sa.Column("incidents", sa.Text(), server_default="", nullable=False),
        sa.Column("training_needs", sa.Text(), server_default="", nullable=False),
        sa.Column("next_year", sa.Text(), server_default="", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_evaluation_account_author_id")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_account_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_account")),
        sa.UniqueConstraint("evaluation_id", name=op.f("uq_evaluation_account_evaluation_id")),
    )
    op.create_index(op.f("ix_evaluation_account_author_id"), "evaluation_account", ["author_id"])
    op.create_table(
        "evaluation_annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_annotation_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_annotation")),
    )
    op.create_index(
        op.f("ix_evaluation_annotation_evaluation_id"), "evaluation_annotation", ["evaluation_id"]
    )
    op.create_table(
        "evaluation_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_evidence_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_evidence")),
    )
    op.create_index(op.f("ix_evaluation_evidence_evaluation_id"), "evaluation_evidence", ["evaluation_id"])
    op.create_table(
        "evaluation_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=64), server_default="", nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=64), server_default="", nullable=False),
        sa.Column("visibility_words", sa.Text(), server_default="", nullable=False),
        sa.Column("communication", sa.String(length=64), server_default="", nullable=False),
        sa.Column("communication_words", sa.Text(), server_default="", nullable=False),
        sa.Column("support", sa.String(length=64), server_default="", nullable=False),
        sa.Column("support_words", sa.Text(), server_default="", nullable=False),
        sa.Column("has_concerns", sa.String(length=64), server_default="", nullable=False),
        sa.Column("concerns", sa.Text(), server_default="", nullable=False),
        sa.Column("development", sa.Text(), server_default="", nullable=False),
        sa.Column("anything_else", sa.Text(), server_default="", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_evaluation_feedback_author_id")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_feedback_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_feedback")),
        sa.UniqueConstraint(
            "evaluation_id", "party", name=op.f("uq_evaluation_feedback_evaluation_id_party")
        ),
    )
    op.create_index(op.f("ix_evaluation_feedback_author_id"), "evaluation_feedback", ["author_id"])
    op.create_table(
        "evaluation_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("figure", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("autumn", sa.Integer(), nullable=True),
        sa.Column("spring", sa.Integer(), nullable=True),
        sa.Column("summer", sa.Integer(), nullable=True),
        sa.Column("holidays", sa.Integer(), nullable=True),
        sa.Column("autumn_before", sa.Integer(), nullable=True),
        sa.Column("spring_before", sa.Integer(), nullable=True),
        sa.Column("summer_before", sa.Integer(), nullable=True),
        sa.Column("holidays_before", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_figure_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_figure")),
    )
    op.create_index(op.f("ix_evaluation_figure_evaluation_id"), "evaluation_figure", ["evaluation_id"])
    op.create_table(
        "evaluation_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("rating", sa.String(length=64), server_default="", nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_measure_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_measure")),
    )
    op.create_index(op.f("ix_evaluation_measure_evaluation_id"), "evaluation_measure", ["evaluation_id"])
    op.create_table(
        "evaluation_objective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("objective", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_objective_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_objective")),
    )
    op.create_index(op.f("ix_evaluation_objective_evaluation_id"), "evaluation_objective", ["evaluation_id"])
    op.create_table(
        "evaluation_past_objective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("objective", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=64), server_default="", nullable=False),
        sa.Column("outcome_words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_past_objective_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_past_objective")),
    )
    op.create_index(
        op.f("ix_evaluation_past_objective_evaluation_id"), "evaluation_past_objective", ["evaluation_id"]
    )
    op.create_table(
        "evaluation_police_annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_police_annotation_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_police_annotation")),
    )
    op.create_index(
        op.f("ix_evaluation_police_annotation_evaluation_id"),
        "evaluation_police_annotation",
        ["evaluation_id"],
    )
    op.create_table(
        "evaluation_police_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("figure", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("autumn", sa.Integer(), nullable=True),
        sa.Column("spring", sa.Integer(), nullable=True),
        sa.Column("summer", sa.Integer(), nullable=True),
        sa.Column("holidays", sa.Integer(), nullable=True),
        sa.Column("autumn_before", sa.Integer(), nullable=True),
        sa.Column("spring_before", sa.Integer(), nullable=True),
        sa.Column("summer_before", sa.Integer(), nullable=True),
        sa.Column("holidays_before", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_police_figure_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_police_figure")),
    )
    op.create_index(
        op.f("ix_evaluation_police_figure_evaluation_id"), "evaluation_police_figure", ["evaluation_id"]
    )
    op.create_table(
        "evaluation_survey_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("neither", sa.Integer(), nullable=True),
        sa.Column("disagreed", sa.Integer(), nullable=True),
        sa.Column("not_stated", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_survey_question_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_survey_question")),
    )
    op.create_index(
        op.f("ix_evaluation_survey_question_evaluation_id"), "evaluation_survey_question", ["evaluation_id"]
    )
    op.create_table(
        "evaluation_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("voice", sa.String(length=64), server_default="", nullable=False),
        sa.Column("voice_revision", sa.Integer(), nullable=True),
        sa.Column("voice_hash", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_voice_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_voice")),
    )
    op.create_index(op.f("ix_evaluation_voice_evaluation_id"), "evaluation_voice", ["evaluation_id"])
    op.create_table(
        "prioritisation_criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prioritisation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("level", sa.String(length=64), server_default="", nullable=False),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["prioritisation_id"],
            ["prioritisation.id"],
            name=op.f("fk_prioritisation_criterion_prioritisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prioritisation_criterion")),
    )
    op.create_index(
        op.f("ix_prioritisation_criterion_prioritisation_id"),
        "prioritisation_criterion",
        ["prioritisation_id"],
    )


def downgrade() -> None:
    op.drop_table("prioritisation_criterion")
    op.drop_table("evaluation_voice")
    op.drop_table("evaluation_survey_question")
    op.drop_table("evaluation_police_figure")
    op.drop_table("evaluation_police_annotation")
    op.drop_table("evaluation_past_objective")
    op.drop_table("evaluation_objective")
    op.drop_table("evaluation_measure")
    op.drop_table("evaluation_figure")
    op.drop_table("evaluation_feedback")
    op.drop_table("evaluation_evidence")
    op.drop_table("evaluation_annotation")
    op.drop_table("evaluation_account")
    op.drop_table("prioritisation")
    op.drop_table("evaluation")
