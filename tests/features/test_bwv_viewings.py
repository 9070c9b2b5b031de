"""Body-worn video: refused until the four preconditions are on record, and it says which is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import bwv_viewings, confidentiality_agreements, partnerships, search
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.school_records import Kept
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from tests.features.activity_steps import TODAY
from tests.features.sheet_steps import viewer, viewing_values
from tests.features.steps import open_other_school, sign_in_other_spoc, sql
from tests.features.storage_steps import failed_checks
from tests.stores import NAMES, PASSWORDS, Store, school_values

PAPER = {
    "name": "Mr Example-Odell",
    "role": "Head of year",
    "signed_on": date(2026, 11, 2),
    "reference": "PAPER-7",
}
IN_PLACE = {"protocol_signed_on": TODAY, "dsa_signed_on": TODAY, "dpia_signed_on": TODAY}


def with_documents(signed_in: SignedIn, **changes: Any) -> None:
    """Put the three documents into the partnership record, with these changes."""
    partnerships.save(signed_in, school_values(**{**IN_PLACE, **changes}), 1)


def agreed(store: Store) -> None:
    """Let the SPOC sign."""
    confidentiality_agreements.agree(store.sign_in("spoc"), PASSWORDS["spoc"])


def record(signed_in: SignedIn, **changes: Any) -> Kept:
    return bwv_viewings.record(signed_in, viewing_values(**changes), partnership_id=1)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("protocol_signed_on", "Safer Schools Partnership protocol"),
        ("dsa_signed_on", "Data sharing agreement"),
        ("dpia_signed_on", "Privacy impact assessment"),
    ],
)
def test_a_missing_document_is_named(store: Store, key: str, name: str) -> None:
    agreed(store)
    officer = store.sign_in("officer")
    with_documents(officer, **{key: None})
    assert bwv_viewings.overview(officer, 1).missing == (name,)
    for attempt in (lambda: record(officer), lambda: bwv_viewings.start(officer, 1)):
        with pytest.raises(UserError, match=f"partnership record: {name}"):
            attempt()
    assert sql(officer, "SELECT count(*) FROM bwv_viewing") == [(0,)]


def in_place(store: Store, who: str = "officer") -> SignedIn:
    signed_in = store.sign_in(who)
    with_documents(signed_in)
    return signed_in


def test_a_viewer_without_an_agreement_is_named(store: Store) -> None:
    officer = in_place(store)
    stranger = viewer(name="Mr Example-Odell", role="Head of year")
    with pytest.raises(UserError, match=f"for: {NAMES['spoc']}, Mr Example-Odell"):
        record(officer, viewers=(viewer(), stranger))
    confidentiality_agreements.record_paper(officer, PAPER, partnership_id=1)
    with pytest.raises(UserError, match=f"for: {NAMES['spoc']}\\."):
        record(officer, viewers=(viewer(), stranger))
    with pytest.raises(UserError, match="for: Mr Example-Odell"):
        record(officer, viewed_on=date(2026, 11, 1), viewers=(stranger,))
    made = record(officer, viewers=(viewer(name="mr example-odell", role="Head of year"),))
    assert made.reference == "BV-2026-00001"
    with pytest.raises(ProblemsFound):
        record(officer, viewers=())
    bad = {**PAPER, "signed_on": date(2026, 11, 18)}
    with pytest.raises(ProblemsFound):
        confidentiality_agreements.record_paper(officer, bad, partnership_id=1)


def test_a_viewer_with_an_account_signs_with_their_own_key(store: Store) -> None:
    spoc = store.sign_in("spoc")
    with pytest.raises(UserError, match="password"):
        confidentiality_agreements.agree(spoc, "not my password")
    confidentiality_agreements.agree(spoc, PASSWORDS["spoc"])
    with pytest.raises(UserError, match="signed already"):
        confidentiality_agreements.agree(spoc, PASSWORDS["spoc"])
    officer = in_place(store)
    made = record(officer)
    state = bwv_viewings.overview(officer, 1)
    assert [(each.name, each.by_key, each.is_valid) for each in state.agreements] == [
        (NAMES["spoc"], True, True)
    ]
    assert [(each.id, each.viewers) for each in state.viewings] == [(made.id, NAMES["spoc"])]
    assert failed_checks(officer) == {}
    values = bwv_viewings.open_viewing(officer, made.id).values
    again = {**values, "purpose": "To see who began, and who helped."}
    assert bwv_viewings.amend(officer, made.id, again, reason="More", based_on=1).revision == 2
    assert [each.noun for each in search.find(officer, "BWV-TEST-1")] == ["bwv_viewing"]


def test_a_forged_or_unsigned_agreement_does_not_count(store: Store) -> None:
    agreed(store)
    officer = in_place(store)
    sql(officer, "UPDATE confidentiality_agreement SET name = 'Mr Example-Odell'")
    (changed,) = bwv_viewings.overview(officer, 1).agreements
    assert changed.fault == "It was changed outside the program."
    with pytest.raises(UserError, match="Mr Example-Odell"):
        record(officer, viewers=(viewer(name="Mr Example-Odell"),))
    sql(officer, "UPDATE confidentiality_agreement SET name = :name", name=NAMES["spoc"])
    assert bwv_viewings.overview(officer, 1).agreements[0].is_valid
    for trigger in sql(officer, "SELECT name FROM sqlite_master WHERE tbl_name = 'record_signature'"):
        if "no_delete" in trigger[0]:
            sql(officer, f"DROP TRIGGER {trigger[0]}")
    sql(officer, "DELETE FROM record_signature")
    assert bwv_viewings.overview(officer, 1).agreements[0].fault == "Nobody has signed it."
    with pytest.raises(UserError, match=NAMES["spoc"]):
        record(officer)


def test_an_agreement_of_another_school_does_not_count(store: Store) -> None:
    other = open_other_school(store)
    officer = in_place(store)
    confidentiality_agreements.record_paper(officer, PAPER, partnership_id=other)
    with pytest.raises(UserError, match="Mr Example-Odell"):
        record(officer, viewers=(viewer(name="Mr Example-Odell"),))
    stranger = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        bwv_viewings.overview(stranger, 1)
