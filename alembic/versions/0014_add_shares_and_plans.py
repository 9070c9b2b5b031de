"""Information shared, missing pupils, viewings of body-worn video with agreements, and prevention plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_prevention_plan_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_plan")),
        sa.UniqueConstraint(
            "partnership_id", "school_year", name=op.f("uq_prevention_plan_partnership_id_school_year")
        ),
    )
    op.create_table(
        "bwv_viewing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("viewed_on", sa.Date(), nullable=True),
        sa.Column("viewed_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=64), server_default="", nullable=False),
        sa.Column("footage_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_bwv_viewing_author_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_bwv_viewing_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bwv_viewing")),
    )
    with op.batch_alter_table("bwv_viewing") as batch_op:
        batch_op.create_index(batch_op.f("ix_bwv_viewing_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bwv_viewing_partnership_id_viewed_on_id"),
            ["partnership_id", "viewed_on", "id"],
            unique=False,
        )

    op.create_table(
        "confidentiality_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_confidentiality_agreement_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_confidentiality_agreement_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_confidentiality_agreement_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidentiality_agreement")),
    )
    with op.batch_alter_table("confidentiality_agreement") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confidentiality_agreement_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_confidentiality_agreement_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_confidentiality_agreement_partnership_id"), ["partnership_id"], unique=False
        )

    op.create_table(
        "information_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("direction", sa.String(length=64), server_default="", nullable=False),
        sa.Column("category", sa.String(length=64), server_default="", nullable=False),
        sa.Column("basis", sa.String(length=64), server_default="", nullable=False),
        sa.Column("basis_note", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.Column("with_whom", sa.Text(), server_default="", nullable=False),
        sa.Column("how", sa.String(length=64), server_default="", nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("shared_at", sa.Time(), nullable=True),
        sa.Column("intelligence_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("intelligence_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_information_share_author_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_information_share_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_share")),
    )
    with op.batch_alter_table("information_share") as batch_op:
        batch_op.create_index(batch_op.f("ix_information_share_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_information_share_partnership_id_shared_on_id"),
            ["partnership_id", "shared_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_information_share_shared_on_id"), ["shared_on", "id"], unique=False
        )

    op.create_table(
        "missing_pupil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parents_tried", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("parents_note", sa.Text(), server_default="", nullable=False),
        sa.Column("risk", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_at", sa.Time(), nullable=True),
        sa.Column("called_by", sa.Text(), server_default="", nullable=False),
        sa.Column("call_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_missing_pupil_author_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_missing_pupil_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missing_pupil")),
    )
    with op.batch_alter_table("missing_pupil") as batch_op:
        batch_op.create_index(batch_op.f("ix_missing_pupil_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_missing_pupil_partnership_id_reported_on_id"),
            ["partnership_id", "reported_on", "id"],
            unique=False,
        )

    op.create_table(
        "prevention_plan_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prevention_plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["prevention_plan_id"],
            ["prevention_plan.id"],
            name=op.f("fk_prevention_plan_topic_prevention_plan_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_plan_topic")),
    )
    with op.batch_alter_table("prevention_plan_topic") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prevention_plan_topic_prevention_plan_id"), ["prevention_plan_id"], unique=False
        )

    op.create_table(
        "bwv_viewer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bwv_viewing_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["bwv_viewing_id"], ["bwv_viewing.id"], name=op.f("fk_bwv_viewer_bwv_viewing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bwv_viewer")),
    )
    with op.batch_alter_table("bwv_viewer") as batch_op:
        batch_op.create_index(batch_op.f("ix_bwv_viewer_bwv_viewing_id"), ["bwv_viewing_id"], unique=False)

    op.create_table(
        "information_share_pupil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("information_share_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("known_as", sa.Text(), server_default="", nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["information_share_id"],
            ["information_share.id"],
            name=op.f("fk_information_share_pupil_information_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_information_share_pupil_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_share_pupil")),
    )
    with op.batch_alter_table("information_share_pupil") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_information_share_pupil_information_share_id"),
            ["information_share_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_information_share_pupil_person_id"), ["person_id"], unique=False)

    op.create_table(
        "missing_pupil_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("missing_pupil_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["missing_pupil_id"], ["missing_pupil.id"], name=op.f("fk_missing_pupil_answer_missing_pupil_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missing_pupil_answer")),
    )
    with op.batch_alter_table("missing_pupil_answer") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_missing_pupil_answer_missing_pupil_id"), ["missing_pupil_id"], unique=False
        )

    op.create_table(
        "missing_pupil_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("missing_pupil_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("known_as", sa.Text(), server_default="", nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["missing_pupil_id"], ["missing_pupil.id"], name=op.f("fk_missing_pupil_child_missing_pupil_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_missing_pupil_child_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missing_pupil_child")),
    )
    with op.batch_alter_table("missing_pupil_child") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_missing_pupil_child_missing_pupil_id"), ["missing_pupil_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_missing_pupil_child_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("missing_pupil_child")
    op.drop_table("missing_pupil_answer")
    op.drop_table("information_share_pupil")
    op.drop_table("bwv_viewer")
    op.drop_table("prevention_plan_topic")
    op.drop_table("missing_pupil")
    op.drop_table("information_share")
    op.drop_table("confidentiality_agreement")
    op.drop_table("bwv_viewing")
    op.drop_table("prevention_plan")
