"""The figures of a year. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import indicators
from tests.features.rights.calling import Calls

CALLS: Calls = {
    "indicators.choices": indicators.choices,
    "indicators.open_indicators": lambda who: indicators.open_indicators(who, 1, 2026),
    "indicators.lines (of everybody)": lambda who: indicators.lines(who, 1, 2026, "restorative"),
    "indicators.lines (of the police)": lambda who: indicators.lines(who, 1, 2026, "stop_searches"),
}

TABLE = """
indicators.choices               x x x x -
indicators.open_indicators       x x x x -
indicators.lines (of everybody)  x x x x -
indicators.lines (of the police) x - - x -
"""
