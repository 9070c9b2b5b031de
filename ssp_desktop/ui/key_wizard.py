"""What the wizards share that make a recovery key: its two pages, and giving a key up that was shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ssp_desktop.policy import Policy
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.first_run_key import ConfirmStep, KeyStep
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.wizard import Wizard


class KeyWizard(Wizard):
    """A wizard whose last two pages show a new recovery key and have two of its groups typed back."""

    def __init__(self, tasks: Tasks, policy: Policy, demo: bool) -> None:
        super().__init__(tasks, policy, demo)
        self.key_step: KeyStep | None = None
        self.confirm_step: ConfirmStep | None = None

    def show_key(
        self,
        recovery_key: str,
        draw_sheet: Callable[..., Any],
        asked: tuple[int, int],
        *,
        password_only: bool,
    ) -> None:
        """Add the two pages and show the first.

        Args:
            recovery_key: the new key.
            draw_sheet: runs the drawing of the sheet to print, as ``Tasks.run`` does.
            asked: which two groups are typed back.
            password_only: whether this PC has no credential store, so that the page says so.
        """
        self.key_step = KeyStep(recovery_key, draw_sheet, self._tasks, password_only=password_only)
        self.confirm_step = ConfirmStep(asked)
        for step in (self.key_step, self.confirm_step):
            self.add_step(step)
        self.show_step(self._stack.indexOf(self.key_step))

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
        for step in (self.key_step, self.confirm_step):
            if step is not None:
                self.drop_step(step)
        self.key_step = self.confirm_step = None
