"""The figures of a year as a document that can be printed, for the police alone: fairness is part of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from ssp_desktop.reports.figures_report import figures_report
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import fairness, indicators
from ssp_desktop.services.academic_year import chosen_year
from ssp_desktop.services.fairness_words import in_words
from ssp_desktop.services.indicator_words import on_paper
from ssp_desktop.services.own_school import school_seen
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.unit_of_work import Work

_HANDLING = "Police only. Figures about groups of children: read what they cannot show before you use them."


@dataclass(frozen=True)
class FiguresPrint(PrintRequest):
    """The indicators and the comparison of groups of one school and academic year."""

    partnership_id: int
    begins: int
    right: ClassVar = Action.PRINT_FIGURES
    page_title: ClassVar = "Print the figures of the year"
    menu_page: ClassVar = "indicators"

    def material(self, work: Work) -> Material:
        """Count everything as it stands now."""
        school = school_seen(work, self.partnership_id, Action.PRINT_FIGURES, indicators.NOUN)
        year = chosen_year(self.begins)
        counted = on_paper(indicators.compute(work, self.partnership_id, year), year)
        compared = in_words(fairness.compute(work, self.partnership_id, year))
        reference = f"Figures {self.partnership_id}, {year.label}"
        make = partial(figures_report, school, counted, compared)
        about = f"school {self.partnership_id}, {year.label}"
        return Material(indicators.NOUN, 0, None, reference, about, make, _HANDLING)
