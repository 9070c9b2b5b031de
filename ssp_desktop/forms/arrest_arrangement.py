"""What was agreed with a school for the case of an arrest there (handbook 3.2.11): looked at every year.

Bell times and term dates are the partnership's own and are not asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ssp_desktop.forms.arrest_plan_grounds import long_text
from ssp_desktop.forms.police_form import police_form
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always, never

# Two days more than a year, so that a year on always fits, leap years included.
LONGEST_REVIEW = timedelta(days=367)

PLACES = Section(
    "places",
    "Places and ways",
    (
        Field(
            "secure_places",
            "Secure places",
            Kind.ROWS,
            "Where an arrest can be made away from other pupils and from visitors, the best first.",
            columns=(
                Field("name", "Room", Kind.TEXT, required=always, max_length=80, searchable=True),
                Field("where", "Where it is", Kind.TEXT, required=always, max_length=200),
                Field("kept_clear", "How it is kept clear", Kind.TEXT, max_length=200),
            ),
            row_name="secure place",
            required=always,
            maximum=10,
            guidance="Handbook 3.2.11",
        ),
        long_text(
            "route", "Way in and out", "From the vehicle to the secure place, out of view.", max_length=2000
        ),
        long_text(
            "vehicle",
            "Where the vehicle stands",
            "Out of view of pupils and visitors.",
            max_length=2000,
            guidance="Handbook 3.2.11",
        ),
        Field(
            "bell_times_right",
            "The bell times and term dates in the partnership are right",
            Kind.CONFIRMATION,
            "Plans are checked against them. Change them on the partnership\u2019s page.",
            required=always,
        ),
    ),
)

PEOPLE = Section(
    "people",
    "People",
    (
        Field(
            "told",
            "Who is told, in this order",
            Kind.ROWS,
            "The head teacher or a nominee must be informed of an arrest.",
            columns=(
                Field("name", "Name", Kind.TEXT, required=always, max_length=120, searchable=True),
                Field("role", "Job at the school", Kind.TEXT, required=always, max_length=120),
                Field("telephone", "Telephone", Kind.TEXT, max_length=60),
            ),
            row_name="person to tell",
            required=always,
            maximum=10,
            guidance="PACE Code C Note 11D",
        ),
        Field(
            "staff_helper",
            "Member of staff who helps",
            Kind.TEXT,
            "Name and job.",
            required=always,
            max_length=200,
        ),
        Field("stand_in", "Who stands in", Kind.TEXT, "Name and job.", max_length=200),
        long_text("notes", "Anything else that was agreed", required=never, max_length=2000),
    ),
)

AGREED = Section(
    "agreed",
    "Agreement and review",
    (
        Field("agreed_with", "Agreed with", Kind.TEXT, "Name and job.", required=always, max_length=200),
        Field("agreed_on", "Agreed on", Kind.DATE, required=always),
        Field("review_on", "Review by", Kind.DATE, "A year on at the latest.", required=always),
    ),
)


def check_dates(values: Values, context: Context) -> Iterator[Problem]:
    """Agreed in the past, looked at again within a year."""
    agreed, review = values.get("agreed_on"), values.get("review_on")
    if isinstance(agreed, date) and agreed > context.today:
        yield Problem("agreed_on", "This date is in the future. Enter it once it is agreed.")
    if not isinstance(agreed, date) or not isinstance(review, date):
        return
    if review <= agreed:
        yield Problem("review_on", "The review must come after the agreement. Check both dates.")
    elif review - agreed > LONGEST_REVIEW:
        yield Problem("review_on", "Arrangements are reviewed every year. Choose a date within a year.")


ARREST_ARRANGEMENT = police_form(
    FormSpec(
        noun="arrest_arrangement",
        title="Arrangements for an arrest",
        version=1,
        sections=(PLACES, PEOPLE, AGREED),
        checks=(check_dates,),
    )
)
