"""Where a record whose time has run out is read: by its number, or by its school and its school year."""

from __future__ import annotations

from datetime import date

from ssp_desktop.ui.desk import Place

_BY_NUMBER = {
    "contact_log": "contact_log",
    "activity": "activity",
    "arrest_plan": "arrest_plan",
    "missing_pupil": "missing_pupil",
    "information_share": "information_share",
    "bwv_viewing": "bwv_viewing",
    "equipment": "equipment_item",
    "evaluation": "evaluation",
}
_BY_SCHOOL = {
    "storage_checklist": "storage",
    "storage_risk_assessment": "storage",
    "prioritisation": "prioritisation",
    "arrest_arrangement": "arrest_arrangement",
    "plain_clothes_authority": "equipment",
}
# What the page is told of the school year.
_BY_YEAR = {"school_roll": "begins", "prevention_plan": "school_year"}


def place_of(kind: str, record_id: int, partnership_id: int, day: date) -> Place:
    """Return the page on which a record stands, to be read before somebody decides about it.

    Args:
        kind: its noun.
        record_id: its number.
        partnership_id: its school.
        day: the day from which its time counts; what is kept for a school year counts from the year's end.
    """
    if kind in _BY_NUMBER:
        return Place(_BY_NUMBER[kind], record_id)
    if kind in _BY_YEAR:
        return Place(kind, partnership_id, {_BY_YEAR[kind]: day.year - 1})
    if kind == "confidentiality_agreement":
        return Place("bwv_viewings", extra={"partnership_id": partnership_id})
    return Place(_BY_SCHOOL[kind], partnership_id)
