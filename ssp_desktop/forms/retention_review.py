"""The review of a record whose time has run out: why it is kept, and until when (MoPI; DPA 2018 s.39)."""

from __future__ import annotations

from collections.abc import Iterator

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always

MOST_YEARS = 10
LONGEST_REASON = 2_000


def check_until(values: Values, context: Context) -> Iterator[Problem]:
    """A record is kept for a time that lies ahead, and never for good."""
    until = values.get("kept_until")
    if until is None or isinstance(until, str):
        return
    if until <= context.today:
        yield Problem("kept_until", "Enter a date that lies ahead.")
    elif until.year - context.today.year > MOST_YEARS:
        yield Problem("kept_until", f"Enter a date within {MOST_YEARS} years: then it is reviewed again.")


RETENTION_REVIEW = FormSpec(
    noun="retention_review",
    title="Retention review",
    version=1,
    sections=(
        Section(
            "outcome",
            "Keep this record",
            (
                Field(
                    "reason",
                    "Why it is still needed",
                    Kind.LONG_TEXT,
                    "Name the policing purpose. Do not repeat what the record says.",
                    required=always,
                    max_length=LONGEST_REASON,
                ),
                Field("kept_until", "Review it again on", Kind.DATE, required=always),
            ),
        ),
    ),
    checks=(check_until,),
)
