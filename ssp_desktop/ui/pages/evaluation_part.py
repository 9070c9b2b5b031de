"""One part of an evaluation, to fill in."""

from __future__ import annotations

from ssp_desktop.forms.evaluation_screen import part_form
from ssp_desktop.services import evaluations
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.evaluations import OpenedPart
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button
from ssp_desktop.vocabulary.evaluation import EvaluationPart


class EvaluationPartPage(RecordForm):
    """``part`` in the place's ``extra`` says which."""

    title = "Part of an evaluation"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.part = EvaluationPart(place.extra.get("part", EvaluationPart.AIMS.value))
        super().__init__(self.part.label, desk, place)
        self.opened: OpenedPart | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the part, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                evaluations.open_part, self.place.record_id, self.part, done=self._show, failed=self.failed
            )

    def _show(self, opened: OpenedPart) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        year = AcademicYear(opened.year).label
        self.set_title(breakable(f"{self.part.label}: {opened.school}, {year}"))
        self.show_form(
            part_form(self.part, opened.edition, opened.indicators),
            opened.values,
            opened.said_since,
            (primary_button("Save", self.save), secondary_button("Cancel", self.cancel)),
        )

    def save(self) -> None:
        """Store the answers as the evaluation's next revision, or show what has to be put right."""
        self.desk.run(
            evaluations.save_part,
            self.place.record_id,
            self.part,
            self.begin(),
            based_on=self.revision,
            done=lambda _revision: self.saved(f"{self.part.label}: saved."),
            failed=self.failed,
            receiver=self,
        )

    def saved(self, words: str) -> None:
        """Go back to the evaluation and say so."""
        self.forget()
        self.desk.go("evaluation", self.place.record_id, saved=words)
