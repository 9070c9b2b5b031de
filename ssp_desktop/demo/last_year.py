"""The invented school year before the term: what ``year_*.py`` tells, and what belongs to a year besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from ssp_desktop.demo import (
    arrests,
    equipment,
    rolls,
    written,
    year_activities,
    year_brackenmoor,
    year_larkfield,
)
from ssp_desktop.demo.answers import whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import SERGEANT
from ssp_desktop.demo.term_activities import TOLD_AFTER, pupil_rows, record_deed
from ssp_desktop.demo.timeline import YEAR, Contact, SchoolVisit, clock_time
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.equipment import expiry_of
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.named_pupils import NAME_COLUMNS
from ssp_desktop.services import (
    bwv_viewings,
    confidentiality_agreements,
    information_shares,
    missing_pupils,
    prevention_plans,
)
from ssp_desktop.vocabulary.equipment import EquipmentKind, EquipmentState

BEFORE = YEAR - 1
LARK, MOOR = "larkfield", "brackenmoor"
CONTACTS: tuple[Contact, ...] = (
    *written.contacts(year_larkfield.CONTACTS, LARK),
    *written.contacts(year_brackenmoor.CONTACTS, MOOR),
)
VISITS: tuple[SchoolVisit, ...] = (
    *written.visits(year_larkfield.VISITS, LARK),
    *written.visits(year_brackenmoor.VISITS, MOOR),
)
DEEDS = (
    *written.deeds(year_activities.LARKFIELD, LARK),
    *written.deeds(year_activities.BRACKENMOOR, MOOR),
)
# Topic of the plan, and the day that was set for it. The talk about drugs never came about.
PLAN = (
    ("meet_year_7", date(2025, 9, 10)),
    ("hate_crime", date(2025, 10, 15)),
    ("security_winter", date(2025, 12, 16)),
    ("cyber_bullying", date(2026, 2, 10)),
    ("drugs", date(2026, 2, 25)),
    ("knife_crime", date(2026, 3, 10)),
    ("mental_health", date(2026, 5, 14)),
    ("events_safety", date(2026, 7, 9)),
)
# Day and time; who, and the school; way, category, ground; what and why; with whom; the pupil.
SHARES = """
2025-10-23 11:10 | officer larkfield | to_school 4 safeguarding | A pupil was reported missing from home on Tuesday and came back at midnight. | So that the form tutor keeps an eye on her | Ms Example-Whitlock, SPOC | mia
2026-01-27 10:20 | officer larkfield | to_school 6 safeguarding | Officers were called to the home at the weekend. The child was not hurt. | So that the school can support the child today | Ms Example-Baptiste, safeguarding lead | dylan
2026-03-19 15:20 | moor.pc brackenmoor | from_school 3 crime_and_disorder | Absent on the three days on which the car was seen. | To disrupt exploitation | PC 0006 Example-Frost | grace
2026-06-25 12:10 | officer larkfield | from_school 2 crime_and_disorder | Excluded for five days for bringing vapes. | So that he is seen by his mentor meanwhile | PC 0001 Example-Okafor | callum
"""  # noqa: E501 - a line for each
CANISTER = "PX-0311"
ARREST_ON = date(2026, 3, 19)
ARREST_PLAN: dict[str, Any] = {
    **arrests.PLAN,
    "given_name": "Idris",
    "family_name": "Fictive-Bowen",
    "date_of_birth": date(2008, 10, 4),
    "ethnicity": "NS",
    "ethnicity_source": "not_asked",
    "year_group": "12",
    "offence": "Burglary of a shop in the high street",
    "offence_on": date(2026, 3, 8),
    "crime_reference": "CRIME-EXAMPLE-41",
    "planned_on": ARREST_ON,
    "tells_parent": "PCSO 0002 Example-Lis calls Mr Fictive-Bowen, his father, at 09:25",
    "appropriate_adult": "Mr Fictive-Bowen, his father",
    "needs": ("none_known",),
    "needs_words": "None known.",
}
ARREST_OUTCOME: dict[str, Any] = {
    **arrests.OUTCOME,
    "happened_on": ARREST_ON,
    "head_told_on": ARREST_ON,
    "debrief_on": ARREST_ON,
    "custody_reference": "CUSTODY-EXAMPLE-41",
    "parent_contacts": (
        {
            "name": "Mr Fictive-Bowen, his father",
            "tried_on": ARREST_ON,
            "tried_at": clock_time("09:30"),
            "how": "telephone",
            "reached": "yes",
            "by": "PCSO 0002 Example-Lis",
            "words": "Told where he is taken. He comes at once.",
        },
    ),
    "lessons": "None.",
}

Step = tuple[datetime, Callable[[], None]]


def steps(book: DeskBook) -> Iterator[Step]:
    """Yield what was done besides contacts and visits, each with its local time, in no order."""
    for deed in DEEDS:
        told_at = datetime.combine(deed.day, clock_time(deed.at)) + TOLD_AFTER
        yield told_at, partial(record_deed, book, deed)
    for code, day in PLAN:
        yield _at(date(2025, 9, 8), "15:30"), partial(_plan, book, code, day)
    for line in SHARES.strip().splitlines():
        when, *rest = (each.strip() for each in line.split("|"))
        yield datetime.fromisoformat(when), partial(_share, book, datetime.fromisoformat(when), rest)
    yield _at(date(2026, 5, 21), "10:40"), partial(_missing, book)
    yield _at(date(2026, 2, 24), "09:20"), partial(_agree, book)
    yield _at(date(2026, 2, 26), "11:10"), partial(_view, book)
    yield from rolls.steps_of(book, BEFORE)
    yield from _equipment(book)
    yield from _arrest(book)


def _at(day: date, at: str) -> datetime:
    return datetime.combine(day, clock_time(at))


def _equipment(book: DeskBook) -> Iterator[Step]:
    batch = date(2023, 9, 1)
    issued = {
        "issued_on": date(2025, 9, 15),
        "kept_in": "Locker at the police station",
        "batch_number": "B-EXAMPLE-23",
        "batch_on": batch,
        "expires_on": expiry_of(batch),
        "weight_at_issue": 60,
        "description": "Pocket canister",
    }
    first = date(2025, 9, 15)
    yield _at(first, "09:10"), partial(equipment.register, book, EquipmentKind.PAVA, CANISTER, issued)
    yield _at(first, "09:40"), partial(equipment.sign, book, SERGEANT, (CANISTER,))
    yield _at(first, "10:00"), partial(equipment.sign, book, "officer", (CANISTER,))
    for day in (date(2025, 11, 17), date(2026, 2, 9), date(2026, 5, 18)):
        yield _at(day, "14:10"), partial(equipment.check, book, CANISTER, 60, "")
    returned = (
        EquipmentState.EXPIRED,
        "Returned before its date; destroyed by the stores.",
        "STORES-EXAMPLE-8",
    )
    yield _at(date(2026, 7, 20), "09:30"), partial(equipment.set_state, book, CANISTER, *returned)


def _arrest(book: DeskBook) -> Iterator[Step]:
    agreed = {"agreed_on": date(2025, 9, 17), "review_on": date(2026, 9, 17)}
    yield _at(date(2025, 9, 17), "16:20"), partial(arrests.arrange, book, agreed)
    yield _at(date(2026, 3, 17), "15:40"), partial(arrests.plan, book, ARREST_PLAN)
    yield _at(date(2026, 3, 18), "09:30"), partial(arrests.approve, book, arrests.PLAN_BEFORE)
    yield _at(ARREST_ON, "15:20"), partial(arrests.record, book, arrests.PLAN_BEFORE, ARREST_OUTCOME)


def _plan(book: DeskBook, code: str, day: date) -> None:
    prevention_plans.plan(book.signed_in("officer"), book.schools[LARK], BEFORE, code, day, "")


def _share(book: DeskBook, when: datetime, parts: Iterable[str]) -> None:
    place, way, what, why, whom, pupil = parts
    (who, school), (direction, category, basis) = place.split(), way.split()
    answers = {
        "direction": direction,
        "category": category,
        "basis": basis,
        "what": what,
        "purpose": why,
        "with_whom": whom,
        "how": "in_person",
        "shared_on": when.date(),
        "shared_at": clock_time("09:30"),
        "pupils": pupil_rows((pupil,), NAME_COLUMNS),
    }
    filled = whole(INFORMATION_SHARE, answers)
    information_shares.record(book.signed_in(who), filled, partnership_id=book.schools[school])


def _missing(book: DeskBook) -> None:
    asked = [words for words, _help in missing_pupils.guide().asked]
    told = (
        "At the bus stop, 08:05",
        "School uniform, green coat",
        "No",
        "08:10, by her sister",
        "Her sister",
    )
    rows = zip(asked, told, strict=False)
    answers = {
        "parents_tried": True,
        "parents_note": "Mother at 09:05: she left at 08:00. Grandmother at 09:15: has not seen her.",
        "pupils": pupil_rows(("sofia",), NAME_COLUMNS),
        "risk": "medium",
        "answers": tuple({"row_id": None, "question": asked, "answer": said} for asked, said in rows),
        "reported_on": date(2026, 5, 21),
        "reported_at": clock_time("09:25"),
        "called_by": "Ms Example-Whitlock, SPOC",
        "call_reference": "CALL-EXAMPLE-1",
        "found_on": date(2026, 5, 21),
        "outcome": "Had taken the wrong bus. Her teacher met her at the terminus at 10:20.",
    }
    filled = whole(MISSING_PUPIL, answers)
    missing_pupils.record(book.signed_in("spoc"), filled, partnership_id=book.schools[LARK])


def _agree(book: DeskBook) -> None:
    paper = {
        "name": "Mr Example-Ogden",
        "role": "Pastoral manager",
        "signed_on": date(2026, 2, 23),
        "reference": "PAPER-EXAMPLE-1",
    }
    officer = book.signed_in("officer")
    confidentiality_agreements.record_paper(officer, paper, partnership_id=book.schools[LARK])


def _view(book: DeskBook) -> None:
    answers = {
        "viewed_on": date(2026, 2, 26),
        "viewed_at": clock_time("10:40"),
        "place": "police_device",
        "footage_reference": "BWV-EXAMPLE-4",
        "purpose": "To know again the man who stood opposite the gate.",
        "viewers": ({"row_id": None, "name": "Mr Example-Ogden", "role": "Pastoral manager"},),
    }
    filled = whole(BWV_VIEWING, answers)
    bwv_viewings.record(book.signed_in("officer"), filled, partnership_id=book.schools[LARK])
