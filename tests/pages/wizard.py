"""The wizard of the first run in tests: begun, filled in up to a step, and always given up at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.policy import Policy
from ssp_desktop.services.set_up import PreparedStore
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.first_run_key import ConfirmStep, KeyStep
from ssp_desktop.ui.tasks import Tasks
from tests.pages.before_sign_in import settle, show_screen
from tests.stores import PASSWORDS, Clock

Start = Callable[..., FirstRun]
NOTICE = {
    "controller": "The Chief Officer, Example Constabulary",
    "dpia_reference": "DPIA-EXAMPLE-1",
    "dsa_reference": "not yet",
    "acknowledged": True,
}
PERSON = {"display_name": "Sgt 0009 Example-Achebe", "user_name": "sergeant"}
PASSWORD = PASSWORDS["sergeant"]


@pytest.fixture
def pc(clock: Clock) -> ThisPc:
    """This PC, with the clock of the tests."""
    return ThisPc(clock=clock)


@pytest.fixture
def start(qtbot: QtBot, tasks: Tasks, store_folder: Path, pc: ThisPc) -> Iterator[Start]:
    """Give a function that begins a first run in ``store_folder``."""
    begun: list[FirstRun] = []

    def begin(*, policy: Policy | None = None, on: ThisPc | None = None, demo: bool = False) -> FirstRun:
        wizard = FirstRun(store_folder, on or pc, tasks, policy or Policy(), demo)
        begun.append(wizard)
        return show_screen(qtbot, tasks, wizard)

    yield begin
    for wizard in begun:
        wizard.abandon()


def to_school(wizard: FirstRun) -> None:
    """Go to the page of the school."""
    wizard.notice_step.questions.set_values(NOTICE)
    wizard.go_on()
    wizard.go_on()


def to_person(wizard: FirstRun) -> None:
    """Go to the page of the first person."""
    to_school(wizard)
    wizard.school_step.questions.set_values({"school_name": "Larkfield Example Academy"})
    wizard.go_on()


def fill_person(wizard: FirstRun, password: str = PASSWORD) -> None:
    """Answer everything about the first person."""
    step = wizard.person_step
    step.questions.set_values(PERSON)
    step.role.set_value("sergeant")
    step.password.first.set_text(password)
    step.password.again.set_text(password)


def to_key(qtbot: QtBot, tasks: Tasks, wizard: FirstRun) -> None:
    """Go to the page with the recovery key."""
    to_person(wizard)
    fill_person(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    assert title(wizard) == "The recovery key"


def type_groups(wizard: FirstRun, *, wrong: bool = False) -> None:
    """Type the two groups back."""
    groups, shown = confirm_step(wizard).groups, key_step(wizard).shown
    right = {f"group_{each}": shown.groups[each - 1] for each in groups.asked}
    groups.questions.set_values(dict.fromkeys(right, "AAAAAA") if wrong else right)


def key_step(wizard: FirstRun) -> KeyStep:
    """Return the page with the recovery key; it is there."""
    assert wizard.key_step is not None
    return wizard.key_step


def confirm_step(wizard: FirstRun) -> ConfirmStep:
    """Return the page on which groups are typed back; it is there."""
    assert wizard.confirm_step is not None
    return wizard.confirm_step


def prepared(wizard: FirstRun) -> PreparedStore:
    """Return the store that waits for its key to be confirmed."""
    waiting = wizard._prepared
    assert waiting is not None
    return waiting


def title(wizard: FirstRun) -> str:
    """Return the heading of the page that is shown."""
    return wizard.step.accessibleName()
