"""The pupil contact log (handbook 3.2.4; IOPC findings): the whole form and its cross-checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from ssp_desktop.forms.contact_log_account import ACCOUNT, FOLLOW_UP
from ssp_desktop.forms.contact_log_circumstances import CIRCUMSTANCES
from ssp_desktop.forms.contact_log_decisions import DECISIONS
from ssp_desktop.forms.contact_log_presence import PRESENCE
from ssp_desktop.forms.named_pupils import check_named
from ssp_desktop.forms.spec import Context, FormSpec, Problem, Values
from ssp_desktop.vocabulary.contact import Concern, StaffPresence


def check_times(values: Values, context: Context) -> Iterator[Problem]:
    """The contact lies in the past and ends after it starts."""
    day, start, end = values.get("contact_date"), values.get("start_time"), values.get("end_time")
    if isinstance(start, time) and isinstance(end, time) and end < start:
        yield Problem(
            "end_time",
            f"The contact ends at {end:%H:%M}, before it starts at {start:%H:%M}. Check both times.",
        )
    if not isinstance(day, date):
        return
    if day > context.today:
        yield Problem("contact_date", "The contact is in the future. Enter the date on which it took place.")
    if day == context.today and isinstance(start, time) and start > context.now:
        yield Problem("start_time", "The contact starts later than now. Enter the time at which it started.")
    if day == context.today and isinstance(end, time) and end > context.now:
        yield Problem("end_time", "The contact ends later than now. Enter the time at which it ended.")


def check_pupils(values: Values, context: Context) -> Iterator[Problem]:
    """Each pupil's date of birth can be true, and the ethnicity agrees with its source."""
    day = values.get("contact_date")
    day = day if isinstance(day, date) else context.today
    yield from check_named("pupils", values.get("pupils") or (), day, "contact")


def check_concerns(values: Values, _context: Context) -> Iterator[Problem]:
    """The answer that there is no concern stands alone."""
    concerns = set(values.get("concerns") or ())
    if Concern.NONE in concerns and len(concerns) > 1:
        yield Problem("concerns", '"None of these" cannot stand beside a concern. Untick one.')


def check_staff(values: Values, _context: Context) -> Iterator[Problem]:
    """Presence throughout is claimed by at least one named person who was there throughout."""
    rows = values.get("staff") or ()
    throughout = values.get("staff_presence") == StaffPresence.THROUGHOUT
    if throughout and rows and not any(row.get("time_present") == "throughout" for row in rows):
        yield Problem(
            "staff_presence",
            'Nobody below was present throughout. Choose "for part of it", or correct the list.',
        )


def check_due_dates(values: Values, _context: Context) -> Iterator[Problem]:
    """No action is due before the contact."""
    day = values.get("contact_date")
    for number, row in enumerate(values.get("actions") or ()):
        due = row.get("due_on")
        if isinstance(day, date) and isinstance(due, date) and due < day:
            yield Problem(
                f"actions.{number}.due_on", "The action is due before the contact took place. Check the date."
            )


def check_supervisor(values: Values, context: Context) -> Iterator[Problem]:
    """The supervisor was not told in the future."""
    told = values.get("supervisor_told_on")
    if isinstance(told, date) and told > context.today:
        yield Problem("supervisor_told_on", "The supervisor was told in the future. Check the date.")


CONTACT_LOG = FormSpec(
    noun="contact_log",
    title="Pupil contact log",
    version=1,
    sections=CIRCUMSTANCES + PRESENCE + ACCOUNT + DECISIONS + FOLLOW_UP,
    checks=(check_times, check_pupils, check_concerns, check_staff, check_due_dates, check_supervisor),
)
