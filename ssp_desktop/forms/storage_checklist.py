"""The storage checklist of one school (handbook 3.2.13): answered items as rows, advice, and the review.

What each item asks stands in ``resources/guidance``, by edition; ``storage_screen.py`` makes the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.conditions import answered, differs, equals
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.storage import StorageAnswer

ANSWER = Field("answer", "Is it met", Kind.CHOICE, choices=StorageAnswer)
REASON = Field(
    "reason",
    "Why it does not apply",
    Kind.LONG_TEXT,
    required=equals("answer", StorageAnswer.NOT_APPLICABLE.value),
    shown=equals("answer", StorageAnswer.NOT_APPLICABLE.value),
    max_length=2000,
    searchable=True,
)
EVIDENCE = Field(
    "evidence",
    "Evidence",
    Kind.LONG_TEXT,
    "What was seen, who said it, where it is written down.",
    shown=differs("answer", StorageAnswer.NOT_APPLICABLE.value),
    max_length=4000,
    searchable=True,
)
MITIGATION = Field(
    "mitigation",
    "Measure that makes up for it",
    Kind.LONG_TEXT,
    "Leave it empty when the sergeant is to accept the risk instead.",
    shown=equals("answer", StorageAnswer.NOT_MET.value),
    max_length=4000,
    searchable=True,
)
MITIGATION_OWNER = Field(
    "mitigation_owner",
    "Who sees to the measure",
    Kind.TEXT,
    required=answered("mitigation"),
    shown=answered("mitigation"),
    max_length=120,
    searchable=True,
)
MITIGATION_DUE_ON = Field(
    "mitigation_due_on",
    "Measure in place by",
    Kind.DATE,
    required=answered("mitigation"),
    shown=answered("mitigation"),
)
# What is asked of each item on the screen; who answered it and when is noted by the program.
ITEM_QUESTIONS = (ANSWER, REASON, EVIDENCE, MITIGATION, MITIGATION_OWNER, MITIGATION_DUE_ON)

ITEMS = Field(
    "items",
    "Items",
    Kind.ROWS,
    columns=(
        Field("code", "Item", Kind.TEXT, required=always, max_length=8),
        *ITEM_QUESTIONS,
        Field("checked_by", "Answered by", Kind.PERSON),
        Field("checked_on", "Answered on", Kind.DATE),
    ),
    row_name="item",
    maximum=100,
)

ADVICE = Section(
    "advice",
    "Advice and site assessment",
    (
        Field("property_advice_on", "Property advice given on", Kind.DATE, guidance="Handbook 3.2.13, P1"),
        Field(
            "property_advice_reference",
            "Property advice reference",
            Kind.REFERENCE,
            max_length=60,
            searchable=True,
        ),
        Field("safety_advice_on", "Health and safety advice given on", Kind.DATE),
        Field(
            "safety_advice_reference",
            "Health and safety advice reference",
            Kind.REFERENCE,
            max_length=60,
            searchable=True,
        ),
        Field(
            "site_assessment_on",
            "Site security assessment made on",
            Kind.DATE,
            guidance="Handbook 3.2.13, A12",
        ),
        Field(
            "site_assessment_reference",
            "Site security assessment reference",
            Kind.REFERENCE,
            max_length=60,
            searchable=True,
        ),
        Field(
            "site_assessment_findings",
            "What the site security assessment found",
            Kind.LONG_TEXT,
            shown=answered("site_assessment_on"),
            max_length=4000,
            searchable=True,
        ),
    ),
    help="Dates and references of the advice itself, which stays in its own system.",
)

REVIEW = Section(
    "review",
    "Review",
    (
        Field("edition", "Edition of the checklist", Kind.NUMBER, required=always, minimum=1, maximum=999),
        Field("confirmed_on", "Confirmed on", Kind.DATE),
        Field("review_on", "Review by", Kind.DATE, required=answered("confirmed_on")),
    ),
)

_PAST = ("property_advice_on", "safety_advice_on", "site_assessment_on", "confirmed_on")


def check_dates(values: Values, context: Context) -> Iterator[Problem]:
    """Advice and answers lie in the past."""
    for key in _PAST:
        day = values.get(key)
        if isinstance(day, date) and day > context.today:
            yield Problem(key, "This date is in the future. Enter it once it has happened.")
    for number, row in enumerate(values.get("items") or ()):
        day = row.get("checked_on")
        if isinstance(day, date) and day > context.today:
            yield Problem(f"items.{number}.checked_on", "This was answered in the future. Check the date.")


def check_codes(values: Values, _context: Context) -> Iterator[Problem]:
    """Each item is answered once."""
    seen: set[str] = set()
    for number, row in enumerate(values.get("items") or ()):
        code = row.get("code") or ""
        if code in seen:
            yield Problem(f"items.{number}.code", f"{code} is answered twice. Keep one answer.")
        seen.add(code)


STORAGE_CHECKLIST = FormSpec(
    noun="storage_checklist",
    title="Storage checklist",
    version=1,
    sections=(Section("items", "Items", (ITEMS,)), ADVICE, REVIEW),
    checks=(check_codes, check_dates),
)
