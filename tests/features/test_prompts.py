"""Prompts: what a concern asks for stays on the board until somebody answers it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import contact_log_views, contact_logs, prompts, reviews
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.contact import PromptKind
from tests.features.steps import CANARY, crime, stored, submit, trace
from tests.stores import SignInAs, Store, contact_values, pupil

DECISION, SAFEGUARDING, INTELLIGENCE, SUPERVISOR = PromptKind
YOUNG = (pupil(date_of_birth=date(2013, 11, 18), year_group="8"),)
CONCERNS = (
    *("sexual", "harm", "exploitation", "weapons", "radicalisation", "gangs", "fgm", "assault"),
    *("criminal_damage", "cyber", "drugs", "harassment", "hate", "theft"),
)


def shown(signed_in: SignedIn, record_id: int) -> dict[PromptKind, prompts.ShownPrompt]:
    opened = contact_log_views.open_contact_log(signed_in, record_id)
    return {each.kind: each for each in opened.prompts}


def open_kinds(signed_in: SignedIn, record_id: int) -> list[PromptKind]:
    return [kind for kind, each in shown(signed_in, record_id).items() if each.is_open]


def correct(signed_in: SignedIn, record_id: int, based_on: int = 1, **changes: Any) -> None:
    values = {**contact_log_views.open_contact_log(signed_in, record_id).values, **changes}
    contact_logs.correct(signed_in, record_id, values, reason="More is known", based_on=based_on)


@pytest.mark.parametrize("concern", CONCERNS)
def test_each_concern_asks_for_decision_references_and_supervisor(
    signed_in_as: SignInAs, concern: str
) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(ProblemsFound) as refused:
        submit(officer, concerns=(concern,))
    assert "crime_decision" in [each.path for each in refused.value.problems]
    made = submit(officer, concerns=(concern,), **crime(crime_decision="pending"))
    assert open_kinds(officer, made.id) == [DECISION, SAFEGUARDING, INTELLIGENCE, SUPERVISOR]


def test_no_concern_asks_for_nothing(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, pupils=YOUNG)
    assert shown(officer, made.id) == {}
    assert reviews.waiting(signed_in_as("sergeant")) == ()


def test_answers_and_written_reasons_settle_prompts_at_submission(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(
        officer,
        concerns=("weapons",),
        **crime(),
        safeguarding_reference="SAFE-1",
        intelligence_reason="Known already",
        supervisor_name="Sgt Example-Achebe",
        supervisor_told_on=date(2026, 11, 17),
        supervisor_told_at=contact_values()["end_time"],
    )
    found = shown(officer, made.id)
    assert open_kinds(officer, made.id) == []
    assert (found[SAFEGUARDING].reference, found[INTELLIGENCE].reason) == ("SAFE-1", "Known already")
    assert (found[SUPERVISOR].reference, found[DECISION].reference) == (
        "Sgt Example-Achebe",
        "school_procedure",
    )
    assert found[SAFEGUARDING].answered_at is not None


def test_a_prompt_is_answered_later_once(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime())
    store.clock.go(hours=2)
    prompt = shown(officer, made.id)[SAFEGUARDING]
    prompts.answer(officer, prompt.id, reference="  SAFE-EXAMPLE-7 ")
    answered = shown(officer, made.id)[SAFEGUARDING]
    assert (answered.reference, answered.is_open) == ("SAFE-EXAMPLE-7", False)
    assert trace(officer)[-2] == ("altered", "contact_log", made.id, "answered: Safeguarding reference")
    for prompt_id in (prompt.id, 77):
        with pytest.raises(UserError, match="This has been answered already."):
            prompts.answer(officer, prompt_id, reference="SAFE-8")
    assert shown(officer, made.id)[SAFEGUARDING].reference == "SAFE-EXAMPLE-7"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "There is no answer yet. Enter the reference, or the reason why there is none."),
        ({"reference": "  ", "reason": "\n"}, "There is no answer yet."),
        ({"reference": "x" * 501}, "The answer is longer than 500 characters. Shorten it."),
        ({"reason": "x" * 501}, "The reason is longer than 500 characters. Shorten it."),
        ({"reason": "no\x00"}, "The reason holds a damaged character."),
        ({"reference": "\udc00"}, "The answer holds a damaged character."),
    ],
)
def test_what_is_no_answer_leaves_the_prompt_open(
    signed_in_as: SignInAs, answer: dict[str, str], words: str
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime())
    before = stored(officer)
    with pytest.raises(UserError, match=words):
        prompts.answer(officer, shown(officer, made.id)[SAFEGUARDING].id, **answer)
    assert stored(officer) == before


def test_an_answer_of_the_form_follows_the_form(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime(), safeguarding_reference="SAFE-1")
    correct(officer, made.id, safeguarding_reference="SAFE-2")
    assert shown(officer, made.id)[SAFEGUARDING].reference == "SAFE-2"
    correct(officer, made.id, 2, safeguarding_reference="", crime_decision="pending")
    assert open_kinds(officer, made.id) == [DECISION, SAFEGUARDING, INTELLIGENCE, SUPERVISOR]
    assert shown(officer, made.id)[SAFEGUARDING].answered_at is None
    correct(officer, made.id, 3, safeguarding_reason="The school has referred it")
    assert shown(officer, made.id)[SAFEGUARDING].reason == "The school has referred it"


def test_an_answer_by_hand_outlives_a_correction_and_is_not_changed_by_it(
    store: Store, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime(), intelligence_reference="INT-1")
    store.clock.go(hours=1)
    prompts.answer(officer, shown(officer, made.id)[SAFEGUARDING].id, reason="The school has referred it")
    kept = shown(officer, made.id)
    correct(officer, made.id, place="Library")
    again = shown(officer, made.id)
    assert again[SAFEGUARDING] == kept[SAFEGUARDING]
    assert again[INTELLIGENCE] == kept[INTELLIGENCE]


def test_a_concern_taken_back_leaves_what_it_asked_for(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime())
    correct(officer, made.id, concerns=("none",))
    assert open_kinds(officer, made.id) == [SAFEGUARDING, INTELLIGENCE, SUPERVISOR]


@pytest.mark.parametrize("concern", ["sexual", "harm", "exploitation", "fgm"])
def test_harm_to_a_child_under_13_reaches_the_sergeant_the_same_day(
    signed_in_as: SignInAs, concern: str
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=(concern,), pupils=YOUNG, **crime())
    assert all(each.urgent for each in shown(officer, made.id).values())
    assert "review" in officer.take_changes()
    (item,) = reviews.waiting(signed_in_as("sergeant"))
    assert (item.contact_log_id, item.why, item.due_on) == (made.id, "under_13", None)
    assert item.why_in_words == "A child under 13: sexual activity or harm"


def test_on_the_thirteenth_birthday_nothing_is_urgent(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("sexual",), pupils=(pupil(date_of_birth=date(2013, 11, 17)),), **crime())
    assert not any(each.urgent for each in shown(officer, made.id).values())
    assert reviews.waiting(signed_in_as("sergeant")) == ()


def test_a_corrected_date_of_birth_makes_it_urgent_once(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("harm",), **crime())
    correct(officer, made.id, pupils=YOUNG)
    correct(officer, made.id, 2, place="Library")
    assert all(each.urgent for each in shown(officer, made.id).values())
    assert [each.why for each in reviews.waiting(signed_in_as("sergeant"))] == ["under_13"]


def test_the_school_does_not_see_the_intelligence_prompt(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"), concerns=("weapons",), **crime(), intelligence_reference=CANARY)
    for who in ("spoc", "head_teacher"):
        assert list(shown(signed_in_as(who), made.id)) == [DECISION, SAFEGUARDING, SUPERVISOR]
