"""Every kind of document that the program prints, each about a record of the demo that shows much."""

from __future__ import annotations

from ssp_desktop.demo.arrests import FIRST_PLAN
from ssp_desktop.demo.evaluations import LAST_YEAR, THIS_YEAR
from ssp_desktop.demo.timeline import YEAR, on
from ssp_desktop.services.print_activities import (
    ActivityRegisterPrint,
    BlankMissingPrint,
    MissingPupilPrint,
    PreventionPlanPrint,
)
from ssp_desktop.services.print_arrests import ArrestPlanPrint, ArrestSharePrint
from ssp_desktop.services.print_chronology import ChronologyPrint
from ssp_desktop.services.print_equipment import EquipmentPrint
from ssp_desktop.services.print_evaluation import EvaluationPrint
from ssp_desktop.services.print_figures import FiguresPrint
from ssp_desktop.services.print_material import PrintRequest
from ssp_desktop.services.print_requests import (
    ContactLogPrint,
    PartnershipPrint,
    RegisterPrint,
    StoragePrint,
)
from ssp_desktop.vocabulary.arrest import ArrestPaper
from ssp_desktop.vocabulary.storage import StoragePart
from tools.places import LARKFIELD, Records

BEFORE = YEAR - 1
LAST_SCHOOL_YEAR = (on(9, 1).replace(year=BEFORE), on(8, 31))


def documents_of(records: Records) -> dict[str, PrintRequest]:
    """Return every kind of document, by the name of its file; the sergeant may print them all."""
    storage = {
        f"storage-{part.value.replace('_', '-')}": StoragePrint(LARKFIELD, part)
        for part in StoragePart
        if part is not StoragePart.PACK
    }
    return {
        "contact-log-disputed": ContactLogPrint(records.disputed),
        "register": RegisterPrint(on(9, 1), on(12, 18), LARKFIELD),
        "register-last-year": RegisterPrint(*LAST_SCHOOL_YEAR),
        "activities": ActivityRegisterPrint(*LAST_SCHOOL_YEAR, LARKFIELD),
        "chronology": ChronologyPrint(records.pupil),
        "missing-pupil": MissingPupilPrint(1),
        "missing-pupil-empty": BlankMissingPrint(),
        "prevention-plan": PreventionPlanPrint(LARKFIELD, BEFORE),
        "partnership": PartnershipPrint(LARKFIELD),
        "storage": StoragePrint(LARKFIELD),
        **storage,
        "equipment": EquipmentPrint(LARKFIELD),
        "arrest-plan": ArrestPlanPrint(FIRST_PLAN),
        "arrest-brief": ArrestPlanPrint(FIRST_PLAN, ArrestPaper.BRIEF),
        "arrest-summary-shared": ArrestSharePrint(1),
        "evaluation-signed": EvaluationPrint(LAST_YEAR),
        "evaluation-begun": EvaluationPrint(THIS_YEAR),
        "figures": FiguresPrint(LARKFIELD, BEFORE),
        "figures-this-year": FiguresPrint(LARKFIELD, YEAR),
    }
