"""What the pages of an outcome and of a school's arrangements share: a form that leads back to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton

from ssp_desktop.errors import UserError
from ssp_desktop.forms.police_form import as_asked
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.parts.record_form import RecordForm


class ArrestForm(RecordForm):
    """A form of the police alone; ``back_to`` is the page that shows what was saved."""

    def __init__(self, title: str, back_to: str, desk: Desk, place: Place) -> None:
        super().__init__(title, desk, place)
        self._back_to = back_to

    def show_form(
        self, spec: FormSpec, values: dict[str, Any], revision: int, buttons: Sequence[QPushButton]
    ) -> FormView:
        """Show the form; that only the police see it is said once, not beside each question."""
        return super().show_form(as_asked(spec), values, revision, buttons)

    def failed(self, error: UserError) -> None:
        """Say what has to be put right, or why there is no form."""
        self.set_intro("")
        super().failed(error)

    def saved(self, words: str) -> None:
        """Go back to what the form belongs to, and say that it is saved."""
        self.forget()
        record_id = self.place.record_id if self._back_to == "arrest_plan" else None
        self.desk.go(self._back_to, record_id, saved=words)
