"""Disposal: what two people decided about a record whose time has run out, and what is left of it.

Revisions and countersignatures stay append only, but for those of a record that a confirmed disposal names.
A confirmed disposal itself is never changed again, and none is ever deleted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

REVISION_GUARD = (
    "CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision "
    "WHEN NOT EXISTS (SELECT 1 FROM disposal WHERE state = 'confirmed' "
    "AND kind = OLD.noun AND subject_id = OLD.record_id) "
    "BEGIN SELECT RAISE(ABORT, 'revision is append only'); END"
)
COUNTERSIGNATURE_GUARD = (
    "CREATE TRIGGER countersignature_no_delete BEFORE DELETE ON countersignature "
    "WHEN NOT EXISTS (SELECT 1 FROM disposal WHERE state = 'confirmed' "
    "AND kind = 'contact_log' AND subject_id = OLD.contact_log_id) "
    "BEGIN SELECT RAISE(ABORT, 'countersignature is append only'); END"
)
SPECIAL = {
    "sqlite": (
        "CREATE TRIGGER disposal_no_update BEFORE UPDATE ON disposal WHEN OLD.state = 'confirmed' "
        "BEGIN SELECT RAISE(ABORT, 'a confirmed disposal is final'); END",
        "CREATE TRIGGER disposal_no_delete BEFORE DELETE ON disposal "
        "BEGIN SELECT RAISE(ABORT, 'disposal is append only'); END",
        "DROP TRIGGER revision_no_delete",
        REVISION_GUARD,
        "DROP TRIGGER countersignature_no_delete",
        COUNTERSIGNATURE_GUARD,
    )
}
BACK = {
    "sqlite": tuple(
        statement
        for table in ("revision", "countersignature")
        for statement in (
            f"DROP TRIGGER {table}_no_delete",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END",
        )
    )
}


def upgrade() -> None:
    op.create_table(
        "disposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=64), server_default="", nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("subject_revision", sa.Integer(), nullable=True),
        sa.Column("subject_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("school", sa.Text(), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("earlier", sa.Text(), server_default="", nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_disposal_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_disposal_kind_subject_id")),
    )
    op.create_index(op.f("ix_disposal_partnership_id"), "disposal", ["partnership_id"])
    op.create_index(op.f("ix_disposal_state"), "disposal", ["state"])
    for statement in SPECIAL[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in BACK[op.get_context().dialect.name]:
        op.execute(statement)
    op.drop_table("disposal")
