"""One item of the equipment register of a school: what it is, its issue, its checks, where it stands.

Handbook 3.1.10 and 3.2.13. For the police alone. The screen asks the issue, a check and the state apart; the
record keeps all of it, so that one revision says everything about the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ssp_desktop.forms.conditions import answered, both, differs, equals
from ssp_desktop.forms.spec import (
    Audience,
    Context,
    Field,
    FormSpec,
    Kind,
    Problem,
    Section,
    Values,
    always,
    never,
)
from ssp_desktop.vocabulary.equipment import EquipmentCondition, EquipmentKind, EquipmentState

SHELF_YEARS = 3
LIGHTEST, HEAVIEST = 10, 600  # grams: an empty pocket canister and the largest that is issued to one person
_PAVA = equals("kind", EquipmentKind.PAVA.value)
_OUT_OF_USE = differs("state", EquipmentState.IN_USE.value)
_POLICE = Audience.POLICE


def expiry_of(batch: date) -> date:
    """Return the day on which a canister expires: three years after the first day of its batch's month.

    The base of a canister names a month. Its first day is the earliest that it can mean.
    """
    return date(batch.year + SHELF_YEARS, batch.month, 1)


def suggested_expiry(values: Values) -> date | None:
    """Return the expiry that follows from the batch, None without one."""
    batch = values.get("batch_on")
    return expiry_of(batch) if isinstance(batch, date) else None


def expiry_differs(values: Values) -> bool:
    """True when somebody corrected the expiry that follows from the batch."""
    expiry, suggested = values.get("expires_on"), suggested_expiry(values)
    return isinstance(expiry, date) and suggested is not None and expiry != suggested


def _weight(key: str, label: str, help_text: str) -> Field:
    return Field(key, label, Kind.NUMBER, help_text, minimum=LIGHTEST, maximum=HEAVIEST, audience=_POLICE)


ITEM = Section(
    "item",
    "The item",
    (
        Field(
            "kind", "What is it", Kind.CHOICE, choices=EquipmentKind, required=always, audience=_POLICE,
            in_list=True,
        ),
        Field(
            "number",
            "Number",
            Kind.TEXT,
            "The number on the item itself. Each canister has a number of its own.",
            required=always,
            max_length=40,
            audience=_POLICE,
            in_list=True,
            searchable=True,
        ),
        Field(
            "description", "Description", Kind.TEXT, "Make, size, or what a key opens.", max_length=200,
            audience=_POLICE, searchable=True,
        ),
        Field("kept_in", "Where it is kept", Kind.TEXT, max_length=200, audience=_POLICE),
    ),
)  # fmt: skip

ISSUE = Section(
    "issue",
    "Issue",
    (
        Field(
            "batch_number",
            "Batch number",
            Kind.TEXT,
            "On the base of the canister.",
            required=_PAVA,
            shown=_PAVA,
            max_length=40,
            audience=_POLICE,
        ),
        Field(
            "batch_on",
            "Month of the batch",
            Kind.DATE,
            "Any day of the month that the base of the canister names.",
            required=_PAVA,
            shown=_PAVA,
            audience=_POLICE,
        ),
        Field(
            "expires_on",
            "Expires on",
            Kind.DATE,
            f"Leave it empty: {SHELF_YEARS} years after the first day of the batch's month.",
            required=_PAVA,
            shown=_PAVA,
            audience=_POLICE,
        ),
        Field(
            "expiry_reason",
            "Why it expires on another day",
            Kind.TEXT,
            required=expiry_differs,
            shown=both(_PAVA, expiry_differs),
            max_length=300,
            audience=_POLICE,
        ),
        Field("issued_on", "Issued on", Kind.DATE, required=always, audience=_POLICE),
        Field(
            "weight_at_issue",
            "Weight at issue, in grams",
            Kind.NUMBER,
            "As weighed.",
            required=_PAVA,
            shown=_PAVA,
            minimum=LIGHTEST,
            maximum=HEAVIEST,
            audience=_POLICE,
        ),
        Field(
            "issued_by",
            "Issued by",
            Kind.PERSON,
            "A sergeant. Signs with their own password.",
            required=always,
            audience=_POLICE,
        ),
        Field(
            "received_by",
            "Received by",
            Kind.PERSON,
            "Somebody else than the issuer. Signs with their own password, under their own sign-in.",
            required=always,
            audience=_POLICE,
        ),
    ),
)

CHECK_QUESTIONS = (
    Field("checked_on", "Checked on", Kind.DATE, required=always, audience=_POLICE),
    _weight("weight", "Weight now, in grams", "For a canister."),
    Field(
        "condition", "Condition", Kind.CHOICE, choices=EquipmentCondition, required=always, audience=_POLICE
    ),
    Field("note", "Note", Kind.TEXT, max_length=300, audience=_POLICE),
)
CHECKS = Field(
    "checks",
    "Checks",
    Kind.ROWS,
    columns=(*CHECK_QUESTIONS, Field("checked_by", "Checked by", Kind.PERSON, audience=_POLICE)),
    row_name="check",
    maximum=200,
    audience=_POLICE,
)

STATE_QUESTIONS = (
    Field(
        "state", "Where does it stand", Kind.CHOICE, choices=EquipmentState, required=always, audience=_POLICE
    ),
    Field("state_on", "Since", Kind.DATE, required=_OUT_OF_USE, shown=_OUT_OF_USE, audience=_POLICE),
    Field(
        "state_reason",
        "What happened",
        Kind.LONG_TEXT,
        required=_OUT_OF_USE,
        shown=_OUT_OF_USE,
        max_length=2000,
        audience=_POLICE,
    ),
    Field(
        "state_reference",
        "Reference",
        Kind.REFERENCE,
        "Of the report, the use-of-force form or the receipt.",
        shown=_OUT_OF_USE,
        max_length=60,
        audience=_POLICE,
    ),
)
STATE = Section(
    "state",
    "Where it stands",
    (
        *STATE_QUESTIONS,
        Field(
            "dealt_with",
            "What the sergeant did about the loss",
            Kind.LONG_TEXT,
            shown=equals("state", EquipmentState.LOST.value),
            max_length=2000,
            audience=_POLICE,
        ),
        Field(
            "dealt_with_on",
            "Dealt with on",
            Kind.DATE,
            required=answered("dealt_with"),
            shown=answered("dealt_with"),
            audience=_POLICE,
        ),
    ),
)
ISSUE_KEYS = tuple(each.key for section in (ITEM, ISSUE) for each in section.fields)


def check_issue(values: Values, context: Context) -> Iterator[Problem]:
    """Batch, issue and expiry follow each other, and nobody issues to themselves."""
    batch, issued, expiry = (values.get(key) for key in ("batch_on", "issued_on", "expires_on"))
    if isinstance(issued, date) and issued > context.today:
        yield Problem("issued_on", "The issue is dated in the future. Enter it once it has happened.")
    if isinstance(issued, date) and isinstance(expiry, date) and expiry <= issued:
        yield Problem("expires_on", "It would have expired before it was issued. Check both dates.")
    if isinstance(issued, date) and isinstance(batch, date) and batch.replace(day=1) > issued:
        yield Problem("batch_on", "The batch is newer than the issue. Check both dates.")
    issuer = values.get("issued_by")
    if issuer is not None and issuer == values.get("received_by"):
        yield Problem("received_by", "Nobody issues equipment to themselves. Choose somebody else.")


def check_checks(values: Values, context: Context) -> Iterator[Problem]:
    """A check comes after the issue and not after today; a canister is weighed each time."""
    issued = values.get("issued_on")
    for number, row in enumerate(values.get("checks") or ()):
        day = row.get("checked_on")
        if isinstance(day, date) and day > context.today:
            yield Problem(f"checks.{number}.checked_on", "The check is dated in the future.")
        elif isinstance(day, date) and isinstance(issued, date) and day < issued:
            yield Problem(
                f"checks.{number}.checked_on", "The check is dated before the issue. Check both dates."
            )
        if _PAVA(values) and row.get("weight") is None:
            yield Problem(f"checks.{number}.weight", "Weigh the canister and enter the weight in grams.")


def check_state(values: Values, context: Context) -> Iterator[Problem]:
    """What happened to it happened after the issue, and not in the future."""
    issued = values.get("issued_on")
    for key in ("state_on", "dealt_with_on"):
        day = values.get(key)
        if isinstance(day, date) and day > context.today:
            yield Problem(key, "This date is in the future. Enter it once it has happened.")
        elif isinstance(day, date) and isinstance(issued, date) and day < issued:
            yield Problem(key, "This is before the issue. Check both dates.")


EQUIPMENT = FormSpec(
    noun="equipment",
    title="Equipment",
    version=1,
    sections=(ITEM, ISSUE, Section("checks", "Checks", (CHECKS,)), STATE),
    checks=(check_issue, check_checks, check_state),
)


def asked_plainly(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return questions for a page that only the police open: it need not be said beside each of them."""
    return tuple(replace(each, audience=Audience.EVERYONE) for each in fields)


def issue_screen() -> FormSpec:
    """Return the form of the page on which an item is registered or its issue corrected.

    The expiry may be left empty: it then follows from the batch.
    """
    sections = tuple(
        replace(
            section,
            fields=tuple(
                replace(each, required=never) if each.key == "expires_on" else each
                for each in asked_plainly(section.fields)
            ),
        )
        for section in (ITEM, ISSUE)
    )
    return FormSpec("equipment_issue", "Equipment", 1, sections)
