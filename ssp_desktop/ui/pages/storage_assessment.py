"""A risk assessment of storage at one school, to fill in: the school's own, or that of the police."""

from __future__ import annotations

from ssp_desktop.forms.storage_risk_assessment import STORAGE_RISK_ASSESSMENT
from ssp_desktop.services import storage_assessments
from ssp_desktop.services.storage_assessments import OpenedAssessment
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.storage_form import StorageForm
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button
from ssp_desktop.vocabulary.storage import AssessmentParty


class StorageAssessmentPage(StorageForm):
    """``party`` in the place's ``extra`` says whose assessment it is."""

    title = "Storage risk assessment"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.party = AssessmentParty(place.extra.get("party", AssessmentParty.SCHOOL.value))
        super().__init__(self.party.label, desk, place)
        self.opened: OpenedAssessment | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the assessment, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                storage_assessments.open_assessment, self.place.record_id, self.party, done=self._show
            )

    def _show(self, opened: OpenedAssessment) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_title(breakable(f"{self.party.label}: {opened.school}"))
        self.show_form(
            STORAGE_RISK_ASSESSMENT,
            opened.values,
            opened.revision,
            (primary_button("Save", self.save), secondary_button("Cancel", self.cancel)),
        )

    def save(self) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        self.desk.run(
            storage_assessments.save,
            self.place.record_id,
            self.party,
            self.begin(),
            based_on=self.revision,
            done=lambda _record: self.saved(f"{self.party.label} is saved."),
            failed=self.failed,
            receiver=self,
        )
