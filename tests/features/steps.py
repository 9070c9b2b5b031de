"""Steps that the tests of several nouns share: what people do, and what the store holds afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, text

from ssp_desktop.models import Base
from ssp_desktop.services import accounts, contact_logs, enrolment, partnerships, sign_in
from ssp_desktop.services.contact_logs import Submitted
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.people import Role
from tests.stores import PASSWORDS, Store, contact_values, school_values

OTHER_SCHOOL = "Ashdown Example School"
OTHER_SPOC = "Mr Example-Tarrant"
OTHER_PASSWORD = "pigeon velvet ladder quince"
CANARY = "CANARY-OFFICER-ONLY"
# Accounts in the order in which tests/stores.py makes them.
SERGEANT, OFFICER, SECOND_OFFICER, SPOC, HEAD, ADMINISTRATOR = range(1, 7)
CHANGING_TABLES = ("audit_entry", "sign_in_session", "account")


def submit(signed_in: SignedIn, partnership_id: int = 1, **changes: Any) -> Submitted:
    """Submit a complete contact log with these answers changed."""
    return contact_logs.submit(signed_in, contact_values(**changes), partnership_id=partnership_id)


def crime(**changes: Any) -> dict[str, Any]:
    """Return what a concern asks for beside itself; the references are still to follow."""
    return {
        "serious": "no",
        "indictable": "no",
        "victim_wish": "not_asked",
        "parent_wish": "not_asked",
        "head_wish": "school",
        "crime_decision": "school_procedure",
        "crime_decided_by": "PC 0001 Example-Okafor",
        "crime_reason": "No weapon was seen.",
        **changes,
    }


def sql(signed_in: SignedIn, statement: str, **parameters: Any) -> list[Any]:
    """Read or change the store beside the services, as somebody with the key and a database tool would."""
    with signed_in.database.session() as db:
        result = db.execute(text(statement), parameters)
        rows = list(result) if isinstance(result, CursorResult) and result.returns_rows else []
        db.commit()
    return rows


def stored(signed_in: SignedIn) -> dict[str, list[Any]]:
    """Return all rows of all tables, but for the log and what signing in changes."""
    with signed_in.database.session() as db:
        return {
            table.name: [tuple(row) for row in db.execute(table.select())]
            for table in Base.metadata.sorted_tables
            if table.name not in CHANGING_TABLES
        }


def trace(signed_in: SignedIn) -> list[tuple[str, str, int | None, str]]:
    """Return the audit log, the oldest entry first: what was done, to which record, detail."""
    found = sql(signed_in, "SELECT action, noun, record_id, detail FROM audit_entry ORDER BY sequence")
    return [tuple(row) for row in found]


def open_other_school(store: Store) -> int:
    """Make a second school with a SPOC of its own. Returns the school's id."""
    sergeant = store.sign_in("sergeant")
    school = partnerships.save(sergeant, school_values(school_name=OTHER_SCHOOL, urn="900002"))
    values = {
        "display_name": OTHER_SPOC,
        "user_name": "other_spoc",
        "role": Role.SPOC.value,
        "administrator": False,
    }
    code = accounts.create(sergeant, PASSWORDS["sergeant"], values, school)
    store.sign_out()
    sign_in.sign_out(enrolment.enrol(store.folder, "other_spoc", code.text, OTHER_PASSWORD, store.pc))
    return school


def sign_in_other_spoc(store: Store) -> SignedIn:
    """Sign the second school's SPOC in."""
    store.sign_out()
    signed_in = sign_in.sign_in(store.folder, "other_spoc", OTHER_PASSWORD, store.pc)
    store.open_sessions.append(signed_in)
    return signed_in
