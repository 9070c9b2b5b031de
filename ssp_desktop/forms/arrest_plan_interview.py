"""Arrest plan: an interview at the school (PACE Code C para 11.16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from ssp_desktop.forms.arrest_plan_age import needs_adult
from ssp_desktop.forms.arrest_plan_grounds import is_arrest, is_interview, long_text
from ssp_desktop.forms.conditions import both, equals
from ssp_desktop.forms.spec import Condition, Context, Field, Kind, Problem, Section, Values
from ssp_desktop.vocabulary.arrest import AdultRelation, SchoolLead
from ssp_desktop.vocabulary.base import Labelled
from ssp_desktop.vocabulary.contact import Answer

_LAW = "PACE Code C para 11.16"


def is_interviewing(values: Values) -> bool:
    """True when somebody is to be interviewed at the school, with or without an arrest."""
    return is_interview(values) or values.get("interview_at_school") == Answer.YES.value


def _adult_interviewed(values: Values) -> bool:
    return is_interviewing(values) and needs_adult(values)


_by_school = both(is_interviewing, equals("interview_adult_relation", AdultRelation.SCHOOL.value))


def _short(
    key: str,
    label: str,
    kind: Kind,
    help_text: str = "",
    *,
    required: Condition = is_interviewing,
    choices: type[Labelled] | None = None,
) -> Field:
    return Field(
        key,
        label,
        kind,
        help_text,
        required=required,
        shown=is_interviewing,
        choices=choices,
        max_length=120,
        guidance=_LAW,
        searchable=kind is Kind.TEXT,
    )


INTERVIEW = Section(
    "interview",
    "Interview at the school",
    (
        Field(
            "interview_at_school",
            "Is the person to be interviewed at the school",
            Kind.YES_NO,
            choices=Answer,
            required=is_arrest,
            shown=is_arrest,
            guidance=_LAW,
        ),
        long_text(
            "interview_reason",
            "What makes it exceptional",
            "Interviews at school are for exceptional circumstances only.",
            shown=is_interviewing,
            guidance=_LAW,
        ),
        _short("interview_agreed_by", "Who of the school agreed", Kind.TEXT, "Name."),
        _short("interview_agreed_role", "That person is", Kind.CHOICE, choices=SchoolLead),
        _short("interview_agreed_on", "Agreed on", Kind.DATE),
        _short("interview_agreed_at", "Agreed at", Kind.TIME),
        _short(
            "interview_adult",
            "Appropriate adult at the interview",
            Kind.TEXT,
            "Name. Needed for everybody under 18.",
            required=_adult_interviewed,
        ),
        _short(
            "interview_adult_relation",
            "The appropriate adult is",
            Kind.CHOICE,
            choices=AdultRelation,
            required=_adult_interviewed,
        ),
        long_text(
            "interview_waiting",
            "Why waiting for another adult would delay too much",
            shown=_by_school,
            max_length=2000,
            guidance=_LAW,
        ),
        long_text(
            "interview_parent",
            "How the parent and the appropriate adult are notified",
            "Every effort that was made, with times, and the time they were given to come.",
            required=_adult_interviewed,
            shown=is_interviewing,
            max_length=2000,
            guidance=_LAW,
        ),
    ),
)


def check_adult(values: Values, _context: Context) -> Iterator[Problem]:
    """The school that complains is never the appropriate adult."""
    by_school = values.get("interview_adult_relation") == AdultRelation.SCHOOL.value
    if by_school and values.get("against_school") == Answer.YES.value:
        yield Problem(
            "interview_adult_relation",
            "The offence is against the school, so its head teacher or nominee cannot be the appropriate "
            f"adult ({_LAW}). Ask a parent, a social worker or another adult.",
        )


def check_agreement(values: Values, context: Context) -> Iterator[Problem]:
    """The school's agreement was given already, and before the interview."""
    day, at = values.get("interview_agreed_on"), values.get("interview_agreed_at")
    if not isinstance(day, date) or not isinstance(at, time):
        return
    planned_on, planned_at = values.get("planned_on"), values.get("planned_at")
    if (day, at) > (context.today, context.now):
        yield Problem("interview_agreed_on", "This is in the future. Enter it once the school has agreed.")
    elif (
        isinstance(planned_on, date) and isinstance(planned_at, time) and (day, at) > (planned_on, planned_at)
    ):
        yield Problem("interview_agreed_on", "The school agrees before the interview. Check date and time.")
