"""Records of many kinds and days, put into the store at once, for the tests of what is counted from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from benchmarks.texts import Numbers
from ssp_desktop.models import Activity, ContactLog
from ssp_desktop.models.contact_log import ContactLogPupil, ContactLogShare
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.activity import ActivityKind, ReferralTo
from tests.features.steps import OFFICER

MADE_AT = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
_NUMBERS = count(900_000)


def activity(kind: str, day: date, partnership_id: int = 1, **answers: Any) -> Activity:
    """Return an activity with these answers, not stored yet."""
    return Activity(
        reference=f"AC-{next(_NUMBERS)}",
        partnership_id=partnership_id,
        author_id=OFFICER,
        form_version=1,
        created_at=MADE_AT,
        updated_at=MADE_AT,
        kind=kind,
        subject="Example topic",
        happened_on=day,
        **answers,
    )


def contact_log(day: date, partnership_id: int = 1, **answers: Any) -> ContactLog:
    """Return a submitted contact log with these answers, not stored yet."""
    return ContactLog(
        reference=f"CL-{next(_NUMBERS)}",
        partnership_id=partnership_id,
        author_id=OFFICER,
        state="agreed",
        submitted_at=MADE_AT,
        form_version=1,
        contact_date=day,
        subject="Example contact",
        **answers,
    )


def pupil_row(**answers: Any) -> ContactLogPupil:
    """Return a pupil of a contact log."""
    return ContactLogPupil(position=0, **answers)


def share(direction: str = "to_school", category: str = "5") -> ContactLogShare:
    """Return a piece of information that was shared."""
    return ContactLogShare(position=0, direction=direction, category=category, what="Example")


def store(signed_in: SignedIn, *records: Any) -> None:
    """Put records into the store."""
    with signed_in.database.session() as db:
        db.add_all(records)
        db.commit()


def anything(seed: int, how_many: int = 250) -> list[Any]:
    """Return records of every kind, spread over three years and two schools, always the same for a seed."""
    numbers = Numbers(seed)
    return [_any_record(numbers) for _each in range(how_many)]


def _any_record(numbers: Numbers) -> Any:
    def one_of(*choices: Any) -> Any:
        return choices[numbers.below(len(choices))]

    day = date(2025, 8, 25) + timedelta(days=numbers.below(800))
    if numbers.below(10) < 3:
        return contact_log(
            day,
            intelligence_reference=one_of("", "INT-1", "INT-2"),
            arising=one_of("pupil_asked", "chance"),
            crime_decision=one_of("recorded", "pending", ""),
            shares=[share(one_of("to_school", "from_school")) for _each in range(numbers.below(3))],
        )
    return activity(
        one_of(*ActivityKind).value,
        day,
        intelligence_reference=one_of("", "INT-1"),
        intelligence_led=one_of("yes", "no", ""),
        targeted=one_of("yes", "no", ""),
        weapons_found=one_of(None, 0, 1, 4),
        referral_to=one_of(*ReferralTo).value,
        entered_in_error=numbers.below(10) == 0,
    )
