"""The documents about arrests that can be printed: the brief, the full record, the school's summary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.reports.arrest_report import arrest_brief, arrest_record, arrest_summary
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import arrest_print
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.arrest import ArrestPaper

_HANDLING = "Police only. Personal data about a child and a planned arrest: show it to nobody at the school."


@dataclass(frozen=True)
class ArrestPlanPrint(PrintRequest):
    """One arrest plan: the brief for the day, or all of it."""

    plan_id: int
    paper: ArrestPaper = ArrestPaper.RECORD
    right: ClassVar = Action.PRINT_ARREST_PLAN
    page_title: ClassVar = "Print an arrest plan"
    menu_page: ClassVar = "arrest_plans"

    def material(self, work: Work) -> Material:
        """Read the plan; the brief only when it is approved as it stands."""
        if self.paper is ArrestPaper.BRIEF:
            brief, revision = arrest_print.brief(work, self.plan_id)
            reference, make = f"{brief.reference} brief", partial(arrest_brief, brief)
        else:
            record, revision = arrest_print.record(work, self.plan_id)
            reference, make = record.reference, partial(arrest_record, record)
        about = self.paper.label.lower()
        return Material(
            ARREST_PLAN.noun, self.plan_id, revision, reference, about, make, _HANDLING, sensitive=True
        )


@dataclass(frozen=True)
class ArrestSharePrint(PrintRequest):
    """One summary that was shared with the school."""

    share_id: int
    right: ClassVar = Action.PRINT_ARREST_SHARE
    page_title: ClassVar = "Print a shared summary"
    menu_page: ClassVar = "arrest_shares"

    def material(self, work: Work) -> Material:
        """Read the summary: the school its own, the police any."""
        share = arrest_print.summary(work, self.share_id)
        reference = f"Shared {share.signed_at.date().isoformat()}"
        make = partial(arrest_summary, share)
        return Material(ARREST_SHARE.noun, self.share_id, 1, reference, "", make, sensitive=True)
