"""What the checklist's and the assessment's pages share: a form that goes back to the school's storage."""

from __future__ import annotations

from ssp_desktop.ui.pages.parts.record_form import RecordForm


class StorageForm(RecordForm):
    """A page with one of storage's forms."""

    def saved(self, words: str) -> None:
        """Go back to the school's storage and say so."""
        self.forget()
        self.desk.go("storage", self.place.record_id, saved=words)
