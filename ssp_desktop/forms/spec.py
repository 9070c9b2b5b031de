"""What a form is: plain data, from which screen, checks, print, list and search are derived.

To add a field: one ``Field`` here in the noun's form, one column of the same name in the noun's model, one
generated migration. ``tests/test_forms_match_models.py`` fails until all three agree.

Plain values, by kind (``Values`` maps a field's key to one of these):

========================  ===================================================================================
kind                      value
========================  ===================================================================================
TEXT LONG_TEXT VERBATIM   ``str``, empty when not answered
REFERENCE                 ``str``: a number in another system, never a copy of what it holds
DATE                      ``datetime.date``, ``None``, or the ``str`` that was typed and is not a date
TIME                      ``datetime.time`` (minutes), ``None``, or the ``str`` that was typed
NUMBER RATING             ``int``, ``None``, or the ``str`` that was typed
CHOICE YES_NO             the stored value of the choice as ``str``, empty when not answered
CHOICES                   ``tuple`` of stored values, in the order of the enumeration
CONFIRMATION              ``bool``
PERSON                    account id as ``int``, or ``None``
ROWS                      ``tuple`` of ``dict`` with the columns' keys, and ``row_id`` (``int`` or ``None``)
========================  ===================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from functools import cached_property
from typing import Any

from ssp_desktop.vocabulary.base import Labelled

Value = str | int | bool | date | time | None | tuple[str, ...] | tuple["dict[str, Any]", ...]
Values = Mapping[str, Any]
Condition = Callable[[Values], bool]


class Kind(Enum):
    """The kinds of field."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    VERBATIM = "verbatim"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    CONFIRMATION = "confirmation"
    NUMBER = "number"
    RATING = "rating"
    PERSON = "person"
    REFERENCE = "reference"
    ROWS = "rows"

    # Each member is one object. Enum's own hash runs Python code, thousands of times for each form.
    __hash__ = object.__hash__


class Audience(Enum):
    """Who may see an answer. POLICE is never shown, counted, searched or printed for the school."""

    EVERYONE = "everyone"
    POLICE = "police"


def always(_values: Values) -> bool:
    """The condition that is always true."""
    return True


def never(_values: Values) -> bool:
    """The condition that is never true."""
    return False


@dataclass(frozen=True)
class Field:
    """One question.

    Args:
        key: column name in the model and key in ``Values``.
        label: the question, without a colon.
        kind: how it is asked.
        help: one or two sentences below the label.
        required: when an answer is needed before the record may be submitted.
        shown: when the question is asked at all; a hidden question keeps no answer.
        choices: the enumeration for CHOICE, CHOICES and YES_NO.
        columns: the questions of each row for ROWS.
        audience: who may see the answer.
        max_length: characters for the text kinds.
        minimum: smallest number for NUMBER and RATING; fewest rows for ROWS.
        maximum: largest number; most rows for ROWS.
        guidance: the paragraph that the question rests on, such as "Handbook 3.2.4".
        row_name: what one row is called, for ROWS ("pupil").
        in_list: whether the answer stands in the list of records.
        searchable: whether full-text search covers the answer.
        suggest: the answer that follows from the others until the person overrides it; for a column it is
            given the form's answers with the row's laid over them.
    """

    key: str
    label: str
    kind: Kind
    help: str = ""
    required: Condition = never
    shown: Condition = always
    choices: type[Labelled] | None = None
    columns: tuple[Field, ...] = ()
    audience: Audience = Audience.EVERYONE
    max_length: int = 200
    minimum: int | None = None
    maximum: int | None = None
    guidance: str = ""
    row_name: str = ""
    in_list: bool = False
    searchable: bool = False
    suggest: Callable[[Values], Any] | None = None


@dataclass(frozen=True)
class Section:
    """A short group of questions with a heading: one page of the screen, one heading in print."""

    key: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing to put right.

    ``path`` is ``"key"``, or ``"key.row.column"`` with the row counted from 0. ``message`` says what to do,
    in the words that stand both in the summary and beside the field.
    """

    path: str
    message: str


@dataclass(frozen=True)
class Context:
    """What a check may know beside the answers: today's date and the time now, both local."""

    today: date
    now: time


Check = Callable[[Values, Context], Iterable[Problem]]


@dataclass(frozen=True)
class FormSpec:
    """A whole form. ``version`` is the wording's version, stored with each record made with it."""

    noun: str
    title: str
    version: int
    sections: tuple[Section, ...]
    checks: tuple[Check, ...] = field(default=())

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields in order, without the columns of rows."""
        return tuple(each for section in self.sections for each in section.fields)

    def field(self, key: str) -> Field:
        """Return the field with this key. Raises KeyError when there is none."""
        for each in self.fields:
            if each.key == key:
                return each
        raise KeyError(key)


def empty_value(spec: Field) -> Value:
    """Return the value of a question that nobody has answered."""
    if spec.kind in {Kind.CHOICES, Kind.ROWS}:
        return ()
    if spec.kind is Kind.CONFIRMATION:
        return False
    if spec.kind in {Kind.DATE, Kind.TIME, Kind.NUMBER, Kind.RATING, Kind.PERSON}:
        return None
    return ""


def empty_values(spec: FormSpec) -> dict[str, Any]:
    """Return a value for every field of an untouched form."""
    return {each.key: empty_value(each) for each in spec.fields}


def empty_row(spec: Field) -> dict[str, Any]:
    """Return an untouched row of a ROWS field, not stored yet."""
    return {"row_id": None, **{column.key: empty_value(column) for column in spec.columns}}
