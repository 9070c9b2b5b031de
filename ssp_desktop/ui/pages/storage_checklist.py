"""The storage checklist of one school, to fill in: save as far as it goes, or confirm all of it."""

from __future__ import annotations

from functools import partial

from ssp_desktop.forms.spec import Problem
from ssp_desktop.forms.storage_screen import from_screen, screen_form, screen_problem, to_screen
from ssp_desktop.services import storage_checklists
from ssp_desktop.services.storage_checklists import OpenedChecklist
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.storage_form import StorageForm
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button


class StorageChecklistPage(StorageForm):
    """Each item under its own words, group by group."""

    title = "Storage checklist"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.opened: OpenedChecklist | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the checklist, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(storage_checklists.open_checklist, self.place.record_id, done=self._show)

    def _show(self, opened: OpenedChecklist) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_title(breakable(f"Storage checklist: {opened.school}"))
        values = to_screen(opened.edition, opened.values)
        self.show_form(
            screen_form(opened.edition),
            values,
            opened.said_since,
            (
                primary_button("Confirm: all of this is so today", partial(self.save, confirm=True)),
                secondary_button("Save, and finish it later", self.save),
                secondary_button("Cancel", self.cancel),
            ),
        )

    def save(self, *, confirm: bool = False) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        if self.opened is None:
            return
        answers = from_screen(self.opened.edition, self.begin(), self.opened.values)
        words = "The checklist is confirmed." if confirm else "The checklist is saved."
        self.desk.run(
            storage_checklists.save,
            self.place.record_id,
            answers,
            based_on=self.revision,
            confirm=confirm,
            done=lambda _record: self.saved(words),
            failed=self.failed,
            receiver=self,
        )

    def on_screen(self, problem: Problem) -> Problem:
        """Return a problem of the record beside the item that it is about."""
        return screen_problem(self.opened.edition, problem) if self.opened else problem
