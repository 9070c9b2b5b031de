"""The invented people of the demo: who signs in, and which staff are named in records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ssp_desktop.demo.timeline import YEAR, on
from ssp_desktop.vocabulary.people import Role

PASSWORD = "kettle marble ribbon otter"  # noqa: S105 - in the open on purpose, there is nothing to protect
SERGEANT = "sergeant"
SERGEANT_NAME = "Sgt 0009 Example-Achebe"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody with an account. ``school`` is a key of ``schools.py`` for those who belong to one."""

    user_name: str
    name: str
    role: Role
    school: str = ""
    administrator: bool = False


FIRST = DemoPerson(SERGEANT, SERGEANT_NAME, Role.SERGEANT, administrator=True)
PEOPLE = (
    FIRST,
    DemoPerson("officer", "PC 0001 Example-Okafor", Role.OFFICER),
    DemoPerson("pcso", "PCSO 0002 Example-Lis", Role.OFFICER),
    DemoPerson("spoc", "Ms Example-Whitlock", Role.SPOC, "larkfield"),
    DemoPerson("head", "Mr Example-Prosser", Role.HEAD_TEACHER, "larkfield"),
    DemoPerson("administrator", "Ada Example-Brand", Role.ADMINISTRATOR, administrator=True),
    DemoPerson("moor.pcso", "PCSO 0005 Example-East", Role.OFFICER),
    DemoPerson("moor.pc", "PC 0006 Example-Frost", Role.OFFICER),
    DemoPerson("moor.other", "PCSO 0008 Example-Hale", Role.OFFICER),
    DemoPerson("moor.spoc", "Mrs Example-Ashdown", Role.SPOC, "brackenmoor"),
)
# An account is made for this person on the last day, and nobody has used the code yet.
NEWCOMER = DemoPerson("newcomer", "PC 0012 Example-Newby", Role.OFFICER)
NAMES = {each.user_name: each.name for each in (*PEOPLE, NEWCOMER)}
SPOCS = {each.school: each.user_name for each in PEOPLE if each.role is Role.SPOC}

STAFF = {
    "whitlock": ("Ms Example-Whitlock", "Deputy head and SPOC"),
    "prosser": ("Mr Example-Prosser", "Head teacher"),
    "fenn": ("Mr Example-Fenn", "Head of Year 9"),
    "moreau": ("Mme Example-Moreau", "Head of Year 10"),
    "baptiste": ("Ms Example-Baptiste", "Special needs coordinator"),
    "ogden": ("Mr Example-Ogden", "Pastoral manager"),
    "ashdown": ("Mrs Example-Ashdown", "Wellbeing officer and SPOC"),
    "dale": ("Mrs Example-Dale", "Assistant head, safeguarding"),
    "ives": ("Mrs Example-Ives", "Attendance officer"),
}


def _course(name: str, done: date, until: date | None = None) -> dict[str, Any]:
    return {"row_id": None, "name": name, "completed_on": done, "expires_on": until}


SAFER_SCHOOLS = "Safer Schools Officer, four-day course"
PROFILES: dict[str, dict[str, Any]] = {
    "officer": {
        "rank": "constable",
        "warrant_number": "0001",
        "posted_on": date(2024, 9, 2),
        "vetted_on": date(2024, 1, 18),
        "buddy": "pcso",
        "trainings": (
            _course(SAFER_SCHOOLS, date(2024, 9, 20)),
            _course("Child sexual exploitation: signs and language", date(2025, 6, 12), date(2027, 6, 12)),
            _course("Emergency first aid", date(2025, 12, 3), on(12, 3)),
        ),
    },
    "pcso": {
        "rank": "pcso",
        "warrant_number": "0002",
        "posted_on": date(2025, 9, 1),
        "vetted_on": date(2025, 7, 7),
        "buddy": "officer",
        "trainings": (_course(SAFER_SCHOOLS, date(2025, 10, 3)),),
    },
    "moor.pcso": {
        "rank": "pcso",
        "warrant_number": "0005",
        "posted_on": date(2025, 9, 1),
        "vetted_on": date(2025, 5, 19),
        "buddy": "moor.pc",
        "trainings": (_course("Neighbourhood problem solving", date(2025, 3, 4)),),
    },
    "moor.pc": {
        "rank": "constable",
        "warrant_number": "0006",
        "posted_on": date(2023, 9, 4),
        "vetted_on": date(2024, 11, 4),
        "buddy": "moor.pcso",
        "trainings": (_course(SAFER_SCHOOLS, date(2023, 9, 29), date(YEAR, 9, 29)),),
    },
}
