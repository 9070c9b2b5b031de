"""Search: a line to type in, and the records that hold all of its words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ssp_desktop.errors import UserError
from ssp_desktop.services import search
from ssp_desktop.services.search import LONGEST_SEARCH, Hit
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_states import state_tag
from ssp_desktop.ui.record_model import Column, Deliver
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, button_row, muted_text, primary_button
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.contact import ContactState

_COLUMNS = (
    Column("happened_on", "Date", 11),
    Column("reference", "Reference", 15),
    Column("state", "State", 23),
    Column("subject", "About", 50),
)
_BEFORE = "Type what you look for. Records that hold all of the words are shown here."
_NOTHING = "No record that you may see holds all of these words. Use fewer words, or another spelling."


class SearchPage(PageFrame):
    """The line and what it found. ``place.extra``: ``words``, kept up to date for coming back."""

    title = "Search"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, wide=True, fills=True)
        self.desk = desk
        self.place = place
        self._words = ""
        label = styled_text("Search contact logs", "label")
        help_text = "A name, a word or a reference. The last word may be a beginning."
        self.line = QLineEdit(str(place.extra.get("words", "")))
        # A longer text is refused in words; nothing is cut off in silence.
        self.line.setMaxLength(LONGEST_SEARCH * 10)
        self.line.setAccessibleName("Search contact logs")
        self.line.setAccessibleDescription(help_text)
        self.line.setMinimumWidth(theme.theme().em(20))
        self.line.returnPressed.connect(self.search)
        label.setBuddy(self.line)
        self.button = primary_button("Search", self.search)
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.count = muted_text("")
        self.table = RecordTable(
            _COLUMNS, name="Records found", empty=_BEFORE, row_key="record_id", cursor_key="document_id"
        )
        self.table.setMinimumHeight(theme.theme().em(12))
        for widget in (label, muted_text(help_text), button_row(self.line, self.button), self.notice):
            self.add(widget)
        self.add(self.count)
        self.add(self.table, 1)
        self.table.activated.connect(lambda record_id: desk.go("contact_log", record_id))
        self.table.fetched.connect(self._tell_count)
        self.table.set_source(None)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.line.text():
            self.search()

    def refresh(self) -> None:
        """Search again for what was searched for last."""
        if self._words:
            self._find(self._words)

    def leaving(self) -> None:
        """Keep the words for coming back."""
        self.place.extra["words"] = self.line.text()

    def search(self) -> None:
        """Search for what stands in the line."""
        self.notice.hide()
        self._find(self.line.text())

    def _find(self, words: str) -> None:
        self._words = words
        self.count.setText("")

        def fetch(before: Any, limit: int, deliver: Deliver) -> None:
            self.desk.run(
                search.find,
                words,
                before=before,
                limit=limit,
                done=lambda hits: deliver([self._row(hit) for hit in hits]),
                failed=self._refused,
                receiver=self,
            )

        self.table.set_source(fetch)

    def _refused(self, error: UserError) -> None:
        self._words = ""
        self.table.set_source(None)
        self.notice.show()
        self.notice.show_problem(error)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_count(self, found: int) -> None:
        if not self._words:
            self.count.setText("")
            self.table.empty.set_text(_BEFORE)
            return
        more = self.table.model.canFetchMore(self.table.view.rootIndex())
        records = "1 record" if found == 1 else f"{found:,} records"
        words = f"The first {records}. Scroll down for more." if more else f"{records} found."
        self.count.setText(words if found else "")
        if not found:
            self.table.empty.set_text(_NOTHING)
        announce(self.table.view, words if found else _NOTHING)

    def _row(self, hit: Hit) -> dict[str, Any]:
        return {
            "document_id": hit.document_id,
            "record_id": hit.record_id,
            "happened_on": hit.happened_on,
            "reference": hit.reference,
            "state": state_tag(ContactState(hit.state), self.desk.wording),
            "subject": hit.subject,
        }
