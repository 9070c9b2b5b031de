"""Checks of records: every revision has its hash and place, every record says what the newest one says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING, CONFIDENTIALITY_AGREEMENT
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.forms.equipment import EQUIPMENT
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.evaluation_account import EVALUATION_ACCOUNT
from ssp_desktop.forms.evaluation_feedback import EVALUATION_FEEDBACK
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.plain_clothes_authority import PLAIN_CLOTHES_AUTHORITY
from ssp_desktop.forms.prevention_plan import PREVENTION_PLAN
from ssp_desktop.forms.prioritisation import PRIORITISATION
from ssp_desktop.forms.retention_review import RETENTION_REVIEW
from ssp_desktop.forms.school_roll import SCHOOL_ROLL
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_risk_assessment import STORAGE_RISK_ASSESSMENT
from ssp_desktop.models import (
    Activity,
    ArrestArrangement,
    ArrestOutcome,
    ArrestPlan,
    ArrestShare,
    AuditEntry,
    BwvViewing,
    ConfidentialityAgreement,
    ContactLog,
    Disposal,
    Equipment,
    Evaluation,
    EvaluationAccount,
    EvaluationFeedback,
    InformationShare,
    MissingPupil,
    Partnership,
    PlainClothesAuthority,
    PreventionPlan,
    Prioritisation,
    RetentionReview,
    Revision,
    SchoolRoll,
    StorageChecklist,
    StorageRiskAssessment,
)
from ssp_desktop.services.revisions import agrees, is_intact, sealed_by, thaw
from ssp_desktop.vocabulary.audit import AuditEvent

ROWS_AT_ONCE = 500
RECORDS_AT_ONCE = 100
_CALLED = {
    ACTIVITY.noun: "activity",
    BWV_VIEWING.noun: "viewing of body-worn video",
    CONFIDENTIALITY_AGREEMENT.noun: "confidentiality agreement",
    INFORMATION_SHARE.noun: "information shared",
    MISSING_PUPIL.noun: "missing pupil",
    PREVENTION_PLAN.noun: "prevention plan",
    CONTACT_LOG.noun: "contact log",
    PARTNERSHIP.noun: "partnership",
    EQUIPMENT.noun: "equipment",
    PLAIN_CLOTHES_AUTHORITY.noun: "plain-clothes authority",
    SCHOOL_ROLL.noun: "school roll",
    RETENTION_REVIEW.noun: "retention review",
    DISPOSAL.noun: "disposal",
    STORAGE_CHECKLIST.noun: "storage checklist",
    STORAGE_RISK_ASSESSMENT.noun: "storage risk assessment",
    ARREST_ARRANGEMENT.noun: "arrangements for an arrest",
    ARREST_PLAN.noun: "arrest plan",
    ARREST_OUTCOME.noun: "outcome of an arrest plan",
    ARREST_SHARE.noun: "outcome shared with the school",
    EVALUATION.noun: "evaluation",
    EVALUATION_FEEDBACK.noun: "feedback on the partnership",
    EVALUATION_ACCOUNT.noun: "officer's account",
    PRIORITISATION.noun: "prioritisation",
}
SEALED: tuple[tuple[FormSpec, type[Any]], ...] = (
    (PARTNERSHIP, Partnership),
    (CONTACT_LOG, ContactLog),
    (ACTIVITY, Activity),
    (EQUIPMENT, Equipment),
    (PLAIN_CLOTHES_AUTHORITY, PlainClothesAuthority),
    (SCHOOL_ROLL, SchoolRoll),
    (BWV_VIEWING, BwvViewing),
    (CONFIDENTIALITY_AGREEMENT, ConfidentialityAgreement),
    (INFORMATION_SHARE, InformationShare),
    (MISSING_PUPIL, MissingPupil),
    (PREVENTION_PLAN, PreventionPlan),
    (RETENTION_REVIEW, RetentionReview),
    (DISPOSAL, Disposal),
    (STORAGE_CHECKLIST, StorageChecklist),
    (STORAGE_RISK_ASSESSMENT, StorageRiskAssessment),
    (ARREST_ARRANGEMENT, ArrestArrangement),
    (ARREST_PLAN, ArrestPlan),
    (ARREST_OUTCOME, ArrestOutcome),
    (ARREST_SHARE, ArrestShare),
    (EVALUATION, Evaluation),
    (EVALUATION_FEEDBACK, EvaluationFeedback),
    (EVALUATION_ACCOUNT, EvaluationAccount),
    (PRIORITISATION, Prioritisation),
)


def count_records(db: Session) -> int:
    """Return how many records ``faults_in_records`` looks at."""
    return sum(db.scalar(select(func.count()).select_from(model)) or 0 for _spec, model in SEALED)


def faults_in_revisions(db: Session, store_id: str, step: Callable[[], None]) -> Iterator[str]:
    """Yield revisions that lack their hash or their audit entry, belong elsewhere, or follow a gap."""
    last: tuple[str, int] | None = None
    number = 0
    made = (AuditEvent.COLLECTED.value, AuditEvent.ALTERED.value)
    named = and_(
        AuditEntry.noun == Revision.noun,
        AuditEntry.record_id == Revision.record_id,
        AuditEntry.revision == Revision.number,
        AuditEntry.action.in_(made),
    )
    found = db.execute(
        select(Revision, AuditEntry.detail)
        .outerjoin(AuditEntry, named)
        .order_by(Revision.noun, Revision.record_id, Revision.number)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    for row, said in found:
        step()
        which = (row.noun, row.record_id)
        number = number + 1 if which == last else 1
        last = which
        name = f"Revision {row.number} of {called(row.noun, row.record_id)}"
        if row.number != number:
            yield f"Revision {number} of {called(row.noun, row.record_id)} is missing."
        elif not is_intact(row):
            yield f"{name} does not say any more what was submitted."
        elif not _in_its_place(row, store_id):
            yield f"{name} belongs to another record or another store."
        elif said != sealed_by(row.content_hash):
            yield f"{name} is not the one that the audit log names."


def _in_its_place(row: Revision, store_id: str) -> bool:
    header: Mapping[str, Any] = json.loads(row.content)["header"]
    expected = {
        "noun": row.noun,
        "store_id": store_id,
        "record_id": row.record_id,
        "revision": row.number,
        "author_id": row.author_id,
    }
    return all(header.get(key) == value for key, value in expected.items())


def faults_in_records(db: Session, step: Callable[[], None]) -> Iterator[str]:
    """Yield records that were changed beside their revisions."""
    for spec, model in SEALED:
        after = 0
        while records := db.scalars(
            select(model).where(model.id > after).order_by(model.id).limit(RECORDS_AT_ONCE)
        ).all():
            after = records[-1].id
            newest = _newest(db, spec, [record.id for record in records])
            for record in records:
                step()
                if not _agrees(spec, record, newest.get(record.id)):
                    yield f"{called(spec.noun, record.id).capitalize()} was changed outside the program."
            db.expunge_all()  # a store of 100,000 records does not fit into memory


def _newest(db: Session, spec: FormSpec, ids: list[int]) -> dict[int, Revision]:
    found = db.scalars(
        select(Revision)
        .where(Revision.noun == spec.noun, Revision.record_id.in_(ids))
        .order_by(Revision.record_id, Revision.number)
    )
    return {row.record_id: row for row in found}


def _agrees(spec: FormSpec, record: Any, newest: Revision | None) -> bool:
    if newest is None or newest.number != record.revision:
        return False
    return agrees(record, spec, thaw(spec, newest))


def called(noun: str, record_id: int) -> str:
    """Return what a record is called in a fault."""
    return f"{_CALLED.get(noun, noun)} number {record_id}"
