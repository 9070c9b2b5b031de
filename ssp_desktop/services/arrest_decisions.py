"""The sergeant's decision about an arrest plan: approved, changes wanted, or refused; signed with their key.

A decision is about one revision. A plan that changed afterwards is not approved any more (handbook 3.2.11).
"""

from __future__ import annotations

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.models import ArrestPlan
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import arrest_outcomes, arrest_plans, arrest_search, signing, step_up
from ssp_desktop.services.records import plain_words
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.arrest import ArrestDecision, ArrestKind, ArrestPlanState

NOUN = ARREST_PLAN.noun
LONGEST_WORDS = 4000
_STATES = {
    ArrestDecision.APPROVED: ArrestPlanState.APPROVED,
    ArrestDecision.CHANGES_WANTED: ArrestPlanState.CHANGES_WANTED,
    ArrestDecision.REFUSED: ArrestPlanState.REFUSED,
}


def decide(
    signed_in: SignedIn,
    password: str,
    record_id: int,
    revision: int,
    choice: ArrestDecision,
    words: str = "",
) -> None:
    """Sign a decision about one revision of an arrest plan.

    Args:
        signed_in: a sergeant who wrote no part of the plan.
        password: the sergeant's, asked again for this signature.
        record_id: the plan.
        revision: the one that the sergeant read; a newer one stops the signature.
        choice: approve, ask for changes, or refuse.
        words: what is to change, or why it is refused; may be empty for an approval.

    Raises:
        UserError: wrong password, nothing to decide, no reason, or the plan changed meanwhile.
    """
    said = plain_words(words, LONGEST_WORDS, "text")
    if choice is not ArrestDecision.APPROVED and not said:
        raise UserError(
            "Your decision has no reason.", "Write what is to be changed, or why you refuse the plan."
        )
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        plan = _decidable(work, record_id, revision, choice)
        signing.sign(work, key, ARREST_PLAN, plan, choice.value, said)
        plan.state = _state_after(work, plan, choice).value
        arrest_search.index_plan(work, plan)
        work.changed(NOUN)

    run(signed_in, Action.ARREST_PLAN_DECIDE, work)


def approval(work: Work, plan: ArrestPlan) -> ShownSignature | None:
    """Return the valid approval of the plan as it stands, None when there is none."""
    given = [
        each
        for each in signing.signatures_of(work, NOUN, plan.id)
        if each.act == ArrestDecision.APPROVED and each.revision == plan.revision and each.is_valid
    ]
    return given[-1] if given else None


def _decidable(work: Work, record_id: int, revision: int, choice: ArrestDecision) -> ArrestPlan:
    plan = arrest_plans.existing(work, record_id)
    if work.actor.account_id in arrest_plans.authors(work, plan):
        raise Refused("the author cannot decide about an arrest plan", NOUN, record_id)
    if plan.revision != revision:
        raise UserError("The plan changed while you were reading.", "Read it again before you sign.")
    if plan.state != ArrestPlanState.SUBMITTED:
        raise UserError(
            f"There is nothing to decide: {ArrestPlanState(plan.state).label.lower()}.",
            "Open the plan again to see how it stands.",
        )
    if plan.kind == ArrestKind.URGENT:
        if choice is ArrestDecision.REFUSED:
            raise UserError(
                "This arrest was made already, so it cannot be refused.",
                "Ask for changes to the record, and write what you think of the arrest.",
            )
    elif choice is ArrestDecision.APPROVED and arrest_plans.is_over(work, plan):
        raise UserError(
            "The planned time has passed, so the plan cannot be approved any more.",
            "Ask for changes: another time, or the record of an urgent arrest.",
        )
    return plan


def _state_after(work: Work, plan: ArrestPlan, choice: ArrestDecision) -> ArrestPlanState:
    """Return the state; an urgent arrest whose outcome is recorded already is done once it is approved."""
    if choice is ArrestDecision.APPROVED and arrest_outcomes.find(work, plan.id) is not None:
        return ArrestPlanState.DONE
    return _STATES[choice]
