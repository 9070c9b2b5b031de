"""What is said to somebody who opens a record that was disposed of, or may not confirm its disposal."""

from __future__ import annotations

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import Disposal
from ssp_desktop.services import disposal_proof
from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.services.disposal_proof import CONFIRMED
from ssp_desktop.services.own_school import is_own
from ssp_desktop.services.unit_of_work import Refused, Work


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
    proof = disposal_proof.proof_of(work.db, work.signed_in.store_id, disposal)
    if proof is None or disposal_proof.fault_in(work.db, work.signed_in.store_id, disposal):
        return UserError(
            f"{disposal.reference} is gone, and the disposal that should explain it is INVALID.",
            "Change nothing more and tell IT.",
        )
    day = day_in_words(local_date(proof.confirmed.at))
    return UserError(
        f"{disposal.reference} was disposed of on {day}, because its time had run out. "
        f"{proof.proposed.signer} proposed it and {proof.confirmed.signer} confirmed it.",
        f"What it said is gone. The disposal is number {disposal.id}.",
    )


def _school_may_know(work: Work, disposal: Disposal) -> bool:
    kind = BY_NOUN.get(disposal.kind)
    return kind is not None and kind.told_to_school and is_own(work, disposal.partnership_id)
