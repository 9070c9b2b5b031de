"""What a list that can be exported is, and how days and times stand in its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ssp_desktop.reports.spreadsheet import Cell
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.clock import local
from ssp_desktop.services.unit_of_work import Work

TIME = "(time of the school)"


@dataclass(frozen=True)
class ExportList:
    """One list.

    Args:
        noun: what the disclosure and the audit log call it.
        title: its name in the file.
        needs: the rights to read it; one of them is enough.
        headers: the headings.
        read: returns one page for ``(work, after=…, limit=…)`` and the page's filters.
        cells: turns a record into its cells.
        key: what ``after`` is for the page that follows a record; None when ``read`` returns all at once.
        export: the right to take it out of the store.
        police_columns: how many of the last columns the police alone get.
        sensitive: whoever has this right gets a file that is at least OFFICIAL-SENSITIVE, whatever this PC's
            marking; None: nobody does.
    """

    noun: str
    title: str
    needs: tuple[Action, ...]
    headers: tuple[str, ...]
    read: Callable[..., Sequence[Any]]
    cells: Callable[[Any], tuple[Cell, ...]]
    key: Callable[[Any], Any] | None = None
    export: Action = Action.EXPORT_LIST
    police_columns: int = 0
    sensitive: Action | None = None


def day(value: date | None) -> str:
    """Return a date as ISO 8601 has it, empty when there is none."""
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    """Return a time as ISO 8601 has it, to the minute, in the time of the school."""
    return f"{local(value):%Y-%m-%d %H:%M}" if value else ""


def of_one_school(read: Callable[..., Sequence[Any]]) -> Callable[..., Sequence[Any]]:
    """Return the reader of a list that is read at once and takes a school; none chosen, no rows."""

    def read_all(
        work: Work,
        *,
        after: Any,  # noqa: ARG001 - the readers' shape
        limit: int,  # noqa: ARG001 - as above
        partnership_id: int | None,
        **filters: Any,
    ) -> Sequence[Any]:
        return () if partnership_id is None else read(work, partnership_id, **filters)

    return read_all


def whole(read: Callable[[Work], Sequence[Any]]) -> Callable[..., Sequence[Any]]:
    """Return the reader of a short list that is read at once."""

    def read_all(work: Work, *, after: Any, limit: int) -> Sequence[Any]:  # noqa: ARG001 - the readers' shape
        return read(work)

    return read_all
