"""An invented form that holds every kind of question, for the tests and pictures of the screen."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from ssp_desktop.forms.conditions import equals
from ssp_desktop.forms.spec import Audience, Field, FormSpec, Kind, Section, always
from ssp_desktop.ui.fields import PersonChoice
from ssp_desktop.vocabulary.contact import Answer, Arising, Concern, StaffPresence
from ssp_desktop.vocabulary.people import Ethnicity, RoleInRecord

PEOPLE = (
    PersonChoice(1, "PC 0001 Example-Okafor", "Safer Schools Officer"),
    PersonChoice(2, "Ms Sample-Zażółć", "School single point of contact (SPOC)"),
)

WHEN = Section(
    "when",
    "When and where it happened",
    (
        Field(
            "contact_date",
            "Date of the contact",
            Kind.DATE,
            "The day on which it happened, not the day of writing.",
            required=always,
        ),
        Field("start", "Time it began", Kind.TIME, required=always, guidance="Handbook 3.2.4"),
        Field("place", "Room or place", Kind.TEXT, "For example the shared room.", required=always),
        Field("arising", "How it came about", Kind.CHOICE, choices=Arising, required=always),
        Field("visitors", "How many visitors came", Kind.NUMBER, minimum=0, maximum=50),
    ),
    help="Fill this in on the day if you can.",
)

PUPILS = Section(
    "pupils_section",
    "Pupils",
    (
        Field(
            "pupils",
            "Pupils who were spoken to",
            Kind.ROWS,
            "One card for each pupil.",
            columns=(
                Field("name", "Full name", Kind.TEXT, required=always, max_length=120),
                Field("date_of_birth", "Date of birth", Kind.DATE, required=always),
                Field("ethnicity", "Self-defined ethnicity", Kind.CHOICE, choices=Ethnicity, required=always),
                Field("role", "Role in this record", Kind.CHOICE, choices=RoleInRecord),
                Field("why", "Why a suspect", Kind.TEXT, shown=equals("role", "suspect")),
                Field("intelligence", "Intelligence mark", Kind.REFERENCE, audience=Audience.POLICE),
            ),
            row_name="pupil",
            minimum=1,
            maximum=4,
            required=always,
        ),
    ),
)

ACCOUNT = Section(
    "account",
    "What was said and seen",
    (
        Field("words", "The child's exact words", Kind.VERBATIM, max_length=200_000, required=always),
        Field("seen", "What was seen", Kind.LONG_TEXT, "Facts only.", max_length=2000, required=always),
        Field("staff", "Was a member of staff present", Kind.YES_NO, choices=Answer, required=always),
        Field("presence", "For how long", Kind.CHOICE, choices=StaffPresence, shown=equals("staff", "yes")),
        Field("concerns", "Concerns", Kind.CHOICES, choices=Concern, required=always),
        Field("rating", "How well it went", Kind.RATING, "1 is badly, 5 is very well.", minimum=1, maximum=5),
    ),
)

FOLLOW_UP = Section(
    "follow_up",
    "Follow-up & references",
    (
        Field("owner", "Who follows it up", Kind.PERSON, required=always),
        Field("crime_reference", "Crime reference", Kind.REFERENCE, max_length=40),
        Field("note", "Officer's note", Kind.LONG_TEXT, audience=Audience.POLICE, max_length=4000),
        Field(
            "confirmed",
            "I confirm that this is a full and fair account of what was said and done, as far as I know",
            Kind.CONFIRMATION,
            required=always,
        ),
    ),
)

SPEC = FormSpec("sample", "Every kind of question", 1, (WHEN, PUPILS, ACCOUNT, FOLLOW_UP))

FILLED: dict[str, Any] = {
    "contact_date": date(2026, 11, 20),
    "start": time(14, 5),
    "place": "Shared room, Larkfield Example Academy",
    "arising": "school_asked",
    "visitors": 2,
    "pupils": (
        {
            "row_id": 7,
            "name": "Ng Example-O'Neill",
            "date_of_birth": date(2012, 3, 1),
            "ethnicity": "NS",
            "role": "suspect",
            "why": "Named by another pupil",
            "intelligence": "INT-000",
        },
        {
            "row_id": None,
            "name": "Zażółć 张伟 مثال",
            "date_of_birth": "31/02/2012",
            "ethnicity": "O9",
            "role": "witness",
            "why": "",
            "intelligence": "",
        },
    ),
    "words": "“I never done it.”\nHe said it twice.",
    "seen": "Calm throughout.",
    "staff": "yes",
    "presence": "throughout",
    "concerns": ("weapons", "gangs"),
    "rating": 4,
    "owner": 2,
    "crime_reference": "CR/0000/26",
    "note": "For the sergeant.",
    "confirmed": True,
}
