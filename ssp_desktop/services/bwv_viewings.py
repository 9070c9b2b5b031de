"""Viewings of body-worn video by school staff: refused until the four preconditions are on record.

Protocol, data sharing agreement and privacy impact assessment stand in the partnership record; the fourth is
each viewer's confidentiality agreement (handbook 3.1.11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import BwvViewing, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.confidentiality_agreements import Agreement, agreements_at, same_name
from ssp_desktop.services.records import checked
from ssp_desktop.services.school_records import (
    Kept,
    OpenedRecord,
    RecordKind,
    check_school,
    kept,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = BWV_VIEWING.noun
PREFIX = "BV"
_VIEWINGS = RecordKind(
    BWV_VIEWING,
    BwvViewing,
    PREFIX,
    Action.ACTIVITY_WRITE,
    found_by=lambda viewing: (viewing.viewed_on, "Viewing of body-worn video"),
)
_DOCUMENTS = (
    ("Safer Schools Partnership protocol", "protocol_signed_on"),
    ("Data sharing agreement", "dsa_signed_on"),
    ("Privacy impact assessment", "dpia_signed_on"),
)


@dataclass(frozen=True)
class ViewingRow:
    """One line of the list."""

    id: int
    reference: str
    viewed_on: date | None
    footage_reference: str
    viewers: str


@dataclass(frozen=True)
class BwvState:
    """How a school stands: which of the three documents are missing, who signed, what was viewed."""

    partnership_id: int
    school: str
    missing: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    viewings: tuple[ViewingRow, ...]


def overview(signed_in: SignedIn, partnership_id: int) -> BwvState:
    """Return a school's preconditions, agreements and viewings."""

    def work(work: Work) -> BwvState:
        check_school(work, partnership_id, Action.ACTIVITY_READ, NOUN)
        school = work.db.get_one(Partnership, partnership_id)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"school {partnership_id}")
        return BwvState(
            partnership_id,
            school.school_name,
            missing_documents(school),
            agreements_at(work, partnership_id),
            viewings_at(work, partnership_id),
        )

    return run(signed_in, Action.ACTIVITY_READ, work)


def viewings_at(work: Work, partnership_id: int) -> tuple[ViewingRow, ...]:
    """Return what was viewed at a school, the newest first, in a unit of work that is open."""
    check_school(work, partnership_id, Action.ACTIVITY_READ, NOUN)
    found = work.db.scalars(
        select(BwvViewing).where(BwvViewing.partnership_id == partnership_id).order_by(BwvViewing.id.desc())
    )
    return tuple(_row(each) for each in found)


def _row(viewing: BwvViewing) -> ViewingRow:
    made = kept(viewing, PREFIX)
    names = ", ".join(each.name for each in viewing.viewers)
    return ViewingRow(made.id, made.reference, viewing.viewed_on, viewing.footage_reference, names)


def missing_documents(school: Partnership) -> tuple[str, ...]:
    """Return which of the three documents the partnership record lacks."""
    return tuple(name for name, key in _DOCUMENTS if getattr(school, key) is None)


def start(signed_in: SignedIn, partnership_id: int) -> dict[str, Any]:
    """Return an untouched viewing. Refused while one of the three documents is missing."""

    def work(work: Work) -> dict[str, Any]:
        _check_documents(work, partnership_id)
        work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, new")
        suggested = {"viewed_on": work.context.today, "viewed_at": work.context.now}
        return {**empty_values(BWV_VIEWING), **suggested}

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def record(signed_in: SignedIn, values: Values, *, partnership_id: int) -> Kept:
    """Store a viewing.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: a document is missing, or a viewer has no agreement from before; it says which.
    """

    def work(work: Work) -> Kept:
        _check_documents(work, partnership_id)
        answers = _checked(work, partnership_id, values)
        return _VIEWINGS.record(work, partnership_id, answers)

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def amend(signed_in: SignedIn, record_id: int, values: Values, *, reason: str, based_on: int) -> Kept:
    """Store a correction by the author as the next revision, with its reason."""

    def work(work: Work) -> Kept:
        return _VIEWINGS.amend(
            work,
            record_id,
            lambda viewing: _checked(work, viewing.partnership_id, values),
            reason=reason,
            based_on=based_on,
        )

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def open_viewing(signed_in: SignedIn, record_id: int) -> OpenedRecord:
    """Return one viewing, and note that it was consulted."""

    def work(work: Work) -> OpenedRecord:
        return _VIEWINGS.open(work, record_id, Action.ACTIVITY_READ)

    return run(signed_in, Action.ACTIVITY_READ, work)


def _check_documents(work: Work, partnership_id: int) -> None:
    check_school(work, partnership_id, Action.ACTIVITY_WRITE, NOUN)
    missing = missing_documents(work.db.get_one(Partnership, partnership_id))
    if missing:
        raise UserError(
            f"No footage may be shown yet. Missing in the partnership record: {', '.join(missing)}.",
            "Have it signed, enter the date in the partnership record, then record the viewing.",
        )


def _checked(work: Work, partnership_id: int, values: Values) -> dict[str, Any]:
    answers = checked(BWV_VIEWING, values, work.context)
    agreements = agreements_at(work, partnership_id)
    without = tuple(_without(answers["viewers"], agreements, answers["viewed_on"]))
    if without:
        raise UserError(
            f"No confidentiality agreement is on record from before the viewing for: {', '.join(without)}.",
            "Each viewer signs one first: with their own sign-in, or on paper.",
        )
    return answers


def _without(viewers: Iterable[Values], agreements: tuple[Agreement, ...], day: date) -> Iterable[str]:
    for viewer in viewers:
        mine = (each for each in agreements if same_name(each.name, viewer["name"]))
        if not any(each.is_valid and each.signed_on <= day for each in mine):
            yield viewer["name"]
