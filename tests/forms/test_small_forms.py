"""Officer's profile, action, account, notice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE
from ssp_desktop.forms.set_up import NOTICE
from ssp_desktop.forms.spec import empty_values
from tests.forms.answers import TODAY, told

TOMORROW = date(2026, 11, 21)
YESTERDAY = date(2026, 11, 19)


def profile(**answers: Any) -> dict[str, str]:
    officer = {
        **empty_values(OFFICER_PROFILE),
        "rank": "constable",
        "warrant_number": "0001",
        "on_probation": "no",
        "posted_as_sso": "yes",
    }
    return told(OFFICER_PROFILE, {**officer, **answers})


def action(**answers: Any) -> dict[str, str]:
    return told(ACTION, {**empty_values(ACTION), **answers})


def account(user_name: str) -> dict[str, str]:
    person = {"display_name": "PC 0001 Example-Okafor", "user_name": user_name, "role": "officer"}
    return told(ACCOUNT, {**empty_values(ACCOUNT), **person})


def test_a_probationer_cannot_be_posted() -> None:
    assert profile() == {}
    assert "cannot be posted" in profile(on_probation="yes")["posted_as_sso"]
    assert profile(on_probation="yes", posted_as_sso="no") == {}


def test_vetting_and_training_lie_in_the_past_and_a_refresher_after_its_course() -> None:
    assert "in the future" in profile(vetted_on=TOMORROW)["vetted_on"]
    assert profile(vetted_on=TODAY) == {}
    course = {"name": "Four-day course", "completed_on": TODAY, "expires_on": None}
    assert profile(trainings=(course,)) == {}
    assert (
        "once it is done"
        in profile(trainings=({**course, "completed_on": TOMORROW},))["trainings.0.completed_on"]
    )
    assert (
        "after the course" in profile(trainings=({**course, "expires_on": TODAY},))["trainings.0.expires_on"]
    )
    assert set(profile(trainings=({**course, "name": "", "completed_on": None},))) == {
        "trainings.0.name",
        "trainings.0.completed_on",
    }


def test_an_action_that_nobody_touched_is_no_problem() -> None:
    assert action() == {}


def test_an_outcome_and_its_date_belong_together() -> None:
    assert set(action(outcome="Rang the parent.")) == {"done_on"}
    assert set(action(done_on=TODAY)) == {"outcome"}


def test_the_school_is_told_with_date_person_and_way_after_the_outcome() -> None:
    done = {"outcome": "Rang the parent.", "done_on": YESTERDAY}
    assert set(action(**done, told_on=TODAY)) == {"told_person", "told_how"}
    assert set(action(**done, told_person="Sam Example")) == {"told_on"}
    assert set(action(**done, told_how="phone")) == {"told_on"}
    whole = {**done, "told_on": TODAY, "told_person": "Sam Example, SPOC", "told_how": "phone"}
    assert action(**whole) == {}
    assert (
        "before you record that the school was told"
        in action(**{**whole, "outcome": "", "done_on": None})["done_on"]
    )
    assert "in the future" in action(**{**whole, "told_on": TOMORROW})["told_on"]
    assert "in the future" in action(**{**whole, "done_on": TOMORROW})["done_on"]
    assert action(**{**done, "told_person": "  "}) == {}


@pytest.mark.parametrize("name", ["ada", "a2", "ada.okafor-example_1", "0001", "a" * 40, " ada "])
def test_user_names_that_are_easy_to_type_are_taken(name: str) -> None:
    assert account(name) == {}


@pytest.mark.parametrize("name", ["a", "Ada", "ada okafor", "ädä", ".ada", "ada\u200b", "ad@", "a" * 41])
def test_other_user_names_are_refused_in_words(name: str) -> None:
    assert "user_name" in account(name)


def test_the_notice_is_acknowledged_and_filled_in() -> None:
    assert told(NOTICE, empty_values(NOTICE)) == {
        "controller": "Enter an answer for “Data controller”.",
        "dpia_reference": "Enter an answer for “Data protection impact assessment (DPIA) reference”.",
        "dsa_reference": "Enter an answer for “Data sharing agreement (DSA) reference”.",
        "acknowledged": (
            "Tick to confirm: I have read this notice and my force has agreed "
            "to keep these records on this PC."
        ),
    }
