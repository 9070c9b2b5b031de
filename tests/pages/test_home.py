"""Home says what waits, in words, and each line leads to its record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_logs, partnerships, visits
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.home import BoardCard, HomePage
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.stores import Store, contact_values, school_values


def shown(qtbot: QtBot, desk: Desk) -> HomePage:
    page = HomePage(desk, Place("home"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitUntil(lambda: bool(page.cards) and page.cards[-1].isVisible())
    return page


def card(page: HomePage, key: str) -> BoardCard:
    return next(each for each in page.cards if each.board.key == key)


def test_an_empty_board_says_so_in_words(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = shown(qtbot, desk_for("officer"))
    text = visible_text(page)
    assert "6 things wait for you." in text, "the handbook's topics of the month"
    assert "You have no drafts." in text
    assert "No action is due in the next 7 days." in text
    assert without_name(page) == []


def test_a_line_is_a_link_that_opens_its_record_by_keyboard(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    submitted = contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    store.clock.go(days=10)
    desk = desk_for("officer")
    page, asked = shown(qtbot, desk), places(desk)
    assert card(page, "unsigned").accessibleName() == "Not countersigned yet (1)"
    assert card(page, "unsigned").links[0].text() == "CL-2026-00001"
    overdue = card(page, "overdue").links[0]
    assert overdue.text() == "Speak to the bus company"
    assert overdue.accessibleDescription() == "Overdue. Due 24 November 2026"
    QTest.keyClick(card(page, "unsigned").links[0], Qt.Key.Key_Return)
    QTest.keyClick(overdue, Qt.Key.Key_Space)
    assert (asked[0].page, asked[0].record_id) == ("contact_log", submitted.id)
    assert asked[1].page == "action"


def test_the_spocs_board_leads_to_the_signature(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    submitted = contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    desk = desk_for("spoc")
    page, asked = shown(qtbot, desk), places(desk)
    card(page, "countersign").links[0].click()
    assert asked == [Place("countersign", submitted.id)]
    assert "CANARY-OFFICER-ONLY" not in visible_text(page)


def test_a_change_is_seen_at_once_and_the_keyboard_stays(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    desk = desk_for("officer")
    page = shown(qtbot, desk)
    page.activateWindow()
    card(page, "unsigned").links[0].setFocus()
    desk.run(visits.arrive, 1, done=lambda _visit: None, receiver=page)
    qtbot.waitUntil(lambda: card(page, "visits").board.count == 1)
    assert "At the school now" in visible_text(page)
    assert card(page, "unsigned").links[0].hasFocus()


def test_a_declined_school_stands_on_the_board_of_schools(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    values = school_values(
        school_name="Brookfield Example School",
        urn="900002",
        declined_on=store.clock.now.date(),
        declined_by="Head teacher",
        declined_reason="No time for it.",
    )
    other = partnerships.save(store.sign_in("officer"), values)
    desk = desk_for("sergeant")
    page, asked = shown(qtbot, desk), places(desk)
    schools = card(page, "schools")
    assert "Declined: must be escalated" in visible_text(schools)
    schools.links[0].click()
    assert asked == [Place("partnership", other)]


@pytest.mark.parametrize("who", ["spoc", "head_teacher", "sergeant", "administrator"])
def test_every_role_has_a_home(qtbot: QtBot, desk_for: DeskFor, who: str) -> None:
    desk = desk_for(who)
    page = HomePage(desk, Place("home"))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.intro_label.text() != "Loading …")
    # The sergeant sees the handbook's topics of the month from the first day.
    waits = "6 things wait for you." if who == "sergeant" else "Nothing waits for you."
    assert page.intro_label.text() == waits
    may_write = who == "sergeant"
    assert ("Write a contact log" in visible_text(page)) is may_write


def test_two_columns_when_wide_and_one_when_narrow(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = shown(qtbot, desk_for("officer"))
    assert len({each.x() for each in page.cards}) == 2
    page.resize(theme.theme().em(40), 700)
    qtbot.waitUntil(lambda: len({each.x() for each in page.cards}) == 1)
    tops = [each.mapTo(page, each.rect().topLeft()).y() for each in page.cards]
    assert tops == sorted(tops)
