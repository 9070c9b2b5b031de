"""How the invented term is written down: visits, contacts and what followed them, as plain data.

Times are local, ``"14:05"``. People are named by their user name, pupils by their key in ``pupils.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

YEAR = 2026
SET_UP_AT = datetime(YEAR - 1, 9, 1, 8, 40)
RENEWED_AT = datetime(YEAR, 9, 1, 9, 10)
NOW = datetime(YEAR, 12, 11, 12, 40)
NOTHING_MORE = {
    "safeguarding_reason": "No safeguarding worry in it.",
    "intelligence_reason": "No intelligence in it.",
}


def on(month: int, day: int) -> date:
    """Return a day of the invented term."""
    return date(YEAR, month, day)


def clock_time(text: str) -> time:
    """Return ``"14:05"`` as a time."""
    return time.fromisoformat(text)


@dataclass(frozen=True)
class Task:
    """An action agreed. ``owner`` is a user name, or the name and role of somebody without an account."""

    task: str
    owner: str
    due: date


@dataclass(frozen=True)
class Sign:
    """The SPOC's countersignature of the newest revision."""

    day: date
    decision: str = "agree"
    words: str = ""
    at: str = "15:40"


@dataclass(frozen=True)
class Done:
    """An action's outcome; ``told`` is the day on which the school was told, None while it was not."""

    task: int
    day: date
    outcome: str
    told: date | None = None
    person: str = ""
    way: str = "in_person"
    by: str = ""
    at: str = "16:05"


@dataclass(frozen=True)
class Answered:
    """A prompt answered after submission."""

    day: date
    kind: str
    reference: str = ""
    reason: str = ""
    at: str = "16:20"


@dataclass(frozen=True)
class Corrected:
    """A correction with its reason."""

    day: date
    reason: str
    changes: Mapping[str, Any]
    at: str = "09:10"


@dataclass(frozen=True)
class Reviewed:
    """What the sergeant did about one item of the review queue."""

    day: date
    why: str
    outcome: str
    at: str = "17:10"


@dataclass(frozen=True)
class SamePupil:
    """An earlier entry confirmed as the same pupil, or dismissed."""

    day: date
    pupil: int
    decision: str
    at: str = "16:30"


FollowUp = Sign | Done | Answered | Corrected | Reviewed | SamePupil


@dataclass(frozen=True)
class Contact:
    """A pupil contact log on its day.

    ``pupils`` are (key, role in this record, changed answers); ``staff`` are keys of ``people.STAFF``, all
    present throughout; ``answers`` go over the usual ones. ``submitted`` is a time on the day of the contact.
    """

    key: str
    day: date
    start: str
    end: str
    submitted: str
    who: str
    school: str
    subject: str
    account: str
    assessment: str
    pupils: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()
    staff: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    after: tuple[FollowUp, ...] = ()


@dataclass(frozen=True)
class SchoolVisit:
    """A visit. ``nil`` is the note of a nil return; None means that a contact closes it, or nothing does."""

    day: date
    who: str
    school: str
    arrived: str
    left: str | None
    nil: str | None = None


@dataclass(frozen=True)
class UnfinishedText:
    """A draft that somebody left unfinished."""

    day: date
    at: str
    who: str
    school: str
    answers: Mapping[str, Any]


def crime(
    decision: str,
    reason: str,
    by: str,
    *,
    serious: bool = False,
    reference: str = "",
    **wishes: str,
) -> dict[str, Any]:
    """Return the answers of the crime decision. ``wishes``: victim, parent, head (``forms`` wording)."""
    return {
        "serious": "yes" if serious else "no",
        "indictable": "yes" if serious else "no",
        "victim_wish": wishes.get("victim", "school"),
        "parent_wish": wishes.get("parent", "not_asked"),
        "head_wish": wishes.get("head", "school"),
        "crime_decision": decision,
        "crime_decided_by": by,
        "crime_reason": reason,
        "crime_reference": reference,
    }


def told(name: str, day: date, at: str) -> dict[str, Any]:
    """Return the answers that say which supervisor was told, and when."""
    return {"supervisor_name": name, "supervisor_told_on": day, "supervisor_told_at": clock_time(at)}
