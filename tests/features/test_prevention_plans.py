"""The prevention plan: planned is entered; delivered, due and missed follow from activities and dates."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.prevention_plan import PREVENTION_PLAN
from ssp_desktop.forms.spec import Context
from ssp_desktop.forms.validation import validate
from ssp_desktop.services import activities, activity_views, prevention_plans
from ssp_desktop.services.clock import local
from ssp_desktop.services.prevention_plans import PlanLine
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.sharing import PlanState
from tests.features.activity_steps import TODAY, recorded
from tests.features.steps import open_other_school, sign_in_other_spoc, sql
from tests.features.storage_steps import failed_checks
from tests.stores import Clock, Store, row


def line(signed_in: SignedIn, code: str, year: int | None = None) -> PlanLine:
    opened = prevention_plans.open_plan(signed_in, 1, year)
    return next(each for each in opened.lines if each.topic.code == code)


def plan(signed_in: SignedIn, code: str, day: Any, note: str = "", year: int = 2026) -> None:
    prevention_plans.plan(signed_in, 1, year, code, day, note)


def test_states_follow_from_the_date(store: Store) -> None:
    officer = store.sign_in("officer")
    opened = prevention_plans.open_plan(officer, 1)
    assert (opened.school_year, opened.may_plan) == (2026, True)
    assert [title for title, _lines in opened.terms] == [
        "Autumn term",
        "Spring term",
        "Summer term and holidays",
    ]
    assert line(officer, "meet_year_7").state is PlanState.MISSED
    assert line(officer, "hate_crime").state is PlanState.DUE
    assert line(officer, "property_safety").state is PlanState.LATER
    assert sum(opened.count(state) for state in PlanState) == len(opened.lines)
    before = prevention_plans.open_plan(officer, 1, 2025)
    assert before.count(PlanState.MISSED) == len(before.lines)


def test_a_topic_is_planned_moved_missed_and_taken_back(store: Store, clock: Clock) -> None:
    officer = store.sign_in("officer")
    plan(officer, "hate_crime", date(2026, 11, 24), "Year 8 assembly")
    found = line(officer, "hate_crime")
    assert (found.state, found.planned_on, found.note) == (
        PlanState.PLANNED,
        date(2026, 11, 24),
        "Year 8 assembly",
    )
    plan(officer, "road_safety", date(2026, 11, 25))
    plan(officer, "hate_crime", date(2027, 1, 11))
    assert line(officer, "road_safety").planned_on == date(2026, 11, 25)
    assert line(officer, "hate_crime").note == ""
    clock.go(days=9)
    assert local(clock()).date() == date(2026, 11, 26)
    assert line(officer, "road_safety").state is PlanState.MISSED
    plan(officer, "road_safety", None)
    assert line(officer, "road_safety").state is PlanState.DUE
    assert sql(officer, "SELECT code FROM prevention_plan_topic") == [("hate_crime",)]
    assert failed_checks(officer) == {}


def test_a_day_that_cannot_be_planned_is_refused(store: Store) -> None:
    officer = store.sign_in("officer")
    for day, words in (
        (date(2026, 11, 16), "The day is past"),
        (date(2027, 9, 1), "outside the school year 2026/27"),
        ("tomorrow", "cannot be read"),
    ):
        with pytest.raises(UserError, match=words):
            plan(officer, "hate_crime", day)
    with pytest.raises(UserError, match="not in the prevention plan"):
        plan(officer, "juggling", TODAY)
    with pytest.raises(UserError, match="note is longer"):
        plan(officer, "hate_crime", TODAY, "x" * 301)
    assert sql(officer, "SELECT count(*) FROM prevention_plan") == [(0,)]


def test_an_activity_delivers_its_topic_unless_it_was_entered_in_error(store: Store) -> None:
    officer = store.sign_in("officer")
    first = recorded(officer, plan_topic="hate_crime", happened_on=date(2026, 10, 14))
    recorded(officer, plan_topic="hate_crime")
    found = line(officer, "hate_crime")
    assert (found.state, found.activity_id, found.delivered_on) == (
        PlanState.DELIVERED,
        first.id,
        date(2026, 10, 14),
    )
    assert line(officer, "hate_crime", 2025).state is PlanState.MISSED
    late = recorded(officer, plan_topic="meet_year_7")
    assert line(officer, "meet_year_7").reference == late.reference
    values = activity_views.open_activity(officer, late.id).values
    activities.correct(officer, late.id, {**values, "entered_in_error": True}, reason="Twice", based_on=1)
    assert line(officer, "meet_year_7").state is PlanState.MISSED


def test_the_school_reads_its_own_plan_and_no_other(store: Store) -> None:
    other = open_other_school(store)
    officer = store.sign_in("officer")
    recorded(officer, plan_topic="hate_crime")
    assert [each.id for each in prevention_plans.schools(officer)] == [other, 1]
    spoc = store.sign_in("spoc")
    assert line(spoc, "hate_crime").state is PlanState.DELIVERED
    assert not prevention_plans.open_plan(spoc, 1).may_plan
    stranger = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        prevention_plans.open_plan(stranger, 1)
    assert [each.id for each in prevention_plans.schools(stranger)] == [other]


def test_a_topic_that_stands_twice_is_refused() -> None:
    twice = row(PREVENTION_PLAN, "topics", code="gangs", planned_on=TODAY)
    found = validate(PREVENTION_PLAN, {"topics": (twice, twice)}, Context(TODAY, time(0, 0)))
    assert [each.path for each in found] == ["topics.1.code"]
