"""Figures of a year: fairness and the school's roll. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import fairness, fairness_words, school_rolls
from tests.features.rights.calling import Calls

CALLS: Calls = {
    "fairness.open_fairness": lambda who: fairness.open_fairness(who, 1, 2026),
    "fairness_words.open_in_words": lambda who: fairness_words.open_in_words(who, 1, 2026),
    "school_rolls.open_roll": lambda who: school_rolls.open_roll(who, 1, 2026),
    "school_rolls.save": lambda who: school_rolls.save(who, 1, 2026, {}),
}

TABLE = """
fairness.open_fairness       x - - x -
fairness_words.open_in_words x - - x -
school_rolls.open_roll x x - x -
school_rolls.save      x x - x -
"""
