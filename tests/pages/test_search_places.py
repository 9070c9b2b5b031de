"""Every kind of record that a search finds leads to a page that opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import storage_assessments, storage_checklists
from ssp_desktop.services.searchable import SEARCHABLE
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages import PAGE_KEYS
from ssp_desktop.ui.pages.search import SearchPage
from ssp_desktop.ui.pages.search_pages import SEARCH_PLACES
from ssp_desktop.vocabulary.storage import AssessmentParty
from tests.features.storage_steps import assessment_values, checklist_values
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import places, settle, show, words


def test_each_kind_that_is_found_has_a_page_and_no_other_has() -> None:
    assert set(SEARCH_PLACES) == set(SEARCHABLE)
    assert {each.page for each in SEARCH_PLACES.values()} <= set(PAGE_KEYS)


def test_each_result_says_its_kind_and_opens_its_page(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    storage_checklists.save(desk.signed_in, 1, checklist_values(R1_evidence="By Larkfield"))
    storage_assessments.save(
        desk.signed_in, 1, AssessmentParty.POLICE, assessment_values(assessed_by="Larkfield")
    )
    asked = places(desk)
    page = show(qtbot, desk, SearchPage(desk, Place("search", None, {"words": "larkfield"})))
    assert "3 records found." in words(page)
    model = page.table.model
    shown = [[model.index(row, column).data() for column in range(6)] for row in range(3)]
    assert [row[1] for row in shown] == ["Storage risk assessment", "Storage checklist", "Partnership"]
    assert {row[5] for row in shown} == {"Larkfield Example Academy"}
    for row in range(3):
        page.table.view.selectRow(row)
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert asked == [Place("storage", 1), Place("storage", 1), Place("partnership", 1)]


def test_one_kind_is_chosen_and_kept_for_coming_back(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    storage_checklists.save(desk.signed_in, 1, checklist_values(R1_evidence="By Larkfield"))
    page = show(qtbot, desk, SearchPage(desk, Place("search", None, {"words": "larkfield"})))
    assert page.table.row_count == 2
    page.kind.setFocus()
    while page.kind.currentText() != "Partnership":
        QTest.keyClick(page.kind, Qt.Key.Key_Down)
    page.kind.activated.emit(page.kind.currentIndex())
    settle(qtbot, desk)
    assert page.kind.currentText() == "Partnership"
    assert page.table.row_count == 1
    page.leaving()
    again = show(qtbot, desk, SearchPage(desk, page.place))
    assert (again.kind.currentText(), again.table.row_count) == ("Partnership", 1)


def test_a_kind_that_one_may_not_read_any_more_is_not_kept(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("spoc")
    page = show(
        qtbot, desk, SearchPage(desk, Place("search", None, {"words": "larkfield", "kind": "arrest"}))
    )
    assert page.kind.currentText() == "Every kind"
    assert page.table.row_count == 1
