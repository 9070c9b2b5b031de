"""Signatures under sealed records, append only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SPECIAL = {
    "sqlite": tuple(
        f"CREATE TRIGGER record_signature_no_{verb.lower()} BEFORE {verb} ON record_signature "
        "BEGIN SELECT RAISE(ABORT, 'record_signature is append only'); END"
        for verb in ("UPDATE", "DELETE")
    )
}


def upgrade() -> None:
    op.create_table(
        "record_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("words_hash", sa.String(length=64), nullable=False),
        sa.Column("audit_head", sa.String(length=64), nullable=False),
        sa.Column("audit_count", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["signer_id"], ["account.id"], name=op.f("fk_record_signature_signer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_signature")),
    )
    with op.batch_alter_table("record_signature", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_record_signature_noun_record_id_revision"),
            ["noun", "record_id", "revision"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_record_signature_signer_id"), ["signer_id"], unique=False)

    for statement in SPECIAL[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("record_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_signature_signer_id"))
        batch_op.drop_index(batch_op.f("ix_record_signature_noun_record_id_revision"))

    op.drop_table("record_signature")
