"""The wizard that brings records from another PC: a copy, its key, a look, and a new recovery key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.policy import Policy
from ssp_desktop.security.failures import WrongRecoveryKey
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services import move_in, move_in_look, restore_outside
from ssp_desktop.services.move_in import MoveAnswers, PreparedMove
from ssp_desktop.services.move_in_look import RecordsFound
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.recovery_groups import GroupWrong
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.first_run_steps import now_by
from ssp_desktop.ui.key_wizard import KeyWizard
from ssp_desktop.ui.move_in_steps import AdministratorStep, CopyStep, FoundStep, OpenStep
from ssp_desktop.ui.tasks import Tasks

_OLD_KEY = (
    "It opens the records on this PC, and copies that are made here. The key before still opens the old PC "
    "and its copies: keep that sheet until they are gone."
)
_BRINGING = "Bringing the records here. This takes a few seconds …"


class MoveIn(KeyWizard):
    """Builds the store in ``folder`` from a copy.

    Args:
        folder: where the store is to lie; it does not exist yet.
        pc: the credential store and the clock.
        tasks: where slow work goes.
        policy: whether IT allows a store that opens with a password alone.
        demo: whether only a demonstration's records may come here.

    Signals:
        finished(str): the store is in its folder; the user name that signs in to it.
        given_up(): the person goes back to where a new store is set up.
    """

    what = "Bringing records to this PC"
    count = 6
    finished = Signal(str)
    given_up = Signal()

    def __init__(self, folder: Path, pc: ThisPc, tasks: Tasks, policy: Policy, demo: bool) -> None:
        super().__init__(tasks, policy, demo)
        self._folder, self._pc = folder, pc
        self._found: RecordsFound | None = None
        self._prepared: PreparedMove | None = None
        self.copy_step = CopyStep(self.choose_folder)
        self.open_step = OpenStep()
        self.found_step = FoundStep()
        self.person_step = AdministratorStep(now_by(pc.clock))
        self.lay_out()
        for step in (self.copy_step, self.open_step, self.found_step, self.person_step):
            self.add_step(step)
        self.show_step(0)

    def advance(self) -> None:
        """Do what the page that is shown leads to."""
        leads: dict[Any, Callable[[], object]] = {
            self.open_step: self._look,
            self.person_step: self._prepare,
            self.confirm_step: self._finish,
        }
        if self._found is not None and not self._found.by_recovery_key:
            leads[self.found_step] = self._restore
        leads.get(self.step, super().advance)()

    def go_back(self) -> None:
        """Go to the page before; on the first, to where a new store is set up."""
        place = self._stack.currentIndex() - 1  # before a page goes
        if self.step is self.copy_step:
            self.given_up.emit()
        elif self.step is not self.key_step or self._give_key_up():
            self.show_step(place)

    def prepare_step(self) -> None:
        """There is always a way back: from the first page it leads to setting up a new store."""
        self.back_button.show()

    def abandon(self) -> None:
        """The program closes, or the person goes elsewhere: nothing is left."""
        self.work.token.cancel()
        self.open_step.wipe()
        self.person_step.password.clear()
        self._drop_prepared()

    # --- the copy

    def choose_folder(self) -> None:
        """Ask for the folder, and list the copies in it."""
        folder = dialogs.choose_folder(self, "Folder with the copy (its name ends in .sspbackup)")
        if folder is None:
            return
        self.tell_problem(None)
        show = partial(self.copy_step.show_copies, folder)
        self.run("Looking for copies …", move_in_look.find_copies, folder, done=show, failed=self._no_copies)

    def _no_copies(self, error: UserError) -> None:
        self.copy_step.forget()
        self.tell_problem(error)

    def _look(self) -> None:
        path = self.copy_step.chosen
        if path is None:
            return
        values = self.open_step.questions.values()
        look: Callable[..., RecordsFound] = move_in_look.look_with_recovery_key
        secret: tuple[str, ...] = (values["recovery_key"],)
        if not self.open_step.by_key.isChecked():
            look = move_in_look.look_with_password
            secret = (values["user_name"], self.open_step.password.text)
        self.run_stoppable(
            "Checking the copy", look, self._folder, path, *secret, self._pc, done=self._looked
        )

    def _looked(self, found: RecordsFound) -> None:
        self._found = found
        self.found_step.show_found(found)
        self.person_step.set_context(*found.schools)
        self.show_step(self._stack.indexOf(self.found_step))

    # --- making the store

    def _restore(self) -> None:
        if self._found is None:
            return
        self.run(
            _BRINGING,
            restore_outside.restore_copy,
            self._folder,
            self._found.opened,
            self.found_step.reason,
            self._pc,
            done=self._restored,
        )

    def _restored(self, _outcome: object) -> None:
        self._leave(self.open_step.questions.values()["user_name"])

    def _prepare(self) -> None:
        if self._found is None:
            return
        answers = MoveAnswers(
            recovery_key=self.open_step.questions.values()["recovery_key"],
            reason=self.found_step.reason,
            person=self.person_step.values(),
            password=self.person_step.password.text,
        )
        self.run_stoppable(
            _BRINGING,
            move_in.prepare,
            self._folder,
            self._found,
            answers,
            self._pc,
            done=self._made,
            too_late=self._drop,
        )

    def _drop(self, prepared: PreparedMove) -> None:
        if self._tasks.closed:
            move_in.abandon(prepared)
        else:
            self._tasks.run(move_in.abandon, prepared, done=_nothing)

    def _made(self, prepared: PreparedMove) -> None:
        self._prepared = prepared
        draw_sheet = partial(self._tasks.run, move_in.recovery_sheet, prepared)
        self.show_key(
            prepared.recovery_key,
            draw_sheet,
            prepared.asked,
            password=self.person_step.password.text,
            password_only=self._pc.password_only,
            before=_OLD_KEY,
        )

    def go_password_only(self) -> None:
        """Go on without a credential store."""
        self._pc = replace(self._pc, password_only=True)
        self._prepare()

    def _finish(self) -> None:
        if self._prepared is None or self.confirm_step is None:
            return
        typed = self.confirm_step.groups.typed()
        self.run(
            "Putting the records into their place …", move_in.finish, self._prepared, typed, done=self._done
        )

    def _done(self, _nothing: object) -> None:
        self._prepared = None
        self._leave(self.person_step.values()["user_name"])

    def _leave(self, user_name: str) -> None:
        self.open_step.wipe()
        self.person_step.password.clear()
        self.finished.emit(user_name)

    # --- what goes wrong

    def show_problem(self, error: UserError) -> None:
        """Say beside the question what is wrong with it; anything else above the page."""
        if isinstance(error, WrongRecoveryKey):
            self.open_step.questions.show_problems([Problem("recovery_key", str(error))])
        elif isinstance(error, PasswordRefused):
            self.person_step.questions.show_problems([Problem("password", str(error))])
        elif isinstance(error, ProblemsFound):
            self.person_step.questions.show_problems(error.problems)
        elif isinstance(error, GroupWrong) and self.confirm_step is not None:
            self.confirm_step.groups.show_wrong(error)
        else:
            self.open_step.password.clear()
            self.tell_problem(error)

    # --- giving up

    def _give_key_up(self) -> bool:
        sure = self.gives_key_up("The old key still opens the copy.")
        if sure:
            self._drop_prepared()
        return sure

    def _drop_prepared(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            self._drop(prepared)
        self.drop_key()


def _nothing(_result: object) -> None:
    """Take a result that nobody waits for."""
