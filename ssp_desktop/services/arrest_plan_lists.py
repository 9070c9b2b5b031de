"""The list of arrest plans: short pages by key, for officers and sergeants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select, tuple_

from ssp_desktop.models import Account, ArrestPlan, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.arrest_plans import NOUN
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.arrest import ArrestKind, ArrestPlanState
from ssp_desktop.vocabulary.audit import AuditEvent

Key = tuple[date | None, int]


@dataclass(frozen=True)
class ArrestPlanRow:
    """One line of the list. ``key`` is handed back to get the lines after it."""

    id: int
    reference: str
    kind: ArrestKind
    state: ArrestPlanState
    planned_on: date | None
    planned_at: time | None
    person: str
    school: str
    author: str

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return (self.planned_on, self.id)


def page(
    signed_in: SignedIn,
    state: ArrestPlanState | None = None,
    *,
    after: Key | None = None,
    limit: int = 50,
) -> tuple[ArrestPlanRow, ...]:
    """Return arrest plans, the latest day first, from after ``after`` on; all, or those in a state."""

    def work(work: Work) -> tuple[ArrestPlanRow, ...]:
        rows = listed(work, state, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(rows)} shown")
        return rows

    return run(signed_in, Action.ARREST_PLAN_READ, work)


def listed(
    work: Work, state: ArrestPlanState | None = None, *, after: Key | None = None, limit: int = 50
) -> tuple[ArrestPlanRow, ...]:
    """Return a page of arrest plans in the caller's unit of work, whose right to read them is checked."""
    query = (
        select(ArrestPlan, Partnership.school_name, Account.display_name)
        .join(Partnership, Partnership.id == ArrestPlan.partnership_id)
        .join(Account, Account.id == ArrestPlan.author_id)
    )
    if state is not None:
        query = query.where(ArrestPlan.state == state.value)
    if after is not None:
        query = query.where(tuple_(ArrestPlan.planned_on, ArrestPlan.id) < after)
    latest_first = query.order_by(ArrestPlan.planned_on.desc(), ArrestPlan.id.desc())
    return tuple(_row(*each) for each in work.db.execute(latest_first.limit(limit)))


def _row(plan: ArrestPlan, school: str, author: str) -> ArrestPlanRow:
    return ArrestPlanRow(
        plan.id,
        plan.reference,
        ArrestKind(plan.kind),
        ArrestPlanState(plan.state),
        plan.planned_on,
        plan.planned_at,
        f"{plan.given_name} {plan.family_name}".strip(),
        school,
        author,
    )
