"""The recovery rehearsal on two PCs: section 7 of docs/it/recovery.md."""

from __future__ import annotations

from ssp_desktop.ui import dialogs
from ssp_desktop.ui.move_in import MoveIn
from ssp_desktop.ui.pages.move_store import MoveStorePage
from tools.hands import Hands, NotThere
from tools.main_job import line_in
from tools.recovery_pc import OldPc, Shoot
from tools.recovery_steps import (
    NEW_PASSWORD,
    choose_password,
    reason_and_password,
    save_sheet,
    sign_in_screen,
)

REASON = "The old PC is worn out."
PERSON = {"display_name": "Sgt 0009 Example-Achebe", "user_name": "sergeant.new"}


def move(pc: OldPc, shoot: Shoot) -> None:
    """7. A copy is made, brought to the new PC with the recovery key, and the old PC's records are marked."""
    _take_along(pc, shoot)
    _bring(pc, shoot)
    _mark(pc, shoot)


def _take_along(pc: OldPc, shoot: Shoot) -> None:
    hands = pc.open()
    hands.sign_in("sergeant")
    hands.go("move_store")
    shoot(hands, "move-old-pc")
    dialogs.answers.set_next_file_name(pc.stick)
    hands.press("Choose a folder and make the copy \u2026")
    hands.close()


def _bring(pc: OldPc, shoot: Shoot) -> None:
    hands = pc.open_new_pc()
    shoot(hands, "new-pc-first-page")
    hands.press("I have records from another PC")
    wizard = _wizard(hands)
    dialogs.answers.set_next_file_name(pc.stick)
    hands.press("Choose the folder \u2026")
    shoot(hands, "new-pc-copy")
    hands.press("Continue")
    hands.type_into(line_in(wizard.open_step.questions.rows["recovery_key"]), pc.recovery_key)
    shoot(hands, "new-pc-key")
    hands.press("Open the copy")
    hands.type_into(line_in(wizard.found_step.questions.rows["reason"]), REASON)
    shoot(hands, "new-pc-compare")
    hands.press("Continue")
    _new_administrator(hands, wizard)
    shoot(hands, "new-pc-administrator")
    hands.press("Bring the records here")
    save_sheet(hands, pc.root / "new recovery sheet.pdf")
    shoot(hands, "new-pc-recovery-key")
    hands.press("Continue")
    _type_back(hands, wizard)
    hands.press("Finish")
    screen = sign_in_screen(hands)
    hands.type_into(screen.password_screen.password.line, NEW_PASSWORD)
    hands.press("Sign in")
    hands.go("check_store")
    hands.press("Check now")
    shoot(hands, "new-pc-check")
    hands.close()


def _wizard(hands: Hands) -> MoveIn:
    wizard = hands.program.window.screen_shown
    if not isinstance(wizard, MoveIn):
        raise NotThere("the wizard that brings records")
    return wizard


def _new_administrator(hands: Hands, wizard: MoveIn) -> None:
    step = wizard.person_step
    for key, text in PERSON.items():
        hands.type_into(line_in(step.questions.rows[key]), text)
    step.role.set_value("sergeant")
    choose_password(step.password)


def _type_back(hands: Hands, wizard: MoveIn) -> None:
    if wizard.key_step is None or wizard.confirm_step is None:
        raise NotThere("the new recovery key")
    shown, asked = wizard.key_step.shown.groups, wizard.confirm_step.groups
    for number in asked.asked:
        hands.type_into(line_in(asked.questions.rows[f"group_{number}"]), shown[number - 1])


def _mark(pc: OldPc, shoot: Shoot) -> None:
    hands = pc.open()
    hands.sign_in("sergeant")
    hands.go("move_store")
    reason_and_password(hands, hands.page_as(MoveStorePage).mark_card, "The records are on the new PC now.")
    hands.press("Mark as moved")
    hands.go("home")
    shoot(hands, "marked-as-moved")
    hands.close()
