"""Activity: what presentations, meetings, home visits and the other kinds ask (handbook 3.1.14 to 3.3.4)."""

from __future__ import annotations

from ssp_desktop.forms.activity_operations import LONGEST_NAME, OPERATION_DETAILS, of
from ssp_desktop.forms.conditions import both, equals
from ssp_desktop.forms.spec import Field, Kind, Section, Values, always
from ssp_desktop.vocabulary.activity import (
    ActivityAudience,
    ActivityKind,
    HomeVisitReason,
    MeetingKind,
    Presenter,
    SecurityAnswer,
)
from ssp_desktop.vocabulary.contact import Answer, Attendance

Activity = ActivityKind
EVENTS = (
    Activity.CADETS,
    Activity.CONFIDENCE,
    Activity.ENGAGEMENT,
    Activity.HATE_CRIME,
    Activity.HOLIDAY,
    Activity.PROJECT,
    Activity.TRAINING_GIVEN,
    Activity.YOUTH_PANEL,
)
PLANNED = (
    Activity.PRESENTATION,
    Activity.ENGAGEMENT,
    Activity.HATE_CRIME,
    Activity.PROJECT,
    Activity.TRAINING_GIVEN,
    Activity.SITE_SECURITY,
    Activity.SOCIAL_MEDIA,
)
_WITHOUT_PUPILS = frozenset({ActivityAudience.STAFF.value, ActivityAudience.PARENTS.value})


def needs_teacher(values: Values) -> bool:
    """True for a presentation, unless it was for staff or parents alone."""
    return of(Activity.PRESENTATION)(values) and values.get("audience") not in _WITHOUT_PUPILS


OPEN_DETAILS = (
    Field(
        "audience",
        "Who it was for",
        Kind.CHOICE,
        choices=ActivityAudience,
        required=of(Activity.PRESENTATION),
        shown=of(Activity.PRESENTATION, *EVENTS),
    ),
    Field(
        "participants",
        "How many took part",
        Kind.NUMBER,
        required=of(Activity.PRESENTATION),
        shown=of(Activity.PRESENTATION, *EVENTS),
        minimum=1,
        maximum=5000,
    ),
    Field(
        "teacher_present",
        "Was a teacher present",
        Kind.YES_NO,
        "A teacher must be present at a presentation to pupils.",
        choices=Answer,
        required=needs_teacher,
        shown=needs_teacher,
        guidance="Handbook 3.1.16",
    ),
    Field(
        "teacher_name",
        "Name of the teacher",
        Kind.TEXT,
        "Full name, not initials.",
        required=needs_teacher,
        shown=needs_teacher,
        max_length=LONGEST_NAME,
        searchable=True,
    ),
    Field(
        "presenter",
        "Who gave it",
        Kind.CHOICE,
        "Drugs, sexual offences and the like are a specialist's subjects.",
        choices=Presenter,
        required=of(Activity.PRESENTATION),
        shown=of(Activity.PRESENTATION),
        guidance="Handbook 3.1.16",
    ),
    Field(
        "specialist",
        "Name and organisation of the specialist",
        Kind.TEXT,
        required=both(of(Activity.PRESENTATION), equals("presenter", Presenter.SPECIALIST.value)),
        shown=both(of(Activity.PRESENTATION), equals("presenter", Presenter.SPECIALIST.value)),
        max_length=LONGEST_NAME,
        searchable=True,
    ),
    Field(
        "targeted",
        "Aimed at an issue of this school",
        Kind.YES_NO,
        choices=Answer,
        required=of(Activity.PRESENTATION),
        shown=of(Activity.PRESENTATION),
        guidance="Handbook 3.1.17",
    ),
    Field(
        "plan_topic",
        "Topic of the prevention plan",
        Kind.TEXT,
        "If it delivers a topic of the plan.",
        shown=of(*PLANNED),
        max_length=60,
        guidance="Handbook 3.1.19",
    ),
    Field(
        "agreed_by_all",
        "Did everybody agree to take part",
        Kind.YES_NO,
        choices=Answer,
        required=of(Activity.RESTORATIVE),
        shown=of(Activity.RESTORATIVE),
    ),
    Field(
        "meeting_kind",
        "What sort of meeting",
        Kind.CHOICE,
        choices=MeetingKind,
        required=of(Activity.MEETING),
        shown=of(Activity.MEETING),
    ),
    Field(
        "decided",
        "What was decided",
        Kind.LONG_TEXT,
        "Who does what by when. If nothing was decided, say so.",
        required=of(Activity.MEETING),
        shown=of(Activity.MEETING),
        max_length=8000,
        searchable=True,
    ),
    Field(
        "lead_asked",
        "The school's safeguarding lead asked for this visit",
        Kind.CONFIRMATION,
        required=of(Activity.HOME_VISIT),
        shown=of(Activity.HOME_VISIT),
        guidance="Handbook 3.3.4",
    ),
    Field(
        "asked_by",
        "Name of the safeguarding lead",
        Kind.TEXT,
        "Full name, not initials.",
        required=of(Activity.HOME_VISIT),
        shown=of(Activity.HOME_VISIT),
        max_length=LONGEST_NAME,
        searchable=True,
    ),
    Field(
        "visit_reason",
        "Why the police went too",
        Kind.CHOICE,
        choices=HomeVisitReason,
        required=of(Activity.HOME_VISIT),
        shown=of(Activity.HOME_VISIT),
        guidance="Handbook 3.3.4",
    ),
    Field(
        "concern",
        "The concern",
        Kind.LONG_TEXT,
        required=of(Activity.HOME_VISIT),
        shown=of(Activity.HOME_VISIT),
        max_length=4000,
        searchable=True,
    ),
    Field(
        "description",
        "Description of the person and what they did",
        Kind.LONG_TEXT,
        required=of(Activity.PERSON_NOT_KNOWN),
        shown=of(Activity.PERSON_NOT_KNOWN),
        max_length=4000,
        searchable=True,
    ),
    Field(
        "priorities",
        "Priorities that were taken forward",
        Kind.LONG_TEXT,
        required=of(Activity.YOUTH_PANEL, Activity.PROBLEM_SOLVING),
        shown=of(Activity.YOUTH_PANEL, Activity.PROBLEM_SOLVING),
        max_length=4000,
        searchable=True,
        guidance="Handbook 3.1.17",
    ),
)

ATTENDEES = Field(
    "attendees",
    "Invited and attended",
    Kind.ROWS,
    columns=(
        Field(
            "name",
            "Name",
            Kind.TEXT,
            "Full name, not initials.",
            required=always,
            max_length=LONGEST_NAME,
            searchable=True,
        ),
        Field("role", "Role or organisation", Kind.TEXT, required=always, max_length=LONGEST_NAME),
        Field("attendance", "Did they come", Kind.CHOICE, choices=Attendance, required=always),
        Field(
            "reason",
            "Reason given",
            Kind.TEXT,
            required=equals("attendance", Attendance.APOLOGY.value),
            shown=equals("attendance", Attendance.APOLOGY.value, Attendance.ABSENT.value),
            max_length=200,
            searchable=True,
        ),
    ),
    row_name="person invited",
    required=of(Activity.MEETING),
    shown=of(Activity.MEETING),
    maximum=60,
)

SECURITY_POINTS = Field(
    "security_points",
    "Points of site security",
    Kind.ROWS,
    "Looked at with the school before each holiday.",
    columns=(
        Field("point", "Point", Kind.TEXT, required=always, max_length=400),
        Field("answer", "What was found", Kind.CHOICE, choices=SecurityAnswer, required=always),
        Field("note", "Note", Kind.TEXT, max_length=300, searchable=True),
    ),
    row_name="point",
    required=of(Activity.SITE_SECURITY),
    shown=of(Activity.SITE_SECURITY),
    maximum=20,
    guidance="Handbook 3.1.19",
)

DETAILS = Section("details", "What this kind asks", (*OPERATION_DETAILS, *OPEN_DETAILS, SECURITY_POINTS))
