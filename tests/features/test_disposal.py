"""Disposal: two people, what is gone, what is left, what is refused, and what a check says about it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import (
    boards,
    contact_log_views,
    contact_logs,
    disposal_views,
    disposals,
    people,
    retention,
    search,
    verification,
)
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import MatchDecision
from tests.features.disposal_steps import (
    REASON,
    WORD,
    confirm,
    disposed,
    due,
    full_record,
    later,
    plain_bytes,
    propose,
    tables_with_the_word,
    words,
)
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, submit, trace
from tests.stores import NAMES, PASSWORDS, Store, contact_values, pupil

SAYS_WHAT_HAPPENED = (
    f"CL-2026-00001 was disposed of on 17 November 2033, because its time had run out. {NAMES['sergeant']} "
    f"proposed it and {NAMES['officer']} confirmed it."
)


@pytest.fixture
def proposed(store: Store) -> SignedIn:
    """A full record whose disposal the sergeant has proposed; the officer is signed in."""
    full_record(store)
    propose(later(store))
    return store.sign_in("officer")


def failed(signed_in: SignedIn) -> dict[str, str]:
    checked = verification.check_store(
        signed_in.database, store_id=signed_in.store_id, root_public=signed_in.vault.authority_public
    )
    return {each.name: each.words for each in checked.lines if not each.ok}


def test_nothing_is_gone_before_the_second_signature(proposed: SignedIn) -> None:
    assert tables_with_the_word(proposed) >= {"contact_log", "revision", "countersignature", "search_text"}
    opened = disposal_views.open_disposal(proposed, 1)
    assert (opened.state_in_words, opened.may_confirm, opened.reason) == (
        "Waits for a second person",
        True,
        REASON,
    )
    assert opened.proposed is not None
    assert opened.proposed.signer == NAMES["sergeant"]
    assert failed(proposed) == {}


def test_every_word_goes_from_every_table_and_from_the_files_bytes(store: Store, proposed: SignedIn) -> None:
    key = proposed.database_key
    assert WORD.encode() in plain_bytes(store.folder, key)
    assert confirm(proposed) == "CL-2026-00001"
    assert tables_with_the_word(proposed) == set()
    plain = plain_bytes(store.folder, key)
    assert NAMES["officer"].encode() in plain  # the pages were read
    assert WORD.encode() not in plain
    assert WORD.casefold().encode() not in plain


def test_a_stub_stays_with_both_signatures_and_the_audit_entries(proposed: SignedIn) -> None:
    before = [each for each in trace(proposed) if each[1] == "contact_log"]
    confirm(proposed)
    opened = disposal_views.open_disposal(proposed, 1)
    assert (opened.reference, opened.school, str(opened.happened_on), opened.kind) == (
        "CL-2026-00001",
        "Larkfield Example Academy",
        "2026-11-17",
        "contact_log",
    )
    assert opened.confirmed is not None
    assert (opened.state_in_words, opened.fault, opened.confirmed.signer) == (
        "Disposed of",
        "",
        NAMES["officer"],
    )
    after = [each for each in trace(proposed) if each[1] == "contact_log"]
    assert after[: len(before)] == before
    assert after[len(before)][:3] == ("erased", "contact_log", 1)
    assert failed(proposed) == {}


def test_opening_it_says_what_happened_when_and_by_whom(store: Store) -> None:
    disposed(store)
    for who in ("officer", "spoc"):
        signed_in = store.sign_in(who)
        with pytest.raises(UserError) as told:
            contact_log_views.open_contact_log(signed_in, 1)
        assert told.value.what_happened == SAYS_WHAT_HAPPENED
        assert told.value.what_to_do == "What it said is gone. The disposal is number 1."


def test_another_school_is_not_told(store: Store) -> None:
    open_other_school(store)
    disposed(store)
    with pytest.raises(UserError, match="not in the store"):
        contact_log_views.open_contact_log(sign_in_other_spoc(store), 1)


def test_it_is_not_due_found_or_listed_any_more_and_its_number_is_not_given_again(store: Store) -> None:
    officer = disposed(store)
    assert search.find(officer, WORD) == ()
    assert submit(officer).id == 2
    sergeant = store.sign_in("sergeant")
    assert due(sergeant) == ["CL-2033-00002"]
    with pytest.raises(UserError, match="not due for review"):
        propose(sergeant)
    assert failed(sergeant) == {}


def test_the_proposer_cannot_confirm_and_the_attempt_is_logged(proposed: SignedIn, store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    with pytest.raises(Refused, match="You proposed this disposal, so you cannot confirm it"):
        confirm(sergeant, who="sergeant")
    assert trace(sergeant)[-1] == ("refused", "disposal", 1, "whoever proposed a disposal cannot confirm it")
    assert not disposal_views.open_disposal(sergeant, 1).may_confirm
    assert "contact_log" in tables_with_the_word(sergeant)


def test_a_wrong_password_signs_nothing(proposed: SignedIn, store: Store) -> None:
    with pytest.raises(WrongPassword):
        disposals.confirm(proposed, "not the password", 1, based_on=1)
    assert "contact_log" in tables_with_the_word(proposed)
    sergeant = store.sign_in("sergeant")
    with pytest.raises(WrongPassword):
        disposals.propose(sergeant, "not the password", "contact_log", 1, {"reason": REASON})


def test_a_reason_is_needed(store: Store) -> None:
    full_record(store)
    sergeant = later(store)
    with pytest.raises(ProblemsFound) as caught:
        propose(sergeant, reason="  ")
    assert [each.path for each in caught.value.problems] == ["reason"]
    assert sql(sergeant, "SELECT * FROM disposal") == []


def test_a_record_that_is_not_due_cannot_be_proposed(store: Store) -> None:
    submit(store.sign_in("officer"))
    with pytest.raises(UserError, match="not due for review"):
        propose(store.sign_in("sergeant"))


def test_it_is_proposed_once(store: Store, proposed: SignedIn) -> None:
    with pytest.raises(UserError, match="proposed already"):
        propose(store.sign_in("sergeant"))


def test_a_record_corrected_meanwhile_stays_until_it_is_proposed_again(
    store: Store, proposed: SignedIn
) -> None:
    contact_logs.correct(proposed, 1, contact_values(), reason="A slip", based_on=1)
    with pytest.raises(UserError, match="corrected after its disposal was proposed"):
        confirm(proposed)
    propose(store.sign_in("sergeant"))
    officer = store.sign_in("officer")
    with pytest.raises(UserError, match="decided or changed while you were reading"):
        confirm(officer, based_on=1)
    confirm(officer, based_on=2)
    assert tables_with_the_word(officer) == set()
    assert failed(officer) == {}


def test_keeping_the_record_takes_the_proposal_back(store: Store, proposed: SignedIn) -> None:
    sergeant = store.sign_in("sergeant")
    answers = {"reason": "An inquiry needs it.", "kept_until": sergeant.clock().date().replace(year=2036)}
    retention.keep(sergeant, PASSWORDS["sergeant"], "contact_log", 1, answers, based_on=0)
    officer = store.sign_in("officer")
    assert disposal_views.open_disposal(officer, 1).state_in_words == "Withdrawn: the record is kept"
    with pytest.raises(UserError, match="decided or changed"):
        confirm(officer)


def test_it_waits_on_the_home_of_those_who_may_confirm(store: Store, proposed: SignedIn) -> None:
    (board,) = [each for each in boards.home(proposed) if each.key == "disposals"]
    assert [(each.text, each.noun, each.record_id) for each in board.lines] == [
        ("CL-2026-00001", "disposal", 1)
    ]
    assert "disposals" not in [each.key for each in boards.home(store.sign_in("sergeant"))]


def test_a_pupil_whom_another_record_names_stays_without_what_only_this_one_said(store: Store) -> None:
    officer = store.sign_in("officer")
    submit(officer, pupils=(pupil(address=f"1 {WORD} Lane"), pupil(given_name="Cy")))
    submit(officer, pupils=(pupil(),))
    people.decide(officer, 1, 2, MatchDecision.SAME)
    propose(later(store))
    officer = store.sign_in("officer")
    confirm(officer)
    left = sql(officer, "SELECT id, given_name, address, address_key, cluster_id FROM person")
    assert [tuple(each) for each in left] == [(1, "Bea", "", "", None)]
    assert sql(officer, "SELECT * FROM person_match") == []
    assert failed(officer) == {}


def test_the_list_names_disposals_the_newest_first(store: Store) -> None:
    officer = store.sign_in("officer")
    for _ in range(2):
        submit(officer, **words())
    sergeant = later(store)
    propose(sergeant, 1)
    propose(sergeant, 2)
    confirm(store.sign_in("second_officer"), 1, who="second_officer")
    found = disposal_views.page(store.sign_in("sergeant"))
    assert [(each.reference, each.state) for each in found] == [
        ("CL-2026-00002", "Waits for a second person"),
        ("CL-2026-00001", "Disposed of"),
    ]
    assert [each.id for each in disposal_views.page(store.sign_in("officer"), after=2)] == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision WHERE noun = 'contact_log'",
        "DELETE FROM countersignature",
        "DELETE FROM disposal",
        "UPDATE revision SET content = ''",
    ],
)
def test_the_database_lets_nothing_go_before_it_is_confirmed(proposed: SignedIn, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append only"):
        sql(proposed, statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE disposal SET reason = 'Another'", "final"),
        ("DELETE FROM disposal", "append only"),
        ("DELETE FROM revision WHERE noun = 'disposal'", "append only"),
        ("DELETE FROM record_signature", "append only"),
    ],
)
def test_a_confirmed_disposal_is_final(store: Store, statement: str, words: str) -> None:
    officer = disposed(store)
    with pytest.raises(DatabaseError, match=words):
        sql(officer, statement)


def test_an_unsigned_disposal_is_reported(store: Store) -> None:
    full_record(store)
    sergeant = later(store)
    propose(sergeant)
    sql(sergeant, "UPDATE disposal SET state = 'confirmed'")
    sql(sergeant, "DELETE FROM countersignature")
    sql(sergeant, "DELETE FROM revision WHERE noun = 'contact_log'")
    told = failed(sergeant)
    assert (
        "The disposal of contact log number 1 is INVALID. It is not signed by two people."
        in told["Disposals"]
    )
    assert "was taken away" in told["Signatures"]
    assert disposal_views.page(sergeant)[0].state == "INVALID"


def test_one_that_was_signed_for_another_record_is_reported(store: Store) -> None:
    submit(store.sign_in("officer"))
    disposed_officer = _second_disposed(store)
    sql(disposed_officer, "DROP TRIGGER disposal_no_update")
    sql(disposed_officer, "UPDATE disposal SET subject_id = 1")
    assert "INVALID. It was signed for another record" in failed(disposed_officer)["Disposals"]


def test_words_that_are_back_are_reported(store: Store) -> None:
    officer = disposed(store)
    sql(
        officer,
        "INSERT INTO search_document (noun, record_id, reference, subject, state, police_only) "
        "VALUES ('contact_log', 1, '', 'again', '', 0)",
    )
    assert (
        "Contact log number 1 was disposed of, and words of it are in the store."
        in failed(officer)["Disposals"]
    )


def test_a_revision_taken_away_without_a_disposal_is_reported(store: Store) -> None:
    officer = store.sign_in("officer")
    submit(officer)
    sql(officer, "DROP TRIGGER revision_no_delete")
    sql(officer, "DELETE FROM revision WHERE noun = 'contact_log'")
    told = failed(store.sign_in("sergeant"))
    assert "Revision 1 of contact log number 1 was taken away." in told["Disposals"]


def _second_disposed(store: Store) -> SignedIn:
    submit(store.sign_in("officer"), **words())
    propose(later(store), 2)
    officer = store.sign_in("officer")
    confirm(officer)
    return officer
