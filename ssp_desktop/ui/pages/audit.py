"""The audit log: who did what and when; a copy for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.security.permissions import Action, allowed
from ssp_desktop.services import audit_log
from ssp_desktop.services.audit_log import AuditFilter, AuditLine
from ssp_desktop.services.clock import local, local_date
from ssp_desktop.services.disclosures import LONGEST_RECIPIENT
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.audit_filters import AuditFilters
from ssp_desktop.ui.pages.listening import source
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.pages.print_output import save_file
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    body_text,
    primary_button,
    secondary_button,
)

COLUMNS = (
    Column("at", "When", 16),
    Column("actor", "Who", 23),
    Column("event", "What was done", 16),
    Column("record", "Record", 26),
    Column("detail", "Detail", 20),
)
_RECIPIENT = Field(
    "recipient",
    "Who is this copy for",
    Kind.TEXT,
    "Name and role. It stands in the audit log.",
    required=always,
    max_length=LONGEST_RECIPIENT,
)
_OUTSIDE = "The file lies outside the encrypted store. Keep it where only those who need it can read it."


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
        self.export_button = secondary_button("Export", self._ask_recipient)
        buttons = [self.check_button]
        if allowed(desk.actor.role, desk.actor.administrator, Action.AUDIT_EXPORT):
            buttons.append(self.export_button)
        super().__init__(self.title, buttons, fills=True)
        self.desk = desk
        self.place = place
        self._lines: dict[int, AuditLine] = {}
        self.notice = Notice(Tone.INFORMATION, "")
        self.work = LongWork()
        self.export_form = InlineForm("export", (_RECIPIENT,), "Choose the file …", name="Export")
        self.export_form.submitted.connect(lambda answers: self._export(str(answers["recipient"])))
        self.export_card = Card("Export what the filters show")
        self.export_card.add(body_text(f"A table as CSV file. {_OUTSIDE}"))
        self.export_card.add(self.export_form)
        for each in (self.notice, self.work, self.export_card):
            each.hide()
            self.add(each)
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
        """Stop an export that is going on."""
        self.work.token.cancel()

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

    # --- the export

    def _ask_recipient(self) -> None:
        self.export_card.show()
        self.export_form.rows["recipient"].take_focus()
        self.scroll_area.ensureWidgetVisible(self.export_card)

    def _export(self, recipient: str) -> None:
        if not recipient.strip():
            self.export_form.show_problem(
                UserError("The recipient is missing.", "Say whom this copy is for.")
            )
            return
        today = local_date(self.desk.signed_in.clock())
        path = dialogs.choose_file_to_save(
            self, "Export the audit log", "Table (*.csv)", f"Audit log {today.isoformat()}.csv"
        )
        if path is None:
            self.export_form.button.setEnabled(True)
            return
        self.work.begin("Exporting")
        self.desk.run(
            audit_log.export,
            self.filters.wanted,
            recipient,
            done=lambda content: self._write(path, content),
            failed=self._not_exported,
            receiver=self,
        )

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.tasks.run_aside(
            save_file, path, content, done=self._exported, failed=self._not_exported, receiver=self
        )

    def _exported(self, _path: Path) -> None:
        self.work.end()
        self.export_card.hide()
        self.export_form.button.setEnabled(True)
        self.export_form.rows["recipient"].set_value("")
        self._tell(
            Tone.SUCCESS, "The audit log is exported.", f"The export stands in the log too. {_OUTSIDE}"
        )
        self.refresh()

    def _not_exported(self, error: Exception) -> None:
        self.work.end()
        if isinstance(error, UserError):
            self.export_form.show_problem(error)
        else:
            self.export_form.button.setEnabled(True)
            self.desk.tasks.tell(error)

    # --- telling

    def _tell(self, tone: Tone, title: str, text: str) -> None:
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
        self.notice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.ensureWidgetVisible(self.notice)


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
