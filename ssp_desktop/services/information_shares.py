"""Information shared between police and school: recorded on its own, listed with what contact logs say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Subquery, and_, func, literal, select, tuple_, union_all

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import ContactLog, ContactLogShare, InformationShare, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.own_school import of_own_school
from ssp_desktop.services.records import checked
from ssp_desktop.services.school_records import (
    Kept,
    OpenedRecord,
    RecordKind,
    kept,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import ShareCategory, ShareDirection, ToldBy
from ssp_desktop.vocabulary.sharing import ShareBasis

NOUN = INFORMATION_SHARE.noun
PREFIX = "IS"
Key = tuple[date | None, int, int]
_OWN, _FROM_CONTACT = 1, 0


@dataclass(frozen=True)
class ShareRow:
    """One sharing. ``noun`` and ``record_id`` say what opens: the sharing, or the contact log that holds it.

    ``without_report`` is True when there is neither an intelligence report nor a reason for none; None for
    the school, which is never told.
    """

    noun: str
    record_id: int
    key: Key
    shared_on: date | None
    direction: str
    category: str
    what: str
    with_whom: str
    how: str
    school: str
    without_report: bool | None


def start(signed_in: SignedIn) -> dict[str, Any]:
    """Return an untouched entry with today's date, the time now and the usual ground."""

    def work(work: Work) -> dict[str, Any]:
        suggested = {
            "shared_on": work.context.today,
            "shared_at": work.context.now,
            "basis": ShareBasis.CRIME_AND_DISORDER.value,
        }
        return {**empty_values(INFORMATION_SHARE), **suggested}

    return glance(signed_in, Action.ACTIVITY_WRITE, work)


def record(signed_in: SignedIn, values: Values, *, partnership_id: int) -> Kept:
    """Store a new sharing.

    Raises:
        ProblemsFound: an answer is missing or cannot be true; nothing was stored.
    """

    def work(work: Work) -> Kept:
        answers = checked(INFORMATION_SHARE, values, work.context)
        return _SHARES.record(work, partnership_id, answers)

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def amend(signed_in: SignedIn, record_id: int, values: Values, *, reason: str, based_on: int) -> Kept:
    """Store a correction by the author as the next revision, with its reason."""

    def work(work: Work) -> Kept:
        return _SHARES.amend(
            work,
            record_id,
            lambda _share: checked(INFORMATION_SHARE, values, work.context),
            reason=reason,
            based_on=based_on,
        )

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def _subject(share: InformationShare) -> str:
    return f"{label_of(ShareDirection, share.direction)}: {label_of(ShareCategory, share.category)}"


_SHARES = RecordKind(
    INFORMATION_SHARE,
    InformationShare,
    PREFIX,
    Action.ACTIVITY_WRITE,
    found_by=lambda share: (share.shared_on, _subject(share)),
    pupils=lambda share: share.pupils,
)


def told(work: Work, record_id: int) -> tuple[str, str]:
    """Return a sharing's reference and what it was about, for a line of another list."""
    share = work.db.get_one(InformationShare, record_id)
    return kept(share, PREFIX).reference, _subject(share)


def open_share(signed_in: SignedIn, record_id: int) -> OpenedRecord:
    """Return one sharing, and note that it was consulted."""

    def work(work: Work) -> OpenedRecord:
        return _SHARES.open(work, record_id, Action.ACTIVITY_READ)

    return run(signed_in, Action.ACTIVITY_READ, work)


def page(signed_in: SignedIn, *, after: Key | None = None, limit: int = 50) -> tuple[ShareRow, ...]:
    """Return every sharing that the person may see, the newest first, from the one after ``after`` on."""

    def work(work: Work) -> tuple[ShareRow, ...]:
        found = listed(work, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.ACTIVITY_READ, work)


def listed(work: Work, *, after: Key | None, limit: int) -> tuple[ShareRow, ...]:
    """Return one page of them without a trace: the caller leaves it."""
    shares = _everything(work)
    query = select(shares)
    if after is not None:
        query = query.where(tuple_(shares.c.day, shares.c.source, shares.c.row) < after)
    query = query.order_by(shares.c.day.desc(), shares.c.source.desc(), shares.c.row.desc()).limit(limit)
    return tuple(_row(row, police=work.actor.audience == "police") for row in work.db.execute(query))


def _everything(work: Work) -> Subquery:
    own = visible(
        work,
        select(
            literal(_OWN).label("source"),
            InformationShare.id.label("row"),
            InformationShare.id.label("record_id"),
            InformationShare.shared_on.label("day"),
            InformationShare.direction.label("direction"),
            InformationShare.category.label("category"),
            InformationShare.what.label("what"),
            InformationShare.with_whom.label("with_whom"),
            InformationShare.how.label("how"),
            and_(
                InformationShare.intelligence_reference == "", InformationShare.intelligence_reason == ""
            ).label("without_report"),
            Partnership.school_name.label("school"),
        ).join(Partnership, Partnership.id == InformationShare.partnership_id),
    )
    from_contacts = of_own_school(
        work,
        select(
            literal(_FROM_CONTACT),
            ContactLogShare.id,
            ContactLog.id,
            ContactLog.contact_date,
            ContactLogShare.direction,
            ContactLogShare.category,
            ContactLogShare.what,
            ContactLogShare.with_whom,
            ContactLogShare.how,
            and_(ContactLog.intelligence_reference == "", ContactLog.intelligence_reason == ""),
            Partnership.school_name,
        )
        .join(ContactLog, ContactLog.id == ContactLogShare.contact_log_id)
        .join(Partnership, Partnership.id == ContactLog.partnership_id),
        ContactLog.partnership_id,
    )
    return union_all(own, from_contacts).subquery()


def visible(work: Work, query: Any) -> Any:
    """Return a query of information shares narrowed to those that the person may see."""
    return of_own_school(work, query, InformationShare.partnership_id)


def _row(row: Any, *, police: bool) -> ShareRow:
    return ShareRow(
        noun=NOUN if row.source == _OWN else CONTACT_LOG.noun,
        record_id=row.record_id,
        key=(row.day, row.source, row.row),
        shared_on=row.day,
        direction=label_of(ShareDirection, row.direction),
        category=label_of(ShareCategory, row.category),
        what=row.what,
        with_whom=row.with_whom,
        how=label_of(ToldBy, row.how),
        school=row.school,
        without_report=bool(row.without_report) if police else None,
    )


def without_report(work: Work, limit: int) -> tuple[int, tuple[Kept, ...]]:
    """Return how many of the officer's own sharings lack an intelligence report, and the oldest of them."""
    query = select(InformationShare).where(
        InformationShare.author_id == work.actor.account_id,
        InformationShare.intelligence_reference == "",
        InformationShare.intelligence_reason == "",
    )
    count = work.db.scalar(select(func.count()).select_from(query.subquery())) or 0
    oldest = work.db.scalars(query.order_by(InformationShare.id).limit(limit))
    return count, tuple(kept(each, PREFIX) for each in oldest)
