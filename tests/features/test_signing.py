"""Signatures under sealed records: what they say, when they hold, and what breaks them.

The storage checklist stands for every sealed record here: nothing in the signature knows its noun.
"""

from __future__ import annotations

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.models import AccountKey
from ssp_desktop.security import signatures
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import signing, step_up, storage_checklists
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role
from tests.features.steps import SERGEANT, sql, stored, trace
from tests.features.storage_steps import confirm, failed_checks
from tests.stores import NAMES, PASSWORDS, SignInAs

NOUN = STORAGE_CHECKLIST.noun
WORDS = "Read together on site."


def sign(signed_in: SignedIn, act: str = "approved", words: str = WORDS) -> None:
    """Sign the first school's checklist."""
    key = step_up.signing_key(signed_in, PASSWORDS[signed_in.actor.user_name])

    def work(work: Work) -> None:
        record = storage_checklists.find(work, 1)
        signing.sign(work, key, STORAGE_CHECKLIST, record, act, words)

    run(signed_in, Action.STORAGE_READ, work)


def given(signed_in: SignedIn) -> tuple[ShownSignature, ...]:
    """Return the signatures under it."""

    def work(work: Work) -> tuple[ShownSignature, ...]:
        work.audit(AuditEvent.CONSULTED, NOUN, 1)
        return signing.signatures_of(work, NOUN, 1)

    return run(signed_in, Action.STORAGE_READ, work)


def test_a_signature_says_who_did_what_in_which_role(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    sign(sergeant)
    (shown,) = given(sergeant)
    assert (shown.act, shown.revision, shown.signer_id, shown.signer) == (
        "approved",
        1,
        SERGEANT,
        NAMES["sergeant"],
    )
    assert (shown.role, shown.words, shown.is_valid) == (Role.SERGEANT, WORDS, True)
    assert ("signed", NOUN, 1, "approved") in trace(sergeant)
    assert failed_checks(sergeant) == {}


def test_several_people_sign_one_revision_and_a_new_one_starts_without(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    sign(sergeant, "issued")
    officer = signed_in_as("officer")
    sign(officer, "received", "")
    assert [(each.act, each.role, each.is_valid) for each in given(officer)] == [
        ("issued", Role.SERGEANT, True),
        ("received", Role.OFFICER, True),
    ]
    confirm(officer, R1_answer="not_met")
    assert {each.revision for each in given(officer)} == {1}
    assert all(each.is_valid for each in given(officer))
    assert failed_checks(officer) == {}


def test_a_wrong_password_signs_nothing(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    with pytest.raises(UserError, match="password"):
        step_up.signing_key(sergeant, "not the password at all")
    assert given(sergeant) == ()


def test_a_record_changed_outside_is_not_signed(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    sql(sergeant, "UPDATE storage_checklist SET safety_advice_reference = 'HS-99'")
    before = stored(sergeant)
    with pytest.raises(UserError, match="changed outside the program"):
        sign(sergeant)
    assert stored(sergeant) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [("x" * 20_001, "longer than 20,000 characters"), ("a\x00b", "damaged character")],
)
def test_words_that_cannot_be_stored_are_refused(signed_in_as: SignInAs, words: str, told: str) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    with pytest.raises(UserError, match=told):
        sign(sergeant, words=words)
    assert given(sergeant) == ()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE record_signature SET words = 'Never read.'", "does not fit the words"),
        ("UPDATE record_signature SET act = 'refused'", "does not fit the words"),
        ("UPDATE record_signature SET role = 'officer'", "in the role named"),
        ("UPDATE record_signature SET role = 'head_teacher'", "in the role named"),
        ("UPDATE record_signature SET signer_id = 2", "does not belong to the person named"),
        ("UPDATE record_signature SET content_hash = upper(content_hash)", "belongs to another record"),
        ("UPDATE record_signature SET record_id = record_id, revision = 7", "does not say any more"),
    ],
)
def test_what_was_changed_by_hand_is_invalid(signed_in_as: SignInAs, statement: str, told: str) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    sign(sergeant)
    sql(sergeant, "DROP TRIGGER record_signature_no_update")
    sql(sergeant, statement)
    (shown,) = given(sergeant)
    assert told in shown.fault
    assert not shown.is_valid
    wrong = failed_checks(sergeant)
    assert "A signature under storage checklist number 1 is INVALID." in wrong["Signatures"]


def test_a_revision_rewritten_afterwards_breaks_the_signature(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    sign(sergeant)
    sql(sergeant, "DROP TRIGGER revision_no_update")
    sql(sergeant, "UPDATE revision SET content = replace(content, '\"met\"', '\"not_met\"')")
    assert "does not say any more what it said" in given(sergeant)[0].fault


def test_a_key_that_no_statement_gave_signs_nothing(signed_in_as: SignInAs) -> None:
    """Somebody with the file in hand stores a key of their own under the sergeant's name."""
    sergeant = signed_in_as("sergeant")
    confirm(sergeant)
    forged = signatures.new_signing_key()
    with sergeant.database.session() as db:
        db.add(
            AccountKey(
                account_id=SERGEANT,
                public_key=signatures.public_key_of(forged),
                endorsed_by_key="",
                endorsement="",
                made_at=sergeant.clock(),
            )
        )
        db.commit()

    def work(work: Work) -> None:
        signing.sign(work, forged, STORAGE_CHECKLIST, storage_checklists.find(work, 1), "approved")

    run(sergeant, Action.STORAGE_READ, work)
    assert "does not belong to the person named" in given(sergeant)[0].fault
