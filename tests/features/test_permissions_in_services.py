"""Every service, called by every role: allowed or refused as the tables in ``rights/`` say, cell by cell.

A call counts as refused when the service refuses the role, and as allowed when it gets past that, whatever
it says then. A new service function fails ``test_no_service_is_missing`` until it has a line in the file of
its area. In a table "x" is allowed; the columns are officer, SPOC, head teacher, sergeant, administrator.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest

import ssp_desktop.services
from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from tests.features.rights.calling import Calls
from tests.features.steps import crime, submit, trace
from tests.stores import SignInAs

AREAS = sorted(
    path.stem for path in (Path(__file__).parent / "rights").glob("*.py") if path.stem != "calling"
)
MODULES = [importlib.import_module(f"tests.features.rights.{area}") for area in AREAS]
CALLS: Calls = {name: call for module in MODULES for name, call in module.CALLS.items()}
TABLE = "".join(module.TABLE.strip() + "\n" for module in MODULES)
COLUMNS = ("officer", "spoc", "head_teacher", "sergeant", "administrator")
# These ask for no right of their own: the door itself, the way out, one's own key, and what names a right.
WITHOUT_A_LINE = {
    "anchors.original_of",  # part of ``sign_in.sign_in``
    "anchors.outside",
    "anchors.remember",
    "backup.before_restore",  # part of ``restore.prepare``
    "backup.folder_for",
    "restore.finish",  # ends the session; it needs what ``restore.prepare`` gives
    "contact_log_lists.read_action",
    "restore_difference.length_of_log",  # part of ``restore.finish``
    "damage.found",  # what any reading may find
    "disposal_again.complete_list",  # part of ``sign_in.sign_in``
    "disposal_list.keep",  # part of ``disposals.confirm``
    "enrolment.confirm_recovery_key",  # asks for no right yet: whoever is signed in may call it
    "leaving_copies.remove_unfinished",  # part of ``sign_in.sign_in``
    "leaving_copies.save",  # writes what ``printing.disclose`` has given
    "leaving_copies.staged",  # part of that, and of ``exports.export``
    "sign_in.sign_out",
    "step_up.signing_key",
    "unit_of_work.glance",
    "unit_of_work.run",
    "unwritten.copies_noted",  # part of a disclosure
    "unwritten.note",  # part of ``unit_of_work.run``
}


def expected() -> dict[str, dict[str, bool]]:
    cells = {}
    for line in TABLE.strip().splitlines():
        name, *marks = line.rsplit(maxsplit=len(COLUMNS))
        cells[name.strip()] = {who: mark == "x" for who, mark in zip(COLUMNS, marks, strict=True)}
    return cells


def services() -> set[str]:
    """Return every public function of the services that acts for somebody who is signed in."""
    found = set()
    for module in pkgutil.iter_modules(ssp_desktop.services.__path__):
        loaded = importlib.import_module(f"ssp_desktop.services.{module.name}")
        for name, each in vars(loaded).items():
            if not inspect.isfunction(each) or each.__module__ != loaded.__name__ or name.startswith("_"):
                continue
            if next(iter(inspect.signature(each).parameters), "") == "signed_in":
                found.add(f"{module.name}.{name}")
    return found


def test_no_service_is_missing() -> None:
    named = {name.split(" (")[0] for name in CALLS}
    assert services() - WITHOUT_A_LINE == named
    assert set(CALLS) == set(expected())


def is_allowed(call: Callable[[SignedIn], object], signed_in: SignedIn) -> bool:
    try:
        call(signed_in)
    except Refused:
        return False
    except UserError:
        return True
    return True


@pytest.mark.parametrize("who", COLUMNS)
def test_each_role_may_do_what_the_table_says_and_nothing_else(signed_in_as: SignInAs, who: str) -> None:
    submit(signed_in_as("officer"), concerns=("weapons",), **crime())
    signed_in = signed_in_as(who)
    found = {name: is_allowed(call, signed_in) for name, call in CALLS.items()}
    assert found == {name: cells[who] for name, cells in expected().items()}
    refusals = [entry for entry in trace(signed_in) if entry[0] == "refused"]
    assert len(refusals) == sum(not each for each in found.values())
    assert {detail for *_rest, detail in refusals} <= {str(each) for each in Action}


def test_the_table_is_read_as_it_is_written() -> None:
    assert expected()["countersigning.countersign"] == {
        "officer": False,
        "spoc": True,
        "head_teacher": False,
        "sergeant": False,
        "administrator": False,
    }
