"""The list of contact logs, with the person's own drafts above it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import contact_log_lists, drafts, partnerships
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.contact_log_lists import ContactLogRow, Filter
from ssp_desktop.services.drafts import DraftSummary
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.print_requests import RegisterPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_filters import ContactLogFilters
from ssp_desktop.ui.pages.contact_log_states import state_tag
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import (
    Card,
    LinkButton,
    PageFrame,
    breakable,
    button_row,
    link_button,
    primary_button,
    secondary_button,
)

NOUN = "contact_log"
_FEW = 3
_COLUMNS = (
    Column("contact_date", "Date", 11),
    Column("reference", "Reference", 14),
    Column("state", "State", 20),
    Column("subject", "About", 28),
    Column("pupils", "Pupils", 20),
    Column("author", "Officer", 20),
    Column("school", "School", 28),
)
_NONE_YET = "There is no contact log yet."
_NONE_FIT = "No contact log fits what you asked for. Change the filters above."


class ContactLogsPage(PageFrame):
    """Drafts, search, filters and the list. ``place.extra``: ``filter`` is kept when the page is left."""

    title = "Contact logs"

    def __init__(self, desk: Desk, place: Place) -> None:
        # Whoever writes here reads their own drafts and records even when nothing can be written.
        writes = desk.actor.may(Action.CONTACT_LOG_WRITE)
        super().__init__(self.title, _buttons(desk), wide=True, fills=True)
        self.desk = desk
        self.place = place
        self._writes = writes
        self.drafts = DraftsCard()
        self.drafts.hide()
        self.search = _SearchBox(desk)
        self.filters = ContactLogFilters(with_mine=writes, wording=desk.wording)
        kept = place.extra.get("filter")
        if isinstance(kept, Filter):
            self.filters.show_filter(kept)
        self.table = RecordTable(_COLUMNS, name="Contact logs", empty=_NONE_YET, cursor_key="key")
        self.table.setMinimumHeight(theme.theme().em(12))
        for widget in (self.drafts, self.search, self.filters):
            self.add(widget)
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "contact_logs", lambda: {"wanted": self._wanted()})
        self.filters.changed.connect(self._read_list)
        self.table.activated.connect(partial(desk.go, NOUN))
        self.table.fetched.connect(self._say_why_empty)
        follow(desk, self, self._read_list, NOUN)
        follow(desk, self, self._read_drafts, "draft")
        follow(desk, self, self._read_schools, "partnership")
        self.refresh()

    def refresh(self) -> None:
        """Read drafts, schools and list again."""
        self._read_drafts()
        self._read_schools()
        self._read_list()

    def leaving(self) -> None:
        """Keep the filters for coming back."""
        self.place.extra["filter"] = self._wanted()

    def _wanted(self) -> Filter:
        return self.filters.wanted

    def _read_list(self) -> None:
        self.table.set_source(
            source(self.desk, self, contact_log_lists.page, self._row, wanted=self._wanted())
        )

    def _read_drafts(self) -> None:
        if self._writes:
            self.desk.run(drafts.own_drafts, done=self._show_drafts)

    def _read_schools(self) -> None:
        self.desk.run(partnerships.schools, done=self._show_schools)

    def _show_schools(self, schools: tuple[School, ...]) -> None:
        self.filters.set_schools(schools)
        self.table.view.setColumnHidden(len(_COLUMNS) - 1, len(schools) <= 1)

    def _show_drafts(self, found: tuple[DraftSummary, ...]) -> None:
        own = [each for each in found if each.place.noun == NOUN]
        self.drafts.show_drafts(own, self.desk)

    def _say_why_empty(self, count: int) -> None:
        if not count:
            self.table.empty.set_text(_NONE_YET if self._wanted() == Filter() else _NONE_FIT)

    def _row(self, record: ContactLogRow) -> dict[str, Any]:
        return {
            "id": record.id,
            "key": record.key,
            "contact_date": record.contact_date,
            "reference": record.reference,
            "state": state_tag(record.state, self.desk.wording),
            "subject": record.subject,
            "pupils": record.pupils,
            "author": record.author,
            "school": record.school,
        }


def _buttons(desk: Desk) -> list[QPushButton]:
    buttons = []
    if desk.may(Action.CONTACT_LOG_WRITE):
        buttons.append(primary_button("New contact log", partial(desk.go, "contact_log_edit")))
    if desk.may(Action.PRINT_REGISTER):
        register = partial(desk.go, "print", period=RegisterPrint)
        buttons.append(secondary_button("Print the register", register))
    return buttons


class DraftsCard(Card):
    """The person's own drafts, the newest first: a few, then all of them on demand."""

    def __init__(self, page: str = "contact_log_edit") -> None:
        super().__init__("Your drafts")
        self._page = page
        self.links: list[LinkButton] = []
        self._everything = False

    def show_drafts(self, found: list[DraftSummary], desk: Desk) -> None:
        """Show these drafts; none hides the card."""
        for link in self.links:
            self.body.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        shown = found if self._everything else found[:_FEW]
        for draft in shown:
            self._link(_draft_words(draft), partial(desk.go, self._page, draft_id=draft.id))
        if len(found) > len(shown):
            self._link(f"Show all {len(found)} drafts", partial(self._show_all, found, desk))
        self.setVisible(bool(found))

    def _link(self, words: str, pressed: partial[None]) -> None:
        link = link_button(breakable(words), pressed)
        self.links.append(link)
        self.add(link)
        # A layout shows what it is given only later, and what is not shown takes no focus.
        link.show()

    def _show_all(self, found: list[DraftSummary], desk: Desk) -> None:
        self._everything = True
        self.show_drafts(found, desk)
        self.links[_FEW].setFocus()


def _draft_words(draft: DraftSummary) -> str:
    kind = "Correction" if draft.place.record_id is not None else "Draft"
    return f"{kind}: {draft.title}, saved {in_words(draft.saved_at)}"


class _SearchBox(QWidget):
    """One line and a button; Enter searches."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.line = QLineEdit()
        self.line.setAccessibleName("Search contact logs")
        self.line.setPlaceholderText("Name, word or reference")
        self.line.setMinimumWidth(theme.theme().em(18))
        self.line.returnPressed.connect(self._go)
        self.button = secondary_button("Search", self._go)
        row = button_row(self.line, self.button, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)

    def _go(self) -> None:
        self._desk.go("search", words=self.line.text())
