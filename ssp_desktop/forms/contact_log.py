"""The pupil contact log (handbook 3.2.4; IOPC findings): the whole form and its cross-checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from ssp_desktop.forms.contact_log_account import ACCOUNT, FOLLOW_UP
from ssp_desktop.forms.contact_log_circumstances import CIRCUMSTANCES
from ssp_desktop.forms.contact_log_decisions import DECISIONS
from ssp_desktop.forms.contact_log_presence import PRESENCE
from ssp_desktop.forms.spec import Context, FormSpec, Problem, Values
from ssp_desktop.vocabulary.contact import Concern, StaffPresence
from ssp_desktop.vocabulary.people import Ethnicity, EthnicitySource, Need

OLDEST_PUPIL_YEARS = 26


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
    for number, row in enumerate(values.get("pupils") or ()):
        yield from _check_birth(f"pupils.{number}.date_of_birth", row.get("date_of_birth"), day)
        if row.get("ethnicity_source") == EthnicitySource.NOT_ASKED and row.get("ethnicity") not in {
            "",
            Ethnicity.NS,
            None,
        }:
            yield Problem(
                f"pupils.{number}.ethnicity_source", "An ethnicity is given, so somebody gave it. Say who."
            )
        needs = set(row.get("needs") or ())
        if Need.NONE_KNOWN in needs and len(needs) > 1:
            yield Problem(
                f"pupils.{number}.needs", '"None known" cannot stand beside another need. Untick one.'
            )


def _check_birth(path: str, born: object, day: date) -> Iterator[Problem]:
    if not isinstance(born, date):
        return
    if born > day:
        yield Problem(path, "The date of birth is after the contact. Check the day, month and year.")
    elif born < day - timedelta(days=365 * OLDEST_PUPIL_YEARS + 7):
        yield Problem(path, f"The pupil would be over {OLDEST_PUPIL_YEARS - 1}. Check the year of birth.")


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
