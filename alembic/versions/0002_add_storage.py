"""Storage: the checklist of a school, its two risk assessments, and the sergeant's signed decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SPECIAL = {
    "sqlite": tuple(
        f"CREATE TRIGGER storage_decision_no_{verb.lower()} BEFORE {verb} ON storage_decision "
        "BEGIN SELECT RAISE(ABORT, 'storage_decision is append only'); END"
        for verb in ("UPDATE", "DELETE")
    )
}


def upgrade() -> None:
    op.create_table(
        "storage_checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("property_advice_on", sa.Date(), nullable=True),
        sa.Column("property_advice_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("safety_advice_on", sa.Date(), nullable=True),
        sa.Column("safety_advice_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("site_assessment_on", sa.Date(), nullable=True),
        sa.Column("site_assessment_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("site_assessment_findings", sa.Text(), server_default="", nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_storage_checklist_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_checklist")),
        sa.UniqueConstraint("partnership_id", name=op.f("uq_storage_checklist_partnership_id")),
    )
    op.create_table(
        "storage_risk_assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=64), server_default="", nullable=False),
        sa.Column("assessed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("arrangement", sa.Text(), server_default="", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_storage_risk_assessment_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_risk_assessment")),
        sa.UniqueConstraint(
            "partnership_id", "party", name=op.f("uq_storage_risk_assessment_partnership_id_party")
        ),
    )
    op.create_table(
        "storage_checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("storage_checklist_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.Column("mitigation", sa.Text(), server_default="", nullable=False),
        sa.Column("mitigation_owner", sa.Text(), server_default="", nullable=False),
        sa.Column("mitigation_due_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["account.id"], name=op.f("fk_storage_checklist_item_checked_by")
        ),
        sa.ForeignKeyConstraint(
            ["storage_checklist_id"],
            ["storage_checklist.id"],
            name=op.f("fk_storage_checklist_item_storage_checklist_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_checklist_item")),
    )
    op.create_index(op.f("ix_storage_checklist_item_checked_by"), "storage_checklist_item", ["checked_by"])
    op.create_index(
        op.f("ix_storage_checklist_item_storage_checklist_id"),
        "storage_checklist_item",
        ["storage_checklist_id"],
    )
    op.create_table(
        "storage_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("storage_checklist_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("words_hash", sa.String(length=64), nullable=False),
        sa.Column("audit_head", sa.String(length=64), nullable=False),
        sa.Column("audit_count", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["signer_id"], ["account.id"], name=op.f("fk_storage_decision_signer_id")),
        sa.ForeignKeyConstraint(
            ["storage_checklist_id"],
            ["storage_checklist.id"],
            name=op.f("fk_storage_decision_storage_checklist_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_decision")),
    )
    op.create_index(op.f("ix_storage_decision_signer_id"), "storage_decision", ["signer_id"])
    op.create_index(
        op.f("ix_storage_decision_storage_checklist_id_revision"),
        "storage_decision",
        ["storage_checklist_id", "revision"],
    )
    op.create_table(
        "storage_hazard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("storage_risk_assessment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hazard", sa.Text(), server_default="", nullable=False),
        sa.Column("who_harmed", sa.Text(), server_default="", nullable=False),
        sa.Column("likelihood_before", sa.Integer(), nullable=True),
        sa.Column("severity_before", sa.Integer(), nullable=True),
        sa.Column("controls", sa.Text(), server_default="", nullable=False),
        sa.Column("likelihood_after", sa.Integer(), nullable=True),
        sa.Column("severity_after", sa.Integer(), nullable=True),
        sa.Column("further_action", sa.Text(), server_default="", nullable=False),
        sa.Column("action_owner", sa.Text(), server_default="", nullable=False),
        sa.Column("action_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["storage_risk_assessment_id"],
            ["storage_risk_assessment.id"],
            name=op.f("fk_storage_hazard_storage_risk_assessment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_hazard")),
    )
    op.create_index(
        op.f("ix_storage_hazard_storage_risk_assessment_id"), "storage_hazard", ["storage_risk_assessment_id"]
    )
    for statement in SPECIAL[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("storage_hazard")
    op.drop_table("storage_decision")
    op.drop_table("storage_checklist_item")
    op.drop_table("storage_risk_assessment")
    op.drop_table("storage_checklist")
