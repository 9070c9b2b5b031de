"""What is said to somebody who opens a record that was disposed of, or may not confirm its disposal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select, tuple_

from ssp_desktop.errors import UserError
from ssp_desktop.models import Disposal
from ssp_desktop.services import disposal_proof
from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.services.disposal_proof import CONFIRMED, Proof
from ssp_desktop.services.own_school import is_own
from ssp_desktop.services.unit_of_work import Refused, Work

_INVALID = "the disposal that should explain it is INVALID"


class SamePerson(Refused):
    """Whoever proposed a disposal tried to confirm it. It stands in the audit log."""

    def __init__(self, disposal_id: int) -> None:
        super().__init__("whoever proposed a disposal cannot confirm it", disposal_proof.NOUN, disposal_id)
        self.what_happened = "You proposed this disposal, so you cannot confirm it."
        self.what_to_do = "Ask another officer or sergeant to sign in and confirm it."


def refusal(work: Work, kind: str, record_id: int) -> UserError | None:
    """Return what happened to a record that is not in the store any more; None when nothing is known.

    The school is told about its own records only, and of no kind of which some are the police's alone.
    """
    query = select(Disposal).where(
        Disposal.kind == kind, Disposal.subject_id == record_id, Disposal.state == CONFIRMED
    )
    disposal = work.db.scalars(query).one_or_none()
    if disposal is None:
        return None
    if work.actor.audience != "police" and not _school_may_know(work, disposal):
        return None
    proof = _valid(work, disposal)
    if proof is None:
        return UserError(
            f"{disposal.reference} is gone, and {_INVALID}.",
            "Change nothing more and tell IT.",
        )
    return UserError(
        f"{disposal.reference} was disposed of on {_day(proof)}, because its time had run out. "
        f"{proof.proposed.signer} proposed it and {proof.confirmed.signer} confirmed it.",
        f"What it said is gone. The disposal is number {disposal.id}.",
    )


def at_school(work: Work, kind: str, partnership_id: int, called: str = "") -> str:
    """Return in a sentence that a school's record was disposed of; empty when none of this kind was.

    For a record that is asked for by its school. The caller has checked that the reader may know.

    Args:
        work: the reader's unit of work.
        kind: the noun of the record.
        partnership_id: the school.
        called: what its reference begins with, where a school has several of the kind.
    """
    query = select(Disposal).where(
        Disposal.kind == kind,
        Disposal.partnership_id == partnership_id,
        Disposal.state == CONFIRMED,
        Disposal.reference.startswith(called, autoescape=True),
    )
    disposal = work.db.scalars(query.order_by(Disposal.id.desc()).limit(1)).first()
    if disposal is None:
        return ""
    proof = _valid(work, disposal)
    if proof is None:
        return f"{disposal.reference} is gone, and {_INVALID}."
    return f"{disposal.reference} was disposed of on {_day(proof)}."


def when_gone(work: Work, records: Collection[tuple[str, int | None]]) -> dict[tuple[str, int], str]:
    """Return, for those records (kind and number) that are gone, the end of a sentence about each.

    The caller has checked that the reader may know of them.
    """
    named = tuple_(Disposal.kind, Disposal.subject_id).in_(sorted(set(records)))
    found = work.db.scalars(select(Disposal).where(named, Disposal.state == CONFIRMED)) if records else ()
    return {(each.kind, each.subject_id or 0): _briefly(work, each) for each in found}


def count(work: Work, kind: str, partnership_id: int, first: date, last: date) -> int:
    """Return how many of a school's records of these days were disposed of."""
    query = select(func.count()).where(
        Disposal.kind == kind,
        Disposal.partnership_id == partnership_id,
        Disposal.state == CONFIRMED,
        Disposal.happened_on.between(first, last),
    )
    return work.db.scalar(query) or 0


def _briefly(work: Work, disposal: Disposal) -> str:
    proof = _valid(work, disposal)
    return f"disposed of on {_day(proof)}" if proof is not None else f"gone, and {_INVALID}"


def _valid(work: Work, disposal: Disposal) -> Proof | None:
    """Return what proves a confirmed disposal, None when it does not hold."""
    store_id = work.signed_in.store_id
    if disposal_proof.fault_in(work.db, store_id, disposal):
        return None
    return disposal_proof.proof_of(work.db, store_id, disposal)


def _day(proof: Proof) -> str:
    return day_in_words(local_date(proof.confirmed.at))


def _school_may_know(work: Work, disposal: Disposal) -> bool:
    kind = BY_NOUN.get(disposal.kind)
    return kind is not None and kind.told_to_school and is_own(work, disposal.partnership_id)
