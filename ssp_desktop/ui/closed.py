"""The screen for a store that cannot be opened: what happened, and what to do."""

from __future__ import annotations

from ssp_desktop.errors import UserError
from ssp_desktop.ui.faults import report_fault
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame


class Closed(PageFrame):
    """Stands in the place of the sign-in screen."""

    def __init__(self, error: Exception) -> None:
        super().__init__("The records cannot be opened")
        notice = Notice(Tone.ERROR, "")
        if isinstance(error, UserError):
            notice.show_problem(error)
        else:
            number = report_fault(error).reference
            notice.show_message(
                Tone.ERROR,
                "Something went wrong in the program.",
                f"Close it and start it again. If it happens again, tell IT this number: {number}",
            )
        self.add(notice)
