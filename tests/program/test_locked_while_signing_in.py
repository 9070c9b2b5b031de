"""The PC is locked in the second in which a password or a key is looked at: nobody is in afterwards."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.services import accounts, audit_log
from ssp_desktop.services.sign_in import sign_in as services_sign_in
from ssp_desktop.ui.sign_in import SignIn
from tests.program.conftest import OpenProgram, sign_in
from tests.stores import PASSWORDS, Store

NEW = "copper lantern meadow thistle"
LOCKED = "Information: The program locked because the PC was locked or went to sleep. What you typed is kept."


def shown_by(program: Program) -> SignIn:
    screen = program.window.screen_shown
    assert isinstance(screen, SignIn)
    return screen


def told(program: Program) -> str:
    """Why the sign-in screen is there, as a screen reader says it."""
    return shown_by(program).password_screen.reason.accessibleName()


def lock_the_pc(qtbot: QtBot, program: Program) -> None:
    """What the operating system tells while the attempt is under way; then wait until all is done."""
    assert not program.tasks.idle
    program.lock_reasons.os_session.locked.emit()
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=60_000)


def try_password(program: Program, password: str) -> None:
    form = shown_by(program).password_screen
    form.user_name.set_value("officer")
    form.password.set_text(password)
    form.submit()


def test_whoever_signs_in_while_the_pc_is_locked_is_locked_out_at_once(
    open_program: OpenProgram, qtbot: QtBot, store: Store
) -> None:
    program = open_program()
    before = shown_by(program)
    try_password(program, PASSWORDS["officer"])
    lock_the_pc(qtbot, program)
    assert shown_by(program) is not before
    assert (program.shell, program.signed_in) == (None, None)
    form = shown_by(program).password_screen
    assert (told(program), form.user_name.value(), form.password.text) == (LOCKED, "officer", "")
    sign_in(qtbot, program, "officer")
    program.window.close()
    events = [each.event for each in audit_log.page(store.sign_in("sergeant"))]
    assert events[1:5] == ["Signed out", "Signed in", "Locked", "Signed in"]


def test_it_is_the_same_when_another_screen_is_in_front_by_then(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    try_password(program, PASSWORDS["officer"])
    shown_by(program).show_enrol()
    lock_the_pc(qtbot, program)
    assert (program.shell, program.signed_in) == (None, None)
    assert told(program) == LOCKED


def test_a_wrong_password_leaves_no_lock_behind_for_the_right_one(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    try_password(program, "not the password at all")
    lock_the_pc(qtbot, program)
    assert (
        "The user name or the password is wrong."
        in shown_by(program).password_screen.problem.accessibleName()
    )
    sign_in(qtbot, program, "officer")


def test_an_enrolment_is_done_and_locked_out(open_program: OpenProgram, qtbot: QtBot, store: Store) -> None:
    person = {"display_name": "Mx 0042 Example-Deputy", "user_name": "deputy", "role": "officer"}
    sergeant = store.sign_in("sergeant")
    code = accounts.create(sergeant, PASSWORDS["sergeant"], {**person, "administrator": False})
    store.sign_out()
    program = open_program()
    before = shown_by(program)
    before.show_enrol()
    page = before.enrol_screen
    page.questions.set_values({"user_name": "deputy", "code": code.text})
    page.password.first.set_text(NEW)
    page.password.again.set_text(NEW)
    page.submit()
    lock_the_pc(qtbot, program)
    assert (program.shell, program.signed_in) == (None, None)
    assert told(program) == LOCKED
    program.window.close()
    store.open_sessions.append(services_sign_in(store.folder, "deputy", NEW, store.pc))


def test_a_new_recovery_key_is_not_shown_on_a_pc_that_was_locked(
    open_program: OpenProgram, qtbot: QtBot, store: Store
) -> None:
    program = open_program()
    before = shown_by(program)
    before.show_recover()
    page = before.recover_screen
    person = {"display_name": "Insp 0011 Example-Adeyemi", "user_name": "rescuer"}
    page.questions.set_values({"recovery_key": store.recovery_key, **person})
    page.role.set_value("sergeant")
    page.password.first.set_text(NEW)
    page.password.again.set_text(NEW)
    page.submit()
    lock_the_pc(qtbot, program)
    assert before.new_key is None
    assert told(program) == LOCKED
    assert not shown_by(program).is_open
