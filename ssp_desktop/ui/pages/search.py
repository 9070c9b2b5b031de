"""Search: a line to type in, the kind of record, and the records that hold all of the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ssp_desktop.errors import UserError
from ssp_desktop.services import search
from ssp_desktop.services.search import LONGEST_SEARCH, Hit
from ssp_desktop.services.searchable import kinds_for
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.search_pages import place_of, state_of
from ssp_desktop.ui.record_model import Column, Deliver
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Notice,
    PageFrame,
    Tag,
    button_row,
    muted_text,
    primary_button,
    secondary_button,
)
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.text import styled_text

_COLUMNS = (
    Column("happened_on", "Date", 11),
    Column("kind", "Kind", 18),
    Column("reference", "Reference", 15),
    Column("state", "State", 20),
    Column("subject", "About", 36),
    Column("school", "School", 24),
)
_EVERY_KIND = "Every kind"
_BEFORE = "Type what you look for. Records that hold all of the words are shown here."
_NOTHING = "No record that you may see holds all of these words. Use fewer words, or another spelling."


@dataclass(frozen=True)
class _Row:
    document_id: int
    happened_on: date | None
    kind: str
    reference: str
    state: Tag | str
    subject: str
    school: str
    leads_to: Place


class SearchPage(PageFrame):
    """The line and what it found. ``place.extra``: ``words`` and ``kind``, kept for coming back."""

    title = "Search"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, wide=True, fills=True)
        self.desk = desk
        self.place = place
        self._words = ""
        self._kinds = {noun: desk.wording(label) for noun, label in kinds_for(desk.actor).items()}
        label = styled_text("Search all records", "label")
        help_text = "A name, a word or a reference. The last word may be a beginning."
        self.line = QLineEdit(str(place.extra.get("words", "")))
        # A longer text is refused in words; nothing is cut off in silence.
        self.line.setMaxLength(LONGEST_SEARCH * 10)
        self.line.setAccessibleName("Search all records")
        self.line.setAccessibleDescription(help_text)
        self.line.setMinimumWidth(theme.theme().em(20))
        self.line.returnPressed.connect(self.search)
        label.setBuddy(self.line)
        self.kind = CalmCombo([(label, noun) for noun, label in self._kinds.items()], "")
        self.kind.setItemText(0, _EVERY_KIND)
        self.kind.setAccessibleName("Kind of record")
        kind = place.extra.get("kind", "")
        self.kind.set_value(kind if kind in self._kinds else "")
        self.kind.activated.connect(lambda _chosen: self.refresh())
        self.button = primary_button("Search", self.search)
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.count = muted_text("")
        self.table = RecordTable(
            _COLUMNS, name="Records found", empty=_BEFORE, row_key="leads_to", cursor_key="document_id"
        )
        self.table.setMinimumHeight(theme.theme().em(12))
        pupils = secondary_button("Pupils of this name", self._to_pupils)
        line = button_row(self.line, self.kind, self.button, pupils)
        for widget in (label, muted_text(help_text), line, self.notice):
            self.add(widget)
        self.add(self.count)
        self.add(self.table, 1)
        self.table.activated.connect(lambda to: desk.go(to.page, to.record_id, **to.extra))
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
        self.place.extra.update(words=self.line.text(), kind=self.kind.value())

    def search(self) -> None:
        """Search for what stands in the line."""
        self.notice.hide()
        self._find(self.line.text())

    def _to_pupils(self) -> None:
        self.desk.go("pupils", words=self.line.text())

    def _find(self, words: str) -> None:
        self._words = words
        self.count.setText("")
        noun = self.kind.value()

        def fetch(before: Any, limit: int, deliver: Deliver) -> None:
            self.desk.run(
                search.find,
                words,
                noun=noun,
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

    def _row(self, hit: Hit) -> _Row:
        return _Row(
            document_id=hit.document_id,
            happened_on=hit.happened_on,
            kind=self._kinds[hit.noun],
            reference=hit.reference,
            state=state_of(hit, self.desk.wording),
            subject=hit.subject,
            school=hit.school,
            leads_to=place_of(hit),
        )
