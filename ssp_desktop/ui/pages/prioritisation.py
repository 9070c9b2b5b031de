"""Whether a school is a priority school: criteria with evidence, and what follows for the partnership."""

from __future__ import annotations

from ssp_desktop.forms.prioritisation_screen import from_screen, screen_form, screen_problem, to_screen
from ssp_desktop.forms.spec import Problem
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import prioritisations
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.prioritisations import OpenedPrioritisation
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button


class PrioritisationPage(RecordForm):
    """The form of one school; officers read it, the sergeant writes it."""

    title = "School prioritisation"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.opened: OpenedPrioritisation | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read it, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                prioritisations.open_prioritisation,
                self.place.record_id,
                done=self._show,
                failed=self.failed,
            )

    def _show(self, opened: OpenedPrioritisation) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_title(breakable(f"{self.title}: {opened.school}"))
        writes = self.desk.may(Action.PRIORITISATION_WRITE)
        buttons = [primary_button("Save", self.save), secondary_button("Cancel", self.cancel)]
        if not writes:
            buttons = [secondary_button("Back", self.cancel)]
        self.show_form(
            screen_form(opened.edition), to_screen(opened.edition, opened.values), opened.revision, buttons
        )
        self.set_intro(_intro(opened))
        if self.form is not None:
            self.form.set_read_only(not writes)

    def save(self) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        if self.opened is None:
            return
        self.desk.run(
            prioritisations.save,
            self.place.record_id,
            from_screen(self.opened.edition, self.begin(), self.opened.values),
            based_on=self.revision,
            done=lambda _record: self.saved("The prioritisation is saved."),
            failed=self.failed,
            receiver=self,
        )

    def saved(self, words: str) -> None:
        """Go back to the partnership, which says what follows."""
        self.forget()
        self.desk.go("partnership", self.place.record_id, saved=words)

    def on_screen(self, problem: Problem) -> Problem:
        """Return a problem of the record beside the criterion that it is about."""
        return screen_problem(self.opened.edition, problem) if self.opened else problem


def _intro(opened: OpenedPrioritisation) -> str:
    if not opened.revision:
        none = (
            f"{opened.gone} Nothing stands in its place"
            if opened.gone
            else "This school has no prioritisation"
        )
        return f"{none} yet. Only the police read it."
    due = day_in_words(opened.review_due_on) if opened.review_due_on else "before the next school year"
    return f"Look at it again by {due}. Only the police read it."
