"""What the screens before sign-in share: questions, one button, distinct messages, a live countdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QTimer

from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Problem
from ssp_desktop.security.failures import (
    EnrolmentCodeExpired,
    EnrolmentCodeUsed,
    TooManyAttempts,
    WrongEnrolmentCode,
    WrongRecoveryKey,
)
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui.questions import Questions, bring_into_sight
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, announce, button_row, muted_text, primary_button

USER_NAME = replace(ACCOUNT.field("user_name"), help="As it was given to you. Small letters and digits.")
MISSING_USER_NAME = Problem("user_name", "Enter your user name.")
_TICK_MS = 250
# Errors that belong to one question.
_BESIDE: tuple[tuple[type[UserError], str], ...] = (
    (WrongEnrolmentCode, "code"),
    (EnrolmentCodeUsed, "code"),
    (EnrolmentCodeExpired, "code"),
    (WrongRecoveryKey, "recovery_key"),
    (PasswordRefused, "password"),
)


class Attempt(PageFrame):
    """A screen on which somebody tries to get in.

    Args:
        title: the heading.
        button: the words on the blue button.
        tasks: where the attempt is made.
        intro: a sentence below the title.
    """

    def __init__(self, title: str, button: str, tasks: Tasks, *, intro: str = "") -> None:
        super().__init__(title, intro=intro)
        self._tasks = tasks
        self.problem = Notice(Tone.ERROR, "")
        self.questions = Questions()
        self.button = primary_button(button, self.submit)
        self.busy_label = muted_text("")
        self._deadline = QDeadlineTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._count_down)
        self._busy = False
        self.lock_reason = ""

    def lock_when_in(self, why: str) -> None:
        """The program is to lock while an attempt is under way: whoever it lets in is locked out at once."""
        if self._busy:
            self.lock_reason = why

    def finish_layout(self) -> None:
        """Put the shared parts below what the screen has added itself."""
        for each in (self.problem, self.questions, self.busy_label, button_row(self.button)):
            self.add(each)
        self.problem.hide()
        self.busy_label.hide()

    def submit(self) -> None:
        """Check what was typed and try."""
        if self._busy or self._timer.isActive():
            return
        self.problem.hide()
        problems = self.check()
        self.questions.show_problems(problems)
        if not problems:
            self.attempt()

    def check(self) -> list[Problem]:
        """Return what is missing."""
        raise NotImplementedError  # each screen has its own; Qt's classes take no ABCMeta

    def attempt(self) -> None:
        """Make the attempt with ``run``."""
        raise NotImplementedError  # as above

    def run(
        self, words: str, function: Callable[..., Any], *args: Any, done: Callable[[Any], object]
    ) -> None:
        """Call a service on the database thread; ``words`` say meanwhile what happens."""
        self._wait(words)

        def finished(value: Any) -> None:
            self._wait("")
            done(value)

        self._tasks.run(function, *args, done=finished, failed=self._failed, receiver=self)

    def refused(self, _error: UserError) -> None:
        """The attempt was refused: subclasses clear passwords here."""

    def end_countdown(self) -> None:
        """Stop waiting: another user name has its own delay."""
        if self._timer.isActive():
            self._timer.stop()
            self.problem.hide()
            self.button.setEnabled(True)

    def tell_problem(self, error: UserError) -> None:
        """Say above the questions what went wrong."""
        self.problem.show()
        self.problem.show_problem(error)
        bring_into_sight(self.problem)

    def take_focus(self) -> None:
        """Put the keyboard where the person begins."""
        self.questions.take_focus()

    def _failed(self, error: Exception) -> None:
        self._wait("")
        self.lock_reason = ""  # nobody was let in: there is nobody to lock out
        if not isinstance(error, UserError):
            self._tasks.tell(error)
            return
        self.refused(error)
        key = next((key for kind, key in _BESIDE if isinstance(error, kind)), "")
        if isinstance(error, TooManyAttempts):
            self._begin_countdown(error)
        elif isinstance(error, ProblemsFound):
            self.questions.show_problems(error.problems)
        elif key:
            self.questions.show_problems([Problem(key, str(error))])
        else:
            self.tell_problem(error)

    def _begin_countdown(self, error: TooManyAttempts) -> None:
        self._deadline = QDeadlineTimer(error.wait_seconds * 1000)
        self.button.setEnabled(False)
        self.problem.show()
        self._timer.start()
        self._count_down()
        announce(self.problem, str(error), urgent=True)
        bring_into_sight(self.problem)

    def _count_down(self) -> None:
        left = -(-self._deadline.remainingTime() // 1000)
        if left > 0:
            happened, what_to_do = TooManyAttempts(left).args[0], _wait_words(left)
            self.problem.show_message(Tone.WARNING, happened, what_to_do)
            return
        self._timer.stop()
        self.button.setEnabled(True)
        self.problem.show_message(Tone.INFORMATION, "You can try again now.", say=True)

    def _wait(self, words: str) -> None:
        self._busy = bool(words)
        self.button.setEnabled(not words)
        self.busy_label.setText(words)
        self.busy_label.setVisible(bool(words))
        if words:
            announce(self, words)


def _wait_words(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"You can try again in {minutes}:{rest:02d}. The account is not locked."
