"""The copy that is put away: who says so, when it is asked for again, and by whom it is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import audit_log, boards, copy_away, store_move
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.boards import Board
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.stores import NAMES, PASSWORDS, Store

SAFE = "Encrypted disk 2, safe in the sergeant's office"


def board(signed_in: SignedIn) -> Board | None:
    return next((each for each in boards.home(signed_in) if each.key == "copy_away"), None)


def test_it_is_asked_for_after_thirty_days_and_again_after_each_copy(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    assert (copy_away.state(sergeant).at, copy_away.state(sergeant).due) == (None, False)
    assert board(sergeant) is None
    store.clock.go(days=30)
    sergeant = store.sign_in("sergeant")
    asked = board(sergeant)
    assert asked is not None
    (line,) = asked.lines
    assert (line.text, line.detail, line.noun) == (
        "Put a copy away from this PC",
        "None has been put away yet",
        "backup",
    )
    copy_away.put_away(sergeant, f"  {SAFE} ")
    found = copy_away.state(sergeant)
    assert (found.who, found.where, found.due) == (NAMES["sergeant"], SAFE, False)
    assert found.at is not None
    assert found.due_at - found.at == timedelta(days=30)
    assert board(sergeant) is None
    (said,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.COPY_PUT_AWAY))
    assert (said.actor, said.detail) == (NAMES["sergeant"], SAFE)
    store.clock.go(days=31)
    again = board(store.sign_in("administrator"))
    assert again is not None
    assert again.lines[0].detail == "The last was put away on 17 December 2026"


def test_the_policy_says_after_how_many_days(store: Store) -> None:
    store.pc = replace(store.pc, copy_away_days=7)
    store.clock.go(days=7)
    assert copy_away.state(store.sign_in("sergeant")).due


def test_a_clock_that_was_set_back_does_not_silence_it(store: Store) -> None:
    store.clock.go(days=400)
    copy_away.put_away(store.sign_in("sergeant"), SAFE)
    store.clock.go(days=-400)
    assert copy_away.state(store.sign_in("sergeant")).due


def test_it_needs_a_place_that_fits(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    with pytest.raises(UserError, match="The place is missing"):
        copy_away.put_away(sergeant, "  ")
    with pytest.raises(UserError, match="may have 200 characters"):
        copy_away.put_away(sergeant, "x" * 201)
    assert copy_away.state(sergeant).at is None


def test_it_is_not_the_officers_business_and_not_asked_of_records_that_moved(store: Store) -> None:
    store.clock.go(days=40)
    assert board(store.sign_in("officer")) is None
    here = store.sign_in("administrator")
    assert board(here) is not None
    store_move.mark_moved(here, "To the new PC.", PASSWORDS["administrator"])
    assert board(here) is None
