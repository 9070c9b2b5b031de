"""A viewing of body-worn video by school staff, and the agreement signed before it (handbook 3.1.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.activity import check_past
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.sharing import ViewingPlace

BWV_VIEWING = FormSpec(
    noun="bwv_viewing",
    title="Viewing of body-worn video",
    version=1,
    sections=(
        Section(
            "viewing",
            "The viewing",
            (
                Field("viewed_on", "Date", Kind.DATE, required=always, in_list=True),
                Field("viewed_at", "Time", Kind.TIME, required=always),
                Field(
                    "place",
                    "Where",
                    Kind.CHOICE,
                    choices=ViewingPlace,
                    required=always,
                    guidance="Handbook 3.1.11",
                ),
                Field(
                    "footage_reference",
                    "Reference of the footage",
                    Kind.REFERENCE,
                    required=always,
                    max_length=60,
                    searchable=True,
                ),
                Field("purpose", "Why it was shown", Kind.LONG_TEXT, required=always, max_length=2000),
                Field(
                    "viewers",
                    "Who viewed it",
                    Kind.ROWS,
                    "Each has signed a confidentiality agreement first.",
                    columns=(
                        Field(
                            "name",
                            "Name",
                            Kind.TEXT,
                            "As it stands in the agreement.",
                            required=always,
                            max_length=120,
                            searchable=True,
                        ),
                        Field("role", "Job at the school", Kind.TEXT, required=always, max_length=120),
                    ),
                    row_name="viewer",
                    required=always,
                    maximum=20,
                    guidance="Handbook 3.1.11",
                ),
            ),
        ),
    ),
    checks=(lambda values, context: check_past(values, context, "viewed_on", "viewed_at", "viewing"),),
)


def check_paper(values: Values, context: Context) -> Iterator[Problem]:
    """A paper was signed in the past."""
    signed = values.get("signed_on")
    if isinstance(signed, date) and signed > context.today:
        yield Problem("signed_on", "The agreement is signed in the future. Check the date.")


CONFIDENTIALITY_AGREEMENT = FormSpec(
    noun="confidentiality_agreement",
    title="Confidentiality agreement",
    version=1,
    sections=(
        Section(
            "agreement",
            "Agreement on paper",
            (
                Field("name", "Name", Kind.TEXT, "Full name.", required=always, max_length=120, in_list=True),
                Field("role", "Job at the school", Kind.TEXT, required=always, max_length=120),
                Field("signed_on", "Signed on", Kind.DATE, required=always),
                Field("reference", "Reference of the paper", Kind.REFERENCE, required=always, max_length=60),
            ),
        ),
    ),
    checks=(check_paper,),
)
