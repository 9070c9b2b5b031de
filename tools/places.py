"""Every page that the demo's people can see: for the pictures and for the check of all pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ssp_desktop.demo import DemoStore
from ssp_desktop.demo.arrests import FIRST_PLAN, SECOND_PLAN
from ssp_desktop.demo.evaluations import LAST_YEAR, THIS_YEAR
from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.security.permissions import Action, allowed
from ssp_desktop.services import actions, contact_log_lists, contact_log_views, drafts, sign_in
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.print_activities import PreventionPlanPrint
from ssp_desktop.services.print_arrests import ArrestPlanPrint
from ssp_desktop.services.print_chronology import ChronologyPrint
from ssp_desktop.services.print_equipment import EquipmentPrint
from ssp_desktop.services.print_evaluation import EvaluationPrint
from ssp_desktop.services.print_figures import FiguresPrint
from ssp_desktop.services.print_requests import ContactLogPrint, PartnershipPrint, RegisterPrint, StoragePrint
from ssp_desktop.services.signed_in import Actor
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.menu import menu_for
from ssp_desktop.vocabulary.contact import ContactState
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from ssp_desktop.vocabulary.storage import AssessmentParty

ONE_OF_EACH_ROLE = ("officer", "spoc", "head", "sergeant", "administrator")
LARKFIELD, BRACKENMOOR, DECLINED = 1, 2, 3
FIRST_CANISTER = 1
IN_YEAR = {"begins": 2026}
PRINTED = FiguresPrint(LARKFIELD, 2026)
FIRST = 1
SCHOOL_YEAR = 2026


@dataclass(frozen=True)
class Records:
    """Records of the demo that show much: ids."""

    disputed: int
    linked: int
    waiting: int
    action: int
    draft: int
    officer: int
    pupil: int


def find_records(made: DemoStore) -> Records:
    """Look the records up in a demo store that nobody has open."""
    sergeant = sign_in.sign_in(made.folder, "sergeant", PASSWORD, made.pc)
    try:
        moor = contact_log_lists.page(sergeant, Filter(partnership_id=BRACKENMOOR))
        lark = contact_log_lists.page(sergeant, Filter(partnership_id=LARKFIELD))
        disputed = next(each.id for each in reversed(moor) if each.subject.startswith("Called to"))
        linked = next(each.id for each in lark if each.subject == "Money and a second telephone")
        pupil = contact_log_views.open_contact_log(sergeant, linked).named[0][0]
        waiting = next(each.id for each in lark if each.state is ContactState.WAITING)
        action = next(
            each.id for each in actions.page(sergeant) if each.task.startswith("Ask for the camera")
        )
    finally:
        sign_in.sign_out(sergeant)
    officer = sign_in.sign_in(made.folder, "officer", PASSWORD, made.pc)
    try:
        draft = drafts.own_drafts(officer)[0].id
        return Records(disputed, linked, waiting, action, draft, officer.actor.account_id, pupil)
    finally:
        sign_in.sign_out(officer)


def places_of(actor: Actor, records: Records) -> list[tuple[str, Place]]:
    """Return every page that one person can see, each with a name for its picture."""

    def may(action: Action) -> bool:
        return allowed(actor.role, actor.administrator, action)

    found = [(item.page, Place(item.page)) for item in menu_for(actor)]
    for wanted, name, place in (
        (Action.CONTACT_LOG_WRITE, "contact_log_edit", Place("contact_log_edit")),
        (Action.CONTACT_LOG_COUNTERSIGN, "countersign_record", Place("countersign", records.waiting)),
        (Action.ACTION_UPDATE, "action", Place("action", records.action)),
        (Action.PARTNERSHIP_READ, "partnership", Place("partnership", LARKFIELD)),
        (Action.PARTNERSHIP_WRITE, "partnership_declined", Place("partnership", DECLINED)),
        (Action.PARTNERSHIP_WRITE, "partnership_new", Place("partnership")),
        (Action.ACCOUNT_ADMIN, "account", Place("account", records.officer)),
        (Action.ACCOUNT_ADMIN, "account_new", Place("account")),
        (Action.PROFILE_WRITE, "officer_profile", Place("officer_profile", records.officer)),
        (Action.AUDIT_READ, "check_store", Place("check_store")),
        (Action.STORE_MOVE, "move_store", Place("move_store")),
        (Action.PRINT_REGISTER, "print_register", Place("print", None, {"period": RegisterPrint})),
        (
            Action.PRINT_PARTNERSHIP,
            "print_partnership",
            Place("print", None, {"request": PartnershipPrint(LARKFIELD)}),
        ),
        (Action.ARREST_PLAN_READ, "arrest_plan", Place("arrest_plan", FIRST_PLAN)),
        (Action.ARREST_PLAN_DECIDE, "arrest_plan_to_decide", Place("arrest_plan", SECOND_PLAN)),
        (Action.ARREST_PLAN_WRITE, "arrest_plan_new", Place("arrest_plan_edit")),
        (Action.ARREST_PLAN_WRITE, "arrest_plan_change", Place("arrest_plan_edit", SECOND_PLAN)),
        (Action.ARREST_PLAN_WRITE, "arrest_outcome", Place("arrest_outcome", FIRST_PLAN)),
        (Action.ARREST_PLAN_READ, "arrest_arrangements", Place("arrest_arrangement")),
        (Action.ARREST_PLAN_WRITE, "arrest_arrangement", Place("arrest_arrangement", LARKFIELD)),
        (Action.ARREST_SHARE_READ, "arrest_share_read", Place("arrest_share", 1)),
        (
            Action.PRINT_ARREST_PLAN,
            "print_arrest_plan",
            Place("print", None, {"request": ArrestPlanPrint(FIRST_PLAN)}),
        ),
        (Action.EVALUATION_READ, "evaluation_signed", Place("evaluation", LAST_YEAR)),
        (Action.EVALUATION_READ, "evaluation_written", Place("evaluation", THIS_YEAR)),
        *(
            (
                Action.EVALUATION_WRITE,
                f"evaluation_{part}",
                Place("evaluation_part", THIS_YEAR, {"part": part}),
            )
            for part in EvaluationPart
        ),
        (Action.EVALUATION_WRITE, "evaluation_evidence", Place("evaluation_evidence", THIS_YEAR)),
        (Action.EVALUATION_VOICE_WRITE, "evaluation_voice", Place("evaluation_voice", THIS_YEAR)),
        (Action.PRIORITISATION_READ, "prioritisation", Place("prioritisation", LARKFIELD)),
        (
            Action.PRINT_EVALUATION,
            "print_evaluation",
            Place("print", None, {"request": EvaluationPrint(LAST_YEAR)}),
        ),
        (Action.ACTIVITY_WRITE, "activity_edit", Place("activity_edit", None, {"kind": "presentation"})),
        (Action.ACTIVITY_READ, "activity", Place("activity", FIRST)),
        (Action.ACTIVITY_READ, "information_shares", Place("information_shares")),
        (Action.ACTIVITY_READ, "information_share", Place("information_share", FIRST)),
        (Action.ACTIVITY_WRITE, "information_share_edit", Place("information_share_edit")),
        (Action.ACTIVITY_READ, "missing_pupils", Place("missing_pupils")),
        (Action.ACTIVITY_READ, "missing_pupil", Place("missing_pupil", FIRST)),
        (Action.MISSING_PUPIL_WRITE, "missing_pupil_edit", Place("missing_pupil_edit")),
        (Action.ACTIVITY_READ, "bwv_viewings", Place("bwv_viewings", None, {"partnership_id": LARKFIELD})),
        (Action.ACTIVITY_READ, "bwv_viewing", Place("bwv_viewing", FIRST)),
        (
            Action.ACTIVITY_WRITE,
            "bwv_viewing_edit",
            Place("bwv_viewing_edit", None, {"partnership_id": LARKFIELD}),
        ),
        (Action.ACTIVITY_WRITE, "confidentiality_agreement", Place("confidentiality_agreement", LARKFIELD)),
        (
            Action.PRINT_ACTIVITIES,
            "print_prevention_plan",
            Place("print", None, {"request": PreventionPlanPrint(LARKFIELD, SCHOOL_YEAR)}),
        ),
        (Action.STORAGE_READ, "storage_school", Place("storage", LARKFIELD)),
        (Action.STORAGE_WRITE, "storage_checklist", Place("storage_checklist", LARKFIELD)),
        (Action.STORAGE_WRITE, "storage_begun", Place("storage", BRACKENMOOR)),
        (Action.STORAGE_ASSESS, "storage_assessment", Place("storage_assessment", LARKFIELD)),
        (
            Action.STORAGE_WRITE,  # the police: the school neither reads nor writes this one
            "storage_assessment_police",
            Place("storage_assessment", LARKFIELD, {"party": AssessmentParty.POLICE.value}),
        ),
        (Action.EQUIPMENT_READ, "equipment", Place("equipment", LARKFIELD)),
        (Action.EQUIPMENT_READ, "equipment_item", Place("equipment_item", FIRST_CANISTER)),
        (Action.EQUIPMENT_WRITE, "equipment_edit", Place("equipment_edit", LARKFIELD)),
        (Action.EQUIPMENT_SUPERVISE, "plain_clothes", Place("plain_clothes", LARKFIELD)),
        (
            Action.PRINT_EQUIPMENT,
            "print_equipment",
            Place("print", None, {"request": EquipmentPrint(LARKFIELD)}),
        ),
        (
            Action.PRINT_STORAGE,
            "print_storage",
            Place("print", None, {"request": StoragePrint(LARKFIELD)}),
        ),
        (Action.INDICATOR_READ, "indicator", Place("indicator", LARKFIELD, {**IN_YEAR, "key": "confidence"})),
        (
            Action.PRINT_FIGURES,
            "print_figures",
            Place("print", None, {"request": FiguresPrint(LARKFIELD, 2026)}),
        ),
        (Action.DISPOSAL_READ, "disposals", Place("disposals")),
        (Action.FAIRNESS_READ, "fairness", Place("fairness", LARKFIELD, IN_YEAR)),
        (Action.SCHOOL_ROLL_WRITE, "school_roll", Place("school_roll", LARKFIELD, IN_YEAR)),
        (
            Action.PRINT_CONTACT_LOG,
            "print",
            Place("print", None, {"request": ContactLogPrint(records.linked)}),
        ),
    ):
        if may(wanted):
            found.append((name, place))
    if may(Action.PUPIL_READ):
        found.append(("chronology", Place("chronology", records.pupil)))
        found.append(("print_chronology", Place("print", None, {"request": ChronologyPrint(records.pupil)})))
    if may(Action.CONTACT_LOG_READ_POLICE) or may(Action.CONTACT_LOG_READ_SCHOOL):
        found.append(("contact_log", Place("contact_log", records.linked)))
    if may(Action.CONTACT_LOG_READ_POLICE):
        found.append(("contact_log_disputed", Place("contact_log", records.disputed)))
    if actor.user_name == "officer":
        found.append(("contact_log_draft", Place("contact_log_edit", None, {"draft_id": records.draft})))
        found.append(("contact_log_correct", Place("contact_log_edit", records.linked)))
        found.append(("officer_profile", Place("officer_profile", records.officer)))
    return found


def picture_path(folder: Path, who: str, name: str, variant: str = "") -> Path:
    """Return the path of one picture: ``officer-home.png``, ``officer-home-dark-200.png``."""
    return folder / f"{'-'.join(filter(None, (who, name, variant)))}.png"
