"""One missing pupil sheet: to read, to fill in, to correct when more is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from ssp_desktop.forms.missing_pupil import MISSING_PUPIL, from_screen, screen_form, screen_problem, to_screen
from ssp_desktop.forms.spec import FormSpec, Problem
from ssp_desktop.services import missing_pupils
from ssp_desktop.services.print_activities import MissingPupilPrint
from ssp_desktop.services.school_records import Kept, OpenedRecord
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.pages.parts.school_record import SchoolRecordEdit, SchoolRecordPage
from ssp_desktop.ui.widgets import secondary_button


class MissingPupilPage(SchoolRecordPage):
    """To read."""

    title = "Missing pupil"
    spec = MISSING_PUPIL
    edit_page = "missing_pupil_edit"
    list_page = "missing_pupils"
    list_words = "All missing pupils"

    def opener(self) -> Callable[..., OpenedRecord]:
        """Return the service that opens it."""
        return missing_pupils.open_sheet

    def more_buttons(self, opened: OpenedRecord) -> list[QPushButton]:
        """Return the way to the printed sheet."""
        request = MissingPupilPrint(opened.id)
        return [secondary_button("Print or save", partial(self.desk.go, "print", request=request))]


class MissingPupilEditPage(SchoolRecordEdit):
    """To fill in or correct."""

    title = "Missing pupil sheet"
    view_page = "missing_pupil"

    def start(self, signed_in: SignedIn) -> dict[str, Any]:
        """Return an untouched sheet."""
        return missing_pupils.start(signed_in).values

    def open(self, signed_in: SignedIn, record_id: int) -> OpenedRecord:
        """Return the sheet to correct."""
        return missing_pupils.open_sheet(signed_in, record_id)

    def sheet(self) -> FormSpec:
        """Return the form: each question of the operator under its own words."""
        return screen_form(missing_pupils.guide())

    def services(self) -> tuple[Callable[..., Kept], Callable[..., Kept]]:
        """Return what records, and what corrects."""
        return missing_pupils.record, missing_pupils.amend

    def on_sheet(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return a record's answers as the sheet shows them."""
        return to_screen(missing_pupils.guide(), values)

    def off_sheet(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Return the record's answers from the sheet's."""
        return from_screen(missing_pupils.guide(), typed, self.before)

    def on_screen(self, problem: Problem) -> Problem:
        """Return a problem of the record as the sheet knows it."""
        values = self.off_sheet(self.form.values()) if self.form is not None else {}
        return screen_problem(missing_pupils.guide(), values, problem)
