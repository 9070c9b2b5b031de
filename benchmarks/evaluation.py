"""The year's figures over thousands of records: the 27 indicators, a list behind one, and fairness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from benchmarks.ground import BUILT_AT, Ground, bare
from benchmarks.measure import Line, medians
from benchmarks.texts import Numbers
from ssp_desktop.models import Activity, ActivityPupil
from ssp_desktop.services import fairness, indicators
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.activity import ActivityKind, ReferralTo
from ssp_desktop.vocabulary.people import Ethnicity

YEAR = AcademicYear(2025)
_REACH = {"first": YEAR.before.first_day.isoformat(), "last": YEAR.last_day.isoformat()}
_THIS_YEAR = {"first": YEAR.first_day.isoformat(), "last": YEAR.last_day.isoformat()}
# The same counts by hand: each table is read once, for both years.
_COUNTS = (
    """
    SELECT kind, referral_to, intelligence_led, targeted, happened_on, count(*), sum(weapons_found)
    FROM activity WHERE partnership_id = 1 AND happened_on BETWEEN :first AND :last AND NOT entered_in_error
    GROUP BY 1, 2, 3, 4, 5
    """,
    """
    SELECT contact_date, sum(crime_decision = 'recorded'), sum(arising = 'pupil_asked'),
           sum(intelligence_reference != '')
    FROM contact_log WHERE partnership_id = 1 AND contact_date BETWEEN :first AND :last GROUP BY 1
    """,
    """
    SELECT c.contact_date, s.direction, count(*)
    FROM contact_log c JOIN contact_log_share s ON s.contact_log_id = c.id
    WHERE c.partnership_id = 1 AND c.contact_date BETWEEN :first AND :last GROUP BY 1, 2
    """,
)
_LINES = """
    SELECT happened_on, id, reference, subject FROM activity
    WHERE partnership_id = 1 AND kind = 'patrol' AND intelligence_led = 'yes' AND NOT entered_in_error
      AND happened_on BETWEEN :first AND :last
    ORDER BY happened_on DESC, id DESC LIMIT 50
"""
_GROUPS = (
    """
    SELECT p.ethnicity, p.ethnicity_source, p.sex, p.year_group, p.needs, count(DISTINCT p.person_id)
    FROM contact_log c JOIN contact_log_pupil p ON p.contact_log_id = c.id
    WHERE c.partnership_id = 1 AND c.contact_date BETWEEN :first AND :last GROUP BY 1, 2, 3, 4, 5
    """,
    """
    SELECT a.kind, p.ethnicity, p.ethnicity_source, p.sex, p.needs, count(*)
    FROM activity a JOIN activity_pupil p ON p.activity_id = a.id
    WHERE a.partnership_id = 1 AND a.happened_on BETWEEN :first AND :last AND NOT a.entered_in_error
      AND a.kind IN ('stop_search', 'referral') GROUP BY 1, 2, 3, 4, 5
    """,
)


@dataclass(frozen=True)
class _Asked:
    name: str
    ask: Callable[[SignedIn], object]
    statements: tuple[str, ...]
    days: dict[str, str]


def run(ground: Ground) -> Iterator[Line]:
    """Yield what one year's figures take, with so many activities in two years beside the contact logs."""
    store = ground.copy(ground.sizes.logs[0], "evaluation")
    officer = ground.officer(store)
    _fill(officer, ground.sizes.activities)
    for asked in _questions():
        figure, plain = medians([_program(asked, officer), _plain(asked, officer)], ground.sizes.calls)
        name = f"{asked.name}, {ground.sizes.activities:,} activities"
        yield Line(name, figure, "the same counts in bare SQL", plain, runs=ground.sizes.calls)
    ground.close(store)


def _questions() -> tuple[_Asked, ...]:
    return (
        _Asked(
            "figures: 27 indicators, two years by term",
            lambda who: indicators.open_indicators(who, 1, YEAR.begins),
            _COUNTS,
            _REACH,
        ),
        _Asked(
            "figures: first 50 behind one",
            lambda who: indicators.lines(who, 1, YEAR.begins, "patrols"),
            (_LINES,),
            _THIS_YEAR,
        ),
        _Asked(
            "figures: fairness",
            lambda who: fairness.open_fairness(who, 1, YEAR.begins),
            _GROUPS,
            _THIS_YEAR,
        ),
    )


def _program(asked: _Asked, signed_in: SignedIn) -> Callable[[], object]:
    return lambda: asked.ask(signed_in)


def _plain(asked: _Asked, signed_in: SignedIn) -> Callable[[], object]:
    driver = bare(signed_in)
    return lambda: [driver.execute(each, asked.days).fetchall() for each in asked.statements]


def _fill(signed_in: SignedIn, how_many: int) -> None:
    """Add activities of every kind, spread over the year and the one before, some with a pupil."""
    numbers = Numbers(how_many)
    rows = [_activity(number, numbers) for number in range(1, how_many + 1)]
    named = (ActivityKind.STOP_SEARCH, ActivityKind.REFERRAL)
    pupils = [_pupil(row["id"], numbers) for row in rows if row["kind"] in named]
    with signed_in.database.session() as db:
        db.execute(insert(Activity), rows)
        db.execute(insert(ActivityPupil), pupils)
        db.commit()


def _activity(number: int, numbers: Numbers) -> dict[str, Any]:
    kinds, referrals = list(ActivityKind), list(ReferralTo)
    span = (YEAR.last_day - YEAR.before.first_day).days + 1
    return {
        "id": number,
        "reference": f"AC-{number:06d}",
        "partnership_id": 1,
        "author_id": 2,
        "form_version": 1,
        "created_at": BUILT_AT,
        "updated_at": BUILT_AT,
        "kind": kinds[numbers.below(len(kinds))].value,
        "subject": f"Example {number}",
        "referral_to": referrals[numbers.below(len(referrals))].value,
        "intelligence_led": ("yes", "no")[numbers.below(2)],
        "targeted": ("yes", "no")[numbers.below(2)],
        "weapons_found": numbers.below(3),
        "happened_on": _day(numbers.below(span)),
    }


def _day(passed: int) -> date:
    return YEAR.before.first_day + timedelta(days=passed)


def _pupil(activity_id: int, numbers: Numbers) -> dict[str, Any]:
    groups = list(Ethnicity)
    return {
        "activity_id": activity_id,
        "position": 0,
        "given_name": "Example",
        "family_name": f"Example-{activity_id}",
        "ethnicity": groups[numbers.below(len(groups))].value,
        "ethnicity_source": "self_defined",
        "sex": ("female", "male")[numbers.below(2)],
        "needs": (),
    }
