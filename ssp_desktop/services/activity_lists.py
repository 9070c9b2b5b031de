"""Lists of activities: short pages by key; the school sees what concerns it openly, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Select, select, tuple_

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.models import Account, Activity, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.activity import OPEN_KINDS, ActivityKind
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = ACTIVITY.noun
Key = tuple[date | None, int]


@dataclass(frozen=True)
class ActivityRow:
    """One line of a list. ``key`` is handed back to get the lines after it."""

    id: int
    reference: str
    kind: ActivityKind
    happened_on: date | None
    start_time: time | None
    subject: str
    school: str
    author: str
    in_error: bool
    revision: int

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return (self.happened_on, self.id)


@dataclass(frozen=True)
class ActivityFilter:
    """What to list. Empty means everything that the person may see. Dates include both ends."""

    kind: ActivityKind | None = None
    partnership_id: int | None = None
    mine: bool = False
    first_day: date | None = None
    last_day: date | None = None


def page(
    signed_in: SignedIn, wanted: ActivityFilter | None = None, *, after: Key | None = None, limit: int = 50
) -> tuple[ActivityRow, ...]:
    """Return activities, the newest first, from the one after ``after`` on."""

    def work(work: Work) -> tuple[ActivityRow, ...]:
        found = listed(work, wanted, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.ACTIVITY_READ, work)


def listed(
    work: Work, wanted: ActivityFilter | None = None, *, after: Key | None, limit: int
) -> tuple[ActivityRow, ...]:
    """Return one page of what the person may see, without a trace: the caller leaves it."""
    query = narrowed(work, visible(work, select(Activity)), wanted or ActivityFilter())
    if after is not None:
        query = query.where(tuple_(Activity.happened_on, Activity.id) < after)
    newest_first = query.order_by(Activity.happened_on.desc(), Activity.id.desc())
    return rows(work, newest_first.limit(limit))


def visible(work: Work, query: Select[Any]) -> Select[Any]:
    """Narrow a query to the activities that the person may see: the school sees open ones of its own."""
    if work.actor.audience == "police":
        return query
    return query.where(Activity.partnership_id == work.actor.partnership_id, Activity.kind.in_(OPEN_KINDS))


def narrowed(work: Work, query: Select[Any], wanted: ActivityFilter) -> Select[Any]:
    """Narrow a query to what was asked for."""
    if wanted.kind is not None:
        query = query.where(Activity.kind == wanted.kind.value)
    if wanted.partnership_id is not None:
        query = query.where(Activity.partnership_id == wanted.partnership_id)
    if wanted.mine:
        query = query.where(Activity.author_id == work.actor.account_id)
    if wanted.first_day is not None:
        query = query.where(Activity.happened_on >= wanted.first_day)
    if wanted.last_day is not None:
        query = query.where(Activity.happened_on <= wanted.last_day)
    return query


_COLUMNS = (
    Activity.id,
    Activity.reference,
    Activity.kind,
    Activity.happened_on,
    Activity.start_time,
    Activity.subject,
    Partnership.school_name,
    Account.display_name,
    Activity.entered_in_error,
    Activity.revision,
)


def rows(work: Work, query: Select[Any]) -> tuple[ActivityRow, ...]:
    """Return the lines for a query of activities, reading only the columns that a line shows."""
    joined = (
        query.join(Partnership, Partnership.id == Activity.partnership_id)
        .join(Account, Account.id == Activity.author_id)
        .with_only_columns(*_COLUMNS)
    )
    return tuple(
        ActivityRow(
            id=row[0],
            reference=row[1],
            kind=ActivityKind(row[2]),
            happened_on=row[3],
            start_time=row[4],
            subject=row[5],
            school=row[6],
            author=row[7],
            in_error=row[8],
            revision=row[9],
        )
        for row in work.db.execute(joined)
    )
