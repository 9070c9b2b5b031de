"""Storage at a school as a whole: whether it is approved, what is missing, and when it is looked at again.

Approval is never typed. It follows from the confirmed checklist, the two risk assessments and, where
something required is not met, the sergeant's valid decision about that very revision (handbook 3.2.13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.forms.spec import empty_values
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_risk_assessment import STORAGE_RISK_ASSESSMENT
from ssp_desktop.forms.storage_screen import ChecklistEdition
from ssp_desktop.models import Partnership, StorageChecklist, StorageRiskAssessment
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    attachments,
    disposed,
    storage_assessments,
    storage_checklists,
    storage_decisions,
    storage_guidance,
)
from ssp_desktop.services.attachments import Photograph
from ssp_desktop.services.own_school import of_own_school
from ssp_desktop.services.partnerships import WARNING_DAYS
from ssp_desktop.services.records import read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_decisions import ShownStorageDecision
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.storage import AssessmentParty, ReviewState


@dataclass(frozen=True)
class Assessment:
    """One risk assessment as this reader may see it.

    ``hidden`` is True for a reader of the school before the assessment of the police: then only whether it is
    there is told, and ``values`` are empty.
    """

    party: AssessmentParty
    exists: bool
    hidden: bool
    revision: int
    review: ReviewState
    values: dict[str, Any]


@dataclass(frozen=True)
class StorageState:
    """How one school's storage stands.

    ``started`` is False when nothing was ever recorded. ``missing`` says in sentences what stands in the way
    of approval; ``approved`` means that nothing does. ``not_met`` names the required items that are not met.
    """

    partnership_id: int
    school: str
    started: bool
    missing: tuple[str, ...]
    review: ReviewState
    review_on: date | None
    answered: int
    asked: int
    not_met: tuple[str, ...]

    @property
    def approved(self) -> bool:
        """Whether equipment may be stored."""
        return self.started and not self.missing


@dataclass(frozen=True)
class OpenedStorage:
    """Everything about one school's storage that this reader may see; photographs only when it is opened."""

    state: StorageState
    edition: ChecklistEdition
    checklist: dict[str, Any]
    revision: int
    without_measure: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    decisions: tuple[ShownStorageDecision, ...]
    checklist_id: int | None
    photographs: tuple[Photograph, ...] = ()

    @property
    def decision(self) -> ShownStorageDecision | None:
        """The decision about the checklist as it stands now."""
        return next((each for each in reversed(self.decisions) if each.revision == self.revision), None)


@dataclass(frozen=True)
class StorageDue:
    """Something that waits: ``tag`` is its urgency in a word."""

    partnership_id: int
    school: str
    what: str
    tag: str


def review_state(confirmed: date | None, review: date | None, today: date) -> ReviewState:
    """Return where a yearly review stands; it is due from 60 days before its day."""
    if confirmed is None or review is None:
        return ReviewState.NOT_CONFIRMED
    if review < today:
        return ReviewState.OVERDUE
    return ReviewState.DUE if (review - today).days <= WARNING_DAYS else ReviewState.CONFIRMED


def open_storage(signed_in: SignedIn, partnership_id: int) -> OpenedStorage:
    """Return one school's storage. The school opens its own, without the assessment of the police."""

    def work(work: Work) -> OpenedStorage:
        opened = view(work, partnership_id)
        work.audit(AuditEvent.CONSULTED, STORAGE_CHECKLIST.noun, detail=f"storage of school {partnership_id}")
        if opened.checklist_id is None:
            return opened
        seen = attachments.with_those_taken_off(work, STORAGE_CHECKLIST.noun, opened.checklist_id)
        return replace(opened, photographs=seen)

    return run(signed_in, Action.STORAGE_READ, work)


def schools(signed_in: SignedIn) -> tuple[StorageState, ...]:
    """Return how storage stands at each school that the person may see, by name."""
    return glance(signed_in, Action.STORAGE_READ, overview)


def overview(work: Work) -> tuple[StorageState, ...]:
    """Return how storage stands at each visible school, by name."""
    query = select(Partnership.id).order_by(Partnership.school_name, Partnership.id)
    own = of_own_school(work, query, Partnership.id)
    return tuple(view(work, each).state for each in work.db.scalars(own).all())


def view(work: Work, partnership_id: int) -> OpenedStorage:
    """Return one school's storage as this reader may see it."""
    school = storage_checklists.school_of(work, partnership_id, Action.STORAGE_READ)
    record = storage_checklists.find(work, partnership_id)
    number = record.edition if record is not None else storage_guidance.newest_edition()
    edition = storage_guidance.edition(number or 0)
    values = read_values(record, STORAGE_CHECKLIST) if record else empty_values(STORAGE_CHECKLIST)
    decisions = storage_decisions.shown(work, record) if record else ()
    assessments = tuple(_assessment(work, partnership_id, each) for each in AssessmentParty)
    answers = {row["code"]: row["answer"] for row in values["items"]}
    state = StorageState(
        partnership_id,
        school,
        record is not None or any(each.exists for each in assessments),
        (
            *_absent(work, partnership_id, record is not None, assessments),
            *_missing(record, edition, values, decisions),
        ),
        review_state(values["confirmed_on"], values["review_on"], work.today),
        values["review_on"],
        sum(bool(answers.get(each.code)) for each in edition.asked),
        len(edition.asked),
        storage_decisions.not_met(edition, values),
    )
    return OpenedStorage(
        state,
        edition,
        values,
        record.revision if record else 0,
        storage_decisions.without_measure(edition, values),
        assessments,
        decisions,
        record.id if record else None,
    )


def _absent(
    work: Work, partnership_id: int, has_checklist: bool, assessments: tuple[Assessment, ...]
) -> Iterator[str]:
    """Yield what is not there, and of what was there that it was disposed of."""
    if not has_checklist:
        gone = disposed.at_school(work, STORAGE_CHECKLIST.noun, partnership_id)
        yield _there_is_no("checklist", gone)
    for each in assessments:
        if not each.exists:
            label = each.party.label
            known = not each.hidden
            noun = STORAGE_RISK_ASSESSMENT.noun
            gone = disposed.at_school(work, noun, partnership_id, label) if known else ""
            yield _there_is_no(f"{label[0].lower()}{label[1:]}", gone)


def _there_is_no(called: str, gone: str) -> str:
    return f"There is no {called} now. {gone}" if gone else f"There is no {called} yet."


def _missing(
    record: StorageChecklist | None,
    edition: ChecklistEdition,
    values: dict[str, Any],
    decisions: tuple[ShownStorageDecision, ...],
) -> Iterator[str]:
    if record is None:
        return
    if record.confirmed_on is None:
        yield "The checklist is not confirmed yet."
    codes = storage_decisions.not_met(edition, values)
    if codes:
        yield from _undecided(codes, [each for each in decisions if each.revision == record.revision])


def _undecided(codes: tuple[str, ...], decisions: list[ShownStorageDecision]) -> Iterator[str]:
    named = ", ".join(codes)
    if not decisions:
        yield (
            f"Required and not met: {named}. The sergeant has neither agreed measures nor accepted the risk "
            "in writing."
        )
    elif not decisions[-1].is_valid:
        yield f"Required and not met: {named}. The decision about it is INVALID. {decisions[-1].fault}"


def _assessment(work: Work, partnership_id: int, party: AssessmentParty) -> Assessment:
    record = storage_assessments.find(work, partnership_id, party)
    hidden = not storage_assessments.may_see(work, party)
    if record is None or hidden:
        return Assessment(party, record is not None, hidden, 0, ReviewState.NOT_CONFIRMED, {})
    values = read_values(record, STORAGE_RISK_ASSESSMENT)
    review = review_state(values["assessed_on"], values["review_on"], work.today)
    return Assessment(party, True, False, record.revision, review, values)


def waiting(work: Work) -> Iterator[StorageDue]:
    """Yield what waits at the visible schools: no approval, reviews, measures and actions that are due."""
    started = set(work.db.scalars(select(StorageChecklist.partnership_id)))
    started |= set(work.db.scalars(select(StorageRiskAssessment.partnership_id)))
    if work.actor.audience != "police":
        started &= {work.actor.partnership_id or 0}
    for partnership_id in sorted(started):
        yield from _waiting_at(view(work, partnership_id), work.today)


def _waiting_at(opened: OpenedStorage, today: date) -> Iterator[StorageDue]:
    state = opened.state
    if not state.approved:
        yield StorageDue(state.partnership_id, state.school, " ".join(state.missing), "Storage not approved")
    for what, review in (
        ("Checklist", state.review),
        *((each.party.label, each.review) for each in opened.assessments),
    ):
        if review in {ReviewState.DUE, ReviewState.OVERDUE}:
            tag = "Overdue" if review is ReviewState.OVERDUE else "Due soon"
            yield StorageDue(state.partnership_id, state.school, f"{what}: {review.label.lower()}", tag)
    late = sum(1 for due in _promised(opened) if due < today)
    if late:
        words = "1 measure or action is overdue" if late == 1 else f"{late} measures or actions are overdue"
        yield StorageDue(state.partnership_id, state.school, words, "Overdue")


def _promised(opened: OpenedStorage) -> Iterator[date]:
    for row in opened.checklist["items"]:
        if row["mitigation_due_on"]:
            yield row["mitigation_due_on"]
    for each in opened.assessments:
        for row in each.values.get("hazards") or ():
            if row["action_due_on"]:
                yield row["action_due_on"]
