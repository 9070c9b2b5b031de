"""Arrests at the demo's schools, invented: one carried out and shared, one that waits for the sergeant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from ssp_desktop.demo.answers import whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import NAMES, PASSWORD, SERGEANT, STAFF
from ssp_desktop.demo.timeline import YEAR, clock_time, on
from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.services import (
    arrest_arrangements,
    arrest_decisions,
    arrest_outcomes,
    arrest_plans,
    arrest_sharing,
)
from ssp_desktop.vocabulary.arrest import ArrestDecision

PLAN_BEFORE, FIRST_PLAN, SECOND_PLAN = 1, 2, 3  # the ids that the plans get, in their order
PLANNED_ON = on(12, 3)
HEAD = ", ".join(STAFF["prosser"])
HELPER = ", ".join(STAFF["ogden"])
MOTHER = "Mrs Example-Vale, his mother"
ARRANGEMENT: dict[str, Any] = {
    "secure_places": (
        {
            "name": "Medical room",
            "where": "Ground floor, away from the yard",
            "kept_clear": "The nurse sees pupils in the office next door meanwhile",
        },
    ),
    "route": "Through the kitchen gate and the back stairs; no classroom door opens on the way.",
    "vehicle": "In the delivery bay behind the kitchen, a plain car.",
    "bell_times_right": True,
    "told": (
        {"name": STAFF["prosser"][0], "role": STAFF["prosser"][1], "telephone": "01632 960031"},
        {"name": STAFF["whitlock"][0], "role": STAFF["whitlock"][1], "telephone": "01632 960032"},
    ),
    "staff_helper": HELPER,
    "stand_in": ", ".join(STAFF["fenn"]),
    "agreed_with": HEAD,
    "agreed_on": on(9, 16),
    "review_on": date(YEAR + 1, 9, 16),
}
PLAN: dict[str, Any] = {
    "kind": "planned",
    "given_name": "Corin",
    "family_name": "Example-Vale",
    "date_of_birth": date(2009, 2, 11),
    "sex": "male",
    "ethnicity": "W1",
    "ethnicity_source": "school_record",
    "year_group": "13",
    "offence": "Robbery of a telephone near the bus station",
    "offence_on": on(11, 21),
    "crime_reference": "CRIME-EXAMPLE-77",
    "against_school": "no",
    "grounds": "Two witnesses name him, and the camera of the bus shows his coat and bag.",
    "necessity": ("investigation", "property"),
    "necessity_words": "The telephone has not been found. A search after arrest is likely to find it.",
    "why_here": "School is the only place where he is sure to be, and where he has nothing with him.",
    "why_unavoidable": "The telephone is to be sold at the weekend, as two people say apart from each other.",
    "not_at_home": "Tried twice, early. Nobody opened; an uncle's address is not known.",
    "not_by_appointment": "Two appointments were made with his mother. He did not come.",
    "not_voluntary": "He would know of it beforehand, and the telephone would be gone.",
    "not_after_school": "He leaves with the others who are named; they would be warned.",
    "planned_on": PLANNED_ON,
    "planned_at": clock_time("09:20"),
    "place": "Medical room",
    "route": "Kitchen gate and back stairs, as agreed with the school.",
    "transport": "Plain car in the delivery bay behind the kitchen.",
    "staff_helper": f"{HELPER}, fetches him from Lesson 1 with a note about his timetable",
    "officers": f"{NAMES['officer']} and {NAMES['pcso']}",
    "tells_head": f"{NAMES['officer']} tells {STAFF['prosser'][0]} at 08:40",
    "tells_parent": f"{NAMES['pcso']} calls {MOTHER}, at 09:25; number in the school's record",
    "appropriate_adult": MOTHER,
    "needs": ("send",),
    "care_status": "none",
    "needs_words": "Dyslexia: everything that is read to him is said in short sentences, and asked back.",
    "risk_to_others": "A friend who is named too is in the same lesson: he is not to see it.",
    "risk_assessment": "No known violence. Searched before the car. His inhaler comes along.",
    "contingency": "If he is absent, nothing is done that day. If he runs, nobody chases him inside.",
    "interview_at_school": "no",
}
SECOND: dict[str, Any] = {
    **PLAN,
    "given_name": "Tamsin",
    "family_name": "Example-Rowe",
    "date_of_birth": date(2010, 1, 30),
    "sex": "female",
    "year_group": "12",
    "offence": "Handling a stolen telephone",
    "crime_reference": "CRIME-EXAMPLE-78",
    "planned_on": on(12, 16),
    "planned_at": clock_time("11:05"),
    "timing_reason": "She is brought from the dentist then and is not in any lesson before or after.",
    "tells_parent": f"{NAMES['pcso']} calls Mr Example-Rowe, her father, at 11:10",
    "appropriate_adult": "Mr Example-Rowe, her father",
    "needs": ("none_known",),
    "needs_words": "None known. Ask her at the start how she is and whether she has eaten.",
}
OUTCOME: dict[str, Any] = {
    "result": "custody",
    "happened_on": PLANNED_ON,
    "began_at": clock_time("09:05"),
    "arrested_at": clock_time("09:24"),
    "ended_at": clock_time("09:40"),
    "place": "Medical room",
    "account": "He came with the pastoral manager, was told why, and was arrested. No handcuffs.",
    "discreet": "yes",
    "discreet_why": "Lesson 1 went on; nobody was on the back stairs. The car stood behind the kitchen.",
    "force_used": "no",
    "custody_reference": "CUSTODY-EXAMPLE-77",
    "head_name": STAFF["prosser"][0],
    "head_role": "head",
    "head_told_on": PLANNED_ON,
    "head_told_at": clock_time("08:41"),
    "head_told_how": "in_person",
    "parent_contacts": (
        {
            "name": MOTHER,
            "tried_on": PLANNED_ON,
            "tried_at": clock_time("09:26"),
            "how": "telephone",
            "reached": "no",
            "by": NAMES["pcso"],
            "words": "Not answered; no message was left.",
        },
        {
            "name": MOTHER,
            "tried_on": PLANNED_ON,
            "tried_at": clock_time("09:34"),
            "how": "telephone",
            "reached": "yes",
            "by": NAMES["pcso"],
            "words": "Told where he is taken. She comes to the custody suite.",
        },
    ),
    "school_told": f"{STAFF['prosser'][0]}: that he was arrested and is safe; nothing about the offence.",
    "interviewed": "no",
    "debrief_on": PLANNED_ON,
    "debrief": f"With {STAFF['ogden'][0]} and the sergeant, 14:00.",
    "lessons": "Have the second number of the parent ready before the day.",
}
SUMMARY = (
    "One pupil was arrested on Thursday in the medical room, out of sight of others, and left with two "
    "officers. Nobody was hurt and no force was used. His mother knows. He may come back to school as usual; "
    "please speak to us before he is questioned by staff about it."
)


def steps(book: DeskBook) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield what was done about arrests, each with its local time."""
    yield _at(on(9, 16), "16:20"), lambda: arrange(book, {})
    yield _at(on(12, 1), "15:10"), lambda: plan(book, PLAN)
    yield _at(on(12, 2), "09:30"), lambda: approve(book, FIRST_PLAN)
    yield _at(PLANNED_ON, "15:20"), lambda: record(book, FIRST_PLAN, OUTCOME)
    yield _at(on(12, 4), "10:10"), lambda: _share(book)
    yield _at(on(12, 10), "16:05"), lambda: plan(book, SECOND)


def _at(day: date, at: str) -> datetime:
    return datetime.combine(day, clock_time(at))


def arrange(book: DeskBook, changes: dict[str, Any]) -> None:
    """Agree with the school how an arrest would go; ``changes`` go over what stands above."""
    filled = whole(ARREST_ARRANGEMENT, {**ARRANGEMENT, **changes})
    arrest_arrangements.save(book.signed_in("officer"), book.schools["larkfield"], filled)


def plan(book: DeskBook, answers: dict[str, Any]) -> None:
    """The officer plans an arrest at the first school."""
    filled = whole(ARREST_PLAN, answers)
    arrest_plans.submit(book.signed_in("officer"), filled, partnership_id=book.schools["larkfield"])


def approve(book: DeskBook, plan_id: int) -> None:
    """The sergeant approves a plan."""
    sergeant = book.signed_in(SERGEANT)
    words = "Agreed. Tell me when it is done."
    arrest_decisions.decide(sergeant, PASSWORD, plan_id, 1, ArrestDecision.APPROVED, words)


def record(book: DeskBook, plan_id: int, answers: dict[str, Any]) -> None:
    """The officer records how it went."""
    arrest_outcomes.save(book.signed_in("officer"), plan_id, whole(ARREST_OUTCOME, answers))


def _share(book: DeskBook) -> None:
    answers = whole(ARREST_SHARE, {"shared_for": HEAD, "summary": SUMMARY})
    arrest_sharing.share(book.signed_in(SERGEANT), PASSWORD, FIRST_PLAN, answers)
