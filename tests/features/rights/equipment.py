"""Equipment and photographs. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import (
    equipment,
    equipment_signing,
    equipment_views,
    plain_clothes,
    printing,
)
from ssp_desktop.services.print_equipment import EquipmentPrint
from tests.features.rights.calling import NOBODY, Calls, own

CALLS: Calls = {
    "equipment.save": lambda who: equipment.save(who, 1, None, {}),
    "equipment.check": lambda who: equipment.check(who, NOBODY, {}),
    "equipment.set_state": lambda who: equipment.set_state(who, NOBODY, {}),
    "equipment.deal_with": lambda who: equipment.deal_with(who, NOBODY, "Reported"),
    "equipment_signing.sign": lambda who: equipment_signing.sign(who, own(who), NOBODY, 1),
    "equipment_views.register": lambda who: equipment_views.register(who, 1),
    "equipment_views.open_equipment": lambda who: equipment_views.open_equipment(who, NOBODY),
    "plain_clothes.authorise": lambda who: plain_clothes.authorise(who, own(who), 1, {}),
    "plain_clothes.authorities": lambda who: plain_clothes.authorities(who, 1),
    "printing.preview (the equipment)": lambda who: printing.preview(who, EquipmentPrint(1)),
    "printing.disclose (the equipment)": lambda who: printing.disclose(
        who, EquipmentPrint(1), "Ms Example-Lee", "", "printed"
    ),
}

TABLE = """
equipment.save                                     x - - x -
equipment.check                                    - - - x -
equipment.set_state                                x - - x -
equipment.deal_with                                - - - x -
equipment_signing.sign                             x - - x -
equipment_views.register                           x - - x -
equipment_views.open_equipment                     x - - x -
plain_clothes.authorise                            - - - x -
plain_clothes.authorities                          x - - x -
printing.preview (the equipment)                   x - - x -
printing.disclose (the equipment)                  x - - x -
"""
