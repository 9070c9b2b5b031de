"""The two signatures under an issue, and the authority to work in plain clothes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import equipment, equipment_signing, plain_clothes
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from tests.features.equipment_steps import CHECK, canister, open_item, register, sign, signed_by_both
from tests.features.steps import OFFICER, SERGEANT, SPOC, sql, stored, trace
from tests.features.storage_steps import failed_checks
from tests.stores import NAMES, PASSWORDS, SignInAs, Store

MISSING_BOTH = (f"{NAMES['sergeant']} (issuer)", f"{NAMES['officer']} (receiver)")


def test_until_both_have_signed_it_says_so(store: Store) -> None:
    officer = store.sign_in("officer")
    record_id = register(officer)
    assert open_item(officer, record_id).signatures.missing == MISSING_BOTH
    sign(officer, record_id)
    opened = open_item(officer, record_id)
    assert opened.signatures.missing == MISSING_BOTH[:1]
    assert [each.words for each in opened.line.warnings] == [f"Not signed yet by {MISSING_BOTH[0]}"]
    with pytest.raises(UserError, match="signed this already"):
        sign(officer, record_id)
    sergeant = store.sign_in("sergeant")
    sign(sergeant, record_id)
    signatures = open_item(sergeant, record_id).signatures
    assert signatures.missing == ()
    assert signatures.issued is not None
    assert signatures.received is not None
    assert (signatures.issued.signer, signatures.received.signer) == (NAMES["sergeant"], NAMES["officer"])
    assert ("signed", "equipment", record_id, "received") in trace(sergeant)
    assert failed_checks(sergeant) == {}


def test_only_whoever_is_named_signs_and_with_their_own_password(store: Store) -> None:
    record_id = register(store.sign_in("officer"))
    other = store.sign_in("second_officer")
    with pytest.raises(Refused):
        equipment_signing.sign(other, PASSWORDS["second_officer"], record_id, 1)
    officer = store.sign_in("officer")
    before = stored(officer)
    with pytest.raises(UserError, match="password"):
        equipment_signing.sign(officer, PASSWORDS["sergeant"], record_id, 1)
    assert stored(officer) == before
    equipment.save(officer, 1, record_id, canister(kept_in="Cabinet"))
    with pytest.raises(UserError, match="changed while you were reading"):
        equipment_signing.sign(officer, PASSWORDS["officer"], record_id, 1)


def test_a_check_leaves_the_signatures_standing_and_a_changed_issue_does_not(store: Store) -> None:
    record_id = signed_by_both(store)
    sergeant = store.sign_in("sergeant")
    equipment.check(sergeant, record_id, CHECK)
    assert open_item(sergeant, record_id).signatures.missing == ()
    equipment.save(sergeant, 1, record_id, canister(weight_at_issue=61))
    signatures = open_item(sergeant, record_id).signatures
    assert signatures.missing == MISSING_BOTH
    assert len(signatures.earlier) == 2
    sign(sergeant, record_id)
    assert open_item(sergeant, record_id).signatures.missing == MISSING_BOTH[1:]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_signature SET act = 'received'",
        "UPDATE record_signature SET signer_id = 3",
        "DELETE FROM revision WHERE noun = 'equipment'",
    ],
)
def test_a_signature_that_was_changed_does_not_count(store: Store, statement: str) -> None:
    record_id = signed_by_both(store)
    sergeant = store.sign_in("sergeant")
    for trigger in ("record_signature_no_update", "revision_no_delete"):
        sql(sergeant, f"DROP TRIGGER {trigger}")
    sql(sergeant, statement)
    assert MISSING_BOTH[0] in open_item(sergeant, record_id).signatures.missing


def authority(**changes: Any) -> dict[str, Any]:
    return {
        "officer": OFFICER,
        "reason": "Home visits with the safeguarding lead",
        "starts_on": date(2026, 11, 17),
        "ends_on": date(2026, 12, 18),
        "covert_harness": True,
        **changes,
    }


def authorise(store: Store, **changes: Any) -> plain_clothes.Authority:
    sergeant = store.sign_in("sergeant")
    plain_clothes.authorise(sergeant, PASSWORDS["sergeant"], 1, authority(**changes))
    return plain_clothes.authorities(sergeant, 1)[0]


def test_plain_clothes_are_authorised_and_signed(store: Store, signed_in_as: SignInAs) -> None:
    found = authorise(store)
    assert (found.officer, found.authorised_by, found.holds) == (
        NAMES["officer"],
        NAMES["sergeant"],
        "In force",
    )
    assert found.signature is not None
    assert found.signature.is_valid
    assert authorise(store, starts_on=date(2026, 11, 18)).holds == "Not yet"
    assert authorise(store, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 16)).holds == "Ended"
    officer = signed_in_as("officer")
    assert len(plain_clothes.authorities(officer, 1)) == 3
    assert failed_checks(officer) == {}


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"ends_on": date(2026, 11, 16)}, "ends_on", "would end before it begins"),
        ({"ends_on": date(2027, 11, 20)}, "ends_on", "more than a year"),
        ({"reason": ""}, "reason", "Why uniform"),
        ({"covert_harness": False}, "covert_harness", "Tick to confirm"),
        ({"officer": SPOC}, "officer", "Only the police work in plain clothes."),
        ({"officer": SERGEANT}, "officer", "Nobody authorises themselves."),
        ({"starts_on": None}, "starts_on", "From"),
    ],
)
def test_an_authority_that_cannot_be_given_is_refused(
    store: Store, changes: dict[str, Any], path: str, words: str
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        authorise(store, **changes)
    assert words in {problem.path: problem.message for problem in refused.value.problems}[path]


def test_an_authority_changed_beside_the_program_is_invalid(store: Store) -> None:
    authorise(store)
    sergeant = store.sign_in("sergeant")
    sql(sergeant, "DROP TRIGGER record_signature_no_update")
    sql(sergeant, "UPDATE record_signature SET words = 'Whatever'")
    assert plain_clothes.authorities(sergeant, 1)[0].holds == "INVALID"
