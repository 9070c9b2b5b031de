"""The recovery rehearsal on the PC of the records: sections 1 to 6 of docs/it/recovery.md."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import accounts, backup, drafts
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.store_folder import database_path
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.pages.account import AccountPage
from ssp_desktop.ui.pages.backup import BackupPage
from ssp_desktop.ui.pages.backup_restore import ReasonAndPassword
from ssp_desktop.ui.password_field import NewPasswordField
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.sign_in import SignIn
from ssp_desktop.ui.sign_in_recover import NewKeyScreen
from tools.hands import Hands, NotThere
from tools.main_job import line_in
from tools.recovery_pc import Credentials, OldPc, Shoot

NEW_PASSWORD = "walrus pillow ginger sandal"  # noqa: S105 - of an invented person
END_OF_A_FILE = 10_000


def backups(pc: OldPc, shoot: Shoot) -> None:
    """1. A copy is made and checked on the page, and home asks for one to put away."""
    hands = pc.open()
    hands.sign_in("sergeant")
    scroll(hands, to_end=True)
    shoot(hands, "home-copy-put-away")
    hands.go("backup")
    hands.press("Back up now")
    newest(hands)
    hands.press("Check this copy")
    scroll(hands)
    shoot(hands, "backup")
    hands.close()


def forgotten_password(pc: OldPc, shoot: Shoot) -> None:
    """2. The sergeant starts a reset, and the officer sets a password with the code."""
    hands = pc.open()
    hands.sign_in("sergeant")
    code = reset(hands, "officer")
    shoot(hands, "reset-code")
    hands.program.lock()
    hands.settle()
    enrol(hands, "officer", code)
    shoot(hands, "set-password")
    hands.press("Set the password and sign in")
    hands.close()


def another_account(pc: OldPc, shoot: Shoot) -> None:
    """3. Under another account of the PC the officer is told so, and gets in with a code."""
    other = Credentials()
    hands = pc.open(other)
    screen = sign_in_screen(hands)
    screen.password_screen.user_name.set_value("officer")
    hands.type_into(screen.password_screen.password.line, PASSWORD)
    hands.press("Sign in")
    shoot(hands, "not-enrolled")
    hands.close()
    codes: list[str] = []
    pc.as_(lambda sergeant: codes.append(_code(sergeant)))
    hands = pc.open(other)
    enrol(hands, "officer", codes[0])
    hands.press("Set the password and sign in")
    if hands.program.shell is None:
        raise NotThere("the officer under the other account")
    hands.close()


def _code(sergeant: SignedIn) -> str:
    return accounts.start_reset(sergeant, PASSWORD, account_of(sergeant, "officer")).text


def lost_keyring(pc: OldPc, shoot: Shoot) -> None:
    """4. With the recovery key a new administrator gets in, and a new key is saved and typed back."""
    hands = pc.open(Credentials())
    hands.press("I have a recovery key")
    screen = sign_in_screen(hands).recover_screen
    person = {"display_name": "Sgt 0010 Example-Nowak", "user_name": "new.sergeant"}
    for key, text in {"recovery_key": pc.recovery_key, **person}.items():
        hands.type_into(line_in(screen.questions.rows[key]), text)
    screen.role.set_value("sergeant")
    choose_password(screen.password)
    shoot(hands, "recovery-key")
    hands.press("Open the records")
    new_key = sign_in_screen(hands).new_key
    if new_key is None:
        raise NotThere("the new recovery key")
    save_sheet(hands, pc.root / "recovery sheet.pdf")
    shoot(hands, "new-recovery-key")
    hands.press("Continue")
    type_back(hands, new_key)
    shoot(hands, "typed-back")
    hands.press("Finish")
    hands.go("people")
    shoot(hands, "people-after-recovery")
    hands.close()


def damaged(pc: OldPc, shoot: Shoot) -> None:
    """6. A damaged store is read and checked; the newest whole copy is restored, and could be taken back."""
    pc.as_(_a_long_draft, "pcso")
    path = database_path(pc.folder)
    path.write_bytes(path.read_bytes()[:-END_OF_A_FILE])
    hands = pc.open()
    hands.sign_in("sergeant")
    shoot(hands, "damaged")
    hands.go("check_store")
    hands.press("Check now")
    shoot(hands, "check-damaged")
    hands.go("backup")
    newest(hands)
    hands.press("Restore this copy \u2026")
    reason_and_password(hands, hands.page_as(BackupPage).restore_card, "The disk failed on Monday.")
    shoot(hands, "restore-difference")
    dialogs.answers.set_next_answer(True)
    hands.press("Restore \u2026")
    hands.wait_until(lambda: hands.program.shell is None, "the sign-in screen")
    hands.sign_in("sergeant")
    hands.go("backup")
    shoot(hands, "restored")
    hands.close()


def _a_long_draft(signed_in: SignedIn) -> None:
    """Fill the end of the file with something that nobody misses."""
    values = {**empty_values(CONTACT_LOG), "account": "filler " * 20_000}
    drafts.save(signed_in, CONTACT_LOG, DraftPlace("contact_log", None, 1), values)


def older_records(pc: OldPc, shoot: Shoot) -> None:
    """6. An older folder was put back by hand: the banner stays until somebody says who did it and why."""
    older = pc.root / "older"
    shutil.copytree(pc.folder, older)
    pc.as_(backup.back_up)
    shutil.rmtree(pc.folder)
    older.rename(pc.folder)
    hands = pc.open()
    hands.sign_in("sergeant")
    hands.go("backup")
    card = hands.page_as(BackupPage).explain_card
    reason_and_password(hands, card, "IT put Friday's folder back after a disk fault.")
    shoot(hands, "older-records")
    hands.press("Record the explanation")
    if not hands.shell.keeping.alarm.isHidden():
        raise NotThere("the end of the alarm")
    hands.close()


# --- what several sections do


def sign_in_screen(hands: Hands) -> SignIn:
    """Return the screen before anybody is signed in."""
    hands.wait_until(lambda: isinstance(hands.program.window.screen_shown, SignIn), "the sign-in screen")
    screen = hands.program.window.screen_shown
    if not isinstance(screen, SignIn):
        raise NotThere("the sign-in screen")
    return screen


def account_of(signed_in: SignedIn, user_name: str) -> int:
    """Return the id of somebody's account."""
    return next(each.id for each in accounts.people(signed_in) if each.user_name == user_name)


def reset(hands: Hands, user_name: str) -> str:
    """Start a reset on the page of a person; return the code that is shown."""
    hands.go("account", account_of(hands.shell.desk.signed_in, user_name))
    page = hands.page_as(AccountPage)
    hands.press("Start a password reset")
    if page.acts is None or page.acts.panel is None:
        raise NotThere("the panel of the reset")
    hands.type_into(page.acts.panel.questions.password.line, PASSWORD)
    dialogs.answers.set_next_answer(True)
    hands.press("Start the reset")
    if page.code is None:
        raise NotThere("the code")
    return "-".join(page.code.code_label.text().split())


def enrol(hands: Hands, user_name: str, code: str) -> None:
    """Enter user name, code and a new password on the screen before sign-in."""
    screen = sign_in_screen(hands)
    hands.press("I have an enrolment code")
    for key, text in {"user_name": user_name, "code": code}.items():
        line = line_in(screen.enrol_screen.questions.rows[key])
        line.clear()
        hands.type_into(line, text)
    choose_password(screen.enrol_screen.password)


def choose_password(field: NewPasswordField) -> None:
    """Enter a new password twice."""
    for _key, line in field.lines:
        line.set_text(NEW_PASSWORD)


def save_sheet(hands: Hands, path: Path) -> None:
    """Save the sheet of the recovery key that is shown."""
    dialogs.answers.set_next_file_name(path)
    hands.press("Save as PDF \u2026")
    hands.wait_until(path.exists, path.name)


def type_back(hands: Hands, screen: NewKeyScreen) -> None:
    """Type the two groups that are asked for."""
    for number in screen.groups.asked:
        line = line_in(screen.groups.questions.rows[f"group_{number}"])
        hands.type_into(line, screen.shown.groups[number - 1])


def scroll(hands: Hands, *, to_end: bool = False) -> None:
    """Scroll the page to its beginning or its end."""
    for area in hands.page.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum() if to_end else 0)


def newest(hands: Hands) -> None:
    """Choose the newest copy of the list."""
    view = hands.page_as(BackupPage).table.view
    view.scrollToTop()
    line = view.visualRect(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    hands.settle()


def reason_and_password(hands: Hands, card: ReasonAndPassword, reason: str) -> None:
    """Say why, and enter the password again."""
    hands.type_into(line_in(card.form.rows["reason"]), reason)
    hands.type_into(card.password.line, PASSWORD)
    bring_into_sight(card)
