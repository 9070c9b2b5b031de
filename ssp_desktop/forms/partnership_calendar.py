"""Partnership: bell times, term dates and rooms (used by visits, due dates and arrest plans)."""

from __future__ import annotations

from ssp_desktop.forms.spec import Field, Kind, Section, always
from ssp_desktop.vocabulary.partnership import PeriodKind, RoomUse, TermKind

CALENDAR = Section(
    "calendar",
    "Bell times, terms and rooms",
    (
        Field(
            "periods",
            "Bell times",
            Kind.ROWS,
            "Lessons, breaks and lunch on an ordinary day.",
            columns=(
                Field("kind", "Kind", Kind.CHOICE, choices=PeriodKind, required=always),
                Field("name", "Name", Kind.TEXT, "For example: Lesson 1.", required=always, max_length=60),
                Field("starts_at", "Starts", Kind.TIME, required=always),
                Field("ends_at", "Ends", Kind.TIME, required=always),
            ),
            row_name="bell time",
            maximum=30,
        ),
        Field(
            "terms",
            "Term dates",
            Kind.ROWS,
            "The six half-terms, and training days without pupils.",
            columns=(
                Field("kind", "Kind", Kind.CHOICE, choices=TermKind, required=always),
                Field(
                    "name",
                    "Name",
                    Kind.TEXT,
                    "For example: Autumn, first half.",
                    required=always,
                    max_length=60,
                ),
                Field("starts_on", "First day", Kind.DATE, required=always),
                Field("ends_on", "Last day", Kind.DATE, required=always),
            ),
            row_name="term",
            maximum=60,
        ),
        Field(
            "rooms",
            "Rooms",
            Kind.ROWS,
            "Say which room is shared with the officer and which place is secure.",
            columns=(
                Field("name", "Room", Kind.TEXT, required=always, max_length=80, searchable=True),
                Field("use", "Used as", Kind.CHOICE, choices=RoomUse, required=always),
                Field("where", "Where it is", Kind.TEXT, max_length=200),
            ),
            row_name="room",
            maximum=40,
        ),
    ),
)
