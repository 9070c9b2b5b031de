"""Disposals of any kind: what belongs to a record that was disposed of goes with it.

An outcome and a summary for the school go with their arrest plan, and signatures with what they are under.
Everything else of revisions and signatures stays append only.
"""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OWN = (
    "NOT EXISTS (SELECT 1 FROM disposal WHERE state = 'confirmed' "
    "AND kind = OLD.noun AND subject_id = OLD.record_id)"
)
_WITH_PARTS = (
    "NOT EXISTS (SELECT 1 FROM disposal WHERE state = 'confirmed' AND ("
    "(kind = OLD.noun AND subject_id = OLD.record_id) "
    "OR (kind = 'arrest_plan' AND OLD.noun = 'arrest_outcome' AND subject_id = "
    "(SELECT arrest_plan_id FROM arrest_outcome WHERE id = OLD.record_id)) "
    "OR (kind = 'arrest_plan' AND OLD.noun = 'arrest_share' AND subject_id = "
    "(SELECT arrest_plan_id FROM arrest_share WHERE id = OLD.record_id))))"
)


def _guard(table: str, when: str = "") -> tuple[str, str]:
    condition = f"WHEN {when} " if when else ""
    return (
        f"DROP TRIGGER {table}_no_delete",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END",
    )


SPECIAL = {
    "sqlite": (*_guard("revision", _WITH_PARTS), *_guard("record_signature", _WITH_PARTS)),
}
BACK = {
    "sqlite": (*_guard("revision", _OWN), *_guard("record_signature")),
}


def upgrade() -> None:
    for statement in SPECIAL[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in BACK[op.get_context().dialect.name]:
        op.execute(statement)
