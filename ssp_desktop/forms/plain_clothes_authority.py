"""A sergeant's authority for an officer to work at a school in plain clothes (handbook 3.1.10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.spec import Audience, Context, Field, FormSpec, Kind, Problem, Section, Values, always

LONGEST_DAYS = 366
_POLICE = Audience.POLICE


def check_dates(values: Values, _context: Context) -> Iterator[Problem]:
    """It ends after it begins, within a year."""
    start, end = values.get("starts_on"), values.get("ends_on")
    if not isinstance(start, date) or not isinstance(end, date):
        return
    if end < start:
        yield Problem("ends_on", "The authority would end before it begins. Check both dates.")
    elif (end - start).days > LONGEST_DAYS:
        yield Problem("ends_on", "The authority would last for more than a year. Give a shorter one.")


PLAIN_CLOTHES_AUTHORITY = FormSpec(
    noun="plain_clothes_authority",
    title="Plain-clothes authority",
    version=1,
    sections=(
        Section(
            "authority",
            "Authority",
            (
                Field("officer", "Officer", Kind.PERSON, required=always, audience=_POLICE),
                Field(
                    "reason",
                    "Why uniform is not practicable or not desirable",
                    Kind.LONG_TEXT,
                    required=always,
                    max_length=2000,
                    audience=_POLICE,
                    guidance="Handbook 3.1.10",
                ),
                Field("starts_on", "From", Kind.DATE, required=always, audience=_POLICE),
                Field(
                    "ends_on",
                    "Until",
                    Kind.DATE,
                    "A year at most.",
                    required=always,
                    audience=_POLICE,
                ),
                Field(
                    "covert_harness",
                    "The protective equipment is worn under the clothes, in a covert harness",
                    Kind.CONFIRMATION,
                    required=always,
                    audience=_POLICE,
                ),
            ),
        ),
    ),
    checks=(check_dates,),
)
