"""Pupils and their chronology. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import chronology, printing
from ssp_desktop.services.print_chronology import ChronologyPrint
from tests.features.rights.calling import Calls

CALLS: Calls = {
    "chronology.open_chronology": lambda who: chronology.open_chronology(who, 1),
    "chronology.pupils": chronology.pupils,
    "printing.preview (a chronology)": lambda who: printing.preview(who, ChronologyPrint(1)),
}

TABLE = """
chronology.open_chronology                        x x x x -
chronology.pupils                                 x x x x -
printing.preview (a chronology)                   x x x x -
"""
