"""Activity as it is asked: one short sheet, on which each kind shows only its own questions.

The record keeps points of site security as rows; the screen asks each point under its own words. The record
keeps the code of a prevention plan's topic; the screen offers the topics by name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.activity_details import SECURITY_POINTS
from ssp_desktop.forms.spec import Field, FormSpec, Kind, Problem, Section, Values, empty_row, never
from ssp_desktop.vocabulary.base import Labelled

PLAN_TOPIC = "plan_topic"
IN_ERROR = "entered_in_error"
_ANSWER, _NOTE = "answer", "note"


@dataclass(frozen=True)
class ActivityGuide:
    """What the guidance adds to the form: points of site security; topics of the plan, code and title."""

    points: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]


@lru_cache(maxsize=8)
def screen_form(guide: ActivityGuide, *, correcting: bool = False) -> FormSpec:
    """Return the sheet that the screen shows.

    Args:
        guide: what the guidance adds.
        correcting: whether a stored activity is corrected, which may have been entered in error.
    """
    fields: list[Field] = []
    for each in ACTIVITY.fields:
        if each.key == SECURITY_POINTS.key:
            fields.extend(_point_fields(guide))
        elif each.key == IN_ERROR and not correcting:
            fields.append(replace(each, shown=never))
        else:
            fields.append(named(each, guide))
    return FormSpec("activity_screen", ACTIVITY.title, 1, (Section("sheet", "What was done", tuple(fields)),))


def named(field: Field, guide: ActivityGuide) -> Field:
    """Return a question with the plan's topics by name; any other question as it is."""
    if field.key != PLAN_TOPIC:
        return field
    return replace(field, kind=Kind.CHOICE, choices=_topics(guide.topics))


@lru_cache(maxsize=8)
def reading_form(guide: ActivityGuide) -> FormSpec:
    """Return the form with which a stored activity is put into words."""
    sections = tuple(
        replace(section, fields=tuple(named(each, guide) for each in section.fields))
        for section in ACTIVITY.sections
    )
    return replace(ACTIVITY, sections=sections)


@lru_cache(maxsize=8)
def _topics(topics: tuple[tuple[str, str], ...]) -> type[Labelled]:
    # Enum's functional call: mypy takes it for the look-up of a member.
    make: Any = Labelled
    made: type[Labelled] = make("PlanTopic", {code.upper(): (code, title) for code, title in topics})
    return made


def _point_fields(guide: ActivityGuide) -> list[Field]:
    columns = {each.key: each for each in SECURITY_POINTS.columns}
    found = []
    for number, point in enumerate(guide.points):
        answer, note = columns[_ANSWER], columns[_NOTE]
        found.append(
            replace(
                answer,
                key=_key(number, _ANSWER),
                label=f"{number + 1}. {point}",
                required=SECURITY_POINTS.shown,
                shown=SECURITY_POINTS.shown,
                guidance=SECURITY_POINTS.guidance,
            )
        )
        found.append(
            replace(
                note,
                key=_key(number, _NOTE),
                label=f"{number + 1}. {note.label}",
                shown=SECURITY_POINTS.shown,
            )
        )
    return found


def _key(number: int, question: str) -> str:
    return f"point_{number + 1}_{question}"


def to_screen(guide: ActivityGuide, values: Values) -> dict[str, Any]:
    """Return a record's answers as the screen shows them."""
    found = {each.key: values[each.key] for each in ACTIVITY.fields if each.key in values}
    rows = {row["point"]: row for row in found.pop(SECURITY_POINTS.key, ())}
    for number, point in enumerate(guide.points):
        row = rows.get(point) or empty_row(SECURITY_POINTS)
        found |= {_key(number, each): row[each] for each in (_ANSWER, _NOTE)}
    return found


def from_screen(guide: ActivityGuide, answers: Values, stored: Values | None = None) -> dict[str, Any]:
    """Return the record's answers from the screen's. Points of another edition that are stored stay."""
    before = {row["point"]: row for row in (stored or {}).get(SECURITY_POINTS.key, ())}
    rows = []
    for number, point in enumerate(guide.points):
        given = {each: answers.get(_key(number, each), "") for each in (_ANSWER, _NOTE)}
        if any(given.values()):
            rows.append({**(before.get(point) or empty_row(SECURITY_POINTS)), "point": point, **given})
    kept = [row for point, row in before.items() if point not in guide.points]
    found = {each.key: answers[each.key] for each in ACTIVITY.fields if each.key in answers}
    return {**(stored or {}), **found, SECURITY_POINTS.key: (*kept, *rows)}


def screen_problem(guide: ActivityGuide, values: Values, problem: Problem) -> Problem:
    """Return a problem of the record with the path that the screen knows."""
    key, *rest = problem.path.split(".")
    if key != SECURITY_POINTS.key:
        return problem
    if not rest:
        return Problem(_key(0, _ANSWER), problem.message)
    point = values[key][int(rest[0])]["point"]
    number = guide.points.index(point) if point in guide.points else 0
    question = rest[1] if rest[1:] and rest[1] == _NOTE else _ANSWER
    return Problem(_key(number, question), problem.message)
