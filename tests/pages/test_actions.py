"""Actions stay open until the school was told, and the page says what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import actions, contact_logs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.action import ActionPage
from ssp_desktop.ui.pages.actions import ActionsPage
from ssp_desktop.ui.widgets import LinkButton
from ssp_desktop.vocabulary.contact import ActionState
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.pages.page_steps import settle
from tests.stores import Store, contact_values, row

OUTCOME: dict[str, Any] = {"outcome": "The driver was spoken to.", "done_on": date(2026, 11, 17)}
TOLD: dict[str, Any] = {
    "told_on": date(2026, 11, 17),
    "told_person": "Ms Example-Whitlock, SPOC",
    "told_how": "phone",
}


def with_actions(store: Store, count: int) -> None:
    tasks = tuple(
        row(
            CONTACT_LOG,
            "actions",
            task=f"Task {number}",
            owner_name="PC 0001 Example-Okafor",
            due_on=date(2026, 11, 24),
        )
        for number in range(count)
    )
    contact_logs.submit(store.sign_in("officer"), contact_values(actions=tasks), partnership_id=1)


def list_of(qtbot: QtBot, desk: Desk, place: Place | None = None) -> ActionsPage:
    page = ActionsPage(desk, place or Place("actions"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    return page


def opened(qtbot: QtBot, desk: Desk, place: Place | None = None) -> ActionPage:
    page = ActionPage(desk, place or Place("action", 1))
    qtbot.addWidget(page)
    qtbot.waitUntil(page.save_button.isEnabled)
    return page


def words_of(page: ActionsPage, line: int) -> list[str]:
    model = page.table.model
    return [str(model.index(line, column).data()) for column in range(model.columnCount())]


def test_the_list_says_overdue_in_words(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    store.clock.go(days=10)
    page = list_of(qtbot, desk_for("officer"))
    assert words_of(page, 0) == ["24/11/2026", "Overdue", "Task 0", "PC 0001 Example-Okafor", "CL-2026-00001"]
    assert without_name(page) == []


def test_a_long_list_comes_page_by_page(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 40)
    with_actions(store, 40)
    page = list_of(qtbot, desk_for("officer"))
    assert page.table.row_count == 50
    page.table.view.scrollToBottom()
    page.table.model.fetchMore(page.table.model.index(-1, -1))
    qtbot.waitUntil(lambda: page.table.row_count == 80)
    assert len({page.table.model.key_at(line) for line in range(80)}) == 80


def test_mine_and_closed_are_filters(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 2)
    desk = desk_for("officer")
    actions.update(desk.signed_in, 1, {**OUTCOME, **TOLD})
    page = list_of(qtbot, desk)
    assert [words_of(page, line)[2] for line in range(page.table.row_count)] == ["Task 1"]
    page.closed.setChecked(True)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert [words_of(page, line)[1:3] for line in range(page.table.row_count)] == [["Closed", "Task 0"]]
    page.mine.setChecked(True)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert page.table.row_count == 0
    assert page.table.empty.text == "There are no such actions."
    again = list_of(qtbot, desk, page.place)
    assert (again.mine.isChecked(), again.closed.isChecked()) == (True, True)


def test_a_line_opens_its_action(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    desk = desk_for("officer")
    page, asked = list_of(qtbot, desk), places(desk)
    page.table.activated.emit(1)
    assert asked == [Place("action", 1)]


def test_an_outcome_alone_does_not_close(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    desk = desk_for("officer")
    page = opened(qtbot, desk)
    assert "An action is closed when its outcome is recorded and the school has been told." in visible_text(
        page
    )
    page.form.set_values({**page.form.values(), **OUTCOME})
    page.save_button.click()
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    assert "Saved. The action is not closed: the school was not told yet." in page.notice.message
    assert "who was told, and how" in page.intro_label.text()
    stored = actions.open_action(desk.signed_in, 1)
    assert stored.summary.state is ActionState.SCHOOL_NOT_TOLD
    assert stored.values["outcome"] == "The driver was spoken to."


def test_told_closes_it(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    desk = desk_for("spoc")
    page = opened(qtbot, desk)
    page.form.set_values({**page.form.values(), **OUTCOME, **TOLD})
    page.save_button.click()
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    assert "Saved. The action is closed." in page.notice.message
    assert actions.open_action(desk.signed_in, 1).summary.state is ActionState.CLOSED


def test_what_is_missing_stands_beside_the_question(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    desk = desk_for("officer")
    page = opened(qtbot, desk)
    page.form.set_values({**page.form.values(), **OUTCOME, "told_on": date(2026, 11, 17)})
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(page.form.summary.links))
    assert page.form.row("told_person").error == "Enter an answer for “Who was told”."
    assert page.form.row("told_how").error == "Choose an answer for “How they were told”."
    assert page.form.values()["outcome"] == "The driver was spoken to."
    assert actions.open_action(desk.signed_in, 1).summary.state is ActionState.OPEN


def test_a_date_that_is_none_is_refused_and_kept(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    page = opened(qtbot, desk_for("officer"))
    page.form.set_values({**page.form.values(), "outcome": "Done.", "done_on": "31/02"})
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(page.form.summary.links))
    assert '"31/02" is not a real date' in page.form.row("done_on").error
    assert page.form.values()["done_on"] == "31/02"


def test_the_contact_log_is_one_link_away(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    desk = desk_for("officer")
    page, asked = opened(qtbot, desk), places(desk)
    link = next(each for each in page.facts.findChildren(LinkButton) if each.text() == "CL-2026-00001")
    link.click()
    assert asked == [Place("contact_log", 1)]
    assert without_name(page) == []


def test_what_was_typed_is_there_again_after_leaving(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    with_actions(store, 1)
    desk = desk_for("officer")
    page = opened(qtbot, desk)
    page.form.set_values({**page.form.values(), "outcome": "Half typed"})
    page.leaving()
    again = opened(qtbot, desk, page.place)
    assert again.form.values()["outcome"] == "Half typed"
    assert actions.open_action(desk.signed_in, 1).values["outcome"] == ""


def test_what_a_colleague_recorded_meanwhile_is_told_at_once_and_not_written_over(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    with_actions(store, 1)
    desk = desk_for("officer")
    page = opened(qtbot, desk)
    page.form.set_values({**page.form.values(), "outcome": "Half typed"})
    page.leaving()
    actions.update(desk.signed_in, 1, OUTCOME)
    unread = ActionPage(desk, page.place)
    qtbot.addWidget(unread)
    unread.leaving()  # before it has read anything
    again = opened(qtbot, desk, unread.place)
    assert "This was changed since you began." in again.notice.message
    again.save()
    settle(qtbot, desk)
    assert "Somebody recorded something for this action while you were writing." in again.notice.message
    assert again.form.values()["outcome"] == "Half typed"
    assert actions.open_action(desk.signed_in, 1).values["outcome"] == OUTCOME["outcome"]
