"""The first store: every table, the full-text table, and the triggers that keep what is evidence.

Written for SQLite. Another database needs its own words for triggers and full-text search (``SPECIAL``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Columns = Iterable["sa.Column[Any]"]

APPEND_ONLY = ("audit_entry", "revision", "countersignature")
SPECIAL = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "open_text, police_text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
        "INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)",
        *(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END"
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ),
    )
}


def words(names: str) -> Columns:
    """Text, empty when there is none."""
    return [sa.Column(name, sa.Text(), server_default="", nullable=False) for name in names.split()]


def choice(names: str) -> Columns:
    """One value of an enumeration, empty when there is none."""
    return [sa.Column(name, sa.String(64), server_default="", nullable=False) for name in names.split()]


def code(length: int, names: str, *, nullable: bool = False, default: str | None = None) -> Columns:
    """A short text of one line."""
    return [
        sa.Column(name, sa.String(length), server_default=default, nullable=nullable)
        for name in names.split()
    ]


def tick(names: str) -> Columns:
    """Yes or no."""
    return [
        sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False) for name in names.split()
    ]


def whole(names: str, *, nullable: bool = False, default: str | None = None) -> Columns:
    """A whole number."""
    return [
        sa.Column(name, sa.Integer(), server_default=default, nullable=nullable) for name in names.split()
    ]


def day(names: str) -> Columns:
    """A date that may be missing."""
    return [sa.Column(name, sa.Date(), nullable=True) for name in names.split()]


def clock(names: str) -> Columns:
    """A time of day that may be missing."""
    return [sa.Column(name, sa.Time(), nullable=True) for name in names.split()]


def moment(names: str, *, nullable: bool = False) -> Columns:
    """An instant, in UTC."""
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=nullable) for name in names.split()]


def references(table: str, links: str) -> Iterator[sa.ForeignKeyConstraint]:
    """``column>table``, each referring to the other table's ``id``."""
    for link in links.split():
        column, other = link.split(">")
        yield sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def make(
    table: str,
    *columns: Columns,
    key: str = "",
    links: str = "",
    unique: str = "",
    index: str = "",
    **checks: str,
) -> None:
    """Create a table, with a whole number ``id`` as its key unless ``key`` names one of the columns.

    ``unique`` and ``index`` are groups of columns joined by ``+``; ``checks`` are conditions by name.
    """
    identity = [] if key else [sa.Column("id", sa.Integer(), nullable=False)]
    op.create_table(
        table,
        *identity,
        *(column for group in columns for column in group),
        sa.PrimaryKeyConstraint(key or "id", name=f"pk_{table}"),
        *(sa.CheckConstraint(check, name=f"ck_{table}_{name}") for name, check in checks.items()),
        *references(table, links),
        *(
            sa.UniqueConstraint(*group.split("+"), name=f"uq_{table}_{group.replace('+', '_')}")
            for group in unique.split()
        ),
    )
    for group in index.split():
        op.create_index(f"ix_{table}_{group.replace('+', '_')}", table, group.split("+"))


def upgrade() -> None:
    make(
        "partnership",
        words(
            "school_name urn address postcode telephone protocol_version protocol_signers dsa_reference "
            "dpia_reference policies_seen out_of_hours declined_by declined_reason escalated_to"
        ),
        choice("school_type phase priority_school funded arrival_method willing"),
        whole("lowest_age highest_age", nullable=True),
        day(
            "protocol_signed_on protocol_review_on dsa_signed_on dsa_review_on dpia_signed_on "
            "dpia_review_on induction_on offered_on declined_on escalated_on"
        ),
        whole("form_version"),
        moment("created_at updated_at"),
        whole("revision", default="1"),
    )
    make(
        "person",
        words("given_name family_name known_as address"),
        day("date_of_birth"),
        choice("sex"),
        code(200, "name_key sound_key address_key", default=""),
        whole("cluster_id", nullable=True),
        moment("created_at"),
        index="address_key cluster_id date_of_birth name_key sound_key",
    )
    make(
        "store_settings",
        code(36, "store_id"),
        words("controller dpia_reference dsa_reference"),
        tick("acknowledged demo"),
        moment("acknowledged_at", nullable=True),
        choice("preset"),
        moment("created_at"),
        whole("form_version"),
        whole("next_contact_number", default="1"),
        one_row="id = 1",
    )
    make(
        "account",
        code(40, "user_name"),
        words("display_name"),
        choice("role"),
        tick("administrator"),
        code(64, "state"),
        code(36, "slot_account_id"),
        whole("partnership_id created_by", nullable=True),
        moment("created_at"),
        moment("last_signed_in_at code_expires_at", nullable=True),
        links="partnership_id>partnership created_by>account",
        unique="slot_account_id user_name",
        index="created_by partnership_id",
    )
    make(
        "partnership_period",
        whole("partnership_id position"),
        choice("kind"),
        words("name"),
        clock("starts_at ends_at"),
        links="partnership_id>partnership",
        index="partnership_id",
    )
    make(
        "partnership_room",
        whole("partnership_id position"),
        words("name where"),
        choice("use"),
        links="partnership_id>partnership",
        index="partnership_id",
    )
    make(
        "partnership_term",
        whole("partnership_id position"),
        choice("kind"),
        words("name"),
        day("starts_on ends_on"),
        links="partnership_id>partnership",
        index="partnership_id",
    )
    make(
        "search_document",
        code(64, "noun"),
        whole("record_id"),
        whole("partnership_id", nullable=True),
        day("happened_on"),
        links="partnership_id>partnership",
        unique="noun+record_id",
        index="happened_on+id partnership_id+happened_on",
    )
    make(
        "account_grant",
        whole("account_id"),
        whole("sequence"),
        code(64, "role subject_key granted_by_key previous_hash"),
        tick("administrator active"),
        whole("granted_by", nullable=True),
        moment("granted_at"),
        code(128, "signature"),
        links="account_id>account granted_by>account",
        index="account_id granted_by",
    )
    make(
        "account_key",
        whole("account_id"),
        code(64, "public_key endorsed_by_key"),
        code(128, "endorsement"),
        moment("made_at"),
        moment("retired_at", nullable=True),
        links="account_id>account",
        index="account_id",
    )
    make(
        "disclosure",
        code(64, "noun way"),
        whole("record_id", default="0"),
        whole("copy_number made_by"),
        words("recipient purpose"),
        moment("made_at"),
        links="made_by>account",
        unique="noun+record_id+copy_number",
        index="made_by",
    )
    make(
        "officer_profile",
        whole("account_id form_version"),
        choice("rank on_probation posted_as_sso"),
        words("warrant_number"),
        day("posted_on vetted_on"),
        whole("buddy supervisor", nullable=True),
        moment("updated_at"),
        links="account_id>account buddy>account supervisor>account",
        unique="account_id",
        index="buddy supervisor",
    )
    make(
        "partnership_member",
        whole("partnership_id position"),
        choice("role leadership"),
        words("name telephone email"),
        whole("account", nullable=True),
        day("from_date until_date"),
        links="partnership_id>partnership account>account",
        index="account partnership_id",
    )
    make(
        "person_match",
        whole("first_id second_id decided_by"),
        code(64, "decision"),
        words("why"),
        moment("decided_at"),
        links="first_id>person second_id>person decided_by>account",
        unique="first_id+second_id",
        index="decided_by second_id",
        in_order="first_id < second_id",
    )
    make(
        "revision",
        code(64, "noun content_hash"),
        whole("record_id number author_id form_version"),
        words("content reason"),
        moment("made_at"),
        links="author_id>account",
        unique="noun+record_id+number",
        index="author_id",
    )
    make(
        "sign_in_session",
        code(36, "id"),
        whole("account_id"),
        code(64, "public_key"),
        code(128, "account_signature"),
        moment("opened_at"),
        moment("closed_at", nullable=True),
        key="id",
        links="account_id>account",
        index="account_id",
    )
    make(
        "visit",
        whole("partnership_id officer_id"),
        moment("arrived_at"),
        moment("left_at closed_at", nullable=True),
        code(64, "end_kind"),
        tick("nil_return"),
        words("nil_return_note"),
        links="partnership_id>partnership officer_id>account",
        index="end_kind+arrived_at officer_id+end_kind partnership_id+arrived_at",
    )
    make(
        "audit_entry",
        whole("sequence"),
        moment("at"),
        whole("actor_id record_id revision", nullable=True),
        choice("actor_role noun"),
        code(64, "action previous_hash entry_hash"),
        words("detail"),
        code(36, "session_id", nullable=True),
        code(128, "signature"),
        key="sequence",
        links="actor_id>account session_id>sign_in_session",
        index="actor_id at noun+record_id session_id",
    )
    make(
        "contact_log",
        code(20, "reference"),
        whole("partnership_id author_id form_version"),
        whole("visit_id", nullable=True),
        code(64, "state"),
        whole("revision", default="1"),
        moment("submitted_at"),
        moment("corrected_at waiting_since", nullable=True),
        day("contact_date supervisor_told_on"),
        clock("start_time end_time supervisor_told_at"),
        words(
            "place asked_by subject no_pupil_reason alone_reason alone_steps bwv_reference "
            "appropriate_adult_name appropriate_adult_relation appropriate_adult_reason childs_words "
            "account observations checks_made assessment vulnerability thrive_investigation "
            "thrive_vulnerability thrive_engagement decision_rationale concerns crime_decided_by "
            "crime_reason crime_reference safeguarding_reference safeguarding_reason "
            "intelligence_reference intelligence_reason school_reference other_reference supervisor_name "
            "supervisor_reason officer_notes no_action_reason"
        ),
        choice(
            "kind arising staff_presence bwv_considered bwv_used appropriate_adult thrive_threat "
            "thrive_harm thrive_risk serious indictable victim_wish parent_wish head_wish crime_decision"
        ),
        links="partnership_id>partnership visit_id>visit author_id>account",
        unique="reference",
        index=(
            "author_id+contact_date+id author_id+state+waiting_since contact_date+id "
            "partnership_id+contact_date+id state+contact_date+id state+waiting_since visit_id"
        ),
    )
    make(
        "draft",
        whole("account_id form_version"),
        code(64, "noun"),
        whole("record_id partnership_id visit_id", nullable=True),
        words("content title"),
        moment("saved_at"),
        links="account_id>account partnership_id>partnership visit_id>visit",
        index="account_id partnership_id visit_id",
    )
    make(
        "officer_training",
        whole("officer_profile_id position"),
        words("name"),
        day("completed_on expires_on"),
        links="officer_profile_id>officer_profile",
        index="officer_profile_id",
    )
    make(
        "action",
        whole("contact_log_id position partnership_id"),
        words("task owner_name outcome told_person"),
        whole("owner updated_by", nullable=True),
        day("due_on done_on told_on"),
        choice("told_how"),
        code(64, "state"),
        moment("closed_at", nullable=True),
        moment("updated_at"),
        links="contact_log_id>contact_log partnership_id>partnership owner>account updated_by>account",
        index="contact_log_id owner+state partnership_id+state+due_on state+due_on updated_by",
    )
    make(
        "contact_log_invitee",
        whole("contact_log_id position"),
        words("name role reason"),
        choice("attendance"),
        links="contact_log_id>contact_log",
        index="contact_log_id",
    )
    make(
        "contact_log_pupil",
        whole("contact_log_id position"),
        whole("person_id", nullable=True),
        words("given_name family_name known_as address needs parent_told_note"),
        choice("role_in_record year_group sex ethnicity ethnicity_source care_status parent_told"),
        day("date_of_birth"),
        links="contact_log_id>contact_log person_id>person",
        index="contact_log_id person_id",
    )
    make(
        "contact_log_share",
        whole("contact_log_id position"),
        choice("direction category how"),
        words("what with_whom"),
        links="contact_log_id>contact_log",
        index="contact_log_id",
    )
    make(
        "contact_log_staff",
        whole("contact_log_id position"),
        words("name role"),
        choice("time_present"),
        tick("confirmed"),
        links="contact_log_id>contact_log",
        index="contact_log_id",
    )
    make(
        "countersignature",
        whole("contact_log_id revision signer_id audit_count"),
        code(64, "decision content_hash comment_hash audit_head public_key"),
        words("comment"),
        moment("signed_at"),
        code(128, "signature"),
        links="contact_log_id>contact_log signer_id>account",
        index="contact_log_id+revision signer_id",
    )
    make(
        "prompt",
        whole("contact_log_id"),
        code(64, "kind"),
        tick("urgent"),
        code(64, "state", default="open"),
        words("reference reason"),
        moment("raised_at"),
        whole("answered_by", nullable=True),
        moment("answered_at", nullable=True),
        links="contact_log_id>contact_log answered_by>account",
        unique="contact_log_id+kind",
        index="answered_by state+urgent",
    )
    make(
        "review",
        whole("contact_log_id"),
        code(64, "why"),
        moment("raised_at"),
        whole("reviewed_by", nullable=True),
        moment("reviewed_at", nullable=True),
        words("outcome"),
        links="contact_log_id>contact_log reviewed_by>account",
        unique="contact_log_id+why+raised_at",
        index="reviewed_at reviewed_by",
    )
    for statement in SPECIAL[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("search_text")
    for table in (
        "review",
        "prompt",
        "countersignature",
        "contact_log_staff",
        "contact_log_share",
        "contact_log_pupil",
        "contact_log_invitee",
        "action",
        "officer_training",
        "draft",
        "contact_log",
        "audit_entry",
        "visit",
        "sign_in_session",
        "revision",
        "person_match",
        "partnership_member",
        "officer_profile",
        "disclosure",
        "account_key",
        "account_grant",
        "search_document",
        "partnership_term",
        "partnership_room",
        "partnership_period",
        "account",
        "store_settings",
        "person",
        "partnership",
    ):
        op.drop_table(table)
