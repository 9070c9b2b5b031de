"""Search: every word found as it was typed, never a silent nothing, to each only what is theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    actions,
    contact_log_views,
    contact_logs,
    countersigning,
    prompts,
    search,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from tests.features.steps import CANARY, crime, open_other_school, sign_in_other_spoc, sql, submit, trace
from tests.stores import PASSWORDS, SignInAs, Store, pupil


def found(signed_in: SignedIn, typed: str) -> list[int]:
    return [each.record_id for each in search.find(signed_in, typed, noun="contact_log")]


TYPED = {
    "O'Brien": "Her brother is O'Brien.",
    "o’brien": "Her brother is O'Brien.",
    "OBRIEN": "Her brother is O’Brien.",
    '"': None,
    '"quoted': 'She said "quoted words" twice.',
    "*": None,
    "Oce*": "Near the ocean.",
    "NEAR(": "They met near the gate.",
    "near(a, b)": "They met near a bus, by b house.",
    "50%": "He took 50% of it.",
    "-": None,
    "": None,
    " \t\n": None,
    "'": None,
    "_": None,
    "()": None,
    "AND": "And then she left.",
    "OR": "This or that.",
    "NOT": "She did not say.",
    "open_text : gate": "The text by the gate is open.",
    "{police_text}": "A police text.",
    "gate; DROP TABLE account --": "DROP the table by the gate, account closed.",
    "^gate": "By the gate.",
    "a_b": "File a_b was seen.",
    "Lukasz": "Łukasz came.",
    "łukasz": "Lukasz came.",
    "Muller": "Frau Müller",
    "Zoë": "Zoe was there",
    "Anne-Marie": "anne marie sat down",
    "李小明": "His name is 李小明, he said.",
    "小明": "我是李小明他说的",
    "李 明": "他叫李小明",
    "مرحبا": "She wrote مَرحَبًا on it.",
    "Llŷr": "llyr",
    "CL-2026-00001": "Any words.",
    "half": "She was half-asleep",
    "beginn": "only the beginning is typed",
}


@pytest.mark.parametrize(("typed", "written"), TYPED.items(), ids=map(repr, TYPED))
def test_what_is_typed_is_looked_for_as_it_stands(
    signed_in_as: SignInAs, typed: str, written: str | None
) -> None:
    officer = signed_in_as("officer")
    if written is None:
        submit(officer)
        with pytest.raises(UserError, match="There is no word to search for."):
            search.find(officer, typed)
        return
    wanted = submit(officer, account=written)
    submit(officer)
    assert found(officer, typed)[-1:] == [wanted.id]


def test_every_word_must_occur_and_nothing_is_found_where_nothing_is(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, account="The blue van by the gate")
    assert found(officer, "gate blue") == [made.id]
    assert found(officer, "blue gate house") == []
    assert found(officer, "zebra") == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("x" * 201, "The search is longer than 200 characters. Use fewer words."),
        ("a b c d e f g h i j k l m", "The search has more than 12 words. Use fewer words."),
        ("\ud800", "There is no word to search for. Type a name, a word or a reference."),
        ("\x00", "There is no word to search for."),
    ],
)
def test_a_search_that_cannot_be_made_says_so(signed_in_as: SignInAs, typed: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        search.find(signed_in_as("officer"), typed)


SCRIPTS = st.characters(
    codec="utf-8",
    categories=("L", "N", "M", "P", "Zs"),
    max_codepoint=0x30FF,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(written=st.text(SCRIPTS, min_size=1, max_size=30))
def test_whatever_words_were_written_are_found_by_typing_them(words_table: SignedIn, written: str) -> None:
    try:
        expression = search.match_expression(written, police=True)
    except UserError:
        return
    sql(words_table, "DELETE FROM search_text")
    insert = "INSERT INTO search_text (rowid, open_text, police_text) VALUES (1, :words, '')"
    sql(words_table, insert, words=" ".join(search.searchable_words(written)))
    look = "SELECT rowid FROM search_text WHERE search_text MATCH :words"
    assert sql(words_table, look, words=expression) == [(1,)]


@pytest.fixture
def words_table(signed_in_as: SignInAs) -> SignedIn:
    return signed_in_as("officer")


def test_a_hit_says_enough_to_choose_it_and_pages_follow(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = [submit(officer, account="The blue van").id for _ in range(5)]
    hits = search.find(officer, "van", limit=2)
    first = hits[0]
    assert (first.noun, first.record_id, first.reference) == ("contact_log", made[-1], "CL-2026-00005")
    assert (first.happened_on, first.subject) == (date(2026, 11, 17), "Worry about friends out of school")
    assert first.state == ContactState.WAITING
    assert trace(officer)[-1] == ("searched", "search_document", None, "2 shown")
    shown = list(hits)
    while hits:
        hits = search.find(officer, "van", before=hits[-1].document_id, limit=2)
        shown.extend(hits)
    assert [each.record_id for each in shown] == made[::-1]


def test_the_log_does_not_say_what_was_searched_for(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    search.find(officer, "Marsh")
    assert "arsh" not in repr(trace(officer))


PUPIL_WORDS = {"given_name": "Xanthe", "known_as": "Zed", "address": "9 Quarry Row"}
OPEN = {"place": "Greenhouse", "account": "Something of blue", "childs_words": "Leave me", **crime()}


@pytest.mark.parametrize(
    "typed", ["Xanthe", "Zed", "Quarry", "Greenhouse", "blue", "leave", "Whitlock", "bus company"]
)
def test_names_places_words_and_actions_are_found_by_police_and_school(
    signed_in_as: SignInAs, typed: str
) -> None:
    made = submit(signed_in_as("officer"), pupils=(pupil(**PUPIL_WORDS),), **OPEN)
    for who in ("officer", "sergeant", "spoc", "head_teacher"):
        assert found(signed_in_as(who), typed) == [made.id]


POLICE_ONLY: dict[str, dict[str, Any]] = {
    "officer_notes": {"officer_notes": CANARY},
    "checks_made": {"checks_made": CANARY},
    "intelligence_reference": {"concerns": ("weapons",), **crime(), "intelligence_reference": CANARY},
    "intelligence_reason": {"concerns": ("weapons",), **crime(), "intelligence_reason": CANARY},
}


@pytest.mark.parametrize("answers", POLICE_ONLY.values(), ids=POLICE_ONLY.keys())
def test_words_for_the_police_alone_are_found_by_the_police_alone(
    signed_in_as: SignInAs, answers: dict[str, Any]
) -> None:
    made = submit(signed_in_as("officer"), **{"officer_notes": "", **answers})
    for typed in (CANARY, "canary", "wellbeing canary", "can", 'x" OR police_text : canary'):
        for who in ("spoc", "head_teacher"):
            assert found(signed_in_as(who), typed) == []
    assert found(signed_in_as("second_officer"), "wellbeing canary") == [made.id]


def test_a_school_finds_its_own_records_only(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    here, there = submit(officer), submit(officer, partnership_id=other_school)
    assert found(officer, "wellbeing") == [there.id, here.id]
    assert found(signed_in_as("spoc"), "wellbeing") == [here.id]
    assert found(signed_in_as("head_teacher"), "wellbeing") == [here.id]
    assert found(sign_in_other_spoc(store), "wellbeing") == [there.id]


def test_a_correction_is_found_by_its_new_words_alone(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    values = {**contact_log_views.open_contact_log(officer, made.id).values, "place": "Greenhouse"}
    contact_logs.correct(officer, made.id, values, reason="Wrong room", based_on=1)
    assert (found(officer, "greenhouse"), found(officer, "wellbeing")) == ([made.id], [])


def test_what_is_added_later_is_found_too(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime())
    opened = contact_log_views.open_contact_log(officer, made.id)
    for prompt, answer in zip(
        [each for each in opened.prompts if each.is_open],
        ("SAFE-99881", "INTEL-55442", "Told-Uvw"),
        strict=True,
    ):
        prompts.answer(officer, prompt.id, reference=answer)
    action = opened.actions[0].id
    done = {"outcome": "Locksmith came.", "done_on": store.clock.now.date()}
    actions.update(officer, action, {**actions.open_action(officer, action).values, **done})
    spoc = signed_in_as("spoc")
    countersigning.countersign(
        spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.DISAGREE, "She mentioned a Yellowhammer."
    )
    for typed in ("SAFE-99881", "locksmith", "yellowhammer", "told-uvw"):
        assert found(spoc, typed) == [made.id]
    assert found(spoc, "INTEL-55442") == []
    assert found(signed_in_as("officer"), "INTEL-55442") == [made.id]


def test_a_choice_of_the_form_is_no_word_to_be_found(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    submit(officer, concerns=("weapons",), **crime(crime_decision="school_procedure"))
    assert found(officer, "procedure") == []


def test_what_adds_no_word_leaves_the_index_alone(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    before = sql(spoc, "SELECT id, block FROM search_text_data")
    countersigning.countersign(spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE)
    assert sql(spoc, "SELECT id, block FROM search_text_data") == before
    assert found(spoc, "wellbeing") == [made.id]


def test_an_administrator_alone_searches_nothing(signed_in_as: SignInAs) -> None:
    with pytest.raises(Refused):
        search.find(signed_in_as("administrator"), "wellbeing")
