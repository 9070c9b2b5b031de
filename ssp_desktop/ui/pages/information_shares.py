"""Information shared between police and school, in one list: recorded here or in a contact log."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import information_shares
from ssp_desktop.services.information_shares import ShareRow
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import PageFrame, Tag, primary_button, secondary_button

_COLUMNS = (
    Column("shared_on", "Date", 11),
    Column("direction", "Which way", 17),
    Column("category", "Category", 24),
    Column("what", "What", 34),
    Column("with_whom", "With whom", 24),
    Column("where", "Recorded in", 14),
    Column("report", "Intelligence report", 20),
    Column("school", "School", 24),
)
_SHOWN_OF_TEXT = 200
_NAMES = {"information_share": "Here", "contact_log": "Contact log"}


class InformationSharesPage(PageFrame):
    """The list. What was shared during a contact opens the contact log."""

    title = "Information shared"

    def __init__(self, desk: Desk, place: Place) -> None:
        intro = "What was shared during a contact is recorded in the contact log, and listed here too."
        super().__init__(self.title, _buttons(desk), intro=intro, wide=True, fills=True)
        self.desk = desk
        self.place = place
        self._police = desk.actor.audience == "police"
        self.table = RecordTable(
            _COLUMNS,
            name="Information shared",
            empty="Nothing has been shared yet.",
            row_key="opens",
            cursor_key="key",
        )
        self.table.setMinimumHeight(theme.theme().em(12))
        self.table.view.setColumnHidden(6, not self._police)
        self.table.view.setColumnHidden(7, not self._police)
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "information_shares")
        self.table.activated.connect(lambda opens: desk.go(*opens))
        follow(desk, self, self.refresh, "information_share", "contact_log")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.table.set_source(source(self.desk, self, information_shares.page, self._row))

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _row(self, record: ShareRow) -> dict[str, Any]:
        return {
            "opens": (record.noun, record.record_id),
            "key": record.key,
            "shared_on": record.shared_on,
            "direction": self.desk.wording(record.direction),
            "category": record.category,
            "what": record.what[:_SHOWN_OF_TEXT],
            "with_whom": record.with_whom,
            "where": _NAMES[record.noun],
            "report": Tag("Missing", Tone.WARNING)
            if record.without_report
            else Tag("In order", Tone.SUCCESS),
            "school": record.school,
        }


def _buttons(desk: Desk) -> list[QPushButton]:
    buttons = []
    if desk.may(Action.ACTIVITY_WRITE):
        buttons.append(primary_button("Record a sharing", partial(desk.go, "information_share_edit")))
    return [*buttons, secondary_button("All activities", partial(desk.go, "activities"))]
