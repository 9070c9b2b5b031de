"""Which lists can be exported, and what stands in their columns: one entry for each page with a list.

A list reads what the person may see and nothing else: ``read`` is the same function of the noun's service
that the page reads from. Secrets are in no column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ssp_desktop.reports.spreadsheet import Cell
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    accounts,
    actions,
    arrest_plan_lists,
    arrest_plans,
    audit_log,
    chronology,
    contact_log_lists,
    equipment_views,
    export_equipment,
    partnerships,
    storage,
    visits,
)
from ssp_desktop.services.accounts import AccountLine
from ssp_desktop.services.actions import ActionSummary
from ssp_desktop.services.arrest_plan_lists import ArrestPlanRow
from ssp_desktop.services.audit_log import ExportedEntry
from ssp_desktop.services.chronology import ChronologyLine, PupilLine
from ssp_desktop.services.clock import local
from ssp_desktop.services.contact_log_lists import ContactLogRow
from ssp_desktop.services.partnerships import SchoolState
from ssp_desktop.services.storage import StorageState
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.services.visits import VisitSummary

_TIME = "(time of the school)"


@dataclass(frozen=True)
class ExportList:
    """One list.

    Args:
        noun: what the disclosure and the audit log call it.
        title: its name in the file.
        needs: the rights to read it; one of them is enough.
        headers: the headings.
        read: returns one page for ``(work, after=…, limit=…)`` and the page's filters.
        cells: turns a record into its cells.
        key: what ``after`` is for the page that follows a record; None when ``read`` returns all at once.
        export: the right to take it out of the store.
    """

    noun: str
    title: str
    needs: tuple[Action, ...]
    headers: tuple[str, ...]
    read: Callable[..., Sequence[Any]]
    cells: Callable[[Any], tuple[Cell, ...]]
    key: Callable[[Any], Any] | None = None
    export: Action = Action.EXPORT_LIST


def day(value: date | None) -> str:
    """Return a date as ISO 8601 has it, empty when there is none."""
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    """Return a time as ISO 8601 has it, to the minute, in the time of the school."""
    return f"{local(value):%Y-%m-%d %H:%M}" if value else ""


def whole(read: Callable[[Work], Sequence[Any]]) -> Callable[..., Sequence[Any]]:
    """Return the reader of a short list that is read at once."""

    def read_all(work: Work, *, after: Any, limit: int) -> Sequence[Any]:  # noqa: ARG001 - the readers' shape
        return read(work)

    return read_all


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
            f"Submitted {_TIME}",
            f"Waiting since {_TIME}",
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
            f"Arrived {_TIME}",
            f"Left {_TIME}",
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
    ),
    "equipment": ExportList(*export_equipment.REGISTER, equipment_views.listed, export_equipment.cells),
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
            f"Last signed in {_TIME}",
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
