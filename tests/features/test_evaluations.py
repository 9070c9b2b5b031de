"""Annual evaluations: one for each school and year, written part by part, read by the school once frozen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import evaluation_lists, evaluation_views, evaluations
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.evaluation import EvaluationPart, EvaluationState
from tests.features.evaluation_steps import (
    AIMS,
    YEAR,
    begin,
    fill,
    meeting,
    objective,
    question,
    ratings,
    survey,
    values_of,
)
from tests.features.steps import open_other_school, sign_in_other_spoc, stored
from tests.features.storage_steps import failed_checks
from tests.stores import SCHOOL, SignInAs, Store

AIMS_PART, OBJECTIVES, VOICE, MEETING = (
    EvaluationPart.AIMS,
    EvaluationPart.OBJECTIVES,
    EvaluationPart.PUPIL_VOICE,
    EvaluationPart.MEETING,
)


def test_the_four_aims_have_the_thirteen_published_measures() -> None:
    assert [len(AIMS.measures_of(aim)) for aim in AIMS.aims] == [3, 2, 5, 3]


def test_the_sergeant_opens_one_for_each_school_and_year(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    first = begin(sergeant)
    before = stored(sergeant)
    with pytest.raises(UserError, match=f"There is an evaluation of {SCHOOL} for 2026 to 2027 already"):
        begin(sergeant)
    assert stored(sergeant) == before
    earlier = begin(sergeant, YEAR - 1)
    listed = evaluation_lists.evaluations(sergeant)
    assert [(each.id, each.school, each.year.label, each.state) for each in listed] == [
        (first, SCHOOL, "2026 to 2027", EvaluationState.WRITING),
        (earlier, SCHOOL, "2025 to 2026", EvaluationState.WRITING),
    ]
    assert failed_checks(sergeant) == {}


@pytest.mark.parametrize(
    ("year", "words"), [(2027, "This academic year has not begun"), (1999, "1999 is not a year")]
)
def test_a_year_that_cannot_be_is_refused(signed_in_as: SignInAs, year: int, words: str) -> None:
    with pytest.raises(UserError, match=words):
        begin(signed_in_as("sergeant"), year)


def test_a_school_that_is_not_there_is_refused(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(UserError, match="This school is not in the store"):
        evaluations.start(sergeant, 77, YEAR)
    with pytest.raises(UserError, match="This evaluation is not in the store"):
        evaluation_views.open_evaluation(sergeant, 77)


def test_what_it_can_be_opened_for(signed_in_as: SignInAs) -> None:
    choices = evaluation_lists.new_evaluation(signed_in_as("sergeant"))
    assert choices.schools == ((1, SCHOOL),)
    assert [each.begins for each in choices.years] == [2026, 2025, 2024, 2023]


def test_last_years_objectives_are_taken_over(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    fill(sergeant, begin(sergeant, YEAR - 1), OBJECTIVES, objectives=(objective(), objective(owner="SPOC")))
    this_year = begin(sergeant)
    taken = values_of(sergeant, this_year)["past_objectives"]
    assert [(each["objective"], each["owner"], each["due_on"], each["outcome"]) for each in taken] == [
        ("A knife crime assembly for each year", "PC 0001 Example-Okafor", date(2027, 3, 1), ""),
        ("A knife crime assembly for each year", "SPOC", date(2027, 3, 1), ""),
    ]
    told = tuple({**each, "outcome": "partly", "outcome_words": "Years 7 to 9"} for each in taken)
    fill(sergeant, this_year, OBJECTIVES, past_objectives=told)
    assert [each["outcome"] for each in values_of(sergeant, this_year)["past_objectives"]] == ["partly"] * 2


def test_parts_are_saved_one_beside_the_other(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    evaluation = begin(sergeant)
    fill(sergeant, evaluation, AIMS_PART, **ratings())
    fill(sergeant, evaluation, VOICE, **survey())
    fill(sergeant, evaluation, OBJECTIVES, objectives=(objective(),))
    fill(sergeant, evaluation, MEETING, **meeting())
    fill(sergeant, evaluation, AIMS_PART, D3_rating="not_known", D3_comment="")
    values = values_of(sergeant, evaluation)
    rated = {each["code"]: each["rating"] for each in values["measures"]}
    assert rated == {each.code: "reached" for each in AIMS.measures} | {"D3": "not_known"}
    assert (values["pupils_answered"], values["survey"][0]["agreed"]) == (90, 60)
    assert values["objectives"][0]["due_on"] == date(2027, 3, 1)
    assert values["senior_officer_rank"] == "Chief Inspector"
    assert failed_checks(sergeant) == {}


@pytest.mark.parametrize(
    ("part", "answers", "path", "message"),
    [
        (OBJECTIVES, {"objectives": (objective(owner=""),)}, "objectives.0.owner", "Owner"),
        (OBJECTIVES, {"objectives": (objective(due_on=None),)}, "objectives.0.due_on", "By when"),
        (VOICE, survey(pupils_answered=101), "pupils_answered", "101 answered, but only 100 were asked"),
        (
            VOICE,
            survey(survey=(question(), question(agreed=61))),
            "survey.1.agreed",
            "add up to 91, but 90 pupils answered",
        ),
        (VOICE, survey(surveyed_on=date(2026, 11, 18)), "surveyed_on", "closes in the future"),
        (VOICE, survey(pupils_asked=None), "pupils_asked", "How many pupils were asked"),
        (VOICE, survey(survey=(question(disagreed=-1),)), "survey.0.disagreed", "0 or more"),
        (MEETING, meeting(met_on=date(2026, 11, 18)), "met_on", "in the future"),
        (MEETING, meeting(met_on=None), "met_on", "Enter the day of the meeting"),
        (MEETING, meeting(senior_officer_rank=""), "senior_officer_rank", "Rank"),
        (AIMS_PART, ratings(comment="x" * 4001), "E1_comment", "4,000"),
        (AIMS_PART, ratings(rating="splendid"), "E1_rating", ""),
    ],
)
def test_what_cannot_be_true_is_said_beside_the_question(
    signed_in_as: SignInAs, part: EvaluationPart, answers: dict[str, Any], path: str, message: str
) -> None:
    sergeant = signed_in_as("sergeant")
    evaluation = begin(sergeant)
    before = stored(sergeant)
    with pytest.raises(ProblemsFound) as caught:
        fill(sergeant, evaluation, part, **answers)
    assert message in {each.path: each.message for each in caught.value.problems}[path]
    assert stored(sergeant) == before


def test_who_was_overtaken_is_told(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    evaluation = begin(sergeant)
    fill(sergeant, evaluation, MEETING, **meeting())
    with pytest.raises(UserError, match="Somebody changed this evaluation while you were writing"):
        evaluations.save_part(sergeant, evaluation, MEETING, meeting(), based_on=1)


def test_the_school_reads_nothing_of_it_while_it_is_written(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    evaluation = begin(sergeant)
    fill(sergeant, evaluation, AIMS_PART, **ratings(comment="CANARY-POLICE"))
    for who in ("spoc", "head_teacher"):
        opened = evaluation_views.open_evaluation(signed_in_as(who), evaluation)
        assert not opened.readable
        assert "CANARY" not in repr(opened)
    assert "CANARY-POLICE" in repr(evaluation_views.open_evaluation(signed_in_as("officer"), evaluation))


def test_another_school_sees_none_of_it(store: Store) -> None:
    open_other_school(store)
    evaluation = begin(store.sign_in("sergeant"))
    other = sign_in_other_spoc(store)
    assert evaluation_lists.evaluations(other) == ()
    with pytest.raises(Refused):
        evaluation_views.open_evaluation(other, evaluation)
