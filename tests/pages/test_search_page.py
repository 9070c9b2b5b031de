"""Search: what is found, what is not, and hostile words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_logs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.search import SearchPage
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import contact_values, pupil

NO_RESULT = "No record that you may see holds all of these words."


def open_page(qtbot: QtBot, desk: Desk, **extra: Any) -> SearchPage:
    return show(qtbot, desk, SearchPage(desk, Place("search", None, extra)))


def submit(desk: Desk, **changes: Any) -> int:
    return contact_logs.submit(desk.signed_in, contact_values(**changes), partnership_id=1).id


def search(qtbot: QtBot, page: SearchPage, typed: str) -> str:
    """Type, press Enter, and return what the page says."""
    page.line.clear()
    QTest.keyClicks(page.line, typed)
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    settle(qtbot, page.desk)
    return words(page)


def test_a_name_is_found_and_opens_by_keyboard(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk, pupils=(pupil(family_name="O'Brien-Example"),))
    submit(desk, subject="Another matter")
    asked = places(desk)
    page = open_page(qtbot, desk)
    assert page.focusWidget() is page.line
    assert "2 records found." in search(qtbot, page, "O'Brien"), "the record, and the pupil whom it names"
    page.table.view.selectRow(0)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert asked == [Place("contact_log", record_id)]


@pytest.mark.parametrize("typed", ["NEAR(example, 5)", "50% nothing", "zebra OR example", "<b>zebra</b>"])
def test_signs_are_words_and_no_result_is_said(qtbot: QtBot, desk_for: DeskFor, typed: str) -> None:
    desk = desk_for("officer")
    submit(desk)
    page = open_page(qtbot, desk)
    assert NO_RESULT in search(qtbot, page, typed)
    assert page.line.text() == typed


@pytest.mark.parametrize("typed", ["", '"', "*", "%"])
def test_a_search_without_a_word_is_refused(qtbot: QtBot, desk_for: DeskFor, typed: str) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    said = search(qtbot, page, typed)
    assert "There is no word to search for." in said
    assert "Type a name, a word or a reference." in said
    assert page.focusWidget() is page.line
    assert NO_RESULT not in said


def test_a_search_that_is_too_long_is_refused_whole(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = open_page(qtbot, desk_for("officer"))
    page.line.setText("x" * 300)
    press(page, "Search")
    settle(qtbot, page.desk)
    assert "The search is longer than 200 characters." in words(page)
    assert page.line.text() == "x" * 300


def test_more_than_a_page_is_read_while_scrolling(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    for _ in range(53):
        submit(desk)
    page = open_page(qtbot, desk, words="worry")
    assert "The first 50 records. Scroll down for more." in words(page)
    page.table.view.scrollToBottom()
    settle(qtbot, desk)
    assert "53 records found." in words(page)


def test_the_school_finds_nothing_in_what_it_may_not_see(qtbot: QtBot, desk_for: DeskFor) -> None:
    submit(desk_for("officer"))
    page = open_page(qtbot, desk_for("spoc"))
    assert NO_RESULT in search(qtbot, page, "CANARY")
    assert "1 record found." in search(qtbot, page, "worry")


def test_the_words_are_there_again_after_leaving(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    submit(desk)
    page = open_page(qtbot, desk)
    search(qtbot, page, "worry")
    page.leaving()
    again = open_page(qtbot, desk, **page.place.extra)
    assert again.line.text() == "worry"
    assert again.table.row_count == 1
    assert nameless(again) == []
