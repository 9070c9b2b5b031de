"""From a review or a proposal to the record itself: every kind has its page, which shows the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import retention
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages import PAGE_KEYS
from ssp_desktop.ui.pages.arrest_arrangement import ArrestArrangementPage
from ssp_desktop.ui.pages.disposal import DisposalPage
from ssp_desktop.ui.pages.prevention_plan import PreventionPlanPage
from ssp_desktop.ui.pages.prioritisation import PrioritisationPage
from ssp_desktop.ui.pages.retention import RetentionPage
from ssp_desktop.ui.pages.retention_places import place_of
from ssp_desktop.ui.pages.retention_review import RetentionReviewPage
from ssp_desktop.ui.pages.school_roll import SchoolRollPage
from ssp_desktop.ui.pages.storage import StoragePage
from ssp_desktop.ui.widgets import PageFrame
from tests.features.arrangement_steps import MADE, gone, make_checklist
from tests.features.disposal_steps import WORD, later, propose_of
from tests.features.steps import open_other_school
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import press, settle, show, words
from tests.stores import PASSWORDS, SCHOOL, Store

END_OF_YEAR = date(2027, 8, 31)


def test_every_kind_has_a_page(store: Store) -> None:
    for kind in BY_NOUN:
        place = place_of(kind, 5, 7, END_OF_YEAR)
        assert place.page in PAGE_KEYS
        assert place.record_id in {5, 7} or place.extra["partnership_id"] == 7
    assert place_of("school_roll", 5, 7, END_OF_YEAR) == Place("school_roll", 7, {"begins": 2026})
    assert place_of("storage_checklist", 5, 7, END_OF_YEAR) == Place("storage", 7)
    assert place_of("evaluation", 5, 7, END_OF_YEAR) == Place("evaluation", 5)


@pytest.mark.parametrize("kind", ["equipment", "school_roll", "prevention_plan", "plain_clothes_authority"])
def test_a_review_leads_to_the_record(qtbot: QtBot, store: Store, desk_for: DeskFor, kind: str) -> None:
    reference = MADE[kind].make(store)
    later(store)
    store.sign_out()
    desk = desk_for("sergeant")
    listed = show(qtbot, desk, RetentionPage(desk, Place("retention")))
    assert listed.table.row_count == 1
    page = show(qtbot, desk, RetentionReviewPage(desk, Place("retention_review", 1, {"kind": kind})))
    assert SCHOOL in words(page)
    assert reference in words(page)
    with qtbot.waitSignal(desk.going) as going:
        press(page, f"Record: {reference}")
    (due,) = retention.page(desk.signed_in)
    assert going.args == [place_of(kind, 1, 1, due.since)]


def test_a_checklist_of_another_school_is_read_by_its_school_and_disposed_of_with_its_photographs(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    make_checklist(store)
    assert open_other_school(store) == 2
    propose_of(later(store), "storage_checklist")
    store.sign_out()
    desk = desk_for("officer")
    page = show(qtbot, desk, DisposalPage(desk, Place("disposal", 1)))
    assert "Photographs that go with it" in words(page)
    assert page.opened is not None
    with qtbot.waitSignal(desk.going) as going:
        press(page, f"Record: {page.opened.reference}")
    assert going.args == [Place("storage", 1)]
    page.password.line.setText(PASSWORDS["officer"])
    with qtbot.waitSignal(desk.going, timeout=10_000) as going:
        press(page, "Confirm and delete the content")
    saved = "Storage checklist 1 was disposed of. What it said is deleted."
    assert going.args == [Place("disposals", None, {"saved": saved})]
    after = words(show(qtbot, desk, DisposalPage(desk, Place("disposal", 1))))
    assert "Photographs deleted" in after
    there = show(qtbot, desk, StoragePage(desk, Place("storage", 1)))
    settle(qtbot, desk)
    assert "Storage checklist 1 was disposed of on 17 November 2033." in words(there)
    assert WORD not in words(there)


@pytest.mark.parametrize(
    ("kind", "who", "make"),
    [
        ("school_roll", "spoc", lambda desk: SchoolRollPage(desk, Place("school_roll", 1, {"begins": 2026}))),
        ("prioritisation", "officer", lambda desk: PrioritisationPage(desk, Place("prioritisation", 1))),
        (
            "arrest_arrangement",
            "officer",
            lambda desk: ArrestArrangementPage(desk, Place("arrest_arrangement", 1)),
        ),
        (
            "prevention_plan",
            "spoc",
            lambda desk: PreventionPlanPage(desk, Place("prevention_plan", 1, {"school_year": 2026})),
        ),
    ],
)
def test_the_page_of_a_school_says_that_its_record_is_gone(
    qtbot: QtBot, store: Store, desk_for: DeskFor, kind: str, who: str, make: Callable[[Desk], PageFrame]
) -> None:
    gone(store, kind)
    store.sign_out()
    desk = desk_for(who)
    assert "was disposed of on 17 November 2033." in words(show(qtbot, desk, make(desk)))
