"""Forms about arrests: what is asked of whom, and what cannot be true."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_plan_age import age_of, age_words, needs_adult
from ssp_desktop.forms.conditions import age_on
from ssp_desktop.forms.police_form import as_asked
from ssp_desktop.forms.spec import Audience, Context, empty_values
from ssp_desktop.forms.validation import validate
from tests.features.arrest_steps import THURSDAY, TODAY, interview_values, plan_values

NOW = Context(TODAY, time(10, 0))


def told(values: dict[str, Any]) -> dict[str, str]:
    return {each.path: each.message for each in validate(ARREST_PLAN, values, NOW)}


def test_complete_plans_have_nothing_to_put_right() -> None:
    assert told(plan_values()) == {}
    assert told(interview_values()) == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"interview_agreed_on": THURSDAY, "interview_agreed_at": time(9, 0)}, "in the future"),
        ({"planned_on": TODAY, "planned_at": time(10, 0), "interview_agreed_at": time(10, 0)}, ""),
    ],
)
def test_the_school_agrees_before_the_interview(changes: dict[str, Any], words: str) -> None:
    found = told(interview_values() | changes)
    assert [words in each for each in found.values()] == ([True] if words else [])
    assert set(found) == ({"interview_agreed_on"} if words else set())


def test_an_agreement_after_the_interview_is_refused() -> None:
    urgent = plan_values(
        kind="urgent",
        urgent_reason="A knife",
        interview_at_school="yes",
        planned_on=TODAY,
        planned_at=time(9, 0),
        **{key: value for key, value in interview_values().items() if key.startswith("interview_") and value},
    )
    assert told(urgent) == {
        "interview_agreed_on": "The school agrees before the interview. Check date and time."
    }


def test_an_interview_of_a_child_names_the_adult_who_comes() -> None:
    assert set(told(interview_values() | {"interview_adult": "", "interview_adult_relation": ""})) == {
        "interview_adult",
        "interview_adult_relation",
    }


def test_the_school_year_follows_from_birth_and_day() -> None:
    follows = ARREST_PLAN.field("year_group").suggest
    assert follows is not None
    assert follows({"date_of_birth": date(2012, 5, 4), "planned_on": date(2026, 11, 19)}) == "10"
    assert follows({"date_of_birth": date(2012, 5, 4), "planned_on": None}) == ""
    assert follows({"date_of_birth": None, "planned_on": date(2026, 11, 19)}) == ""


def test_the_head_as_adult_says_why_nobody_else_could_come() -> None:
    assert set(told(interview_values() | {"interview_adult_relation": "school"})) == {"interview_waiting"}


def test_an_offence_lies_in_the_past() -> None:
    assert set(told(plan_values(offence_on=THURSDAY))) == {"offence_on"}
    assert told(plan_values(offence_on=None)) == {}


def test_without_a_day_nothing_is_said_about_the_age() -> None:
    blank = empty_values(ARREST_PLAN)
    assert (age_of(blank), age_words(blank), needs_adult(blank)) == (None, "", True)
    assert {"planned_on", "planned_at", "appears_age"} <= set(told(blank))


@given(st.dates(date(1990, 1, 1), date(2026, 11, 17)))
def test_the_words_follow_the_age(born: date) -> None:
    values = plan_values(date_of_birth=born)
    age = age_on(born, THURSDAY)
    words = age_words(values)
    assert str(age) in words
    assert ("below the age of criminal responsibility" in words) == (age < 10)
    assert ("no appropriate adult is needed by age" in words) == (age >= 18)
    assert needs_adult(values) == (age < 18)
    refused = told(values | {"offence_on": None})
    assert ("date_of_birth" in refused) == (age < 10)


def test_every_answer_is_the_polices_own_and_no_question_says_so_on_their_page() -> None:
    for form in (ARREST_PLAN, ARREST_OUTCOME):
        assert {each.audience for each in form.fields} == {Audience.POLICE}
        asked = as_asked(form)
        assert {each.audience for each in asked.fields} == {Audience.EVERYONE}
        assert [each.key for each in asked.fields] == [each.key for each in form.fields]
