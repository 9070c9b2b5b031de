"""The equipment register as PDF: alone, or in the police's copy of the pack, never in the school's."""

from __future__ import annotations

from datetime import date

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import equipment, plain_clothes, printing
from ssp_desktop.services.print_equipment import EquipmentPrint
from ssp_desktop.services.print_material import PrintRequest
from ssp_desktop.services.print_requests import StoragePrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.storage import StoragePart
from tests.features.equipment_steps import CHECK, baton, signed_by_both
from tests.features.steps import OFFICER, trace
from tests.features.storage_steps import confirm
from tests.reports.documents import faults, pages
from tests.stores import NAMES, PASSWORDS, Store


def printed(signed_in: SignedIn, what: PrintRequest) -> str:
    pdf = printing.render(printing.disclose(signed_in, what, "Ms Example-Lee", "review", "printed"))
    assert faults(pdf) == []
    return " ".join(pages(pdf))


def filled(store: Store) -> SignedIn:
    """A checked canister signed by both, a baton that nobody signed, an authority; the sergeant at work."""
    record_id = signed_by_both(store)
    sergeant = store.sign_in("sergeant")
    equipment.check(sergeant, record_id, {**CHECK, "weight": 58, "note": "Officer asked"})
    equipment.save(sergeant, 1, None, baton())
    values = {
        "officer": OFFICER,
        "reason": "Home visits with the safeguarding lead",
        "starts_on": date(2026, 11, 17),
        "ends_on": date(2026, 12, 18),
        "covert_harness": True,
    }
    plain_clothes.authorise(sergeant, PASSWORDS["sergeant"], 1, values)
    return sergeant


def test_the_register_prints_with_signatures_checks_and_what_is_to_do(store: Store) -> None:
    sergeant = filled(store)
    text = printed(sergeant, EquipmentPrint(1))
    for words in (
        "PAVA canister PX-0417",
        "Baton BT-112",
        "58 g",
        "Officer asked",
        "4 g less than at issue (62 g)",
        f"Signed by the receiver {NAMES['officer']}",
        "VALID",
        f"Not signed yet by {NAMES['sergeant']} (issuer) and {NAMES['officer']} (receiver)",
        "Home visits with the safeguarding lead",
        "In force",
        "For the police alone.",
    ):
        assert words in text
    assert "INVALID" not in text
    assert trace(sergeant)[-1][:2] == ("disclosed", "equipment")


def test_the_pack_holds_the_register_for_the_police_alone(store: Store) -> None:
    sergeant = filled(store)
    confirm(sergeant)
    assert "PAVA canister PX-0417" in printed(sergeant, StoragePrint(1))
    assert "PX-0417" not in printed(sergeant, StoragePrint(1, StoragePart.CHECKLIST))
    for who in ("spoc", "head_teacher"):
        copy = printed(store.sign_in(who), StoragePrint(1))
        assert "Checklist" in copy
        for word in ("PX-0417", "BT-112", "quipment register", "lain clothes"):
            assert word not in copy
    with pytest.raises(Refused):
        printed(store.sign_in("spoc"), EquipmentPrint(1))


def test_an_empty_register_is_not_printed(store: Store) -> None:
    officer = store.sign_in("officer")
    with pytest.raises(UserError, match="nothing to print yet"):
        printed(officer, EquipmentPrint(1))
    confirm(officer)
    assert "Nothing is registered." in printed(officer, StoragePrint(1))
