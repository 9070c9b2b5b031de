"""The pages of storage: what is told, filled in bit by bit, refused beside the question, signed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import storage, storage_assessments, storage_checklists
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.storage import StorageList, StoragePage
from ssp_desktop.ui.pages.storage_assessment import StorageAssessmentPage
from ssp_desktop.ui.pages.storage_checklist import StorageChecklistPage
from ssp_desktop.ui.pages.storage_form import StorageForm
from ssp_desktop.ui.pages.storage_view import StorageView
from ssp_desktop.vocabulary.storage import AssessmentParty
from tests.features.storage_steps import EDITION, assess_both, confirm, hazard
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.pages.page_steps import settle
from tests.stores import PASSWORDS, SCHOOL, Store


def view_of(qtbot: QtBot, desk: Desk) -> StorageView:
    view = StorageView(desk, Place("storage", 1))
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.opened is not None)
    settle(qtbot, desk)
    return view


def form_of(qtbot: QtBot, page: StorageForm) -> StorageForm:
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.form is not None)
    return page


def answers_of(page: StorageForm, **changes: Any) -> None:
    assert page.form is not None
    page.form.set_values({**page.form.values(), **changes})


def wait(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.tasks.idle)


def test_the_police_choose_a_school_and_the_school_sees_its_own(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = StoragePage(desk, Place("storage"))
    qtbot.addWidget(page)
    assert isinstance(page.shown, StorageList)
    went = places(desk)
    listed = page.shown.table
    qtbot.waitUntil(lambda: listed.row_count == 1)
    listed.activated.emit(1)
    assert went[-1] == Place("storage", 1)
    desk = desk_for("spoc")
    page = StoragePage(desk, Place("storage"))
    qtbot.addWidget(page)
    assert isinstance(page.shown, StorageView)
    assert page.place.record_id == 1
    wait(qtbot, desk)


def test_nothing_recorded_is_said(qtbot: QtBot, desk_for: DeskFor) -> None:
    view = view_of(qtbot, desk_for("officer"))
    assert "Nothing is recorded yet." in visible_text(view)
    assert without_name(view) == []


def test_not_approved_says_why_and_to_the_school_too(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    officer = store.sign_in("officer")
    confirm(officer, R1_answer="not_met", R1_evidence="One lock")
    assess_both(officer, hazards=(hazard(controls="CANARY-POLICE"),))
    storage_assessments.save(
        officer,
        1,
        AssessmentParty.SCHOOL,
        storage.open_storage(officer, 1).assessments[0].values | {"hazards": (hazard(),)},
    )
    told = visible_text(view_of(qtbot, desk_for("officer")))
    for words in (
        "Storage not approved",
        "Required and not met: R1",
        "One lock",
        "CANARY-POLICE",
        "= 12, High",
    ):
        assert words in told
    view = view_of(qtbot, desk_for("spoc"))
    told = visible_text(view)
    assert "Storage not approved" in told
    assert "The police keep it." in told
    assert "CANARY" not in told
    assert view.decision is None
    assert without_name(view) == []


def test_the_checklist_is_saved_then_refused_then_confirmed(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    went = places(desk)
    page = form_of(qtbot, StorageChecklistPage(desk, Place("storage_checklist", 1)))
    assert isinstance(page, StorageChecklistPage)
    assert page.form is not None
    assert [section.title for section in page.form.sections][:2] == ["Before a room is accepted", "The room"]
    answers_of(page, P1_answer="met")
    page.save()
    qtbot.waitUntil(lambda: bool(went))
    assert went[-1] == Place("storage", 1, {"saved": "The checklist is saved."})
    page = form_of(qtbot, StorageChecklistPage(desk, Place("storage_checklist", 1)))
    assert isinstance(page, StorageChecklistPage)
    assert page.form is not None
    answers_of(page, P2_answer="not_applicable")
    page.save()
    qtbot.waitUntil(lambda: page.form is not None and page.form.summary.isVisible())
    assert "P2. Why it does not apply" in visible_text(page)
    answers_of(page, **{f"{each.code}_answer": "met" for each in EDITION.asked})
    page.leaving()
    assert page.place.extra["typed"]["A12_answer"] == "met"
    page.save(confirm=True)
    qtbot.waitUntil(lambda: went[-1].extra == {"saved": "The checklist is confirmed."})
    wait(qtbot, desk)
    kept = storage_checklists.open_checklist(desk.signed_in, 1)
    assert (kept.revision, kept.values["review_on"]) == (2, date(2027, 11, 17))


def test_what_another_saved_meanwhile_is_not_overwritten(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = form_of(qtbot, StorageChecklistPage(desk, Place("storage_checklist", 1)))
    assert isinstance(page, StorageChecklistPage)
    confirm(desk.signed_in)
    page.save()
    qtbot.waitUntil(page.notice.isVisible)
    assert "Somebody changed this checklist" in visible_text(page)


def test_an_assessment_starts_with_hazards_and_asks_for_scores(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("spoc")
    went = places(desk)
    place = Place("storage_assessment", 1, {"party": "school"})
    page = form_of(qtbot, StorageAssessmentPage(desk, place))
    assert isinstance(page, StorageAssessmentPage)
    assert page.title_label.text().endswith(SCHOOL)
    answers_of(page, assessed_by="Ms Example-Whitlock", assessed_on=date(2026, 11, 16))
    page.save()
    qtbot.waitUntil(lambda: page.form is not None and page.form.summary.isVisible())
    assert "Enter a number for" in visible_text(page)
    answers_of(page, hazards=(hazard(),))
    page.save()
    qtbot.waitUntil(lambda: bool(went))
    assert went[-1].extra == {"saved": "School's own risk assessment is saved."}


@pytest.mark.parametrize("choice", ["", "risk_accepted"])
def test_the_sergeant_signs_or_is_told_what_is_missing(
    qtbot: QtBot, store: Store, desk_for: DeskFor, choice: str
) -> None:
    officer = store.sign_in("officer")
    confirm(officer, R1_answer="not_met")
    assess_both(officer)
    desk = desk_for("sergeant")
    view = view_of(qtbot, desk)
    card = view.decision
    assert card is not None
    card.set_typed({"choice": choice, "words": "Until the summer."})
    card.password.line.setText("wrong words entirely here")
    card.sign()
    if not choice:
        assert "Choose what you decide." in visible_text(view)
        return
    qtbot.waitUntil(card.problem.isVisible)
    assert card.words.value() == "Until the summer."
    view.leaving()
    assert view.place.extra["typed"]["words"] == "Until the summer."
    card.password.clear()
    card.sign()
    assert "Your password is missing." in visible_text(view)
    card.password.line.setText(PASSWORDS["sergeant"])
    card.sign()
    qtbot.waitUntil(lambda: "Your decision is signed." in visible_text(view))
    told = visible_text(view)
    assert "Storage approved" in told
    assert "VALID" in told
    assert view.decision is None
    wait(qtbot, desk)
