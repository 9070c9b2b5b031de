"""The outcome of an arrest plan: what happened, recorded afterwards and corrected by a new revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import ArrestOutcome, ArrestPlan
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import arrest_plans, arrest_search
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.arrest import ArrestKind, ArrestPlanState
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = ARREST_OUTCOME.noun
_READY = (ArrestPlanState.APPROVED, ArrestPlanState.DONE)
# An urgent arrest was made already: its outcome does not wait for the sergeant.
_READY_WHEN_URGENT = (*_READY, ArrestPlanState.SUBMITTED, ArrestPlanState.CHANGES_WANTED)


@dataclass(frozen=True)
class OpenedOutcome:
    """The outcome of a plan to fill in. ``revision`` is 0 when there is none yet."""

    plan_id: int
    reference: str
    values: dict[str, Any]
    revision: int


def open_outcome(signed_in: SignedIn, plan_id: int) -> OpenedOutcome:
    """Return the outcome of a plan to fill in; a new one starts with the plan's day and place.

    Raises:
        UserError: the plan is not approved.
    """

    def work(work: Work) -> OpenedOutcome:
        plan = _ready(work, plan_id)
        stored = find(work, plan_id)
        if stored is None:
            work.audit(AuditEvent.CONSULTED, arrest_plans.NOUN, plan.id, revision=plan.revision)
            begun = {
                **empty_values(ARREST_OUTCOME),
                "happened_on": plan.planned_on,
                "head_told_on": plan.planned_on,
                "place": plan.place,
            }
            return OpenedOutcome(plan_id, plan.reference, begun, 0)
        work.audit(AuditEvent.CONSULTED, NOUN, stored.id, revision=stored.revision)
        values = read_values(stored, ARREST_OUTCOME)
        return OpenedOutcome(plan_id, plan.reference, values, stored.revision)

    return run(signed_in, Action.ARREST_PLAN_WRITE, work)


def save(signed_in: SignedIn, plan_id: int, values: Values, *, based_on: int | None = None) -> int:
    """Store the outcome of a plan as a new revision. Returns its id.

    Args:
        signed_in: an officer or sergeant.
        plan_id: the plan, approved; or an urgent arrest, in any state that is open.
        values: the answers of the form ``ARREST_OUTCOME``.
        based_on: the revision that the person saw (0: none); a newer one stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true, such as an end before the start.
        UserError: the plan is not approved, or somebody changed the outcome meanwhile.
    """

    def work(work: Work) -> int:
        plan = _ready(work, plan_id)
        stored = find(work, plan_id)
        if based_on is not None and based_on != (stored.revision if stored else 0):
            raise UserError(
                "Somebody changed this outcome while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        answers = checked(ARREST_OUTCOME, values, work.context)
        record = stored or _new(work, plan_id)
        seal(work, ARREST_OUTCOME, record, answers)
        if plan.state == ArrestPlanState.APPROVED:
            plan.state = ArrestPlanState.DONE.value
        arrest_search.index_plan(work, plan)
        work.changed(arrest_plans.NOUN)
        return record.id

    return run(signed_in, Action.ARREST_PLAN_WRITE, work)


def may_record(plan: ArrestPlan) -> bool:
    """Tell whether the outcome of a plan may be written or corrected."""
    return plan.state in (_READY_WHEN_URGENT if plan.kind == ArrestKind.URGENT else _READY)


def find(work: Work, plan_id: int) -> ArrestOutcome | None:
    """Return the outcome of a plan, None when there is none yet."""
    return work.db.scalars(select(ArrestOutcome).where(ArrestOutcome.arrest_plan_id == plan_id)).first()


def _ready(work: Work, plan_id: int) -> ArrestPlan:
    plan = arrest_plans.existing(work, plan_id)
    if not may_record(plan):
        raise UserError(
            f"This plan has no outcome to record: {ArrestPlanState(plan.state).label.lower()}.",
            "Only an approved plan is carried out. Record an arrest without one as an urgent arrest.",
        )
    return plan


def _new(work: Work, plan_id: int) -> ArrestOutcome:
    record = ArrestOutcome(
        arrest_plan_id=plan_id,
        form_version=ARREST_OUTCOME.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record
