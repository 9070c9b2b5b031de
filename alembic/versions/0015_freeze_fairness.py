"""An evaluation keeps the comparison of groups as it was frozen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evaluation", sa.Column("fairness", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("evaluation") as batch:
        batch.drop_column("fairness")
