"""The least marking of what is about an arrest: on paper and in a table the same."""

from __future__ import annotations

from typing import Final

OFFICIAL: Final = "OFFICIAL"
SENSITIVE: Final = "OFFICIAL-SENSITIVE"


def at_least_sensitive(marking: str) -> str:
    """Return a marking that is at least OFFICIAL-SENSITIVE, whatever lower one is usual on this PC."""
    if SENSITIVE in marking:
        return marking
    rest = marking.removeprefix(OFFICIAL)
    return SENSITIVE + rest if rest != marking else f"{SENSITIVE}, {marking}"
