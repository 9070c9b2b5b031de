"""Steps of the tests about disposal: records that name no pupil, each with the word in every part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ssp_desktop.services import (
    arrest_arrangements,
    attachments,
    confidentiality_agreements,
    equipment,
    plain_clothes,
    prevention_plans,
    prioritisations,
    school_rolls,
    storage_assessments,
    storage_decisions,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from ssp_desktop.vocabulary.storage import AssessmentParty, StorageChoice
from tests.features import evaluation_steps
from tests.features.arrest_steps import arrangement_values
from tests.features.disposal_steps import WORD, later, propose_of
from tests.features.disposal_steps import confirm as confirm_disposal
from tests.features.equipment_steps import CHECK, register, sign
from tests.features.picture_files import encoded, file_with, noise
from tests.features.storage_steps import assess_both, assessment_values, confirm, hazard
from tests.features.test_bwv_viewings import PAPER, agreed
from tests.features.test_equipment_signing import authority
from tests.features.test_school_rolls import roll_values
from tests.stores import PASSWORDS, Store

LOST = {
    "state": "lost",
    "state_on": date(2026, 11, 16),
    "state_reason": f"{WORD} fell out",
    "state_reference": f"{WORD}-1",
}


def make_equipment(store: Store) -> str:
    """Issue a canister, check it, lose it, and have the sergeant deal with the loss."""
    officer = store.sign_in("officer")
    number = register(officer, description=f"{WORD} canister", kept_in=f"{WORD} safe")
    sign(officer, number)
    sergeant = store.sign_in("sergeant")
    sign(sergeant, number)
    equipment.check(sergeant, number, {**CHECK, "note": f"{WORD} weighed"})
    equipment.set_state(sergeant, number, LOST)
    equipment.deal_with(sergeant, number, f"{WORD} reported")
    return "PAVA canister PX-0417"


def make_authority(store: Store) -> str:
    """Let the sergeant authorise plain clothes."""
    sergeant = store.sign_in("sergeant")
    number = plain_clothes.authorise(
        sergeant, PASSWORDS["sergeant"], 1, authority(reason=f"{WORD} asked for it")
    )
    return f"Plain-clothes authority {number}"


def picture_file(store: Store, name: str = "door.jpg") -> Path:
    """Write a picture that is large enough to fill pages of its own."""
    return file_with(store.folder.parent, encoded(noise(), quality=90), name)


def make_checklist(store: Store) -> str:
    """Confirm a checklist with two photographs, take one off, and have the sergeant accept the risk."""
    officer = store.sign_in("officer")
    confirm(officer, R1_answer="not_met", R1_reason=f"{WORD} door", R2_evidence=f"{WORD} seen")
    number, _stays = (
        attachments.add(officer, PHOTOGRAPHS, 1, picture_file(store), f"{WORD} {shows}", "R1")
        for shows in ("lock", "hinge")
    )
    attachments.take_off(officer, PHOTOGRAPHS, number, f"{WORD} was blurred")
    assess_both(officer)
    revision = 4  # confirmed, two photographs, one of them taken off
    storage_decisions.decide(
        store.sign_in("sergeant"),
        PASSWORDS["sergeant"],
        1,
        revision,
        StorageChoice.RISK_ACCEPTED,
        f"{WORD} is enough",
    )
    return "Storage checklist 1"


def make_assessment(store: Store) -> str:
    """Write the school's own risk assessment."""
    values = assessment_values(
        assessed_by=f"{WORD} Example", arrangement=f"{WORD} agreed", hazards=(hazard(hazard=f"{WORD} fire"),)
    )
    storage_assessments.save(store.sign_in("officer"), 1, AssessmentParty.SCHOOL, values)
    return "School's own risk assessment 1"


def make_evaluation(store: Store) -> str:
    """Have an evaluation written, given voices, and signed by all five."""
    sergeant = store.sign_in("sergeant")
    number = evaluation_steps.begin(sergeant)
    comment = evaluation_steps.ratings(comment=f"{WORD} seen")
    evaluation_steps.write_all(sergeant, number)
    evaluation_steps.fill(sergeant, number, EvaluationPart.AIMS, **comment)
    evaluation_steps.fill(
        sergeant,
        number,
        EvaluationPart.PUPIL_VOICE,
        **evaluation_steps.survey(survey_comments=f"{WORD} said"),
    )
    evaluation_steps.give(store.sign_in("officer"), number, went_well=f"{WORD} went well")
    for who in ("spoc", "head_teacher"):
        evaluation_steps.give(store.sign_in(who), number, anything_else=f"{WORD} from the {who}")
    evaluation_steps.freeze(store.sign_in("sergeant"), number)
    for who in ("officer", "spoc", "head_teacher", "sergeant"):
        evaluation_steps.sign(store.sign_in(who), number)
    evaluation_steps.sign_paper(store.open_sessions[-1], number, name=f"{WORD}-Example")
    return "Evaluation 2026 to 2027"


def make_prioritisation(store: Store) -> str:
    """Say why a school is no priority."""
    values = evaluation_steps.criteria(reason=f"{WORD} stands out")
    prioritisations.save(store.sign_in("sergeant"), 1, values, based_on=0)
    return "Prioritisation 1"


def make_roll(store: Store) -> str:
    """Enter a roll."""
    school_rolls.save(store.sign_in("officer"), 1, 2026, roll_values(source=f"{WORD} census"))
    return "School roll 2026 to 2027"


def make_prevention_plan(store: Store) -> str:
    """Plan a topic."""
    officer = store.sign_in("officer")
    prevention_plans.plan(officer, 1, 2026, "hate_crime", date(2026, 11, 24), f"{WORD} assembly")
    return "Prevention plan 2026 to 2027"


def make_arrangement(store: Store) -> str:
    """Agree what is done in the case of an arrest."""
    values = arrangement_values(route=f"{WORD} gate", notes=f"{WORD} noted")
    arrest_arrangements.save(store.sign_in("officer"), 1, values)
    return "Arrangements for an arrest 1"


def make_agreement(store: Store) -> str:
    """Record an agreement on paper, after one that the SPOC signs with their own key."""
    agreed(store)
    officer = store.sign_in("officer")
    number = confidentiality_agreements.record_paper(
        officer, {**PAPER, "name": f"{WORD} Example"}, partnership_id=1
    )
    return f"Confidentiality agreement {number}"


@dataclass(frozen=True)
class Made:
    """How a record of a kind is made, its number, and where somebody may be typing about it.

    ``typed`` is the page, its number, and what else it was told; ``school`` whether the school is told of a
    disposal; ``tables`` where the words of the record stand, if not in its own table.
    """

    make: Callable[[Store], str]
    typed: tuple[str, int, dict[str, Any]] | None
    number: int = 1
    school: bool = False
    tables: frozenset[str] = frozenset()


MADE = {
    "equipment": Made(make_equipment, ("equipment_edit", 1, {"item": 1})),
    "plain_clothes_authority": Made(make_authority, None),
    "storage_checklist": Made(
        make_checklist,
        ("storage_checklist", 1, {}),
        school=True,
        tables=frozenset({"storage_checklist_item", "attachment", "attachment_removal", "storage_decision"}),
    ),
    "storage_risk_assessment": Made(make_assessment, ("storage_assessment", 1, {"party": "school"})),
    "evaluation": Made(
        make_evaluation,
        ("evaluation_part", 1, {"part": "aims"}),
        school=True,
        tables=frozenset({"evaluation_feedback", "evaluation_account", "evaluation_measure"}),
    ),
    "prioritisation": Made(make_prioritisation, ("prioritisation", 1, {})),
    "school_roll": Made(make_roll, ("school_roll", 1, {"begins": 2026}), school=True),
    "prevention_plan": Made(
        make_prevention_plan,
        ("prevention_plan", 1, {"school_year": 2026}),
        school=True,
        tables=frozenset({"prevention_plan_topic"}),
    ),
    "arrest_arrangement": Made(make_arrangement, ("arrest_arrangement", 1, {})),
    "confidentiality_agreement": Made(make_agreement, None, number=2, school=True),
}


def gone(store: Store, kind: str) -> SignedIn:
    """Make a record, dispose of it by two people, and return the second, still signed in."""
    MADE[kind].make(store)
    number = propose_of(later(store), kind, MADE[kind].number)
    officer = store.sign_in("officer")
    confirm_disposal(officer, number)
    return officer
