"""Activities: what an officer did at, or for, a school, with its pupils, attendees and points."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=64), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("intelligence_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("intelligence_led", sa.String(length=64), server_default="", nullable=False),
        sa.Column("not_led_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("people_screened", sa.Integer(), nullable=True),
        sa.Column("weapons_found", sa.Integer(), nullable=True),
        sa.Column("weapon_kinds", sa.Text(), server_default="", nullable=False),
        sa.Column("stop_search_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("stop_outcome", sa.String(length=64), server_default="", nullable=False),
        sa.Column("crime_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("referral_to", sa.String(length=64), server_default="", nullable=False),
        sa.Column("referral_scheme", sa.Text(), server_default="", nullable=False),
        sa.Column("abstraction_reason", sa.String(length=64), server_default="", nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(length=64), server_default="", nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("teacher_present", sa.String(length=64), server_default="", nullable=False),
        sa.Column("teacher_name", sa.Text(), server_default="", nullable=False),
        sa.Column("presenter", sa.String(length=64), server_default="", nullable=False),
        sa.Column("specialist", sa.Text(), server_default="", nullable=False),
        sa.Column("targeted", sa.String(length=64), server_default="", nullable=False),
        sa.Column("plan_topic", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed_by_all", sa.String(length=64), server_default="", nullable=False),
        sa.Column("meeting_kind", sa.String(length=64), server_default="", nullable=False),
        sa.Column("decided", sa.Text(), server_default="", nullable=False),
        sa.Column("lead_asked", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("asked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("visit_reason", sa.String(length=64), server_default="", nullable=False),
        sa.Column("concern", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("priorities", sa.Text(), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("officer_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_in_error", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_activity_author_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_activity_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("reference", name=op.f("uq_activity_reference")),
    )
    with op.batch_alter_table("activity") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_author_id_happened_on_id"),
            ["author_id", "happened_on", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_activity_happened_on_id"), ["happened_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_activity_kind_happened_on_id"), ["kind", "happened_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_partnership_id_happened_on_id"),
            ["partnership_id", "happened_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_activity_partnership_id_plan_topic_happened_on"),
            ["partnership_id", "plan_topic", "happened_on"],
            unique=False,
        )

    op.create_table(
        "activity_attendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("attendance", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_attendee_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_attendee")),
    )
    with op.batch_alter_table("activity_attendee") as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_attendee_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "activity_pupil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("known_as", sa.Text(), server_default="", nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=64), server_default="", nullable=False),
        sa.Column("ethnicity", sa.String(length=64), server_default="", nullable=False),
        sa.Column("ethnicity_source", sa.String(length=64), server_default="", nullable=False),
        sa.Column("needs", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_activity_pupil_activity_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activity_pupil_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_pupil")),
    )
    with op.batch_alter_table("activity_pupil") as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_pupil_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_pupil_person_id"), ["person_id"], unique=False)

    op.create_table(
        "activity_security_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("point", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.String(length=64), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_security_point_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_security_point")),
    )
    with op.batch_alter_table("activity_security_point") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_security_point_activity_id"), ["activity_id"], unique=False
        )

    with op.batch_alter_table("store_settings") as batch_op:
        batch_op.add_column(
            sa.Column("next_activity_number", sa.Integer(), server_default="1", nullable=False)
        )
        batch_op.add_column(
            sa.Column("next_police_activity_number", sa.Integer(), server_default="1", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("store_settings") as batch_op:
        batch_op.drop_column("next_police_activity_number")
        batch_op.drop_column("next_activity_number")
    op.drop_table("activity_security_point")
    op.drop_table("activity_pupil")
    op.drop_table("activity_attendee")
    op.drop_table("activity")
