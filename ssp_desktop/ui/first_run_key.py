"""The wizard's last two pages: the recovery key, and two of its groups typed back."""

from __future__ import annotations

from collections.abc import Callable

from ssp_desktop.ui.first_run_recovery import GroupsTypedBack, RecoveryKeyShown
from ssp_desktop.ui.first_run_steps import Step
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice


class KeyStep(Step):
    """The recovery key, shown once.

    Args:
        recovery_key: its text.
        sheet: has the sheet drawn where that may be done, as ``Tasks.run`` and ``run_aside`` do.
        tasks: where slow work goes.
        password_only: whether the store opens with a password alone.
        before: what becomes of the key before; empty when there was none.
    """

    def __init__(
        self,
        recovery_key: str,
        sheet: Callable[..., object],
        tasks: Tasks,
        *,
        password_only: bool,
        before: str = "",
    ) -> None:
        super().__init__("The new recovery key" if before else "The recovery key", intro=before)
        if password_only:
            self.add(
                Notice(
                    Tone.WARNING,
                    "This store opens with a password alone.",
                    "This PC's credential store does not protect it. The settings page says so, too.",
                )
            )

        def draw(done: Callable[[bytes], object], failed: Callable[[Exception], object]) -> None:
            sheet(done=done, failed=failed, receiver=self)

        self.shown = RecoveryKeyShown(recovery_key, draw, tasks)
        self.add(self.shown)

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do."""
        self.shown.take_focus()


class ConfirmStep(Step):
    """Two groups are typed back: the sheet exists and can be read."""

    next_words = "Finish"

    def __init__(self, asked: tuple[int, int]) -> None:
        super().__init__("Check the sheet")
        self.groups = GroupsTypedBack(asked)
        self.groups.entered.connect(self.entered)
        self.add(self.groups)

    def is_complete(self) -> bool:
        """Check that both lines are filled."""
        return self.groups.is_complete()

    def take_focus(self) -> None:
        """Put the keyboard into the first line."""
        self.groups.take_focus()
