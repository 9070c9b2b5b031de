"""What stands on a printed record: read from the store within the reader's rights, as plain values."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.display import shown_sections
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import Values
from ssp_desktop.models import Action, ContactLog, ContactLogPupil, Prompt
from ssp_desktop.reports.contact_log_content import (
    ContactLogReport,
    PrintedAction,
    PrintedPrompt,
    PrintedReview,
    PrintedRevision,
    PrintedSignature,
)
from ssp_desktop.reports.contact_register_report import ContactRegister, RegisterLine
from ssp_desktop.reports.partnership_report import PartnershipDocument, PartnershipReport
from ssp_desktop.security.permissions import Action as Right
from ssp_desktop.services import actions, contact_log_views
from ssp_desktop.services.contact_log_lists import rows, visible
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.services.countersigning import ShownCountersignature
from ssp_desktop.services.own_school import check_own, stored_school
from ssp_desktop.services.partnerships import tier_of
from ssp_desktop.services.presets import wording_for
from ssp_desktop.services.prompts import ShownPrompt
from ssp_desktop.services.records import read_values
from ssp_desktop.services.revisions import history
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import ActionState, CountersignDecision, CrimeDecision, PromptKind, ToldBy
from ssp_desktop.vocabulary.partnership import Tier

LONGEST_REGISTER = 5000
# Document, signed on, reference, review by.
_DOCUMENTS = (
    ("Protocol", "protocol_signed_on", "protocol_version", "protocol_review_on"),
    ("Data sharing agreement", "dsa_signed_on", "dsa_reference", "dsa_review_on"),
    ("Data protection impact assessment", "dpia_signed_on", "dpia_reference", "dpia_review_on"),
)


def contact_log(work: Work, record_id: int) -> ContactLogReport:
    """Return one contact log as this person may print it."""
    log = contact_log_views.existing(work, record_id)
    opened = contact_log_views.view(work, log)
    return ContactLogReport(
        reference=opened.reference,
        school=opened.school,
        author=opened.author,
        state=opened.state.label,
        revision=opened.revision,
        submitted_at=opened.submitted_at,
        school_copy=work.actor.audience != "police",
        intact=opened.intact,
        sections=opened.sections,
        revisions=tuple(
            PrintedRevision(
                each.number,
                each.author,
                each.made_at,
                each.reason,
                each.content_hash,
                each.intact,
                each.changes,
            )
            for each in opened.revisions
        ),
        signatures=_signatures(work, opened),
        prompts=_prompts(work, opened),
        actions=_actions(work, log),
        reviews=tuple(
            PrintedReview(each.why_in_words, each.raised_at, each.reviewed_by, each.reviewed_at, each.outcome)
            for each in opened.reviews
        ),
    )


def _signatures(work: Work, opened: OpenedContactLog) -> tuple[PrintedSignature, ...]:
    accounts = {
        each.number: str(each.values.get("account") or "")
        for each in history(work.db, CONTACT_LOG, opened.id)
    }
    return tuple(_signature(each, accounts.get(each.revision, "")) for each in opened.countersignatures)


def _signature(shown: ShownCountersignature, officer_account: str) -> PrintedSignature:
    return PrintedSignature(
        revision=shown.revision,
        signer=shown.signer,
        decision=shown.decision.label,
        disagrees=shown.decision is CountersignDecision.DISAGREE,
        comment=shown.comment,
        officer_account=officer_account,
        signed_at=shown.signed_at,
        fingerprint=shown.fingerprint,
        audit_head=shown.audit_head,
        audit_count=shown.audit_count,
        fault=shown.fault,
    )


def _prompts(work: Work, opened: OpenedContactLog) -> tuple[PrintedPrompt, ...]:
    names = actions.account_names(work)
    answered_by = dict(
        work.db.execute(select(Prompt.id, Prompt.answered_by).where(Prompt.contact_log_id == opened.id)).all()
    )
    return tuple(
        PrintedPrompt(
            question=wording_for(work.signed_in.preset)(each.kind.label),
            urgent=each.urgent,
            answer="" if each.is_open else _answer(each),
            answered_by=names.get(answered_by.get(each.id) or 0, ""),
            answered_at=each.answered_at,
            after_submission=each.answered_at is not None and each.answered_at > opened.submitted_at,
        )
        for each in opened.prompts
    )


def _answer(prompt: ShownPrompt) -> str:
    reference = prompt.reference
    if prompt.kind is PromptKind.CRIME_DECISION:
        reference = label_of(CrimeDecision, reference)
    return "\n".join(filter(None, (reference, prompt.reason)))


def _actions(work: Work, log: ContactLog) -> tuple[PrintedAction, ...]:
    names = actions.account_names(work)
    return tuple(_action(work, row, names) for row in log.actions)


def _action(work: Work, row: Action, names: dict[int, str]) -> PrintedAction:
    state = ActionState(row.state)
    return PrintedAction(
        task=row.task,
        owner=names.get(row.owner, "") if row.owner is not None else row.owner_name,
        due_on=row.due_on,
        state=state.label,
        overdue=state is ActionState.OPEN and row.due_on is not None and row.due_on < work.today,
        outcome=row.outcome,
        done_on=row.done_on,
        told_on=row.told_on,
        told_person=row.told_person,
        told_how=label_of(ToldBy, row.told_how),
    )


def register(
    work: Work, first_day: date, last_day: date, partnership_id: int | None = None
) -> ContactRegister:
    """Return the contact logs of a period, both days included, in the order of their dates.

    Raises:
        UserError: the period is turned round, or holds more than can be printed at once.
    """
    if last_day < first_day:
        raise UserError("The period ends before it starts.", "Check both dates.")
    query = visible(work, select(ContactLog)).where(
        ContactLog.contact_date >= first_day, ContactLog.contact_date <= last_day
    )
    school = ""
    if partnership_id is not None:
        school = stored_school(work, partnership_id).school_name
        query = query.where(ContactLog.partnership_id == partnership_id)
    count = work.db.scalar(select(func.count()).select_from(query.subquery())) or 0
    if count > LONGEST_REGISTER:
        raise UserError(
            f"There are {count:,} contact logs in this period; {LONGEST_REGISTER:,} can be printed at once.",
            "Choose a shorter period, or one school.",
        )
    found = rows(work, query.order_by(ContactLog.contact_date, ContactLog.id))
    pupils = _pupils(work, query.with_only_columns(ContactLog.id).order_by(None))
    return ContactRegister(
        first_day,
        last_day,
        school,
        tuple(
            RegisterLine(
                each.reference,
                each.contact_date,
                each.subject,
                pupils.get(each.id, ()),
                each.school,
                each.author,
                each.state.label,
            )
            for each in found
        ),
    )


def _pupils(work: Work, wanted: Select[int]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    found = work.db.execute(
        select(ContactLogPupil.contact_log_id, ContactLogPupil.given_name, ContactLogPupil.family_name)
        .where(ContactLogPupil.contact_log_id.in_(wanted))
        .order_by(ContactLogPupil.contact_log_id, ContactLogPupil.position)
    )
    for record_id, given, family in found:
        names[record_id] = (*names.get(record_id, ()), f"{given} {family}".strip())
    return names


def partnership(work: Work, partnership_id: int) -> PartnershipReport:
    """Return one partnership as this person may print it: the school prints its own."""
    check_own(work, partnership_id, Right.PRINT_PARTNERSHIP, PARTNERSHIP.noun, partnership_id)
    stored = stored_school(work, partnership_id)
    values = read_values(stored, PARTNERSHIP)
    tier, reason = tier_of(values, work.today)
    return PartnershipReport(
        school=stored.school_name,
        tier=tier.label,
        tier_reason=reason,
        must_escalate=tier is Tier.DECLINED and not values["escalated_on"],
        revision=stored.revision,
        updated_at=stored.updated_at,
        documents=tuple(_document(values, each, work.today) for each in _DOCUMENTS),
        sections=shown_sections(
            PARTNERSHIP, values, actions.account_names(work), wording=wording_for(work.signed_in.preset)
        ),
        printed_elsewhere=frozenset(key for _name, *keys in _DOCUMENTS for key in keys),
    )


def _document(values: Values, keys: tuple[str, str, str, str], today: date) -> PartnershipDocument:
    name, signed, reference, review = keys
    state = "In force"
    if not values[signed]:
        state = "Not signed"
    elif values[review] and values[review] < today:
        state = "Review overdue"
    return PartnershipDocument(name, values[signed], values[reference], values[review], state)
