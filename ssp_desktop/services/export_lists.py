"""Which lists can be exported, and what stands in their columns: one entry for each page with a list.

A list reads what the person may see and nothing else: ``read`` is the same function of the noun's service
that the page reads from. Secrets are in no column.
"""

from __future__ import annotations

from typing import Any

from ssp_desktop.reports.spreadsheet import Cell
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    accounts,
    actions,
    activity_lists,
    arrest_plan_lists,
    arrest_plans,
    arrest_sharing,
    audit_log,
    chronology,
    contact_log_lists,
    equipment_views,
    evaluation_lists,
    export_equipment,
    export_figures,
    export_sheets,
    partnerships,
    storage,
    visits,
)
from ssp_desktop.services.accounts import AccountLine
from ssp_desktop.services.actions import ActionSummary
from ssp_desktop.services.activity_lists import ActivityRow
from ssp_desktop.services.arrest_plan_lists import ArrestPlanRow
from ssp_desktop.services.arrest_sharing import ShownShare
from ssp_desktop.services.audit_log import ExportedEntry
from ssp_desktop.services.chronology import PupilLine
from ssp_desktop.services.chronology_sources import ChronologyLine
from ssp_desktop.services.contact_log_lists import ContactLogRow
from ssp_desktop.services.evaluation_lists import EvaluationLine
from ssp_desktop.services.export_list import TIME, ExportList, day, moment, whole
from ssp_desktop.services.partnerships import SchoolState
from ssp_desktop.services.storage import StorageState
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.services.visits import VisitSummary


def _contact_log(row: ContactLogRow) -> tuple[Cell, ...]:
    return (
        row.reference,
        day(row.contact_date),
        row.state.label,
        row.subject,
        row.pupils,
        row.author,
        row.school,
        row.revision,
        moment(row.submitted_at),
        moment(row.waiting_since),
    )


def _action(row: ActionSummary) -> tuple[Cell, ...]:
    state = "Overdue" if row.overdue else row.state.label
    return (row.reference, day(row.due_on), state, row.task, row.owner, day(row.done_on), day(row.told_on))


def _visit(row: VisitSummary) -> tuple[Cell, ...]:
    times = (moment(row.arrived_at), moment(row.left_at))
    return (row.school, row.officer, *times, row.end_kind.label, row.contacts, row.nil_return_note)


def _partnership(row: SchoolState) -> tuple[Cell, ...]:
    return (row.name, row.tier.label, row.tier_reason, "Yes" if row.must_escalate else "No")


def _storage(row: StorageState) -> tuple[Cell, ...]:
    approved = "Approved" if row.approved else "Not approved" if row.started else "Nothing recorded"
    missing, not_met = " ".join(row.missing), ", ".join(row.not_met)
    return (row.school, approved, row.review.label, day(row.review_on), not_met, missing)


def _arrest_plan(row: ArrestPlanRow) -> tuple[Cell, ...]:
    at = f"{row.planned_at:%H:%M}" if row.planned_at else ""
    who = (row.kind.label, row.person, row.author, row.school)
    return (row.reference, day(row.planned_on), at, row.state.label, *who)


def _pupil(row: PupilLine) -> tuple[Cell, ...]:
    return (row.name, row.known_as, day(row.born))


def _chronology_line(row: ChronologyLine) -> tuple[Cell, ...]:
    return (day(row.happened_on), row.kind, row.reference, row.about, row.part, row.named)


def _of_one_pupil(work: Work, *, person_id: int, after: Any, limit: int) -> tuple[ChronologyLine, ...]:
    return chronology.view(work, person_id).lines


def _activity(row: ActivityRow) -> tuple[Cell, ...]:
    state = "Entered in error" if row.in_error else "Recorded"
    return (row.reference, row.kind.label, day(row.happened_on), row.subject, row.author, row.school, state)


def _evaluation(row: EvaluationLine) -> tuple[Cell, ...]:
    return (row.school, row.year.label, row.state.label)


def _share(row: ShownShare) -> tuple[Cell, ...]:
    return (moment(row.shared_at), row.shared_for, row.summary)


def _account(row: AccountLine) -> tuple[Cell, ...]:
    administration = "Yes" if row.administrator else "No"
    who = (row.display_name, row.user_name, row.role.label, administration)
    return (*who, row.state.label, row.school, moment(row.last_signed_in_at))


def _entry(row: ExportedEntry) -> tuple[Cell, ...]:
    line = row.line
    return (
        line.sequence,
        line.at.isoformat(),
        line.actor,
        line.actor_role,
        line.event,
        line.record,
        line.revision,
        line.detail,
        row.session_id,
        row.previous_hash,
        row.entry_hash,
        row.signature,
    )


EXPORTS = {
    **export_sheets.SHEETS,
    **export_figures.FIGURES,
    "contact_logs": ExportList(
        contact_log_lists.NOUN,
        "Contact logs",
        (Action.CONTACT_LOG_READ_POLICE, Action.CONTACT_LOG_READ_SCHOOL),
        (
            "Reference",
            "Date of contact",
            "State",
            "About",
            "Pupils",
            "Officer",
            "School",
            "Revision",
            f"Submitted {TIME}",
            f"Waiting since {TIME}",
        ),
        contact_log_lists.listed,
        _contact_log,
        lambda row: row.key,
    ),
    "actions": ExportList(
        actions.NOUN,
        "Actions",
        (Action.ACTION_READ,),
        ("Contact log", "Due", "State", "Task", "Owner", "Done", "School told"),
        actions.listed,
        _action,
        lambda row: (row.due_on, row.id),
    ),
    "visits": ExportList(
        visits.NOUN,
        "Visits",
        (Action.VISIT_READ,),
        (
            "School",
            "Officer",
            f"Arrived {TIME}",
            f"Left {TIME}",
            "How it ended",
            "Contact logs",
            "Note to the nil return",
        ),
        visits.listed,
        _visit,
        lambda row: row.id,
    ),
    "partnerships": ExportList(
        partnerships.NOUN,
        "Partnerships",
        (Action.PARTNERSHIP_READ,),
        ("School", "Partnership", "Why", "Still to be escalated"),
        whole(partnerships.overview),
        _partnership,
    ),
    "storage": ExportList(
        "storage_checklist",
        "Storage at schools",
        (Action.STORAGE_READ,),
        ("School", "Storage", "Checklist", "Review by", "Required and not met", "What is missing"),
        whole(storage.overview),
        _storage,
    ),
    "arrest_plans": ExportList(
        arrest_plans.NOUN,
        "Arrest plans",
        (Action.ARREST_PLAN_READ,),
        ("Reference", "Date", "Time", "State", "What it is", "Person", "Officer", "School"),
        arrest_plan_lists.listed,
        _arrest_plan,
        lambda row: row.key,
        sensitive=Action.ARREST_PLAN_READ,
    ),
    "pupils": ExportList(
        chronology.NOUN,
        "Pupils",
        (Action.PUPIL_READ,),
        ("Name", "Known as", "Born"),
        chronology.listed,
        _pupil,
        lambda row: row.id,
    ),
    "chronology": ExportList(
        chronology.NOUN,
        "Chronology of a pupil",
        (Action.PUPIL_READ,),
        ("Date", "Kind", "Reference", "About", "Part or state", "Named as"),
        _of_one_pupil,
        _chronology_line,
        sensitive=chronology.NAMES_ARRESTS,
    ),
    "equipment": ExportList(*export_equipment.REGISTER, equipment_views.listed, export_equipment.cells),
    "activities": ExportList(
        activity_lists.NOUN,
        "Activities",
        (Action.ACTIVITY_READ,),
        ("Reference", "Kind", "Date", "About", "Officer", "School", "State"),
        activity_lists.listed,
        _activity,
        lambda row: row.key,
    ),
    "evaluations": ExportList(
        "evaluation",
        "Annual evaluations",
        (Action.EVALUATION_READ,),
        ("School", "Academic year", "State"),
        whole(evaluation_lists.listed),
        _evaluation,
    ),
    "arrest_share": ExportList(
        arrest_sharing.NOUN,
        "Shared by the police",
        (Action.ARREST_SHARE_READ,),
        (f"Shared {TIME}", "For", "Summary"),
        whole(arrest_sharing.listed),
        _share,
        sensitive=Action.ARREST_SHARE_READ,
    ),
    "people": ExportList(
        accounts.NOUN,
        "People",
        (Action.ACCOUNT_ADMIN,),
        (
            "Name",
            "User name",
            "Role",
            "Administration",
            "State",
            "School",
            f"Last signed in {TIME}",
        ),
        whole(accounts.listed),
        _account,
        export=Action.ACCOUNT_ADMIN,
    ),
    "audit": ExportList(
        audit_log.NOUN,
        "Audit log",
        (Action.AUDIT_READ,),
        (
            "Entry",
            "Time (UTC)",
            "Who",
            "Role",
            "What was done",
            "Record",
            "Revision",
            "Detail",
            "Session",
            "Hash of the entry before",
            "Hash",
            "Signature",
        ),
        audit_log.exported,
        _entry,
        lambda row: row.line.sequence,
        export=Action.AUDIT_EXPORT,
    ),
}
