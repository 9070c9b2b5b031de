"""A recovery key that nobody looks at: it is hidden, the password brings it back, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ssp_desktop.policy import Policy
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.first_screens import FirstScreens
from ssp_desktop.ui.key_wizard import KeyWizard
from ssp_desktop.ui.move_in import MoveIn
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Scheme
from ssp_desktop.ui.window import Window
from tests.features.moving_steps import NEW_PASSWORD, NewPc
from tests.pages import test_move_in as moving
from tests.pages.before_sign_in import settle, tasks, too_wide
from tests.pages.looking import visible_text, without_name
from tests.pages.test_move_in import new
from tests.pages.wizard import PASSWORD, Start, confirm_step, key_step, pc, start, title, to_key, type_groups
from tests.program.everything_open import everything_readable
from tests.ui.conftest import plain_look

start_moving = moving.start
__all__ = ["new", "pc", "plain_look", "start", "start_moving", "tasks"]


def leave_alone(wizard: KeyWizard) -> None:
    """Let the policy's minutes pass without a key or the mouse."""
    assert wizard.idle._running
    wizard.idle._last_use -= 10 * 60 + 1
    wizard.idle.check()


def give_password(wizard: KeyWizard, password: str) -> None:
    """Type a password and press Enter, by key."""
    line = wizard.hidden.password.line
    assert line.hasFocus()
    line.clear()
    QTest.keyClicks(line, password)
    wizard.hidden.password.entered.emit()


def shown_groups(wizard: KeyWizard) -> tuple[str, ...]:
    """Return the groups of the key that is kept in the wizard."""
    assert wizard.key_step is not None
    return wizard.key_step.shown.groups


def hidden_and_shown_again(wizard: KeyWizard, password: str) -> None:
    """What both wizards do: nothing of the key can be read, the password brings the same one back."""
    groups = shown_groups(wizard)
    assert all(group in visible_text(wizard) for group in groups)
    leave_alone(wizard)
    assert "The recovery key is hidden" in visible_text(wizard)
    assert not wizard.next_button.isVisibleTo(wizard)
    assert not any(group in everything_readable() for group in groups)
    assert not any(" ".join(group) in everything_readable() for group in groups)
    give_password(wizard, "")
    assert wizard.hidden.password.error == "Enter the password that you chose."
    give_password(wizard, "not this one")
    assert wizard.hidden.password.error == "This is not the password that you chose. Try again."
    assert not any(group in everything_readable() for group in groups)
    give_password(wizard, password)
    assert all(group in visible_text(wizard) for group in groups)
    assert wizard.hidden.password.text == ""
    assert wizard.next_button.isVisibleTo(wizard)
    leave_alone(wizard)
    assert not any(group in everything_readable() for group in groups)
    give_password(wizard, password)


def test_in_the_first_run_the_key_is_hidden_and_the_set_up_goes_on(
    qtbot: QtBot, tasks: Tasks, start: Start
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    hidden_and_shown_again(wizard, PASSWORD)
    wizard.go_on()
    type_groups(wizard)
    with qtbot.waitSignal(wizard.finished, timeout=20_000):
        wizard.go_on()
    settle(qtbot, tasks)


def test_records_from_another_pc_likewise(
    qtbot: QtBot, tasks: Tasks, start_moving: Callable[..., MoveIn], new: NewPc
) -> None:
    wizard = start_moving()
    moving.to_key(qtbot, tasks, wizard, new)
    hidden_and_shown_again(wizard, NEW_PASSWORD)
    wizard.go_on()
    moving.type_groups(wizard)
    with qtbot.waitSignal(wizard.finished, timeout=20_000):
        wizard.go_on()
    settle(qtbot, tasks)


def test_groups_that_were_typed_back_are_hidden_and_still_there(
    qtbot: QtBot, tasks: Tasks, start: Start
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    wizard.go_on()
    type_groups(wizard)
    typed = confirm_step(wizard).groups.typed()
    leave_alone(wizard)
    lines = confirm_step(wizard).groups.findChildren(QLineEdit)
    assert not any(each.displayText() in typed.values() for each in lines)
    give_password(wizard, PASSWORD)
    assert title(wizard) == "Check the sheet"
    assert confirm_step(wizard).groups.typed() == typed
    assert sorted(each.displayText() for each in lines) == sorted(typed.values())


def test_an_open_dialog_is_closed_and_the_clipboard_emptied(qtbot: QtBot, tasks: Tasks, start: Start) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    QGuiApplication.clipboard().setText(key_step(wizard).shown.groups[0])
    seen: list[bool] = []

    def hide() -> None:
        seen.append(bool(wizard.findChildren(QDialog)))
        wizard.hide_key()

    QTimer.singleShot(300, hide)
    key_step(wizard).shown.save_button.click()
    assert seen == [True]
    assert dialogs.close_all() == 0
    assert QGuiApplication.clipboard().text() == ""
    assert "The recovery key is hidden" in visible_text(wizard)


def test_before_there_is_a_key_nothing_is_hidden(qtbot: QtBot, tasks: Tasks, start: Start) -> None:
    wizard = start()
    wizard.hide_key()
    assert wizard.hidden.isHidden()
    assert wizard.step.isVisibleTo(wizard)
    to_key(qtbot, tasks, wizard)
    dialogs.answers.set_next_answer(True)
    wizard.go_back()
    settle(qtbot, tasks)
    wizard.hide_key()
    assert wizard.hidden.isHidden()
    assert not wizard.idle._running


def test_a_locked_session_of_the_system_hides_it_at_once(
    qtbot: QtBot, tasks: Tasks, store_folder: Path, pc: ThisPc
) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    screens = FirstScreens(window, store_folder, pc, tasks, Policy(), demo=False)
    screens.hide_key()  # what the window shows at first is no wizard
    screens.show()
    wizard = window.screen_shown
    assert isinstance(wizard, FirstRun)
    to_key(qtbot, tasks, wizard)
    groups = shown_groups(wizard)
    screens.hide_key()
    assert not any(group in everything_readable() for group in groups)
    assert "The recovery key is hidden" in visible_text(wizard)
    wizard.abandon()
    settle(qtbot, tasks)
    assert list(store_folder.parent.iterdir()) == []


@pytest.mark.parametrize(("scheme", "scale"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_the_page_has_names_and_fits_the_width(
    qtbot: QtBot, tasks: Tasks, start: Start, scheme: Scheme, scale: float
) -> None:
    theme.override(scheme, scale)
    wizard = start()
    to_key(qtbot, tasks, wizard)
    wizard.hide_key()
    wizard.hidden.open_button.click()
    settle(qtbot, tasks)
    assert without_name(wizard) == []
    assert too_wide(wizard) == []
