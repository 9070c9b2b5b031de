"""An officer's profile (handbook 3.1.5 to 3.1.8, appendix I): vetting, training, buddy, supervisor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.people import Rank

VETTING_YEARS = 3

SERVICE = Section(
    "service",
    "Service",
    (
        Field("rank", "Rank or grade", Kind.CHOICE, choices=Rank, required=always),
        Field("warrant_number", "Warrant or collar number", Kind.TEXT, required=always, max_length=20),
        Field("on_probation", "In the probationary period", Kind.YES_NO, choices=Answer, required=always),
        Field(
            "posted_as_sso",
            "Posted as Safer Schools Officer",
            Kind.YES_NO,
            "A probationer cannot be posted. No local assessment changes that.",
            choices=Answer,
            required=always,
        ),
        Field("posted_on", "Posted on", Kind.DATE),
        Field("buddy", "Buddy officer", Kind.PERSON),
        Field("supervisor", "Supervisor", Kind.PERSON),
    ),
)

VETTING = Section(
    "vetting",
    "Vetting and training",
    (
        Field(
            "vetted_on",
            "Vetting completed on",
            Kind.DATE,
            f"It is reviewed every {VETTING_YEARS} years.",
            guidance="Handbook 3.1.8",
        ),
        Field(
            "trainings",
            "Training",
            Kind.ROWS,
            columns=(
                Field("name", "Course", Kind.TEXT, required=always, max_length=120, searchable=True),
                Field("completed_on", "Completed on", Kind.DATE, required=always),
                Field("expires_on", "Refresh by", Kind.DATE),
            ),
            row_name="course",
            maximum=60,
            guidance="Handbook appendix I",
        ),
    ),
)


def check_probation(values: Values, _context: Context) -> Iterator[Problem]:
    """Nobody is posted as an SSO during probation; there is no waiver."""
    if values.get("on_probation") == Answer.YES and values.get("posted_as_sso") == Answer.YES:
        yield Problem(
            "posted_as_sso",
            'An officer in the probationary period cannot be posted as a Safer Schools Officer. Choose "No".',
        )


def check_past(values: Values, context: Context) -> Iterator[Problem]:
    """Vetting and training lie in the past; a refresher comes after its course."""
    vetted = values.get("vetted_on")
    if isinstance(vetted, date) and vetted > context.today:
        yield Problem(
            "vetted_on", "The vetting date is in the future. Enter the date on which it was completed."
        )
    for number, row in enumerate(values.get("trainings") or ()):
        done, due = row.get("completed_on"), row.get("expires_on")
        if isinstance(done, date) and done > context.today:
            yield Problem(
                f"trainings.{number}.completed_on", "This course is in the future. Enter it once it is done."
            )
        if isinstance(done, date) and isinstance(due, date) and due <= done:
            yield Problem(
                f"trainings.{number}.expires_on",
                "The refresher must come after the course. Check both dates.",
            )


OFFICER_PROFILE = FormSpec(
    noun="officer_profile",
    title="Officer's profile",
    version=1,
    sections=(SERVICE, VETTING),
    checks=(check_probation, check_past),
)
