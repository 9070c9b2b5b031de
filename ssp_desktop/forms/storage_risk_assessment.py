"""The risk assessment of storage at a school: the school's own and that of the police, kept apart.

Five steps of the Health and Safety Executive: hazards, who may be harmed, controls, record, review.
Likelihood and severity from 1 to 5, before and after the controls (handbook 3.2.13).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.conditions import answered
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always

LOWEST, HIGHEST = 1, 5


def _rating(key: str, label: str, ends: str) -> Field:
    return Field(
        key, label, Kind.NUMBER, f"1 to 5: {ends}.", required=always, minimum=LOWEST, maximum=HIGHEST
    )


HAZARDS = Field(
    "hazards",
    "Hazards",
    Kind.ROWS,
    required=always,
    columns=(
        Field("hazard", "Hazard", Kind.TEXT, required=always, max_length=200, searchable=True),
        Field(
            "who_harmed",
            "Who may be harmed, and how",
            Kind.TEXT,
            required=always,
            max_length=300,
            searchable=True,
        ),
        _rating("likelihood_before", "Likelihood without controls", "1 very unlikely, 5 almost certain"),
        _rating("severity_before", "Severity without controls", "1 slight, 5 death or lasting harm"),
        Field("controls", "Controls", Kind.LONG_TEXT, required=always, max_length=2000, searchable=True),
        _rating("likelihood_after", "Likelihood with the controls", "1 very unlikely, 5 almost certain"),
        _rating("severity_after", "Severity with the controls", "1 slight, 5 death or lasting harm"),
        Field("further_action", "What is still to be done", Kind.TEXT, max_length=300, searchable=True),
        Field(
            "action_owner",
            "Who does it",
            Kind.TEXT,
            required=answered("further_action"),
            shown=answered("further_action"),
            max_length=120,
            searchable=True,
        ),
        Field(
            "action_due_on",
            "By when",
            Kind.DATE,
            required=answered("further_action"),
            shown=answered("further_action"),
        ),
    ),
    row_name="hazard",
    maximum=60,
)

ASSESSMENT = Section(
    "assessment",
    "The assessment",
    (
        Field(
            "assessed_by",
            "Who made it",
            Kind.TEXT,
            "Name and role.",
            required=always,
            max_length=160,
            searchable=True,
        ),
        Field("assessed_on", "Made on", Kind.DATE, required=always),
        Field("review_on", "Review by", Kind.DATE, required=always),
        Field("reference", "Reference", Kind.REFERENCE, "If it has one elsewhere.", max_length=60),
        Field("arrangement", "What is stored, and where", Kind.LONG_TEXT, max_length=4000, searchable=True),
    ),
)


def check_dates(values: Values, context: Context) -> Iterator[Problem]:
    """Made in the past, looked at again after that."""
    made, review = values.get("assessed_on"), values.get("review_on")
    if isinstance(made, date) and made > context.today:
        yield Problem(
            "assessed_on", "The assessment is dated in the future. Enter the day on which it was made."
        )
    if isinstance(made, date) and isinstance(review, date) and review <= made:
        yield Problem("review_on", "The review must come after the assessment. Check both dates.")


def check_scores(values: Values, _context: Context) -> Iterator[Problem]:
    """Controls do not make a risk higher; if one does, it is a hazard of its own."""
    for number, row in enumerate(values.get("hazards") or ()):
        before = _score(row, "before")
        after = _score(row, "after")
        if before is not None and after is not None and after > before:
            message = (
                f"The risk with the controls ({after}) is higher than without them ({before}). "
                "Check the scores."
            )
            yield Problem(f"hazards.{number}.likelihood_after", message)


def _score(row: Values, when: str) -> int | None:
    likelihood, severity = row.get(f"likelihood_{when}"), row.get(f"severity_{when}")
    if isinstance(likelihood, int) and isinstance(severity, int):
        return likelihood * severity
    return None


STORAGE_RISK_ASSESSMENT = FormSpec(
    noun="storage_risk_assessment",
    title="Storage risk assessment",
    version=1,
    sections=(ASSESSMENT, Section("hazards", "Hazards", (HAZARDS,))),
    checks=(check_dates, check_scores),
)
