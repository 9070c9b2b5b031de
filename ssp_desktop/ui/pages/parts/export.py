"""The export of a list: a button on the page, and what is asked before the file is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services import exports
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.disclosures import LONGEST_PURPOSE, LONGEST_RECIPIENT
from ssp_desktop.services.export_lists import EXPORTS
from ssp_desktop.services.exports import Exported, ExportRequest, ExportStopped
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.fields import build_row
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.pages.parts.in_view import bring_into_view, focus_on
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    FlowLayout,
    Notice,
    PageFrame,
    TickRadio,
    body_text,
    button_row,
    muted_text,
    secondary_button,
)
from ssp_desktop.ui.widgets.text import styled_text

Filters = Callable[[], Mapping[str, Any]]

_RECIPIENT = Field(
    "recipient",
    "Who is this copy for",
    Kind.TEXT,
    "Name and role. It stands in the file and in the audit log.",
    required=always,
    max_length=LONGEST_RECIPIENT,
)
_PURPOSE = Field("purpose", "What is it for", Kind.TEXT, required=always, max_length=LONGEST_PURPOSE)
_LABELS = {"csv": "CSV (any program)", "xlsx": "XLSX (Excel)"}
_KINDS = {"csv": "Table (*.csv)", "xlsx": "Workbook (*.xlsx)"}
_OUTSIDE = "The file lies outside the encrypted store. Keep it where only those who need it can read it."


def _nothing_filtered() -> Mapping[str, Any]:
    return {}


def offer_export(
    page: PageFrame, desk: Desk, name: str, filters: Filters = _nothing_filtered, *, button: str = "Export"
) -> ExportCard | None:
    """Put "Export" on a page with a list, for whoever may. None where the role or the IT policy forbids it.

    Args:
        page: the page, built.
        desk: who is signed in.
        name: the list, a key of ``EXPORTS``.
        filters: what the page's filters say now, as the list's ``read`` takes them.
        button: what the button says, where a page has two lists.
    """
    if not (exports.may_export(desk.actor, name) and exports.formats()):
        return None
    card = ExportCard(desk, name, filters, button)
    page.offer(card.opener, card)
    return card


class ExportCard(Card):
    """For whom, what for, which kind of file, and the password again. Hidden until "Export" is pressed."""

    def __init__(self, desk: Desk, name: str, filters: Filters, button: str) -> None:
        title = EXPORTS[name].title
        super().__init__(f"Export: {title}")
        self.desk = desk
        self._name = name
        self._filters = filters
        self.opener = secondary_button(button, self.open)
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.work = LongWork()
        self.work.stopped.connect(self._stopped)
        self.rows = {each.key: build_row(each, prefix="Export") for each in (_RECIPIENT, _PURPOSE)}
        self.password = PasswordQuestion(
            "Your password", "It is asked again, because a whole list leaves the store."
        )
        self.password.entered.connect(self.choose_file)
        self.button = secondary_button("Choose the file …", self.choose_file)
        self.close_button = secondary_button("Close", self._close)
        self.add(body_text(f"The list as the page shows it, as a table. {_OUTSIDE}"))
        self.add(self.notice)
        self.add(self.work)
        for row in self.rows.values():
            row.set_required(True)
            self.add(row)
        self.formats = {each: TickRadio(_LABELS[each]) for each in exports.formats()}
        choices = FlowLayout()
        label = styled_text("Kind of file", "group")
        label.setWordWrap(False)
        choices.addWidget(label)
        for radio in self.formats.values():
            radio.setAccessibleDescription("Kind of file")
            choices.addWidget(radio)
        next(iter(self.formats.values())).setChecked(True)
        self.body.addLayout(choices)
        self.add(self.password)
        self.add(button_row(self.button, self.close_button))
        self.add(muted_text("Number, recipient and purpose of each copy stand in the audit log."))
        self.hide()

    def open(self) -> None:
        """Show the questions and take the keyboard to the first."""
        self.show()
        self.rows["recipient"].take_focus()
        bring_into_view(self)

    def choose_file(self) -> None:
        """Check that everything is answered, ask for the file, then export."""
        self.notice.hide()
        missing = self._missing()
        if missing is not None:
            self._tell(Tone.ERROR, missing.what_happened, missing.what_to_do, to_notice=False)
            return
        kind = next(each for each, radio in self.formats.items() if radio.isChecked())
        day = local_date(self.desk.signed_in.clock()).isoformat()
        title = EXPORTS[self._name].title
        path = dialogs.choose_file_to_save(self, f"Export: {title}", _KINDS[kind], f"{title} {day}.{kind}")
        if path is not None:
            self._export(self._request(kind, path))

    def hideEvent(self, event: QHideEvent) -> None:
        """The page is left or thrown away: an export that is going on stops, and leaves nothing."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.work.token.cancel()
            self.password.clear()

    def _missing(self) -> UserError | None:
        """Return what is missing, said beside its question, with the keyboard there."""
        found: list[str] = []
        for key, words in (("recipient", "Say whom this copy is for."), ("purpose", "Say what it is for.")):
            empty = not str(self.rows[key].value()).strip()
            self.rows[key].set_error(words if empty else "")
            found.extend([key] if empty else [])
        if found:
            self.rows[found[0]].take_focus()
            return UserError(f"The {found[0]} is missing.", "Nothing was exported yet.")
        if not self.password.text:
            self.password.set_wrong(True)
            return UserError("Your password is missing.", "Type it, then choose the file.")
        return None

    def _request(self, kind: str, path: Path) -> ExportRequest:
        answers = {key: str(row.value()) for key, row in self.rows.items()}
        return ExportRequest(self._name, dict(self._filters()), kind, path, **answers)

    def _export(self, request: ExportRequest) -> None:
        token = self.work.begin("Exporting")
        self.button.setEnabled(False)
        self.desk.run(
            exports.export,
            self.password.text,
            request,
            lambda: token.cancelled,
            done=self._exported,
            failed=self._failed,
            receiver=self,
        )

    def _exported(self, made: Exported) -> None:
        self.work.end()
        self.button.setEnabled(True)
        self.password.clear()
        rows = "1 row" if made.rows == 1 else f"{made.rows:,} rows"
        self._tell(
            Tone.SUCCESS,
            f"Copy {made.copy_number} is saved: {rows}.",
            f"It stands in the audit log as disclosed to {made.recipient}. {_OUTSIDE}",
        )

    def _failed(self, error: UserError) -> None:
        self.work.end()
        self.button.setEnabled(True)
        tone = Tone.INFORMATION if isinstance(error, ExportStopped) else Tone.ERROR
        self._tell(tone, error.what_happened, error.what_to_do)

    def _stopped(self) -> None:
        self.button.setEnabled(True)

    def _tell(self, tone: Tone, title: str, text: str, *, to_notice: bool = True) -> None:
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
        if to_notice:
            focus_on(self.notice)
        else:
            bring_into_view(self.notice)

    def _close(self) -> None:
        self.hide()
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)
