"""The screens for the recovery key: a new administrator, then the new recovery key, shown once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Field, Kind, Problem, always
from ssp_desktop.forms.validation import validate
from ssp_desktop.services import enrolment
from ssp_desktop.services.recovery_groups import GroupWrong, check_groups, choose_groups
from ssp_desktop.services.set_up import FIRST_ROLES
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.first_run_recovery import GroupsTypedBack, RecoveryKeyShown
from ssp_desktop.ui.first_run_steps import now_by
from ssp_desktop.ui.password_field import NewPasswordField
from ssp_desktop.ui.role_choice import RoleChoice
from ssp_desktop.ui.sign_in_parts import Attempt
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Notice,
    PageFrame,
    body_text,
    button_row,
    heading,
    primary_button,
    secondary_button,
)

KEY = Field(
    "recovery_key",
    "Recovery key",
    Kind.TEXT,
    "Seven groups of six letters and digits, from the sealed sheet. Its use is written into the audit log.",
    required=always,
    max_length=120,
)


class RecoverScreen(Attempt):
    """The recovery key, and who the new administrator is.

    Signals:
        recovered(SignedIn, str): the store is open; the new recovery key.
    """

    recovered = Signal(object, str)

    def __init__(self, folder: Path, pc: ThisPc, tasks: Tasks) -> None:
        super().__init__(
            "Use the recovery key",
            "Open the records",
            tasks,
            intro="For when nobody can sign in any more. It makes a new account with the right of "
            "administration. The key works once: you get a new one, to be sealed again.",
        )
        self._folder, self._pc = folder, pc
        self._now = now_by(pc.clock)
        self.questions.ask((KEY,))
        self.questions.add(heading("The new administrator", 2))
        self.questions.add(body_text("Use a user name that nobody has yet. The old account stays as it is."))
        self.questions.ask((ACCOUNT.field("display_name"), ACCOUNT.field("user_name")))
        self.role = RoleChoice(FIRST_ROLES)
        self.password = NewPasswordField()
        for part in (self.role, self.password):
            self.questions.add(part)
        self.questions.lead_to("role", self.role)
        for key, line in self.password.lines:
            self.questions.lead_to(key, line)
        self.password.entered.connect(self.submit)
        self.questions.changed.connect(self._tell_names)
        self.finish_layout()

    def check(self) -> list[Problem]:
        """Return what is missing."""
        problems = validate(ACCOUNT, self._account(), self._now())
        if not self.questions.values()["recovery_key"].strip():
            problems.insert(0, Problem("recovery_key", "Enter the recovery key."))
        self.questions.clear_problems()
        return problems + self.password.problems()

    def attempt(self) -> None:
        """Use the key."""
        key = self.questions.values()["recovery_key"]
        typed = (key, self._account(), self.password.text)
        self.run("Opening the records …", enrolment.recover, self._folder, *typed, self._pc, done=self._open)

    def _account(self) -> dict[str, Any]:
        values = self.questions.values()
        person = {key: values[key] for key in ("display_name", "user_name")}
        return {**person, "role": self.role.value(), "administrator": True}

    def _tell_names(self) -> None:
        values = self.questions.values()
        self.password.set_context(values["display_name"], values["user_name"])

    def _open(self, outcome: tuple[SignedIn, str]) -> None:
        self.password.clear()
        self.questions.rows["recovery_key"].wipe()
        self.recovered.emit(*outcome)


class NewKeyScreen(QWidget):
    """The new recovery key, and two of its groups typed back before anybody goes on.

    Signals:
        confirmed(): the sheet exists.
    """

    confirmed = Signal()

    def __init__(self, signed_in: SignedIn, recovery_key: str, tasks: Tasks) -> None:
        super().__init__()
        self._key = recovery_key

        def draw(done: Callable[[bytes], object], failed: Callable[[Exception], object]) -> None:
            tasks.run(
                enrolment.recovery_sheet, signed_in, recovery_key, done=done, failed=failed, receiver=self
            )

        self.shown = RecoveryKeyShown(recovery_key, draw, tasks)
        self.groups = GroupsTypedBack(choose_groups(recovery_key))
        self.groups.entered.connect(self.confirm)
        self.next_button = primary_button("Continue", lambda: self._show(1))
        self.finish_button = primary_button("Finish", self.confirm)
        key_page = PageFrame(
            "The new recovery key",
            intro="The old key works until you have typed two groups of this one back. Then destroy it.",
        )
        check_page = PageFrame("Check the sheet")
        key_page.add(self.shown)
        key_page.add(button_row(self.next_button))
        self.problem = Notice(Tone.ERROR, "")
        self.problem.hide()
        check_page.add(self.groups)
        back = secondary_button("Show the key again", lambda: self._show(0))
        check_page.add(button_row(self.finish_button, back))
        self._stack = QStackedWidget()
        self._stack.addWidget(key_page)
        self._stack.addWidget(check_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.problem)
        layout.addWidget(self._stack)

    def confirm(self) -> None:
        """Compare the groups that were typed back."""
        if not self.groups.is_complete():
            return
        try:
            check_groups(self._key, self.groups.asked, self.groups.typed())
        except GroupWrong as wrong:
            self.groups.show_wrong(wrong)
        else:
            self.confirmed.emit()

    def tell_problem(self, error: UserError) -> None:
        """Say what went wrong, such as why the old key could not be ended; the person tries again."""
        self.problem.show()
        self.problem.show_problem(error)

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do."""
        self.shown.take_focus()

    def _show(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        (self.groups if place else self.shown).take_focus()
