"""Disposal of every kind that names no pupil: each word goes, parts and drafts go, and a check agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    bwv_viewings,
    confidentiality_agreements,
    equipment,
    equipment_views,
    evaluation_views,
    evaluations,
    page_drafts,
    prevention_plans,
    retention,
    storage_assessments,
    storage_checklists,
)
from ssp_desktop.services.page_drafts import ToKeep
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.storage import AssessmentParty
from tests.features import storage_steps
from tests.features.arrangement_steps import LOST, MADE, gone, make_checklist
from tests.features.disposal_steps import (
    WORD,
    assert_a_restored_copy_has_it_disposed_of_again,
    assert_no_word_is_left,
    confirm,
    later,
    plain_bytes,
    propose_of,
    tables_with_the_word,
)
from tests.features.equipment_steps import register
from tests.features.sheet_steps import viewing_values
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, trace
from tests.features.storage_steps import assess_both, assessment_values, checklist_values, failed_checks
from tests.features.test_bwv_viewings import PAPER, agreed, with_documents
from tests.stores import Store


def keep(signed_in: SignedIn, page: str, number: int, title: str, **told: Any) -> None:
    page_drafts.save(
        signed_in, ToKeep(page, number, {**told, "typed": {"words": f"{WORD} unfinished"}}, title)
    )


def titles(signed_in: SignedIn) -> list[str]:
    return [title for (title,) in sql(signed_in, "SELECT title FROM draft ORDER BY id")]


@pytest.mark.parametrize("kind", MADE)
def test_every_word_goes_and_a_check_agrees(store: Store, kind: str) -> None:
    case = MADE[kind]
    reference = case.make(store)
    sergeant = later(store)
    if case.typed is not None:
        page, number, told = case.typed
        keep(sergeant, page, number, f"{WORD} page", **told)
    due = {(each.kind, each.record_id): each for each in retention.page(sergeant)}
    assert due[kind, case.number].reference == reference
    disposal = propose_of(sergeant, kind, case.number)
    assert {"revision", *(case.tables or {kind})} <= tables_with_the_word(sergeant)
    assert failed_checks(sergeant) == {}
    officer = store.sign_in("officer")
    key = officer.database_key
    assert WORD.encode() in plain_bytes(store.folder, key)
    assert confirm(officer, disposal) == reference
    assert titles(officer) == []
    assert_no_word_is_left(store, officer, key)
    assert retention.page(store.sign_in("sergeant"))[:1] != (due[kind, case.number],)


@pytest.mark.parametrize("kind", MADE)
def test_a_restored_older_copy_has_it_disposed_of_again(store: Store, kind: str) -> None:
    assert_a_restored_copy_has_it_disposed_of_again(store, MADE[kind].make, kind, MADE[kind].number)


def test_what_is_still_in_use_or_lost_and_not_dealt_with_is_never_due(store: Store) -> None:
    officer = store.sign_in("officer")
    register(officer)
    lost = register(officer, number="PX-0418")
    equipment.set_state(officer, lost, LOST)
    sergeant = later(store)
    assert retention.page(sergeant) == ()
    with pytest.raises(UserError, match="not due for review"):
        propose_of(sergeant, "equipment")
    equipment.deal_with(sergeant, lost, "Reported to the armoury.")
    store.sign_out()
    store.clock.go(days=6 * 365 + 2)
    sergeant = store.sign_in("sergeant")
    assert [(each.record_id, str(each.since)) for each in retention.page(sergeant)] == [(lost, "2033-11-17")]


def test_a_risk_assessment_waits_while_storage_rests_on_it(store: Store) -> None:
    assess_both(store.sign_in("officer"))
    sergeant = later(store)
    assert len(retention.page(sergeant)) == 2
    storage_steps.confirm(sergeant)
    assert retention.page(sergeant) == ()
    with pytest.raises(UserError, match="not due for review"):
        propose_of(sergeant, "storage_risk_assessment")


def test_an_agreement_waits_while_a_viewing_rests_on_it(store: Store) -> None:
    agreed(store)
    officer = store.sign_in("officer")
    with_documents(officer)
    store.sign_out()
    store.clock.go(days=3 * 365)
    officer = store.sign_in("officer")
    values = viewing_values(viewed_on=officer.clock().date())
    bwv_viewings.record(officer, values, partnership_id=1)
    store.sign_out()
    store.clock.go(days=4 * 365 + 2)
    assert retention.page(store.sign_in("sergeant")) == ()
    store.sign_out()
    store.clock.go(days=2 * 365 + 2)
    due = retention.page(store.sign_in("sergeant"))
    assert {each.kind for each in due} == {"bwv_viewing", "confidentiality_agreement"}


def test_a_checklist_that_was_never_confirmed_counts_from_its_last_change(store: Store) -> None:
    storage_checklists.save(store.sign_in("officer"), 1, checklist_values())
    (due,) = retention.page(later(store))
    assert (due.kind, str(due.since)) == ("storage_checklist", "2026-11-17")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM storage_decision",
        "DELETE FROM attachment_removal",
        "DELETE FROM attachment WHERE id NOT IN (SELECT attachment_id FROM attachment_removal)",
        "DELETE FROM revision WHERE noun = 'storage_checklist'",
    ],
)
def test_a_proposal_alone_lets_nothing_of_a_checklist_go(store: Store, statement: str) -> None:
    make_checklist(store)
    sergeant = later(store)
    propose_of(sergeant, "storage_checklist")
    with pytest.raises(DatabaseError, match="append only"):
        sql(sergeant, statement)


def test_the_words_of_officer_and_school_go_with_the_evaluation_and_nothing_else_does(store: Store) -> None:
    MADE["evaluation"].make(store)
    sergeant = later(store)
    propose_of(sergeant, "evaluation")
    for statement in (
        "DELETE FROM revision WHERE noun = 'evaluation_feedback'",
        "DELETE FROM record_signature WHERE noun = 'evaluation_account'",
    ):
        with pytest.raises(DatabaseError, match="append only"):
            sql(sergeant, statement)
    officer = store.sign_in("officer")
    confirm(officer)
    erased = [each[1:3] for each in trace(officer) if each[0] == "erased"]
    assert erased == [
        ("evaluation", 1),
        ("evaluation_feedback", 1),
        ("evaluation_feedback", 2),
        ("evaluation_account", 1),
    ]
    with pytest.raises(UserError, match="Evaluation 2026 to 2027 was disposed of on 17 November 2033"):
        evaluation_views.open_evaluation(store.sign_in("spoc"), 1)
    assert evaluations.start(store.sign_in("sergeant"), 1, 2026) == 2


def test_another_school_is_not_told_of_an_evaluation(store: Store) -> None:
    open_other_school(store)
    gone(store, "evaluation")
    with pytest.raises(UserError, match="not in the store"):
        evaluation_views.open_evaluation(sign_in_other_spoc(store), 1)


def test_an_item_says_what_happened_and_its_number_is_not_given_again(store: Store) -> None:
    officer = gone(store, "equipment")
    with pytest.raises(UserError, match="PAVA canister PX-0417 was disposed of on 17 November 2033"):
        equipment_views.open_equipment(officer, 1)
    assert register(officer) == 2
    assert failed_checks(store.sign_in("sergeant")) == {}


def another_agreement(store: Store) -> int:
    return confidentiality_agreements.record_paper(store.sign_in("officer"), PAPER, partnership_id=1)


def another_plan(store: Store) -> None:
    officer = store.sign_in("officer")
    prevention_plans.plan(officer, 1, 2033, "hate_crime", officer.clock().date())


AGAIN: dict[str, Callable[[Store], object]] = {
    "confidentiality_agreement": another_agreement,
    "prevention_plan": another_plan,
    **{
        kind: MADE[kind].make
        for kind in (
            "plain_clothes_authority",
            "storage_risk_assessment",
            "prioritisation",
            "school_roll",
            "arrest_arrangement",
        )
    },
}


@pytest.mark.parametrize("kind", AGAIN)
def test_the_number_of_what_is_gone_is_not_given_again(store: Store, kind: str) -> None:
    gone(store, kind)
    AGAIN[kind](store)
    sergeant = store.sign_in("sergeant")
    newest = sql(sergeant, f"SELECT max(id) FROM {kind}")  # noqa: S608 - the names are ours
    assert newest == [(MADE[kind].number + 1,)]
    assert failed_checks(sergeant) == {}


def test_what_is_typed_about_another_schools_or_another_partys_record_stays(store: Store) -> None:
    other = open_other_school(store)
    officer = store.sign_in("officer")
    storage_assessments.save(officer, other, AssessmentParty.POLICE, assessment_values())
    sergeant = later(store)
    keep(sergeant, "storage_assessment", other, "this one", party="police")
    keep(sergeant, "storage_assessment", other, "the school's", party="school")
    keep(sergeant, "storage_assessment", 1, "another school's", party="police")
    keep(sergeant, "retention_review", 1, "the review", kind="storage_risk_assessment")
    keep(sergeant, "retention_review", 1, "another review", kind="equipment")
    propose_of(sergeant, "storage_risk_assessment")
    officer = store.sign_in("officer")
    confirm(officer)
    assert titles(officer) == ["the school's", "another school's", "another review"]
