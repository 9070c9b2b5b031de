"""The audit page: reading, checking and exporting the log (Data Protection Act 2018 s.62(4) and (5)).

A sergeant sees which record an entry is about. Who has administration alone sees that a record was opened,
not what it says: its number instead of its reference, and no detail, since a decision or a purpose is
content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select

from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry, ContactLog, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, anchors, damage, verification
from ssp_desktop.services.clock import at_local
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.people import Role

NOUN = "audit_entry"
NOUN_LABELS: Mapping[str, str] = {
    "account": "Account",
    "action": "Action",
    "activity": "Activity",
    "arrest_arrangement": "Arrangements for an arrest",
    "arrest_outcome": "Outcome of an arrest",
    "arrest_plan": "Arrest plan",
    "arrest_share": "Summary shared with the school",
    "attachment": "Photograph",
    NOUN: "Audit log",
    "bwv_viewing": "Viewing of body-worn video",
    "confidentiality_agreement": "Confidentiality agreement",
    "contact_log": "Contact log",
    "contact_register": "Contact register",
    "disposal": "Disposal",
    "draft": "Draft",
    "equipment": "Equipment",
    "evaluation": "Evaluation",
    "evaluation_account": "Officer\u2019s own account",
    "evaluation_feedback": "Feedback on the partnership",
    "fairness": "Comparison of groups",
    "indicator": "Figures of the year",
    "information_share": "Information shared",
    "missing_pupil": "Missing pupil sheet",
    "officer_profile": "Officer\u2019s profile",
    "partnership": "Partnership",
    "person": "Pupil",
    "plain_clothes_authority": "Plain-clothes authority",
    "prevention_plan": "Prevention plan",
    "prioritisation": "Prioritisation",
    "program": "Program",
    "retention_review": "Retention review",
    "review": "Review queue",
    "school_roll": "School roll",
    "search_document": "Search",
    "storage_checklist": "Storage checklist",
    "storage_decision": "Storage decision",
    "storage_risk_assessment": "Storage risk assessment",
    "store": "Store",
    "store_settings": "Whose data this is",
    "visit": "Visit",
}
# What these entries say in ``detail`` is about the program or its people, never about a record.
_OPEN_NOUNS = frozenset({"account", NOUN, "program", "store"})


@dataclass(frozen=True)
class AuditFilter:
    """What to look for. Empty means everything. Days are the school's, both included."""

    first_day: date | None = None
    last_day: date | None = None
    actor_id: int | None = None
    event: AuditEvent | None = None
    noun: str = ""
    record_id: int | None = None


@dataclass(frozen=True)
class AuditLine:
    """One entry in words. ``record`` is ``Contact log CL-2026-00001``, or its number where that is hidden."""

    sequence: int
    at: datetime
    actor: str
    actor_role: str
    event: str
    record: str
    noun: str
    record_id: int | None
    revision: int | None
    detail: str


@dataclass(frozen=True)
class ExportedEntry:
    """One entry with what proves it."""

    line: AuditLine
    session_id: str | None
    previous_hash: str
    entry_hash: str
    signature: str


def page(
    signed_in: SignedIn,
    wanted: AuditFilter | None = None,
    *,
    before: int | None = None,
    limit: int = 100,
) -> tuple[AuditLine, ...]:
    """Return entries, the newest first, from the one before number ``before`` on. Notes that it was read."""

    def work(work: Work) -> tuple[AuditLine, ...]:
        query = _wanted(select(AuditEntry), wanted or AuditFilter())
        if before is not None:
            query = query.where(AuditEntry.sequence < before)
        found = work.db.scalars(query.order_by(AuditEntry.sequence.desc()).limit(limit)).all()
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return _lines(work, found)

    return run(signed_in, Action.AUDIT_READ, work)


def verify(
    signed_in: SignedIn,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> verification.Checked:
    """Check the whole store and note the outcome.

    Args:
        signed_in: a sergeant or somebody with administration.
        progress: is told a percentage from 0 to 100.
        cancelled: is asked between rows.

    Raises:
        UserError: not allowed, or cancelled.
    """
    glance(signed_in, Action.AUDIT_READ, lambda work: None)
    found = verification.check_store(
        signed_in.database,
        store_id=signed_in.store_id,
        root_public=signed_in.vault.authority_public,
        noted=anchors.outside(signed_in),
        progress=progress,
        cancelled=cancelled,
    )
    failed = [line.name for line in found.lines if not line.ok]
    if not {"Pages", "Tables"}.isdisjoint(failed):
        damage.found(signed_in)

    def work(work: Work) -> None:
        detail = f"failed: {', '.join(failed)}" if failed else f"{len(found.lines)} checks passed"
        work.audit(AuditEvent.VERIFIED, "store", detail=detail)

    try:
        run(signed_in, Action.AUDIT_READ, work)
    except UserError:
        if found.ok:
            raise
        # A damaged file may take no entry any more. What was found must be told all the same.
        line = verification.CheckLine("Audit entry", False, "This check could not be noted in the audit log.")
        return verification.Checked((*found.lines, line))
    return found


def exported(
    work: Work, wanted: AuditFilter | None = None, *, after: int | None, limit: int
) -> tuple[ExportedEntry, ...]:
    """Return entries with hashes and signatures, the oldest first, from the one after ``after`` on."""
    query = _wanted(select(AuditEntry), wanted or AuditFilter())
    if after is not None:
        query = query.where(AuditEntry.sequence > after)
    found = work.db.scalars(query.order_by(AuditEntry.sequence).limit(limit)).all()
    return tuple(
        ExportedEntry(line, row.session_id, row.previous_hash, row.entry_hash, row.signature)
        for line, row in zip(_lines(work, found), found, strict=True)
    )


def _wanted(query: Select[AuditEntry], wanted: AuditFilter) -> Select[AuditEntry]:
    if wanted.first_day is not None:
        query = query.where(AuditEntry.at >= at_local(wanted.first_day, time(0)))
    if wanted.last_day is not None:
        query = query.where(AuditEntry.at < at_local(wanted.last_day + timedelta(days=1), time(0)))
    if wanted.actor_id is not None:
        query = query.where(AuditEntry.actor_id == wanted.actor_id)
    if wanted.event is not None:
        query = query.where(AuditEntry.action == wanted.event.value)
    if wanted.noun:
        query = query.where(AuditEntry.noun == wanted.noun)
    if wanted.record_id is not None:
        query = query.where(AuditEntry.record_id == wanted.record_id)
    return query


def _lines(work: Work, found: Iterable[AuditEntry]) -> tuple[AuditLine, ...]:
    entries = list(found)
    names = actions.account_names(work)
    reads_records = work.actor.audience == "police"
    known = {("account", number): name for number, name in names.items()}
    if reads_records:
        known |= _known(work, entries)
    return tuple(_line(each, names, known, reads_records) for each in entries)


def _line(
    entry: AuditEntry, names: Mapping[int, str], known: Mapping[tuple[str, int], str], reads_records: bool
) -> AuditLine:
    shows_detail = reads_records or entry.noun in _OPEN_NOUNS
    return AuditLine(
        sequence=entry.sequence,
        at=entry.at,
        actor=names.get(entry.actor_id, f"Account {entry.actor_id}") if entry.actor_id else "Nobody",
        actor_role=label_of(Role, entry.actor_role),
        event=label_of(AuditEvent, entry.action),
        record=_record(entry, known),
        noun=entry.noun,
        record_id=entry.record_id,
        revision=entry.revision,
        detail=entry.detail if shows_detail else "",
    )


def _record(entry: AuditEntry, known: Mapping[tuple[str, int], str]) -> str:
    label = NOUN_LABELS.get(entry.noun, entry.noun)
    if entry.record_id is None:
        return label
    return f"{label} {known.get((entry.noun, entry.record_id), entry.record_id)}"


def _known(work: Work, entries: Iterable[AuditEntry]) -> dict[tuple[str, int], str]:
    """Return references and schools' names of the records that the entries name."""
    wanted = {each.record_id for each in entries if each.noun == "contact_log" and each.record_id}
    logs = select(ContactLog.id, ContactLog.reference)
    if wanted:
        logs = logs.where(ContactLog.id.between(min(wanted), max(wanted)))
    found = {("contact_log", number): text for number, text in work.db.execute(logs)} if wanted else {}
    schools = work.db.execute(select(Partnership.id, Partnership.school_name))
    return found | {("partnership", number): text for number, text in schools}
