"""The outcome of an arrest: what is asked, what is refused, and what it does to the plan."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.services import arrest_outcomes
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.vocabulary.arrest import ArrestPlanState
from tests.features.arrest_steps import (
    THURSDAY,
    approved,
    carried_out,
    give_bells,
    outcome_values,
    submit,
    view,
)
from tests.features.storage_steps import failed_checks
from tests.stores import Store, row


def refusal(store: Store, **changes: Any) -> dict[str, str]:
    give_bells(store)
    made = approved(store)
    store.clock.go(days=3)
    officer = store.sign_in("officer")
    with pytest.raises(ProblemsFound) as refused:
        arrest_outcomes.save(officer, made.id, outcome_values(**changes))
    assert view(officer, made.id).outcome == {}
    return {each.path: each.message for each in refused.value.problems}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ended_at": time(9, 5)}, {"ended_at": "The police left before they came. Check both times."}),
        (
            {"arrested_at": time(9, 0)},
            {"arrested_at": "The arrest is before the police came. Check both times."},
        ),
        (
            {"began_at": time(9, 0), "arrested_at": time(9, 50)},
            {"ended_at": "The police left before the arrest. Check both times."},
        ),
        (
            {
                "interviewed": "yes",
                "interview_began_at": time(9, 30),
                "interview_ended_at": time(9, 25),
                "interview_present": "His mother, the appropriate adult",
            },
            {"interview_ended_at": "The interview ended before it began. Check both times."},
        ),
        (
            {"happened_on": date(2026, 11, 30), "head_told_on": THURSDAY},
            {"happened_on": "This is in the future. Record the outcome once it has happened."},
        ),
        (
            {"debrief_on": date(2026, 11, 30)},
            {"debrief_on": "This date is in the future. Enter it once it has happened."},
        ),
    ],
)
def test_times_that_cannot_be_true_are_refused(
    store: Store, changes: dict[str, Any], told: dict[str, str]
) -> None:
    assert refusal(store, **changes) == told


def test_what_must_be_said_is_asked_for(store: Store) -> None:
    told = refusal(
        store, parent_contacts=(), force_used="yes", custody_reference="", head_name="", discreet_why=""
    )
    assert set(told) == {
        "parent_contacts",
        "no_parent_reason",
        "force_reference",
        "custody_reference",
        "head_name",
        "discreet_why",
    }


def test_attempts_to_reach_a_parent_are_kept_with_their_times(store: Store) -> None:
    give_bells(store)
    tried = {"name": "Mrs Example-Quill", "how": "telephone", "by": "PC Example", "tried_on": THURSDAY}
    rows = tuple(
        row(ARREST_OUTCOME, "parent_contacts", **tried, tried_at=at, reached=reached)
        for at, reached in ((time(9, 25), "no"), (time(9, 45), "yes"))
    )
    made = carried_out(store, parent_contacts=rows)
    opened = view(store.sign_in("officer"), made.id)
    assert [(each["tried_at"], each["reached"]) for each in opened.outcome["parent_contacts"]] == [
        (time(9, 25), "no"),
        (time(9, 45), "yes"),
    ]
    assert opened.state is ArrestPlanState.DONE
    assert failed_checks(store.sign_in("sergeant")) == {}


def test_only_an_approved_plan_has_an_outcome(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = submit(officer)
    for call in (arrest_outcomes.open_outcome, lambda who, plan: arrest_outcomes.save(who, plan, {})):
        with pytest.raises(UserError, match="no outcome to record: waiting for the sergeant"):
            call(officer, made.id)


def test_a_new_outcome_starts_with_the_day_and_place_of_the_plan(store: Store) -> None:
    give_bells(store)
    made = approved(store)
    opened = arrest_outcomes.open_outcome(store.sign_in("second_officer"), made.id)
    assert (opened.revision, opened.values["happened_on"], opened.values["place"]) == (
        0,
        THURSDAY,
        "Medical room",
    )


def test_an_outcome_is_corrected_by_a_new_revision(store: Store) -> None:
    give_bells(store)
    made = carried_out(store)
    officer = store.sign_in("officer")
    opened = arrest_outcomes.open_outcome(officer, made.id)
    changed = {**opened.values, "lessons": "Use the side door."}
    arrest_outcomes.save(officer, made.id, changed, based_on=1)
    seen = view(officer, made.id)
    assert (seen.outcome_revision, seen.outcome["lessons"]) == (2, "Use the side door.")
    with pytest.raises(UserError, match="Somebody changed this outcome"):
        arrest_outcomes.save(officer, made.id, changed, based_on=1)
