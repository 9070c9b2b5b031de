"""Reads the year that is written down as text, in ``year_*.py``: contacts, visits and activities.

A contact begins with ``= day start-end officer | subject``; the lines after it are ``key: words``. Dates are
``2025-09-16``; words after ``|`` are free. What a contact does not say is as usual (``answers.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ssp_desktop.demo.people import NAMES, SERGEANT_NAME
from ssp_desktop.demo.term_deeds import Deed, came, points
from ssp_desktop.demo.timeline import (
    NOTHING_MORE,
    Contact,
    Done,
    FollowUp,
    SchoolVisit,
    Sign,
    Task,
    clock_time,
    crime,
    told,
)
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.spec import Kind
from ssp_desktop.vocabulary.activity import ActivityKind

Lines = dict[str, list[str]]
_NEXT_ANSWER = re.compile(r"; (?=[a-z_]+=)")
_TYPED_UP = timedelta(minutes=25)
_LATER = timedelta(minutes=10)
_AS_THEY_STAND = {
    "how": "arising",
    "kind": "kind",
    "words": "childs_words",
    "safeguarding": "safeguarding_reference",
    "intelligence": "intelligence_reference",
}
_SPOC_TOLD = {"larkfield": "Ms Example-Whitlock", "brackenmoor": "Mrs Example-Ashdown"}


def contacts(text: str, school: str) -> Iterator[Contact]:
    """Yield the contacts of a school in their order."""
    for block in text.strip().split("\n\n"):
        head, *rest = block.splitlines()
        lines: Lines = {}
        for each in rest:
            key, words = each.split(": ", 1)
            lines.setdefault(key, []).append(words)
        yield _contact(head, lines, school)


def visits(text: str, school: str) -> Iterator[SchoolVisit]:
    """Yield the visits of a school; a note behind the times is a nil return."""
    for line in text.strip().splitlines():
        when, note = _two(line)
        day, who, hours = when.split()
        arrived, left = hours.split("-")
        yield SchoolVisit(date.fromisoformat(day), who, school, arrived, left, note or None)


def deeds(text: str, school: str) -> Iterator[Deed]:
    """Yield the activities of a school: ``day time who kind | topic | answers; ... | pupils``."""
    for line in text.strip().splitlines():
        head, topic, answers, pupils = (*(each.strip() for each in line.split("|")), "", "")[:4]
        day, at, who, kind = head.split()
        yield Deed(
            date.fromisoformat(day),
            at,
            school,
            who,
            ActivityKind(kind),
            topic,
            dict(_answer(each) for each in _NEXT_ANSWER.split(answers) if each),
            tuple(pupils.split()),
        )


def _two(words: str) -> tuple[str, str]:
    before, _bar, after = words.partition("|")
    return before.strip(), after.strip()


def _contact(head: str, lines: Lines, school: str) -> Contact:
    when, subject = _two(head.removeprefix("= "))
    day_text, hours, who = when.split()
    day, (start, end) = date.fromisoformat(day_text), hours.split("-")
    ended = datetime.combine(day, clock_time(end))
    return Contact(
        key=f"{school}-{day_text}-{start}",
        day=day,
        start=start,
        end=end,
        submitted=f"{ended + _TYPED_UP:%H:%M}",
        who=who,
        school=school,
        subject=subject,
        account=lines["account"][0],
        assessment=lines["view"][0],
        pupils=tuple(_pupils(lines)),
        staff=tuple(lines["staff"][0].split("; ")),
        tasks=tuple(_task(each)[0] for each in lines.get("action", ())),
        answers=_answers(lines, who, day, f"{ended + _LATER:%H:%M}"),
        after=tuple(_after(lines, school)),
    )


def _pupils(lines: Lines) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    told_parents: dict[str, Any] = {}
    for each in lines.get("parents", ()):
        answer, note = each.split(" ", 1)
        told_parents = {"parent_told": answer, "parent_told_note": note}
    for each in lines["pupils"][0].split("; "):
        key, role = each.split()
        yield key, role, told_parents


def _answers(lines: Lines, who: str, day: date, then: str) -> dict[str, Any]:
    found: dict[str, Any] = {field: lines[key][0] for key, field in _AS_THEY_STAND.items() if key in lines}
    if "concerns" in lines:
        found = {**NOTHING_MORE, **found, **told(SERGEANT_NAME, day, then)}
        found |= {"concerns": tuple(lines["concerns"][0].split(", ")), **_crime(lines["crime"][0], who)}
    for key in ("safeguarding", "intelligence"):
        if key in lines:
            found.pop(f"{key}_reason", None)
    if "vulnerability" in lines:
        found["vulnerability"] = tuple(lines["vulnerability"][0].split(", "))
    if "threat" in lines:
        keys = ("thrive_threat", "thrive_harm", "thrive_risk")
        found |= dict(zip(keys, lines["threat"][0].split(), strict=True))
    if "adult" in lines:
        name, relation = lines["adult"][0].split(", ")
        found |= {"appropriate_adult": "present", "appropriate_adult_name": name}
        found["appropriate_adult_relation"] = relation
    if "action" not in lines:
        found["no_action_reason"] = "Nothing is left to do."
    found["shares"] = tuple(_share(each) for each in lines.get("share", ()))
    return found


def _crime(words: str, who: str) -> dict[str, Any]:
    """``recorded CR-EX-1 serious victim=police | reason``."""
    said, reason = _two(words)
    decision, *more = said.split()
    wishes = dict(each.split("=") for each in more if "=" in each)
    reference = next((each for each in more if each.startswith("CR-")), "")
    serious = "serious" in more
    return crime(decision, reason, NAMES[who], serious=serious, reference=reference, **wishes)


def _share(words: str) -> dict[str, str]:
    which, what, whom, how = (each.strip() for each in words.split("|"))
    category, direction = which.split()
    return {"direction": direction, "category": category, "what": what, "with_whom": whom, "how": how}


def _task(words: str) -> tuple[Task, date, str]:
    task, owner, due, done, outcome = (each.strip() for each in words.split("|"))
    return Task(task, owner, date.fromisoformat(due)), date.fromisoformat(done), outcome


def _after(lines: Lines, school: str) -> Iterator[FollowUp]:
    when, words = _two(lines["sign"][0])
    signed = date.fromisoformat(when.removeprefix("late "))
    yield Sign(signed, "agree_with_comment" if words else "agree", words)
    for number, each in enumerate(lines.get("action", ())):
        _written, done, outcome = _task(each)
        yield Done(number, done, outcome, done, _SPOC_TOLD[school])


def _answer(words: str) -> tuple[str, Any]:
    """Return one answer of an activity, read as its field wants it."""
    key, value = words.split("=", 1)
    if key == "attendees":
        return key, tuple(_attendee(each) for each in value.split(" + "))
    if key == "security_points":
        return key, points(value)
    read: dict[Kind, Callable[[str], Any]] = {
        Kind.NUMBER: int,
        Kind.CHOICES: lambda text: tuple(text.split(", ")),
        Kind.CONFIRMATION: lambda text: text == "yes",
    }
    return key, read.get(ACTIVITY.field(key).kind, str)(value)


def _attendee(words: str) -> dict[str, Any]:
    """``Name, role`` of somebody who came; ``Name, role, reason`` of somebody who sent an apology."""
    name, role, *reason = words.split(", ")
    return came(name, role, "apology", reason[0]) if reason else came(name, role)
