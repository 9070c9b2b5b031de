"""The frame of the wizards before anybody can sign in: one page at a time, forward and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.policy import Policy
from ssp_desktop.security.failures import KeyringUnavailable
from ssp_desktop.ui import theme
from ssp_desktop.ui.first_run_steps import Step
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Notice,
    StatusTag,
    announce,
    button_row,
    muted_text,
    primary_button,
    secondary_button,
)

_WITHOUT_KEYRING = (
    "Your IT allows going on with a password alone. That protects less: whoever has a copy of the disk can "
    "then try passwords."
)
_KEYRING_NEEDED = "Without it, the records could be opened from a stolen disk, so set-up stops here."


class Wizard(QWidget):
    """Steps, one shown at a time. Subclasses say what each leads to.

    Args:
        tasks: where slow work goes.
        policy: whether IT allows a store that opens with a password alone.
        demo: whether this is a throw-away store with invented data.
    """

    what = ""
    count = 0

    def __init__(self, tasks: Tasks, policy: Policy, demo: bool) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._tasks, self._policy, self._demo = tasks, policy, demo
        self._stack = QStackedWidget()
        self._steps: list[Step] = []
        self.step_label = muted_text("")
        self.problem = Notice(Tone.ERROR, "")
        self.password_only_button = secondary_button("Go on with a password alone", self.go_password_only)
        self.next_button = primary_button("Continue", self.go_on)
        self.back_button = secondary_button("Back", self.go_back)
        self.busy_label = muted_text("")
        self.work = LongWork()
        self.foot = QWidget()
        self.work.stopped.connect(partial(self.wait, ""))

    @property
    def step(self) -> Step:
        """The page that is shown."""
        return self._steps[self._stack.currentIndex()]

    def go_on(self) -> None:
        """Check this page and go to the next."""
        if self.next_button.isEnabled() and self.step.is_complete():
            self.advance()

    def advance(self) -> None:
        """Do what the page that is shown leads to."""
        self.show_step(self._stack.currentIndex() + 1)

    def go_back(self) -> None:
        """Go to the page before; what was typed stays."""
        self.show_step(self._stack.currentIndex() - 1)

    def go_password_only(self) -> None:
        """Go on without a credential store."""
        raise NotImplementedError  # each wizard has its own; Qt's classes take no ABCMeta

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the page when the wizard first comes into sight."""
        super().showEvent(event)
        self.step.take_focus()

    def lay_out(self, *buttons: QWidget) -> None:
        """Put the parts in their places; ``buttons`` stand after "Continue" and "Back"."""
        space = theme.theme().em(1.6)
        top = QHBoxLayout()
        top.setContentsMargins(space, theme.theme().em(0.8), space, 0)
        top.addWidget(self.step_label, 1)
        if self._demo:
            top.addWidget(StatusTag("DEMONSTRATION", Tone.WARNING))
        self.problem.add(self.password_only_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(_strip(self.problem))
        layout.addWidget(self._stack, 1)
        row = button_row(self.next_button, self.back_button, *buttons)
        self.foot.setLayout(_strip(self.busy_label, self.work, row))
        layout.addWidget(self.foot)
        for each in (self.problem, self.busy_label, self.password_only_button):
            each.hide()

    def add_step(self, step: Step) -> None:
        """Put a page at the end."""
        step.entered.connect(self.go_on)
        self._steps.append(step)
        self._stack.addWidget(step)

    def drop_step(self, step: Step) -> None:
        """Take a page away for good."""
        self._steps.remove(step)
        self._stack.removeWidget(step)
        step.hide()
        step.deleteLater()

    def show_step(self, place: int) -> None:
        """Show the page at ``place``, counted from 0."""
        self.tell_problem(None)
        self._stack.setCurrentIndex(place)
        words = f"Step {place + 1} of {self.count}"
        self.step_label.setText(f"{self.what}: {words.lower()}")
        self.next_button.setText(self.step.next_words)
        self.next_button.setAccessibleName(self.step.next_words)
        self.back_button.setVisible(place > 0)
        self.prepare_step()
        self.step.take_focus()
        announce(self, f"{words}: {self.step.accessibleName()}")

    def prepare_step(self) -> None:
        """Make the page ready that is about to be seen."""

    def wait(self, words: str) -> None:
        """Say what is going on, and let nobody press anything meanwhile; empty ends it."""
        for each in (self._stack, self.next_button, self.back_button):
            each.setEnabled(not words)
        self.busy_label.setText(words)
        self.busy_label.setVisible(bool(words))
        if words:
            announce(self, words)

    def run(
        self,
        words: str,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Call a service that is quick, or that nobody may stop half way."""
        self.tell_problem(None)
        self.wait(words)

        def finished(value: Any) -> None:
            self.wait("")
            done(value)

        def refused(error: Exception) -> None:
            self.wait("")
            self._tell(error, failed or self.show_problem)

        self._tasks.run(function, *args, done=finished, failed=refused, receiver=self)

    def run_stoppable(
        self,
        words: str,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        too_late: Callable[[Any], object] = lambda value: None,
    ) -> None:
        """Call a service with a bar and "Stop"; ``too_late`` gets what came after that was pressed."""
        self.tell_problem(None)
        self.wait(words)
        self.busy_label.hide()  # the bar says it
        token = self.work.begin(words)

        def finished(value: Any) -> None:
            if token.cancelled:
                too_late(value)
                return
            self._end()
            done(value)

        def refused(error: Exception) -> None:
            if not token.cancelled:
                self._end()
                self._tell(error, self.show_problem)

        # Whoever has left the wizard meanwhile has pressed "Stop": what was made is removed all the same.
        stopped = partial(getattr, token, "cancelled")
        self._tasks.run(function, *args, stopped, done=finished, failed=refused, receiver=self._tasks)

    def _end(self) -> None:
        self.work.end()
        self.wait("")

    def _tell(self, error: Exception, failed: Callable[[UserError], object]) -> None:
        if isinstance(error, UserError):
            failed(error)
        else:
            self._tasks.tell(error)

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong where it belongs; here, above the page."""
        self.tell_problem(error)

    def tell_problem(self, error: UserError | None) -> None:
        """Say what keeps the store from being made; None takes it away."""
        self.problem.setVisible(error is not None)
        if error is None:
            return
        no_keyring = isinstance(error, KeyringUnavailable)
        offer = no_keyring and self._policy.password_only_slots
        self.password_only_button.setVisible(offer)
        more = (_WITHOUT_KEYRING if offer else _KEYRING_NEEDED) if no_keyring else ""
        words = f"{error.what_to_do} {more}".strip()
        self.problem.show_message(Tone.ERROR, error.what_happened, words, say=True)


def _strip(*widgets: QWidget) -> QVBoxLayout:
    strip = QVBoxLayout()
    space = theme.theme().em(0.8)
    strip.setContentsMargins(2 * space, space, 2 * space, space)
    for each in widgets:
        strip.addWidget(each)
    return strip
