"""Disposals with photographs: what is append only lets go what belongs to a record that was disposed of.

Photographs and the notes of their removal go with their record, a sergeant's decisions with their storage
checklist, and the words of officer and school with their evaluation. Everything else stays append only.
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_CONFIRMED = "NOT EXISTS (SELECT 1 FROM disposal WHERE state = 'confirmed' AND "
_OWN = "(kind = OLD.noun AND subject_id = OLD.record_id)"


def _part(kind: str, part: str) -> str:
    whose = f"SELECT {kind}_id FROM {part} WHERE id = OLD.record_id"  # noqa: S608 - the names are ours
    return f"(kind = '{kind}' AND OLD.noun = '{part}' AND subject_id = ({whose}))"


_ARREST = (_part("arrest_plan", "arrest_outcome"), _part("arrest_plan", "arrest_share"))
_EVALUATION = (_part("evaluation", "evaluation_feedback"), _part("evaluation", "evaluation_account"))
_BEFORE = f"{_CONFIRMED}({' OR '.join((_OWN, *_ARREST))}))"
_NOW = f"{_CONFIRMED}({' OR '.join((_OWN, *_ARREST, *_EVALUATION))}))"
_DECISION = f"{_CONFIRMED}kind = 'storage_checklist' AND subject_id = OLD.storage_checklist_id)"
_REMOVAL = (
    "NOT EXISTS (SELECT 1 FROM disposal JOIN attachment ON kind = noun AND subject_id = record_id "
    "WHERE state = 'confirmed' AND attachment.id = OLD.attachment_id)"
)


def _guard(table: str, when: str = "") -> tuple[str, str]:
    condition = f"WHEN {when} " if when else ""
    return (
        f"DROP TRIGGER {table}_no_delete",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END",
    )


SPECIAL = {
    "sqlite": (
        *_guard("revision", _NOW),
        *_guard("record_signature", _NOW),
        *_guard("storage_decision", _DECISION),
        *_guard("attachment", f"{_CONFIRMED}{_OWN})"),
        *_guard("attachment_removal", _REMOVAL),
    ),
}
BACK = {
    "sqlite": (
        *_guard("revision", _BEFORE),
        *_guard("record_signature", _BEFORE),
        *_guard("storage_decision"),
        *_guard("attachment"),
        *_guard("attachment_removal"),
    ),
}


def upgrade() -> None:
    for statement in SPECIAL[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in BACK[op.get_context().dialect.name]:
        op.execute(statement)
