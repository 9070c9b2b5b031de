"""A store that is open for reading only offers nothing to write, and lets everything be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.security.permissions import WRITING, Action
from ssp_desktop.services import drafts, visits
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import Moved, SignedIn
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages import make_page
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.visits_bar import VisitBar
from ssp_desktop.ui.shell import Shell
from tests.features.steps import submit
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import buttons_called, settle, show, words
from tests.stores import SCHOOL, Store, contact_values

OFFERS = [
    ("officer", "home", None, "Write a contact log"),
    ("officer", "contact_logs", None, "New contact log"),
    ("officer", "contact_log", 1, "Correct"),
    ("spoc", "contact_log", 1, "Countersign"),
    ("officer", "activities", None, "Record an activity"),
    ("officer", "information_shares", None, "Record a sharing"),
    ("officer", "missing_pupils", None, "Fill in a sheet"),
    ("officer", "partnerships", None, "Add a school"),
    ("officer", "partnership", 1, "Change"),
    ("officer", "arrest_plans", None, "New arrest plan"),
    ("officer", "equipment", 1, "Register an item"),
    ("sergeant", "evaluations", None, "Open the evaluation"),
    ("sergeant", "people", None, "Add a person"),
    ("sergeant", "account", 2, "Disable the account"),
]


def _damaged(signed_in: SignedIn) -> None:
    signed_in.read_only = True


def _moved(signed_in: SignedIn) -> None:
    signed_in.moved = Moved(signed_in.clock(), "PS 0002 Example-Brand", "A new PC")


@pytest.mark.parametrize(("who", "page", "record_id", "offer"), OFFERS)
def test_what_a_page_offers_to_write_is_not_offered_any_more(
    qtbot: QtBot, desk_for: DeskFor, store: Store, who: str, page: str, record_id: int | None, offer: str
) -> None:
    submit(store.sign_in("officer"))
    desk = desk_for(who)

    def offered() -> bool:
        return bool(buttons_called(show(qtbot, desk, make_page(desk, Place(page, record_id))), offer))

    assert offered()
    _moved(desk.signed_in)
    assert not offered()
    desk.signed_in.moved = None
    _damaged(desk.signed_in)
    assert not offered()


@pytest.mark.parametrize("closed", [_damaged, _moved])
def test_a_draft_is_read_and_cannot_be_typed_into(
    qtbot: QtBot, desk_for: DeskFor, store: Store, closed: Callable[[SignedIn], None]
) -> None:
    officer = store.sign_in("officer")
    values: dict[str, Any] = contact_values(subject="Begun before")
    draft = drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", None, 1), values)
    desk = desk_for("officer")
    closed(desk.signed_in)
    page = show(
        qtbot, desk, ContactLogEditPage(desk, Place("contact_log_edit", None, {"draft_id": draft.id}))
    )
    assert page.form is not None
    assert page.form.values()["subject"] == "Begun before"
    QTest.keyClicks(page.form.row("subject").editor.focus_target(), "and gone on")
    assert page.form.values()["subject"] == "Begun before"
    assert "Submit" not in words(page)


def test_the_keys_for_a_new_contact_log_lead_nowhere_then(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    _damaged(desk.signed_in)
    shell = Shell(desk, Place("home"))
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    settle(qtbot, desk)
    QTest.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    assert shell.place.page == "home"
    (bar,) = shell.findChildren(VisitBar)
    assert bar.arrived.isHidden()
    assert bar.left.isHidden()


def test_a_store_that_is_marked_as_moved_takes_the_buttons_of_visits_away_at_once(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    visits.arrive(desk.signed_in, 1)
    bar = show(qtbot, desk, VisitBar(desk))
    assert not bar.left.isHidden()
    _moved(desk.signed_in)
    desk.events.announce("store")
    settle(qtbot, desk)
    assert bar.left.isHidden()
    assert SCHOOL in words(bar)
    desk.signed_in.moved = None
    desk.events.announce("store")
    settle(qtbot, desk)
    assert not bar.left.isHidden()


def test_reading_printing_and_getting_the_records_out_stay_allowed(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    _damaged(sergeant)
    kept = (Action.PRINT_CONTACT_LOG, Action.EXPORT_LIST, Action.BACKUP, Action.RESTORE, Action.SEARCH)
    assert all(sergeant.may(each) for each in kept)
    assert not any(sergeant.may(each) for each in WRITING)


def test_every_action_that_writes_is_known_as_one() -> None:
    ends = ("write", "update", "countersign", "agree", "assess", "decide", "sign", "supervise", "propose")
    named = {each for each in Action if each.value.endswith(ends)}
    assert named <= WRITING
    assert not {each for each in WRITING if each.value.endswith("read") or each.value.startswith("print")}
