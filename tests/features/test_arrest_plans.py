"""Arrest plans: what is refused in which words, what is stored, and who may change it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import arrest_plan_lists, arrest_plans, contact_logs, drafts, register
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.arrest import ArrestPlanState
from ssp_desktop.vocabulary.partnership import PartOfDay
from tests.features.arrest_steps import (
    THURSDAY,
    approved,
    carried_out,
    give_bells,
    interview_values,
    plan_values,
    submit,
    view,
)
from tests.features.steps import sql, stored, trace
from tests.stores import Store, contact_values, pupil


def refusal(store: Store, **changes: Any) -> dict[str, str]:
    """Submit a plan that is refused; return the messages by path. Nothing was stored."""
    officer = store.sign_in("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as refused:
        submit(officer, **changes)
    assert stored(officer) == before
    return {each.path: each.message for each in refused.value.problems}


@pytest.mark.parametrize(
    ("day", "at", "path", "words"),
    [
        (THURSDAY, time(10, 45), "planned_at", "10:45 is in Break (10:40 to 11:00)."),
        (THURSDAY, time(12, 10), "planned_at", "12:10 is in Lunch (12:00 to 12:50)."),
        (THURSDAY, time(9, 45), "planned_at", "09:45 is within 5 minutes of the bell at 09:45."),
        (date(2026, 11, 22), time(9, 20), "planned_on", "Sunday 22 November 2026 is a weekend"),
        (date(2027, 2, 17), time(9, 20), "planned_on", "Wednesday 17 February 2027 is half term"),
        (date(2027, 5, 3), time(9, 20), "planned_on", "Monday 3 May 2027 is a bank holiday"),
        (
            date(2026, 12, 22),
            time(9, 20),
            "planned_on",
            "Tuesday 22 December 2026 is a day of the school holidays",
        ),
        (date(2026, 11, 27), time(9, 20), "planned_on", "Friday 27 November 2026 is a training day"),
    ],
)
def test_a_time_that_does_not_suit_the_school_needs_a_written_reason(
    store: Store, day: date, at: time, path: str, words: str
) -> None:
    give_bells(store)
    told = refusal(store, planned_on=day, planned_at=at)
    assert list(told) == [path]
    assert words in told[path]
    assert "write below why it has to be then" in told[path]
    officer = store.sign_in("officer")
    made = submit(officer, planned_on=day, planned_at=at, timing_reason="He is here at no other time.")
    opened = view(officer, made.id)
    assert opened.timing is not None
    assert words in opened.timing.words
    assert opened.values["timing_reason"] == "He is here at no other time."


def test_without_bell_times_the_time_cannot_be_checked_and_that_is_said(store: Store) -> None:
    told = refusal(store)
    assert "no bell times" in told["planned_at"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"planned_on": date(2026, 11, 16)}, "planned_on"),
        ({"planned_on": date(2026, 11, 17), "planned_at": time(9, 20)}, "planned_at"),
    ],
)
def test_the_past_is_refused(store: Store, changes: dict[str, Any], path: str) -> None:
    give_bells(store)
    told = refusal(store, **changes, timing_reason="It cannot be written away.")
    assert list(told) == [path]
    assert told[path].startswith("This is in the past. Choose a time to come")


def test_a_child_of_nine_is_below_the_age_of_criminal_responsibility(store: Store) -> None:
    give_bells(store)
    told = refusal(store, date_of_birth=date(2016, 11, 20))
    assert "This child is 9, below the age of criminal responsibility" in told["date_of_birth"]
    told = refusal(store, date_of_birth=None, appears_age=9)
    assert "below the age of criminal responsibility" in told["appears_age"]


def test_an_offence_done_before_the_tenth_birthday_is_refused(store: Store) -> None:
    give_bells(store)
    told = refusal(store, date_of_birth=date(2016, 11, 15), offence_on=date(2026, 11, 10))
    assert "below the age of criminal responsibility" in told["offence_on"]


def test_at_eighteen_no_adult_is_needed_and_the_steps_are_kept_all_the_same(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = submit(officer, date_of_birth=date(2008, 11, 19), appropriate_adult="", tells_parent="")
    told = view(officer, made.id).age
    assert told.startswith("Aged 18 on that day: no appropriate adult is needed by age.")
    assert "Note 11D" in told
    assert "treat the person as under 18 (Code C para 1.5)" in told


def test_a_day_before_eighteen_the_adult_is_asked_for(store: Store) -> None:
    give_bells(store)
    told = refusal(store, date_of_birth=date(2008, 11, 20), appropriate_adult="")
    assert "Appropriate adult" in told["appropriate_adult"]


def test_a_plan_is_stored_with_its_trace_and_its_person(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = submit(officer)
    assert (made.reference, made.revision) == ("AP-2026-00001", 1)
    opened = view(officer, made.id)
    assert opened.state is ArrestPlanState.SUBMITTED
    assert opened.values["not_at_home"] == "Nobody knows where he sleeps."
    assert opened.age == (
        "Aged 16 on that day: an appropriate adult is needed (PACE Code C para 1.5, para 11.16, Note 11D)."
    )
    assert opened.person_id is not None
    assert ("collected", "arrest_plan", made.id) in [entry[:3] for entry in trace(officer)]
    assert sql(officer, "SELECT count(*) FROM revision WHERE noun = 'arrest_plan'")[0][0] == 1


def test_the_same_pupil_of_a_contact_log_is_the_same_person(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    named = pupil(given_name="Ambrose", family_name="Example-Quill", date_of_birth=date(2010, 5, 4))
    contact_logs.submit(officer, contact_values(pupils=(named,)), partnership_id=1)
    made = submit(officer)
    first = sql(officer, "SELECT person_id FROM contact_log_pupil")[0][0]
    assert view(officer, made.id).person_id == first
    found = register.find_people(officer, "ambr quil")
    assert [(each.given_name, each.person_id) for each in found] == [("Ambrose", first)]
    assert register.find_people(officer, "example marsh") == ()
    without_birth = arrest_plans.submit(
        officer,
        plan_values(date_of_birth=None, appears_age=16),
        partnership_id=1,
        person_id=first,
    )
    assert view(officer, without_birth.id).person_id != first  # the entry says more than the plan does


@pytest.mark.parametrize("typed", ["", " ?! ", "a" * 161])
def test_a_search_of_the_register_without_a_name_is_refused(store: Store, typed: str) -> None:
    with pytest.raises(UserError, match="name"):
        register.find_people(store.sign_in("officer"), typed)


def test_an_urgent_arrest_is_recorded_afterwards_and_says_why(store: Store) -> None:
    give_bells(store)
    told = refusal(store, kind="urgent", planned_on=date(2026, 11, 17), planned_at=time(9, 0))
    assert "Why there was no plan" in told["urgent_reason"]
    told = refusal(store, kind="urgent", urgent_reason="He had a knife.")
    assert told == {"planned_on": "An urgent arrest was made already, but this is in the future. Check it."}
    officer = store.sign_in("officer")
    made = submit(
        officer,
        kind="urgent",
        urgent_reason="He had a knife.",
        planned_on=date(2026, 11, 16),
        planned_at=time(10, 45),  # in break: it happened, so it needs no reason
    )
    opened = view(officer, made.id)
    assert opened.values["urgent_reason"] == "He had a knife."
    assert opened.values["not_at_home"] == ""
    assert opened.may_record


def test_an_interview_needs_the_schools_agreement_and_an_adult_who_is_not_the_school(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    with pytest.raises(ProblemsFound) as refused:
        arrest_plans.submit(
            officer,
            interview_values()
            | {
                "against_school": "yes",
                "interview_adult_relation": "school",
                "interview_waiting": "She is needed now.",
            },
            partnership_id=1,
        )
    assert [(each.path, "against the school" in each.message) for each in refused.value.problems] == [
        ("interview_adult_relation", True)
    ]
    with pytest.raises(ProblemsFound) as refused:
        arrest_plans.submit(officer, interview_values() | {"interview_agreed_by": ""}, partnership_id=1)
    assert [each.path for each in refused.value.problems] == ["interview_agreed_by"]
    made = arrest_plans.submit(officer, interview_values(), partnership_id=1)
    opened = view(officer, made.id)
    assert opened.values["necessity"] == ()
    assert opened.values["interview_adult_relation"] == "parent"


def test_a_change_waits_for_the_sergeant_again(store: Store) -> None:
    give_bells(store)
    made = approved(store)
    officer = store.sign_in("officer")
    assert view(officer, made.id).approved
    changed = arrest_plans.change(officer, made.id, plan_values(place="Library office"), based_on=1)
    opened = view(officer, made.id)
    assert changed.revision == 2
    assert opened.state is ArrestPlanState.SUBMITTED
    assert not opened.approved
    assert [each.revision for each in opened.decisions] == [1]
    with pytest.raises(UserError, match="Somebody changed this plan"):
        arrest_plans.change(officer, made.id, plan_values(), based_on=1)
    with pytest.raises(UserError, match="Nothing was changed"):
        arrest_plans.change(officer, made.id, plan_values(place="Library office"), based_on=2)


def test_only_the_author_or_a_sergeant_changes_a_plan(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    other = store.sign_in("second_officer")
    assert not view(other, made.id).may_change
    with pytest.raises(Refused):
        arrest_plans.change(other, made.id, plan_values(place="x"), based_on=1)
    with pytest.raises(Refused):
        arrest_plans.cancel(other, made.id, "x")
    sergeant = store.sign_in("sergeant")
    assert arrest_plans.change(sergeant, made.id, plan_values(place="x"), based_on=1).revision == 2


def test_a_plan_is_cancelled_with_a_reason_and_then_stays(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = submit(officer)
    with pytest.raises(UserError, match="without a reason"):
        arrest_plans.cancel(officer, made.id, "  ")
    arrest_plans.cancel(officer, made.id, "He came to the station.")
    opened = view(officer, made.id)
    assert (opened.state, opened.cancelled_reason) == (ArrestPlanState.CANCELLED, "He came to the station.")
    assert not opened.may_change
    with pytest.raises(UserError, match="cannot be changed any more: cancelled"):
        arrest_plans.change(officer, made.id, plan_values(place="x"), based_on=1)


def test_a_plan_that_was_carried_out_is_not_changed_any_more(store: Store) -> None:
    give_bells(store)
    made = carried_out(store)
    with pytest.raises(UserError, match="outcome recorded"):
        arrest_plans.change(store.sign_in("officer"), made.id, plan_values(place="x"), based_on=1)


def test_a_draft_goes_with_its_submission(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    begun = {**empty_values(ARREST_PLAN), "family_name": "Example-Quill"}
    draft = drafts.save(officer, ARREST_PLAN, DraftPlace("arrest_plan", None, 1), begun)
    assert draft.title == "Arrest plan"  # no name in a list of drafts
    arrest_plans.submit(officer, plan_values(), partnership_id=1, draft_id=draft.id)
    assert drafts.own_drafts(officer) == ()


def test_the_list_goes_on_where_it_ended_and_narrows_to_a_state(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    for minute in range(3):
        submit(officer, planned_at=time(9, 20 + minute))
    arrest_plans.cancel(officer, 2, "Not needed")
    first = arrest_plan_lists.page(officer, limit=2)
    rest = arrest_plan_lists.page(officer, after=first[-1].key, limit=2)
    assert [each.id for each in (*first, *rest)] == [3, 2, 1]
    assert [each.id for each in arrest_plan_lists.page(officer, ArrestPlanState.CANCELLED)] == [2]
    assert first[0].person == "Ambrose Example-Quill"


def test_a_school_or_a_plan_that_is_not_there_is_said(store: Store) -> None:
    officer = store.sign_in("officer")
    with pytest.raises(UserError, match="not in the store"):
        arrest_plans.submit(officer, plan_values(), partnership_id=77)
    with pytest.raises(UserError, match="not in the store"):
        view(officer, 77)


def test_the_page_is_told_how_a_time_fits_while_it_is_typed(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    assert arrest_plans.timing(officer, 1, THURSDAY, time(9, 20)).part is PartOfDay.LESSON
    late = arrest_plans.timing(officer, 1, THURSDAY, time(17, 0))
    assert (late.part, late.needs_reason) == (PartOfDay.OUTSIDE, False)
    beyond = arrest_plans.timing(officer, 1, date(2027, 7, 1), time(9, 20))
    assert "No term dates are entered" in beyond.words
    assert not beyond.needs_reason
