"""The window is to close: what was typed is kept first; where it cannot be, the window stays open once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone

if TYPE_CHECKING:
    from ssp_desktop.ui.shell import Shell

STAYED_OPEN = "The program has stayed open for that. Close it once more to leave without it."


class LastLook:
    """Looks whether everything typed is in the store, before the window closes."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._told = False

    def may_close(self, shell: Shell | None) -> bool:
        """Keep what was typed. Returns False once when that failed: it still stands on the screen."""
        if shell is None or self._told:
            return True
        try:
            shell.keep_typed()
        except Exception as error:
            self._told = True
            self._tasks.tell(error)
            return False
        lost = self._tasks.finish()
        if lost:
            self._told = True
            shell.tell(Tone.ERROR, lost[0].what_happened, f"{lost[0].what_to_do} {STAYED_OPEN}")
        return not lost

    def ask_nobody(self) -> None:
        """From now on the window closes: nobody is there to read anything."""
        self._told = True
