"""Search finds evaluations and prioritisations for the police, by their words; the school finds neither."""

from __future__ import annotations

from ssp_desktop.services import prioritisations, search
from ssp_desktop.services.searchable import kinds_for
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from tests.features.evaluation_steps import begin, criteria, fill, meeting, objective
from tests.stores import SignInAs


def test_an_evaluation_is_found_by_its_words_and_its_year(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    made = begin(sergeant)
    fill(sergeant, made, EvaluationPart.OBJECTIVES, objectives=(objective(objective="Light the alleyway"),))
    fill(sergeant, made, EvaluationPart.MEETING, **meeting(meeting_points="A second lollipop crossing"))
    for words in ("alleyway", "lollipop", "evaluation larkfield"):
        assert ("evaluation", made) in {
            (each.noun, each.record_id) for each in search.find(sergeant, words)
        }, words
    officer = signed_in_as("officer")
    assert [each.noun for each in search.find(officer, "alleyway")] == ["evaluation"]


def test_a_prioritisation_is_found_by_its_evidence(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    made = prioritisations.save(
        sergeant, 1, criteria(unique_requirements="Tramline beside the gate"), based_on=0
    )
    (hit,) = search.find(sergeant, "tramline")
    assert (hit.noun, hit.record_id, hit.partnership_id) == ("prioritisation", made, 1)


def test_the_school_finds_neither_and_is_offered_neither(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    made = begin(sergeant)
    fill(sergeant, made, EvaluationPart.OBJECTIVES, objectives=(objective(objective="Light the alleyway"),))
    prioritisations.save(sergeant, 1, criteria(unique_requirements="Tramline beside the gate"), based_on=0)
    for who in ("spoc", "head_teacher"):
        reader = signed_in_as(who)
        assert not {"evaluation", "prioritisation"} & kinds_for(reader.actor).keys()
        for words in ("alleyway", "tramline", "evaluation"):
            assert search.find(reader, words) == ()
