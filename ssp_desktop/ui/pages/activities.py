"""The list of activities, with filters, and the way to what belongs to them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import activity_lists, partnerships
from ssp_desktop.services.activity_lists import ActivityFilter, ActivityRow
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.print_activities import ActivityRegisterPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.activity_filters import ActivityFilters
from ssp_desktop.ui.pages.activity_tags import state_tag
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import PageFrame, primary_button, secondary_button

_COLUMNS = (
    Column("happened_on", "Date", 11),
    Column("kind", "What was done", 26),
    Column("subject", "About", 30),
    Column("reference", "Reference", 14),
    Column("state", "State", 16),
    Column("author", "Officer", 20),
    Column("school", "School", 26),
)
_NONE_YET = "There is no activity yet."
_NONE_FIT = "No activity fits what you asked for. Change the filters above."


class ActivitiesPage(PageFrame):
    """Filters and the list. ``place.extra``: ``filter`` is kept when the page is left."""

    title = "Activities"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, _buttons(desk), wide=True, fills=True)
        self.desk = desk
        self.place = place
        self.filters = ActivityFilters(police=desk.actor.audience == "police", wording=desk.wording)
        kept = place.extra.get("filter")
        if isinstance(kept, ActivityFilter):
            self.filters.show_filter(kept)
        self.table = RecordTable(_COLUMNS, name="Activities", empty=_NONE_YET, cursor_key="key")
        self.table.setMinimumHeight(theme.theme().em(12))
        self.add(self.filters)
        self.add(self.table, 1)
        self.filters.changed.connect(self._read_list)
        self.table.activated.connect(partial(desk.go, "activity"))
        self.table.fetched.connect(self._say_why_empty)
        self.export = offer_export(self, desk, "activities", lambda: {"wanted": self.filters.wanted})
        follow(desk, self, self._read_list, "activity")
        follow(desk, self, self._read_schools, "partnership")
        self.refresh()

    def refresh(self) -> None:
        """Read schools and list again."""
        self._read_schools()
        self._read_list()

    def leaving(self) -> None:
        """Keep the filters for coming back."""
        self.place.extra["filter"] = self.filters.wanted

    def _read_list(self) -> None:
        self.table.set_source(
            source(self.desk, self, activity_lists.page, self._row, wanted=self.filters.wanted)
        )

    def _read_schools(self) -> None:
        self.desk.run(partnerships.schools, done=self._show_schools)

    def _show_schools(self, schools: tuple[School, ...]) -> None:
        self.filters.set_schools(schools)
        self.table.view.setColumnHidden(len(_COLUMNS) - 1, len(schools) <= 1)

    def _say_why_empty(self, count: int) -> None:
        if not count:
            self.table.empty.set_text(_NONE_YET if self.filters.wanted == ActivityFilter() else _NONE_FIT)

    def _row(self, record: ActivityRow) -> dict[str, Any]:
        return {
            "id": record.id,
            "key": record.key,
            "happened_on": record.happened_on,
            "kind": self.desk.wording(record.kind.label),
            "subject": record.subject,
            "reference": record.reference,
            "state": state_tag(record.in_error),
            "author": record.author,
            "school": record.school,
        }


def _buttons(desk: Desk) -> list[QPushButton]:
    buttons = []
    if desk.may(Action.ACTIVITY_WRITE):
        buttons.append(primary_button("Record an activity", partial(desk.go, "activity_edit")))
    if desk.may(Action.PRINT_ACTIVITIES):
        buttons.append(
            secondary_button("Print the register", partial(desk.go, "print", period=ActivityRegisterPrint))
        )
    return [
        *buttons,
        secondary_button("Information shared", partial(desk.go, "information_shares")),
        secondary_button("Missing pupils", partial(desk.go, "missing_pupils")),
        secondary_button("Body-worn video", partial(desk.go, "bwv_viewings")),
    ]
