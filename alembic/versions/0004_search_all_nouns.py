"""Search finds more kinds of record: a result's line stands beside its words.

What there is to find is derived from the records. Contact logs keep their words and get the line of their
result. Partnerships and storage are indexed by what SQL can read; each is indexed whole at its next save.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LINES = (
    "UPDATE search_document SET (reference, subject, state) = "
    "(SELECT reference, subject, state FROM contact_log WHERE id = search_document.record_id) "
    "WHERE noun = 'contact_log' AND record_id IN (SELECT id FROM contact_log)"
)
DOCUMENTS = (
    "INSERT INTO search_document (noun, record_id, partnership_id, reference, subject) "
    "SELECT 'partnership', id, id, urn, school_name FROM partnership",
    "INSERT INTO search_document (noun, record_id, partnership_id, happened_on, subject) "
    "SELECT 'storage_checklist', id, partnership_id, confirmed_on, "
    "'Storage checklist, edition ' || coalesce(edition, '') FROM storage_checklist",
    "INSERT INTO search_document "
    "(noun, record_id, partnership_id, happened_on, reference, subject, police_only) "
    "SELECT 'storage_risk_assessment', id, partnership_id, assessed_on, reference, "
    "CASE party WHEN 'police' THEN 'Police risk assessment' ELSE 'School''s own risk assessment' END, "
    "party = 'police' FROM storage_risk_assessment",
)
# Each kind: the words of the record itself, then of its rows. Case and most accents are the index's business.
WORDS = {
    "partnership": "school_name || ' ' || urn || ' ' || address || ' ' || postcode || ' ' || "
    "coalesce((SELECT group_concat(name, ' ') FROM partnership_member WHERE partnership_id = r.id), '')",
    "storage_checklist": "site_assessment_findings || ' ' || coalesce((SELECT group_concat("
    "reason || ' ' || evidence || ' ' || mitigation || ' ' || mitigation_owner, ' ') "
    "FROM storage_checklist_item WHERE storage_checklist_id = r.id), '')",
    "storage_risk_assessment": "assessed_by || ' ' || arrangement || ' ' || coalesce((SELECT group_concat("
    "hazard || ' ' || who_harmed || ' ' || controls || ' ' || further_action || ' ' || action_owner, ' ') "
    "FROM storage_hazard WHERE storage_risk_assessment_id = r.id), '')",
}


def words_of(noun: str) -> str:
    """Return what indexes the words of one kind of record; those of a police record for the police alone."""
    return (
        "INSERT INTO search_text (rowid, open_text, police_text) "  # noqa: S608 - the names stand above
        "SELECT id, iif(police_only, '', words), iif(police_only, words, '') FROM ("
        "SELECT d.id, d.police_only, d.reference || ' ' || d.subject || ' ' || "
        f"{WORDS[noun]} AS words FROM search_document d JOIN {noun} r ON r.id = d.record_id "
        f"WHERE d.noun = '{noun}')"
    )


SPECIAL = {"sqlite": (LINES, *DOCUMENTS, *(words_of(noun) for noun in WORDS))}
FORGET = (
    "DELETE FROM search_text WHERE rowid IN (SELECT id FROM search_document WHERE noun IN "
    "('partnership', 'storage_checklist', 'storage_risk_assessment'))",
    "DELETE FROM search_document WHERE noun IN "
    "('partnership', 'storage_checklist', 'storage_risk_assessment')",
)


def upgrade() -> None:
    for name, kind in (
        ("reference", sa.Text()),
        ("subject", sa.Text()),
        ("state", sa.String(length=64)),
    ):
        op.add_column("search_document", sa.Column(name, kind, server_default="", nullable=False))
    op.add_column(
        "search_document", sa.Column("police_only", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    for statement in SPECIAL[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in FORGET:
        op.execute(statement)
    for name in ("police_only", "state", "subject", "reference"):
        op.drop_column("search_document", name)
