"""Priority schools: 13 criteria with evidence; the partnership takes the result from there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import partnerships, prioritisations
from ssp_desktop.services.prioritisations import review_due
from ssp_desktop.services.records import ProblemsFound
from tests.features.evaluation_steps import CRITERIA, criteria
from tests.features.steps import stored
from tests.features.storage_steps import failed_checks
from tests.stores import SignInAs, school_values

PRIORITY: dict[str, Any] = {
    "C6_level": "high",
    "C6_evidence": "Three reports since Easter",
    "priority_school": "yes",
    "funded": "yes",
    "partners": "Community safety partnership",
}


def test_there_are_the_thirteen_criteria_of_the_handbook() -> None:
    assert [each.code for each in CRITERIA.criteria] == [f"C{number}" for number in range(1, 14)]


def test_the_result_stands_in_the_partnership(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    blank = prioritisations.open_prioritisation(sergeant, 1)
    assert (blank.revision, blank.values["priority_school"], blank.review_due_on) == (0, "", None)
    prioritisations.save(sergeant, 1, criteria(**PRIORITY), based_on=0)
    opened = partnerships.open_partnership(sergeant, 1)
    assert (opened.values["priority_school"], opened.values["funded"]) == ("yes", "yes")
    revision = opened.revision
    kept = prioritisations.open_prioritisation(sergeant, 1)
    assert kept.review_due_on == date(2027, 8, 31)
    levels = {row["code"]: row["level"] for row in kept.values["criteria"]}
    assert levels == {each.code: "low" for each in CRITERIA.criteria} | {"C6": "high"}
    prioritisations.save(sergeant, 1, criteria(kept.values, **PRIORITY, reason="Still so."), based_on=1)
    assert partnerships.open_partnership(sergeant, 1).revision == revision
    assert failed_checks(sergeant) == {}


def test_nobody_types_it_into_the_partnership_once_there_is_a_prioritisation(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    partnerships.save(officer, school_values(priority_school="yes"), 1)
    assert partnerships.open_partnership(officer, 1).values["priority_school"] == "yes"
    sergeant = signed_in_as("sergeant")
    assert prioritisations.open_prioritisation(sergeant, 1).values["priority_school"] == "yes"
    prioritisations.save(sergeant, 1, criteria(), based_on=0)
    partnerships.save(sergeant, school_values(priority_school="yes", funded="yes", telephone="0"), 1)
    values = partnerships.open_partnership(sergeant, 1).values
    assert (values["priority_school"], values["funded"], values["telephone"]) == ("no", "no", "0")


@pytest.mark.parametrize(
    ("answers", "path", "message"),
    [
        ({"C3_evidence": ""}, "criteria.2.evidence", "Evidence"),
        ({"C3_level": "", "C3_evidence": ""}, "criteria.2.level", "Say how much C3 speaks"),
        ({"priority_school": "yes", "partners": "x"}, "priority_school", "must follow from evidence"),
        ({**PRIORITY, "partners": ""}, "partners", "partners"),
        ({"reviewed_on": date(2026, 11, 18)}, "reviewed_on", "dated in the future"),
        ({"reviewed_on": None}, "reviewed_on", "Reviewed on"),
        ({"reason": ""}, "reason", "Why"),
        ({"funded": ""}, "funded", "funded"),
    ],
)
def test_what_cannot_be_true_is_said_beside_the_question(
    signed_in_as: SignInAs, answers: dict[str, Any], path: str, message: str
) -> None:
    sergeant = signed_in_as("sergeant")
    before = stored(sergeant)
    with pytest.raises(ProblemsFound) as caught:
        prioritisations.save(sergeant, 1, criteria(**answers), based_on=0)
    assert message in {each.path: each.message for each in caught.value.problems}[path]
    assert stored(sergeant) == before


def test_a_unique_requirement_makes_a_priority_school_too(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    answers = criteria(priority_school="yes", partners="The council", unique_requirements="Next to a court")
    prioritisations.save(sergeant, 1, answers, based_on=0)
    assert partnerships.open_partnership(sergeant, 1).values["priority_school"] == "yes"


def test_an_unknown_figure_needs_no_evidence(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    answers = criteria(C9_level="not_known", C9_evidence="")
    assert prioritisations.save(sergeant, 1, answers, based_on=0) == 1


def test_what_does_not_fit_is_refused(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(UserError, match="This school is not in the store"):
        prioritisations.open_prioritisation(sergeant, 77)
    with pytest.raises(UserError, match="Somebody changed this prioritisation"):
        prioritisations.save(sergeant, 1, criteria(), based_on=1)
    few = criteria()
    with pytest.raises(UserError, match="These are not the criteria"):
        prioritisations.save(sergeant, 1, {**few, "criteria": few["criteria"][1:]}, based_on=0)


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [
        (date(2026, 11, 10), date(2027, 8, 31)),
        (date(2027, 6, 30), date(2027, 8, 31)),
        (date(2027, 7, 1), date(2028, 8, 31)),
        (date(2027, 8, 31), date(2028, 8, 31)),
        (date(2027, 9, 1), date(2028, 8, 31)),
        (None, None),
    ],
)
def test_the_review_comes_before_each_school_year(reviewed: date | None, due: date | None) -> None:
    assert review_due(reviewed) == due
