"""Photographs of records, here those of the storage checklist. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import attachments
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from tests.features.rights.calling import NOBODY, NOWHERE, Calls

CALLS: Calls = {
    "attachments.add": lambda who: attachments.add(who, PHOTOGRAPHS, NOBODY, NOWHERE, "A door"),
    "attachments.take_off": lambda who: attachments.take_off(who, PHOTOGRAPHS, NOBODY, "Wrong door"),
    "attachments.open_picture": lambda who: attachments.open_picture(who, PHOTOGRAPHS, NOBODY),
    "attachments.photographs": lambda who: attachments.photographs(who, PHOTOGRAPHS, NOBODY),
}

TABLE = """
attachments.add          x - - x -
attachments.take_off     x - - x -
attachments.open_picture x x x x -
attachments.photographs  x x x x -
"""
