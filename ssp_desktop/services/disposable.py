"""What a kind of record that can be disposed of consists of: how it is found, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement

from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services.records import reference_of


@dataclass(frozen=True)
class Part:
    """A record with a number of its own that belongs to another and goes with it.

    Args:
        noun: what it is called.
        model: its table, which has one link to the record's.
        rows: the tables that belong to it alone.
        pages: the pages on which somebody may have typed about it, by its number.
    """

    noun: str
    model: type[Any]
    rows: tuple[type[Any], ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class SchoolPage:
    """A page about a record that is asked for by its school.

    Args:
        page: its key.
        told: what else the page was told, with the column of the record that says the same.
    """

    page: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Disposable:
    """One kind of record.

    Args:
        form: its form.
        label: what a list calls it.
        day_label: what its day is called.
        model: its table.
        day: the day from which its time counts, as SQL; none while it has not begun to count.
        reference: gives a record's reference.
        named: the table whose ``person_id`` names people of the register: its own, one of its rows, or none.
        rows: the tables that belong to it alone.
        parts: the records that go with it.
        pages: the pages on which somebody may have typed about it, by its number.
        school_pages: the pages on which somebody may have typed about it, by its school.
        needed: for the last day of records that may go: whether another record needs this one still.
        told_to_school: whether the school may learn that one of its own was disposed of.
    """

    form: FormSpec
    label: str
    day_label: str
    model: type[Any]
    day: Any
    reference: Callable[[Any], str]
    named: type[Any] | None = None
    rows: tuple[type[Any], ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[str, ...] = ()
    school_pages: tuple[SchoolPage, ...] = ()
    needed: Callable[[date], ColumnElement[bool]] | None = None
    told_to_school: bool = False

    @property
    def noun(self) -> str:
        """What it is called."""
        return self.form.noun


def own_reference(record: Any) -> str:
    """Return the reference that a record keeps itself."""
    reference: str = record.reference
    return reference


def referenced(prefix: str) -> Callable[[Any], str]:
    """Return what gives references of prefix, year and number."""
    return partial(reference_of, prefix=prefix)


def numbered(called: str) -> Callable[[Any], str]:
    """Return what gives the names of records that have none: what they are called, and their number."""
    return lambda record: f"{called} {record.id}"


def of_year(called: str, begins: int) -> str:
    """Return the name of a record that is kept for the school year that begins in that calendar year."""
    return f"{called} {begins} to {begins + 1}"


def link_between(rows: type[Any], to: type[Any]) -> Column[Any]:
    """Return the column by which a table's rows belong to another table's record."""
    found: list[Column[Any]] = [
        column
        for column in rows.__table__.columns
        if any(key.column.table is to.__table__ for key in column.foreign_keys)
    ]
    (column,) = found
    return column
