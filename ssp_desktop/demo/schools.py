"""The invented schools: a partnership in its second year, a second one, and a college that declined."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from ssp_desktop.demo.people import NAMES, SERGEANT, STAFF
from ssp_desktop.demo.timeline import YEAR, on

NOTICE: dict[str, Any] = {
    "controller": "The Chief Officer, Example Constabulary",
    "dpia_reference": "DPIA-EXAMPLE-7",
    "dsa_reference": "DSA-EXAMPLE-7",
    "acknowledged": True,
}
PRESET = "england_and_wales"


def _member(role: str, name: str, account: str = "", **more: Any) -> dict[str, Any]:
    return {"role": role, "name": name, "account": account, **more}


def _period(kind: str, name: str, starts: str, ends: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": name,
        "starts_at": time.fromisoformat(starts),
        "ends_at": time.fromisoformat(ends),
    }


def _term(kind: str, name: str, first: date, last: date) -> dict[str, Any]:
    return {"kind": kind, "name": name, "starts_on": first, "ends_on": last}


PERIODS = (
    _period("registration", "Registration", "08:35", "08:55"),
    _period("lesson", "Lesson 1", "08:55", "09:55"),
    _period("lesson", "Lesson 2", "09:55", "10:55"),
    _period("break", "Break", "10:55", "11:15"),
    _period("lesson", "Lesson 3", "11:15", "12:15"),
    _period("lunch", "Lunch", "12:15", "13:00"),
    _period("lesson", "Lesson 4", "13:00", "14:00"),
    _period("lesson", "Lesson 5", "14:00", "15:00"),
)
TERMS_BEFORE = (
    _term("half_term", "Autumn, first half", date(YEAR - 1, 9, 3), date(YEAR - 1, 10, 24)),
    _term("half_term", "Autumn, second half", date(YEAR - 1, 11, 3), date(YEAR - 1, 12, 19)),
    _term("half_term", "Spring, first half", on(1, 5), on(2, 13)),
    _term("half_term", "Spring, second half", on(2, 23), on(3, 27)),
    _term("half_term", "Summer, first half", on(4, 13), on(5, 22)),
    _term("half_term", "Summer, second half", on(6, 1), on(7, 21)),
)
TERMS = (
    *TERMS_BEFORE,
    _term("half_term", "Autumn, first half", on(9, 2), on(10, 23)),
    _term("half_term", "Autumn, second half", on(11, 2), on(12, 18)),
    _term("inset", "Training day", on(11, 27), on(11, 27)),
    _term("half_term", "Spring, first half", date(YEAR + 1, 1, 4), date(YEAR + 1, 2, 12)),
    _term("half_term", "Spring, second half", date(YEAR + 1, 2, 22), date(YEAR + 1, 3, 25)),
    _term("half_term", "Summer, first half", date(YEAR + 1, 4, 12), date(YEAR + 1, 5, 28)),
    _term("half_term", "Summer, second half", date(YEAR + 1, 6, 7), date(YEAR + 1, 7, 21)),
)

# Accounts are named by user name here; the builder puts their ids in once they exist.
SCHOOLS: dict[str, dict[str, Any]] = {
    "larkfield": {
        "school_name": "Larkfield Example Academy",
        "urn": "900001",
        "school_type": "academy",
        "phase": "secondary",
        "address": "1 Example Lane, Exampleton",
        "postcode": "EX1 1EX",
        "telephone": "01632 960001",
        "lowest_age": 11,
        "highest_age": 18,
        "priority_school": "yes",
        "funded": "no",
        "willing": "yes",
        "members": (
            _member("head", STAFF["prosser"][0], "head"),
            _member("spoc", STAFF["whitlock"][0], "spoc", leadership="yes", telephone="01632 960002"),
            _member("deputy_spoc", STAFF["ogden"][0], leadership="no"),
            _member("dsl", STAFF["baptiste"][0]),
            _member("sso", NAMES["officer"], "officer", from_date=date(2024, 9, 2)),
            _member("buddy_sso", NAMES["pcso"], "pcso", from_date=date(2025, 9, 1)),
            _member("sergeant", NAMES[SERGEANT], SERGEANT),
        ),
        "protocol_signed_on": date(2025, 9, 3),
        "protocol_version": "2",
        "protocol_signers": "Mr Example-Prosser, head teacher; Sgt 0009 Example-Achebe",
        "protocol_review_on": date(YEAR + 1, 1, 15),
        "dsa_signed_on": date(YEAR, 7, 6),
        "dsa_reference": "DSA-EXAMPLE-7",
        "dsa_review_on": date(YEAR + 1, 7, 5),
        "dpia_signed_on": date(YEAR, 6, 1),
        "dpia_reference": "DPIA-EXAMPLE-7",
        "dpia_review_on": date(YEAR + 1, 6, 1),
        "policies_seen": (
            "Behaviour (July 2026). Safeguarding (August 2026). Searching and screening (July 2026)."
        ),
        "induction_on": date(2024, 9, 4),
        "arrival_method": "both",
        "out_of_hours": "Site manager by telephone. The alarm code is not kept here.",
        "periods": PERIODS,
        "terms": TERMS,
        "rooms": (
            {"name": "H12", "use": "shared", "where": "Humanities block, beside the pastoral office"},
            {"name": "Medical room", "use": "secure", "where": "Ground floor, away from the yard"},
            {"name": "Wellbeing office", "use": "meeting", "where": "First floor"},
        ),
    },
    "brackenmoor": {
        "school_name": "Brackenmoor Example High",
        "urn": "900002",
        "school_type": "community",
        "phase": "secondary",
        "address": "20 Mock Street, Brackenmoor",
        "postcode": "EX2 2EX",
        "lowest_age": 11,
        "highest_age": 16,
        "priority_school": "yes",
        "willing": "yes",
        "members": (
            _member("spoc", STAFF["ashdown"][0], "moor.spoc", leadership="no"),
            _member("dsl", STAFF["dale"][0]),
            _member("sso", NAMES["moor.pc"], "moor.pc", from_date=date(2023, 9, 4)),
            _member("buddy_sso", NAMES["moor.pcso"], "moor.pcso", from_date=date(2025, 9, 1)),
            _member("sergeant", NAMES[SERGEANT], SERGEANT),
        ),
        "protocol_signed_on": date(YEAR, 6, 15),
        "protocol_version": "1",
        "protocol_signers": "Dr Example-Underhill, head teacher; Sgt 0009 Example-Achebe",
        "protocol_review_on": date(YEAR + 1, 6, 14),
        "dsa_signed_on": date(YEAR, 6, 15),
        "dsa_reference": "DSA-EXAMPLE-8",
        "dsa_review_on": date(YEAR + 1, 6, 14),
        "arrival_method": "reception",
        "periods": PERIODS,
        "terms": TERMS,
        "rooms": ({"name": "Wellbeing office", "use": "meeting", "where": "Beside reception"},),
    },
    "thornley": {
        "school_name": "Thornley Mock College",
        "urn": "900003",
        "school_type": "college",
        "phase": "sixteen_plus",
        "address": "3 Placeholder Road, Exampleton",
        "postcode": "EX1 3EX",
        "willing": "no",
        "offered_on": on(9, 10),
        "declined_on": on(9, 17),
        "declined_by": "Ms Example-Thorne, vice principal",
        "declined_reason": "The college has security staff of its own and sees no need for an officer.",
    },
}
# What differed when the store was set up, a year before; it was renewed since (``builder.renew``).
AT_SET_UP: dict[str, dict[str, Any]] = {
    "larkfield": {
        "protocol_signed_on": date(YEAR - 1, 1, 14),
        "protocol_version": "1",
        "protocol_review_on": on(1, 15),
        "dsa_signed_on": date(YEAR - 1, 7, 7),
        "dsa_review_on": on(7, 6),
        "dpia_signed_on": date(YEAR - 1, 6, 2),
        "dpia_review_on": on(6, 1),
        "policies_seen": "Behaviour (July 2025). Safeguarding (August 2025).",
    },
    "brackenmoor": {
        "protocol_signed_on": date(YEAR - 1, 6, 16),
        "protocol_review_on": on(6, 15),
        "dsa_signed_on": date(YEAR - 1, 6, 16),
        "dsa_review_on": on(6, 15),
    },
}
DECLINED_SAVED_AT = ("thornley", on(9, 17), "16:45")
