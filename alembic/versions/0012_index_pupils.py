"""Search finds pupils: each entry of the register gets its line and its words, for the police alone.

They are derived from the register. The words go in as they are written; case and most accents are the index's
business, and an entry that is made from now on is folded by the program as well.
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SPECIAL = {
    "sqlite": (
        "INSERT INTO search_document (noun, record_id, subject, police_only) "
        "SELECT 'person', id, trim(given_name || ' ' || family_name), 1 FROM person",
        "INSERT INTO search_text (rowid, open_text, police_text) "
        "SELECT d.id, '', d.subject || ' ' || p.known_as FROM search_document d "
        "JOIN person p ON p.id = d.record_id WHERE d.noun = 'person'",
    )
}
FORGET = (
    "DELETE FROM search_text WHERE rowid IN (SELECT id FROM search_document WHERE noun = 'person')",
    "DELETE FROM search_document WHERE noun = 'person'",
)


def upgrade() -> None:
    for statement in SPECIAL[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in FORGET:
        op.execute(statement)
