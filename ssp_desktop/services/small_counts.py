"""Counts under 5 are not shown, and nor is anything from which one could be worked out again.

A count of 1 to 4 is hidden. Where the hidden counts could be had by taking the shown ones from the total, the
group beside them is hidden too. Where even that does not help, the whole column and its total are hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMALL = 5
MOST_REVEALING = 2  # one hidden count alone is the total less the shown ones


def hidden(counts: Sequence[int]) -> frozenset[int] | None:
    """Return the places of the counts to hide, when their total is shown; None: hide everything.

    Args:
        counts: one for each group; every person is in exactly one group.
    """
    small = frozenset(place for place, count in enumerate(counts) if 0 < count < SMALL)
    if not small:
        return frozenset()
    if sum(counts) < SMALL:
        return None
    chosen = set(small)
    # The neighbour goes with it, whatever its size: choosing by size would tell something of the sizes to
    # whoever knows this rule. A nought is hidden last, for it says the least.
    first = min(small)
    others = sorted(
        (place for place in range(len(counts)) if place not in small),
        key=lambda place: (counts[place] == 0, abs(place - first), place),
    )
    for place in [*others, None]:
        if _safe([counts[each] for each in chosen]):
            return frozenset(chosen)
        if place is not None:
            chosen.add(place)
    return None


def hidden_overlapping(counts: Sequence[int]) -> frozenset[int]:
    """Return the places to hide where a person can be in several groups, so that no total gives one away."""
    return frozenset(place for place, count in enumerate(counts) if 0 < count < SMALL)


def hidden_everywhere(whole: Mapping[str, Sequence[int]]) -> dict[str, frozenset[int]] | None:
    """Return what to hide in each way of parting the same people; None: everything, and the total."""
    found = {name: hidden(counts) for name, counts in whole.items()}
    kept = {name: places for name, places in found.items() if places is not None}
    return kept if len(kept) == len(found) else None


def _safe(counts: Sequence[int]) -> bool:
    """Tell whether counts that are known only by their sum could each be another number."""
    if len(counts) < MOST_REVEALING:
        return False
    all_least = sum(counts) == len(counts)
    all_most = max(counts) < SMALL and sum(counts) == len(counts) * (SMALL - 1)
    return 0 in counts or not (all_least or all_most)
