"""A move through the window: from the first run to the administrator, and what a marked store shows."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.policy import Policy
from ssp_desktop.services import contact_log_lists, store_move
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.move_in import MoveIn
from ssp_desktop.ui.sign_in import PasswordScreen, SignIn
from tests.features.moving_steps import NEW_PASSWORD, PERSON, REASON, new_pc
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import NAMES, PASSWORDS, Store


def wait(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)


def bring(qtbot: QtBot, program: Program, stick: Path, recovery_key: str) -> None:
    """Go through the wizard, up to the sign-in screen."""
    first = program.window.screen_shown
    assert isinstance(first, FirstRun)
    first.moving_button.click()
    wizard = program.window.screen_shown
    assert isinstance(wizard, MoveIn)
    dialogs.answers.set_next_file_name(stick)
    wizard.copy_step.folder_button.click()
    wait(qtbot, program)
    wizard.go_on()
    wizard.open_step.questions.set_values({"recovery_key": recovery_key})
    wizard.go_on()
    wait(qtbot, program)
    wizard.found_step.questions.set_values({"reason": REASON})
    wizard.go_on()
    wizard.person_step.questions.set_values(PERSON)
    wizard.person_step.role.set_value("sergeant")
    for line in (wizard.person_step.password.first, wizard.person_step.password.again):
        line.set_text(NEW_PASSWORD)
    wizard.go_on()
    wait(qtbot, program)
    assert wizard.key_step is not None
    assert wizard.confirm_step is not None
    wizard.go_on()
    shown, asked = wizard.key_step.shown.groups, wizard.confirm_step.groups.asked
    wizard.confirm_step.groups.questions.set_values({f"group_{each}": shown[each - 1] for each in asked})
    wizard.go_on()
    qtbot.waitUntil(lambda: isinstance(program.window.screen_shown, SignIn), timeout=20_000)


def test_from_the_first_run_to_the_records_of_the_old_pc(store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    dialogs.answers.clear()
    new = new_pc(store, tmp_path)
    program = Program(new.folder, Policy(), pc=new.pc)
    program.start()
    wait(qtbot, program)
    bring(qtbot, program, new.stick, new.recovery_key)
    screen = program.window.screen_shown
    assert isinstance(screen, SignIn)
    assert "The records are on this PC now. Sign in to them." in words(screen)
    form = screen.screen_shown
    assert isinstance(form, PasswordScreen)
    assert form.user_name.value() == "new_sergeant"
    form.password.set_text(NEW_PASSWORD)
    form.submit()
    qtbot.waitUntil(lambda: program.shell is not None and program.tasks.idle, timeout=20_000)
    assert program.signed_in is not None
    assert [each.subject for each in contact_log_lists.page(program.signed_in)] == ["Before the move"]
    program.window.close()
    assert new.left() == ["store"]


def test_a_store_that_moved_says_so_above_every_page(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    store_move.mark_moved(store.sign_in("administrator"), "To the new PC.", PASSWORDS["administrator"])
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "officer")
    assert f"by {NAMES['administrator']}." in words(shell.keeping)
    assert "Write on the other PC." in words(shell.keeping)
