"""The sergeant's decision about an arrest plan: who signs, over what, and when it does not count any more."""

from __future__ import annotations

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import arrest_decisions, arrest_outcomes, arrest_plans, boards
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.arrest import ArrestDecision, ArrestPlanState
from tests.features.arrest_steps import (
    approved,
    decide,
    give_bells,
    outcome_values,
    plan_values,
    submit,
    view,
)
from tests.features.steps import sql, trace
from tests.stores import PASSWORDS, Store


def test_an_approval_is_signed_over_the_revision_that_was_read(store: Store) -> None:
    give_bells(store)
    made = approved(store)
    opened = view(store.sign_in("officer"), made.id)
    assert opened.state is ArrestPlanState.APPROVED
    assert opened.approved
    (signed,) = opened.decisions
    assert (signed.act, signed.revision, signed.is_valid) == ("approved", 1, True)
    assert not opened.may_decide


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (ArrestDecision.CHANGES_WANTED, ArrestPlanState.CHANGES_WANTED),
        (ArrestDecision.REFUSED, ArrestPlanState.REFUSED),
    ],
)
def test_changes_and_refusals_need_a_reason(
    store: Store, choice: ArrestDecision, state: ArrestPlanState
) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    with pytest.raises(UserError, match="no reason"):
        decide(store, made.id, choice, "  ")
    decide(store, made.id, choice, "Why not on Friday?")
    opened = view(store.sign_in("officer"), made.id)
    assert opened.state is state
    assert opened.decisions[0].words == "Why not on Friday?"
    assert not opened.approved


def test_a_sergeant_who_wrote_the_plan_does_not_approve_it(store: Store) -> None:
    give_bells(store)
    sergeant = store.sign_in("sergeant")
    made = submit(sergeant)
    assert not view(sergeant, made.id).may_decide
    with pytest.raises(Refused):
        decide(store, made.id)
    assert ("refused", "arrest_plan", made.id, "the author cannot decide about an arrest plan") in trace(
        store.sign_in("sergeant")
    )
    assert view(store.sign_in("officer"), made.id).state is ArrestPlanState.SUBMITTED


def test_a_sergeant_who_changed_the_plan_does_not_approve_it_either(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    arrest_plans.change(store.sign_in("sergeant"), made.id, plan_values(place="x"), based_on=1)
    with pytest.raises(Refused):
        decide(store, made.id)


def test_an_overtaken_revision_is_not_signed(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    arrest_plans.change(store.sign_in("officer"), made.id, plan_values(place="x"), based_on=1)
    with pytest.raises(UserError, match="The plan changed while you were reading"):
        decide(store, made.id, revision=1)
    assert view(store.sign_in("sergeant"), made.id).decisions == ()


def test_a_plan_whose_time_has_passed_is_not_approved(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    store.clock.go(days=3)
    with pytest.raises(UserError, match="planned time has passed"):
        decide(store, made.id)
    decide(store, made.id, ArrestDecision.CHANGES_WANTED, "Another day.")


def test_nothing_is_decided_twice(store: Store) -> None:
    give_bells(store)
    made = approved(store)
    with pytest.raises(UserError, match="nothing to decide: approved"):
        decide(store, made.id)


def test_a_wrong_password_signs_nothing(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    sergeant = store.sign_in("sergeant")
    with pytest.raises(UserError):
        arrest_decisions.decide(sergeant, "wrong", made.id, 1, ArrestDecision.APPROVED)
    assert view(sergeant, made.id).decisions == ()


def test_an_urgent_arrest_is_agreed_or_sent_back_but_not_refused(store: Store) -> None:
    give_bells(store)
    urgent = {
        "kind": "urgent",
        "urgent_reason": "He had a knife.",
        "planned_on": outcome_values()["happened_on"],
    }
    store.clock.go(days=3)
    made = submit(store.sign_in("officer"), **urgent)
    with pytest.raises(UserError, match="cannot be refused"):
        decide(store, made.id, ArrestDecision.REFUSED, "No.")
    arrest_outcomes.save(store.sign_in("officer"), made.id, outcome_values())
    assert view(store.sign_in("officer"), made.id).state is ArrestPlanState.SUBMITTED
    decide(store, made.id)
    assert view(store.sign_in("officer"), made.id).state is ArrestPlanState.DONE


def test_a_plan_that_was_changed_beside_the_program_is_not_signed_and_not_approved(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    sergeant = store.sign_in("sergeant")
    sql(sergeant, "UPDATE arrest_plan SET place = 'Playground'")
    with pytest.raises(UserError, match="changed outside the program"):
        arrest_decisions.decide(sergeant, PASSWORDS["sergeant"], made.id, 1, ArrestDecision.APPROVED)


def test_a_forged_approval_does_not_count(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    officer = store.sign_in("officer")
    sql(officer, "UPDATE arrest_plan SET state = 'approved'")
    opened = view(officer, made.id)
    assert opened.state is ArrestPlanState.APPROVED
    assert not opened.approved


def lines(store: Store, who: str) -> list[tuple[str, str, str]]:
    board = next(each for each in boards.home(store.sign_in(who)) if each.key == "arrest_plans")
    return [(line.text, line.detail, line.tag) for line in board.lines]


def test_the_boards_say_what_waits_for_whom(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    name = made.reference
    assert lines(store, "sergeant") == [(name, "Waits for your decision, 19 November 2026", "To decide")]
    assert lines(store, "officer") == [(name, "Waits for a sergeant, 19 November 2026", "")]
    assert lines(store, "second_officer") == []
    decide(store, made.id, ArrestDecision.CHANGES_WANTED, "Another room.")
    assert lines(store, "officer") == [
        (name, "The sergeant wants changes, 19 November 2026", "Changes wanted")
    ]
    arrest_plans.change(store.sign_in("officer"), made.id, plan_values(place="x"), based_on=1)
    decide(store, made.id)
    assert lines(store, "officer") == [(name, "Approved, 19 November 2026", "Due soon")]
    store.clock.go(days=3)
    overdue = [(name, "Outcome not recorded, 19 November 2026", "Overdue")]
    assert lines(store, "officer") == overdue
    assert lines(store, "sergeant") == overdue
    arrest_outcomes.save(store.sign_in("officer"), made.id, outcome_values())
    assert lines(store, "officer") == []
