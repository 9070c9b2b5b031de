"""The school's roll of one academic year: typed, or taken from a file and then checked by eye."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from ssp_desktop.errors import UserError
from ssp_desktop.forms.school_roll import SCHOOL_ROLL
from ssp_desktop.services import school_rolls
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.school_roll_file import read_roll
from ssp_desktop.services.school_rolls import OpenedRoll
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button

KINDS = "Roll file (*.csv)"


class SchoolRollPage(RecordForm):
    """``place.record_id`` is the school, ``begins`` in ``extra`` the academic year."""

    title = "School roll"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.opened: OpenedRoll | None = None
        self.export = offer_export(self, desk, "school_roll", self._wanted)
        self.refresh()

    @property
    def begins(self) -> int:
        """The calendar year in which the academic year begins."""
        return int(self.place.extra["begins"])

    def _wanted(self) -> dict[str, int | None]:
        return {"partnership_id": self.place.record_id, "begins": self.begins}

    def refresh(self) -> None:
        """Read the roll, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(school_rolls.open_roll, self.place.record_id, self.begins, done=self._show)

    def _show(self, opened: OpenedRoll) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_title(breakable(f"School roll {AcademicYear(self.begins).label}: {opened.school}"))
        self.from_file = secondary_button("Take the numbers from a file", self._choose)
        self.from_file.setAccessibleDescription("A CSV file with the columns Group, Code and Pupils")
        self.show_form(
            SCHOOL_ROLL,
            opened.values,
            opened.revision,
            (
                primary_button("Save", self.save),
                self.from_file,
                secondary_button("Cancel", self.cancel),
            ),
        )
        self.set_intro(opened.gone)

    def save(self) -> None:
        """Store the numbers as the next revision, or show what has to be put right."""
        self.desk.run(
            school_rolls.save,
            self.place.record_id,
            self.begins,
            self.begin(),
            based_on=self.revision,
            done=lambda _record: self.saved("The roll is saved."),
            failed=self.failed,
            receiver=self,
        )

    def saved(self, _words: str) -> None:
        """Go back to the figures that use it."""
        self.forget()
        self.desk.back()

    def _choose(self) -> None:
        path = dialogs.choose_file_to_open(self, "Choose a roll file", KINDS)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read a file aside, and lay its numbers over the form."""
        self.notice.hide()
        self.desk.tasks.run_aside(read_roll, path, done=self._taken, failed=self._not_taken)

    def _taken(self, numbers: dict[str, int]) -> None:
        if self.form is None:
            return
        self.form.set_values({**self.form.values(), **numbers})
        self.notice.show()
        self.notice.show_message(
            Tone.INFORMATION,
            f"{len(numbers)} numbers were taken from the file. Nothing is saved yet.",
            "Check them, enter the day of the count and where they come from, then save.",
            say=True,
        )
        self.scroll_area.ensureWidgetVisible(self.notice)

    def _not_taken(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.tasks.tell(error)
            return
        self.notice.show()
        self.notice.show_problem(error)
        self.from_file.setFocus(Qt.FocusReason.OtherFocusReason)
