"""An action's outcome and the feedback to the school, without which it is not closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.conditions import answered
from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values
from ssp_desktop.vocabulary.contact import ToldBy


def check_action_dates(values: Values, context: Context) -> Iterator[Problem]:
    """Nothing was done or told in the future, and nobody is told before there is an outcome."""
    for key in ("done_on", "told_on"):
        day = values.get(key)
        if isinstance(day, date) and day > context.today:
            yield Problem(key, "This date is in the future. Enter it once it has happened.")
    if values.get("told_on") and not values.get("done_on"):
        yield Problem(
            "done_on", "Record the outcome and its date before you record that the school was told."
        )


def check_told(values: Values, _context: Context) -> Iterator[Problem]:
    """Who and how need a date."""
    if (values.get("told_person") or values.get("told_how")) and not values.get("told_on"):
        yield Problem("told_on", "Enter the date on which the school was told.")


ACTION = FormSpec(
    noun="action",
    title="Action",
    version=1,
    sections=(
        Section(
            "outcome",
            "Outcome",
            (
                Field(
                    "outcome",
                    "What was done and what came of it",
                    Kind.LONG_TEXT,
                    required=answered("done_on"),
                    max_length=20_000,
                    searchable=True,
                ),
                Field("done_on", "Done on", Kind.DATE, required=answered("outcome")),
            ),
        ),
        Section(
            "feedback",
            "The school was told",
            (
                Field("told_on", "Date the school was told", Kind.DATE),
                Field(
                    "told_person",
                    "Who was told",
                    Kind.TEXT,
                    "Full name and role.",
                    required=answered("told_on"),
                    max_length=120,
                    searchable=True,
                ),
                Field(
                    "told_how",
                    "How they were told",
                    Kind.CHOICE,
                    choices=ToldBy,
                    required=answered("told_on"),
                ),
            ),
            "An action is closed when its outcome is recorded and the school has been told.",
        ),
    ),
    checks=(check_action_dates, check_told),
)
