"""Whether a school is a priority school (handbook appendix H): 13 criteria, each with its evidence.

What each criterion asks stands in ``resources/guidance``, by edition; ``prioritisation_screen.py`` makes the
screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.conditions import differs, equals
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.evaluation import CriterionLevel

LEVEL = Field("level", "How much it speaks for a dedicated officer", Kind.CHOICE, choices=CriterionLevel)
EVIDENCE = Field(
    "evidence",
    "Evidence",
    Kind.LONG_TEXT,
    "The figure or the source, and the period that it is for. No names of pupils.",
    required=differs("level", CriterionLevel.NOT_KNOWN.value),
    max_length=2000,
    searchable=True,
)
CRITERION_QUESTIONS = (LEVEL, EVIDENCE)

CRITERIA = Field(
    "criteria",
    "Criteria",
    Kind.ROWS,
    columns=(Field("code", "Criterion", Kind.TEXT, required=always, max_length=8), *CRITERION_QUESTIONS),
    row_name="criterion",
    maximum=100,
)

OUTCOME = Section(
    "outcome",
    "Result",
    (
        Field(
            "unique_requirements",
            "Unique requirements of this school",
            Kind.LONG_TEXT,
            "Anything else that bears on the decision.",
            max_length=4000,
            searchable=True,
            guidance="Handbook appendix H",
        ),
        Field(
            "funded",
            "Is the officer's post funded by the school",
            Kind.YES_NO,
            choices=Answer,
            required=always,
        ),
        Field("priority_school", "Is it a priority school", Kind.YES_NO, choices=Answer, required=always),
        Field(
            "reason",
            "Why",
            Kind.LONG_TEXT,
            "What the decision rests on. It must follow from the evidence.",
            required=always,
            max_length=4000,
            searchable=True,
        ),
        Field(
            "partners",
            "Which partners took part in the analysis",
            Kind.TEXT,
            required=equals("priority_school", Answer.YES.value),
            max_length=300,
        ),
        Field("reviewed_on", "Reviewed on", Kind.DATE, required=always),
    ),
    help="The partnership takes its priority status and its funding from here.",
)

EDITION = Field("edition", "Edition of the criteria", Kind.NUMBER, required=always, minimum=1, maximum=999)


def check_reviewed(values: Values, context: Context) -> Iterator[Problem]:
    """The review has taken place."""
    day = values.get("reviewed_on")
    if isinstance(day, date) and day > context.today:
        yield Problem("reviewed_on", "The review is dated in the future. Enter the day on which it was made.")


def check_evidence(values: Values, _context: Context) -> Iterator[Problem]:
    """A priority school has at least one criterion that speaks for it, or a unique requirement."""
    if values.get("priority_school") != Answer.YES:
        return
    speaks = {CriterionLevel.HIGH.value, CriterionLevel.MEDIUM.value}
    rows = values.get("criteria") or ()
    if not any(row.get("level") in speaks for row in rows) and not values.get("unique_requirements"):
        message = (
            "No criterion is high or medium, and no unique requirement is written down. A priority school "
            "must follow from evidence: add it, or choose No."
        )
        yield Problem("priority_school", message)


PRIORITISATION = FormSpec(
    noun="prioritisation",
    title="School prioritisation",
    version=1,
    sections=(Section("criteria", "Criteria", (EDITION, CRITERIA)), OUTCOME),
    checks=(check_reviewed, check_evidence),
)
