"""What the window shows where no store is yet: setting one up, or bringing one from another PC."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ssp_desktop.policy import Policy
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.key_wizard import KeyWizard
from ssp_desktop.ui.move_in import MoveIn
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.turns import REASONS
from ssp_desktop.ui.window import Window


class FirstScreens(QObject):
    """Leads from one wizard to the other and back.

    Args:
        window: where they are shown.
        folder: where the store is to lie.
        pc: the credential store and the clock.
        tasks: where slow work goes.
        policy: what IT has fixed.
        demo: whether this is a throw-away store with invented data.

    Signals:
        ready(str, str): the store is in its folder; the user name to sign in with, and why, if there is more
            to say.
    """

    ready = Signal(str, str)

    def __init__(
        self, window: Window, folder: Path, pc: ThisPc, tasks: Tasks, policy: Policy, *, demo: bool
    ) -> None:
        super().__init__(window)
        self._window = window
        self._given = (folder, pc, tasks, policy, demo)

    def show(self) -> None:
        """Show the wizard that sets a new store up."""
        wizard = FirstRun(*self._given)
        wizard.finished.connect(lambda _folder: self.ready.emit("", ""))
        wizard.moving.connect(partial(self._leave, wizard, self._show_move_in))
        self._window.show_screen(wizard)

    def hide_key(self) -> None:
        """The session of the operating system was locked: show nothing of a recovery key any more."""
        screen = self._window.screen_shown
        if isinstance(screen, KeyWizard):
            screen.hide_key()

    def _show_move_in(self) -> None:
        wizard = MoveIn(*self._given)
        wizard.finished.connect(lambda user_name: self.ready.emit(user_name, REASONS["moved_in"]))
        wizard.given_up.connect(partial(self._leave, wizard, self.show))
        self._window.show_screen(wizard)

    def _leave(self, wizard: FirstRun | MoveIn, go: Callable[[], object]) -> None:
        wizard.abandon()
        go()
