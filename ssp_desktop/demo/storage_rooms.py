"""Where equipment is kept, invented: one school approved by the sergeant's decision, one only begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from ssp_desktop.demo.answers import whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import NAMES, PASSWORD, SERGEANT, STAFF
from ssp_desktop.demo.photographs import add_photographs
from ssp_desktop.demo.timeline import YEAR, clock_time, on
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_risk_assessment import HAZARDS, STORAGE_RISK_ASSESSMENT
from ssp_desktop.forms.storage_screen import from_screen, to_screen
from ssp_desktop.services import storage_assessments, storage_checklists, storage_decisions, storage_guidance
from ssp_desktop.vocabulary.storage import AssessmentParty, StorageChoice

# What is not simply met at Larkfield, by the keys of the screen.
LARKFIELD: dict[str, Any] = {
    "P1_evidence": "Both advisers came in July. Their answers are referred to below.",
    "R1_answer": "not_met",
    "R1_evidence": (
        "One door, five-lever mortice lock and a second lock. It opens outwards, into the corridor; the "
        "frame does not allow it to be turned round."
    ),
    "R3_evidence": "Two keys, both signed for. The school has none; how it gets in after an alarm is agreed.",
    "R4_answer": "not_applicable",
    "R4_reason": "The room has no window.",
    "A2_evidence": "Grey safe, bolted to the outer wall.",
    "A9_evidence": "The door says only \u201cMedical room\u201d.",
    "A12_evidence": "Made in July, with the advice.",
    "property_advice_on": on(7, 8),
    "property_advice_reference": "PROP-EXAMPLE-31",
    "safety_advice_on": on(7, 9),
    "safety_advice_reference": "HS-EXAMPLE-31",
    "site_assessment_on": on(7, 9),
    "site_assessment_reference": "SITE-EXAMPLE-31",
    "site_assessment_findings": "Reception's camera sees the corridor. Lock the yard gate at 17:00.",
}
ACCEPTED = (
    "The door opens outwards, so its hinges can be reached from the corridor. They are of the kind that "
    "cannot be lifted out while the door is shut, the alarm covers the door, and the spray is in a safe of "
    "its own. No other room is free. I accept the risk that is left, until the next review."
)
# What was answered at Brackenmoor on the first day; the rest is still open.
BRACKENMOOR: dict[str, Any] = {
    "P1_answer": "met",
    "P1_evidence": "Asked by e-mail; property answered, health and safety has not yet.",
    "P2_answer": "met",
    "R2_answer": "met",
    "R3_answer": "not_met",
    "R3_evidence": "The caretaker has a key.",
    "R3_mitigation": "Change the lock; both keys to the police.",
    "R3_mitigation_owner": "Mrs Example-Ashdown, SPOC",
    "R3_mitigation_due_on": date(YEAR + 1, 1, 8),
}
# Likelihood and severity without and with the controls, for each common hazard in its order.
SCORES = {
    AssessmentParty.SCHOOL: (
        (2, 4, 1, 4),
        (3, 4, 1, 4),
        (3, 3, 1, 3),
        (2, 3, 1, 3),
        (2, 3, 1, 3),
        (3, 2, 2, 2),
        (3, 4, 1, 4),
        (3, 3, 1, 3),
        (1, 5, 1, 4),
    ),
    AssessmentParty.POLICE: (
        (3, 4, 1, 4),
        (4, 4, 2, 4),
        (3, 4, 1, 4),
        (2, 3, 1, 3),
        (3, 4, 2, 4),
        (3, 3, 2, 3),
        (3, 5, 1, 5),
        (4, 3, 1, 3),
        (2, 5, 1, 5),
    ),
}
STORED = (
    "Two sets of spray, baton and handcuffs, and uniform for two, in the secure room on the ground floor."
)
_RATED = ("likelihood_before", "severity_before", "likelihood_after", "severity_after")
_LOST_KEYS = 6  # the place of this hazard in the common list


def steps(book: DeskBook) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield what was done about storage, each with its local time."""
    yield _at(on(9, 15), "11:50"), lambda: _checklist(book, "officer", "larkfield", LARKFIELD, all_met=True)
    yield _at(on(9, 15), "12:20"), lambda: add_photographs(book, "officer", "larkfield")
    yield _at(on(9, 16), "15:50"), lambda: _assess(book, "spoc", AssessmentParty.SCHOOL, on(9, 16))
    yield _at(on(9, 22), "14:20"), lambda: _assess(book, "officer", AssessmentParty.POLICE, on(9, 22))
    yield _at(on(9, 23), "10:30"), lambda: _decide(book)
    yield _at(on(11, 26), "14:30"), lambda: _checklist(book, "moor.pc", "brackenmoor", BRACKENMOOR)


def _at(day: date, at: str) -> datetime:
    return datetime.combine(day, clock_time(at))


def _checklist(
    book: DeskBook, who: str, school: str, answers: dict[str, Any], *, all_met: bool = False
) -> None:
    """Answer the checklist; with ``all_met`` everything not in ``answers`` is met, and it is confirmed."""
    edition = storage_guidance.edition(storage_guidance.newest_edition())
    blank = empty_values(STORAGE_CHECKLIST)
    met = {f"{each.code}_answer": "met" for each in edition.asked if all_met}
    filled = from_screen(edition, {**to_screen(edition, blank), **met, **answers}, blank)
    storage_checklists.save(book.signed_in(who), book.schools[school], filled, confirm=all_met)


def _assess(book: DeskBook, who: str, party: AssessmentParty, day: date) -> None:
    rows = [
        {**row, **dict(zip(_RATED, scores, strict=True))}
        for row, scores in zip(storage_guidance.starting_hazards(), SCORES[party], strict=True)
    ]
    if party is AssessmentParty.POLICE:
        rows[_LOST_KEYS] |= {
            "further_action": "Count the keys again at the end of term",
            "action_owner": NAMES["officer"],
            "action_due_on": on(12, 18),
        }
        by, reference = f"{NAMES['officer']}, Safer Schools Officer", "RA-EXAMPLE-31"
    else:
        by, reference = ", ".join(STAFF["whitlock"]), ""
    answers = {
        "assessed_by": by,
        "assessed_on": day,
        "review_on": storage_checklists.in_a_year(day),
        "reference": reference,
        "arrangement": STORED,
        HAZARDS.key: tuple(rows),
    }
    filled = whole(STORAGE_RISK_ASSESSMENT, answers)
    storage_assessments.save(book.signed_in(who), book.schools["larkfield"], party, filled)


def _decide(book: DeskBook) -> None:
    """The sergeant reads the checklist as it stands, and accepts the risk with a signature."""
    sergeant, school = book.signed_in(SERGEANT), book.schools["larkfield"]
    revision = storage_checklists.open_checklist(sergeant, school).revision
    choice = StorageChoice.RISK_ACCEPTED
    storage_decisions.decide(sergeant, PASSWORD, school, revision, choice, ACCEPTED)
