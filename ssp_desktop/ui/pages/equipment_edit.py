"""An item of the equipment register, to register or to correct: what it is, and its issue."""

from __future__ import annotations

from typing import Any

from ssp_desktop.forms.equipment import issue_screen
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import equipment, equipment_views
from ssp_desktop.services.equipment_views import OpenedEquipment
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button


class EquipmentEditPage(RecordForm):
    """The place's record is the school; ``item`` in its ``extra`` the item, none for a new one."""

    title = "Equipment"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__("Register an item", desk, place)
        self.item: int | None = place.extra.get("item")
        self.refresh()

    def refresh(self) -> None:
        """Read the item, once: what is typed is never read over."""
        if self.form is not None:
            return
        if self.item is None:
            self._show_form(empty_values(issue_screen()), 0)
        else:
            self.desk.run(equipment_views.open_equipment, self.item, done=self._show)

    def _show(self, opened: OpenedEquipment) -> None:
        if self.form is None:
            self.set_title(breakable(f"Correct: {opened.line.name}"))
            self._show_form(
                {each.key: opened.values[each.key] for each in issue_screen().fields}, opened.revision
            )

    def _show_form(self, values: dict[str, Any], revision: int) -> None:
        self.show_form(
            issue_screen(),
            values,
            revision,
            (primary_button("Save", self.save), secondary_button("Cancel", self.cancel)),
        )

    def save(self) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        self.desk.run(
            equipment.save,
            self.place.record_id,
            self.item,
            self.begin(),
            based_on=self.revision or None,
            done=self._saved,
            failed=self.failed,
            receiver=self,
        )

    def _saved(self, record_id: int) -> None:
        self.forget()
        self.desk.go(
            "equipment_item", record_id, saved="It is saved. Issuer and receiver still have to sign."
        )
