"""Home: what an evaluation asks of each role, and what is late."""

from __future__ import annotations

from datetime import date

import pytest

from ssp_desktop.services import boards, partnerships, prioritisations
from ssp_desktop.services.board_parts import Line
from ssp_desktop.services.signed_in import SignedIn
from tests.features.evaluation_steps import begin, criteria, freeze, frozen, give, sign, sign_paper, write_all
from tests.stores import SCHOOL, Store, school_values

THIS = f"{SCHOOL}, 2026 to 2027"


def lines(signed_in: SignedIn) -> tuple[Line, ...]:
    return next(each for each in boards.home(signed_in) if each.key == "evaluations").lines


def told(signed_in: SignedIn) -> list[tuple[str, str, str]]:
    return [(each.text, each.detail, each.tag) for each in lines(signed_in)]


def test_each_is_asked_for_their_words_until_they_are_signed(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    assert told(sergeant) == []
    evaluation = begin(sergeant)
    for who, called in (
        ("officer", "Officer's own account"),
        ("spoc", "SPOC's feedback"),
        ("head_teacher", "Head teacher's feedback"),
    ):
        signed_in = store.sign_in(who)
        assert told(signed_in) == [(THIS, f"{called} is missing.", "")]
        assert lines(signed_in)[0].record_id == evaluation
    give(store.sign_in("spoc"), evaluation)
    assert told(store.open_sessions[-1]) == []


def test_each_is_asked_for_a_signature_in_turn(store: Store) -> None:
    evaluation = frozen(store)
    for who in ("officer", "spoc", "head_teacher", "sergeant"):
        signed_in = store.sign_in(who)
        assert told(signed_in) == [(THIS, "Waits for your signature", "")]
        sign(signed_in, evaluation)
        if who != "sergeant":
            assert told(signed_in) == []
    sergeant = store.open_sessions[-1]
    assert told(sergeant) == [(THIS, "Record the senior officer's signature", "")]
    sign_paper(sergeant, evaluation)
    assert told(sergeant) == []


def test_it_is_due_in_may_and_overdue_in_july_until_all_have_signed(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    store.clock.go(days=164)  # 30 April
    assert told(sergeant) == []
    store.clock.go(days=1)
    late = "Complete it in the summer term."
    assert told(sergeant) == [(THIS, f"Not opened yet. {late}", "Due soon")]
    assert lines(sergeant)[0].noun == "evaluations"
    store.clock.go(days=61)  # 1 July
    evaluation = begin(sergeant)
    assert told(sergeant) == [(THIS, f"Being written. {late}", "Overdue")]
    store.clock.go(days=70)  # the next academic year
    assert told(sergeant) == [(THIS, f"Being written. {late}", "Overdue")]
    write_all(sergeant, evaluation)
    freeze(sergeant, evaluation, "Everybody has left.")
    assert told(sergeant) == [(THIS, f"Waiting for signatures. {late}", "Overdue")]
    assert told(store.sign_in("officer")) == [(THIS, "Waits for your signature", "")]


def test_only_partnerships_are_evaluated_and_none_before_it_began(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    partnerships.save(sergeant, school_values(protocol_signed_on=None, protocol_review_on=None), 1)
    store.clock.go(days=230)
    assert told(sergeant) == []


@pytest.mark.parametrize(("days", "tags"), [(200, []), (240, ["Due soon"]), (300, ["Overdue"])])
def test_the_review_of_a_priority_school_is_due_before_the_school_year(
    store: Store, days: int, tags: list[str]
) -> None:
    sergeant = store.sign_in("sergeant")
    partnerships.save(sergeant, school_values(protocol_signed_on=None, protocol_review_on=None), 1)
    prioritisations.save(sergeant, 1, criteria(reviewed_on=date(2026, 11, 10)), based_on=0)
    store.clock.go(days=days)
    found = [each for each in lines(sergeant) if each.noun == "prioritisation"]
    assert [each.tag for each in found] == tags
    assert all(each.detail.endswith("31 August 2027") for each in found)
    assert told(store.sign_in("officer")) == []
