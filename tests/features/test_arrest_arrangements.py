"""Arrangements with a school for the case of an arrest: reviewed every year, for the police alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import arrest_arrangements, boards
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.vocabulary.storage import ReviewState
from tests.features.arrest_steps import arrangement_values, give_bells, submit, view
from tests.features.storage_steps import failed_checks
from tests.stores import SCHOOL, Store


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"review_on": date(2026, 11, 1)}, "review_on", "must come after the agreement"),
        ({"review_on": date(2027, 12, 2)}, "review_on", "reviewed every year"),
        ({"agreed_on": date(2026, 11, 18)}, "agreed_on", "in the future"),
        ({"bell_times_right": False}, "bell_times_right", "Tick to confirm"),
        ({"secure_places": ()}, "secure_places", "Add at least one secure place"),
        ({"told": ()}, "told", "Add at least one person to tell"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    store: Store, changes: dict[str, Any], path: str, words: str
) -> None:
    officer = store.sign_in("officer")
    with pytest.raises(ProblemsFound) as refused:
        arrest_arrangements.save(officer, 1, arrangement_values(**changes))
    told = {each.path: each.message for each in refused.value.problems}
    assert list(told) == [path]
    assert words in told[path]
    assert arrest_arrangements.open_arrangement(officer, 1).revision == 0


def test_arrangements_start_with_a_review_in_a_year_and_are_kept_by_revision(store: Store) -> None:
    officer = store.sign_in("officer")
    assert arrest_arrangements.open_arrangement(officer, 1).values["review_on"] == date(2027, 11, 17)
    arrest_arrangements.save(officer, 1, arrangement_values(), based_on=0)
    arrest_arrangements.save(officer, 1, arrangement_values(vehicle="Lane"), based_on=1)
    opened = arrest_arrangements.open_arrangement(officer, 1)
    assert (opened.revision, opened.values["vehicle"], opened.school) == (2, "Lane", SCHOOL)
    with pytest.raises(UserError, match="Somebody changed these arrangements"):
        arrest_arrangements.save(officer, 1, arrangement_values(), based_on=1)
    with pytest.raises(UserError, match="not in the store"):
        arrest_arrangements.save(officer, 77, arrangement_values())
    assert failed_checks(store.sign_in("sergeant")) == {}


@pytest.mark.parametrize(
    ("days", "review", "tag"),
    [
        (0, ReviewState.CONFIRMED, ""),
        (300, ReviewState.DUE, "Due soon"),
        (351, ReviewState.OVERDUE, "Overdue"),
    ],
)
def test_the_board_says_when_the_review_is_due(
    store: Store, days: int, review: ReviewState, tag: str
) -> None:
    officer = store.sign_in("officer")
    assert arrest_arrangements.schools(officer)[0].review is ReviewState.NOT_CONFIRMED
    arrest_arrangements.save(officer, 1, arrangement_values())
    store.clock.go(days=days)
    officer = store.sign_in("officer")
    assert arrest_arrangements.schools(officer)[0].review is review
    board = next(each for each in boards.home(officer) if each.key == "arrest_plans")
    assert [(line.tag, line.noun, line.record_id) for line in board.lines] == (
        [(tag, "arrest_arrangement", 1)] if tag else []
    )


def test_a_plan_is_read_beside_what_was_agreed(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = submit(officer)
    assert view(officer, made.id).arrangement == {}
    arrest_arrangements.save(officer, 1, arrangement_values())
    assert view(officer, made.id).arrangement["vehicle"] == "Staff car park, behind the hall"
