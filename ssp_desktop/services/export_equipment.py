"""What stands in the export of a school's equipment register."""

from __future__ import annotations

from ssp_desktop.reports.spreadsheet import Cell
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.equipment_views import EquipmentLine

HEADERS = ("School", "Item", "Number", "Received by", "State", "Expires", "Last check", "To do")
# Noun, title, who may read it, headings: as ``ExportList`` takes them.
REGISTER = ("equipment", "Equipment register", (Action.EQUIPMENT_READ,), HEADERS)


def cells(row: EquipmentLine) -> tuple[Cell, ...]:
    """Return the cells of one item; dates as ISO 8601 has them, empty when there is none."""
    item = (row.school, row.kind.label, row.number, row.holder, row.state.label)
    days = tuple(day.isoformat() if day else "" for day in (row.expires_on, row.checked_on))
    return (*item, *days, ". ".join(each.words for each in row.warnings))
