"""Bringing records from another PC, through the real wizard: what is told, and what lies on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssp_desktop.policy import Policy
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import contact_log_lists, sign_in
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.first_screens import FirstScreens
from ssp_desktop.ui.move_in import MoveIn
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Scheme
from ssp_desktop.ui.window import Window
from tests.features.moving_steps import NEW_PASSWORD, PERSON, REASON, NewPc, new_pc
from tests.features.test_set_up import NoCredentialStore
from tests.pages.before_sign_in import settle, show_screen, too_wide
from tests.pages.looking import visible_text, without_name
from tests.stores import PASSWORDS, SCHOOL, Store

Start = Callable[..., MoveIn]


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    dialogs.answers.clear()
    yield
    dialogs.answers.clear()
    theme.override()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.drain()


@pytest.fixture
def new(store: Store, tmp_path: Path) -> NewPc:
    return new_pc(store, tmp_path)


@pytest.fixture
def start(qtbot: QtBot, tasks: Tasks, new: NewPc) -> Iterator[Start]:
    begun: list[MoveIn] = []

    def begin(policy: Policy | None = None) -> MoveIn:
        wizard = MoveIn(new.folder, new.pc, tasks, policy or Policy(), demo=False)
        begun.append(wizard)
        return show_screen(qtbot, tasks, wizard)

    yield begin
    for each in begun:
        each.abandon()


def choose(qtbot: QtBot, tasks: Tasks, wizard: MoveIn, folder: Path) -> None:
    dialogs.answers.set_next_file_name(folder)
    wizard.copy_step.folder_button.click()
    settle(qtbot, tasks)


def to_found(qtbot: QtBot, tasks: Tasks, wizard: MoveIn, new: NewPc) -> None:
    choose(qtbot, tasks, wizard, new.stick)
    wizard.go_on()
    wizard.open_step.questions.set_values({"recovery_key": new.recovery_key})
    wizard.go_on()
    settle(qtbot, tasks)
    assert title(wizard) == "Are these the records?"


def to_person(qtbot: QtBot, tasks: Tasks, wizard: MoveIn, new: NewPc) -> None:
    to_found(qtbot, tasks, wizard, new)
    wizard.found_step.questions.set_values({"reason": REASON})
    wizard.go_on()
    fill_person(wizard)


def fill_person(wizard: MoveIn, **changes: str) -> None:
    wizard.person_step.questions.set_values({**PERSON, **changes})
    wizard.person_step.role.set_value("sergeant")
    for line in (wizard.person_step.password.first, wizard.person_step.password.again):
        line.set_text(NEW_PASSWORD)


def to_key(qtbot: QtBot, tasks: Tasks, wizard: MoveIn, new: NewPc) -> None:
    to_person(qtbot, tasks, wizard, new)
    wizard.go_on()
    settle(qtbot, tasks)
    assert title(wizard) == "The new recovery key"


def type_groups(wizard: MoveIn) -> None:
    assert wizard.confirm_step is not None
    assert wizard.key_step is not None
    shown, groups = wizard.key_step.shown.groups, wizard.confirm_step.groups
    groups.questions.set_values({f"group_{each}": shown[each - 1] for each in groups.asked})


def title(wizard: MoveIn) -> str:
    return wizard.step.accessibleName()


def test_six_steps_bring_the_records_and_their_administrator_signs_in(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc
) -> None:
    wizard = start()
    names: list[str] = []
    wizard.finished.connect(names.append)
    assert wizard.step_label.text() == "Bringing records to this PC: step 1 of 6"
    to_found(qtbot, tasks, wizard, new)
    text = visible_text(wizard)
    assert SCHOOL in text
    assert "17 November 2026, 10:00" in text
    assert "Nothing happens to the records on the old PC." in text
    wizard.go_on()
    assert "Say why. It stands in the audit log." in visible_text(wizard)
    wizard.found_step.questions.set_values({"reason": REASON})
    wizard.go_on()
    assert wizard.next_button.text() == "Bring the records here"
    fill_person(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    assert title(wizard) == "The new recovery key"
    wizard.go_on()
    wizard.go_on()
    assert wizard.confirm_step is not None
    assert len(wizard.confirm_step.groups.questions.summary.links) == 2
    type_groups(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    assert names == ["new_sergeant"]
    assert wizard.open_step.questions.values()["recovery_key"] == ""
    here = sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc)
    assert [each.subject for each in contact_log_lists.page(here)] == ["Before the move"]
    sign_in.sign_out(here)


def test_the_first_run_leads_here_and_back(qtbot: QtBot, tasks: Tasks, new: NewPc) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    FirstScreens(window, new.folder, new.pc, tasks, Policy(), demo=False).show()
    first = window.screen_shown
    assert isinstance(first, FirstRun)
    assert first.moving_button.isVisibleTo(first)
    first.moving_button.click()
    settle(qtbot, tasks)
    second = window.screen_shown
    assert isinstance(second, MoveIn)
    second.go_back()
    settle(qtbot, tasks)
    third = window.screen_shown
    assert isinstance(third, FirstRun)
    third.abandon()


def test_what_is_wrong_with_the_folder_is_told_beside_it(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc, tmp_path: Path
) -> None:
    wizard = start()
    wizard.go_on()
    assert "No copy is chosen." in visible_text(wizard)
    dialogs.answers.set_next_file_name(None)
    wizard.copy_step.folder_button.click()
    choose(qtbot, tasks, wizard, tmp_path)
    assert "There is no copy of records in this folder." in wizard.problem.message
    (new.copy / "manifest.json").write_text("{}")
    choose(qtbot, tasks, wizard, new.stick)
    assert wizard.problem.isHidden()
    (button,) = wizard.copy_step.buttons
    assert "Damaged: its list of contents cannot be read." in button.text()
    assert not button.isEnabled()
    wizard.go_on()
    assert "None of these copies can be used." in visible_text(wizard)
    assert title(wizard) == "Records from another PC"


def test_a_wrong_key_is_told_beside_it_and_stays_to_be_corrected(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc
) -> None:
    wizard = start()
    choose(qtbot, tasks, wizard, new.stick)
    wizard.go_on()
    wizard.go_on()
    assert "Enter the recovery key." in visible_text(wizard)
    wrong = new.recovery_key[:-1] + ("2" if new.recovery_key[-1] != "2" else "3")
    wizard.open_step.questions.set_values({"recovery_key": wrong})
    wizard.go_on()
    settle(qtbot, tasks)
    assert "Group 7" in wizard.open_step.questions.rows["recovery_key"].error
    assert wizard.open_step.questions.values()["recovery_key"] == wrong


def test_a_password_of_the_day_asks_for_a_name_and_says_when_it_cannot_work(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc
) -> None:
    wizard = start()
    choose(qtbot, tasks, wizard, new.stick)
    wizard.go_on()
    step = wizard.open_step
    step.by_password.click()
    assert not step.questions.rows["recovery_key"].isVisibleTo(wizard)
    wizard.go_on()
    assert [link.text() for link in step.questions.summary.links] == [
        "Enter your user name.",
        "Enter the password.",
    ]
    step.questions.set_values({"user_name": "sergeant"})
    step.password.set_text(PASSWORDS["sergeant"])
    step.password.entered.emit()
    settle(qtbot, tasks)
    assert "You are not enrolled on this PC" in wizard.problem.message
    assert step.password.text == ""


def test_where_the_credential_store_knows_it_a_password_is_enough(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc, store: Store
) -> None:
    new.pc = store.pc
    wizard = start()
    names: list[str] = []
    wizard.finished.connect(names.append)
    choose(qtbot, tasks, wizard, new.stick)
    wizard.go_on()
    wizard.open_step.by_password.click()
    wizard.open_step.questions.set_values({"user_name": "sergeant"})
    wizard.open_step.password.set_text(PASSWORDS["sergeant"])
    wizard.go_on()
    settle(qtbot, tasks)
    assert "The passwords of that day open the records here too." in visible_text(wizard)
    assert wizard.next_button.text() == "Bring the records here"
    wizard.found_step.questions.set_values({"reason": REASON})
    wizard.go_on()
    settle(qtbot, tasks)
    assert names == ["sergeant"]
    sign_in.sign_out(sign_in.sign_in(new.folder, "sergeant", PASSWORDS["sergeant"], new.pc))


def test_a_taken_name_is_told_beside_it_and_what_was_typed_stays(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc
) -> None:
    wizard = start()
    to_person(qtbot, tasks, wizard, new)
    fill_person(wizard, user_name="sergeant")
    wizard.go_on()
    settle(qtbot, tasks)
    assert "taken" in wizard.person_step.questions.rows["user_name"].error
    assert wizard.person_step.password.text == NEW_PASSWORD
    assert new.left() == []


def test_stopping_and_closing_leave_nothing(qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc) -> None:
    wizard = start()
    to_person(qtbot, tasks, wizard, new)
    wizard.go_on()
    wizard.work.stop.click()
    assert wizard.next_button.isEnabled()
    settle(qtbot, tasks)
    assert title(wizard) == "The new administrator"
    assert wizard.problem.isHidden()
    assert new.left() == []
    wizard.go_on()
    wizard.abandon()
    tasks.drain()
    assert new.left() == []
    assert new.credentials._items == {}


def test_going_back_from_the_key_throws_it_away_only_when_agreed_to(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard, new)
    dialogs.answers.set_next_answer(False)
    wizard.go_back()
    assert title(wizard) == "The new recovery key"
    dialogs.answers.set_next_answer(True)
    wizard.go_back()
    settle(qtbot, tasks)
    assert "The old key still opens the copy." in dialogs.answers.asked[-1].text
    assert title(wizard) == "The new administrator"
    assert new.left() == []


def test_without_a_credential_store_the_policy_decides(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc
) -> None:
    new.pc = replace(new.pc, keyring=Keyring(NoCredentialStore()))
    wizard = start(Policy(password_only_slots=True))
    to_person(qtbot, tasks, wizard, new)
    wizard.go_on()
    settle(qtbot, tasks)
    assert "credential store of this PC is not there or is locked" in wizard.problem.message
    wizard.password_only_button.click()
    settle(qtbot, tasks)
    assert "This store opens with a password alone." in visible_text(wizard)


@pytest.mark.parametrize(("scheme", "scale"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_every_step_has_names_for_its_controls_and_fits_the_width(
    qtbot: QtBot, tasks: Tasks, start: Start, new: NewPc, scheme: Scheme, scale: float
) -> None:
    theme.override(scheme, scale)
    wizard = start()
    choose(qtbot, tasks, wizard, new.stick)
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: wizard.open_step.questions.set_values({"recovery_key": new.recovery_key}),
        lambda: wizard.found_step.questions.set_values({"reason": REASON}),
        lambda: fill_person(wizard),
        lambda: None,
    ]
    for fill in steps:
        assert without_name(wizard) == []
        assert too_wide(wizard) == []
        fill()
        wizard.go_on()
        settle(qtbot, tasks)
    assert title(wizard) == "Check the sheet"
    assert without_name(wizard) == []
