"""Small counts are hidden, and nobody can work one out from what is shown: every answer is tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.services.small_counts import SMALL, hidden, hidden_everywhere, hidden_overlapping


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ((0, 0, 0), set()),
        ((5, 20, 0), set()),
        ((3, 20, 9), {0, 1}),
        ((3, 4, 20), {0, 1}),
        ((2, 5, 0), {0, 1}),
        ((1, 1, 1, 1, 1, 0), {0, 1, 2, 3, 4, 5}),
    ],
    ids=("nothing", "none small", "one small: its neighbour too", "two small", "with a nought", "all ones"),
)
def test_a_small_count_takes_another_with_it_when_it_must(counts: tuple[int, ...], places: set[int]) -> None:
    assert hidden(counts) == frozenset(places)


@pytest.mark.parametrize("counts", [(4,), (1, 2, 0), (1, 1, 1, 1, 1), (0, 4, 0)])
def test_where_nothing_else_helps_the_total_is_hidden_too(counts: tuple[int, ...]) -> None:
    assert hidden(counts) is None


def test_one_way_of_parting_the_people_that_cannot_be_shown_hides_all_of_them() -> None:
    assert hidden_everywhere({"sex": (3, 9, 0), "year": (6, 6)}) == {
        "sex": frozenset({0, 1}),
        "year": frozenset(),
    }
    assert hidden_everywhere({"sex": (5, 0), "year": (1, 1, 1, 1, 1)}) is None


def test_groups_that_overlap_hide_the_small_ones_alone() -> None:
    assert hidden_overlapping((1, 5, 0, 4)) == {0, 3}


_COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


@given(_COUNTS)
def test_no_count_that_is_shown_is_small(counts: list[int]) -> None:
    places = hidden(counts)
    if places is not None:
        assert all(count == 0 or count >= SMALL for place, count in enumerate(counts) if place not in places)


@given(_COUNTS)
def test_whoever_knows_rule_total_and_what_is_shown_cannot_name_a_hidden_count(
    counts: list[int],
) -> None:
    places = hidden(counts)
    if not places:
        return
    fitting = [each for each in _of_total(len(counts), sum(counts)) if _looks_like(each, counts, places)]
    assert counts in fitting
    for place in places:
        assert len({each[place] for each in fitting}) > 1, f"place {place} can only be {counts[place]}"


def _looks_like(candidate: Sequence[int], counts: Sequence[int], places: frozenset[int]) -> bool:
    shown = all(candidate[at] == counts[at] for at in range(len(counts)) if at not in places)
    return shown and hidden(candidate) == places


def _of_total(length: int, total: int) -> Iterator[list[int]]:
    if length == 1:
        yield [total]
        return
    for first in range(total + 1):
        for rest in _of_total(length - 1, total - first):
            yield [first, *rest]
