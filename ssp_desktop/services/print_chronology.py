"""The chronology of a pupil as a document to print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from ssp_desktop.reports.chronology_report import ChronologyEntry, ChronologyReport, chronology_report
from ssp_desktop.reports.parts import counted
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import chronology
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.unit_of_work import Work


@dataclass(frozen=True)
class ChronologyPrint(PrintRequest):
    """All that concerns one pupil, as far as the person may see it."""

    person_id: int
    right: ClassVar = Action.PRINT_CHRONOLOGY
    page_title: ClassVar = "Print a chronology"
    menu_page: ClassVar = "pupils"

    def material(self, work: Work) -> Material:
        """Read the chronology."""
        found = chronology.view(work, self.person_id)
        entries = tuple(
            ChronologyEntry(each.happened_on, each.kind, each.reference, each.about, each.part)
            for each in found.lines
        )
        make = partial(chronology_report, ChronologyReport(found.names, found.born, entries))
        about = f"chronology, {counted(len(entries), 'entry', 'entries')}"
        # Neither a name nor a number of the register, which would tell the school how many others there are.
        reference = f"Chronology, {found.lines[0].reference}"
        sensitive = work.actor.may(chronology.NAMES_ARRESTS)
        return Material(chronology.NOUN, self.person_id, None, reference, about, make, sensitive=sensitive)
