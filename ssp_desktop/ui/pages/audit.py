"""The audit log: who did what and when; a copy for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.services import audit_log
from ssp_desktop.services.audit_log import AuditFilter, AuditLine
from ssp_desktop.services.clock import local
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.audit_filters import AuditFilters
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    PageFrame,
    primary_button,
)

COLUMNS = (
    Column("at", "When", 16),
    Column("actor", "Who", 23),
    Column("event", "What was done", 16),
    Column("record", "Record", 26),
    Column("detail", "Detail", 20),
)


@dataclass(frozen=True)
class _Row:
    sequence: int
    at: datetime
    actor: str
    event: str
    record: str
    detail: str


class AuditPage(PageFrame):
    """The log with its filters, for a sergeant or somebody with administration."""

    title = "Audit log"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.check_button = primary_button("Check the store", partial(desk.go, "check_store"))
        super().__init__(self.title, [self.check_button], fills=True)
        self.desk = desk
        self.place = place
        self._lines: dict[int, AuditLine] = {}
        self.filters = AuditFilters(desk.people)
        self.filters.changed.connect(self._filter_changed)
        self.add(self.filters)
        self.table = RecordTable(
            COLUMNS, name="Audit log", empty="No entry fits these filters.", row_key="sequence"
        )
        self.table.activated.connect(self._open)
        self.add(self.table, 1)
        self.details = Card("Entry")
        self._detail_rows = KeyValueTable()
        self.details.add(self._detail_rows)
        self.details.hide()
        self.add(self.details)
        self.export = offer_export(self, desk, "audit", lambda: {"wanted": self.filters.wanted})
        follow(desk, self, self.refresh, "disclosure")
        before = place.extra.get("filter")
        if isinstance(before, AuditFilter):
            self.filters.show_filter(before)
        self.refresh()

    def refresh(self) -> None:
        """Read the log again from its newest entry."""
        self._lines.clear()
        fetch = source(
            self.desk, self, audit_log.page, self._keep, cursor="before", wanted=self.filters.wanted
        )
        self.table.set_source(fetch)

    def leaving(self) -> None:
        """Nothing is typed here but the questions of an export, which stops when the page is left."""

    def _filter_changed(self, wanted: AuditFilter) -> None:
        self.place = Place(self.place.page, None, {"filter": wanted})
        self.details.hide()
        self.refresh()

    def _keep(self, line: AuditLine) -> _Row:
        self._lines[line.sequence] = line
        return _Row(line.sequence, local(line.at), line.actor, line.event, line.record, line.detail)

    def _open(self, sequence: int) -> None:
        line = self._lines[sequence]
        self._detail_rows.set_rows(_details(line))
        self.details.show()
        self.scroll_area.ensureWidgetVisible(self.details)


def _details(line: AuditLine) -> list[tuple[str, str | QWidget]]:
    at = local(line.at)
    return [
        ("Number of the entry", f"{line.sequence:,}"),
        ("When", f"{at.day} {at:%B %Y, %H:%M:%S}"),
        ("Who", f"{line.actor}, {line.actor_role}" if line.actor_role else line.actor),
        ("What was done", line.event),
        ("Record", line.record or "None"),
        ("Revision", f"{line.revision}" if line.revision else "None"),
        ("Detail", line.detail or "None, or not shown to your role"),
    ]
