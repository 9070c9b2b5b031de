"""Visits: "Arrived" and "Left" in one click each, and no visit without a contact or a nil return.

The nil return is the officer's own statement that there is nothing to record (IOPC: "did not make notes as
there was nothing to write about").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from ssp_desktop.errors import UserError
from ssp_desktop.models.account import Account
from ssp_desktop.models.contact_log import ContactLog
from ssp_desktop.models.partnership import Partnership
from ssp_desktop.models.visit import Visit
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.own_school import chosen_school, of_own_school
from ssp_desktop.services.records import plain_words
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import VisitEnd

NOUN = "visit"
LONGEST_NOTE = 300


@dataclass(frozen=True)
class VisitSummary:
    """One visit as lists and the top bar show it."""

    id: int
    partnership_id: int
    school: str
    officer_id: int
    officer: str
    arrived_at: datetime
    left_at: datetime | None
    end_kind: VisitEnd
    contacts: int
    nil_return_note: str


def arrive(signed_in: SignedIn, partnership_id: int) -> VisitSummary:
    """Open a visit now. One officer is at one school at a time."""

    def work(work: Work) -> VisitSummary:
        if _at_school(work) is not None:
            raise UserError("You are already at a school.", 'Choose "Left" for that visit first.')
        chosen_school(work, partnership_id)
        visit = Visit(
            partnership_id=partnership_id,
            officer_id=work.actor.account_id,
            arrived_at=work.now,
            end_kind=VisitEnd.OPEN.value,
        )
        work.db.add(visit)
        work.db.flush()
        work.audit(AuditEvent.COLLECTED, NOUN, visit.id)
        work.changed(NOUN)
        return _summary(work, visit)

    return run(signed_in, Action.VISIT_WRITE, work)


def leave(signed_in: SignedIn, visit_id: int) -> VisitSummary:
    """Note that the officer left. With a contact the visit is closed; else a nil return is still missing."""

    def work(work: Work) -> VisitSummary:
        visit = _own(work, visit_id)
        if visit.left_at is not None:
            raise UserError("You have already left.", "Nothing more is needed for the time.")
        visit.left_at = _leaving_time(work, visit)
        _settle(work, visit)
        work.audit(AuditEvent.ALTERED, NOUN, visit.id, detail="left")
        work.changed(NOUN)
        return _summary(work, visit)

    return run(signed_in, Action.VISIT_WRITE, work)


def nil_return(signed_in: SignedIn, visit_id: int, note: str = "") -> VisitSummary:
    """State by one's own hand that there was nothing to record, and close the visit."""

    def work(work: Work) -> VisitSummary:
        visit = _own(work, visit_id)
        if _contacts(work, visit.id):
            raise UserError(
                "This visit has a contact log, so there was something to record.", "No nil return is needed."
            )
        if visit.nil_return:
            raise UserError("This visit already has its nil return.", "Nothing more is needed.")
        visit.nil_return, visit.nil_return_note = True, plain_words(note, LONGEST_NOTE, "note")
        visit.left_at = visit.left_at or _leaving_time(work, visit)
        _settle(work, visit)
        work.audit(AuditEvent.ALTERED, NOUN, visit.id, detail="nil return")
        work.changed(NOUN)
        return _summary(work, visit)

    return run(signed_in, Action.VISIT_WRITE, work)


def contact_added(work: Work, visit_id: int | None) -> None:
    """Close a visit that was left and now has its contact; called when a contact log is submitted."""
    if visit_id is None:
        return
    work.db.flush()
    _settle(work, work.db.get_one(Visit, visit_id))
    work.changed(NOUN)


def _leaving_time(work: Work, visit: Visit) -> datetime:
    if visit.arrived_at > work.now:
        raise UserError(
            "The clock of this PC went back since you arrived.", "Set the clock right and try again."
        )
    return work.now


def _settle(work: Work, visit: Visit) -> None:
    if visit.left_at is None:
        return
    if _contacts(work, visit.id):
        visit.end_kind = VisitEnd.CONTACTS.value
    elif visit.nil_return:
        visit.end_kind = VisitEnd.NIL_RETURN.value
    else:
        visit.end_kind = VisitEnd.UNRECORDED.value
    closed = visit.end_kind != VisitEnd.UNRECORDED
    visit.closed_at = (visit.closed_at or work.now) if closed else None


def current(signed_in: SignedIn) -> VisitSummary | None:
    """Return the visit that the officer is on now, if any."""

    def work(work: Work) -> VisitSummary | None:
        visit = _at_school(work)
        return _summary(work, visit) if visit is not None else None

    return glance(signed_in, Action.VISIT_WRITE, work)


def page(
    signed_in: SignedIn, *, unfinished: bool = False, after: int | None = None, limit: int = 50
) -> tuple[VisitSummary, ...]:
    """Return visits, the newest first, from the one before ``after`` (id) on. The school sees its own."""

    def work(work: Work) -> tuple[VisitSummary, ...]:
        found = listed(work, unfinished=unfinished, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.VISIT_READ, work)


def listed(
    work: Work, *, unfinished: bool = False, after: int | None, limit: int
) -> tuple[VisitSummary, ...]:
    """Return one page of what the person may see, without a trace: the caller leaves it."""
    query = visible(work, select(Visit))
    if unfinished:
        query = query.where(Visit.end_kind.in_((VisitEnd.OPEN.value, VisitEnd.UNRECORDED.value)))
    if after is not None:
        query = query.where(Visit.id < after)
    found = work.db.scalars(query.order_by(Visit.id.desc()).limit(limit))
    return tuple(_summary(work, visit) for visit in found)


def visible(work: Work, query: Select[Visit]) -> Select[Visit]:
    """Narrow a query to the visits that the person may see."""
    return of_own_school(work, query, Visit.partnership_id)


def _at_school(work: Work) -> Visit | None:
    return work.db.scalars(
        select(Visit).where(Visit.officer_id == work.actor.account_id, Visit.end_kind == VisitEnd.OPEN.value)
    ).first()


def _own(work: Work, visit_id: int) -> Visit:
    visit = work.db.get(Visit, visit_id)
    if visit is None:
        raise UserError("This visit is not in the store.", "Go back to the list and choose again.")
    if visit.officer_id != work.actor.account_id:
        raise Refused(Action.VISIT_WRITE, NOUN, visit_id)
    return visit


def _contacts(work: Work, visit_id: int) -> int:
    return (
        work.db.scalar(select(func.count()).select_from(ContactLog).where(ContactLog.visit_id == visit_id))
        or 0
    )


def _summary(work: Work, visit: Visit) -> VisitSummary:
    school, officer = work.db.get(Partnership, visit.partnership_id), work.db.get(Account, visit.officer_id)
    return VisitSummary(
        id=visit.id,
        partnership_id=visit.partnership_id,
        school=school.school_name if school else "",
        officer_id=visit.officer_id,
        officer=officer.display_name if officer else "",
        arrived_at=visit.arrived_at,
        left_at=visit.left_at,
        end_kind=VisitEnd(visit.end_kind),
        contacts=_contacts(work, visit.id),
        nil_return_note=visit.nil_return_note,
    )
