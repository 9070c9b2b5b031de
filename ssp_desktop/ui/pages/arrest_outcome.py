"""The outcome of an arrest plan, to fill in or to correct."""

from __future__ import annotations

from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.services import arrest_outcomes
from ssp_desktop.services.arrest_outcomes import OpenedOutcome
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.arrest_form import ArrestForm
from ssp_desktop.ui.widgets import primary_button, secondary_button


class ArrestOutcomePage(ArrestForm):
    """``place.record_id`` is the plan whose outcome it is."""

    title = "Outcome of an arrest plan"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, "arrest_plan", desk, place)
        self.opened: OpenedOutcome | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the outcome, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                arrest_outcomes.open_outcome,
                self.place.record_id,
                done=self._show,
                failed=self.failed,
                receiver=self,
            )

    def _show(self, opened: OpenedOutcome) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_title(f"Outcome of {opened.reference}")
        self.show_form(
            ARREST_OUTCOME,
            opened.values,
            opened.revision,
            (primary_button("Save the outcome", self.save), secondary_button("Cancel", self.cancel)),
        )

    def save(self) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        self.desk.run(
            arrest_outcomes.save,
            self.place.record_id,
            self.begin(),
            based_on=self.revision,
            done=lambda _record: self.saved("The outcome is saved."),
            failed=self.failed,
            receiver=self,
        )
