"""From the plain data of a contact to the answers of its form: what is usual need not be written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ssp_desktop.demo.people import STAFF
from ssp_desktop.demo.pupils import PUPILS
from ssp_desktop.demo.pupils_before import PUPILS_BEFORE
from ssp_desktop.demo.timeline import Contact, Task, clock_time
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.school_year import year_group
from ssp_desktop.forms.spec import FormSpec, Kind, empty_row, empty_values

AccountId = Callable[[str], int | None]
EVERY_PUPIL = {**PUPILS_BEFORE, **PUPILS}


def contact_answers(contact: Contact, account_id: AccountId) -> dict[str, Any]:
    """Return the whole form of a contact log.

    Args:
        contact: as it is written down.
        account_id: tells an account by its user name, None for somebody without one.
    """
    place, presence = ("Wellbeing office", "throughout") if contact.staff else ("Officers' room", "no_pupil")
    return whole(
        CONTACT_LOG,
        {
            "contact_date": contact.day,
            "start_time": clock_time(contact.start),
            "end_time": clock_time(contact.end),
            "place": place,
            "kind": "conversation",
            "arising": "school_asked",
            "subject": contact.subject,
            "pupils": tuple(_pupil(contact, *each) for each in contact.pupils),
            "staff_presence": presence,
            "staff": tuple(_staff(each) for each in contact.staff),
            "appropriate_adult": "not_needed",
            "account": contact.account,
            "assessment": contact.assessment,
            "concerns": ("none",),
            "actions": tuple(_task(each, account_id) for each in contact.tasks),
            **contact.answers,
        },
    )


def school_answers(answers: Mapping[str, Any], account_id: AccountId) -> dict[str, Any]:
    """Return the whole form of a partnership; people without an account yet stand there by name."""
    members = tuple(
        {**each, "account": account_id(each["account"]) if each["account"] else None}
        for each in answers.get("members", ())
    )
    return whole(PARTNERSHIP, {**answers, "members": members})


def whole(spec: FormSpec, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for every question of a form, rows included."""
    filled = {**empty_values(spec), **answers}
    for each in spec.fields:
        if each.kind is Kind.ROWS:
            filled[each.key] = tuple({**empty_row(each), **row} for row in filled[each.key])
    return filled


def _pupil(contact: Contact, key: str, role: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    pupil = EVERY_PUPIL[key]
    born = pupil["date_of_birth"]
    group = year_group(born, contact.day).value if born else ""
    return {**pupil, "role_in_record": role, "year_group": group, **changes}


def _staff(key: str) -> dict[str, Any]:
    name, job = STAFF[key]
    return {"name": name, "role": job, "time_present": "throughout", "confirmed": True}


def _task(task: Task, account_id: AccountId) -> dict[str, Any]:
    account = account_id(task.owner)
    return {
        "task": task.task,
        "owner": account,
        "owner_name": "" if account else task.owner,
        "due_on": task.due,
    }
