"""Risk assessments of storage: the school's own and that of the police, kept apart, scored twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import boards, storage, storage_assessments
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.storage_assessments import bands_of, score
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.storage import AssessmentParty
from tests.features.steps import stored
from tests.features.storage_steps import assess_both, assessment_values, confirm, failed_checks, hazard
from tests.stores import SignInAs

SCHOOL, POLICE = AssessmentParty.SCHOOL, AssessmentParty.POLICE


def test_a_new_assessment_starts_with_the_common_hazards_but_without_scores(signed_in_as: SignInAs) -> None:
    opened = storage_assessments.open_assessment(signed_in_as("spoc"), 1, SCHOOL)
    words = " ".join(row["hazard"].lower() for row in opened.values["hazards"])
    for each in ("spray", "baton", "cuffs", "uniform", "papers", "keys", "cleaners", "fire"):
        assert each in words
    assert {row["likelihood_before"] for row in opened.values["hazards"]} == {None}
    assert (opened.revision, opened.values["review_on"]) == (0, date(2027, 11, 17))


def test_both_are_needed_and_kept_apart(signed_in_as: SignInAs) -> None:
    spoc = signed_in_as("spoc")
    storage_assessments.save(spoc, 1, SCHOOL, assessment_values(), based_on=0)
    state = storage.open_storage(spoc, 1).state
    assert state.missing == ("There is no checklist yet.", "There is no police risk assessment yet.")
    officer = signed_in_as("officer")
    confirm(officer)
    secret = assessment_values(assessed_by="CANARY-POLICE", hazards=(hazard(controls="CANARY-POLICE"),))
    storage_assessments.save(officer, 1, POLICE, secret)
    assert storage.open_storage(officer, 1).state.approved
    for who in ("spoc", "head_teacher"):
        opened = storage.open_storage(signed_in_as(who), 1)
        assert opened.state.approved
        assert [(each.exists, each.hidden) for each in opened.assessments] == [(True, False), (True, True)]
        assert "CANARY" not in repr(opened)


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_neither_reads_nor_writes_that_of_the_police(signed_in_as: SignInAs, who: str) -> None:
    signed_in = signed_in_as(who)
    with pytest.raises(Refused):
        storage_assessments.open_assessment(signed_in, 1, POLICE)
    with pytest.raises(Refused):
        storage_assessments.save(signed_in, 1, POLICE, assessment_values())


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"hazards": (hazard(likelihood_after=None),)}, "hazards.0.likelihood_after", "Enter a number"),
        ({"hazards": (hazard(severity_after=None),)}, "hazards.0.severity_after", "Enter a number"),
        ({"hazards": (hazard(likelihood_before=6),)}, "hazards.0.likelihood_before", "Enter 5 or less"),
        ({"hazards": (hazard(severity_before=0),)}, "hazards.0.severity_before", "Enter 1 or more"),
        ({"hazards": (hazard(severity_after="bad"),)}, "hazards.0.severity_after", "not a whole number"),
        (
            {"hazards": (hazard(likelihood_after=5, severity_after=5),)},
            "hazards.0.likelihood_after",
            "The risk with the controls (25) is higher than without them (12).",
        ),
        ({"hazards": ()}, "hazards", "Add at least one hazard"),
        ({"hazards": (hazard(controls=""),)}, "hazards.0.controls", "Controls"),
        ({"hazards": (hazard(further_action="Fit a lock"),)}, "hazards.0.action_owner", "Who does it"),
        ({"assessed_on": date(2026, 11, 18)}, "assessed_on", "dated in the future"),
        ({"review_on": date(2026, 11, 10)}, "review_on", "must come after"),
        ({"assessed_by": ""}, "assessed_by", "Who made it"),
    ],
)
def test_what_cannot_be_true_is_said_beside_the_question(
    signed_in_as: SignInAs, changes: dict[str, Any], path: str, message: str
) -> None:
    officer = signed_in_as("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as caught:
        storage_assessments.save(officer, 1, POLICE, assessment_values(**changes))
    assert message in {each.path: each.message for each in caught.value.problems}[path]
    assert stored(officer) == before


def test_who_was_overtaken_is_told(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    storage_assessments.save(officer, 1, POLICE, assessment_values())
    with pytest.raises(UserError, match="Somebody changed this risk assessment"):
        storage_assessments.save(officer, 1, POLICE, assessment_values(), based_on=0)
    storage_assessments.save(officer, 1, POLICE, assessment_values(reference="RA-2"), based_on=1)
    assert storage_assessments.open_assessment(officer, 1, POLICE).revision == 2
    assert failed_checks(officer) == {}


def test_scores_have_the_presets_bands() -> None:
    for preset in ("", "england_and_wales", "metropolitan_police"):
        bands = bands_of(preset)
        words = score(hazard(likelihood_before=5, severity_before=5), "before", bands).words
        assert words == "5 \u00d7 5 = 25, Very high"
        every = {
            score(hazard(likelihood_after=one, severity_after=two), "after", bands).band
            for one in range(1, 6)
            for two in range(1, 6)
        }
        assert every == {"Low", "Medium", "High", "Very high"}
    assert score(hazard(), "after", ()).band == "No band"


def test_an_overdue_action_and_an_overdue_review_stand_on_the_board(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    late = hazard(further_action="Fit a lock", action_owner="Site manager", action_due_on=date(2026, 11, 16))
    confirm(officer)
    assess_both(officer, hazards=(late,), review_on=date(2026, 11, 16))
    board = next(each for each in boards.home(officer) if each.key == "storage")
    assert [(each.tag, each.detail) for each in board.lines] == [
        ("Overdue", "School's own risk assessment: review overdue"),
        ("Overdue", "Police risk assessment: review overdue"),
        ("Overdue", "2 measures or actions are overdue"),
    ]
