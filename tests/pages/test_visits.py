"""Arrived and left in one click each; no visit without a contact or a nil return."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_logs, partnerships, visits
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.visits import VisitsPage
from ssp_desktop.ui.pages.visits_bar import UNRECORDED, VisitBar
from ssp_desktop.vocabulary.contact import VisitEnd
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.stores import SCHOOL, Store, contact_values, school_values


def bar_of(qtbot: QtBot, desk: Desk) -> VisitBar:
    bar = VisitBar(desk)
    qtbot.addWidget(bar)
    qtbot.waitUntil(lambda: not bar.arrived.isHidden() or not bar.left.isHidden())
    return bar


def page_of(qtbot: QtBot, desk: Desk, place: Place | None = None) -> VisitsPage:
    page = VisitsPage(desk, place or Place("visits"))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    return page


def leave_with_nothing(qtbot: QtBot, desk: Desk) -> VisitsPage:
    """Arrive and leave with a click each; return the page that then asks."""
    bar, asked = bar_of(qtbot, desk), places(desk)
    bar.arrived.click()
    qtbot.waitUntil(lambda: not bar.left.isHidden())
    bar.left.click()
    qtbot.waitUntil(lambda: bool(asked))
    page = page_of(qtbot, desk, asked[0])
    assert not page.notice.isHidden()
    return page


def test_one_click_to_arrive_and_one_to_leave(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    bar, asked = bar_of(qtbot, desk), places(desk)
    assert bar.arrived.text() == "Arrived"
    bar.arrived.click()
    qtbot.waitUntil(lambda: not bar.left.isHidden())
    assert bar.where.text() == f"At {SCHOOL} since 10:00"
    assert bar.left.accessibleName() == f"Left {SCHOOL}"
    assert without_name(bar) == []
    bar.left.click()
    qtbot.waitUntil(lambda: bool(asked))
    (visit,) = visits.page(desk.signed_in)
    assert visit.end_kind is VisitEnd.UNRECORDED
    assert asked == [Place("visits", visit.id, {"ask": True})]
    page = page_of(qtbot, desk, asked[0])
    assert UNRECORDED in page.notice.message
    assert f"You left {SCHOOL}." in page.notice.message


def test_nothing_to_record_is_an_answer_with_a_note(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = leave_with_nothing(qtbot, desk)
    page.notice.note.setText("<b>Quiet</b> morning")
    page.notice.nothing.click()
    qtbot.waitUntil(page.notice.isHidden)
    (visit,) = visits.page(desk.signed_in)
    assert (visit.end_kind, visit.nil_return_note) == (VisitEnd.NIL_RETURN, "<b>Quiet</b> morning")


def test_write_a_contact_log_goes_on_with_the_visit(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = leave_with_nothing(qtbot, desk)
    asked = places(desk)
    page.notice.write.click()
    (visit,) = visits.page(desk.signed_in)
    assert asked == [Place("contact_log_edit", None, {"visit_id": visit.id, "partnership_id": 1})]
    assert page.notice.isHidden()


def test_a_visit_with_a_contact_closes_without_a_question(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    visit = visits.arrive(desk.signed_in, 1)
    contact_logs.submit(desk.signed_in, contact_values(), partnership_id=1, visit_id=visit.id)
    bar, asked = bar_of(qtbot, desk), places(desk)
    bar.left.click()
    qtbot.waitUntil(lambda: not bar.arrived.isHidden())
    assert asked == []
    assert visits.page(desk.signed_in)[0].end_kind is VisitEnd.CONTACTS


def test_several_schools_are_chosen_from_a_menu(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    values = school_values(school_name="Brook & Field Example School", urn="900002")
    partnerships.save(store.sign_in("officer"), values)
    desk = desk_for("officer")
    bar = bar_of(qtbot, desk)
    assert bar.arrived.text() == "Arrived …"
    assert [each.text().replace("&&", "&") for each in bar.menu.actions()] == [
        "Brook & Field Example School",
        SCHOOL,
    ]
    bar.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: not bar.left.isHidden())
    assert bar.where.text() == "At Brook & Field Example School since 10:00"


def test_a_visit_of_yesterday_shows_its_day(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    visits.arrive(store.sign_in("officer"), 1)
    store.clock.go(days=1)
    bar = bar_of(qtbot, desk_for("officer"))
    assert bar.where.text() == f"At {SCHOOL} since 17/11/2026, 10:00"


def test_the_page_shows_unfinished_visits_first_and_finishes_ones_own(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    visit = visits.arrive(desk.signed_in, 1)
    visits.leave(desk.signed_in, visit.id)
    page = page_of(qtbot, desk)
    (card,) = page.unfinished
    assert "Left: a contact or nil return is missing" in visible_text(card)
    nothing = next(
        each for each in card.buttons if isinstance(each, QPushButton) and "Nothing" in each.text()
    )
    nothing.click()
    page.notice.nothing.click()
    qtbot.waitUntil(lambda: not page.unfinished)
    assert "Every visit has a contact or a nil return." in visible_text(page)
    assert visits.page(desk.signed_in)[0].end_kind is VisitEnd.NIL_RETURN
    assert without_name(page) == []


def test_nobody_finishes_the_visit_of_another(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    visits.arrive(store.sign_in("second_officer"), 1)
    page = page_of(qtbot, desk_for("officer"))
    (card,) = page.unfinished
    assert card.buttons == []
    assert "Only the officer who made the visit can finish it." in visible_text(card)


def test_the_school_reads_its_visits(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    officer = store.sign_in("officer")
    visit = visits.arrive(officer, 1)
    visits.leave(officer, visit.id)
    visits.nil_return(officer, visit.id, "Nobody about.")
    page = page_of(qtbot, desk_for("spoc"))
    assert page.table.row_count == 1
    page.table.activated.emit(visit.id)
    text = visible_text(page)
    assert "Nobody about." in text
    assert "Closed: nothing to record" in text
    assert "Write a contact log" not in text
