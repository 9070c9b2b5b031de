"""Disclosures: each numbered copy knows where the audit log stood, as its pages say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audit_head", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("audit_count", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.drop_column("audit_count")
        batch_op.drop_column("audit_head")
