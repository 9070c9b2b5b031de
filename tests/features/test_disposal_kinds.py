"""Disposal of every kind that names people: each word goes, what belongs to it goes, and a check agrees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy.exc import DatabaseError

from ssp_desktop.errors import UserError
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.models import Base
from ssp_desktop.services import (
    activities,
    activity_views,
    arrest_outcomes,
    arrest_plan_views,
    bwv_viewings,
    information_shares,
    missing_pupils,
    page_drafts,
    presets,
    retention,
)
from ssp_desktop.services.disposal_kinds import BY_NOUN, KINDS
from ssp_desktop.services.page_drafts import ToKeep
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.activity import ActivityKind
from tests.features import arrest_steps
from tests.features.activity_steps import activity_values, attendee
from tests.features.activity_steps import pupil as activity_pupil
from tests.features.arrangement_steps import MADE
from tests.features.disposal_steps import (
    WORD,
    assert_a_restored_copy_has_it_disposed_of_again,
    assert_no_word_is_left,
    confirm,
    later,
    propose_of,
    tables_with_the_word,
)
from tests.features.sheet_steps import child, missing_values, share_values, viewing_values
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, submit, trace
from tests.features.storage_steps import failed_checks
from tests.features.test_bwv_viewings import agreed, with_documents
from tests.stores import Store, pupil, row

Make = Callable[[Store], str]
Open = Callable[[SignedIn, int], object]


def make_activity(store: Store, **changes: object) -> str:
    answers = {
        "subject": f"{WORD} talk",
        "description": f"{WORD} told",
        "officer_notes": f"{WORD} noted",
        "pupils": (activity_pupil(given_name=WORD),),
        "attendees": (attendee(name=WORD),),
        **changes,
    }
    officer = store.sign_in("officer")
    made = activities.record(officer, activity_values(ActivityKind.MEETING, **answers), partnership_id=1)
    again = {**activity_values(ActivityKind.MEETING, **answers), "subject": f"{WORD} talks"}
    activities.correct(officer, made.id, again, reason=f"{WORD} was plural", based_on=1)
    return made.reference


def make_plan(store: Store) -> str:
    arrest_steps.give_bells(store)
    made = arrest_steps.submit(
        store.sign_in("officer"), given_name=WORD, grounds=f"{WORD} seen", address=f"1 {WORD} Lane"
    )
    arrest_steps.decide(store, made.id, words=f"{WORD} approved")
    store.clock.go(days=3)
    arrest_outcomes.save(
        store.sign_in("officer"), made.id, arrest_steps.outcome_values(account=f"{WORD} came along")
    )
    arrest_steps.share(store, made.id, f"{WORD} was arrested.")
    return made.reference


def make_missing(store: Store) -> str:
    values = missing_values(
        pupils=(child(given_name=WORD),), parents_note=f"{WORD}'s mother rung", outcome=f"{WORD} found"
    )
    return missing_pupils.record(store.sign_in("officer"), values, partnership_id=1).reference


def make_share(store: Store) -> str:
    named = row(INFORMATION_SHARE, "pupils", given_name=WORD, family_name="Example-Roy")
    values = share_values(what=f"{WORD} seen at night", pupils=(named,))
    return information_shares.record(store.sign_in("officer"), values, partnership_id=1).reference


def make_viewing(store: Store) -> str:
    agreed(store)
    officer = store.sign_in("officer")
    with_documents(officer)
    values = viewing_values(purpose=f"To see {WORD} fall.")
    return bwv_viewings.record(officer, values, partnership_id=1).reference


@dataclass(frozen=True)
class Case:
    """How a record of a kind is made and opened."""

    make: Make
    open: Open


CASES = {
    "activity": Case(make_activity, activity_views.open_activity),
    "arrest_plan": Case(make_plan, arrest_plan_views.open_plan),
    "missing_pupil": Case(make_missing, missing_pupils.open_sheet),
    "information_share": Case(make_share, information_shares.open_share),
    "bwv_viewing": Case(make_viewing, bwv_viewings.open_viewing),
}


def keep_typing(signed_in: SignedIn, kind: str) -> None:
    """Leave drafts on a page about the record and about its disposal, and one about another kind's."""
    page = BY_NOUN[kind].pages[0]
    page_drafts.save(signed_in, ToKeep(page, 1, {"typed": {"words": f"{WORD} unfinished"}}, f"{WORD} page"))
    for about in (kind, "contact_log"):
        title = f"{WORD} review" if about == kind else "another"
        page_drafts.save(signed_in, ToKeep("disposal_edit", 1, {"kind": about, "typed": {}}, title))


def gone(store: Store, kind: str) -> SignedIn:
    """Make a record, dispose of it by two people, and return the second, still signed in."""
    CASES[kind].make(store)
    sergeant = later(store)
    keep_typing(sergeant, kind)
    propose_of(sergeant, kind)
    officer = store.sign_in("officer")
    confirm(officer)
    return officer


def test_every_kind_that_can_be_disposed_of_stands_in_both_presets_and_in_these_tests() -> None:
    for preset in presets.list_presets():
        named = {each.record for each in preset.retention}
        assert named >= set(BY_NOUN)
        assert named - set(BY_NOUN) == {"partnership", "visit"}, (
            "the page says that these are reviewed by hand"
        )
    assert set(BY_NOUN) == {*CASES, *MADE, "contact_log"}


def test_every_table_that_belongs_to_a_kind_is_named_with_it() -> None:
    for kind in KINDS:
        for model, known in ((kind.model, {*kind.rows, *(each.model for each in kind.parts)}),) + tuple(
            (part.model, set(part.rows)) for part in kind.parts
        ):
            belonging = {
                mapper.class_
                for mapper in Base.registry.mappers
                if any(
                    key.column.table is model.__table__
                    for column in mapper.local_table.columns
                    for key in column.foreign_keys
                )
            }
            assert belonging == known, model


@pytest.mark.parametrize("kind", CASES)
def test_every_word_goes_and_a_check_agrees(store: Store, kind: str) -> None:
    reference = CASES[kind].make(store)
    sergeant = later(store)
    keep_typing(sergeant, kind)
    (due,) = [each for each in retention.page(sergeant) if each.kind == kind]
    assert (due.reference, due.record_id) == (reference, 1)
    propose_of(sergeant, kind)
    assert {kind, "revision", "draft"} <= tables_with_the_word(sergeant)
    assert failed_checks(sergeant) == {}
    officer = store.sign_in("officer")
    key = officer.database_key
    assert confirm(officer) == reference
    assert sql(officer, "SELECT title FROM draft") == [("another",)]
    assert_no_word_is_left(store, officer, key)


@pytest.mark.parametrize("kind", CASES)
def test_its_number_is_not_given_again_and_opening_it_says_what_happened(store: Store, kind: str) -> None:
    officer = gone(store, kind)
    with pytest.raises(UserError, match="was disposed of on .* because its time had run out"):
        CASES[kind].open(officer, 1)
    if kind not in {"arrest_plan", "bwv_viewing"}:
        CASES[kind].make(store)
        sergeant = store.sign_in("sergeant")
        assert sql(sergeant, f"SELECT id FROM {kind}") == [(2,)]  # noqa: S608 - the kinds are ours
        assert failed_checks(sergeant) == {}


@pytest.mark.parametrize("kind", CASES)
def test_a_restored_older_copy_has_it_disposed_of_again(store: Store, kind: str) -> None:
    assert_a_restored_copy_has_it_disposed_of_again(store, CASES[kind].make, kind)


def test_the_outcome_and_the_summary_go_with_the_plan_and_the_log_names_them(store: Store) -> None:
    officer = gone(store, "arrest_plan")
    erased = [each[1:3] for each in trace(officer) if each[0] == "erased"]
    assert erased == [("arrest_plan", 1), ("arrest_outcome", 1), ("arrest_share", 1)]


def test_a_part_of_a_plan_that_is_there_cannot_be_deleted(store: Store) -> None:
    make_plan(store)
    sergeant = later(store)
    propose_of(sergeant, "arrest_plan")
    for statement in (
        "DELETE FROM revision WHERE noun = 'arrest_outcome'",
        "DELETE FROM record_signature WHERE noun = 'arrest_share'",
    ):
        with pytest.raises(DatabaseError, match="append only"):
            sql(sergeant, statement)


def test_a_later_contact_with_the_pupil_keeps_the_record(store: Store) -> None:
    make_share(store)
    officer = store.sign_in("officer")
    submit(officer, pupils=(pupil(given_name=WORD, family_name="Example-Roy"),))
    sql(officer, "UPDATE contact_log_pupil SET person_id = (SELECT person_id FROM information_share_pupil)")
    sql(officer, "UPDATE contact_log SET contact_date = '2030-11-16'")
    sergeant = later(store)
    assert retention.page(sergeant) == ()
    store.sign_out()
    store.clock.go(days=3 * 365 + 2)
    due = retention.page(store.sign_in("sergeant"))
    assert {each.kind for each in due} == {"contact_log", "information_share"}


def test_a_pupil_whom_another_kind_of_record_names_stays_in_the_register(store: Store) -> None:
    officer = store.sign_in("officer")
    submit(officer, pupils=(pupil(given_name="Ines", family_name="Example-Roy"),))
    values = missing_values(pupils=(child(),))
    missing_pupils.record(officer, values, partnership_id=1)
    sql(officer, "UPDATE missing_pupil_child SET person_id = (SELECT person_id FROM contact_log_pupil)")
    propose_of(later(store), "missing_pupil")
    officer = store.sign_in("officer")
    confirm(officer)
    assert ("Ines",) in [tuple(each) for each in sql(officer, "SELECT given_name FROM person")]
    assert failed_checks(officer) == {}


def test_the_school_is_not_told_of_a_kind_of_which_some_are_the_polices_alone(store: Store) -> None:
    gone(store, "activity")
    with pytest.raises(UserError, match="not in the store"):
        activity_views.open_activity(store.sign_in("spoc"), 1)


def test_the_school_is_told_of_its_own_sheet_and_another_school_is_not(store: Store) -> None:
    open_other_school(store)
    gone(store, "missing_pupil")
    with pytest.raises(UserError, match="was disposed of"):
        missing_pupils.open_sheet(store.sign_in("spoc"), 1)
    with pytest.raises(UserError, match="not in the store"):
        missing_pupils.open_sheet(sign_in_other_spoc(store), 1)


def test_a_kind_that_is_reviewed_by_hand_cannot_be_proposed(store: Store) -> None:
    with pytest.raises(UserError, match="not due for review"):
        propose_of(later(store), "partnership")
