"""Outcome of an arrest plan: what happened, when, who was told, what was learned (handbook 3.2.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from ssp_desktop.forms.arrest_plan_grounds import long_text
from ssp_desktop.forms.conditions import differs, equals, unanswered
from ssp_desktop.forms.police_form import police_form
from ssp_desktop.forms.spec import Condition, Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.arrest import ArrestResult, HowTold, SchoolLead
from ssp_desktop.vocabulary.contact import Answer

_arrested = differs("result", ArrestResult.NOT_ARRESTED.value)
_custody = equals("result", ArrestResult.CUSTODY.value)
_interviewed = equals("interviewed", Answer.YES.value)


def _at(key: str, label: str, shown: Condition = always) -> Field:
    return Field(key, label, Kind.TIME, required=shown, shown=shown)


WHAT_HAPPENED = Section(
    "what_happened",
    "What happened",
    (
        Field("result", "What came of it", Kind.CHOICE, choices=ArrestResult, required=always),
        Field("happened_on", "Date", Kind.DATE, required=always),
        _at("began_at", "Police came at"),
        _at("arrested_at", "Arrested at", _arrested),
        _at("ended_at", "Police left at"),
        Field("place", "Where", Kind.TEXT, required=always, max_length=160, searchable=True),
        long_text("account", "What was done", "In order, with anything that was not as planned."),
        Field(
            "discreet",
            "Was it done out of sight of pupils and visitors",
            Kind.YES_NO,
            choices=Answer,
            required=always,
            guidance="Handbook 3.2.11",
        ),
        long_text("discreet_why", "How it was kept discreet, or why it was not", max_length=2000),
        Field("force_used", "Was force used", Kind.YES_NO, choices=Answer, required=always),
        Field(
            "force_reference",
            "Use of force reference",
            Kind.REFERENCE,
            required=equals("force_used", Answer.YES.value),
            shown=equals("force_used", Answer.YES.value),
            max_length=60,
            searchable=True,
        ),
        Field(
            "custody_reference",
            "Custody reference",
            Kind.REFERENCE,
            required=_custody,
            shown=_custody,
            max_length=60,
            searchable=True,
        ),
    ),
)

TOLD = Section(
    "told",
    "Who was told",
    (
        Field(
            "head_name",
            "Head teacher or nominee who was informed",
            Kind.TEXT,
            required=always,
            max_length=120,
            searchable=True,
            guidance="PACE Code C Note 11D",
        ),
        Field("head_role", "That person is", Kind.CHOICE, choices=SchoolLead, required=always),
        Field("head_told_on", "Informed on", Kind.DATE, required=always),
        _at("head_told_at", "Informed at"),
        Field("head_told_how", "How", Kind.CHOICE, choices=HowTold, required=always),
        Field(
            "parent_contacts",
            "Telling the parent",
            Kind.ROWS,
            "Each time somebody told a parent or the responsible person, or tried to.",
            columns=(
                Field("name", "Who was to be told", Kind.TEXT, required=always, max_length=120),
                Field("tried_on", "Date", Kind.DATE, required=always),
                Field("tried_at", "Time", Kind.TIME, required=always),
                Field("how", "How", Kind.CHOICE, choices=HowTold, required=always),
                Field("reached", "Were they told", Kind.YES_NO, choices=Answer, required=always),
                Field("by", "By whom", Kind.TEXT, required=always, max_length=120),
                Field("words", "What was said, or why it failed", Kind.TEXT, max_length=300),
            ),
            row_name="call or attempt",
            required=unanswered("no_parent_reason"),
            maximum=30,
        ),
        long_text(
            "no_parent_reason",
            "Why no parent was told",
            "Only when nobody told a parent or tried to.",
            required=unanswered("parent_contacts"),
            shown=unanswered("parent_contacts"),
            max_length=2000,
        ),
        long_text(
            "school_told",
            "What the school was told",
            "Who was told what, and when.",
            guidance="Handbook 3.2.11",
        ),
    ),
)

INTERVIEWED = Section(
    "interviewed",
    "Interview at the school",
    (
        Field(
            "interviewed",
            "Was the person interviewed at the school",
            Kind.YES_NO,
            choices=Answer,
            required=always,
            guidance="PACE Code C para 11.16",
        ),
        _at("interview_began_at", "Interview began at", _interviewed),
        _at("interview_ended_at", "Interview ended at", _interviewed),
        Field(
            "interview_present",
            "Who was present, and who was the appropriate adult",
            Kind.TEXT,
            required=_interviewed,
            shown=_interviewed,
            max_length=300,
            searchable=True,
        ),
    ),
)

LEARNED = Section(
    "learned",
    "Debrief",
    (
        Field("debrief_on", "Debrief held on", Kind.DATE),
        long_text("debrief", "Debrief", "With whom, and what was said."),
        long_text("lessons", "Lessons for next time", "Write \u201cNone\u201d when there are none."),
    ),
)


def check_times(values: Values, context: Context) -> Iterator[Problem]:
    """Things happen one after another, and not in the future."""
    too_early = list(_in_order(values, "began_at", "ended_at", "The police left before they came."))
    yield from too_early or _in_order(values, "arrested_at", "ended_at", "The police left before the arrest.")
    yield from _in_order(values, "began_at", "arrested_at", "The arrest is before the police came.")
    yield from _in_order(
        values, "interview_began_at", "interview_ended_at", "The interview ended before it began."
    )
    day, ended = values.get("happened_on"), values.get("ended_at")
    if isinstance(day, date) and (day > context.today or _later(day, ended, context)):
        yield Problem("happened_on", "This is in the future. Record the outcome once it has happened.")
    for key in ("head_told_on", "debrief_on"):
        yield from _not_ahead(key, values.get(key), context)
    for number, row in enumerate(values.get("parent_contacts") or ()):
        yield from _not_ahead(f"parent_contacts.{number}.tried_on", row.get("tried_on"), context)


def _in_order(values: Values, first: str, last: str, fault: str) -> Iterator[Problem]:
    start, end = values.get(first), values.get(last)
    if isinstance(start, time) and isinstance(end, time) and end < start:
        yield Problem(last, f"{fault} Check both times.")


def _later(day: date, at: object, context: Context) -> bool:
    return isinstance(at, time) and (day, at) > (context.today, context.now)


def _not_ahead(path: str, day: object, context: Context) -> Iterator[Problem]:
    if isinstance(day, date) and day > context.today:
        yield Problem(path, "This date is in the future. Enter it once it has happened.")


ARREST_OUTCOME = police_form(
    FormSpec(
        noun="arrest_outcome",
        title="Outcome of an arrest plan",
        version=1,
        sections=(WHAT_HAPPENED, TOLD, INTERVIEWED, LEARNED),
        checks=(check_times,),
    )
)
