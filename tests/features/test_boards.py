"""Home: to each role exactly what waits for them, by reference, and nothing of another school."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import accounts, boards, drafts, partnerships, visits
from ssp_desktop.services.boards import Board
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import SignedIn
from tests.features.steps import CANARY, OFFICER, crime, open_other_school, sign_in_other_spoc, submit
from tests.stores import NAMES, PASSWORDS, SCHOOL, SignInAs, Store, contact_values, pupil, row, school_values

ROLES = ("officer", "spoc", "head_teacher", "sergeant", "administrator")
SHOWN = {
    "officer": [
        *("prompts", "overdue", "untold", "visits", "unsigned", "drafts", "arrest_plans", "plan", "shares"),
        *("schools", "storage", "evaluations", "equipment", "expiries"),
    ],
    "spoc": ["countersign", "overdue", "untold", "arrest_shares", "storage", "evaluations", "expiries"],
    "head_teacher": ["arrest_shares", "storage", "evaluations", "expiries"],
    "sergeant": [
        *("reviews", "prompts", "overdue", "untold", "visits", "unsigned", "drafts", "arrest_plans"),
        *("plan", "shares", "schools", "storage", "evaluations", "equipment", "expiries", "retention"),
        "accounts",
    ],
    "administrator": ["accounts"],
}


def by_key(signed_in: SignedIn) -> dict[str, Board]:
    return {each.key: each for each in boards.home(signed_in)}


@pytest.mark.parametrize("who", ROLES)
def test_each_role_has_its_boards_in_the_order_in_which_they_matter(signed_in_as: SignInAs, who: str) -> None:
    found = boards.home(signed_in_as(who))
    assert [each.key for each in found] == SHOWN[who]
    for each in found:
        if each.key == "plan":  # the handbook's topics of the month wait from the first day
            assert each.count == len(each.lines) > 0
        else:
            assert (each.count, each.lines) == (0, ())
        assert each.title
        assert each.empty.endswith(".")


def agreed(task: str, due_on: date) -> dict[str, Any]:
    return row(CONTACT_LOG, "actions", task=task, owner=OFFICER, due_on=due_on)


def test_what_waits_after_one_contact(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    visits.leave(officer, visits.arrive(officer, 1).id)
    drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", None, 1), contact_values(subject="Two"))
    young = (pupil(date_of_birth=date(2016, 1, 1)),)
    due = (agreed("Ring the nurse", date(2026, 11, 17)), agreed("Tell the head", date(2026, 11, 25)))
    made = submit(officer, pupils=young, concerns=("harm",), actions=due, **crime())
    reference = made.reference
    found = by_key(officer)
    assert [(each.text, each.detail, each.tag) for each in found["prompts"].lines] == [
        (reference, "Missing: safeguarding reference, intelligence reference, supervisor told", "Urgent"),
    ]
    assert [(each.text, each.detail, each.tag) for each in found["overdue"].lines] == [
        ("Ring the nurse", "Due 17 November 2026", "Due soon")
    ]
    assert [(each.text, each.detail) for each in found["unsigned"].lines] == [
        (reference, "Waiting for the SPOC since 17 November 2026")
    ]
    assert [(each.text, each.tag) for each in found["drafts"].lines] == [("Two", "Draft")]
    assert [each.text for each in found["visits"].lines] == [SCHOOL]
    spoc = by_key(signed_in_as("spoc"))
    assert [(each.text, each.detail) for each in spoc["countersign"].lines] == [
        (reference, "Worry about friends out of school. Waiting since 17 November 2026")
    ]
    assert [(each.noun, each.record_id) for each in spoc["countersign"].lines] == [("contact_log", made.id)]
    sergeant = by_key(signed_in_as("sergeant"))
    assert [each.tag for each in sergeant["reviews"].lines] == ["Urgent"]
    assert (sergeant["prompts"].count, sergeant["visits"].count, sergeant["drafts"].count) == (1, 1, 0)
    other = by_key(signed_in_as("second_officer"))
    assert [other[key].count for key in ("prompts", "visits", "unsigned", "drafts")] == [0, 0, 0, 0]


def test_an_officer_follows_their_own_actions_and_those_of_their_own_records(signed_in_as: SignInAs) -> None:
    due = date(2026, 11, 17)
    theirs = row(CONTACT_LOG, "actions", task="Ask the bus company", owner_name="The bursar", due_on=due)
    submit(signed_in_as("second_officer"), actions=(agreed("Ring the nurse", due), theirs))
    told = {
        who: by_key(signed_in_as(who))["overdue"].lines for who in ("officer", "second_officer", "sergeant")
    }
    assert {who: [each.text for each in lines] for who, lines in told.items()} == {
        "officer": ["Ring the nurse"],
        "second_officer": ["Ring the nurse", "Ask the bus company"],
        "sergeant": ["Ring the nurse", "Ask the bus company"],
    }


def test_urgent_prompts_stand_first(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    submit(officer, concerns=("weapons",), **crime())
    store.clock.go(hours=1)
    young = (pupil(date_of_birth=date(2016, 1, 1)),)
    urgent = submit(officer, pupils=young, concerns=("harm",), **crime())
    lines = by_key(officer)["prompts"].lines
    assert [each.record_id for each in lines] == [urgent.id, 1]


def test_a_board_shows_twenty_and_counts_all(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    due = date(2026, 11, 17)
    for _ in range(21):
        submit(officer, actions=(agreed("Ring", due),))
    found = by_key(officer)
    for key in ("unsigned", "overdue"):
        assert (found[key].count, len(found[key].lines)) == (21, 20)
    found = by_key(signed_in_as("spoc"))
    assert (found["countersign"].count, len(found["countersign"].lines)) == (21, 20)
    assert found["countersign"].lines[0].record_id == 1


def test_nothing_of_one_school_stands_on_the_boards_of_another(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    expiring = {"protocol_review_on": date(2026, 11, 20)}
    partnerships.save(officer, school_values(**expiring), 1)
    submit(officer, actions=(agreed("Only here", date(2026, 11, 17)),))
    found = by_key(sign_in_other_spoc(store))
    assert {key: (each.count, each.lines) for key, each in found.items()} == dict.fromkeys(
        SHOWN["spoc"], (0, ())
    )
    submit(signed_in_as("officer"), partnership_id=other_school, subject="Only there")
    for who in ("spoc", "head_teacher"):
        found = by_key(signed_in_as(who))
        assert "Only there" not in repr(found)
        assert CANARY not in repr(found)
    assert by_key(signed_in_as("spoc"))["countersign"].count == 1


def test_people_without_a_password_wait_for_whoever_administers(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    accounts.start_reset(sergeant, PASSWORDS["sergeant"], OFFICER)
    for who in ("sergeant", "administrator"):
        (line,) = by_key(signed_in_as(who))["accounts"].lines
        assert (line.text, line.detail, line.noun, line.record_id) == (
            NAMES["officer"],
            "Password reset started",
            "account",
            OFFICER,
        )
