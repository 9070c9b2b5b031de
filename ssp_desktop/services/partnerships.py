"""Partnerships: one per school. The tier follows from the record; nobody types it (handbook 1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import Problem, Values
from ssp_desktop.models.partnership import Partnership
from ssp_desktop.models.prioritisation import Prioritisation
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import search
from ssp_desktop.services.own_school import check_own, of_own_school, stored_school
from ssp_desktop.services.records import ProblemsFound, checked, read_values
from ssp_desktop.services.school_days import SchoolCalendar, Term
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.partnership import PartnerRole, Tier

NOUN = PARTNERSHIP.noun
WARNING_DAYS = 60
# What follows from the prioritisation of a school, once there is one (handbook appendix H).
FROM_PRIORITISATION = ("priority_school", "funded")


@dataclass(frozen=True)
class School:
    """One school to choose from."""

    id: int
    name: str
    tier: Tier


@dataclass(frozen=True)
class SchoolState:
    """How one school stands, for the board."""

    id: int
    name: str
    tier: Tier
    tier_reason: str
    must_escalate: bool


@dataclass(frozen=True)
class OpenedPartnership:
    """A partnership with its answers, its tier and what must be done about it.

    ``must_escalate`` is True for a school that declined and was not escalated yet.
    """

    id: int
    values: dict[str, Any]
    tier: Tier
    tier_reason: str
    must_escalate: bool
    revision: int


@dataclass(frozen=True)
class Expiry:
    """A document of a partnership that is to be reviewed soon or is overdue."""

    partnership_id: int
    school: str
    document: str
    due_on: date
    overdue: bool


def tier_of(values: Values, today: date) -> tuple[Tier, str]:
    """Return the tier that follows from the answers, with the reason in words (handbook 1.2)."""
    if values.get("declined_on"):
        return Tier.DECLINED, "The school was offered a partnership and declined."
    contact = _has_named_contact(values, today)
    if contact and values.get("protocol_signed_on") and values.get("dsa_signed_on"):
        return (
            Tier.SSP,
            "There is a named contact, and the protocol and the data sharing agreement are signed.",
        )
    if contact and values.get("willing") == Answer.YES:
        missing = " and ".join(_unsigned(values))
        return (
            Tier.NAMED_OFFICER,
            f"There is a named contact and the school is willing. Not signed yet: {missing}.",
        )
    return Tier.NOT_SET_UP, f"Still missing: {', '.join(_missing(values, contact))}."


def _has_named_contact(values: Values, today: date) -> bool:
    return any(
        row.get("role") in {PartnerRole.SSO, PartnerRole.NAMED_CONTACT}
        and row.get("name")
        and (row.get("from_date") or today) <= today <= (row.get("until_date") or today)
        for row in values.get("members") or ()
    )


def _unsigned(values: Values) -> Iterator[str]:
    if not values.get("protocol_signed_on"):
        yield "the protocol"
    if not values.get("dsa_signed_on"):
        yield "the data sharing agreement"


def _missing(values: Values, contact: bool) -> Iterator[str]:
    if not contact:
        yield "a named police contact"
    yield from _unsigned(values)


def save(
    signed_in: SignedIn,
    values: Values,
    partnership_id: int | None = None,
    *,
    based_on: int | None = None,
) -> int:
    """Store a partnership as a new revision. Returns its id.

    Args:
        signed_in: an officer or sergeant.
        values: the answers of the form ``PARTNERSHIP``.
        partnership_id: which one; None for a new one.
        based_on: the revision that the person saw; a newer one stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true, or the school has a partnership already.
        UserError: somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        answers = checked(PARTNERSHIP, values, work.context)
        _check_only_one(work, answers["urn"], partnership_id)
        partnership = stored_school(work, partnership_id) if partnership_id is not None else new(work)
        if partnership_id is not None:
            answers |= _from_prioritisation(work, partnership_id)
        if based_on is not None and partnership.revision != based_on:
            raise UserError(
                "Somebody changed this partnership while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        store(work, partnership, answers)
        return partnership.id

    return run(signed_in, Action.PARTNERSHIP_WRITE, work)


def _from_prioritisation(work: Work, partnership_id: int) -> dict[str, str]:
    """Return the answers that follow from the school's prioritisation; nothing while there is none."""
    found = work.db.scalars(
        select(Prioritisation).where(Prioritisation.partnership_id == partnership_id)
    ).first()
    return {key: getattr(found, key) for key in FROM_PRIORITISATION} if found is not None else {}


def _check_only_one(work: Work, urn: str, partnership_id: int | None) -> None:
    """A school has one partnership: its number tells two entries of it apart from two schools of a name."""
    others = select(Partnership.school_name).where(Partnership.id != (partnership_id or 0))
    name = work.db.scalars(others.where(Partnership.urn == urn)).first() if urn else None
    if name is not None:
        message = f"{name} has this number and is in the store already. Open that partnership instead."
        raise ProblemsFound([Problem("urn", message)])


def new(work: Work) -> Partnership:
    """Return a partnership that is not stored yet."""
    partnership = Partnership(
        form_version=PARTNERSHIP.version, created_at=work.now, updated_at=work.now, revision=0
    )
    work.db.add(partnership)
    return partnership


def store(work: Work, partnership: Partnership, answers: dict[str, Any]) -> None:
    """Write checked answers as the next revision, with its trace, in the caller's transaction."""
    seal(work, PARTNERSHIP, partnership, answers)
    line = search.Document(
        NOUN, partnership.id, partnership.id, reference=partnership.urn, subject=partnership.school_name
    )
    search.index_form(work, PARTNERSHIP, partnership, line)


def open_partnership(signed_in: SignedIn, partnership_id: int) -> OpenedPartnership:
    """Return one partnership. The school opens its own."""

    def work(work: Work) -> OpenedPartnership:
        partnership = stored_school(work, partnership_id)
        check_own(work, partnership.id, Action.PARTNERSHIP_READ, NOUN, partnership_id)
        values = read_values(partnership, PARTNERSHIP)
        tier, reason = tier_of(values, work.today)
        work.audit(AuditEvent.CONSULTED, NOUN, partnership.id, revision=partnership.revision)
        must_escalate = tier is Tier.DECLINED and not values["escalated_on"]
        return OpenedPartnership(partnership.id, values, tier, reason, must_escalate, partnership.revision)

    return run(signed_in, Action.PARTNERSHIP_READ, work)


def schools(signed_in: SignedIn) -> tuple[School, ...]:
    """Return the schools that the person may choose from, by name."""
    return glance(signed_in, Action.PARTNERSHIP_READ, school_names)


def school_names(work: Work) -> tuple[School, ...]:
    """Return the schools that the person may choose from, by name, in a unit of work that is open."""
    return tuple(School(each.id, each.name, each.tier) for each in overview(work))


def overview(work: Work) -> tuple[SchoolState, ...]:
    """Return how the visible schools stand, by name."""
    return tuple(_state(each, work.today) for each in _visible(work))


def _state(partnership: Partnership, today: date) -> SchoolState:
    values = read_values(partnership, PARTNERSHIP)
    tier, reason = tier_of(values, today)
    must_escalate = tier is Tier.DECLINED and not values["escalated_on"]
    return SchoolState(partnership.id, partnership.school_name, tier, reason, must_escalate)


def expiries(work: Work) -> tuple[Expiry, ...]:
    """Return the documents of the visible schools that are to be reviewed within 60 days or are overdue."""
    documents = (
        ("protocol_review_on", "Protocol"),
        ("dsa_review_on", "Data sharing agreement"),
        ("dpia_review_on", "Data protection impact assessment"),
    )
    found = [
        Expiry(each.id, each.school_name, name, due, due < work.today)
        for each in _visible(work)
        for key, name in documents
        if (due := getattr(each, key)) is not None and (due - work.today).days <= WARNING_DAYS
    ]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.school)))


def calendar_of(work: Work, partnership_id: int) -> SchoolCalendar:
    """Return the school's calendar, for counting school days."""
    terms = work.db.get_one(Partnership, partnership_id).terms
    return SchoolCalendar(
        [Term(row.kind, row.starts_on, row.ends_on) for row in terms if row.starts_on and row.ends_on]
    )


def _visible(work: Work) -> list[Partnership]:
    query = select(Partnership).order_by(Partnership.school_name, Partnership.id)
    return list(work.db.scalars(of_own_school(work, query, Partnership.id)))
