"""People and accounts through their pages: what is told, what is asked again, and what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssp_desktop.models import AuditEntry
from ssp_desktop.security.vault import load_vault
from ssp_desktop.services import accounts, enrolment, sign_in
from ssp_desktop.services.accounts import AccountLine
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.account import AccountPage
from ssp_desktop.ui.pages.account_acts import ActPanel, ChangePanel
from ssp_desktop.ui.pages.account_new import NewAccount
from ssp_desktop.ui.pages.people import PeoplePage
from ssp_desktop.vocabulary.people import AccountState, Role
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.pages.page_steps import press, settle, show
from tests.stores import PASSWORDS, Store

NEW = "maple cushion violin tractor"
DEPUTY = {"display_name": "Mx 0042 Example-Deputy", "user_name": "deputy"}
OFFICER = 2


@pytest.fixture(autouse=True)
def no_answers_left() -> Iterator[None]:
    dialogs.answers.clear()
    yield
    dialogs.answers.clear()


def rows(page: PeoplePage) -> dict[str, list[str]]:
    model = page.table.model
    cells = [
        [str(model.index(line, column).data()) for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]
    return {row[4]: row for row in cells}


def new_account(qtbot: QtBot, desk: Desk) -> tuple[AccountPage, NewAccount]:
    page = show(qtbot, desk, AccountPage(desk, Place("account")))
    assert page.new is not None
    return page, page.new


def fill(new: NewAccount, role: str = "officer", password: str = PASSWORDS["sergeant"]) -> None:
    new.questions.set_values(DEPUTY)
    QTest.mouseClick(new.role.buttons[Role(role)], Qt.MouseButton.LeftButton)
    new.questions.password.set_text(password)


def account(qtbot: QtBot, desk: Desk, account_id: int = OFFICER) -> AccountPage:
    return show(qtbot, desk, AccountPage(desk, Place("account", account_id)))


def panel(page: AccountPage, words: str) -> ActPanel:
    press(page, words)
    assert page.acts is not None
    assert page.acts.panel is not None
    return page.acts.panel


def offered(page: AccountPage) -> list[str]:
    assert page.acts is not None
    return [each.text() for each in page.acts.buttons.values() if isinstance(each, QPushButton)]


def line_of(desk: Desk, user_name: str) -> AccountLine:
    return next(each for each in accounts.people(desk.signed_in) if each.user_name == user_name)


def last_detail(desk: Desk) -> str:
    with desk.signed_in.database.session() as db:
        return db.scalars(select(AuditEntry.detail).order_by(AuditEntry.sequence.desc())).first() or ""


# --- the list


def test_everybody_stands_in_the_list_with_role_state_and_school(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    accounts.create(
        desk.signed_in, PASSWORDS["sergeant"], {**DEPUTY, "role": "officer", "administrator": False}
    )
    accounts.disable(desk.signed_in, PASSWORDS["sergeant"], OFFICER)
    page = show(qtbot, desk, PeoplePage(desk, Place("people")))
    found = rows(page)
    assert len(found) == 7
    assert found["sergeant"][:3] == [
        "Sgt 0009 Example-Achebe",
        "Safer Schools sergeant, administration",
        "Active",
    ]
    assert found["spoc"][3] == "Larkfield Example Academy"
    assert found["deputy"][2] == "Has a code"
    assert found["deputy"][5] == "Never"
    assert found["officer"][2] == "Disabled"
    assert without_name(page) == []


def test_a_code_that_ran_out_is_told_in_the_list(qtbot: QtBot, desk_for: DeskFor, store: Store) -> None:
    desk = desk_for("administrator")
    values = {**DEPUTY, "role": "officer", "administrator": False}
    accounts.create(desk.signed_in, PASSWORDS["administrator"], values)
    store.clock.go(hours=25)
    page = show(qtbot, desk, PeoplePage(desk, Place("people")))
    assert rows(page)["deputy"][2] == "Code expired"


def test_the_list_leads_to_a_person_and_to_a_new_one(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = show(qtbot, desk, PeoplePage(desk, Place("people")))
    asked = places(desk)
    press(page, "Add a person")
    page.table.view.selectRow(0)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert [(each.page, each.record_id is None) for each in asked] == [("account", True), ("account", False)]


# --- a new account


def test_a_new_spoc_gets_a_code_that_works_once(qtbot: QtBot, desk_for: DeskFor, store: Store) -> None:
    desk = desk_for("administrator")
    page, new = new_account(qtbot, desk)
    assert without_name(page) == []
    fill(new, "spoc", PASSWORDS["administrator"])
    assert new.school.isVisibleTo(page)
    assert new.school.value() == 1
    press(page, "Create the account")
    settle(qtbot, desk)
    words = visible_text(page)
    assert "This code is shown once. Give it to the person now." in words
    assert "18 November 2026, 10:00" in words
    assert page.code is not None
    assert page.new is None
    made = line_of(desk, "deputy")
    assert (made.role, made.school, made.state) == (
        Role.SPOC,
        "Larkfield Example Academy",
        AccountState.INVITED,
    )
    press(page, "Copy the code")
    text = QApplication.clipboard().text()
    QApplication.clipboard().clear()
    assert text.split("-") == page.code.code_label.text().split()
    assert without_name(page) == []
    store.sign_out()
    sign_in.sign_out(enrolment.enrol(store.folder, "deputy", text, NEW, store.pc))


def test_an_incomplete_account_is_told_everything_at_once(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page, new = new_account(qtbot, desk)
    press(page, "Create the account")
    assert [link.text() for link in new.questions.summary.links] == [
        "Enter an answer for “Full name”.",
        "Enter an answer for “User name”.",
        "Choose an answer for “Role”.",
        "Enter your own password.",
    ]
    assert new.role.error == "Choose an answer for “Role”."
    assert len(accounts.people(desk.signed_in)) == 6


def test_a_taken_user_name_and_a_wrong_password_keep_what_was_typed(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page, new = new_account(qtbot, desk)
    fill(new, password="not my password at all")
    press(page, "Create the account")
    settle(qtbot, desk)
    assert new.questions.password.error.startswith("This is not your password.")
    assert new.questions.password.text == ""
    new.questions.password.set_text(PASSWORDS["sergeant"])
    new.questions.set_values({"user_name": "officer"})
    press(page, "Create the account")
    settle(qtbot, desk)
    assert new.questions.rows["user_name"].error == "This user name is taken. Choose another."
    assert new.values()["display_name"] == DEPUTY["display_name"]
    assert len(accounts.people(desk.signed_in)) == 6


def test_an_administrator_has_administration_without_being_asked(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page, new = new_account(qtbot, desk)
    fill(new, "administrator")
    assert not new.questions.rows["administrator"].isVisibleTo(page)
    assert not new.school.isVisibleTo(page)
    press(page, "Create the account")
    settle(qtbot, desk)
    assert line_of(desk, "deputy").administrator


def test_what_was_typed_for_a_new_account_comes_back_after_a_lock(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page, new = new_account(qtbot, desk)
    fill(new, "spoc")
    page.leaving()
    assert PASSWORDS["sergeant"] not in repr(page.place)
    again = show(qtbot, desk, AccountPage(desk, page.place))
    assert again.new is not None
    assert again.new.values() == {**DEPUTY, "role": "spoc", "administrator": False}
    assert again.new.school.isVisibleTo(again)
    assert again.new.questions.password.text == ""


# --- an account that is there


@pytest.mark.parametrize(
    ("who", "account_id", "words"),
    [
        (
            "sergeant",
            OFFICER,
            [
                "Start a password reset",
                "Change role or administration",
                "Hand over administration",
                "Disable the account",
                "Officer's profile",
            ],
        ),
        ("sergeant", 1, ["Officer's profile", "Change your password"]),
        (
            "administrator",
            4,
            ["Start a password reset", "Change role or administration", "Disable the account"],
        ),
    ],
)
def test_only_what_can_be_done_is_offered(
    qtbot: QtBot, desk_for: DeskFor, who: str, account_id: int, words: list[str]
) -> None:
    page = account(qtbot, desk_for(who), account_id)
    assert offered(page) == words
    assert without_name(page) == []


def test_disabling_asks_the_password_and_once_more_and_takes_the_slot(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    desk = desk_for("sergeant")
    page = account(qtbot, desk)
    act = panel(page, "Disable the account")
    act.do()
    assert act.questions.password.error == "Enter your own password."
    act.questions.password.set_text(PASSWORDS["sergeant"])
    dialogs.answers.set_next_answer(False)
    act.do()
    settle(qtbot, desk)
    assert "cannot sign in any more" in dialogs.answers.asked[-1].text
    assert line_of(desk, "officer").state is AccountState.ACTIVE
    dialogs.answers.set_next_answer(True)
    act.do()
    settle(qtbot, desk)
    assert "The account is disabled." in visible_text(page)
    assert "Disabled" in visible_text(page)
    assert offered(page) == ["Enable the account again", "Officer's profile"]
    assert line_of(desk, "officer").state is AccountState.DISABLED
    vault = load_vault(store.folder)
    assert vault.finder_tag("officer") not in {slot.finder for slot in vault.slots}
    assert last_detail(desk) == "disabled"


@pytest.mark.parametrize(
    ("before", "words", "button"),
    [
        (None, "Start a password reset", "Start the reset"),
        (accounts.disable, "Enable the account again", "Enable the account"),
        (accounts.start_reset, "Make a new code", "Make a new code"),
    ],
)
def test_a_reset_shows_a_code_with_which_the_person_gets_in(
    qtbot: QtBot, desk_for: DeskFor, store: Store, before: Any, words: str, button: str
) -> None:
    desk = desk_for("sergeant")
    if before is not None:
        before(desk.signed_in, PASSWORDS["sergeant"], OFFICER)
    page = account(qtbot, desk)
    act = panel(page, words)
    assert act.do_button.text() == button
    act.questions.password.set_text(PASSWORDS["sergeant"])
    dialogs.answers.set_next_answer(True)
    QTest.keyClick(act.questions.password.line, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert page.code is not None
    assert line_of(desk, "officer").state is AccountState.RESETTING
    text = "-".join(page.code.code_label.text().split())
    store.sign_out()
    sign_in.sign_out(enrolment.enrol(store.folder, "officer", text, NEW, store.pc))


def test_a_role_is_changed_with_its_school(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = account(qtbot, desk)
    act = panel(page, "Change role or administration")
    assert isinstance(act, ChangePanel)
    assert act.role.value() == "officer"
    QTest.mouseClick(act.role.buttons[Role.SPOC], Qt.MouseButton.LeftButton)
    act.school.set_value(None)
    act.questions.password.set_text(PASSWORDS["sergeant"])
    act.do()
    assert "Choose the school" in visible_text(act)
    act.school.set_value(1)
    act.do()
    settle(qtbot, desk)
    assert "The role is changed." in visible_text(page)
    changed = line_of(desk, "officer")
    assert (changed.role, changed.school) == (Role.SPOC, "Larkfield Example Academy")
    assert last_detail(desk) == "spoc"


def test_a_refused_act_says_why_and_stays_open(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = account(qtbot, desk)
    act = panel(page, "Start a password reset")
    act.questions.password.set_text("not my password at all")
    dialogs.answers.set_next_answer(True)
    act.do()
    settle(qtbot, desk)
    assert act.questions.password.error.startswith("This is not your password.")
    assert act.do_button.isEnabled()
    assert line_of(desk, "officer").state is AccountState.ACTIVE


def test_handing_over_administration_ends_ones_own_session(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    desk = desk_for("sergeant")
    page = account(qtbot, desk)
    locked: list[str] = []
    desk.locking.connect(locked.append)
    act = panel(page, "Hand over administration")
    act.questions.password.set_text(PASSWORDS["sergeant"])
    dialogs.answers.set_next_answer(True)
    act.do()
    settle(qtbot, desk)
    assert locked == ["lock"]
    officer = store.sign_in("officer")
    assert officer.actor.administrator
    assert not store.sign_in("sergeant").actor.administrator


def test_a_person_who_is_not_there_is_told(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = account(qtbot, desk_for("sergeant"), 99)
    assert "This person is not in the store." in visible_text(page)
