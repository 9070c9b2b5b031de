"""Arrest plans: submit, change, cancel. A plan that changes waits for the sergeant again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_plan_grounds import is_ahead
from ssp_desktop.forms.display import differences
from ssp_desktop.forms.spec import Problem, Values
from ssp_desktop.models import ArrestPlan, Revision
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import arrest_search, disposed, drafts, people
from ssp_desktop.services.bell_times import Timing, timing_of
from ssp_desktop.services.clock import at_local
from ssp_desktop.services.own_school import chosen_school
from ssp_desktop.services.records import ProblemsFound, checked, plain_words, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, glance, run
from ssp_desktop.vocabulary.arrest import ArrestPlanState
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = ARREST_PLAN.noun
LONGEST_REASON = 2000
_OPEN = (ArrestPlanState.SUBMITTED, ArrestPlanState.CHANGES_WANTED, ArrestPlanState.APPROVED)


@dataclass(frozen=True)
class SubmittedPlan:
    """What a submission or a change made."""

    id: int
    reference: str
    revision: int


def timing(signed_in: SignedIn, partnership_id: int, day: date, at: time) -> Timing:
    """Return how a day and a time fit the school, while the plan is being written."""

    def work(work: Work) -> Timing:
        chosen_school(work, partnership_id)
        return timing_of(work, partnership_id, day, at)

    return glance(signed_in, Action.ARREST_PLAN_WRITE, work)


def submit(
    signed_in: SignedIn,
    values: Values,
    *,
    partnership_id: int,
    person_id: int | None = None,
    draft_id: int | None = None,
) -> SubmittedPlan:
    """Submit a new plan, or the record of an urgent arrest: it waits for the sergeant.

    Args:
        signed_in: an officer or sergeant.
        values: the answers of the form ``ARREST_PLAN``.
        partnership_id: the school.
        person_id: the entry of the register that was chosen; else the name and birth decide.
        draft_id: the draft that this submits.

    Raises:
        ProblemsFound: an answer is missing, cannot be true, or the time does not suit the school.
    """

    def work(work: Work) -> SubmittedPlan:
        chosen_school(work, partnership_id)
        answers = _checked(work, partnership_id, values)
        plan = ArrestPlan(
            reference="",
            partnership_id=partnership_id,
            person_id=person_id,
            author_id=work.actor.account_id,
            state=ArrestPlanState.SUBMITTED.value,
            submitted_at=work.now,
            form_version=ARREST_PLAN.version,
            created_at=work.now,
            updated_at=work.now,
            revision=0,
        )
        work.db.add(plan)
        work.db.flush()
        plan.reference = f"AP-{work.today.year}-{plan.id:05d}"
        return _store(work, plan, answers, draft_id)

    return run(signed_in, Action.ARREST_PLAN_WRITE, work)


def change(
    signed_in: SignedIn,
    record_id: int,
    values: Values,
    *,
    based_on: int,
    draft_id: int | None = None,
) -> SubmittedPlan:
    """Change a plan: a new revision, which waits for the sergeant again. An approval does not cover it.

    Args:
        signed_in: the plan's author, or a sergeant.
        record_id: the plan.
        values: all answers.
        based_on: the revision that the person saw; a newer one stops this one.
        draft_id: the draft that this submits.
    """

    def work(work: Work) -> SubmittedPlan:
        plan = _changeable(work, record_id)
        if plan.revision != based_on:
            raise UserError(
                "Somebody changed this plan while you were writing.",
                "Your text is kept as a draft. Open the plan again, read what it says now, then change it.",
            )
        answers = _checked(work, plan.partnership_id, values)
        if next(differences(ARREST_PLAN, read_values(plan, ARREST_PLAN), answers, {}), None) is None:
            raise UserError("Nothing was changed.", "Change an answer first, or go back.")
        plan.state, plan.submitted_at = ArrestPlanState.SUBMITTED.value, work.now
        return _store(work, plan, answers, draft_id)

    return run(signed_in, Action.ARREST_PLAN_WRITE, work)


def cancel(signed_in: SignedIn, record_id: int, reason: str) -> None:
    """Cancel a plan that is not carried out. The author or a sergeant says why."""

    def work(work: Work) -> None:
        plan = _changeable(work, record_id)
        why = plain_words(reason, LONGEST_REASON, "reason")
        if not why:
            raise UserError("A plan is not cancelled without a reason.", "Say in a sentence why.")
        plan.state = ArrestPlanState.CANCELLED.value
        plan.cancelled_reason, plan.cancelled_at, plan.updated_at = why, work.now, work.now
        arrest_search.index_plan(work, plan)
        work.audit(AuditEvent.ALTERED, NOUN, plan.id, detail=f"revision {plan.revision} cancelled")
        work.changed(NOUN)

    run(signed_in, Action.ARREST_PLAN_WRITE, work)


def existing(work: Work, record_id: int) -> ArrestPlan:
    """Return a plan. Raises UserError when there is none."""
    plan = work.db.get(ArrestPlan, record_id)
    if plan is None:
        raise disposed.refusal(work, NOUN, record_id) or UserError(
            "This arrest plan is not in the store.", "Go back to the list and choose again."
        )
    return plan


def may_change(work: Work, plan: ArrestPlan) -> bool:
    """Tell whether this person may change or cancel the plan: its author or a sergeant, while it is open."""
    own = plan.author_id == work.actor.account_id or work.actor.role == "sergeant"
    return own and plan.state in _OPEN


def is_over(work: Work, plan: ArrestPlan) -> bool:
    """Tell whether the time of a plan has passed."""
    if plan.planned_on is None or plan.planned_at is None:
        return False
    return at_local(plan.planned_on, plan.planned_at) < work.now


def authors(work: Work, plan: ArrestPlan) -> set[int]:
    """Return everybody who wrote any revision of a plan."""
    wrote = select(Revision.author_id).where(Revision.noun == NOUN, Revision.record_id == plan.id)
    return {plan.author_id, *work.db.scalars(wrote)}


def _changeable(work: Work, record_id: int) -> ArrestPlan:
    plan = existing(work, record_id)
    if plan.author_id != work.actor.account_id and work.actor.role != "sergeant":
        raise Refused(Action.ARREST_PLAN_WRITE, NOUN, record_id)
    if plan.state not in _OPEN:
        raise UserError(
            f"This plan cannot be changed any more: {ArrestPlanState(plan.state).label.lower()}.",
            "Write a new plan if one is needed.",
        )
    return plan


def _checked(work: Work, partnership_id: int, values: Values) -> dict[str, Any]:
    """Return the answers as they are stored; a time that does not suit the school needs its reason."""
    answers = checked(ARREST_PLAN, values, work.context)
    found = timing_of(work, partnership_id, answers["planned_on"], answers["planned_at"])
    if is_ahead(answers) and found.needs_reason and not answers["timing_reason"]:
        path = "planned_on" if found.day_off else "planned_at"
        message = f"{found.words} Choose a time in a lesson, or write below why it has to be then."
        raise ProblemsFound([Problem(path, message)])
    return answers


def _store(work: Work, plan: ArrestPlan, answers: dict[str, Any], draft_id: int | None) -> SubmittedPlan:
    seal(work, ARREST_PLAN, plan, answers)
    people.enrol(work, plan)
    drafts.forget(work, draft_id)
    arrest_search.index_plan(work, plan)
    return SubmittedPlan(plan.id, plan.reference, plan.revision)
