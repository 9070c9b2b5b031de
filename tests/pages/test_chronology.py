"""Pupils and their chronology on the screen: found by name, opened by keyboard, reached from a record."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_logs
from ssp_desktop.services.chronology_sources import CHRONOLOGY_SOURCES
from ssp_desktop.services.print_chronology import ChronologyPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages import PAGE_KEYS
from ssp_desktop.ui.pages.chronology import CHRONOLOGY_PLACES, ChronologyPage
from ssp_desktop.ui.pages.contact_log import ContactLogPage
from ssp_desktop.ui.pages.print import PrintPage
from ssp_desktop.ui.pages.pupils import PupilsPage
from ssp_desktop.ui.pages.search import SearchPage
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import contact_values, pupil


def submit(desk: Desk, **changes: Any) -> int:
    return contact_logs.submit(desk.signed_in, contact_values(**changes), partnership_id=1).id


def cells(page: PupilsPage | ChronologyPage) -> list[list[str]]:
    model = page.table.model
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def test_each_kind_of_line_has_a_page() -> None:
    assert set(CHRONOLOGY_PLACES.values()) <= set(PAGE_KEYS)
    shared_in_a_contact = {"contact_log_share": "contact_log"}
    assert {shared_in_a_contact.get(noun, noun) for noun in CHRONOLOGY_SOURCES} <= set(CHRONOLOGY_PLACES)


def test_a_pupil_is_found_by_name_and_opens_by_keyboard(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    submit(desk)
    submit(desk, pupils=(pupil(given_name="Zoë", known_as="Zed"),))
    asked = places(desk)
    page = show(qtbot, desk, PupilsPage(desk, Place("pupils")))
    assert [row[0] for row in cells(page)] == ["Zoë Example-Marsh", "Bea Example-Marsh"]
    QTest.keyClicks(page.line, "zoe")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert cells(page) == [["Zoë Example-Marsh", "Zed", "14/03/2012"]]
    page.table.view.selectRow(0)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert asked == [Place("chronology", 2)]
    assert nameless(page) == []
    page.leaving()
    again = show(qtbot, desk, PupilsPage(desk, page.place))
    assert (again.line.text(), again.table.row_count) == ("zoe", 1)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nobody", "No pupil in the records that you may see has this name."),
        ('"', "There is no word to search for."),
        ("x" * 300, "The search is longer than 200 characters."),
    ],
)
def test_a_name_that_finds_nobody_is_told_and_stays(
    qtbot: QtBot, desk_for: DeskFor, typed: str, told: str
) -> None:
    desk = desk_for("officer")
    submit(desk)
    page = show(qtbot, desk, PupilsPage(desk, Place("pupils")))
    page.line.setText(typed)
    press(page, "Find")
    settle(qtbot, desk)
    assert told in words(page)
    assert page.line.text() == typed


def test_the_chronology_leads_to_its_records_and_to_print(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("spoc")
    record = submit(desk_for("officer"))
    desk = desk_for("spoc")
    asked = places(desk)
    page = show(qtbot, desk, ChronologyPage(desk, Place("chronology", 1)))
    assert "Chronology: Bea Example-Marsh" in words(page)
    assert "14 March 2012" in words(page)
    assert [row[1] for row in cells(page)] == ["Contact log", "Action"]
    for row in range(2):
        page.table.view.selectRow(row)
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    press(page, "Print or save")
    assert asked[:2] == [Place("contact_log", record), Place("action", 1)]
    assert asked[2] == Place("print", None, {"request": ChronologyPrint(1)})
    assert nameless(page) == []
    printed = show(qtbot, desk, PrintPage(desk, asked[2]))
    qtbot.waitUntil(lambda: printed.preview.page_count == 1, timeout=20_000)
    assert "Print a chronology" in words(printed)


def test_a_pupil_of_nobodys_record_is_told(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("head_teacher")
    page = show(qtbot, desk, ChronologyPage(desk, Place("chronology", 7)))
    assert "This pupil is not in the store." in words(page)


@pytest.mark.parametrize("who", ["officer", "spoc", "head_teacher"])
def test_a_contact_log_leads_to_the_chronology_of_each_pupil(
    qtbot: QtBot, desk_for: DeskFor, who: str
) -> None:
    record = submit(desk_for("officer"), pupils=(pupil(), pupil(given_name="Kim")))
    desk = desk_for(who)
    asked = places(desk)
    page = show(qtbot, desk, ContactLogPage(desk, Place("contact_log", record)))
    press(page, "Chronology of Kim Example-Marsh")
    assert asked == [Place("chronology", 2)]


def test_the_search_leads_to_pupils_with_the_same_words(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    submit(desk)
    asked = places(desk)
    page = show(qtbot, desk, SearchPage(desk, Place("search", None, {"words": "marsh"})))
    assert "2 records found." in words(page)
    press(page, "Pupils of this name")
    assert asked == [Place("pupils", None, {"words": "marsh"})]
