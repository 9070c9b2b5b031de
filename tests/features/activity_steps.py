"""Steps that the tests of activities share: a complete entry of each kind, recorded or not."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import activities
from ssp_desktop.services.activities import Recorded
from ssp_desktop.services.activity_guidance import security_points
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.activity import ActivityKind
from tests.stores import row

TODAY = date(2026, 11, 17)
Kind = ActivityKind


def pupil(**changes: Any) -> dict[str, Any]:
    """Return a pupil as an activity names one."""
    complete = {
        "given_name": "Tariq",
        "family_name": "Example-Moss",
        "date_of_birth": date(2012, 5, 4),
        "sex": "male",
        "ethnicity": "NS",
        "ethnicity_source": "not_asked",
    }
    return row(ACTIVITY, "pupils", **{**complete, **changes})


def attendee(**changes: Any) -> dict[str, Any]:
    """Return somebody who came to a meeting."""
    complete = {"name": "Ms Example-Whitlock", "role": "SPOC", "attendance": "came"}
    return row(ACTIVITY, "attendees", **{**complete, **changes})


def points(**changes: Any) -> tuple[dict[str, Any], ...]:
    """Return every point of site security, all in order but for ``changes`` to the first."""
    rows = [row(ACTIVITY, "security_points", point=each, answer="in_order") for each in security_points()]
    return ({**rows[0], **changes}, *rows[1:])


# What each kind asks beside topic, date and time. A kind that is not here asks nothing more.
ASKED: dict[ActivityKind, dict[str, Any]] = {
    Kind.ABSTRACTION: {"abstraction_reason": "court", "hours": 6},
    Kind.HOME_VISIT: {
        "lead_asked": True,
        "asked_by": "Mr Example-Prosser",
        "visit_reason": "safeguarding",
        "concern": "Not seen for eight days.",
        "pupils": (pupil(),),
    },
    Kind.INTELLIGENCE: {"intelligence_reference": "INT-TEST-1"},
    Kind.MEETING: {"meeting_kind": "partnership", "decided": "Patrol the gate.", "attendees": (attendee(),)},
    Kind.PATROL: {"intelligence_led": "yes"},
    Kind.PERSON_NOT_KNOWN: {"description": "An adult at the back gate, who left when asked."},
    Kind.PRESENTATION: {
        "audience": "pupils",
        "participants": 180,
        "teacher_present": "yes",
        "teacher_name": "Ms Example-Varga",
        "presenter": "officer",
        "targeted": "yes",
    },
    Kind.PROBLEM_SOLVING: {"priorities": "Fights at the bus stop."},
    Kind.REFERRAL: {"referral_to": "diversion", "pupils": (pupil(),)},
    Kind.RESTORATIVE: {"agreed_by_all": "yes", "pupils": (pupil(),)},
    Kind.SCREENING_ARCH: {"intelligence_led": "yes", "people_screened": 240, "weapons_found": 0},
    Kind.SITE_SECURITY: {"security_points": points()},
    Kind.STOP_SEARCH: {
        "stop_search_reference": "SS-TEST-1",
        "stop_outcome": "nothing",
        "pupils": (pupil(),),
    },
    Kind.TRAINING_RECEIVED: {"hours": 7},
    Kind.TRUANCY_PATROL: {"intelligence_led": "yes"},
    Kind.WEAPON_SWEEP: {"intelligence_led": "no", "weapons_found": 0},
    Kind.WEAPONS_FOUND: {"weapons_found": 1, "weapon_kinds": ("knife",)},
    Kind.YOUTH_PANEL: {"priorities": "Lighting on the path."},
}


def activity_values(kind: ActivityKind = Kind.PRESENTATION, **changes: Any) -> dict[str, Any]:
    """Return a complete entry of a kind; change what the test is about."""
    return {
        **empty_values(ACTIVITY),
        "kind": kind.value,
        "subject": f"{kind.label}, a test",
        "happened_on": TODAY,
        "start_time": time(9, 30),
        **ASKED.get(kind, {}),
        **changes,
    }


def recorded(
    signed_in: SignedIn, kind: ActivityKind = Kind.PRESENTATION, *, partnership_id: int = 1, **changes: Any
) -> Recorded:
    """Record a complete entry."""
    return activities.record(signed_in, activity_values(kind, **changes), partnership_id=partnership_id)
