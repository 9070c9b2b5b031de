"""Pupils: everybody whom a record names, found by name, each with a chronology."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ssp_desktop.errors import UserError
from ssp_desktop.services import chronology
from ssp_desktop.services.search import LONGEST_SEARCH
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column, Deliver
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, button_row, muted_text, secondary_button
from ssp_desktop.ui.widgets.text import styled_text

_COLUMNS = (Column("name", "Name", 34), Column("known_as", "Known as", 24), Column("born", "Born", 12))
_NOBODY = "No record names a pupil yet."
_NOT_FOUND = "No pupil in the records that you may see has this name. Try another spelling, or fewer letters."
_LABEL = "Find a pupil by name"


class PupilsPage(PageFrame):
    """The register of pupils, those entered last first. ``place.extra``: ``words``, kept for coming back."""

    title = "Pupils"

    def __init__(self, desk: Desk, place: Place) -> None:
        intro = "Open a pupil for the chronology: all that concerns them, in the order of the days."
        super().__init__(self.title, intro=intro, fills=True)
        self.desk = desk
        self.place = place
        label = styled_text(_LABEL, "label")
        help_text = "Words of the name, in any order. The last one may be a beginning."
        self.line = QLineEdit(str(place.extra.get("words", "")))
        self.line.setMaxLength(LONGEST_SEARCH * 10)  # a longer text is refused in words
        self.line.setAccessibleName(_LABEL)
        self.line.setAccessibleDescription(help_text)
        self.line.setMinimumWidth(theme.theme().em(20))
        self.line.returnPressed.connect(self.refresh)
        label.setBuddy(self.line)
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        row = button_row(self.line, secondary_button("Find", self.refresh))
        for each in (label, muted_text(help_text), row, self.notice):
            self.add(each)
        self.table = RecordTable(_COLUMNS, name="Pupils", empty=_NOBODY)
        self.table.activated.connect(lambda person_id: desk.go("chronology", person_id))
        self.table.fetched.connect(self._say_why_empty)
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "pupils", lambda: {"typed": self.line.text()})
        follow(desk, self, self.refresh, "person", "contact_log", "activity")
        self.refresh()
        if self.line.text():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the register again, for the words that stand in the line."""
        self.notice.hide()
        typed = self.line.text()

        def fetch(after: Any, limit: int, deliver: Deliver) -> None:
            self.desk.run(
                chronology.pupils,
                typed,
                after=after,
                limit=limit,
                done=deliver,
                failed=self._refused,
                receiver=self,
            )

        self.table.set_source(fetch)

    def leaving(self) -> None:
        """Keep the words for coming back."""
        self.place.extra["words"] = self.line.text()

    def _refused(self, error: UserError) -> None:
        self.table.set_source(None)
        self.notice.show()
        self.notice.show_problem(error)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_why_empty(self, count: int) -> None:
        if not count:
            self.table.empty.set_text(_NOT_FOUND if self.line.text().strip() else _NOBODY)
