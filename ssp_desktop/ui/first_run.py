"""The wizard of the first run: six short pages, from whose data this is to a confirmed recovery key."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.policy import Policy
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services import set_up
from ssp_desktop.services.presets import list_presets
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.recovery_groups import GroupWrong
from ssp_desktop.services.set_up import PreparedStore, SetUpAnswers
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.first_run_school import SchoolStep
from ssp_desktop.ui.first_run_steps import NoticeStep, PersonStep, PresetStep, now_by
from ssp_desktop.ui.key_wizard import KeyWizard
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.widgets import secondary_button

_PREPARING = "Making the encrypted store. This takes a few seconds …"


class FirstRun(KeyWizard):
    """Sets a store up in ``folder``.

    Args:
        folder: where the store is to lie; it does not exist yet.
        pc: the credential store and the clock.
        tasks: where slow work goes.
        policy: whether IT allows a store that opens with a password alone.
        demo: whether this is a throw-away store with invented data.

    Signals:
        finished(Path): the store is in its folder; somebody can sign in.
        moving(): the records exist already, on another PC, and are to be brought here.
    """

    what = "Setting up SSP Desktop"
    count = 6
    finished = Signal(object)
    moving = Signal()

    def __init__(self, folder: Path, pc: ThisPc, tasks: Tasks, policy: Policy, demo: bool) -> None:
        super().__init__(tasks, policy, demo)
        self._folder, self._pc = folder, pc
        self._prepared: PreparedStore | None = None
        self._closed = False
        now = now_by(pc.clock)
        self.notice_step = NoticeStep(now)
        self.preset_step = PresetStep(list_presets(), policy.preset)
        self.school_step = SchoolStep(now, tasks, demo=demo)
        self.person_step = PersonStep(now)
        self.moving_button = secondary_button("I have records from another PC", self.moving.emit)
        self.lay_out(self.moving_button)
        for step in (self.notice_step, self.preset_step, self.school_step, self.person_step):
            self.add_step(step)
        self.show_step(0)

    def advance(self) -> None:
        """Do what the page that is shown leads to."""
        if self.step is self.person_step:
            self._prepare()
        elif self.step is self.confirm_step:
            self._finish()
        else:
            super().advance()

    def go_back(self) -> None:
        """Go to the page before; what was typed stays. A key that was shown is thrown away when agreed to."""
        place = self._stack.currentIndex() - 1
        if self.step is not self.key_step or self._give_key_up():
            self.show_step(place)

    def abandon(self) -> None:
        """The program closes: remove a store whose recovery key was not confirmed."""
        self._closed = True
        self.school_step.finder.close_down()
        self._drop_prepared()

    def prepare_step(self) -> None:
        """Offer the other way on the first page; give the person's page the force's and school's names."""
        self.moving_button.setVisible(self.step is self.notice_step)
        if self.step is self.person_step:
            force = self.preset_step.preset
            known = (self.school_step.values()["school_name"], self.notice_step.values()["controller"])
            self.person_step.role.set_titles(force.roles)
            self.person_step.set_context(*known, force.force_name)

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
        self.wait(_PREPARING)
        self._tasks.run(
            set_up.prepare, self._folder, self._answers(), self._pc, done=self._made, failed=self._refused
        )

    def _made(self, prepared: PreparedStore) -> None:
        if self._closed:
            set_up.abandon(prepared)
            return
        self.wait("")
        self._prepared = prepared
        draw_sheet = partial(self._tasks.run_aside, set_up.recovery_sheet, prepared)
        self.show_key(
            prepared.recovery_key,
            draw_sheet,
            prepared.asked,
            password=self.person_step.password.text,
            password_only=prepared.pc.password_only,
        )

    def _refused(self, error: Exception) -> None:
        self.wait("")
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
        self.show_step(self._stack.indexOf(step))
        step.questions.show_problems(error.problems)

    def go_password_only(self) -> None:
        """Go on without a credential store."""
        self._pc = replace(self._pc, password_only=True)
        self._prepare()

    def _finish(self) -> None:
        if self._prepared is None or self.confirm_step is None:
            return
        typed = self.confirm_step.groups.typed()
        self.wait("Putting the store into its place …")
        self._tasks.run(set_up.finish, self._prepared, typed, done=self._done, failed=self._not_finished)

    def _done(self, _nothing: Any) -> None:
        self._prepared = None
        self.person_step.password.clear()
        self.finished.emit(self._folder)

    def _not_finished(self, error: Exception) -> None:
        self.wait("")
        if isinstance(error, GroupWrong) and self.confirm_step is not None:
            self.confirm_step.groups.show_wrong(error)
        elif isinstance(error, UserError):
            self.tell_problem(error)
        else:
            self._tasks.tell(error)

    # --- giving up

    def _give_key_up(self) -> bool:
        sure = self.gives_key_up("You get a new key afterwards.")
        if sure:
            self._drop_prepared()
        return sure

    def _drop_prepared(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            return
        self._tasks.run(set_up.abandon, prepared, done=_nothing)
        self.drop_key()


def _nothing(_result: object) -> None:
    """Take a result that nobody waits for."""
