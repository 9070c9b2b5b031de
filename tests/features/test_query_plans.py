"""Lists, boards and search use an index, so that the hundred-thousandth record costs what the first did."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from ssp_desktop.services import (
    actions,
    boards,
    contact_log_lists,
    contact_log_views,
    countersigning,
    reviews,
    search,
    visits,
)
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.contact import ContactState
from tests.features.steps import crime, submit
from tests.stores import SignInAs

DAY = date(2026, 11, 17)
GROWING = (
    "contact_log",
    "contact_log_pupil",
    "action",
    "visit",
    "revision",
    "prompt",
    "person",
    "audit_entry",
    "review",
)


@contextmanager
def statements(signed_in: SignedIn) -> Iterator[list[tuple[str, Any]]]:
    """Collect what is asked of the database."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    event.listen(signed_in.database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(signed_in.database.engine, "before_cursor_execute", note)


def is_the_newest(statement: str) -> bool:
    """Tell whether only the last rows by their own number are asked for: read from the end, and stopped."""
    return re.search(r"FROM (\w+) ORDER BY \1\.(id|sequence) DESC\s+LIMIT", statement) is not None


def full_scans(signed_in: SignedIn, call: Callable[[SignedIn], object]) -> list[str]:
    """Return where a call reads a whole table that grows with the records."""
    with statements(signed_in) as asked:
        call(signed_in)
    found = []
    with signed_in.database.engine.connect() as connection:
        for statement, parameters in asked:
            if not statement.lstrip().upper().startswith("SELECT"):
                continue
            if is_the_newest(statement):
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            for row in plan:
                scanned = re.fullmatch(r"SCAN (\w+)", row[3])  # an index that covers or orders is named
                if scanned and scanned[1] in GROWING:
                    found.append(f"{row[3]}: {statement}")
    return found


CALLS: dict[str, tuple[str, Callable[[SignedIn], object]]] = {
    "contact logs": ("officer", contact_log_lists.page),
    "contact logs, next page": (
        "officer",
        lambda who: contact_log_lists.page(who, after=(DAY, 1)),
    ),
    "contact logs of a school": ("spoc", contact_log_lists.page),
    "contact logs in a state": (
        "sergeant",
        lambda who: contact_log_lists.page(who, Filter(state=ContactState.WAITING)),
    ),
    "my contact logs": ("officer", lambda who: contact_log_lists.page(who, Filter(mine=True))),
    "contact logs of a period": (
        "sergeant",
        lambda who: contact_log_lists.page(who, Filter(first_day=DAY, last_day=DAY)),
    ),
    "one contact log": ("officer", lambda who: contact_log_views.open_contact_log(who, 1)),
    "actions": ("officer", actions.page),
    "actions, next page": ("officer", lambda who: actions.page(who, after=(DAY, 1))),
    "closed actions": ("officer", lambda who: actions.page(who, closed=True)),
    "my actions": ("officer", lambda who: actions.page(who, mine=True)),
    "actions of a school": ("spoc", actions.page),
    "visits of a school": ("spoc", visits.page),
    "unfinished visits": ("sergeant", lambda who: visits.page(who, unfinished=True)),
    "the visit now": ("officer", visits.current),
    "to countersign": ("spoc", countersigning.waiting),
    "the review queue": ("sergeant", reviews.waiting),
    "an officer's home": ("officer", boards.home),
    "a sergeant's home": ("sergeant", boards.home),
    "a SPOC's home": ("spoc", boards.home),
    "search": ("officer", lambda who: search.find(who, "wellbeing office")),
    "search, next page": ("spoc", lambda who: search.find(who, "wellbeing office", before=9)),
}


@pytest.mark.parametrize(("who", "call"), CALLS.values(), ids=CALLS.keys())
def test_nothing_reads_a_whole_table(
    signed_in_as: SignInAs, who: str, call: Callable[[SignedIn], object]
) -> None:
    submit(signed_in_as("officer"), concerns=("weapons",), **crime())
    assert full_scans(signed_in_as(who), call) == []


def test_saving_reads_no_whole_table_either(signed_in_as: SignInAs) -> None:
    assert full_scans(signed_in_as("officer"), submit) == []


def test_this_test_can_fail(signed_in_as: SignInAs) -> None:
    def work(signed_in: SignedIn) -> None:
        with signed_in.database.engine.connect() as connection:
            connection.exec_driver_sql("SELECT * FROM contact_log WHERE place = 'x'")

    assert len(full_scans(signed_in_as("officer"), work)) == 1
