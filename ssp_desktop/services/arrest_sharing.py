"""What of an arrest the school is told: a summary that a sergeant wrote and signed, and nothing else.

The school reads its own summaries. It learns neither the plan's reference nor whether there are others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.spec import Values
from ssp_desktop.models import ArrestShare, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import arrest_outcomes, arrest_plans, arrest_search, signing, step_up
from ssp_desktop.services.records import checked
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = ARREST_SHARE.noun
SHARED = "shared"


@dataclass(frozen=True)
class ShownShare:
    """A shared summary as its readers see it. ``signature`` is checked at each reading."""

    id: int
    partnership_id: int
    school: str
    shared_for: str
    summary: str
    shared_at: datetime
    signature: ShownSignature | None


def share(signed_in: SignedIn, password: str, plan_id: int, values: Values) -> int:
    """Share a summary of an outcome with the school, signed. Returns its id.

    Args:
        signed_in: the sergeant.
        password: the sergeant's, asked again for this signature.
        plan_id: the plan; its outcome must be recorded.
        values: the answers of the form ``ARREST_SHARE``.

    Raises:
        ProblemsFound: the summary or its reader is missing.
        UserError: wrong password, or there is no outcome yet.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> int:
        plan = arrest_plans.existing(work, plan_id)
        if arrest_outcomes.find(work, plan_id) is None:
            raise UserError(
                "There is no outcome to share yet.", "Have the outcome recorded, then share a summary of it."
            )
        answers = checked(ARREST_SHARE, values, work.context)
        record = ArrestShare(
            arrest_plan_id=plan.id,
            partnership_id=plan.partnership_id,
            shared_by=work.actor.account_id,
            form_version=ARREST_SHARE.version,
            created_at=work.now,
            updated_at=work.now,
            revision=0,
        )
        work.db.add(record)
        seal(work, ARREST_SHARE, record, answers)
        signing.sign(work, key, ARREST_SHARE, record, SHARED)
        arrest_search.index_share(work, record)
        work.audit(AuditEvent.DISCLOSED, NOUN, record.id, detail=f"shared with school {plan.partnership_id}")
        work.changed(arrest_plans.NOUN)
        return record.id

    return run(signed_in, Action.ARREST_OUTCOME_SHARE, work)


def shared_with_us(signed_in: SignedIn) -> tuple[ShownShare, ...]:
    """Return what was shared with the person's own school, the newest first."""

    def work(work: Work) -> tuple[ShownShare, ...]:
        shown = listed(work)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(shown)} shown")
        return shown

    return run(signed_in, Action.ARREST_SHARE_READ, work)


def listed(work: Work) -> tuple[ShownShare, ...]:
    """Return what was shared with the person's own school, without a trace: the caller leaves it."""
    query = select(ArrestShare).where(ArrestShare.partnership_id == work.actor.partnership_id)
    found = work.db.scalars(query.order_by(ArrestShare.created_at.desc(), ArrestShare.id.desc()))
    return tuple(_shown(work, each) for each in found)


def open_share(signed_in: SignedIn, share_id: int) -> ShownShare:
    """Return one summary that was shared with the person's own school."""

    def work(work: Work) -> ShownShare:
        shown = readable(work, share_id, Action.ARREST_SHARE_READ)
        work.audit(AuditEvent.CONSULTED, NOUN, share_id, revision=1)
        return shown

    return run(signed_in, Action.ARREST_SHARE_READ, work)


def readable(work: Work, share_id: int, action: Action) -> ShownShare:
    """Return a summary that this person may read: the police any, the school its own.

    Raises:
        Refused: it is another school's, or there is none; the school is not told which.
        UserError: there is none, and the police ask.
    """
    found = work.db.get(ArrestShare, share_id)
    if work.actor.audience != "police":
        if found is None or found.partnership_id != work.actor.partnership_id:
            raise Refused(action, NOUN, share_id)
    elif found is None:
        raise UserError("This summary is not in the store.", "Go back to the plan and choose again.")
    return _shown(work, found)


def shares_of(work: Work, plan_id: int) -> tuple[ShownShare, ...]:
    """Return what of one plan was shared, the oldest first."""
    found = work.db.scalars(
        select(ArrestShare).where(ArrestShare.arrest_plan_id == plan_id).order_by(ArrestShare.id)
    )
    return tuple(_shown(work, each) for each in found)


def _shown(work: Work, row: ArrestShare) -> ShownShare:
    given = signing.signatures_of(work, NOUN, row.id)
    school = work.db.get_one(Partnership, row.partnership_id).school_name
    return ShownShare(
        row.id,
        row.partnership_id,
        school,
        row.shared_for,
        row.summary,
        row.created_at,
        given[-1] if given else None,
    )
