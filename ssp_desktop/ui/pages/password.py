"""Changing one's own password."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.security.failures import TooManyAttempts, WrongPassword
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services import accounts
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.password_field import NewPasswordField, PasswordField
from ssp_desktop.ui.questions import Questions, bring_into_sight
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, button_row, primary_button, secondary_button

_CHANGED = ("Your password is changed.", "From now on only the new one opens your account on this PC.")
_WRONG = "This is not your present password. Type it again; capital letters and spaces count."


class PasswordPage(PageFrame):
    """The present password, and the new one."""

    title = "Change your password"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Nobody else can change it for you, or learn it.")
        self.desk = desk
        self.place = place
        self.notice = Notice(Tone.SUCCESS, "")
        self.questions = Questions()
        self.present = PasswordField("Present password")
        self.new = NewPasswordField()
        self.new.set_context(desk.actor.user_name, desk.actor.display_name)
        self._lead()
        self.save_button = primary_button("Change the password", self.save)
        row = button_row(self.save_button, secondary_button("Back", desk.back))
        parts: tuple[QWidget, ...] = (self.notice, self.questions, row)
        for each in parts:
            self.add(each)
        self.notice.hide()
        self.present.entered.connect(self.new.take_focus)
        self.new.entered.connect(self.save)

    def refresh(self) -> None:
        """There is nothing to read."""

    def leaving(self) -> None:
        """A password is never kept."""
        self.present.clear()
        self.new.clear()

    def save(self) -> None:
        """Check what was typed, and change the password."""
        if not self.save_button.isEnabled():
            return
        self.notice.hide()
        missing = [] if self.present.text else [Problem("present", "Enter your present password.")]
        problems = missing + self.new.problems()
        self.questions.show_problems(problems)
        if problems:
            return
        self.save_button.setEnabled(False)
        self.desk.run(
            accounts.change_password,
            self.present.text,
            self.new.text,
            done=self._changed,
            failed=self._failed,
        )

    def _lead(self) -> None:
        self.questions.add(self.present)
        self.questions.add(self.new)
        self.questions.lead_to("present", self.present)
        for key, line in self.new.lines:
            self.questions.lead_to(key, line)

    def _changed(self, _nothing: object) -> None:
        self.save_button.setEnabled(True)
        self.leaving()
        self._tell()

    def _tell(self) -> None:
        self.notice.show()
        self.notice.show_message(Tone.SUCCESS, *_CHANGED, say=True)
        bring_into_sight(self.notice, focus=True)

    def _failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongPassword | TooManyAttempts):
            words = _WRONG if isinstance(error, WrongPassword) else str(error)
            self.present.clear()
            self.questions.show_problems([Problem("present", words)])
        elif isinstance(error, PasswordRefused):
            self.questions.show_problems([Problem("password", str(error))])
        else:
            self.notice.show()
            self.notice.show_problem(error)
