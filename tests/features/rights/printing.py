"""What is printed. Columns of the table: see the package."""

from __future__ import annotations

from datetime import date

from ssp_desktop.services import printing
from ssp_desktop.services.print_requests import ContactLogPrint, PartnershipPrint, RegisterPrint, StoragePrint
from ssp_desktop.vocabulary.storage import StoragePart
from tests.features.rights.calling import Calls

MONTH = RegisterPrint(date(2026, 11, 1), date(2026, 11, 30))

CALLS: Calls = {
    "printing.preview (a contact log)": lambda who: printing.preview(who, ContactLogPrint(1)),
    "printing.preview (the register)": lambda who: printing.preview(who, MONTH),
    "printing.preview (a partnership)": lambda who: printing.preview(who, PartnershipPrint(1)),
    "printing.disclose (a contact log)": lambda who: printing.disclose(
        who, ContactLogPrint(1), "Ms Example-Lee", "", "printed"
    ),
    "printing.disclose (the register)": lambda who: printing.disclose(
        who, MONTH, "Ms Example-Lee", "", "printed"
    ),
    "printing.disclose (a partnership)": lambda who: printing.disclose(
        who, PartnershipPrint(1), "Ms Example-Lee", "", "printed"
    ),
    "printing.preview (storage)": lambda who: printing.preview(who, StoragePrint(1)),
    "printing.preview (the police assessment)": lambda who: printing.preview(
        who, StoragePrint(1, StoragePart.POLICE_ASSESSMENT)
    ),
}

TABLE = """
printing.preview (a contact log)         x x x x -
printing.preview (the register)          x - - x -
printing.preview (a partnership)         x x x x -
printing.disclose (a contact log)        x x x x -
printing.disclose (the register)         x - - x -
printing.disclose (a partnership)        x x x x -
printing.preview (storage)               x x x x -
printing.preview (the police assessment) x - - x -
"""
