"""The list of contact logs: paging, filters, drafts, and the school's own view of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_logs, countersigning, drafts, partnerships
from ssp_desktop.services.print_requests import RegisterPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_basis import STORED
from ssp_desktop.ui.pages.contact_logs import ContactLogsPage
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import PASSWORDS, contact_values, school_values


def open_page(qtbot: QtBot, desk: Desk, **extra: Any) -> ContactLogsPage:
    return show(qtbot, desk, ContactLogsPage(desk, Place("contact_logs", None, extra)))


def submit(desk: Desk, partnership_id: int = 1, **changes: Any) -> int:
    return contact_logs.submit(desk.signed_in, contact_values(**changes), partnership_id=partnership_id).id


def column(table: RecordTable, key: str) -> list[str]:
    """What a person reads in one column, from the top."""
    place = [each.key for each in table.model.columns].index(key)
    return [table.model.index(line, place).data() for line in range(table.row_count)]


def test_an_empty_store_says_so_and_offers_the_first_one(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    asked = places(desk)
    page = open_page(qtbot, desk)
    assert "There is no contact log yet." in words(page)
    press(page, "New contact log")
    assert asked == [Place("contact_log_edit")]


def test_the_list_reads_page_by_page_and_a_row_opens_with_enter(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    for days in range(55):
        submit(desk, contact_date=date(2026, 11, 17) - timedelta(days=days))
    asked = places(desk)
    page = open_page(qtbot, desk)
    assert page.table.row_count == 50
    page.table.view.scrollToBottom()
    settle(qtbot, desk)
    assert page.table.row_count == 55
    assert column(page.table, "contact_date")[-1] == "24/09/2026"
    page.table.view.selectRow(2)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert asked == [Place("contact_log", 3)]


def test_filters_narrow_the_list_and_come_back(qtbot: QtBot, desk_for: DeskFor) -> None:
    officer = desk_for("officer")
    first = submit(officer, subject="Signed", contact_date=date(2026, 11, 2))
    submit(officer, subject="Waiting", contact_date=date(2026, 11, 9))
    spoc = desk_for("spoc")
    countersigning.countersign(spoc.signed_in, PASSWORDS["spoc"], first, 1, CountersignDecision.AGREE)
    desk = desk_for("second_officer")
    submit(desk, subject="Mine", contact_date=date(2026, 11, 16))
    page = open_page(qtbot, desk)
    assert column(page.table, "subject") == ["Mine", "Waiting", "Signed"]
    assert column(page.table, "state") == [
        "Waiting for the SPOC",
        "Waiting for the SPOC",
        "Agreed by the SPOC",
    ]

    page.filters.mine.click()
    settle(qtbot, desk)
    assert column(page.table, "subject") == ["Mine"]
    page.filters.mine.click()
    QTest.keyClicks(page.filters.last_day, "10/11/2026")
    QTest.keyClick(page.filters.last_day, Qt.Key.Key_Return)
    page.filters.state.set_value(ContactState.WAITING.value)
    page.filters.state.activated.emit(page.filters.state.currentIndex())
    settle(qtbot, desk)
    assert column(page.table, "subject") == ["Waiting"]

    page.leaving()
    again = open_page(qtbot, desk, **page.place.extra)
    assert column(again.table, "subject") == ["Waiting"]
    QTest.keyClicks(again.filters.first_day, "10/11/2026")
    QTest.keyClick(again.filters.first_day, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert "No contact log fits what you asked for." in words(again)


def test_a_day_that_does_not_exist_is_told_and_the_list_stays(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    submit(desk)
    page = open_page(qtbot, desk)
    QTest.keyClicks(page.filters.first_day, "31/02/2026")
    QTest.keyClick(page.filters.first_day, Qt.Key.Key_Return)
    assert 'Error: "31/02/2026" is not a date. Enter day, month and year: 21/11/2026.' in words(page)
    page.filters.first_day.clear()
    QTest.keyClicks(page.filters.first_day, "12/11/2026")
    QTest.keyClicks(page.filters.last_day, "11/11/2026")
    QTest.keyClick(page.filters.last_day, Qt.Key.Key_Return)
    assert "The last day is before the first." in words(page)
    assert page.table.row_count == 1


def test_the_school_is_asked_for_only_when_there_are_several(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    submit(desk, subject="At Larkfield")
    page = open_page(qtbot, desk)
    assert not page.filters.school.isVisible()
    second = partnerships.save(
        desk.signed_in, school_values(school_name="Brookfield Example School", urn="900002")
    )
    submit(desk, second, subject="At Brookfield")
    page = open_page(qtbot, desk)
    assert page.filters.school.isVisible()
    page.filters.school.set_value(second)
    page.filters.school.activated.emit(page.filters.school.currentIndex())
    settle(qtbot, desk)
    assert column(page.table, "school") == ["Brookfield Example School"]
    page.leaving()
    again = open_page(qtbot, desk, **page.place.extra)
    assert column(again.table, "subject") == ["At Brookfield"]
    assert again.filters.school.currentText() == "Brookfield Example School"


def test_own_drafts_stand_above_a_few_at_first(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    for number in range(5):
        drafts.save(desk.signed_in, STORED, drafts.DraftPlace("contact_log"), {"subject": f"Begun {number}"})
    asked = places(desk)
    page = open_page(qtbot, desk)
    assert "Draft: Begun 4, saved 17 November 2026, 10:00" in words(page)
    assert "Begun 1" not in words(page)
    press(page, "Show all 5 drafts")
    assert "Begun 0" in words(page)
    page.drafts.links[0].click()
    assert asked[0].page == "contact_log_edit"
    assert (
        drafts.open_draft(desk.signed_in, STORED, asked[0].extra["draft_id"]).values["subject"] == "Begun 4"
    )


def test_the_search_box_leads_to_the_search(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    asked = places(desk)
    page = open_page(qtbot, desk)
    QTest.keyClicks(page.search.line, "O'Example")
    QTest.keyClick(page.search.line, Qt.Key.Key_Return)
    assert asked == [Place("search", None, {"words": "O'Example"})]


def test_the_school_sees_its_own_records_and_writes_none(qtbot: QtBot, desk_for: DeskFor) -> None:
    sergeant = desk_for("sergeant")
    second = partnerships.save(
        sergeant.signed_in, school_values(school_name="Brookfield Example School", urn="900002")
    )
    submit(sergeant, subject="At Larkfield")
    submit(sergeant, second, subject="At Brookfield")
    page = open_page(qtbot, desk_for("head_teacher"))
    assert column(page.table, "subject") == ["At Larkfield"]
    said = words(page)
    assert "New contact log" not in said
    assert "Only mine" not in said
    assert "Your drafts" not in said


def test_every_control_has_a_name(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    submit(desk)
    assert nameless(open_page(qtbot, desk)) == []


def test_the_register_is_printed_from_the_list_by_the_police_only(desk_for: DeskFor, qtbot: QtBot) -> None:
    desk = desk_for("officer")
    asked = places(desk)
    press(show(qtbot, desk, ContactLogsPage(desk, Place("contact_logs"))), "Print the register")
    assert [(each.page, each.extra) for each in asked] == [("print", {"period": RegisterPrint})]
    school = desk_for("spoc")
    assert "Print the register" not in words(
        show(qtbot, school, ContactLogsPage(school, Place("contact_logs")))
    )
