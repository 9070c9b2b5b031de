"""Actions agreed at a contact: followed until the outcome is recorded and the school has been told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select, tuple_

from ssp_desktop.errors import UserError
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.spec import Values
from ssp_desktop.models.account import Account
from ssp_desktop.models.action import Action as ActionRow
from ssp_desktop.models.contact_log import ContactLog
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import contact_log_search
from ssp_desktop.services.own_school import check_own, of_own_school
from ssp_desktop.services.records import checked, read_values, write_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ActionState

NOUN = ACTION.noun
_CLOSED = (ActionState.CLOSED.value,)
_NOT_CLOSED = (ActionState.OPEN.value, ActionState.SCHOOL_NOT_TOLD.value)


@dataclass(frozen=True)
class ActionSummary:
    """One line of a list of actions. ``overdue`` and ``state`` are said in words on the screen."""

    id: int
    contact_log_id: int
    reference: str
    task: str
    owner: str
    due_on: date | None
    state: ActionState
    overdue: bool
    done_on: date | None
    told_on: date | None


@dataclass(frozen=True)
class OpenedAction:
    """An action with the answers of its form."""

    summary: ActionSummary
    values: dict[str, Any]
    updated_at: datetime


def prepare(work: Work, log: ContactLog) -> None:
    """Give the actions of a contact log that is being stored what the form does not ask."""
    for row in log.actions:
        row.partnership_id = log.partnership_id
        row.state = row.state or ActionState.OPEN.value
        row.updated_at, row.updated_by = work.now, work.actor.account_id


def guard_finished(work: Work, log: ContactLog, answers: Mapping[str, Any]) -> None:
    """Refuse a correction that would drop an action which already has an outcome."""
    kept = {row.get("row_id") for row in answers["actions"]}
    if any(row.outcome and row.id not in kept for row in log.actions):
        raise UserError(
            "An action that has an outcome cannot be removed.",
            "Leave it in, and say in another action what changes.",
        )


def update(
    signed_in: SignedIn, action_id: int, values: Values, *, based_on: datetime | None = None
) -> ActionState:
    """Record an action's outcome and that the school was told. Returns where it stands then.

    Args:
        signed_in: an officer, a sergeant, or the school's SPOC.
        action_id: which action.
        values: the answers of the form ``ACTION``.
        based_on: ``OpenedAction.updated_at`` as it was read; a later change stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: somebody else (the SPOC, at the same PC) recorded something meanwhile.
    """

    def work(work: Work) -> ActionState:
        row = _visible(work, action_id)
        if based_on is not None and row.updated_at != based_on:
            raise UserError(
                "Somebody recorded something for this action while you were writing.",
                "Open the action again, read what it says now, then add yours.",
            )
        answers = checked(ACTION, values, work.context)
        write_values(row, ACTION, answers)
        row.state = _state(answers).value
        row.closed_at = (row.closed_at or work.now) if row.state == ActionState.CLOSED else None
        row.updated_at, row.updated_by = work.now, work.actor.account_id
        work.db.flush()
        contact_log_search.index_contact_log(work, work.db.get_one(ContactLog, row.contact_log_id))
        work.audit(AuditEvent.ALTERED, NOUN, row.id, detail=row.state)
        work.changed(NOUN)
        return ActionState(row.state)

    return run(signed_in, Action.ACTION_UPDATE, work)


def _state(answers: Values) -> ActionState:
    if not answers["done_on"]:
        return ActionState.OPEN
    return ActionState.CLOSED if answers["told_on"] else ActionState.SCHOOL_NOT_TOLD


def open_action(signed_in: SignedIn, action_id: int) -> OpenedAction:
    """Return one action with its answers."""

    def work(work: Work) -> OpenedAction:
        row = _visible(work, action_id)
        work.audit(AuditEvent.CONSULTED, NOUN, row.id)
        summary = _summaries(work, select(ActionRow).where(ActionRow.id == row.id))[0]
        return OpenedAction(summary, read_values(row, ACTION), row.updated_at)

    return run(signed_in, Action.ACTION_READ, work)


def page(
    signed_in: SignedIn,
    *,
    mine: bool = False,
    closed: bool = False,
    after: tuple[date, int] | None = None,
    limit: int = 50,
) -> tuple[ActionSummary, ...]:
    """Return actions, those due first first, from the one after ``after`` (due date, id) on."""

    def work(work: Work) -> tuple[ActionSummary, ...]:
        found = listed(work, mine=mine, closed=closed, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.ACTION_READ, work)


def listed(
    work: Work, *, mine: bool = False, closed: bool = False, after: tuple[date, int] | None, limit: int
) -> tuple[ActionSummary, ...]:
    """Return one page of what the person may see, without a trace: the caller leaves it."""
    query = visible(work, select(ActionRow))
    query = query.where(ActionRow.state.in_(_CLOSED if closed else _NOT_CLOSED))
    if mine:
        query = query.where(ActionRow.owner == work.actor.account_id)
    if after is not None:
        query = query.where(tuple_(ActionRow.due_on, ActionRow.id) > after)
    return _summaries(work, query.order_by(ActionRow.due_on, ActionRow.id).limit(limit))


def visible(work: Work, query: Select[ActionRow]) -> Select[ActionRow]:
    """Narrow a query to the actions that the person may see: the school sees its own."""
    return of_own_school(work, query, ActionRow.partnership_id)


def _visible(work: Work, action_id: int) -> ActionRow:
    row = work.db.get(ActionRow, action_id)
    if row is None:
        raise UserError("This action is not in the store.", "Go back to the list and choose again.")
    check_own(work, row.partnership_id, Action.ACTION_READ, NOUN, action_id)
    return row


def _summaries(work: Work, query: Select[ActionRow]) -> tuple[ActionSummary, ...]:
    rows = list(work.db.scalars(query))
    logs = dict(
        work.db.execute(
            select(ContactLog.id, ContactLog.reference).where(
                ContactLog.id.in_({row.contact_log_id for row in rows})
            )
        ).all()
    )
    names = account_names(work)
    return tuple(_summary(work, row, logs, names) for row in rows)


def of_contact_log(work: Work, log: ContactLog) -> tuple[ActionSummary, ...]:
    """Return the actions of one contact log, in their order there."""
    names = account_names(work)
    return tuple(_summary(work, row, {log.id: log.reference}, names) for row in log.actions)


def _summary(work: Work, row: ActionRow, logs: Mapping[int, str], names: Mapping[int, str]) -> ActionSummary:
    is_open = row.state == ActionState.OPEN
    return ActionSummary(
        id=row.id,
        contact_log_id=row.contact_log_id,
        reference=logs.get(row.contact_log_id, ""),
        task=row.task,
        owner=names.get(row.owner, "") if row.owner is not None else row.owner_name,
        due_on=row.due_on,
        state=ActionState(row.state),
        overdue=is_open and row.due_on is not None and row.due_on < work.today,
        done_on=row.done_on,
        told_on=row.told_on,
    )


def account_names(work: Work) -> dict[int, str]:
    """Return everybody's name by account id. Colleagues' names are no secret between colleagues."""
    return dict(work.db.execute(select(Account.id, Account.display_name)).all())
