"""The pages of activities: an entry by keyboard, refused beside the question, kept, corrected, listed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.services import activity_lists, activity_views
from ssp_desktop.services.activity_lists import ActivityFilter
from ssp_desktop.services.print_activities import ActivityRegisterPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.activities import ActivitiesPage
from ssp_desktop.ui.pages.activity import ActivityPage
from ssp_desktop.ui.pages.activity_edit import ActivityEditPage
from tests.features.activity_steps import TODAY, Kind, recorded
from tests.features.steps import CANARY
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import Store


def edit(qtbot: QtBot, desk: Desk, place: Place | None = None) -> ActivityEditPage:
    page = show(qtbot, desk, ActivityEditPage(desk, place or Place("activity_edit")))
    qtbot.waitUntil(lambda: page.form is not None)

    def has_keyboard() -> bool:
        page.activateWindow()  # again: the window of the test before may come in front once more
        return page.isActiveWindow() and QApplication.focusWidget() is not None

    qtbot.waitUntil(has_keyboard)
    return page


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_keys(text: str) -> int:
    """Type into whatever has the keyboard; "|" is Enter. Returns how many keys that took."""
    for key in text:
        if key == "|":
            QTest.keyClick(keyboard(), Qt.Key.Key_Return)
        else:
            QTest.keyClicks(keyboard(), key)
    return len(text)


def held(page: ActivityEditPage) -> str:
    """The key of the question that has the keyboard."""
    assert page.form is not None
    keys = [each.key for each in page.form.sections[0].fields]
    return next(key for key in keys if page.form.row(key).isAncestorOf(keyboard()))


def test_a_patrol_is_recorded_by_keyboard_alone_and_the_next_one_started(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = edit(qtbot, desk)
    assert page.form is not None
    assert held(page) == "kind"
    pressed = type_keys("school wat|")
    qtbot.waitUntil(lambda: page.form is not None and page.form.values()["kind"] == "school_watch")
    page.form.row("subject").take_focus()
    pressed += type_keys("Gate after school|") + 1
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "is recorded" in words(page))
    settle(qtbot, desk)
    assert "AC-2026-00001 is recorded." in words(page)
    (found,) = activity_lists.page(desk.signed_in)
    assert (found.kind, found.subject, found.happened_on) == (Kind.SCHOOL_WATCH, "Gate after school", TODAY)
    # The next one: same kind, the topic empty, the keyboard on the topic. So 2 keys beside the topic's words.
    assert page.form.values()["kind"] == "school_watch"
    assert page.form.values()["subject"] == ""
    assert held(page) == "subject"
    pressed += type_keys("Bus stop") + 1
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "AC-2026-00002" in words(page))
    # A slow typist makes three key strokes a second: both entries within 20 seconds.
    assert pressed / 3 < 20
    assert not page.changed


def test_each_kind_shows_only_its_own_questions(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = edit(qtbot, desk_for("officer"))
    assert page.form is not None

    def asked(kind: Kind) -> set[str]:
        assert page.form is not None
        page.form.set_values({**page.form.values(), "kind": kind.value})
        sheet = page.form.sections[0].fields
        return {each.key for each in sheet if not page.form.row(each.key).isHidden()}

    common = {"kind", "subject", "happened_on", "start_time", "end_time", "outcome", "officer_notes"}
    assert asked(Kind.INTELLIGENCE) == common | {"intelligence_reference"}
    assert asked(Kind.ABSTRACTION) == common | {"abstraction_reason", "hours"}
    assert asked(Kind.MEETING) == common | {"meeting_kind", "decided", "attendees", "pupils"}
    security = asked(Kind.SITE_SECURITY) - common - {"plan_topic"}
    assert security == {f"point_{number}_{each}" for number in range(1, 8) for each in ("answer", "note")}
    assert max(len(asked(each)) for each in Kind if each is not Kind.SITE_SECURITY) <= 17
    assert nameless(page) == []


def test_enter_goes_to_the_next_question_that_is_shown(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = edit(qtbot, desk_for("officer"), Place("activity_edit", None, {"kind": "intelligence"}))
    assert held(page) == "subject"
    type_keys("Rumour|")
    assert held(page) == "intelligence_reference"
    type_keys("INT-1|")
    assert held(page) == "happened_on"


def test_a_refused_entry_says_so_beside_the_question_and_keeps_what_was_typed(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = edit(qtbot, desk, Place("activity_edit", None, {"kind": "presentation"}))
    assert page.form is not None
    page.form.set_values({**page.form.values(), "subject": "Knife crime", "teacher_present": "no"})
    press(page, "Save")
    qtbot.waitUntil(lambda: "A teacher must be present" in words(page))
    assert page.form.values()["subject"] == "Knife crime"
    page.leaving()
    assert page.place.extra["typed"]["subject"] == "Knife crime"
    again = edit(qtbot, desk, page.place)
    assert again.form is not None
    assert again.form.values()["subject"] == "Knife crime"
    assert again.changed
    press(again, "Cancel")
    assert not again.changed


def test_a_school_that_was_not_chosen_is_asked_for(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = edit(qtbot, desk, Place("activity_edit", None, {"kind": "social_media"}))
    assert page.school is not None
    assert page.form is not None
    page.school.set_value(None)
    page.form.set_values({**page.form.values(), "subject": "Post about bicycles"})
    page.save()
    qtbot.waitUntil(lambda: "Choose the school" in words(page))


def test_an_activity_is_read_and_corrected(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    made = recorded(store.sign_in("officer"), Kind.MEETING)
    desk = desk_for("officer")
    went = places(desk)
    page = show(qtbot, desk, ActivityPage(desk, Place("activity", made.id, {"saved": "Done."})))
    for each in ("Meeting: AC-2026-00001", "Done.", "The school sees this", "Patrol the gate.", "Revision 1"):
        assert each in words(page)
    press(page, "Correct")
    assert went[-1] == Place("activity_edit", made.id)
    editing = edit(qtbot, desk, went[-1])
    assert editing.form is not None
    assert editing.reason is not None
    editing.form.set_values({**editing.form.values(), "decided": "Patrol the gate on Mondays."})
    press(editing, "Save the correction")
    qtbot.waitUntil(lambda: "A correction needs a reason." in words(editing))
    editing.reason.setText("The day was missing.")
    editing.leaving()
    assert editing.place.extra["typed_reason"] == "The day was missing."
    QTest.keyClick(editing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: went[-1].page == "activity")
    assert went[-1].extra["saved"] == "AC-2026-00001 is corrected."
    settle(qtbot, desk)
    assert "The day was missing." in words(page)
    press(page, "All activities")
    assert went[-1].page == "activities"


def test_a_change_beside_the_program_is_said(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    officer = store.sign_in("officer")
    made = recorded(officer)
    with officer.database.session() as db:
        db.connection().exec_driver_sql("UPDATE activity SET participants = 9")
        db.commit()
    desk = desk_for("officer")
    page = show(qtbot, desk, ActivityPage(desk, Place("activity", made.id)))
    assert "changed outside the program" in words(page)


def test_the_list_filters_opens_and_says_why_it_is_empty(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = show(qtbot, desk, ActivitiesPage(desk, Place("activities")))
    assert "There is no activity yet." in words(page)
    went = places(desk)
    press(page, "Record an activity")
    assert went[-1].page == "activity_edit"
    press(page, "Print the register")
    assert went[-1] == Place("print", None, {"period": ActivityRegisterPrint})
    made = recorded(desk.signed_in, Kind.PATROL)
    page.refresh()
    settle(qtbot, desk)
    assert page.table.row_count == 1
    page.table.activated.emit(made.id)
    assert went[-1] == Place("activity", made.id)
    choose(page, Kind.MEETING)
    settle(qtbot, desk)
    assert "No activity fits" in words(page)
    page.leaving()
    assert page.place.extra["filter"] == ActivityFilter(kind=Kind.MEETING)
    again = show(qtbot, desk, ActivitiesPage(desk, page.place))
    assert again.filters.wanted == ActivityFilter(kind=Kind.MEETING)
    assert nameless(again) == []


def choose(page: ActivitiesPage, kind: Kind) -> None:
    page.filters.choice.set_value(kind.value)
    page.filters.choice.activated.emit(page.filters.choice.currentIndex())


def test_the_school_is_offered_only_what_it_sees(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    officer = store.sign_in("officer")
    recorded(officer, Kind.STOP_SEARCH)
    made = recorded(officer, Kind.HOME_VISIT, officer_notes=CANARY)
    desk = desk_for("spoc")
    page = show(qtbot, desk, ActivitiesPage(desk, Place("activities")))
    assert page.table.row_count == 1
    offered = [page.filters.choice.itemText(each) for each in range(page.filters.choice.count())]
    assert "Stop and search" not in offered
    assert "Home visit" in offered
    assert "Record an activity" not in words(page)
    view: Any = show(qtbot, desk, ActivityPage(desk, Place("activity", made.id)))
    assert "Not seen for eight days." in words(view)
    assert CANARY not in words(view)
    assert not activity_views.open_activity(desk.signed_in, made.id).may_correct
