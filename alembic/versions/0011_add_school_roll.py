"""The school's roll: how many pupils there are in each group in one academic year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "school_roll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("ethnicity_w1", sa.Integer(), nullable=True),
        sa.Column("ethnicity_w2", sa.Integer(), nullable=True),
        sa.Column("ethnicity_w3", sa.Integer(), nullable=True),
        sa.Column("ethnicity_w9", sa.Integer(), nullable=True),
        sa.Column("ethnicity_m1", sa.Integer(), nullable=True),
        sa.Column("ethnicity_m2", sa.Integer(), nullable=True),
        sa.Column("ethnicity_m3", sa.Integer(), nullable=True),
        sa.Column("ethnicity_m9", sa.Integer(), nullable=True),
        sa.Column("ethnicity_a1", sa.Integer(), nullable=True),
        sa.Column("ethnicity_a2", sa.Integer(), nullable=True),
        sa.Column("ethnicity_a3", sa.Integer(), nullable=True),
        sa.Column("ethnicity_a4", sa.Integer(), nullable=True),
        sa.Column("ethnicity_a9", sa.Integer(), nullable=True),
        sa.Column("ethnicity_b1", sa.Integer(), nullable=True),
        sa.Column("ethnicity_b2", sa.Integer(), nullable=True),
        sa.Column("ethnicity_b9", sa.Integer(), nullable=True),
        sa.Column("ethnicity_o2", sa.Integer(), nullable=True),
        sa.Column("ethnicity_o9", sa.Integer(), nullable=True),
        sa.Column("ethnicity_ns", sa.Integer(), nullable=True),
        sa.Column("sex_female", sa.Integer(), nullable=True),
        sa.Column("sex_male", sa.Integer(), nullable=True),
        sa.Column("sex_not_stated", sa.Integer(), nullable=True),
        sa.Column("year_r", sa.Integer(), nullable=True),
        sa.Column("year_1", sa.Integer(), nullable=True),
        sa.Column("year_2", sa.Integer(), nullable=True),
        sa.Column("year_3", sa.Integer(), nullable=True),
        sa.Column("year_4", sa.Integer(), nullable=True),
        sa.Column("year_5", sa.Integer(), nullable=True),
        sa.Column("year_6", sa.Integer(), nullable=True),
        sa.Column("year_7", sa.Integer(), nullable=True),
        sa.Column("year_8", sa.Integer(), nullable=True),
        sa.Column("year_9", sa.Integer(), nullable=True),
        sa.Column("year_10", sa.Integer(), nullable=True),
        sa.Column("year_11", sa.Integer(), nullable=True),
        sa.Column("year_12", sa.Integer(), nullable=True),
        sa.Column("year_13", sa.Integer(), nullable=True),
        sa.Column("need_send", sa.Integer(), nullable=True),
        sa.Column("need_ehcp", sa.Integer(), nullable=True),
        sa.Column("need_eal", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_school_roll_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_roll")),
        sa.UniqueConstraint(
            "partnership_id", "academic_year", name=op.f("uq_school_roll_partnership_id_academic_year")
        ),
    )


def downgrade() -> None:
    op.drop_table("school_roll")
