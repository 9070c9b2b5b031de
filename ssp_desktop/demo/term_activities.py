"""What else the invented term consisted of: activities, the plan, a missing pupil, a viewing of footage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from ssp_desktop.demo.answers import EVERY_PUPIL, whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import NAMES, PASSWORD
from ssp_desktop.demo.term_deeds import DEEDS, LARKFIELD, Deed
from ssp_desktop.demo.timeline import YEAR, clock_time, on
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.named_pupils import COUNTED_COLUMNS, NAME_COLUMNS
from ssp_desktop.forms.spec import Field
from ssp_desktop.services import (
    activities,
    bwv_viewings,
    confidentiality_agreements,
    information_shares,
    missing_pupils,
    prevention_plans,
)

TOLD_AFTER = timedelta(minutes=50)


def steps(book: DeskBook) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield what was done, each at its local time."""
    for deed in DEEDS:
        yield datetime.combine(deed.day, clock_time(deed.at)) + TOLD_AFTER, partial(record_deed, book, deed)
    yield datetime.combine(on(9, 15), time(10, 5)), partial(_plan, book, "road_safety", on(11, 20), "Year 8")
    yield datetime.combine(on(12, 4), time(9, 5)), partial(_plan, book, "property_safety", on(12, 15), "All")
    yield (
        datetime.combine(on(12, 4), time(9, 10)),
        partial(_plan, book, "cyber_bullying", date(YEAR + 1, 2, 9), "Safer Internet Day"),
    )
    yield (
        datetime.combine(on(11, 13), time(9, 40)),
        partial(_share, book, "officer", on(11, 13), "INT-EXAMPLE-77"),
    )
    yield datetime.combine(on(12, 9), time(9, 40)), partial(_share, book, "officer", on(12, 9), "")
    yield datetime.combine(on(11, 24), time(10, 30)), partial(_missing, book)
    yield datetime.combine(on(12, 2), time(9, 15)), partial(_agree, book)
    yield datetime.combine(on(12, 3), time(11, 15)), partial(_view, book)


def pupil_rows(keys: tuple[str, ...], columns: tuple[Field, ...]) -> tuple[dict[str, Any], ...]:
    """Return pupils by their key, as far as a form asks about them."""
    wanted = {column.key for column in columns}
    return tuple({key: value for key, value in EVERY_PUPIL[each].items() if key in wanted} for each in keys)


def record_deed(book: DeskBook, deed: Deed) -> None:
    """Record an activity."""
    answers = {
        "kind": deed.kind.value,
        "subject": deed.subject,
        "happened_on": deed.day,
        "start_time": clock_time(deed.at),
        "pupils": pupil_rows(deed.pupils, COUNTED_COLUMNS),
        **deed.more,
    }
    activities.record(
        book.signed_in(deed.who), whole(ACTIVITY, answers), partnership_id=book.schools[deed.school]
    )


def _plan(book: DeskBook, code: str, day: date, note: str) -> None:
    prevention_plans.plan(book.signed_in("officer"), book.schools[LARKFIELD], YEAR, code, day, note)


def _share(book: DeskBook, who: str, day: date, reference: str) -> None:
    answers = {
        "direction": "to_school",
        "category": "5",
        "basis": "crime_and_disorder",
        "what": "The family has moved to another part of the town. The new address was given.",
        "purpose": "So that the school can keep in touch",
        "with_whom": "Ms Example-Whitlock, SPOC",
        "how": "in_person",
        "shared_on": day,
        "shared_at": clock_time("09:20"),
        "pupils": pupil_rows(("leo",), NAME_COLUMNS),
        "intelligence_reference": reference,
    }
    information_shares.record(
        book.signed_in(who), whole(INFORMATION_SHARE, answers), partnership_id=book.schools[LARKFIELD]
    )


def _missing(book: DeskBook) -> None:
    asked = [words for words, _help in missing_pupils.guide().asked]
    told = ("The school gate, at 08:40", "School uniform, red rucksack", "No", "08:40, by a friend", "Nobody")
    answers = {
        "parents_tried": True,
        "parents_note": "Mother at 09:10 and 09:30, no answer. Father at 09:35: left home at 08:15.",
        "pupils": pupil_rows(("amara",), NAME_COLUMNS),
        "risk": "medium",
        "answers": tuple(
            {"row_id": None, "question": question, "answer": answer}
            for question, answer in zip(asked, told, strict=False)
        ),
        "reported_on": on(11, 24),
        "reported_at": clock_time("09:50"),
        "called_by": "Ms Example-Whitlock, SPOC",
        "call_reference": "CALL-EXAMPLE-3",
        "found_on": on(11, 24),
        "outcome": "Was in the town library. Brought back by her father at 10:15.",
    }
    missing_pupils.record(
        book.signed_in("spoc"), whole(MISSING_PUPIL, answers), partnership_id=book.schools[LARKFIELD]
    )


def _agree(book: DeskBook) -> None:
    confidentiality_agreements.agree(book.signed_in("spoc"), PASSWORD)
    paper = {
        "name": "Mr Example-Fenn",
        "role": "Head of Year 9",
        "signed_on": on(12, 1),
        "reference": "PAPER-EXAMPLE-2",
    }
    confidentiality_agreements.record_paper(
        book.signed_in("officer"), paper, partnership_id=book.schools[LARKFIELD]
    )


def _view(book: DeskBook) -> None:
    viewers = ((NAMES["spoc"], "SPOC"), ("Mr Example-Fenn", "Head of Year 9"))
    answers = {
        "viewed_on": on(12, 3),
        "viewed_at": clock_time("10:50"),
        "place": "police_device",
        "footage_reference": "BWV-EXAMPLE-9",
        "purpose": "To see who stood by the back gate, and to warn the others.",
        "viewers": tuple({"row_id": None, "name": name, "role": role} for name, role in viewers),
    }
    bwv_viewings.record(
        book.signed_in("officer"), whole(BWV_VIEWING, answers), partnership_id=book.schools[LARKFIELD]
    )
