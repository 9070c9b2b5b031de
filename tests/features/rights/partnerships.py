"""Home, partnerships, visits, search. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import boards, partnerships, search, visits
from tests.features.rights.calling import NOBODY, Calls
from tests.stores import school_values

CALLS: Calls = {
    "boards.home": boards.home,
    "partnerships.save": lambda who: partnerships.save(who, school_values(), 1),
    "partnerships.open_partnership": lambda who: partnerships.open_partnership(who, 1),
    "partnerships.schools": partnerships.schools,
    "search.find": lambda who: search.find(who, "wellbeing"),
    "visits.arrive": lambda who: visits.arrive(who, NOBODY),
    "visits.leave": lambda who: visits.leave(who, NOBODY),
    "visits.nil_return": lambda who: visits.nil_return(who, NOBODY),
    "visits.current": visits.current,
    "visits.page": visits.page,
}

TABLE = """
boards.home                   x x x x x
partnerships.save             x - - x -
partnerships.open_partnership x x x x -
partnerships.schools          x x x x -
search.find                   x x x x -
visits.arrive                 x - - x -
visits.leave                  x - - x -
visits.nil_return             x - - x -
visits.current                x - - x -
visits.page                   x x x x -
"""
