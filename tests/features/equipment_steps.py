"""Steps that the tests of equipment share: a canister registered, signed by both."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssp_desktop.forms.equipment import EQUIPMENT
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import equipment, equipment_signing, equipment_views
from ssp_desktop.services.equipment_views import OpenedEquipment
from ssp_desktop.services.signed_in import SignedIn
from tests.features.steps import OFFICER, SERGEANT
from tests.stores import PASSWORDS, Store

ISSUED = date(2026, 11, 2)
CHECK: dict[str, Any] = {"checked_on": date(2026, 11, 16), "weight": 60, "condition": "good", "note": ""}


def canister(**changes: Any) -> dict[str, Any]:
    """Return the answers about a complete canister; change what the test is about."""
    return {
        **empty_values(EQUIPMENT),
        "kind": "pava",
        "number": "PX-0417",
        "description": "Pocket canister",
        "kept_in": "Grey safe",
        "batch_number": "B-EXAMPLE-25",
        "batch_on": date(2025, 5, 20),
        "expires_on": date(2028, 5, 1),
        "issued_on": ISSUED,
        "weight_at_issue": 62,
        "issued_by": SERGEANT,
        "received_by": OFFICER,
        **changes,
    }


def baton(**changes: Any) -> dict[str, Any]:
    """Return the answers about a baton."""
    unasked = {"batch_number": "", "batch_on": None, "expires_on": None, "weight_at_issue": None}
    return canister(**{"kind": "baton", "number": "BT-112", **unasked, **changes})


def register(signed_in: SignedIn, **changes: Any) -> int:
    """Register a canister at the first school."""
    return equipment.save(signed_in, 1, None, canister(**changes))


def sign(signed_in: SignedIn, record_id: int) -> None:
    """Sign the issue as whoever is signed in."""
    opened = open_item(signed_in, record_id)
    password = PASSWORDS[signed_in.actor.user_name]
    equipment_signing.sign(signed_in, password, record_id, opened.revision)


def open_item(signed_in: SignedIn, record_id: int) -> OpenedEquipment:
    """Open an item."""
    return equipment_views.open_equipment(signed_in, record_id)


def signed_by_both(store: Store) -> int:
    """Register a canister and have it signed by both; the sergeant is signed in afterwards."""
    officer = store.sign_in("officer")
    record_id = register(officer)
    sign(officer, record_id)
    sign(store.sign_in("sergeant"), record_id)
    return record_id
