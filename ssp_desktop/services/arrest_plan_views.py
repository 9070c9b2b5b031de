"""One arrest plan to read: answers, how it fits the school day, decisions, outcome, what was shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_plan_age import age_words
from ssp_desktop.models import Account, ArrestPlan, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    arrest_arrangements,
    arrest_decisions,
    arrest_outcomes,
    arrest_plans,
    arrest_sharing,
    signing,
)
from ssp_desktop.services.arrest_sharing import ShownShare
from ssp_desktop.services.bell_times import Timing, timing_of
from ssp_desktop.services.records import read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.arrest import ArrestKind, ArrestPlanState
from ssp_desktop.vocabulary.audit import AuditEvent


@dataclass(frozen=True)
class OpenedPlan:
    """A plan as an officer or sergeant reads it.

    ``outcome`` is empty while there is none. ``approved`` is True only for a valid approval of the plan as it
    stands. The ``may_`` flags say what this reader can do next.
    """

    id: int
    reference: str
    partnership_id: int
    school: str
    kind: ArrestKind
    state: ArrestPlanState
    author: str
    submitted_at: datetime
    revision: int
    values: dict[str, Any]
    age: str
    timing: Timing | None
    arrangement: dict[str, Any]
    cancelled_reason: str
    decisions: tuple[ShownSignature, ...]
    approved: bool
    outcome: dict[str, Any]
    outcome_revision: int
    shares: tuple[ShownShare, ...]
    person_id: int | None
    may_change: bool
    may_decide: bool
    may_record: bool
    may_share: bool


def open_plan(signed_in: SignedIn, record_id: int) -> OpenedPlan:
    """Return a plan to read, and note that it was."""

    def work(work: Work) -> OpenedPlan:
        opened = view(work, record_id)
        work.audit(AuditEvent.CONSULTED, arrest_plans.NOUN, record_id, revision=opened.revision)
        return opened

    return run(signed_in, Action.ARREST_PLAN_READ, work)


def view(work: Work, record_id: int) -> OpenedPlan:
    """Return a plan as it stands now, in the caller's unit of work."""
    plan = arrest_plans.existing(work, record_id)
    outcome = arrest_outcomes.find(work, plan.id)
    arranged = arrest_arrangements.find(work, plan.partnership_id)
    values = read_values(plan, ARREST_PLAN)
    return OpenedPlan(
        id=plan.id,
        reference=plan.reference,
        partnership_id=plan.partnership_id,
        school=work.db.get_one(Partnership, plan.partnership_id).school_name,
        kind=ArrestKind(plan.kind),
        state=ArrestPlanState(plan.state),
        author=work.db.get_one(Account, plan.author_id).display_name,
        submitted_at=plan.submitted_at,
        revision=plan.revision,
        values=values,
        age=age_words(values),
        timing=_timing(work, plan),
        arrangement=read_values(arranged, ARREST_ARRANGEMENT) if arranged else {},
        cancelled_reason=plan.cancelled_reason,
        decisions=signing.signatures_of(work, arrest_plans.NOUN, plan.id),
        approved=arrest_decisions.approval(work, plan) is not None,
        outcome=read_values(outcome, ARREST_OUTCOME) if outcome else {},
        outcome_revision=outcome.revision if outcome else 0,
        shares=arrest_sharing.shares_of(work, plan.id),
        person_id=plan.person_id,
        may_change=work.signed_in.may(Action.ARREST_PLAN_WRITE) and arrest_plans.may_change(work, plan),
        may_decide=_may_decide(work, plan),
        may_record=work.signed_in.may(Action.ARREST_PLAN_WRITE) and arrest_outcomes.may_record(plan),
        may_share=outcome is not None and work.signed_in.may(Action.ARREST_OUTCOME_SHARE),
    )


def _timing(work: Work, plan: ArrestPlan) -> Timing | None:
    if plan.planned_on is None or plan.planned_at is None:
        return None
    return timing_of(work, plan.partnership_id, plan.planned_on, plan.planned_at)


def _may_decide(work: Work, plan: ArrestPlan) -> bool:
    waits = plan.state == ArrestPlanState.SUBMITTED
    others = work.actor.account_id not in arrest_plans.authors(work, plan)
    return waits and others and work.signed_in.may(Action.ARREST_PLAN_DECIDE)
