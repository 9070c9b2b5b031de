"""The sergeant's signed decision about what is not met: when it can be made, and when it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import AccountKey, StorageDecision
from ssp_desktop.security import signatures
from ssp_desktop.services import storage, storage_assessments, storage_checklists, storage_decisions
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.storage import AssessmentParty, StorageChoice
from tests.features.steps import SERGEANT, sql, stored, trace
from tests.features.storage_steps import (
    assess_both,
    assessment_values,
    checklist_values,
    confirm,
    failed_checks,
)
from tests.stores import NAMES, PASSWORDS, SignInAs

AGREED, ACCEPTED = StorageChoice.MITIGATIONS_AGREED, StorageChoice.RISK_ACCEPTED
WHY = "One lock only until the summer; the spray lies in a safe."
MEASURE: dict[str, Any] = {
    "R1_mitigation": "A second lock",
    "R1_mitigation_owner": "Site manager",
    "R1_mitigation_due_on": date(2027, 1, 31),
}


def sign(signed_in: SignedIn, choice: StorageChoice = ACCEPTED, words: str = WHY, revision: int = 1) -> None:
    storage_decisions.decide(signed_in, PASSWORDS["sergeant"], 1, revision, choice, words)


def test_a_risk_accepted_in_writing_approves_this_revision_only(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met", A2_answer="not_met")
    assess_both(sergeant)
    sign(sergeant)
    opened = storage.open_storage(sergeant, 1)
    assert opened.state.approved
    (decision,) = opened.decisions
    assert (decision.choice, decision.words, decision.signer, decision.is_valid) == (
        ACCEPTED,
        WHY,
        NAMES["sergeant"],
        True,
    )
    assert ("storage_decided", "storage_checklist", 1, "risk_accepted") in trace(sergeant)
    assert failed_checks(sergeant) == {}
    confirm(sergeant, stored=opened.checklist, R1_answer="not_met")
    opened = storage.open_storage(sergeant, 1)
    assert not opened.state.approved
    assert "Required and not met: R1." in opened.state.missing[0]
    assert opened.decision is None
    assert len(opened.decisions) == 1


def test_agreed_measures_approve_when_every_item_has_one(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met", A2_answer="not_met", **MEASURE)
    assess_both(sergeant)
    with pytest.raises(UserError, match="There is no measure for A2"):
        sign(sergeant, AGREED, "")
    confirm(sergeant, R1_answer="not_met", **MEASURE)
    sign(sergeant, AGREED, "", revision=2)
    opened = storage.open_storage(sergeant, 1)
    assert opened.state.approved
    assert opened.without_measure == ()


def test_the_school_learns_that_it_is_decided_but_not_why(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met")
    assess_both(sergeant)
    sign(sergeant)
    opened = storage.open_storage(signed_in_as("spoc"), 1)
    assert opened.state.approved
    assert WHY not in repr(opened)


def test_what_cannot_be_decided_yet_is_said(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(UserError, match="not confirmed yet"):
        sign(sergeant)
    storage_checklists.save(sergeant, 1, checklist_values(R1_answer="not_met"))
    with pytest.raises(UserError, match="not confirmed yet"):
        sign(sergeant)
    confirm(sergeant, R1_answer="not_met")
    with pytest.raises(UserError, match="changed while you were reading"):
        sign(sergeant, revision=1)
    with pytest.raises(UserError, match="The police risk assessment is missing"):
        sign(sergeant, revision=2)
    storage_assessments.save(sergeant, 1, AssessmentParty.POLICE, assessment_values())
    with pytest.raises(UserError, match="do not say why"):
        sign(sergeant, words="  ", revision=2)
    with pytest.raises(UserError, match="longer than"):
        sign(sergeant, words="x" * 20_001, revision=2)
    confirm(sergeant)
    with pytest.raises(UserError, match="Everything that is required is met"):
        sign(sergeant, revision=3)
    before = stored(sergeant)
    with pytest.raises(UserError, match="password"):
        storage_decisions.decide(sergeant, "wrong", 1, 3, ACCEPTED, WHY)
    assert stored(sergeant) == before


@pytest.mark.parametrize("who", ["officer", "spoc", "head_teacher", "administrator"])
def test_only_the_sergeant_decides(signed_in_as: SignInAs, who: str) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met")
    assess_both(sergeant)
    signed_in = signed_in_as(who)
    with pytest.raises(Refused):
        storage_decisions.decide(signed_in, PASSWORDS[who], 1, 1, ACCEPTED, WHY)
    assert sql(signed_in, "SELECT count(*) FROM storage_decision") == [(0,)]


TAMPERED = {
    "another's words": ("UPDATE storage_decision SET words = 'All is well.'", "does not fit the words"),
    "another decision": ("UPDATE storage_decision SET decision = 'mitigations_agreed'", "does not fit"),
    "another time": ("UPDATE storage_decision SET signed_at = '2020-01-01 00:00:00'", "does not fit"),
    "another person": ("UPDATE storage_decision SET signer_id = 2", "does not belong to the person"),
    "another revision": ("UPDATE storage_decision SET revision = 7", "does not say any more"),
    "other answers": ("UPDATE storage_decision SET content_hash = '0'", "other answers"),
    "a rewritten revision": (
        "UPDATE revision SET content = replace(content, 'not_met', 'met')",
        "does not say any more",
    ),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_a_changed_decision_is_invalid_and_approves_nothing(signed_in_as: SignInAs, case: str) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met")
    assess_both(sergeant)
    sign(sergeant)
    statement, fault = TAMPERED[case]
    sql(sergeant, "DROP TRIGGER storage_decision_no_update")
    sql(sergeant, "DROP TRIGGER revision_no_update")
    sql(sergeant, statement)
    opened = storage.open_storage(sergeant, 1)
    assert fault in opened.decisions[0].fault
    assert not opened.state.approved
    wrong = failed_checks(sergeant)
    assert "A decision under storage checklist number 1 is INVALID." in wrong["Signatures"]


def test_a_checklist_changed_beside_the_program_is_not_signed(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met", A2_answer="not_met")
    assess_both(sergeant)
    sql(sergeant, "UPDATE storage_checklist_item SET answer = 'met' WHERE code = 'A2'")
    with pytest.raises(UserError, match="changed outside the program"):
        sign(sergeant)
    assert sql(sergeant, "SELECT signer_id FROM storage_decision") == []
    assert SERGEANT == sergeant.actor.account_id


def test_a_key_that_was_written_into_the_file_decides_nothing(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met")
    assess_both(sergeant)
    sign(sergeant)
    sql(sergeant, "DROP TRIGGER storage_decision_no_update")
    private = signatures.new_signing_key()
    with sergeant.database.session() as db:
        row = db.scalars(select(StorageDecision)).one()
        row.public_key = signatures.public_key_of(private)
        statement = signatures.StorageDecision(
            store_id=sergeant.store_id,
            noun="storage_decision",
            record_id=str(row.storage_checklist_id),
            revision=row.revision,
            content_hash=row.content_hash,
            decision=row.decision,
            words_hash=row.words_hash,
            signer_id=str(row.signer_id),
            at=row.signed_at.isoformat(),
            audit_head=row.audit_head,
        )
        row.signature = signatures.sign_storage_decision(private, statement)
        db.add(
            AccountKey(
                account_id=row.signer_id,
                public_key=row.public_key,
                endorsed_by_key="",
                endorsement="",
                made_at=sergeant.clock(),
            )
        )
        db.commit()
    opened = storage.open_storage(sergeant, 1)
    assert opened.decisions[0].fault == "The key of this signature does not belong to the person named."
    assert not opened.state.approved
