"""The equipment register with its checks, and authorities to work in plain clothes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "equipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), server_default="", nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("kept_in", sa.Text(), server_default="", nullable=False),
        sa.Column("batch_number", sa.Text(), server_default="", nullable=False),
        sa.Column("batch_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("expiry_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("weight_at_issue", sa.Integer(), nullable=True),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("received_by", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=64), server_default="", nullable=False),
        sa.Column("state_on", sa.Date(), nullable=True),
        sa.Column("state_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("state_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("dealt_with", sa.Text(), server_default="", nullable=False),
        sa.Column("dealt_with_on", sa.Date(), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["issued_by"], ["account.id"], name=op.f("fk_equipment_issued_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_equipment_partnership_id")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["account.id"], name=op.f("fk_equipment_received_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_equipment_kind_number")),
    )
    op.create_index(op.f("ix_equipment_issued_by"), "equipment", ["issued_by"])
    op.create_index(op.f("ix_equipment_partnership_id"), "equipment", ["partnership_id"])
    op.create_index(op.f("ix_equipment_received_by"), "equipment", ["received_by"])
    op.create_table(
        "plain_clothes_authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("covert_harness", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("authorised_by", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["authorised_by"], ["account.id"], name=op.f("fk_plain_clothes_authority_authorised_by")
        ),
        sa.ForeignKeyConstraint(["officer"], ["account.id"], name=op.f("fk_plain_clothes_authority_officer")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_plain_clothes_authority_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plain_clothes_authority")),
    )
    op.create_index(
        op.f("ix_plain_clothes_authority_authorised_by"), "plain_clothes_authority", ["authorised_by"]
    )
    op.create_index(op.f("ix_plain_clothes_authority_officer"), "plain_clothes_authority", ["officer"])
    op.create_index(
        op.f("ix_plain_clothes_authority_partnership_id"), "plain_clothes_authority", ["partnership_id"]
    )
    op.create_table(
        "equipment_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("condition", sa.String(length=64), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["checked_by"], ["account.id"], name=op.f("fk_equipment_check_checked_by")),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_equipment_check_equipment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_check")),
    )
    op.create_index(op.f("ix_equipment_check_checked_by"), "equipment_check", ["checked_by"])
    op.create_index(op.f("ix_equipment_check_equipment_id"), "equipment_check", ["equipment_id"])


def downgrade() -> None:
    op.drop_table("equipment_check")
    op.drop_table("plain_clothes_authority")
    op.drop_table("equipment")
