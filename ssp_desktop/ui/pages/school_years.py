"""Choosing a school and an academic year, above what is told about them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.services import indicators
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.indicators import YearChoices
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.parts.labelled import labelled
from ssp_desktop.ui.widgets import FlowLayout

YEARS_BACK = 9


class SchoolYearBar(QWidget):
    """Two lists: the school, where there is more than one, and the academic year, the present one first.

    Signals:
        changed(): a school and a year are chosen, or others are.
    """

    changed = Signal()

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._wanted = (place.record_id, place.extra.get("begins"))
        self.schools = CalmCombo([], None)
        self.schools.removeItem(0)
        self.years = CalmCombo([], None)
        self.years.removeItem(0)
        flow = FlowLayout(self)
        flow.setSpacing(theme.theme().em(0.9))
        self._school_box = labelled("School", self.schools)
        flow.addWidget(self._school_box)
        flow.addWidget(labelled("Academic year", self.years))
        for each in (self.schools, self.years):
            each.activated.connect(self.changed)
        desk.run(indicators.choices, done=self._offer, receiver=self)

    @property
    def school(self) -> int | None:
        """The school that is chosen; None until the schools are there, or when there is none."""
        found: int | None = self.schools.currentData()
        return found

    @property
    def begins(self) -> int:
        """The calendar year in which the chosen academic year begins."""
        return int(self.years.currentData())

    def chosen(self) -> dict[str, int | None]:
        """Return what is chosen, as an export asks for it; it is asked once a year can be chosen."""
        return {"partnership_id": self.school, "begins": self.begins}

    def place(self, page: str) -> Place:
        """Return how to come back to a page with what is chosen now."""
        if self.school is None:
            return Place(page, self._wanted[0], {"begins": self._wanted[1]} if self._wanted[1] else {})
        return Place(page, self.school, {"begins": self.begins})

    def _offer(self, choices: YearChoices) -> None:
        school, begins = self._wanted
        newest = choices.now.begins
        asked = begins if begins is not None else newest
        for year in sorted({*range(newest, newest - YEARS_BACK, -1), asked}, reverse=True):
            self.years.addItem(AcademicYear(year).label, year)
        self.years.setCurrentIndex(self.years.findData(asked))
        for each in choices.schools:
            self.schools.addItem(each.name, each.id)
        self.schools.setCurrentIndex(max(0, self.schools.findData(school)))
        self._school_box.setVisible(len(choices.schools) > 1)
        self.changed.emit()
