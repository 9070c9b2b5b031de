"""One viewing of body-worn video: to read, to record, to correct; and a paper agreement to record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ssp_desktop.forms.bwv_viewing import BWV_VIEWING, CONFIDENTIALITY_AGREEMENT
from ssp_desktop.forms.spec import FormSpec, empty_values
from ssp_desktop.services import bwv_viewings, confidentiality_agreements
from ssp_desktop.services.school_records import Kept, OpenedRecord
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.pages.parts.school_record import SchoolRecordEdit, SchoolRecordPage
from ssp_desktop.ui.widgets import primary_button, secondary_button


class BwvViewingPage(SchoolRecordPage):
    """To read."""

    title = "Viewing of body-worn video"
    spec = BWV_VIEWING
    edit_page = "bwv_viewing_edit"
    list_page = "bwv_viewings"
    list_words = "All viewings"

    def opener(self) -> Callable[..., OpenedRecord]:
        """Return the service that opens it."""
        return bwv_viewings.open_viewing


class BwvViewingEditPage(SchoolRecordEdit):
    """To record or correct. ``place.extra``: ``partnership_id`` is the school."""

    title = "Record a viewing"
    view_page = "bwv_viewing"

    def start(self, signed_in: SignedIn) -> dict[str, Any]:
        """Return an untouched viewing, or refuse while a document is missing."""
        return bwv_viewings.start(signed_in, int(self.place.extra.get("partnership_id", 0)))

    def open(self, signed_in: SignedIn, record_id: int) -> OpenedRecord:
        """Return the viewing to correct."""
        return bwv_viewings.open_viewing(signed_in, record_id)

    def sheet(self) -> FormSpec:
        """Return the form."""
        return BWV_VIEWING

    def services(self) -> tuple[Callable[..., Kept], Callable[..., Kept]]:
        """Return what records, and what corrects."""
        return bwv_viewings.record, bwv_viewings.amend


class ConfidentialityAgreementPage(RecordForm):
    """An agreement on paper. ``place.record_id`` is the school."""

    title = "Record a paper agreement"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.show_form(
            CONFIDENTIALITY_AGREEMENT,
            empty_values(CONFIDENTIALITY_AGREEMENT),
            0,
            (primary_button("Save", self.save), secondary_button("Cancel", self.cancel)),
        )

    def refresh(self) -> None:
        """Nothing is read: the form starts empty."""

    def save(self) -> None:
        """Store it and go back to the school's viewings."""
        self.desk.run(
            confidentiality_agreements.record_paper,
            self.begin(),
            partnership_id=self.place.record_id or 0,
            done=self._saved,
            failed=self.failed,
            receiver=self,
        )

    def _saved(self, _record: int) -> None:
        self.forget()
        self.desk.go(
            "bwv_viewings", partnership_id=self.place.record_id, saved="The agreement on paper is recorded."
        )
