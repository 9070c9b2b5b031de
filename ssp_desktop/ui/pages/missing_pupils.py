"""Missing pupils: the sheets that were filled in, and one to have ready for the call."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import missing_pupils
from ssp_desktop.services.missing_pupils import MissingRow
from ssp_desktop.services.print_activities import BlankMissingPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import PageFrame, Tag, primary_button, secondary_button

_COLUMNS = (
    Column("reported_on", "Date", 11),
    Column("reference", "Reference", 14),
    Column("pupil", "Pupil", 28),
    Column("risk", "Risk", 22),
    Column("state", "State", 16),
    Column("school", "School", 28),
)


class MissingPupilsPage(PageFrame):
    """The list, the newest first."""

    title = "Missing pupils"

    def __init__(self, desk: Desk, place: Place) -> None:
        intro = (
            "Try the parents or carers first. If a life may be in danger now, ring 999 before anything else."
        )
        super().__init__(self.title, _buttons(desk), intro=intro, wide=True, fills=True)
        self.desk = desk
        self.place = place
        self.table = RecordTable(_COLUMNS, name="Missing pupils", empty="No pupil has been reported missing.")
        self.table.setMinimumHeight(theme.theme().em(12))
        self.table.view.setColumnHidden(5, desk.actor.audience != "police")
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "missing_pupils")
        self.table.activated.connect(partial(desk.go, "missing_pupil"))
        follow(desk, self, self.refresh, "missing_pupil")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.table.set_source(source(self.desk, self, missing_pupils.page, self._row))

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _row(self, record: MissingRow) -> dict[str, Any]:
        found = Tag("Found", Tone.SUCCESS) if record.found else Tag("Not found yet", Tone.ERROR)
        return {
            "id": record.id,
            "reported_on": record.reported_on,
            "reference": record.reference,
            "pupil": record.pupil,
            "risk": record.risk,
            "state": found,
            "school": record.school,
        }


def _buttons(desk: Desk) -> list[QPushButton]:
    buttons = []
    if desk.may(Action.MISSING_PUPIL_WRITE):
        buttons.append(primary_button("Fill in a sheet", partial(desk.go, "missing_pupil_edit")))
    buttons.append(
        secondary_button("Print an empty sheet", partial(desk.go, "print", request=BlankMissingPrint()))
    )
    return [*buttons, secondary_button("All activities", partial(desk.go, "activities"))]
