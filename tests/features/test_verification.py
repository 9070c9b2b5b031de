"""Checks of a whole store: each kind of tampering is found, and named in words with what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.security.canonical import content_hash
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.services import accounts, audit_trail, contact_logs, countersigning, verification
from ssp_desktop.services.anchor_sources import Noted
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.verification import Checked
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.stores import PASSWORDS, SignInAs, contact_values

NAMES = (
    "Pages",
    "Tables",
    "References",
    "Who may do what",
    "Sign-ins",
    "Signatures",
    "Audit log",
    "Anchors",
    "Revisions",
    "Records",
    "Disposals",
    "Photographs",
)


def check(signed_in: SignedIn, **options: object) -> Checked:
    return verification.check_store(
        signed_in.database,
        store_id=signed_in.store_id,
        root_public=signed_in.vault.authority_public,
        **options,  # type: ignore[arg-type]  # each test passes one option of a known name
    )


def failed(signed_in: SignedIn) -> dict[str, str]:
    return {line.name: line.words for line in check(signed_in).lines if not line.ok}


def tamper(signed_in: SignedIn, *statements: str) -> None:
    """Change the file as somebody would who holds the key: triggers go first."""
    with signed_in.database.session() as db:
        connection = db.connection()
        for table in ("audit_entry", "revision", "countersignature"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{verb}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        db.commit()


@pytest.fixture
def sergeant(signed_in_as: SignInAs) -> SignedIn:
    """A store with two contact logs, the first countersigned, and the sergeant signed in."""
    officer = signed_in_as("officer")
    for place in ("Wellbeing office", "Library"):
        contact_logs.submit(officer, contact_values(place=place), partnership_id=1)
    countersigning.countersign(signed_in_as("spoc"), PASSWORDS["spoc"], 1, 1, CountersignDecision.AGREE)
    return signed_in_as("sergeant")


def test_a_sound_store_passes_every_check(sergeant: SignedIn) -> None:
    found = check(sergeant)
    assert found.ok, [line for line in found.lines if not line.ok]
    assert tuple(line.name for line in found.lines) == NAMES
    assert found.lines[-1].words == "Every photograph is the one that its record names."


def test_the_check_changes_nothing(sergeant: SignedIn) -> None:
    with sergeant.database.session() as db:
        before = audit_trail.head(db)
    check(sergeant)
    with sergeant.database.session() as db:
        assert audit_trail.head(db) == before


@pytest.mark.parametrize(
    ("statement", "name", "words"),
    [
        ("UPDATE audit_entry SET detail = 'nothing' WHERE sequence = 5", "Audit log", "Entry 5 of the audit"),
        ("DELETE FROM audit_entry WHERE sequence = 6", "Audit log", "Entry 6 of the audit log is missing."),
        (
            "UPDATE revision SET content = replace(content, 'walks', 'runs') WHERE record_id = 2",
            "Revisions",
            "Revision 1 of contact log number 2 does not say any more what was submitted.",
        ),
        (
            "UPDATE revision SET number = 2 WHERE noun = 'contact_log' AND record_id = 2",
            "Revisions",
            "Revision 1 of contact log number 2 is missing.",
        ),
        (
            "UPDATE contact_log SET account = 'Nothing was said.' WHERE id = 2",
            "Records",
            "Contact log number 2 was changed outside the program.",
        ),
        (
            "UPDATE contact_log_pupil SET family_name = 'Example-Other' WHERE contact_log_id = 2",
            "Records",
            "Contact log number 2 was changed outside the program.",
        ),
        (
            "UPDATE partnership SET school_name = 'Ashdown Example School'",
            "Records",
            "Partnership number 1 was changed outside the program.",
        ),
        (
            "UPDATE countersignature SET decision = 'disagree'",
            "Signatures",
            "A countersignature under contact log number 1 is INVALID. The signature does not fit",
        ),
        (
            "UPDATE account SET role = 'sergeant' WHERE user_name = 'spoc'",
            "Who may do what",
            "The role of account 4 was changed outside the program.",
        ),
        (
            "UPDATE account_grant SET role = 'sergeant' WHERE sequence = 4",
            "Who may do what",
            "grant 4 was altered",
        ),
        (
            "UPDATE account_grant SET role = 'emperor' WHERE sequence = 4",
            "Who may do what",
            "A statement about somebody's role was altered.",
        ),
        (
            "UPDATE sign_in_session SET account_id = 1",
            "Sign-ins",
            "was not certified by its owner",
        ),
        (
            "DELETE FROM account_grant WHERE account_id = (SELECT id FROM account WHERE user_name = 'spoc')",
            "Who may do what",
            "missing or out of order",
        ),
        (
            "DELETE FROM countersignature",
            "Signatures",
            "A signature under revision 1 of contact log number 1 was taken away.",
        ),
        (
            "UPDATE contact_log SET contact_date = '2026-11-177' WHERE id = 2",
            "Records",
            "This check could not be finished: the tables are not as this program makes them.",
        ),
    ],
)
def test_tampering_is_named_with_what_to_do(
    sergeant: SignedIn, statement: str, name: str, words: str
) -> None:
    tamper(sergeant, statement)
    found = failed(sergeant)
    assert words in found[name]
    assert "restore the latest good backup" in found[name]


def test_a_table_that_is_gone_is_told_and_the_other_checks_go_on(sergeant: SignedIn) -> None:
    tamper(sergeant, "DROP TABLE countersignature")
    found = failed(sergeant)
    assert "the tables are not as this program makes them" in found["Signatures"]
    assert "Records" not in found


def test_a_page_changed_on_the_disk_is_found(sergeant: SignedIn) -> None:
    with sergeant.database.path.open("r+b") as file:
        file.seek(-2000, 2)
        file.write(b"changed from outside")
    assert "A page of the database was changed from outside" in failed(sergeant)["Pages"]


def test_an_account_without_a_signed_role_is_found(sergeant: SignedIn) -> None:
    tamper(
        sergeant,
        "INSERT INTO account (user_name, display_name, role, state, slot_account_id, created_at) "
        "SELECT 'intruder', 'Mr Example-Intruder', 'sergeant', 'active', 'none', created_at FROM account "
        "LIMIT 1",
    )
    assert "Account 7 was never given a role." in failed(sergeant)["Who may do what"]


def test_a_closed_account_is_sound_until_it_is_opened_outside_the_program(
    sergeant: SignedIn, signed_in_as: SignInAs
) -> None:
    administrator = signed_in_as("administrator")
    accounts.disable(administrator, PASSWORDS["administrator"], 1)
    assert check(administrator).ok
    tamper(administrator, "UPDATE account SET state = 'active' WHERE id = 1")
    words = failed(administrator)["Who may do what"]
    assert "Account 1 was closed, and opened outside the program." in words


def test_a_key_slipped_in_beside_the_statements_is_found(sergeant: SignedIn) -> None:
    forged = public_key_of(new_signing_key())
    tamper(
        sergeant,
        "INSERT INTO account_key (account_id, public_key, endorsed_by_key, endorsement, made_at) "  # noqa: S608 - the test's own hexadecimal digits
        f"SELECT account_id, '{forged}', '', '', made_at FROM account_key LIMIT 1",
    )
    assert "A signing key of" in failed(sergeant)["Who may do what"]


def test_a_log_cut_short_before_a_countersignature_is_found(sergeant: SignedIn) -> None:
    """The countersignature says how long the log was; the chain alone would be sound."""
    tamper(sergeant, "DELETE FROM audit_entry WHERE sequence > 10")
    assert "was cut short" in failed(sergeant)["Audit log"]


def test_a_log_that_is_not_the_one_noted_outside_is_found(sergeant: SignedIn) -> None:
    with sergeant.database.session() as db:
        count = audit_trail.head(db).count
    found = check(sergeant, noted=(Noted(count, "0" * 64),))
    log = next(line for line in found.lines if line.name == "Anchors")
    assert not log.ok
    assert f"had {count} entries when it was last closed here" in log.words


def test_a_revision_that_was_exchanged_for_another_record_is_found(sergeant: SignedIn) -> None:
    tamper(
        sergeant,
        "UPDATE revision SET record_id = 3 - record_id + 100 WHERE noun = 'contact_log'",
        "UPDATE revision SET record_id = record_id - 100 WHERE noun = 'contact_log'",
    )
    assert "belongs to another record or another store" in failed(sergeant)["Revisions"]


def test_a_revision_rewritten_with_a_fitting_hash_fits_neither_signature_nor_audit_log(
    sergeant: SignedIn,
) -> None:
    with sergeant.database.session() as db:
        stored = db.connection().exec_driver_sql(
            "SELECT content FROM revision WHERE noun = 'contact_log' AND record_id = 1"
        )
        content = json.loads(stored.scalar_one())
    content["school"]["account"] = "Nothing."
    school = {key: content[key] for key in ("header", "school")}
    digest = content_hash({**school, "police_sha256": content_hash(content["police"])})
    with sergeant.database.session() as db:
        connection = db.connection()
        connection.exec_driver_sql("DROP TRIGGER revision_no_update")
        connection.exec_driver_sql(
            "UPDATE revision SET content = ?, content_hash = ? WHERE noun = 'contact_log' AND record_id = 1",
            (json.dumps(content), digest),
        )
        db.commit()
    found = failed(sergeant)
    assert "belongs to another record or to other words" in found["Signatures"]
    assert "is not the one that the audit log names" in found["Revisions"]


def test_several_faults_of_a_kind_are_counted(sergeant: SignedIn) -> None:
    tamper(sergeant, "UPDATE contact_log SET account = 'Nothing was said.'")
    assert "(2 faults of this kind; this is the first.)" in failed(sergeant)["Records"]


def test_progress_is_told_and_the_check_can_be_stopped(sergeant: SignedIn) -> None:
    told: list[int] = []
    check(sergeant, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 100
    answers: Iterator[bool] = iter([False] * 5 + [True])
    with pytest.raises(UserError, match="You stopped the check before it was finished"):
        check(sergeant, cancelled=lambda: next(answers))
