"""The wizard of the first run: six short pages, from whose data this is to a confirmed recovery key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.policy import Policy
from ssp_desktop.security.failures import KeyringUnavailable
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services import set_up
from ssp_desktop.services.presets import list_presets
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.recovery_groups import GroupWrong
from ssp_desktop.services.set_up import PreparedStore, SetUpAnswers
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.first_run_key import ConfirmStep, KeyStep
from ssp_desktop.ui.first_run_school import SchoolStep
from ssp_desktop.ui.first_run_steps import NoticeStep, PersonStep, PresetStep, Step, now_by
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

_STEPS = 6
_WITHOUT_KEYRING = (
    "Your IT allows going on with a password alone. That protects less: whoever has a copy of the disk can "
    "then try passwords."
)
_KEYRING_NEEDED = "Without it, the records could be opened from a stolen disk, so set-up stops here."
_PREPARING = "Making the encrypted store. This takes a few seconds …"


class FirstRun(QWidget):
    """Sets a store up in ``folder``.

    Args:
        folder: where the store is to lie; it does not exist yet.
        pc: the credential store and the clock.
        tasks: where slow work goes.
        policy: whether IT allows a store that opens with a password alone.
        demo: whether this is a throw-away store with invented data.

    Signals:
        finished(Path): the store is in its folder; somebody can sign in.
    """

    finished = Signal(object)

    def __init__(self, folder: Path, pc: ThisPc, tasks: Tasks, policy: Policy, demo: bool) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._folder, self._pc, self._tasks, self._policy, self._demo = folder, pc, tasks, policy, demo
        self._prepared: PreparedStore | None = None
        self._closed = False
        now = now_by(pc.clock)
        self.notice_step = NoticeStep(now)
        self.preset_step = PresetStep(list_presets(), policy.preset)
        self.school_step = SchoolStep(now, tasks, demo=demo)
        self.person_step = PersonStep(now)
        self.key_step: KeyStep | None = None
        self.confirm_step: ConfirmStep | None = None
        self._stack = QStackedWidget()
        self._steps: list[Step] = []
        self.step_label = muted_text("")
        self.problem = Notice(Tone.ERROR, "")
        self.password_only_button = secondary_button("Go on with a password alone", self._go_password_only)
        self.next_button = primary_button("Continue", self.go_on)
        self.back_button = secondary_button("Back", self.go_back)
        self.busy_label = muted_text("")
        self._lay_out()
        for step in (self.notice_step, self.preset_step, self.school_step, self.person_step):
            self._add_step(step)
        self._show(0)

    @property
    def step(self) -> Step:
        """The page that is shown."""
        return self._steps[self._stack.currentIndex()]

    def go_on(self) -> None:
        """Check this page and go to the next."""
        if not self.next_button.isEnabled() or not self.step.is_complete():
            return
        if self.step is self.person_step:
            self._prepare()
        elif self.step is self.confirm_step:
            self._finish()
        else:
            self._show(self._stack.currentIndex() + 1)

    def go_back(self) -> None:
        """Go to the page before; what was typed stays. A key that was shown is thrown away when agreed to."""
        place = self._stack.currentIndex() - 1
        if self.step is not self.key_step or self._give_key_up():
            self._show(place)

    def abandon(self) -> None:
        """The program closes: remove a store whose recovery key was not confirmed."""
        self._closed = True
        self.school_step.finder.close_down()
        self._drop_prepared()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the page when the wizard first comes into sight."""
        super().showEvent(event)
        self.step.take_focus()

    # --- parts

    def _lay_out(self) -> None:
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
        layout.addLayout(_strip(self.busy_label, button_row(self.next_button, self.back_button)))
        for each in (self.problem, self.busy_label, self.password_only_button):
            each.hide()

    def _add_step(self, step: Step) -> None:
        step.entered.connect(self.go_on)
        self._steps.append(step)
        self._stack.addWidget(step)

    def _show(self, place: int) -> None:
        self.tell_problem(None)
        self._stack.setCurrentIndex(place)
        words = f"Step {place + 1} of {_STEPS}"
        self.step_label.setText(f"Setting up SSP Desktop: {words.lower()}")
        self.next_button.setText(self.step.next_words)
        self.next_button.setAccessibleName(self.step.next_words)
        self.back_button.setVisible(place > 0)
        if self.step is self.person_step:
            force = self.preset_step.preset
            known = (self.school_step.values()["school_name"], self.notice_step.values()["controller"])
            self.person_step.role.set_titles(force.roles)
            self.person_step.set_context(*known, force.force_name)
        self.step.take_focus()
        announce(self, f"{words}: {self.step.accessibleName()}")

    # --- making the store

    def _answers(self) -> SetUpAnswers:
        return SetUpAnswers(
            notice=self.notice_step.values(),
            preset=self.preset_step.preset.key,
            school=self.school_step.values(),
            person=self.person_step.values(),
            password=self.person_step.password.text,
            demo=self._demo,
        )

    def _prepare(self) -> None:
        self.tell_problem(None)
        self._wait(_PREPARING)
        self._tasks.run(
            set_up.prepare, self._folder, self._answers(), self._pc, done=self._made, failed=self._refused
        )

    def _made(self, prepared: PreparedStore) -> None:
        if self._closed:
            set_up.abandon(prepared)
            return
        self._wait("")
        self._prepared = prepared
        self.key_step = KeyStep(prepared, self._tasks)
        self.confirm_step = ConfirmStep(prepared.asked)
        for step in (self.key_step, self.confirm_step):
            self._add_step(step)
        self._show(self._stack.indexOf(self.key_step))

    def _refused(self, error: Exception) -> None:
        self._wait("")
        if isinstance(error, ProblemsFound):
            self._show_problems(error)
        elif isinstance(error, PasswordRefused):
            self.person_step.questions.show_problems([Problem("password", str(error))])
        elif isinstance(error, UserError):
            self.tell_problem(error)
        else:
            self._tasks.tell(error)

    def _show_problems(self, error: ProblemsFound) -> None:
        keys = {problem.path.split(".", 1)[0] for problem in error.problems}
        asking = (self.notice_step, self.school_step, self.person_step)
        step = next((each for each in asking if keys & each.values().keys()), self.person_step)
        self._show(self._stack.indexOf(step))
        step.questions.show_problems(error.problems)

    def _go_password_only(self) -> None:
        self._pc = replace(self._pc, password_only=True)
        self._prepare()

    def _finish(self) -> None:
        if self._prepared is None or self.confirm_step is None:
            return
        typed = self.confirm_step.groups.typed()
        self._wait("Putting the store into its place …")
        self._tasks.run(set_up.finish, self._prepared, typed, done=self._done, failed=self._not_finished)

    def _done(self, _nothing: Any) -> None:
        self._prepared = None
        self.person_step.password.clear()
        self.finished.emit(self._folder)

    def _not_finished(self, error: Exception) -> None:
        self._wait("")
        if isinstance(error, GroupWrong) and self.confirm_step is not None:
            self.confirm_step.groups.show_wrong(error)
        elif isinstance(error, UserError):
            self.tell_problem(error)
        else:
            self._tasks.tell(error)

    # --- giving up

    def _give_key_up(self) -> bool:
        sure = dialogs.confirm(
            self,
            "Go back and throw this key away?",
            "The recovery key that is shown now will open nothing. If you saved or printed it, destroy it. "
            "You get a new key afterwards.",
            yes="Go back",
            no="Stay here",
            dangerous=True,
        )
        if sure:
            self._drop_prepared()
        return sure

    def _drop_prepared(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            return
        self._tasks.run(set_up.abandon, prepared, done=_nothing)
        for step in (self.key_step, self.confirm_step):
            if step is not None:
                self._steps.remove(step)
                self._stack.removeWidget(step)
                step.hide()
                step.deleteLater()
        self.key_step = self.confirm_step = None

    def _wait(self, words: str) -> None:
        for each in (self._stack, self.next_button, self.back_button):
            each.setEnabled(not words)
        self.busy_label.setText(words)
        self.busy_label.setVisible(bool(words))
        if words:
            announce(self, words)

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


def _nothing(_result: object) -> None:
    """Take a result that nobody waits for."""
