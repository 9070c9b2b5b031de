"""The partnership with one school (handbook 1.2, 3.1 and 3.2; appendix B)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from ssp_desktop.forms.conditions import answered, equals
from ssp_desktop.forms.partnership_calendar import CALENDAR
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.partnership import ArrivalMethod, PartnerRole, Phase, SchoolType

SCHOOL = Section(
    "school",
    "School",
    (
        Field(
            "school_name",
            "Name of the school",
            Kind.TEXT,
            required=always,
            max_length=160,
            in_list=True,
            searchable=True,
        ),
        Field(
            "urn",
            "Unique reference number (URN)",
            Kind.TEXT,
            "Six digits, if the school has one.",
            max_length=6,
            in_list=True,
            searchable=True,
        ),
        Field(
            "school_type", "Type of school", Kind.CHOICE, choices=SchoolType, guidance="Handbook appendix B"
        ),
        Field("phase", "Phase of education", Kind.CHOICE, choices=Phase),
        Field("address", "Address", Kind.TEXT, max_length=300, searchable=True),
        Field("postcode", "Postcode", Kind.TEXT, max_length=10, searchable=True),
        Field("telephone", "Telephone", Kind.TEXT, max_length=40),
        Field("lowest_age", "Youngest age taught", Kind.NUMBER, minimum=0, maximum=99),
        Field("highest_age", "Oldest age taught", Kind.NUMBER, minimum=0, maximum=99),
        Field(
            "priority_school",
            "Is it a priority school",
            Kind.YES_NO,
            "Once the school has a prioritisation, this and the funding are taken from there.",
            choices=Answer,
            guidance="Handbook appendix H",
        ),
        Field("funded", "Is the officer's post funded by the school", Kind.YES_NO, choices=Answer),
    ),
)

PEOPLE = Section(
    "people",
    "People",
    (
        Field(
            "members",
            "People in the partnership",
            Kind.ROWS,
            "The head, the SPOC, the safeguarding lead, the officer, the buddy, the sergeant.",
            columns=(
                Field("role", "Role", Kind.CHOICE, choices=PartnerRole, required=always),
                Field("name", "Full name", Kind.TEXT, required=always, max_length=120, searchable=True),
                Field("account", "Their account here", Kind.PERSON),
                Field(
                    "leadership",
                    "On the school's leadership team",
                    Kind.YES_NO,
                    choices=Answer,
                    shown=equals("role", PartnerRole.SPOC.value, PartnerRole.DEPUTY_SPOC.value),
                    guidance="Handbook 3.2.2",
                ),
                Field("telephone", "Telephone", Kind.TEXT, max_length=40),
                Field("email", "E-mail", Kind.TEXT, max_length=120),
                Field("from_date", "From", Kind.DATE),
                Field("until_date", "Until", Kind.DATE),
            ),
            row_name="person",
            maximum=60,
        ),
    ),
)

DOCUMENTS = Section(
    "documents",
    "Protocol and agreements",
    (
        Field("protocol_signed_on", "Protocol signed on", Kind.DATE, guidance="Handbook 1.2"),
        Field("protocol_version", "Version of the protocol", Kind.TEXT, max_length=40),
        Field(
            "protocol_signers",
            "Who signed the protocol",
            Kind.TEXT,
            "Name and role of each.",
            required=answered("protocol_signed_on"),
            max_length=300,
            searchable=True,
        ),
        Field(
            "protocol_review_on", "Review the protocol by", Kind.DATE, required=answered("protocol_signed_on")
        ),
        Field(
            "dsa_signed_on",
            "Data sharing agreement (DSA) signed on",
            Kind.DATE,
            guidance="Handbook 1.2, 3.2.9",
        ),
        Field("dsa_reference", "DSA reference", Kind.REFERENCE, max_length=60, searchable=True),
        Field("dsa_review_on", "Review the DSA by", Kind.DATE, required=answered("dsa_signed_on")),
        Field("dpia_signed_on", "Data protection impact assessment (DPIA) date", Kind.DATE),
        Field("dpia_reference", "DPIA reference", Kind.REFERENCE, max_length=60, searchable=True),
        Field("dpia_review_on", "Review the DPIA by", Kind.DATE),
        Field(
            "policies_seen",
            "School policies read by the officer",
            Kind.LONG_TEXT,
            "Behaviour, safeguarding, searching and screening, with dates.",
            max_length=4000,
            searchable=True,
        ),
        Field("induction_on", "Officer's induction at the school", Kind.DATE),
    ),
)

ARRANGEMENTS = Section(
    "arrangements",
    "Arrangements",
    (
        Field(
            "arrival_method",
            "How the school is told of arrival and leaving",
            Kind.CHOICE,
            choices=ArrivalMethod,
            guidance="Handbook 3.1.9",
        ),
        Field("out_of_hours", "Access out of hours", Kind.LONG_TEXT, max_length=2000, searchable=True),
        Field(
            "willing",
            "The school is willing to have a named officer",
            Kind.YES_NO,
            choices=Answer,
            guidance="Handbook 1.2",
        ),
        Field("offered_on", "Partnership offered on", Kind.DATE),
        Field("declined_on", "Declined on", Kind.DATE, "Leave empty unless the school said no."),
        Field(
            "declined_by",
            "Declined by",
            Kind.TEXT,
            "Name and role.",
            required=answered("declined_on"),
            shown=answered("declined_on"),
            max_length=120,
            searchable=True,
        ),
        Field(
            "declined_reason",
            "Reason the school gave",
            Kind.LONG_TEXT,
            required=answered("declined_on"),
            shown=answered("declined_on"),
            max_length=2000,
            searchable=True,
        ),
        Field(
            "escalated_on",
            "Escalated on",
            Kind.DATE,
            "A declined school must be escalated.",
            shown=answered("declined_on"),
            guidance="Handbook 1.2",
        ),
        Field(
            "escalated_to",
            "Escalated to",
            Kind.TEXT,
            "The leadership team and the central team, by name.",
            required=answered("escalated_on"),
            shown=answered("declined_on"),
            max_length=300,
            searchable=True,
        ),
    ),
)

# Signed on, review by: a review never comes before the signature.
REVIEWED = (
    ("protocol_signed_on", "protocol_review_on"),
    ("dsa_signed_on", "dsa_review_on"),
    ("dpia_signed_on", "dpia_review_on"),
)

URN_DIGITS = 6


def check_documents(values: Values, context: Context) -> Iterator[Problem]:
    """Signatures lie in the past, and each review comes after its signature."""
    for signed_key, review_key in REVIEWED:
        signed, review = values.get(signed_key), values.get(review_key)
        if isinstance(signed, date) and signed > context.today:
            yield Problem(signed_key, "The date of signature is in the future. Enter it once it is signed.")
        if isinstance(signed, date) and isinstance(review, date) and review <= signed:
            yield Problem(review_key, "The review must come after the signature. Check both dates.")


def check_urn(values: Values, _context: Context) -> Iterator[Problem]:
    """A URN is six digits."""
    urn = values.get("urn") or ""
    if urn and not (urn.isascii() and urn.isdigit() and len(urn) == URN_DIGITS):
        yield Problem("urn", "A URN is six digits, such as 100001. Check the number, or leave it empty.")


def check_ages(values: Values, _context: Context) -> Iterator[Problem]:
    """The youngest age is not above the oldest."""
    low, high = values.get("lowest_age"), values.get("highest_age")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield Problem("highest_age", "The oldest age is below the youngest. Check both.")


def check_periods(values: Values, _context: Context) -> Iterator[Problem]:
    """Bell times end after they start."""
    for number, row in enumerate(values.get("periods") or ()):
        start, end = row.get("starts_at"), row.get("ends_at")
        if isinstance(start, time) and isinstance(end, time) and end <= start:
            yield Problem(f"periods.{number}.ends_at", "This ends before it starts. Check both times.")


def check_terms(values: Values, _context: Context) -> Iterator[Problem]:
    """Terms end on or after the day they start."""
    for number, row in enumerate(values.get("terms") or ()):
        yield from _ends_before_start(f"terms.{number}.ends_on", row, "starts_on", "ends_on")
    for number, row in enumerate(values.get("members") or ()):
        yield from _ends_before_start(f"members.{number}.until_date", row, "from_date", "until_date")


def _ends_before_start(path: str, row: dict[str, Any], first: str, last: str) -> Iterator[Problem]:
    start, end = row.get(first), row.get(last)
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield Problem(path, "This ends before it starts. Check both dates.")


PARTNERSHIP = FormSpec(
    noun="partnership",
    title="Partnership",
    version=1,
    sections=(SCHOOL, PEOPLE, DOCUMENTS, ARRANGEMENTS, CALENDAR),
    checks=(check_urn, check_ages, check_documents, check_periods, check_terms),
)
