"""add arrest plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrest_arrangement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("route", sa.Text(), server_default="", nullable=False),
        sa.Column("vehicle", sa.Text(), server_default="", nullable=False),
        sa.Column("bell_times_right", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("staff_helper", sa.Text(), server_default="", nullable=False),
        sa.Column("stand_in", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed_with", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_arrest_arrangement_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_arrangement")),
        sa.UniqueConstraint("partnership_id", name=op.f("uq_arrest_arrangement_partnership_id")),
    )
    op.create_table(
        "arrest_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), server_default="", nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("kind", sa.String(length=64), server_default="", nullable=False),
        sa.Column("urgent_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("known_as", sa.Text(), server_default="", nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("appears_age", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=64), server_default="", nullable=False),
        sa.Column("ethnicity", sa.String(length=64), server_default="", nullable=False),
        sa.Column("ethnicity_source", sa.String(length=64), server_default="", nullable=False),
        sa.Column("year_group", sa.String(length=64), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("offence", sa.Text(), server_default="", nullable=False),
        sa.Column("offence_on", sa.Date(), nullable=True),
        sa.Column("crime_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("against_school", sa.String(length=64), server_default="", nullable=False),
        sa.Column("grounds", sa.Text(), server_default="", nullable=False),
        sa.Column("necessity", sa.Text(), server_default="", nullable=False),
        sa.Column("necessity_words", sa.Text(), server_default="", nullable=False),
        sa.Column("why_here", sa.Text(), server_default="", nullable=False),
        sa.Column("why_unavoidable", sa.Text(), server_default="", nullable=False),
        sa.Column("not_at_home", sa.Text(), server_default="", nullable=False),
        sa.Column("not_by_appointment", sa.Text(), server_default="", nullable=False),
        sa.Column("not_voluntary", sa.Text(), server_default="", nullable=False),
        sa.Column("not_after_school", sa.Text(), server_default="", nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("planned_at", sa.Time(), nullable=True),
        sa.Column("timing_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("route", sa.Text(), server_default="", nullable=False),
        sa.Column("transport", sa.Text(), server_default="", nullable=False),
        sa.Column("staff_helper", sa.Text(), server_default="", nullable=False),
        sa.Column("officers", sa.Text(), server_default="", nullable=False),
        sa.Column("tells_head", sa.Text(), server_default="", nullable=False),
        sa.Column("tells_parent", sa.Text(), server_default="", nullable=False),
        sa.Column("appropriate_adult", sa.Text(), server_default="", nullable=False),
        sa.Column("needs", sa.Text(), server_default="", nullable=False),
        sa.Column("care_status", sa.String(length=64), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("needs_words", sa.Text(), server_default="", nullable=False),
        sa.Column("risk_to_others", sa.Text(), server_default="", nullable=False),
        sa.Column("risk_assessment", sa.Text(), server_default="", nullable=False),
        sa.Column("contingency", sa.Text(), server_default="", nullable=False),
        sa.Column("interview_at_school", sa.String(length=64), server_default="", nullable=False),
        sa.Column("interview_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("interview_agreed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("interview_agreed_role", sa.String(length=64), server_default="", nullable=False),
        sa.Column("interview_agreed_on", sa.Date(), nullable=True),
        sa.Column("interview_agreed_at", sa.Time(), nullable=True),
        sa.Column("interview_adult", sa.Text(), server_default="", nullable=False),
        sa.Column("interview_adult_relation", sa.String(length=64), server_default="", nullable=False),
        sa.Column("interview_waiting", sa.Text(), server_default="", nullable=False),
        sa.Column("interview_parent", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_arrest_plan_author_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_arrest_plan_partnership_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_arrest_plan_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_plan")),
        sa.UniqueConstraint("reference", name=op.f("uq_arrest_plan_reference")),
    )
    with op.batch_alter_table("arrest_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrest_plan_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrest_plan_partnership_id"), ["partnership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrest_plan_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrest_plan_planned_on_id"), ["planned_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_arrest_plan_state_planned_on"), ["state", "planned_on"], unique=False
        )

    op.create_table(
        "arrest_secure_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrest_arrangement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("where", sa.Text(), server_default="", nullable=False),
        sa.Column("kept_clear", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["arrest_arrangement_id"],
            ["arrest_arrangement.id"],
            name=op.f("fk_arrest_secure_place_arrest_arrangement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_secure_place")),
    )
    with op.batch_alter_table("arrest_secure_place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_arrest_secure_place_arrest_arrangement_id"),
            ["arrest_arrangement_id"],
            unique=False,
        )

    op.create_table(
        "arrest_told_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrest_arrangement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("telephone", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["arrest_arrangement_id"],
            ["arrest_arrangement.id"],
            name=op.f("fk_arrest_told_person_arrest_arrangement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_told_person")),
    )
    with op.batch_alter_table("arrest_told_person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_arrest_told_person_arrest_arrangement_id"), ["arrest_arrangement_id"], unique=False
        )

    op.create_table(
        "arrest_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrest_plan_id", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("result", sa.String(length=64), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("began_at", sa.Time(), nullable=True),
        sa.Column("arrested_at", sa.Time(), nullable=True),
        sa.Column("ended_at", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("account", sa.Text(), server_default="", nullable=False),
        sa.Column("discreet", sa.String(length=64), server_default="", nullable=False),
        sa.Column("discreet_why", sa.Text(), server_default="", nullable=False),
        sa.Column("force_used", sa.String(length=64), server_default="", nullable=False),
        sa.Column("force_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("custody_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("head_name", sa.Text(), server_default="", nullable=False),
        sa.Column("head_role", sa.String(length=64), server_default="", nullable=False),
        sa.Column("head_told_on", sa.Date(), nullable=True),
        sa.Column("head_told_at", sa.Time(), nullable=True),
        sa.Column("head_told_how", sa.String(length=64), server_default="", nullable=False),
        sa.Column("no_parent_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("school_told", sa.Text(), server_default="", nullable=False),
        sa.Column("interviewed", sa.String(length=64), server_default="", nullable=False),
        sa.Column("interview_began_at", sa.Time(), nullable=True),
        sa.Column("interview_ended_at", sa.Time(), nullable=True),
        sa.Column("interview_present", sa.Text(), server_default="", nullable=False),
        sa.Column("debrief_on", sa.Date(), nullable=True),
        sa.Column("debrief", sa.Text(), server_default="", nullable=False),
        sa.Column("lessons", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["arrest_plan_id"], ["arrest_plan.id"], name=op.f("fk_arrest_outcome_arrest_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_outcome")),
        sa.UniqueConstraint("arrest_plan_id", name=op.f("uq_arrest_outcome_arrest_plan_id")),
    )
    op.create_table(
        "arrest_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrest_plan_id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("shared_by", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("shared_for", sa.Text(), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["arrest_plan_id"], ["arrest_plan.id"], name=op.f("fk_arrest_share_arrest_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_arrest_share_partnership_id")
        ),
        sa.ForeignKeyConstraint(["shared_by"], ["account.id"], name=op.f("fk_arrest_share_shared_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_share")),
    )
    with op.batch_alter_table("arrest_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrest_share_arrest_plan_id"), ["arrest_plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrest_share_partnership_id"), ["partnership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrest_share_shared_by"), ["shared_by"], unique=False)

    op.create_table(
        "arrest_parent_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrest_outcome_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=True),
        sa.Column("tried_at", sa.Time(), nullable=True),
        sa.Column("how", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reached", sa.String(length=64), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["arrest_outcome_id"],
            ["arrest_outcome.id"],
            name=op.f("fk_arrest_parent_contact_arrest_outcome_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrest_parent_contact")),
    )
    with op.batch_alter_table("arrest_parent_contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_arrest_parent_contact_arrest_outcome_id"), ["arrest_outcome_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("arrest_parent_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrest_parent_contact_arrest_outcome_id"))

    op.drop_table("arrest_parent_contact")
    with op.batch_alter_table("arrest_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrest_share_shared_by"))
        batch_op.drop_index(batch_op.f("ix_arrest_share_partnership_id"))
        batch_op.drop_index(batch_op.f("ix_arrest_share_arrest_plan_id"))

    op.drop_table("arrest_share")
    op.drop_table("arrest_outcome")
    with op.batch_alter_table("arrest_told_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrest_told_person_arrest_arrangement_id"))

    op.drop_table("arrest_told_person")
    with op.batch_alter_table("arrest_secure_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrest_secure_place_arrest_arrangement_id"))

    op.drop_table("arrest_secure_place")
    with op.batch_alter_table("arrest_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrest_plan_state_planned_on"))
        batch_op.drop_index(batch_op.f("ix_arrest_plan_planned_on_id"))
        batch_op.drop_index(batch_op.f("ix_arrest_plan_person_id"))
        batch_op.drop_index(batch_op.f("ix_arrest_plan_partnership_id"))
        batch_op.drop_index(batch_op.f("ix_arrest_plan_author_id"))

    op.drop_table("arrest_plan")
    op.drop_table("arrest_arrangement")
