"""Information shared between police and school outside a contact (handbook 3.2.9).

What is shared during a contact stands in the contact log. Both are listed together; nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.activity import check_past
from ssp_desktop.forms.conditions import equals, unanswered
from ssp_desktop.forms.named_pupils import NAME_COLUMNS, check_named
from ssp_desktop.forms.spec import Audience, Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.contact import ShareCategory, ShareDirection, ToldBy
from ssp_desktop.vocabulary.sharing import ShareBasis

SHARED = Section(
    "shared",
    "What was shared",
    (
        Field("direction", "Which way", Kind.CHOICE, choices=ShareDirection, required=always),
        Field(
            "category",
            "Category",
            Kind.CHOICE,
            choices=ShareCategory,
            required=always,
            guidance="Handbook 3.2.9",
        ),
        Field(
            "basis",
            "On what ground",
            Kind.CHOICE,
            choices=ShareBasis,
            required=always,
            guidance="Handbook 3.2.9",
        ),
        Field(
            "basis_note",
            "Which ground",
            Kind.TEXT,
            required=equals("basis", ShareBasis.OTHER.value),
            shown=equals("basis", ShareBasis.OTHER.value),
            max_length=300,
        ),
        Field(
            "what",
            "What was shared",
            Kind.LONG_TEXT,
            "Only what is needed.",
            required=always,
            max_length=8000,
            searchable=True,
        ),
        Field("purpose", "Why it was needed", Kind.TEXT, required=always, max_length=300, searchable=True),
        Field(
            "with_whom",
            "With whom",
            Kind.TEXT,
            "Full name and role.",
            required=always,
            max_length=120,
            searchable=True,
        ),
        Field("how", "How", Kind.CHOICE, choices=ToldBy, required=always),
        Field("shared_on", "Date", Kind.DATE, required=always, in_list=True),
        Field("shared_at", "Time", Kind.TIME, required=always),
        Field(
            "pupils",
            "Pupils",
            Kind.ROWS,
            columns=NAME_COLUMNS,
            row_name="pupil",
            maximum=60,
        ),
        Field(
            "intelligence_reference",
            "Reference of the intelligence report",
            Kind.REFERENCE,
            "Create an intelligence report each time information is shared. You can add it later.",
            audience=Audience.POLICE,
            max_length=60,
            searchable=True,
            guidance="Handbook 3.2.9",
        ),
        Field(
            "intelligence_reason",
            "Why there will be no intelligence report",
            Kind.TEXT,
            shown=unanswered("intelligence_reference"),
            audience=Audience.POLICE,
            max_length=300,
            searchable=True,
        ),
    ),
)


def check_share(values: Values, context: Context) -> Iterator[Problem]:
    """It was shared in the past, and what is said about each pupil can be true."""
    yield from check_past(values, context, "shared_on", "shared_at", "sharing")
    day = values.get("shared_on")
    day = day if isinstance(day, date) else context.today
    yield from check_named("pupils", values.get("pupils") or (), day, "sharing")


INFORMATION_SHARE = FormSpec(
    noun="information_share",
    title="Information shared",
    version=1,
    sections=(SHARED,),
    checks=(check_share,),
)
