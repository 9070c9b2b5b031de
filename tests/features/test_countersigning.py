"""Countersigning: by the school's SPOC, over what they read, with their own key, never by an author."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import AccountKey, Countersignature
from ssp_desktop.security import signatures
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import (
    accounts,
    boards,
    contact_log_views,
    contact_logs,
    countersigning,
    step_up,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from ssp_desktop.vocabulary.people import Role
from tests.features.steps import (
    OFFICER,
    SECOND_OFFICER,
    SERGEANT,
    SPOC,
    open_other_school,
    sign_in_other_spoc,
    sql,
    stored,
    submit,
    trace,
)
from tests.stores import PASSWORDS, SignInAs, Store, contact_values

AGREE, COMMENT, DISAGREE = CountersignDecision


def sign(
    spoc: SignedIn,
    record_id: int,
    decision: CountersignDecision = AGREE,
    comment: str = "",
    revision: int = 1,
) -> None:
    password = PASSWORDS[spoc.actor.user_name]
    countersigning.countersign(spoc, password, record_id, revision, decision, comment)


@pytest.mark.parametrize(
    ("decision", "comment", "state"),
    [
        (AGREE, "", ContactState.AGREED),
        (COMMENT, "The room was B12.", ContactState.AGREED_WITH_COMMENT),
        (DISAGREE, "She said it <b>twice</b>.\n李", ContactState.DISAGREED),
    ],
)
def test_the_decision_and_the_spocs_own_words_are_kept(
    signed_in_as: SignInAs, decision: CountersignDecision, comment: str, state: ContactState
) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    sign(spoc, made.id, decision, comment)
    opened = contact_log_views.open_contact_log(spoc, made.id)
    (signed,) = opened.countersignatures
    assert (opened.state, signed.decision, signed.comment) == (state, decision, comment)
    assert (signed.signer, signed.revision, signed.is_valid) == ("Ms Example-Whitlock", 1, True)
    assert len(signed.fingerprint) == 16
    assert signed.audit_count > 0
    assert not opened.may_countersign
    assert ("countersigned", "contact_log", made.id, decision.value) in trace(spoc)


@pytest.mark.parametrize(
    ("decision", "comment", "words"),
    [
        (COMMENT, " \n", "You chose to agree with a comment, but there is no comment."),
        (DISAGREE, "", "You disagree, but your own account is missing. Write in your words what happened."),
        (AGREE, "But late", 'You wrote a comment but chose "I agree".'),
        (COMMENT, "x" * 50_001, "The text is longer than 50,000 characters. Shorten it."),
        (DISAGREE, "no\x00", "The text holds a damaged character."),
        (DISAGREE, "no\ud800", "Delete it, or paste the text again as plain text."),
    ],
)
def test_a_decision_without_fitting_words_signs_nothing(
    signed_in_as: SignInAs, decision: CountersignDecision, comment: str, words: str
) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    before = stored(spoc)
    with pytest.raises(UserError, match=words):
        sign(spoc, made.id, decision, comment)
    assert stored(spoc) == before


def test_a_wrong_password_signs_nothing(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    with pytest.raises(WrongPassword):
        countersigning.countersign(spoc, PASSWORDS["officer"], made.id, 1, AGREE)
    assert contact_log_views.open_contact_log(spoc, made.id).state is ContactState.WAITING


def test_nobody_signs_twice_nor_what_was_corrected_while_they_read(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    values = {**contact_log_views.open_contact_log(officer, made.id).values, "place": "Library"}
    contact_logs.correct(officer, made.id, values, reason="Wrong room", based_on=1)
    spoc = signed_in_as("spoc")
    with pytest.raises(UserError, match="The officer corrected this record while you were reading."):
        sign(spoc, made.id, revision=1)
    sign(spoc, made.id, revision=2)
    with pytest.raises(UserError, match="This record has been countersigned already."):
        sign(spoc, made.id, revision=2)
    assert sql(spoc, "SELECT revision FROM countersignature") == [(2,)]


def test_a_spoc_signs_for_their_own_school_only(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    made = submit(signed_in_as("officer"), partnership_id=other_school)
    spoc = signed_in_as("spoc")
    assert countersigning.waiting(spoc) == ()
    for record_id in (made.id, 77):
        with pytest.raises(Refused, match="You may not do this."):
            sign(spoc, record_id)
        assert trace(spoc)[-1] == ("refused", "contact_log", record_id, "contact_log_countersign")
    assert [each.id for each in countersigning.waiting(sign_in_other_spoc(store))] == [made.id]


def become_spoc(store: Store, account_id: int, who: str) -> SignedIn:
    """Change somebody's role to the school's SPOC, and sign them in as that."""
    giver = store.sign_in("administrator" if who == "sergeant" else "sergeant")
    accounts.change_role(
        giver, PASSWORDS[giver.actor.user_name], account_id, Role.SPOC, False, partnership_id=1
    )
    return store.sign_in(who)


def test_the_author_never_signs_even_as_the_schools_spoc(store: Store, signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    author = become_spoc(store, OFFICER, "officer")
    assert author.actor.role is Role.SPOC
    assert countersigning.waiting(author) == ()
    assert not contact_log_views.open_contact_log(author, made.id).may_countersign
    with pytest.raises(Refused):
        sign(author, made.id)
    assert trace(author)[-1] == ("refused", "contact_log", made.id, "the author cannot countersign")
    assert sql(author, "SELECT count(*) FROM countersignature") == [(0,)]


def test_the_author_of_a_correction_never_signs_either(store: Store, signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    sergeant = signed_in_as("sergeant")
    values = {**contact_log_views.open_contact_log(sergeant, made.id).values, "place": "Library"}
    contact_logs.correct(sergeant, made.id, values, reason="Wrong room", based_on=1)
    author = become_spoc(store, SERGEANT, "sergeant")
    assert countersigning.waiting(author) == ()
    assert [each.count for each in boards.home(author) if each.key == "countersign"] == [0]
    assert not contact_log_views.open_contact_log(author, made.id).may_countersign
    with pytest.raises(Refused):
        sign(author, made.id, revision=2)
    assert [each.id for each in countersigning.waiting(signed_in_as("spoc"))] == [made.id]


def test_what_waits_longest_stands_first(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    first, second = submit(officer), submit(officer)
    store.clock.go(hours=1)
    values = contact_values(place="Library")
    contact_logs.correct(officer, first.id, values, reason="Wrong room", based_on=1)
    assert [each.id for each in countersigning.waiting(signed_in_as("spoc"))] == [second.id, first.id]


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        (
            "UPDATE revision SET content = replace(content, 'Wellbeing', 'Principal')",
            "The record does not say any more what it said when it was signed.",
        ),
        (
            "DELETE FROM revision WHERE noun = 'contact_log'",
            "The record does not say any more what it said when it was signed.",
        ),
        (
            "UPDATE countersignature SET content_hash = replace(content_hash, 'a', 'b')",
            "The signature belongs to another record or to other words.",
        ),
        (
            "UPDATE countersignature SET public_key = (SELECT public_key FROM sign_in_session LIMIT 1)",
            "The key of this signature does not belong to the person named.",
        ),
        (
            "UPDATE countersignature SET signer_id = 5",
            "The key of this signature does not belong to the person named.",
        ),
        (
            "UPDATE countersignature SET comment = 'I was not there.'",
            "The signature does not fit the words, the person or the time.",
        ),
        (
            "UPDATE countersignature SET decision = 'agree'",
            "The signature does not fit the words, the person or the time.",
        ),
        (
            "UPDATE countersignature SET signed_at = datetime(signed_at, '-1 day')",
            "The signature does not fit the words, the person or the time.",
        ),
    ],
)
def test_a_signature_that_no_longer_fits_is_invalid_and_says_why(
    signed_in_as: SignInAs, tampering: str, fault: str
) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    sign(spoc, made.id, DISAGREE, "She said it twice.")
    for statement in (
        "DROP TRIGGER revision_no_update",
        "DROP TRIGGER revision_no_delete",
        "DROP TRIGGER IF EXISTS countersignature_no_update",
        tampering,
    ):
        sql(spoc, statement)
    (signed,) = contact_log_views.open_contact_log(spoc, made.id).countersignatures
    assert (signed.fault, signed.is_valid) == (fault, False)


def forge(signed_in: SignedIn, record_id: int, signer_id: int, private: bytes) -> None:
    """Write a countersignature into the file as somebody would who holds its key and may not sign."""
    sql(signed_in, "DROP TRIGGER countersignature_no_update")
    with signed_in.database.session() as db:
        row = db.scalars(select(Countersignature).where(Countersignature.contact_log_id == record_id)).one()
        row.signer_id, row.public_key = signer_id, signatures.public_key_of(private)
        statement = signatures.Countersignature(
            store_id=signed_in.store_id,
            noun="contact_log",
            record_id=str(record_id),
            revision=row.revision,
            content_hash=row.content_hash,
            decision=row.decision,
            comment_hash=row.comment_hash,
            signer_id=str(signer_id),
            at=row.signed_at.isoformat(),
            audit_head=row.audit_head,
        )
        row.signature = signatures.sign_countersignature(private, statement)
        db.commit()


def faults(signed_in: SignedIn, record_id: int) -> list[str]:
    opened = contact_log_views.open_contact_log(signed_in, record_id)
    return [each.fault for each in opened.countersignatures]


def test_a_key_that_was_written_into_the_file_signs_nothing(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    sign(signed_in_as("spoc"), made.id)
    sergeant = signed_in_as("sergeant")
    private = signatures.new_signing_key()
    with sergeant.database.session() as db:
        db.add(
            AccountKey(
                account_id=SPOC,
                public_key=signatures.public_key_of(private),
                endorsed_by_key="",
                endorsement="",
                made_at=sergeant.clock(),
            )
        )
        db.commit()
    forge(sergeant, made.id, SPOC, private)
    assert faults(sergeant, made.id) == ["The key of this signature does not belong to the person named."]


@pytest.mark.parametrize(
    ("who", "number", "fault"),
    [
        ("officer", OFFICER, "It was given by somebody who wrote the record themselves."),
        ("second_officer", SECOND_OFFICER, "The key of this signature does not belong to the person named."),
    ],
)
def test_a_signature_by_the_author_or_by_no_spoc_is_invalid(
    signed_in_as: SignInAs, who: str, number: int, fault: str
) -> None:
    made = submit(signed_in_as("officer"))
    sign(signed_in_as("spoc"), made.id)
    signer = signed_in_as(who)
    forge(signer, made.id, number, step_up.signing_key(signer, PASSWORDS[who]))
    assert faults(signer, made.id) == [fault]
