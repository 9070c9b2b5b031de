"""School year from a date of birth (handbook appendix D). The year turns on 1 September."""

from __future__ import annotations

from datetime import date

from ssp_desktop.forms.spec import Values
from ssp_desktop.vocabulary.people import YearGroup

SEPTEMBER = 9
RECEPTION_AGE = 4


def academic_year(day: date) -> int:
    """Return the calendar year in which the school year of ``day`` began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def year_group(born: date, day: date) -> YearGroup:
    """Return the school year on ``day`` of someone born on ``born``; NONE outside Reception to Year 13."""
    age_on_31_august = academic_year(day) - born.year - (born.month >= SEPTEMBER)
    years_taught = age_on_31_august - RECEPTION_AGE
    groups = [group for group in YearGroup if group is not YearGroup.NONE]
    return groups[years_taught] if 0 <= years_taught < len(groups) else YearGroup.NONE


def year_group_follows(values: Values) -> str:
    """Return the year group that follows from a pupil's row laid over the contact's answers."""
    born, day = values.get("date_of_birth"), values.get("contact_date")
    if not isinstance(born, date):
        return ""
    return str(year_group(born, day if isinstance(day, date) else date.today()))
