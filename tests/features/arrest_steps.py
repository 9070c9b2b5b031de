"""Steps that the tests of arrests share: a school with bell times, plans, decisions, outcomes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import (
    arrest_decisions,
    arrest_outcomes,
    arrest_plan_views,
    arrest_plans,
    arrest_sharing,
    partnerships,
)
from ssp_desktop.services.arrest_plan_views import OpenedPlan
from ssp_desktop.services.arrest_plans import SubmittedPlan
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.arrest import ArrestDecision
from tests.stores import PASSWORDS, Store, row, school_values

# The tests' clock stands at 10:00 on Tuesday 17 November 2026.
TODAY = date(2026, 11, 17)
THURSDAY = date(2026, 11, 19)
IN_LESSON = time(9, 20)
CANARY = "CANARY-ARREST"
BELLS = (
    ("registration", "Registration", time(8, 40), time(8, 50)),
    ("lesson", "Lesson 1", time(8, 50), time(9, 45)),
    ("lesson", "Lesson 2", time(9, 45), time(10, 40)),
    ("break", "Break", time(10, 40), time(11, 0)),
    ("lesson", "Lesson 3", time(11, 0), time(12, 0)),
    ("lunch", "Lunch", time(12, 0), time(12, 50)),
    ("lesson", "Lesson 4", time(12, 50), time(13, 50)),
    ("lesson", "Lesson 5", time(13, 50), time(15, 0)),
)
TERMS = (
    ("half_term", "Autumn 1", date(2026, 9, 2), date(2026, 10, 23)),
    ("half_term", "Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    ("half_term", "Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
    ("half_term", "Spring 2", date(2027, 2, 22), date(2027, 3, 25)),
    ("half_term", "Summer 1", date(2027, 4, 12), date(2027, 5, 28)),
    ("inset", "Training day", date(2026, 11, 27), date(2026, 11, 27)),
)


def give_bells(store: Store) -> None:
    """The sergeant enters the first school's bell times and term dates."""
    periods = tuple(
        row(PARTNERSHIP, "periods", kind=kind, name=name, starts_at=start, ends_at=end)
        for kind, name, start, end in BELLS
    )
    terms = tuple(
        row(PARTNERSHIP, "terms", kind=kind, name=name, starts_on=first, ends_on=last)
        for kind, name, first, last in TERMS
    )
    partnerships.save(store.sign_in("sergeant"), school_values(periods=periods, terms=terms), 1)


def plan_values(**changes: Any) -> dict[str, Any]:
    """Return a complete plan for Thursday in Lesson 1; change what the test is about."""
    return {
        **empty_values(ARREST_PLAN),
        "kind": "planned",
        "given_name": "Ambrose",
        "family_name": "Example-Quill",
        "date_of_birth": date(2010, 5, 4),
        "sex": "male",
        "ethnicity": "NS",
        "ethnicity_source": "not_asked",
        "year_group": "12",
        "offence": "Robbery",
        "offence_on": date(2026, 11, 10),
        "crime_reference": "CR-EXAMPLE-1",
        "against_school": "no",
        "grounds": f"Named by two witnesses {CANARY}",
        "necessity": ("investigation", "vulnerable"),
        "necessity_words": "The telephone would be wiped.",
        "why_here": "He is seen nowhere else.",
        "why_unavoidable": "He leaves the country on Friday.",
        "not_at_home": "Nobody knows where he sleeps.",
        "not_by_appointment": "He missed two.",
        "not_voluntary": "He would warn the others.",
        "not_after_school": "He is fetched by the others.",
        "planned_on": THURSDAY,
        "planned_at": IN_LESSON,
        "place": "Medical room",
        "route": "Side gate and back stairs",
        "transport": "Plain car in the staff car park",
        "staff_helper": "Mr Example-Fenn, head of year",
        "officers": "PC 0001 Example-Okafor and PC 0003 Example-Reyes",
        "tells_head": "PC 0001 Example-Okafor, at 09:00",
        "tells_parent": "PC 0003 Example-Reyes calls Mrs Example-Quill at 09:25",
        "appropriate_adult": "Mrs Example-Quill, his mother",
        "needs": ("send",),
        "care_status": "none",
        "needs_words": "Speak slowly; he has a speech delay.",
        "risk_to_others": "Friends in the same class.",
        "risk_assessment": "Asthma: the inhaler comes along.",
        "contingency": "If he runs, let him run; officers wait at the gate.",
        "interview_at_school": "no",
        **changes,
    }


def interview_values(**changes: Any) -> dict[str, Any]:
    """Return a complete interview at the school, without an arrest."""
    return plan_values(
        kind="interview",
        necessity=(),
        necessity_words="",
        not_voluntary="",
        transport="",
        interview_at_school="",
        interview_reason="The younger sister is in danger today.",
        interview_agreed_by="Mr Example-Prosser",
        interview_agreed_role="head",
        interview_agreed_on=TODAY,
        interview_agreed_at=time(9, 30),
        interview_adult="Mrs Example-Quill",
        interview_adult_relation="parent",
        interview_parent="Called at 09:00; she can be here within the hour.",
        **changes,
    )


def outcome_values(**changes: Any) -> dict[str, Any]:
    """Return a complete outcome of Thursday; change what the test is about."""
    return {
        **empty_values(ARREST_OUTCOME),
        "result": "custody",
        "happened_on": THURSDAY,
        "began_at": time(9, 10),
        "arrested_at": time(9, 22),
        "ended_at": time(9, 40),
        "place": "Medical room",
        "account": f"He came quietly {CANARY}",
        "discreet": "yes",
        "discreet_why": "The corridor was empty.",
        "force_used": "no",
        "custody_reference": "CUST-EXAMPLE-1",
        "head_name": "Mr Example-Prosser",
        "head_role": "head",
        "head_told_on": THURSDAY,
        "head_told_at": time(9, 0),
        "head_told_how": "in_person",
        "parent_contacts": (
            row(
                ARREST_OUTCOME,
                "parent_contacts",
                name="Mrs Example-Quill",
                tried_on=THURSDAY,
                tried_at=time(9, 25),
                how="telephone",
                reached="yes",
                by="PC 0003 Example-Reyes",
            ),
        ),
        "school_told": "The head knows of the arrest.",
        "interviewed": "no",
        "debrief": "With the head of year.",
        "lessons": "None",
        **changes,
    }


def arrangement_values(**changes: Any) -> dict[str, Any]:
    """Return complete arrangements; change what the test is about."""
    place = row(ARREST_ARRANGEMENT, "secure_places", name="Medical room", where="Ground floor, east")
    told = row(ARREST_ARRANGEMENT, "told", name="Mr Example-Prosser", role="Head teacher")
    return {
        **empty_values(ARREST_ARRANGEMENT),
        "secure_places": (place,),
        "route": "Side gate and back stairs",
        "vehicle": "Staff car park, behind the hall",
        "bell_times_right": True,
        "told": (told,),
        "staff_helper": "Mr Example-Fenn, head of year",
        "agreed_with": "Mr Example-Prosser, head teacher",
        "agreed_on": date(2026, 11, 2),
        "review_on": date(2027, 11, 2),
        **changes,
    }


def submit(signed_in: SignedIn, **changes: Any) -> SubmittedPlan:
    """Submit a complete plan at the first school."""
    return arrest_plans.submit(signed_in, plan_values(**changes), partnership_id=1)


def view(signed_in: SignedIn, record_id: int) -> OpenedPlan:
    """Open a plan."""
    return arrest_plan_views.open_plan(signed_in, record_id)


def decide(
    store: Store,
    record_id: int,
    choice: ArrestDecision = ArrestDecision.APPROVED,
    words: str = "",
    revision: int | None = None,
) -> None:
    """The sergeant reads the plan as it stands and signs."""
    sergeant = store.sign_in("sergeant")
    read = view(sergeant, record_id).revision if revision is None else revision
    arrest_decisions.decide(sergeant, PASSWORDS["sergeant"], record_id, read, choice, words)


def approved(store: Store, **changes: Any) -> SubmittedPlan:
    """The officer submits a plan and the sergeant approves it."""
    made = submit(store.sign_in("officer"), **changes)
    decide(store, made.id)
    return made


def carried_out(store: Store, **changes: Any) -> SubmittedPlan:
    """A plan was approved, its day came, and the officer recorded the outcome."""
    made = approved(store)
    store.clock.go(days=3)
    arrest_outcomes.save(store.sign_in("officer"), made.id, outcome_values(**changes))
    return made


def share(store: Store, record_id: int, summary: str = "One pupil was arrested. Nobody was hurt.") -> int:
    """The sergeant shares a summary with the school."""
    values = {
        **empty_values(ARREST_SHARE),
        "shared_for": "Mr Example-Prosser, head teacher",
        "summary": summary,
    }
    return arrest_sharing.share(store.sign_in("sergeant"), PASSWORDS["sergeant"], record_id, values)
