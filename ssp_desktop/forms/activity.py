"""Activity: one short entry for each thing that an officer does at, or for, a school.

One form for all kinds. Each kind asks only its own few questions (``forms/activity_details.py``), so that an
entry takes less than twenty seconds; ``forms/activity_screen.py`` puts those of one kind on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from ssp_desktop.forms.activity_details import ATTENDEES, DETAILS, EVENTS, needs_teacher
from ssp_desktop.forms.activity_operations import OPERATIONS, PATROLS, of
from ssp_desktop.forms.named_pupils import COUNTED_COLUMNS, check_named
from ssp_desktop.forms.spec import Audience, Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.activity import ActivityKind
from ssp_desktop.vocabulary.contact import Answer

_PLACED = (
    *EVENTS,
    *OPERATIONS,
    *PATROLS,
    ActivityKind.PERSON_NOT_KNOWN,
    ActivityKind.SCHOOL_WATCH,
    ActivityKind.STOP_SEARCH,
    ActivityKind.WEAPONS_FOUND,
)
_ABOUT_PUPILS = (
    ActivityKind.HOME_VISIT,
    ActivityKind.REFERRAL,
    ActivityKind.RESTORATIVE,
    ActivityKind.STOP_SEARCH,
)
_MAY_NAME = (*_ABOUT_PUPILS, ActivityKind.MEETING, ActivityKind.WEAPONS_FOUND, ActivityKind.TRUANCY_PATROL)

WHAT = Section(
    "what",
    "What was done",
    (
        Field("kind", "What was done", Kind.CHOICE, choices=ActivityKind, required=always, in_list=True),
        Field(
            "subject",
            "Topic, in a few words",
            Kind.TEXT,
            "Stands in lists. Do not name a pupil here.",
            required=always,
            max_length=120,
            in_list=True,
            searchable=True,
        ),
    ),
)

WHEN = Section(
    "when",
    "When and where",
    (
        Field("happened_on", "Date", Kind.DATE, required=always, in_list=True),
        Field("start_time", "Started", Kind.TIME, required=always),
        Field("end_time", "Ended", Kind.TIME, "If it matters how long it took."),
        Field("place", "Where", Kind.TEXT, shown=of(*_PLACED), max_length=120, searchable=True),
    ),
)

WHO = Section(
    "who",
    "Pupils and others",
    (
        Field(
            "pupils",
            "Pupils",
            Kind.ROWS,
            columns=COUNTED_COLUMNS,
            row_name="pupil",
            required=of(*_ABOUT_PUPILS),
            shown=of(*_MAY_NAME),
            maximum=60,
        ),
        ATTENDEES,
    ),
)

AFTER = Section(
    "after",
    "What came of it",
    (
        Field("outcome", "What came of it", Kind.LONG_TEXT, max_length=8000, searchable=True),
        Field(
            "officer_notes",
            "Notes for the police only",
            Kind.LONG_TEXT,
            "The school never sees these.",
            audience=Audience.POLICE,
            max_length=8000,
            searchable=True,
        ),
        Field("entered_in_error", "Entered in error: keep it, but do not count it", Kind.CONFIRMATION),
    ),
)


def check_times(values: Values, context: Context) -> Iterator[Problem]:
    """It lies in the past and ends after it starts."""
    yield from check_past(values, context, "happened_on", "start_time", "activity")
    start, end = values.get("start_time"), values.get("end_time")
    if isinstance(start, time) and isinstance(end, time) and end < start:
        yield Problem(
            "end_time",
            f"The activity ends at {end:%H:%M}, before it starts at {start:%H:%M}. Check both times.",
        )


def check_past(
    values: Values, context: Context, day_key: str, time_key: str, called: str
) -> Iterator[Problem]:
    """What is recorded has happened already."""
    day, start = values.get(day_key), values.get(time_key)
    if isinstance(day, date) and day > context.today:
        yield Problem(day_key, f"The {called} is in the future. Enter the date on which it took place.")
    if day == context.today and isinstance(start, time) and start > context.now:
        yield Problem(time_key, f"The {called} is later than now. Enter the time at which it took place.")


def check_teacher(values: Values, _context: Context) -> Iterator[Problem]:
    """No presentation to pupils without a teacher (handbook 3.1.16)."""
    if needs_teacher(values) and values.get("teacher_present") not in {Answer.YES.value, "", None}:
        yield Problem(
            "teacher_present",
            "A teacher must be present at a presentation to pupils (handbook 3.1.16). "
            "If there was none, record a contact log instead; it asks why no member of staff was present.",
        )


def check_weapons(values: Values, _context: Context) -> Iterator[Problem]:
    """Weapons found are at least one."""
    if of(ActivityKind.WEAPONS_FOUND)(values) and values.get("weapons_found") == 0:
        yield Problem(
            "weapons_found", "Enter how many were found. If there were none, there is nothing to enter."
        )


def check_pupils(values: Values, context: Context) -> Iterator[Problem]:
    """What is said about each pupil can be true."""
    day = values.get("happened_on")
    day = day if isinstance(day, date) else context.today
    yield from check_named("pupils", values.get("pupils") or (), day, "activity")


ACTIVITY = FormSpec(
    noun="activity",
    title="Activity",
    version=1,
    sections=(WHAT, DETAILS, WHEN, WHO, AFTER),
    checks=(check_times, check_teacher, check_weapons, check_pupils),
)
