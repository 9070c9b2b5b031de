"""The equipment register: what may stand in it, what is refused beside its question, what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import boards, equipment, equipment_views, search
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from tests.features.equipment_steps import CHECK, baton, canister, open_item, register
from tests.features.steps import OFFICER, SERGEANT, SPOC, stored, trace
from tests.features.storage_steps import failed_checks
from tests.stores import NAMES, SCHOOL, SignInAs

LOST = {"state": "lost", "state_on": date(2026, 11, 16), "state_reason": "Not in the safe"}


def waiting(signed_in: SignedIn) -> list[tuple[str, str, str]]:
    """The lines of the equipment board: item, what waits, how urgent."""
    found = [board for board in boards.home(signed_in) if board.key == "equipment"]
    return [(line.text, line.detail, line.tag) for board in found for line in board.lines]


def test_a_canister_is_registered_listed_and_found(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id = register(officer)
    (line,) = equipment_views.register(officer, 1)
    assert (line.name, line.holder, line.school) == ("PAVA canister PX-0417", NAMES["officer"], SCHOOL)
    assert line.expires_on == date(2028, 5, 1)
    assert ("collected", "equipment", record_id) in [entry[:3] for entry in trace(officer)]
    (hit,) = search.find(officer, "PX-0417")
    assert (hit.noun, hit.record_id) == ("equipment", record_id)
    assert failed_checks(officer) == {}


def test_the_school_neither_finds_nor_counts_it(signed_in_as: SignInAs) -> None:
    register(signed_in_as("officer"))
    for who in ("spoc", "head_teacher"):
        signed_in = signed_in_as(who)
        assert search.find(signed_in, "PX-0417") == ()
        assert "equipment" not in {board.key for board in boards.home(signed_in)}
        assert "PX-0417" not in repr(boards.home(signed_in))


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "expiry before issue": (
        {"expires_on": date(2026, 11, 1), "expiry_reason": "As printed"},
        "expires_on",
        "It would have expired before it was issued.",
    ),
    "expiry on the day of issue": (
        {"expires_on": date(2026, 11, 2), "expiry_reason": "As printed"},
        "expires_on",
        "It would have expired before it was issued.",
    ),
    "another expiry without a reason": (
        {"expires_on": date(2028, 6, 1)},
        "expiry_reason",
        "Why it expires on another day",
    ),
    "issuer is receiver": (
        {"received_by": SERGEANT},
        "received_by",
        "Nobody issues equipment to themselves.",
    ),
    "an officer issues": ({"issued_by": 3}, "issued_by", "Only a sergeant or above issues equipment."),
    "the school receives": ({"received_by": SPOC}, "received_by", "Only the police receive equipment."),
    "nobody there receives": ({"received_by": 77}, "received_by", "Only the police receive equipment."),
    "weight below nothing": (
        {"weight_at_issue": -5},
        "weight_at_issue",
        "Enter 10 or more for “Weight at issue, in grams”.",
    ),
    "an absurd weight": (
        {"weight_at_issue": 62_000},
        "weight_at_issue",
        "Enter 600 or less for “Weight at issue, in grams”.",
    ),
    "a weight in words": ({"weight_at_issue": "62 g"}, "weight_at_issue", "not a whole number"),
    "issued tomorrow": ({"issued_on": date(2026, 11, 18)}, "issued_on", "The issue is dated in the future."),
    "a batch newer than the issue": (
        {"batch_on": date(2026, 12, 1), "expires_on": date(2029, 12, 1)},
        "batch_on",
        "The batch is newer than the issue.",
    ),
    "no number": ({"number": "  "}, "number", "Number"),
    "no batch": ({"batch_on": None}, "batch_on", "Month of the batch"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_true_is_refused_beside_its_question(signed_in_as: SignInAs, case: str) -> None:
    changes, path, words = REFUSED[case]
    officer = signed_in_as("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as refused:
        register(officer, **changes)
    told = {problem.path: problem.message for problem in refused.value.problems}
    assert words in told[path]
    assert stored(officer) == before


def test_two_canisters_with_one_number_are_refused_and_a_baton_with_it_is_not(
    signed_in_as: SignInAs,
) -> None:
    officer = signed_in_as("officer")
    first = register(officer)
    with pytest.raises(ProblemsFound) as refused:
        register(officer, number=" px-0417 ")
    (problem,) = refused.value.problems
    assert problem.path == "number"
    assert (
        problem.message == f"PAVA canister px-0417 is in the register already, at {SCHOOL}. Check the number."
    )
    equipment.save(officer, 1, None, baton(number="PX-0417"))
    equipment.save(officer, 1, first, canister(description="Corrected"))
    assert len(equipment_views.register(officer, 1)) == 2


def test_a_corrected_expiry_needs_its_reason(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id = register(officer, expires_on=date(2028, 4, 1), expiry_reason="Printed on the base")
    assert open_item(officer, record_id).values["expiry_reason"] == "Printed on the base"


def test_somebody_elses_change_is_not_written_over(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id = register(officer)
    equipment.save(officer, 1, record_id, canister(kept_in="Cabinet"), based_on=1)
    with pytest.raises(UserError, match="Somebody changed this item"):
        equipment.save(officer, 1, record_id, canister(), based_on=1)
    for wrong in (lambda: equipment.save(officer, 77, None, canister()), lambda: open_item(officer, 77)):
        with pytest.raises(UserError, match="not in the"):
            wrong()


CHECKS_REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "before the issue": ({"checked_on": date(2026, 11, 1)}, "checked_on", "dated before the issue"),
    "in the future": ({"checked_on": date(2026, 11, 18)}, "checked_on", "dated in the future"),
    "not weighed": ({"weight": None}, "weight", "Weigh the canister"),
    "weight below nothing": ({"weight": -1}, "weight", "Enter 10 or more for “Weight now, in grams”."),
    "an absurd weight": ({"weight": 9_999}, "weight", "Enter 600 or less for “Weight now, in grams”."),
    "no condition": ({"condition": ""}, "condition", "Condition"),
}


@pytest.mark.parametrize("case", CHECKS_REFUSED)
def test_a_check_that_cannot_be_true_is_refused_beside_its_question(
    signed_in_as: SignInAs, case: str
) -> None:
    changes, path, words = CHECKS_REFUSED[case]
    sergeant = signed_in_as("sergeant")
    record_id = register(sergeant)
    with pytest.raises(ProblemsFound) as refused:
        equipment.check(sergeant, record_id, {**CHECK, **changes})
    told = {problem.path: problem.message for problem in refused.value.problems}
    assert words in told[path]
    assert open_item(sergeant, record_id).values["checks"] == ()


def test_a_lighter_canister_is_pointed_out_in_words(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    record_id = register(sergeant)
    for day, weight in ((9, 62), (12, 58), (16, 58)):
        equipment.check(sergeant, record_id, {**CHECK, "checked_on": date(2026, 11, day), "weight": weight})
    opened = open_item(sergeant, record_id)
    assert opened.weights == (
        "On 12 November 2026 it weighed 58 g, 4 g less than on 9 November 2026 (62 g). "
        "Ask whether it was discharged, and look for a leak.",
    )
    assert {row["checked_by"] for row in opened.values["checks"]} == {SERGEANT}
    assert opened.line.checked_on == date(2026, 11, 16)


def test_a_baton_is_checked_without_being_weighed(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    record_id = equipment.save(sergeant, 1, None, baton())
    equipment.check(sergeant, record_id, CHECK)
    opened = open_item(sergeant, record_id)
    assert opened.values["checks"][0]["weight"] is None
    assert opened.weights == ()


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"state_on": None}, "state_on", "Since"),
        ({"state_reason": ""}, "state_reason", "What happened"),
        ({"state_on": date(2026, 11, 18)}, "state_on", "in the future"),
        ({"state_on": date(2026, 11, 1)}, "state_on", "before the issue"),
    ],
)
def test_a_state_needs_its_day_and_what_happened(
    signed_in_as: SignInAs, changes: dict[str, Any], path: str, words: str
) -> None:
    officer = signed_in_as("officer")
    record_id = register(officer)
    with pytest.raises(ProblemsFound) as refused:
        equipment.set_state(officer, record_id, {**LOST, **changes})
    assert words in {problem.path: problem.message for problem in refused.value.problems}[path]


def test_a_loss_stands_on_the_board_until_the_sergeant_deals_with_it(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id = register(officer)
    equipment.set_state(officer, record_id, LOST)
    sergeant = signed_in_as("sergeant")
    assert waiting(sergeant) == [
        (
            f"PAVA canister PX-0417, {SCHOOL}",
            "Lost on 16 November 2026. The sergeant has not dealt with it yet",
            "Overdue",
        )
    ]
    with pytest.raises(UserError, match="not in use any more"):
        equipment.check(sergeant, record_id, CHECK)
    for words, told in (("  ", "not said what was done"), ("x" * 2001, "longer than")):
        with pytest.raises(UserError, match=told):
            equipment.deal_with(sergeant, record_id, words)
    equipment.deal_with(sergeant, record_id, "Reported, keys changed, safe searched.")
    assert waiting(sergeant) == []
    assert open_item(sergeant, record_id).values["dealt_with_on"] == date(2026, 11, 17)
    with pytest.raises(UserError, match="not waiting for you"):
        equipment.deal_with(sergeant, record_id, "Again")
    equipment.set_state(officer_again := signed_in_as("officer"), record_id, {"state": "in_use"})
    assert open_item(officer_again, record_id).values["dealt_with"] == ""
    assert failed_checks(officer_again) == {}


@pytest.mark.parametrize(
    ("expires", "told"),
    [
        (date(2027, 1, 17), None),
        (date(2027, 1, 16), ("Expires on 16 January 2027", "Due soon")),
        (date(2026, 11, 18), ("Expires on 18 November 2026", "Due soon")),
        (date(2026, 11, 17), ("Expired on 17 November 2026: take it out of use", "Overdue")),
    ],
)
def test_the_home_page_warns_sixty_days_ahead(
    signed_in_as: SignInAs, expires: date, told: tuple[str, str] | None
) -> None:
    officer = signed_in_as("officer")
    register(officer, expires_on=expires, expiry_reason="As printed")
    found = [(what, tag) for _item, what, tag in waiting(officer) if "xpire" in what]
    assert found == ([] if told is None else [told])


def test_a_check_is_asked_for_every_month(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    register(officer, issued_on=date(2026, 10, 17), number="A")
    register(officer, issued_on=date(2026, 10, 16), number="B")
    late = [(item, tag) for item, what, tag in waiting(officer) if what.startswith("Not checked")]
    assert late == [(f"PAVA canister B, {SCHOOL}", "Overdue")]
    assert OFFICER == officer.actor.account_id
