"""Arrest plan: an arrest on school premises, planned or urgent, or an interview there (handbook 3.2.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from ssp_desktop.forms.arrest_plan_age import check_age
from ssp_desktop.forms.arrest_plan_day import DAY_SECTIONS
from ssp_desktop.forms.arrest_plan_grounds import GROUNDS, is_urgent
from ssp_desktop.forms.arrest_plan_interview import INTERVIEW, check_adult, check_agreement
from ssp_desktop.forms.police_form import police_form
from ssp_desktop.forms.spec import Context, FormSpec, Problem, Values


def check_when(values: Values, context: Context) -> Iterator[Problem]:
    """A plan looks ahead, an urgent arrest looks back."""
    day, at = values.get("planned_on"), values.get("planned_at")
    if not isinstance(day, date) or not isinstance(at, time):
        return
    moment, now = (day, at), (context.today, context.now)
    path = "planned_at" if day == context.today else "planned_on"
    if is_urgent(values):
        if moment > now:
            yield Problem(path, "An urgent arrest was made already, but this is in the future. Check it.")
    elif moment < now:
        yield Problem(
            path,
            "This is in the past. Choose a time to come; if the arrest was made, record it as an urgent one.",
        )


def check_offence(values: Values, context: Context) -> Iterator[Problem]:
    """An offence was done before anybody is arrested for it."""
    day = values.get("offence_on")
    if isinstance(day, date) and day > context.today:
        yield Problem("offence_on", "This date is in the future. Check the date of the offence.")


ARREST_PLAN = police_form(
    FormSpec(
        noun="arrest_plan",
        title="Arrest plan",
        version=1,
        sections=(*GROUNDS, *DAY_SECTIONS, INTERVIEW),
        checks=(check_age, check_when, check_offence, check_adult, check_agreement),
    )
)
