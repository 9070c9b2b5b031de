"""The words of the "Get Information About Schools" file, and ours for the same thing."""

from __future__ import annotations

from functools import lru_cache

from ssp_desktop.vocabulary.base import Labelled
from ssp_desktop.vocabulary.partnership import Phase, SchoolType


class SchoolStatus(Labelled):
    """Whether a school is open. Searches show them in this order."""

    OPEN = "open", "Open"
    CLOSING = "closing", "Open, proposed to close"
    PROPOSED = "proposed", "Proposed to open"
    CLOSED = "closed", "Closed"
    OTHER = "other", "Status not given"


# A file has a few dozen different types; a damaged one may have more.
MOST_WORDS = 200

# The first that stands in the file's type decides: "Free schools special" is a special school.
_TYPES = (
    ("pupil referral", SchoolType.PRU),
    ("alternative provision", SchoolType.PRU),
    ("special", SchoolType.SPECIAL),
    ("free school", SchoolType.FREE),
    ("university technical", SchoolType.FREE),
    ("studio school", SchoolType.FREE),
    ("academy", SchoolType.ACADEMY),
    ("voluntary", SchoolType.VOLUNTARY),
    ("foundation", SchoolType.FOUNDATION),
    ("community", SchoolType.COMMUNITY),
    ("independent", SchoolType.INDEPENDENT),
    ("city technology", SchoolType.INDEPENDENT),
    ("higher education", SchoolType.UNIVERSITY),
    ("further education", SchoolType.COLLEGE),
    ("sixth form", SchoolType.COLLEGE),
    ("college", SchoolType.COLLEGE),
)
_PHASES = (
    ("middle", Phase.MIDDLE),
    ("primary", Phase.PRIMARY),
    ("secondary", Phase.SECONDARY),
    ("all-through", Phase.ALL_THROUGH),
    ("all through", Phase.ALL_THROUGH),
    ("16", Phase.SIXTEEN_PLUS),
    ("not applicable", Phase.NOT_APPLICABLE),
    ("nursery", Phase.NOT_APPLICABLE),
)
_STATUSES = (
    ("to close", SchoolStatus.CLOSING),
    ("to open", SchoolStatus.PROPOSED),
    ("closed", SchoolStatus.CLOSED),
    ("open", SchoolStatus.OPEN),
)


@lru_cache(maxsize=MOST_WORDS)
def type_of(text: str) -> str:
    """Return our type of school for the file's; OTHER for a type we have no word for, nothing for nothing."""
    if not text:
        return ""
    return str(next((value for part, value in _TYPES if part in text.lower()), SchoolType.OTHER))


@lru_cache(maxsize=MOST_WORDS)
def phase_of(text: str) -> str:
    """Return our phase for the file's, or nothing when it has none that we know. Nurseries have none."""
    return str(next((value for part, value in _PHASES if part in text.lower()), ""))


@lru_cache(maxsize=MOST_WORDS)
def status_of(text: str) -> SchoolStatus:
    """Return our status for the file's."""
    return next((value for part, value in _STATUSES if part in text.lower()), SchoolStatus.OTHER)
