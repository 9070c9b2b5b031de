"""Pupils who are named in a record, shorter than in the contact log, and what cannot be true about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ssp_desktop.forms.spec import Field, Kind, Problem, Values, always
from ssp_desktop.vocabulary.people import Ethnicity, EthnicitySource, Need, Sex

OLDEST_PUPIL_YEARS = 26

NAME_COLUMNS = (
    Field("given_name", "Given name", Kind.TEXT, required=always, max_length=80, searchable=True),
    Field(
        "family_name",
        "Family name",
        Kind.TEXT,
        'Write "not known" if you could not find out.',
        required=always,
        max_length=80,
        searchable=True,
    ),
    Field("known_as", "Known as", Kind.TEXT, "Nickname or other name.", max_length=80, searchable=True),
    Field("date_of_birth", "Date of birth", Kind.DATE, "Leave empty if not known."),
)
COUNTED_COLUMNS = (
    *NAME_COLUMNS,
    Field("sex", "Sex", Kind.CHOICE, choices=Sex, required=always),
    Field(
        "ethnicity",
        "Self-defined ethnicity",
        Kind.CHOICE,
        '"Not stated" is an answer; an empty box is not.',
        choices=Ethnicity,
        required=always,
        guidance="18+1 codes",
    ),
    Field(
        "ethnicity_source", "Who gave the ethnicity", Kind.CHOICE, choices=EthnicitySource, required=always
    ),
    Field("needs", "Needs", Kind.CHOICES, choices=Need),
)


def check_named(key: str, rows: Sequence[Values], day: date, called: str) -> Iterator[Problem]:
    """Each pupil's date of birth can be true, and the ethnicity agrees with its source.

    Args:
        key: the field that holds the rows.
        rows: the pupils.
        day: the day that the record is about.
        called: what the record is called in a sentence, such as ``"contact"``.
    """
    for number, row in enumerate(rows):
        yield from _check_birth(f"{key}.{number}.date_of_birth", row.get("date_of_birth"), day, called)
        stated = row.get("ethnicity") not in {"", Ethnicity.NS, None}
        if row.get("ethnicity_source") == EthnicitySource.NOT_ASKED and stated:
            yield Problem(
                f"{key}.{number}.ethnicity_source", "An ethnicity is given, so somebody gave it. Say who."
            )
        needs = set(row.get("needs") or ())
        if Need.NONE_KNOWN in needs and len(needs) > 1:
            yield Problem(
                f"{key}.{number}.needs", '"None known" cannot stand beside another need. Untick one.'
            )


def _check_birth(path: str, born: object, day: date, called: str) -> Iterator[Problem]:
    if not isinstance(born, date):
        return
    if born > day:
        yield Problem(path, f"The date of birth is after the {called}. Check the day, month and year.")
    elif born < day - timedelta(days=365 * OLDEST_PUPIL_YEARS + 7):
        yield Problem(path, f"The pupil would be over {OLDEST_PUPIL_YEARS - 1}. Check the year of birth.")
