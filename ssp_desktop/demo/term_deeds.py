"""Activities of the invented term at both schools, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ssp_desktop.demo.timeline import on
from ssp_desktop.services.activity_guidance import security_points
from ssp_desktop.vocabulary.activity import ActivityKind

Kind = ActivityKind
_LED = {"intelligence_led": "yes"}


@dataclass(frozen=True)
class Deed:
    """One activity: day, time, school, who, kind, topic; what its kind asks; pupils by their key."""

    day: date
    at: str
    school: str
    who: str
    kind: ActivityKind
    subject: str
    more: Mapping[str, Any] = field(default_factory=dict)
    pupils: tuple[str, ...] = ()


def _talk(count: int, teacher: str, topic: str = "", *, targeted: str = "no", by: str = "") -> dict[str, Any]:
    return {
        "audience": "pupils",
        "participants": count,
        "teacher_present": "yes",
        "teacher_name": teacher,
        "presenter": "specialist" if by else "officer",
        "specialist": by,
        "targeted": targeted,
        "plan_topic": topic,
    }


def came(name: str, role: str, attendance: str = "came", reason: str = "") -> dict[str, Any]:
    """Return somebody who was invited to a meeting."""
    return {"row_id": None, "name": name, "role": role, "attendance": attendance, "reason": reason}


def points(advice: str) -> tuple[dict[str, Any], ...]:
    """Return the points of site security, all in order but the last, about which advice was given."""
    rows = [{"row_id": None, "point": each, "answer": "in_order", "note": ""} for each in security_points()]
    advised = {"answer": "advised", "note": advice}
    return (*rows[:-1], {**rows[-1], **advised})


LARKFIELD = "larkfield"
MOOR = "brackenmoor"
DEEDS = (
    Deed(
        on(9, 7),
        "08:50",
        LARKFIELD,
        "officer",
        Kind.PRESENTATION,
        "Meeting Year 7",
        _talk(180, "Mr Example-Fenn", "meet_year_7"),
    ),
    Deed(on(9, 8), "15:05", LARKFIELD, "officer", Kind.PATROL, "Bus stop after school", _LED),
    Deed(
        on(9, 10),
        "07:40",
        LARKFIELD,
        "officer",
        Kind.WEAPON_SWEEP,
        "Hedge and lane by the gate",
        {**_LED, "weapons_found": 0},
    ),
    Deed(
        on(9, 14),
        "16:00",
        LARKFIELD,
        "officer",
        Kind.MEETING,
        "Partnership meeting, start of the year",
        {
            "meeting_kind": "partnership",
            "attendees": (
                came("Ms Example-Whitlock", "SPOC"),
                came("Mr Example-Prosser", "Head teacher"),
                came("Sgt 0009 Example-Achebe", "Sergeant", "apology", "Court"),
            ),
            "decided": "Patrols at the bus stop in the first three weeks. A talk on stop and search.",
        },
    ),
    Deed(
        on(9, 22),
        "09:00",
        LARKFIELD,
        "officer",
        Kind.PRESENTATION,
        "Stop and search: your rights",
        _talk(175, "Mme Example-Moreau", "stop_and_search"),
    ),
    Deed(
        on(9, 24),
        "10:00",
        LARKFIELD,
        "officer",
        Kind.ABSTRACTION,
        "Football match",
        {"abstraction_reason": "public_order", "hours": 8},
    ),
    Deed(
        on(10, 1),
        "11:20",
        LARKFIELD,
        "officer",
        Kind.INTELLIGENCE,
        "Bicycles offered online",
        {"intelligence_reference": "INT-EXAMPLE-61"},
    ),
    Deed(
        on(10, 6),
        "08:10",
        LARKFIELD,
        "officer",
        Kind.SCREENING_ARCH,
        "Main entrance",
        {**_LED, "people_screened": 412, "weapons_found": 1, "weapon_kinds": ("blade",)},
    ),
    Deed(
        on(10, 6),
        "08:40",
        LARKFIELD,
        "officer",
        Kind.REFERRAL,
        "Craft knife in a bag",
        {"referral_to": "diversion", "referral_scheme": "Next Steps Example"},
        ("rhodri",),
    ),
    Deed(
        on(10, 13),
        "09:00",
        LARKFIELD,
        "officer",
        Kind.PRESENTATION,
        "Hate crime",
        _talk(
            190,
            "Mr Example-Fenn",
            "hate_crime",
            targeted="yes",
            by="Ms Example-Adeyemi, Example Equality Trust",
        ),
    ),
    Deed(
        on(10, 15),
        "14:00",
        LARKFIELD,
        "officer",
        Kind.YOUTH_PANEL,
        "School youth panel",
        {"participants": 14, "audience": "pupils", "priorities": "Lighting on the path to the station."},
    ),
    Deed(
        on(10, 20),
        "15:10",
        LARKFIELD,
        "pcso",
        Kind.STOP_SEARCH,
        "At the station",
        {"stop_search_reference": "SS-EXAMPLE-12", "stop_outcome": "nothing"},
        ("kofi",),
    ),
    Deed(
        on(10, 28),
        "13:00",
        LARKFIELD,
        "pcso",
        Kind.HOLIDAY,
        "Football in the park",
        {"participants": 32, "audience": "pupils"},
    ),
    Deed(
        on(11, 4),
        "13:40",
        LARKFIELD,
        "officer",
        Kind.RESTORATIVE,
        "After the argument in the canteen",
        {"agreed_by_all": "yes", "outcome": "Both said sorry. They sit apart until Christmas."},
        ("oskar", "tegan"),
    ),
    Deed(
        on(11, 12),
        "11:00",
        LARKFIELD,
        "officer",
        Kind.HOME_VISIT,
        "Not in school for eight days",
        {
            "lead_asked": True,
            "asked_by": "Ms Example-Whitlock",
            "visit_reason": "safeguarding",
            "concern": "Nobody at the school has seen the pupil for eight days; the telephone is off.",
            "outcome": "Seen and well. The family had moved; the school has the new address.",
        },
        ("leo",),
    ),
    Deed(
        on(11, 17),
        "09:00",
        LARKFIELD,
        "officer",
        Kind.PRESENTATION,
        "Anti-bullying week",
        _talk(160, "Mme Example-Moreau", "anti_bullying"),
    ),
    Deed(on(11, 19), "15:00", LARKFIELD, "pcso", Kind.SCHOOL_WATCH, "First round with staff and parents"),
    Deed(
        on(12, 1),
        "12:20",
        LARKFIELD,
        "officer",
        Kind.PERSON_NOT_KNOWN,
        "Adult at the back gate",
        {"description": "Man in a grey coat, asked for a pupil by a wrong name. Left when asked."},
    ),
    Deed(
        on(12, 8),
        "14:00",
        LARKFIELD,
        "officer",
        Kind.SITE_SECURITY,
        "Before the winter holiday",
        {
            "security_points": points("The hedge hides a window."),
            "plan_topic": "security_winter",
        },
    ),
    Deed(
        on(9, 9),
        "09:00",
        MOOR,
        "moor.pc",
        Kind.PRESENTATION,
        "Meeting Year 7",
        _talk(120, "Mr Example-Tarn", "meet_year_7"),
    ),
    Deed(on(9, 18), "15:00", MOOR, "moor.pcso", Kind.PATROL, "Moor Lane", _LED),
    Deed(
        on(10, 14),
        "10:00",
        MOOR,
        "moor.pc",
        Kind.HATE_CRIME,
        "Stall in the hall",
        {"participants": 60, "audience": "pupils", "plan_topic": "hate_crime"},
    ),
    Deed(on(11, 11), "09:30", MOOR, "moor.pc", Kind.TRUANCY_PATROL, "Shopping centre", _LED),
    Deed(
        on(11, 25),
        "16:00",
        MOOR,
        "moor.pc",
        Kind.TRAINING_GIVEN,
        "Searching and screening, for staff",
        {"participants": 18, "audience": "staff", "hours": 1},
    ),
    Deed(
        on(12, 2),
        "15:30",
        MOOR,
        "moor.pc",
        Kind.PROBLEM_SOLVING,
        "Snowballs and buses",
        {"priorities": "Two members of staff at the stop, and a word with the bus company."},
    ),
)
