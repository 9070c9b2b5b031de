"""Figures of a year: fairness and the school's roll. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import fairness, fairness_words, printing, school_rolls
from ssp_desktop.services.print_figures import FiguresPrint
from tests.features.rights.calling import Calls

CALLS: Calls = {
    "fairness.open_fairness": lambda who: fairness.open_fairness(who, 1, 2026),
    "fairness_words.open_in_words": lambda who: fairness_words.open_in_words(who, 1, 2026),
    "printing.preview (figures of a year)": lambda who: printing.preview(who, FiguresPrint(1, 2026)),
    "school_rolls.open_roll": lambda who: school_rolls.open_roll(who, 1, 2026),
    "school_rolls.save": lambda who: school_rolls.save(who, 1, 2026, {}),
}

TABLE = """
fairness.open_fairness       x - - x -
fairness_words.open_in_words x - - x -
printing.preview (figures of a year) x - - x -
school_rolls.open_roll x x - x -
school_rolls.save      x x - x -
"""
