"""The screen before anybody is signed in: password, enrolment code, recovery key."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.services import enrolment, sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import theme
from ssp_desktop.ui.password_field import PasswordField
from ssp_desktop.ui.sign_in_enrol import EnrolScreen
from ssp_desktop.ui.sign_in_parts import MISSING_USER_NAME, USER_NAME, Attempt
from ssp_desktop.ui.sign_in_recover import NewKeyScreen, RecoverScreen
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, StatusTag, button_row, link_button, muted_text

_LINE_EM = 26


class PasswordScreen(Attempt):
    """User name and password. Nothing here tells who has an account.

    Signals:
        signed_in(SignedIn): the password was right.
    """

    signed_in = Signal(object)

    def __init__(self, folder: Path, pc: ThisPc, tasks: Tasks, user_name: str, reason: str) -> None:
        super().__init__("Sign in", "Sign in", tasks)
        self._folder, self._pc = folder, pc
        self.reason = Notice(Tone.INFORMATION, reason)
        self.add(self.reason)
        self.reason.setVisible(bool(reason))
        self.questions.ask((USER_NAME,))
        self.user_name = self.questions.rows["user_name"]
        self.user_name.editor.setMaximumWidth(theme.theme().em(_LINE_EM))
        self.user_name.set_value(user_name)
        self.password = PasswordField("Password")
        self.questions.add(self.password)
        self.questions.lead_to("password", self.password)
        self.questions.entered.connect(self._from_user_name)
        self.password.entered.connect(self.submit)
        self.user_name.changed.connect(self.end_countdown)
        self.finish_layout()

    def check(self) -> list[Problem]:
        """Return what is missing."""
        problems = [] if self.user_name.value().strip() else [MISSING_USER_NAME]
        if not self.password.text:
            problems.append(Problem("password", "Enter your password."))
        return problems

    def attempt(self) -> None:
        """Try the password."""
        self.run(
            "Signing in …",
            sign_in.sign_in,
            self._folder,
            self.user_name.value(),
            self.password.text,
            self._pc,
            done=self._let_in,
        )

    def refused(self, _error: UserError) -> None:
        """Forget the password, keep the user name."""
        self.password.clear()
        self.password.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard into the first line that is empty."""
        (self.password if self.user_name.value() else self.user_name).take_focus()

    def _from_user_name(self) -> None:
        if self.password.text:
            self.submit()
        else:
            self.password.take_focus()

    def _let_in(self, signed_in: SignedIn) -> None:
        self.password.clear()
        self.signed_in.emit(signed_in)


class SignIn(QWidget):
    """Everything that somebody who is not signed in can do.

    Args:
        folder: the store's folder.
        pc: the credential store and the clock.
        tasks: where slow work goes.
        user_name: filled in, for whoever comes back after a lock.
        reason: why the screen is here, in words; empty at the start of the program.
        demo: whether this is a throw-away store with invented data.

    Signals:
        signed_in(SignedIn): somebody is in.
        recovered(): somebody opened the records with the recovery key, and the new one is shown.
        lock_wanted(str): the program was to lock while somebody was being let in, who is in now; the reason.
    """

    signed_in = Signal(object)
    recovered = Signal()
    lock_wanted = Signal(str)

    def __init__(
        self,
        folder: Path,
        pc: ThisPc,
        tasks: Tasks,
        *,
        user_name: str = "",
        reason: str = "",
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder, self._pc, self._tasks = folder, pc, tasks
        self._recovered: SignedIn | None = None
        self.new_key: NewKeyScreen | None = None
        self.password_screen = PasswordScreen(folder, pc, tasks, user_name, reason)
        self.code_link = link_button("I have an enrolment code", self.show_enrol)
        self.key_link = link_button("I have a recovery key", self.show_recover)
        self.password_screen.add(button_row(self.code_link, self.key_link))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.password_screen)
        self.password_screen.signed_in.connect(self._let_in)
        self._lay_out(demo)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the first line."""
        super().showEvent(event)
        self.screen_shown.take_focus()

    @property
    def screen_shown(self) -> Attempt | NewKeyScreen:
        """The screen that is shown now."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Attempt | NewKeyScreen) else self.password_screen

    @cached_property
    def enrol_screen(self) -> EnrolScreen:
        """The enrolment code's screen. Few people need it, so a lock does not wait for it to be built."""
        screen = EnrolScreen(self._folder, self._pc, self._tasks)
        screen.signed_in.connect(self._let_in)
        self._add(screen)
        return screen

    @cached_property
    def recover_screen(self) -> RecoverScreen:
        """The recovery key's screen, built when it is first wanted."""
        screen = RecoverScreen(self._folder, self._pc, self._tasks)
        screen.recovered.connect(self._show_new_key)
        self._add(screen)
        return screen

    def _add(self, screen: Attempt) -> None:
        screen.add(button_row(link_button("Back to sign in", self.show_password)))
        self._stack.addWidget(screen)

    def show_password(self) -> None:
        """Go back to user name and password."""
        self._show(self.password_screen)

    def show_enrol(self) -> None:
        """Go to the enrolment code; the user name that was typed goes along."""
        self.enrol_screen.questions.set_values({"user_name": self.password_screen.user_name.value()})
        self._show(self.enrol_screen)

    def show_recover(self) -> None:
        """Go to the recovery key."""
        self._show(self.recover_screen)

    def lock_when_in(self, why: str) -> None:
        """The program is to lock: whoever an attempt under way lets in is locked out at once."""
        for each in self.findChildren(Attempt):
            each.lock_when_in(why)

    @property
    def is_open(self) -> bool:
        """Whether somebody came in with the recovery key and sees the new one."""
        return self._recovered is not None

    def tell_problem(self, error: UserError) -> None:
        """Say what went wrong, on the screen that is shown. Why that is shown may not be true any more."""
        self.password_screen.reason.hide()
        self.screen_shown.tell_problem(error)

    def abandon(self) -> None:
        """The program closes: somebody who came in with the recovery key is signed out."""
        recovered, self._recovered = self._recovered, None
        if recovered is not None:
            self._tasks.run(sign_in.sign_out, recovered, done=_nothing)

    def _show(self, screen: Attempt) -> None:
        self._stack.setCurrentWidget(screen)
        screen.take_focus()

    def _let_in(self, signed_in: SignedIn) -> None:
        self.signed_in.emit(signed_in)
        self._locked_late()

    def _locked_late(self) -> bool:
        """Tell whether the program was to lock meanwhile, and have it lock."""
        why = next((each.lock_reason for each in self.findChildren(Attempt) if each.lock_reason), "")
        if why:
            self.lock_wanted.emit(why)
        return bool(why)

    def _show_new_key(self, signed_in: SignedIn, recovery_key: str) -> None:
        self._recovered = signed_in
        self.recovered.emit()
        if self._locked_late():
            return  # the new key was shown to nobody; the old one goes on working
        self.new_key = NewKeyScreen(signed_in, recovery_key, self._tasks)
        self.new_key.confirmed.connect(self._confirmed)
        self._stack.addWidget(self.new_key)
        self._stack.setCurrentWidget(self.new_key)
        self.new_key.take_focus()

    def _confirmed(self) -> None:
        if self._recovered is not None:
            self._tasks.run(
                enrolment.confirm_recovery_key, self._recovered, done=self._go_on, failed=self._not_confirmed
            )

    def _go_on(self, _nothing: None) -> None:
        recovered, self._recovered = self._recovered, None
        if recovered is not None:
            self.signed_in.emit(recovered)

    def _not_confirmed(self, error: Exception) -> None:
        self._tasks.tell(error)

    def _lay_out(self, demo: bool) -> None:
        top = QHBoxLayout()
        space = theme.theme().em(1.6)
        top.setContentsMargins(space, theme.theme().em(0.8), space, 0)
        top.addWidget(muted_text("SSP Desktop"), 1)
        if demo:
            top.addWidget(StatusTag("DEMONSTRATION", Tone.WARNING))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)


def _nothing(_result: object) -> None:
    """Take a result that nobody waits for."""
