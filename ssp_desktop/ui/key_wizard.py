"""What the wizards share that make a recovery key: its two pages, hiding it, and giving it up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ssp_desktop.policy import Policy
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.first_run_key import ConfirmStep, KeyStep
from ssp_desktop.ui.idle import IdleWatch
from ssp_desktop.ui.key_hidden import KeyHidden
from ssp_desktop.ui.leftovers import forget_leftovers
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.wizard import Wizard


class KeyWizard(Wizard):
    """A wizard whose last two pages show a new recovery key and have two of its groups typed back.

    Nobody is signed in yet, so that nothing locks. What needs protection then is the key: when nobody has
    used the program for as long as the policy says, it is hidden until the password is typed that was just
    chosen.
    """

    def __init__(self, tasks: Tasks, policy: Policy, demo: bool) -> None:
        super().__init__(tasks, policy, demo)
        self.key_step: KeyStep | None = None
        self.confirm_step: ConfirmStep | None = None
        self._password = ""
        self.hidden = KeyHidden()
        self.hidden.opened.connect(self._show_again)
        self.idle = IdleWatch(policy.idle_lock_minutes, self)
        self.idle.idle.connect(self.hide_key)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self.idle)

    def lay_out(self, *buttons: QWidget) -> None:
        """Put the parts in their places, and in the place of all of them what stands there while hidden."""
        super().lay_out(*buttons)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.hidden, 1)
        self.hidden.hide()

    def show_key(
        self,
        recovery_key: str,
        draw_sheet: Callable[..., Any],
        asked: tuple[int, int],
        *,
        password: str,
        password_only: bool,
        before: str = "",
    ) -> None:
        """Add the two pages and show the first.

        Args:
            recovery_key: the new key.
            draw_sheet: runs the drawing of the sheet to print, as ``Tasks.run`` does.
            asked: which two groups are typed back.
            password: what the person has chosen; it shows the key again once it was hidden.
            password_only: whether this PC has no credential store, so that the page says so.
            before: what becomes of the key before; empty when there was none.
        """
        self.key_step = KeyStep(
            recovery_key, draw_sheet, self._tasks, password_only=password_only, before=before
        )
        self.confirm_step = ConfirmStep(asked)
        for step in (self.key_step, self.confirm_step):
            self.add_step(step)
        self.show_step(self._stack.indexOf(self.key_step))
        self._password = password
        self.idle.start()

    def hide_key(self) -> None:
        """Show nothing of the key any more, if it is shown: nobody is there."""
        if self.key_step is None or not self.hidden.isHidden():
            return
        dialogs.close_all()
        self.idle.stop()
        self._show_parts(False)
        self.hidden.ask(self._password)
        forget_leftovers()

    def _show_again(self) -> None:
        self._show_parts(True)
        self.idle.start()
        self.step.take_focus()

    def _show_parts(self, shown: bool) -> None:
        for part in (self._stack, self.foot):
            part.setVisible(shown)
        if self.key_step is not None and self.confirm_step is not None:
            self.key_step.shown.show_groups(shown)
            self.confirm_step.groups.show_typed(shown)

    def gives_key_up(self, afterwards: str) -> bool:
        """Ask whether the key that is shown is to be thrown away; ``afterwards`` says what comes then."""
        return dialogs.confirm(
            self,
            "Go back and throw this key away?",
            "The recovery key that is shown now will open nothing. If you saved or printed it, destroy it. "
            + afterwards,
            yes="Go back",
            no="Stay here",
            dangerous=True,
        )

    def drop_key(self) -> None:
        """Take the two pages away."""
        self.idle.stop()
        self._password = ""
        for step in (self.key_step, self.confirm_step):
            if step is not None:
                self.drop_step(step)
        self.key_step = self.confirm_step = None
