"""The school sees nothing of an arrest, whatever it opens, counts, searches or prints, but what is shared."""

from __future__ import annotations

from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import (
    arrest_sharing,
    boards,
    contact_log_lists,
    partnerships,
    printing,
    search,
    storage,
)
from ssp_desktop.services.print_arrests import ArrestSharePrint
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from tests.features.arrest_steps import CANARY, approved, carried_out, give_bells, share, submit, view
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, trace
from tests.features.storage_steps import failed_checks
from tests.stores import PASSWORDS, Store

SUMMARY = "One pupil was arrested on Thursday. Nobody was hurt."


def everything_seen(school: SignedIn) -> str:
    """Everything that the school's own readers return, as text."""
    seen: list[Any] = [
        boards.home(school),
        contact_log_lists.page(school),
        partnerships.schools(school),
        storage.open_storage(school, 1),
        arrest_sharing.shared_with_us(school),
    ]
    for words in (
        "Ambrose",
        "Quill",
        "AP 2026",
        "AP-2026-00001",
        "Robbery",
        "CUST",
        CANARY,
        "arrest",
        "Fenn",
    ):
        seen.append(search.find(school, words))
    return repr(seen)


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_before_anything_is_shared_the_school_sees_the_same_as_without_an_arrest(
    store: Store, who: str
) -> None:
    give_bells(store)
    without = everything_seen(store.sign_in(who))
    carried_out(store)
    approved(store, planned_on=store.clock.now.date().replace(day=24))
    submit(store.sign_in("officer"), planned_on=store.clock.now.date().replace(day=25))
    assert everything_seen(store.sign_in(who)) == without


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_reads_the_summary_and_nothing_else(store: Store, who: str) -> None:
    give_bells(store)
    made = carried_out(store)
    share_id = share(store, made.id, SUMMARY)
    school = store.sign_in(who)
    (shown,) = arrest_sharing.shared_with_us(school)
    assert (shown.id, shown.summary) == (share_id, SUMMARY)
    assert arrest_sharing.open_share(school, share_id) == shown
    assert shown.signature is not None
    assert shown.signature.is_valid
    seen = everything_seen(school)
    for secret in ("Ambrose", "Quill", made.reference, "Robbery", "CUST", CANARY, "Fenn"):
        assert secret not in seen
    board = next(each for each in boards.home(school) if each.key == "arrest_shares")
    assert [line.record_id for line in board.lines] == [share_id]
    assert [hit.noun for hit in search.find(school, "nobody was hurt")] == ["arrest_share"]


def test_sharing_is_signed_audited_and_seen_beside_the_plan(store: Store) -> None:
    give_bells(store)
    made = carried_out(store)
    share_id = share(store, made.id)
    sergeant = store.sign_in("sergeant")
    assert ("disclosed", "arrest_share", share_id, "shared with school 1") in trace(sergeant)
    (shown,) = view(sergeant, made.id).shares
    assert shown.signature is not None
    assert shown.signature.act == "shared"
    assert failed_checks(sergeant) == {}


def test_another_school_sees_no_summary(store: Store) -> None:
    give_bells(store)
    open_other_school(store)
    share_id = share(store, carried_out(store).id)
    other = sign_in_other_spoc(store)
    assert arrest_sharing.shared_with_us(other) == ()
    assert search.find(other, "nobody was hurt") == ()
    with pytest.raises(Refused):
        arrest_sharing.open_share(other, share_id)
    with pytest.raises(Refused):
        printing.preview(other, ArrestSharePrint(share_id))
    with pytest.raises(UserError, match="not in the store"):
        printing.preview(store.sign_in("officer"), ArrestSharePrint(77))


def test_nothing_is_shared_without_an_outcome_or_without_words(store: Store) -> None:
    give_bells(store)
    made = approved(store)
    with pytest.raises(UserError, match="no outcome to share yet"):
        share(store, made.id)
    assert not view(store.sign_in("sergeant"), made.id).may_share
    made = carried_out(store)
    sergeant = store.sign_in("sergeant")
    with pytest.raises(ProblemsFound):
        arrest_sharing.share(sergeant, PASSWORDS["sergeant"], made.id, empty_values(ARREST_SHARE))
    assert not view(store.sign_in("officer"), made.id).may_share


def test_an_old_summary_leaves_the_board_and_stays_in_the_list(store: Store) -> None:
    give_bells(store)
    share(store, carried_out(store).id)
    store.clock.go(days=15)
    school = store.sign_in("spoc")
    board = next(each for each in boards.home(school) if each.key == "arrest_shares")
    assert (board.count, board.lines) == (0, ())
    assert len(arrest_sharing.shared_with_us(school)) == 1


def test_a_summary_without_its_signature_is_said_to_lack_it(store: Store) -> None:
    give_bells(store)
    share_id = share(store, carried_out(store).id)
    sergeant = store.sign_in("sergeant")
    sql(sergeant, "DROP TRIGGER record_signature_no_delete")
    sql(sergeant, "DELETE FROM record_signature WHERE noun = 'arrest_share'")
    assert arrest_sharing.open_share(store.sign_in("spoc"), share_id).signature is None
    made = printing.preview(store.sign_in("spoc"), ArrestSharePrint(share_id))
    assert "The signature of this summary is missing." in repr(made.spec.blocks)
