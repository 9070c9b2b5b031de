"""Lists of contact logs: short pages by key, so that the hundred-thousandth page is as quick as the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select, tuple_

from ssp_desktop.models.account import Account
from ssp_desktop.models.contact_log import ContactLog, ContactLogPupil
from ssp_desktop.models.partnership import Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.own_school import of_own_school
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ContactState

NOUN = "contact_log"
Key = tuple[date | None, int]


@dataclass(frozen=True)
class ContactLogRow:
    """One line of a list. ``key`` is handed back to get the lines after it."""

    id: int
    reference: str
    contact_date: date | None
    subject: str
    pupils: str
    school: str
    author: str
    state: ContactState
    revision: int
    submitted_at: datetime
    waiting_since: datetime | None

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return (self.contact_date, self.id)


@dataclass(frozen=True)
class Filter:
    """What to list. Empty means everything that the person may see. Dates include both ends."""

    state: ContactState | None = None
    partnership_id: int | None = None
    mine: bool = False
    first_day: date | None = None
    last_day: date | None = None


def page(
    signed_in: SignedIn, wanted: Filter | None = None, *, after: Key | None = None, limit: int = 50
) -> tuple[ContactLogRow, ...]:
    """Return contact logs, the newest contact first, from the one after ``after`` on."""

    def work(work: Work) -> tuple[ContactLogRow, ...]:
        found = listed(work, wanted, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, read_action(signed_in), work)


def listed(
    work: Work, wanted: Filter | None = None, *, after: Key | None = None, limit: int
) -> tuple[ContactLogRow, ...]:
    """Return one page of what the person may see, without a trace: the caller leaves it."""
    query = _wanted(work, visible(work, select(ContactLog)), wanted or Filter())
    if after is not None:
        query = query.where(tuple_(ContactLog.contact_date, ContactLog.id) < after)
    newest_first = query.order_by(ContactLog.contact_date.desc(), ContactLog.id.desc())
    return rows(work, newest_first.limit(limit))


def read_action(signed_in: SignedIn) -> Action:
    """Return the right that reading a contact log takes for this person: the police's or the school's."""
    if signed_in.actor.audience == "school":
        return Action.CONTACT_LOG_READ_SCHOOL
    return Action.CONTACT_LOG_READ_POLICE


def visible(work: Work, query: Select[ContactLog]) -> Select[ContactLog]:
    """Narrow a query to the contact logs that the person may see: the school sees its own."""
    return of_own_school(work, query, ContactLog.partnership_id)


def _wanted(work: Work, query: Select[ContactLog], wanted: Filter) -> Select[ContactLog]:
    if wanted.state is not None:
        query = query.where(ContactLog.state == wanted.state.value)
    if wanted.partnership_id is not None:
        query = query.where(ContactLog.partnership_id == wanted.partnership_id)
    if wanted.mine:
        query = query.where(ContactLog.author_id == work.actor.account_id)
    if wanted.first_day is not None:
        query = query.where(ContactLog.contact_date >= wanted.first_day)
    if wanted.last_day is not None:
        query = query.where(ContactLog.contact_date <= wanted.last_day)
    return query


_COLUMNS = (
    ContactLog.id,
    ContactLog.reference,
    ContactLog.contact_date,
    ContactLog.subject,
    ContactLog.state,
    ContactLog.revision,
    ContactLog.submitted_at,
    ContactLog.waiting_since,
    Partnership.school_name,
    Account.display_name,
)


def rows(work: Work, query: Select[ContactLog]) -> tuple[ContactLogRow, ...]:
    """Return the lines for a query of contact logs, reading only the columns that a line shows."""
    joined = (
        query.join(Partnership, Partnership.id == ContactLog.partnership_id)
        .join(Account, Account.id == ContactLog.author_id)
        .with_only_columns(*_COLUMNS)
    )
    found = work.db.execute(joined).all()
    pupils = _pupil_names(work, [row[0] for row in found])
    return tuple(
        ContactLogRow(
            id=row[0],
            reference=row[1],
            contact_date=row[2],
            subject=row[3],
            pupils=pupils.get(row[0], ""),
            school=row[8],
            author=row[9],
            state=ContactState(row[4]),
            revision=row[5],
            submitted_at=row[6],
            waiting_since=row[7],
        )
        for row in found
    )


def _pupil_names(work: Work, ids: Iterable[int]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    found = work.db.execute(
        select(ContactLogPupil.contact_log_id, ContactLogPupil.given_name, ContactLogPupil.family_name)
        .where(ContactLogPupil.contact_log_id.in_(list(ids)))
        .order_by(ContactLogPupil.contact_log_id, ContactLogPupil.position)
    )
    for record_id, given, family in found:
        names.setdefault(record_id, []).append(f"{given} {family}".strip())
    return {record_id: ", ".join(each) for record_id, each in names.items()}
