"""The real program in its real window, on a copy of the real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.policy import Policy
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.shell import Shell
from ssp_desktop.ui.sign_in import PasswordScreen, SignIn
from tests.pages.page_steps import buttons_called, press
from tests.stores import PASSWORDS, Store, clock, store, store_template

__all__ = ["clock", "open_program", "press_once_there", "sign_in", "store", "store_template"]

OpenProgram = Callable[[], Program]


@pytest.fixture
def open_program(store: Store, qtbot: QtBot) -> Iterator[OpenProgram]:
    """Start the program on the store and wait for its first screen."""
    running: list[Program] = []

    def start() -> Program:
        program = Program(store.folder, Policy(), pc=store.pc)
        running.append(program)
        program.start()
        qtbot.waitUntil(lambda: program.tasks.idle, timeout=60_000)
        return program

    dialogs.answers.clear()
    yield start
    for program in running:
        program.window.close()
        program.window.deleteLater()


def sign_in(qtbot: QtBot, program: Program, who: str) -> Shell:
    """Type user name and password, press Enter, and wait for the person's own screen."""
    screen = program.window.screen_shown
    assert isinstance(screen, SignIn)
    form = screen.screen_shown
    assert isinstance(form, PasswordScreen)
    form.user_name.set_value(who)
    form.password.set_text(PASSWORDS[who])
    form.submit()
    qtbot.waitUntil(lambda: program.shell is not None and program.tasks.idle, timeout=60_000)
    assert program.shell is not None
    return program.shell


def press_once_there(qtbot: QtBot, shell: Shell, name: str) -> None:
    """Press the button or link of this name as soon as the page shows it."""
    qtbot.waitUntil(lambda: bool(buttons_called(shell, name)), timeout=20_000)
    press(shell, name)
