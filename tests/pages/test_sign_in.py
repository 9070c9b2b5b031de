"""The screens before sign-in: what keeps somebody out is told apart, and nothing tells who has an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import WrongRecoveryKey
from ssp_desktop.security.recovery import open_recovery_slot
from ssp_desktop.security.vault import load_vault
from ssp_desktop.services import accounts, sign_in
from ssp_desktop.services.accounts import Code
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.sign_in import SignIn
from ssp_desktop.ui.sign_in_recover import NewKeyScreen
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Scheme
from tests.features.test_sign_in import Locked, OtherAccount
from tests.pages.before_sign_in import settle, show_screen, tasks, too_wide
from tests.pages.looking import visible_text, without_name
from tests.stores import NAMES, PASSWORDS, Store
from tests.ui.conftest import plain_look

__all__ = ["plain_look", "tasks"]

WRONG = "maple cushion violin tractor"
NEW = "walrus pillow ginger sandal"
Open = Callable[..., SignIn]


@pytest.fixture
def inside() -> Iterator[list[SignedIn]]:
    """Who got in."""
    found: list[SignedIn] = []
    yield found
    for each in found:
        sign_in.sign_out(each)


@pytest.fixture
def screen(qtbot: QtBot, tasks: Tasks, store: Store, inside: list[SignedIn]) -> Open:
    def make(*, keyring: Keyring | None = None, **given: str | bool) -> SignIn:
        pc = store.pc if keyring is None else replace(store.pc, keyring=keyring)
        made = SignIn(store.folder, pc, tasks, **given)  # type: ignore[arg-type]  # names and a flag
        made.signed_in.connect(inside.append)
        return show_screen(qtbot, tasks, made)

    return make


def submit(qtbot: QtBot, tasks: Tasks, shown: SignIn, who: str, password: str) -> None:
    page = shown.password_screen
    page.user_name.set_value(who)
    page.password.set_text(password)
    page.submit()
    settle(qtbot, tasks)


def test_the_right_password_and_enter_let_somebody_in(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn]
) -> None:
    shown = screen()
    line = shown.password_screen.user_name.editor.focus_target()
    assert shown.focusWidget() is line
    QTest.keyClicks(line, "officer")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shown.focusWidget() is shown.password_screen.password.line
    QTest.keyClicks(shown.password_screen.password.line, PASSWORDS["officer"])
    QTest.keyClick(shown.password_screen.password.line, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert [each.actor.user_name for each in inside] == ["officer"]
    assert shown.password_screen.password.text == ""


def test_empty_lines_are_told_beside_each(screen: Open) -> None:
    shown = screen()
    shown.password_screen.button.click()
    assert shown.password_screen.user_name.error == "Enter your user name."
    assert shown.password_screen.password.error == "Enter your password."
    assert shown.focusWidget() is shown.password_screen.questions.summary


def test_a_wrong_password_keeps_the_user_name_and_clears_the_password(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn]
) -> None:
    shown = screen()
    submit(qtbot, tasks, shown, "officer", WRONG)
    page = shown.password_screen
    assert "The user name or the password is wrong." in page.problem.message
    assert (page.user_name.value(), page.password.text) == ("officer", "")
    assert shown.focusWidget() is page.password.line
    assert inside == []


def test_an_unknown_name_is_answered_in_the_same_words(qtbot: QtBot, tasks: Tasks, screen: Open) -> None:
    shown = screen()
    told = []
    for who in ("officer", "nobody-at-all"):
        submit(qtbot, tasks, shown, who, WRONG)
        told.append(visible_text(shown))
    assert told[0] == told[1]
    assert not any(name in told[0] for name in NAMES.values())


def test_waiting_is_counted_down_and_the_button_comes_back_by_itself(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn]
) -> None:
    shown = screen()
    page = shown.password_screen
    for _ in range(4):
        submit(qtbot, tasks, shown, "officer", WRONG)
    assert not page.button.isEnabled()
    assert "You can try again in 0:0" in page.problem.message
    assert "The account is not locked." in page.problem.message
    page.password.set_text(PASSWORDS["officer"])
    page.submit()
    assert tasks.idle
    qtbot.waitUntil(page.button.isEnabled, timeout=6_000)
    assert "You can try again now." in page.problem.message
    page.button.click()
    settle(qtbot, tasks)
    assert [each.actor.user_name for each in inside] == ["officer"]


def test_whoever_comes_next_does_not_wait_for_somebody_elses_guesses(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn]
) -> None:
    shown = screen()
    for _ in range(4):
        submit(qtbot, tasks, shown, "officer", WRONG)
    page = shown.password_screen
    assert not page.button.isEnabled()
    line = page.user_name.editor.focus_target()
    line.setFocus()
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, "sergeant")
    assert page.button.isEnabled()
    submit(qtbot, tasks, shown, "sergeant", PASSWORDS["sergeant"])
    assert [each.actor.user_name for each in inside] == ["sergeant"]


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        (OtherAccount, "You are not enrolled on this PC under this Windows or Linux account."),
        (Locked, "The credential store of this PC is not there or is locked."),
    ],
)
def test_what_the_pc_lacks_has_its_own_words(
    qtbot: QtBot, tasks: Tasks, screen: Open, backend: type[OtherAccount], words: str
) -> None:
    shown = screen(keyring=Keyring(backend()))
    submit(qtbot, tasks, shown, "officer", PASSWORDS["officer"])
    assert words in shown.password_screen.problem.message


def test_a_damaged_key_file_has_its_own_words(qtbot: QtBot, tasks: Tasks, screen: Open, store: Store) -> None:
    shown = screen()
    for path in store.folder.glob("vault*"):
        path.write_bytes(b"{")
    submit(qtbot, tasks, shown, "officer", PASSWORDS["officer"])
    assert "key file of this store is damaged" in shown.password_screen.problem.message
    assert "Do not delete anything" in shown.password_screen.problem.message


def test_after_a_lock_the_reason_stands_there_and_the_password_is_asked_for(screen: Open) -> None:
    shown = screen(user_name="officer", reason="Locked after 10 minutes without use.")
    assert "Locked after 10 minutes without use." in visible_text(shown)
    assert shown.password_screen.user_name.value() == "officer"
    assert shown.focusWidget() is shown.password_screen.password.line
    assert "DEMONSTRATION" not in visible_text(shown)


def test_the_password_can_be_shown_and_pasted(screen: Open) -> None:
    shown = screen()
    field = shown.password_screen.password
    QApplication.clipboard().setText(PASSWORDS["officer"])
    field.line.paste()
    assert field.text == PASSWORDS["officer"]
    assert field.line.displayText() != PASSWORDS["officer"]
    field.show_box.click()
    assert field.line.displayText() == PASSWORDS["officer"]
    QApplication.clipboard().clear()


# --- enrolment


@pytest.fixture
def code(store: Store) -> Code:
    values = {"display_name": "Mx 0042 Example-Deputy", "user_name": "deputy", "role": "officer"}
    sergeant = store.sign_in("sergeant")
    made = accounts.create(sergeant, PASSWORDS["sergeant"], {**values, "administrator": False})
    store.sign_out()
    return made


def test_a_code_and_a_new_password_let_somebody_in(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn], code: Code, store: Store
) -> None:
    shown = screen()
    shown.password_screen.user_name.set_value("deputy")
    shown.code_link.click()
    page = shown.enrol_screen
    assert page.questions.values()["user_name"] == "deputy"
    page.questions.set_values({"code": code.text.lower()})
    page.password.first.set_text(NEW)
    page.submit()
    assert page.password.again.error == "The two passwords differ. Type the same one again."
    page.password.again.set_text(NEW)
    page.submit()
    settle(qtbot, tasks)
    assert [each.actor.display_name for each in inside] == ["Mx 0042 Example-Deputy"]
    sign_in.sign_out(inside.pop())
    inside.append(sign_in.sign_in(store.folder, "deputy", NEW, store.pc))


def test_a_mistyped_group_is_named_beside_the_code_and_everything_stays(
    qtbot: QtBot, tasks: Tasks, screen: Open, code: Code
) -> None:
    groups = code.text.split("-")
    groups[3] = ("0" if groups[3][0] != "0" else "2") + groups[3][1:]
    shown = screen()
    shown.show_enrol()
    page = shown.enrol_screen
    page.questions.set_values({"user_name": "deputy", "code": " ".join(groups)})
    page.password.suggest()
    suggested = page.password.text
    page.submit()
    settle(qtbot, tasks)
    assert page.questions.rows["code"].error.startswith("Group 4 of the enrolment code is wrong.")
    assert page.questions.values()["code"] == " ".join(groups)
    assert page.password.text == suggested
    assert page.password.again.isHidden()


def test_nothing_typed_for_an_enrolment_is_told_at_once(screen: Open) -> None:
    shown = screen()
    shown.show_enrol()
    shown.enrol_screen.submit()
    assert [link.text() for link in shown.enrol_screen.questions.summary.links] == [
        "Enter your user name.",
        "Enter the enrolment code.",
        "Enter a password, or have four random words suggested.",
    ]


# --- recovery


def recover(qtbot: QtBot, tasks: Tasks, shown: SignIn, key: str, user_name: str = "rescuer") -> None:
    shown.key_link.click()
    page = shown.recover_screen
    page.questions.set_values(
        {"recovery_key": key, "display_name": "Insp 0011 Example-Adeyemi", "user_name": user_name}
    )
    page.role.set_value("sergeant")
    page.password.first.set_text(NEW)
    page.password.again.set_text(NEW)
    page.submit()
    settle(qtbot, tasks)


def new_key(shown: SignIn) -> NewKeyScreen:
    assert shown.new_key is not None
    return shown.new_key


def test_the_recovery_key_leads_to_a_new_key_that_must_be_confirmed(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn], store: Store
) -> None:
    shown = screen()
    recover(qtbot, tasks, shown, store.recovery_key)
    page = new_key(shown)
    assert "The old key works until you have typed two groups of this one back." in visible_text(shown)
    assert "-".join(page.shown.groups) != store.recovery_key
    assert inside == []
    dialogs.answers.set_next_file_name(store.folder.parent / "sheet.pdf")
    page.shown.save_button.click()
    settle(qtbot, tasks)
    assert (store.folder.parent / "sheet.pdf").stat().st_size > 1_000
    page.next_button.click()
    keys = [f"group_{number}" for number in page.groups.asked]
    page.groups.questions.set_values(dict.fromkeys(keys, "AAAAAA"))
    page.finish_button.click()
    assert f"Group {page.groups.asked[0]} does not match" in visible_text(shown)
    assert inside == []
    right = {key: page.shown.groups[int(key[6:]) - 1] for key in keys}
    page.groups.questions.set_values(right)
    page.finish_button.click()
    settle(qtbot, tasks)
    with pytest.raises(WrongRecoveryKey):
        open_recovery_slot(load_vault(store.folder), store.recovery_key)
    assert [(each.actor.user_name, each.actor.administrator) for each in inside] == [("rescuer", True)]


def test_a_wrong_character_of_the_recovery_key_names_its_group(
    qtbot: QtBot, tasks: Tasks, screen: Open, store: Store
) -> None:
    groups = store.recovery_key.split("-")
    groups[1] = ("0" if groups[1][0] != "0" else "2") + groups[1][1:]
    shown = screen()
    recover(qtbot, tasks, shown, "-".join(groups))
    row = shown.recover_screen.questions.rows["recovery_key"]
    assert row.error.startswith("Group 2 of the recovery key is wrong.")
    assert row.value() == "-".join(groups)
    assert shown.new_key is None


def test_a_taken_user_name_is_told_beside_it_and_the_key_stays_good(
    qtbot: QtBot, tasks: Tasks, screen: Open, store: Store
) -> None:
    shown = screen()
    recover(qtbot, tasks, shown, store.recovery_key, "officer")
    assert "taken" in shown.recover_screen.questions.rows["user_name"].error
    recover(qtbot, tasks, shown, store.recovery_key)
    assert len(new_key(shown).shown.groups) == 7
    shown.abandon()
    settle(qtbot, tasks)


def test_closing_before_the_new_key_is_confirmed_signs_out(
    qtbot: QtBot, tasks: Tasks, screen: Open, inside: list[SignedIn], store: Store
) -> None:
    shown = screen()
    recover(qtbot, tasks, shown, store.recovery_key)
    shown.abandon()
    settle(qtbot, tasks)
    assert inside == []
    inside.append(sign_in.sign_in(store.folder, "rescuer", NEW, store.pc))
    assert any("the new one was never confirmed" in words for words in inside[0].notices)
    open_recovery_slot(load_vault(store.folder), store.recovery_key)  # nobody is left without a key


@pytest.mark.parametrize(("scheme", "scale"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_every_screen_has_names_for_its_controls_and_fits_the_width(
    screen: Open, scheme: Scheme, scale: float
) -> None:
    theme.override(scheme, scale)
    shown = screen(demo=True)
    assert "DEMONSTRATION" in visible_text(shown)
    for go in (shown.show_password, shown.show_enrol, shown.show_recover):
        go()
        QApplication.processEvents()
        assert without_name(shown) == []
        assert too_wide(shown) == []
