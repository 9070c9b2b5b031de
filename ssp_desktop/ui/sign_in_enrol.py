"""The screen for somebody with a one-use code: they choose their own password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from ssp_desktop.forms.spec import Field, Kind, Problem, always
from ssp_desktop.services import enrolment
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.password_field import NewPasswordField
from ssp_desktop.ui.sign_in_parts import MISSING_USER_NAME, USER_NAME, Attempt
from ssp_desktop.ui.tasks import Tasks

CODE = Field(
    "code",
    "Enrolment code",
    Kind.TEXT,
    "Five groups of six letters and digits. Spaces, hyphens and capital letters make no difference.",
    required=always,
    max_length=80,
)


class EnrolScreen(Attempt):
    """User name, code, new password.

    Signals:
        signed_in(SignedIn): the person set a password and is in.
    """

    signed_in = Signal(object)

    def __init__(self, folder: Path, pc: ThisPc, tasks: Tasks) -> None:
        super().__init__(
            "Set your password",
            "Set the password and sign in",
            tasks,
            intro="Whoever gave you the code does not learn the password that you choose.",
        )
        self._folder, self._pc = folder, pc
        self.questions.ask((USER_NAME, CODE))
        self.password = NewPasswordField()
        self.questions.add(self.password)
        for key, line in self.password.lines:
            self.questions.lead_to(key, line)
        self.questions.entered.connect(self.password.take_focus)
        self.password.entered.connect(self.submit)
        row = self.questions.rows["user_name"]
        row.changed.connect(self.end_countdown)
        row.changed.connect(lambda: self.password.set_context(row.value()))
        self.finish_layout()

    def check(self) -> list[Problem]:
        """Return what is missing."""
        values = self.questions.values()
        problems = [] if values["user_name"].strip() else [MISSING_USER_NAME]
        if not values["code"].strip():
            problems.append(Problem("code", "Enter the enrolment code."))
        self.questions.clear_problems()
        return problems + self.password.problems()

    def attempt(self) -> None:
        """Use the code."""
        values = self.questions.values()
        typed = (values["user_name"], values["code"], self.password.text)
        self.run("Setting the password …", enrolment.enrol, self._folder, *typed, self._pc, done=self._let_in)

    def _let_in(self, signed_in: SignedIn) -> None:
        self.password.clear()
        self.signed_in.emit(signed_in)
