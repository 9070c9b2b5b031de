"""The prevention plan: what is planned is entered; delivered, due and missed follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.prevention_plan import PREVENTION_PLAN, TOPICS
from ssp_desktop.forms.spec import empty_row
from ssp_desktop.models import Activity, Partnership, PreventionPlan
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposed
from ssp_desktop.services.activity_guidance import (
    SCHOOL_YEAR_BEGINS,
    Topic,
    plan_guide,
    school_year_of,
    school_year_words,
)
from ssp_desktop.services.disposable import of_year
from ssp_desktop.services.partnerships import School, school_names
from ssp_desktop.services.records import checked, plain_words, read_values
from ssp_desktop.services.school_records import check_school
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.activity import OPEN_KINDS
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.sharing import PlanState

NOUN = PREVENTION_PLAN.noun
LONGEST_NOTE = 300


@dataclass(frozen=True)
class PlanLine:
    """One topic: when it is due, for which day it is planned, and what delivered it."""

    topic: Topic
    due_from: date
    due_to: date
    planned_on: date | None
    note: str
    state: PlanState
    activity_id: int | None
    reference: str
    delivered_on: date | None


@dataclass(frozen=True)
class OpenedPlan:
    """One school's plan for one school year, term by term: title and lines.

    ``gone`` says that the plan was disposed of, and to the police alone that activities of the year were.
    """

    partnership_id: int
    school: str
    school_year: int
    terms: tuple[tuple[str, tuple[PlanLine, ...]], ...]
    source: str
    may_plan: bool
    gone: str

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """All topics in order."""
        return tuple(line for _title, lines in self.terms for line in lines)

    def count(self, state: PlanState) -> int:
        """Return how many topics stand so."""
        return sum(line.state is state for line in self.lines)


def schools(signed_in: SignedIn) -> tuple[School, ...]:
    """Return the schools whose plan the person may see."""

    def work(work: Work) -> tuple[School, ...]:
        work.audit(AuditEvent.LISTED, NOUN, detail="schools")
        return school_names(work)

    return run(signed_in, Action.ACTIVITY_READ, work)


def open_plan(signed_in: SignedIn, partnership_id: int, school_year: int | None = None) -> OpenedPlan:
    """Return a school's plan; without ``school_year`` that of this school year."""

    def work(work: Work) -> OpenedPlan:
        opened = view(work, partnership_id, school_year, Action.ACTIVITY_READ)
        detail = f"school {partnership_id}, {school_year_words(opened.school_year)}"
        work.audit(AuditEvent.CONSULTED, NOUN, detail=detail)
        return opened

    return run(signed_in, Action.ACTIVITY_READ, work)


def view(work: Work, partnership_id: int, school_year: int | None, action: Action) -> OpenedPlan:
    """Return a school's plan in a unit of work that is open."""
    check_school(work, partnership_id, action, NOUN)
    year = school_year_of(work.today) if school_year is None else school_year
    guide = plan_guide()
    lines = tuple(_lines(work, partnership_id, year))
    return OpenedPlan(
        partnership_id,
        work.db.get_one(Partnership, partnership_id).school_name,
        year,
        tuple((title, tuple(line for line in lines if line.topic.term == key)) for key, title in guide.terms),
        guide.source,
        work.actor.audience == "police",
        _gone(work, partnership_id, year),
    )


def _gone(work: Work, partnership_id: int, year: int) -> str:
    """The school is not told of activities: some are the police's alone."""
    own = ""
    if _find(work, partnership_id, year) is None:
        own = disposed.at_school(work, NOUN, partnership_id, of_year(PREVENTION_PLAN.title, year))
    return " ".join(filter(None, (own, _activities_gone(work, partnership_id, year))))


def _activities_gone(work: Work, partnership_id: int, year: int) -> str:
    count = disposed.count(work, ACTIVITY.noun, partnership_id, *_bounds(year))
    if not count or work.actor.audience != "police":
        return ""
    which, they = ("1 activity", "it") if count == 1 else (f"{count} activities", "they")
    was = "was" if count == 1 else "were"
    return f"{which} of this school year {was} disposed of. A topic that {they} delivered is shown as missed."


def _lines(work: Work, partnership_id: int, year: int) -> Iterator[PlanLine]:
    plan = _find(work, partnership_id, year)
    planned = {row.code: row for row in plan.topics} if plan is not None else {}
    delivered = _delivered(work, partnership_id, year)
    for topic in plan_guide().topics:
        row, activity = planned.get(topic.code), delivered.get(topic.code)
        due_from, due_to = topic.due(year)
        day = row.planned_on if row is not None else None
        yield PlanLine(
            topic=topic,
            due_from=due_from,
            due_to=due_to,
            planned_on=day,
            note=row.note if row is not None else "",
            state=_state(work.today, due_from, due_to, day, delivered=activity is not None),
            activity_id=activity.id if activity is not None else None,
            reference=activity.reference if activity is not None else "",
            delivered_on=activity.happened_on if activity is not None else None,
        )


def _state(today: date, due_from: date, due_to: date, planned: date | None, *, delivered: bool) -> PlanState:
    if delivered:
        return PlanState.DELIVERED
    if (planned or due_to) < today:
        return PlanState.MISSED
    if planned is not None:
        return PlanState.PLANNED
    return PlanState.DUE if due_from <= today else PlanState.LATER


def _delivered(work: Work, partnership_id: int, year: int) -> dict[str, Activity]:
    """Return the first activity of the school year that delivered each topic."""
    first, last = _bounds(year)
    found = work.db.scalars(
        select(Activity)
        .where(
            Activity.partnership_id == partnership_id,
            Activity.plan_topic != "",
            Activity.happened_on.between(first, last),
            Activity.kind.in_(OPEN_KINDS),
            Activity.entered_in_error.is_(False),
        )
        .order_by(Activity.happened_on.desc(), Activity.id.desc())
    )
    return {activity.plan_topic: activity for activity in found}


def _bounds(year: int) -> tuple[date, date]:
    return date(year, SCHOOL_YEAR_BEGINS, 1), date(year + 1, SCHOOL_YEAR_BEGINS - 1, 31)


def _find(work: Work, partnership_id: int, year: int) -> PreventionPlan | None:
    return work.db.scalars(
        select(PreventionPlan).where(
            PreventionPlan.partnership_id == partnership_id, PreventionPlan.school_year == year
        )
    ).first()


def plan(
    signed_in: SignedIn, partnership_id: int, school_year: int, code: str, planned_on: Any, note: str = ""
) -> None:
    """Plan a topic for a day, or (None) take the plan back.

    Raises:
        UserError: the day is past, outside the school year, or no day.
    """

    def work(work: Work) -> None:
        check_school(work, partnership_id, Action.ACTIVITY_WRITE, NOUN)
        if code not in {each.code for each in plan_guide().topics}:
            raise UserError("This topic is not in the prevention plan.", "Choose one from the list.")
        if planned_on is not None:
            _check_day(work, planned_on, school_year)
        record = _find(work, partnership_id, school_year) or _new(work, partnership_id, school_year)
        stored = read_values(record, PREVENTION_PLAN)[TOPICS.key] if record.id else ()
        rows = [row for row in stored if row["code"] != code]
        if planned_on is not None:
            words = plain_words(note, LONGEST_NOTE, "note")
            before = next((row for row in stored if row["code"] == code), empty_row(TOPICS))
            rows.append({**before, "code": code, "planned_on": planned_on, "note": words})
        seal(work, PREVENTION_PLAN, record, checked(PREVENTION_PLAN, {TOPICS.key: tuple(rows)}, work.context))

    run(signed_in, Action.ACTIVITY_WRITE, work)


def _check_day(work: Work, day: Any, year: int) -> None:
    if not isinstance(day, date):
        raise UserError(
            "The day cannot be read.", "Enter day, month and four-digit year, such as 21/11/2026."
        )
    first, last = _bounds(year)
    if not first <= day <= last:
        raise UserError(
            f"The day lies outside the school year {school_year_words(year)}.", "Choose a day in it."
        )
    if day < work.today:
        raise UserError(
            "The day is past.",
            "Choose a day to come. If the topic was delivered, record the activity with it.",
        )


def _new(work: Work, partnership_id: int, year: int) -> PreventionPlan:
    record = PreventionPlan(partnership_id=partnership_id, school_year=year, revision=0, created_at=work.now)
    work.db.add(record)
    return record


def due_this_month(work: Work) -> Iterator[tuple[str, int, PlanLine]]:
    """Yield school, its id, and each topic that is to be delivered this month and is not yet."""
    year = school_year_of(work.today)
    for school in school_names(work):
        for line in _lines(work, school.id, year):
            last = line.planned_on or line.due_to
            this_month = (last.year, last.month) == (work.today.year, work.today.month)
            if line.state in {PlanState.DUE, PlanState.PLANNED} and this_month:
                yield school.name, school.id, line
