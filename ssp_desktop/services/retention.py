"""Retention: which records have run out of time by the force's own table, and what a sergeant decides.

How long each kind is kept stands in the preset and is set by the force. A contact log counts from the last
contact with any of its pupils, so that nothing is reviewed piece by piece while somebody is still in contact;
so does every other record that names pupils, or from its own day where that is later. A record on which a
later one rests waits for that one.
A kind that stands in the table and not in ``disposal_kinds`` is reviewed by hand. Nothing is deleted here: a
record that is no longer needed is disposed of by two people (``disposals``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Exists, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from ssp_desktop.errors import UserError
from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.forms.retention_review import RETENTION_REVIEW
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import ContactLog, ContactLogPupil, Disposal, Partnership, RetentionReview
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import signing, step_up
from ssp_desktop.services.disposable import Disposable, link_between
from ssp_desktop.services.disposal_kinds import BY_NOUN
from ssp_desktop.services.disposal_proof import PROPOSED, WITHDRAWN
from ssp_desktop.services.officer_profiles import years_on
from ssp_desktop.services.presets import DEFAULT_PRESET, Retention, load_preset
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = RETENTION_REVIEW.noun
KEPT = "kept"
KINDS = tuple(sorted(BY_NOUN))

Cursor = tuple[str, date, int]


@dataclass(frozen=True)
class DueReview:
    """A record whose time has run out. ``due_on`` is when it did, by the table or by its last review."""

    kind: str
    record_id: int
    reference: str
    partnership_id: int
    school: str
    since: date
    due_on: date

    @property
    def cursor(self) -> Cursor:
        """Where the next page of the list goes on."""
        return (self.kind, self.since, self.record_id)


@dataclass(frozen=True)
class OpenedReview:
    """A record to decide about: what it is, what was decided before, and by whom it was signed."""

    subject: DueReview
    values: dict[str, Any]
    revision: int
    signatures: tuple[ShownSignature, ...]


def _records(kind: Disposable, cut: date) -> Select[*tuple[Any, ...]]:
    """Records up to that day, each with its day and the name of its school.

    Left out is what names a pupil who was met after that day, and what another record needs still.
    """
    model = kind.model
    query = (
        select(model, kind.day, Partnership.school_name)
        .join(Partnership, Partnership.id == model.partnership_id)
        .where(kind.day <= cut)
    )
    if kind.named is not None:
        query = query.where(~_met_later(kind, kind.named, cut))
    return query if kind.needed is None else query.where(~kind.needed(cut))


def _met_later(kind: Disposable, named: type[Any], cut: date) -> Exists:
    other, later = aliased(ContactLogPupil), aliased(ContactLog)
    met = exists().where(later.id == other.contact_log_id, later.contact_date > cut)
    if named is kind.model:
        return met.where(other.person_id == named.person_id)
    rows = aliased(named)
    belongs = getattr(rows, link_between(named, kind.model).name)
    return met.where(belongs == kind.model.id, other.person_id == rows.person_id)


def label_of_kind(noun: str) -> str:
    """Return what a kind of record is called."""
    return BY_NOUN[noun].label if noun in BY_NOUN else noun.replace("_", " ").capitalize()


def label_of_day(noun: str) -> str:
    """Return what the day is called from which a kind's time counts."""
    return BY_NOUN[noun].day_label


def rules(signed_in: SignedIn) -> tuple[Retention, ...]:
    """Return the force's table: how long each kind of record is kept, and what happens then."""
    return glance(signed_in, Action.RETENTION_REVIEW, _rules)


def page(signed_in: SignedIn, *, after: Cursor | None = None, limit: int = 100) -> tuple[DueReview, ...]:
    """Return the records whose review is due, the longest due first within each kind."""

    def work(work: Work) -> tuple[DueReview, ...]:
        found = listed(work, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} due")
        return found

    return run(signed_in, Action.RETENTION_REVIEW, work)


def listed(work: Work, *, after: Cursor | None, limit: int) -> tuple[DueReview, ...]:
    """Return one page of them without a trace: the caller leaves it."""
    found: list[DueReview] = []
    for kind, years in _asked(work):
        if after is not None and kind.noun < after[0]:
            continue
        goes_on = after if after is not None and after[0] == kind.noun else None
        found += _due(work, kind, years, limit - len(found), goes_on)
        if len(found) >= limit:
            break
    return tuple(found)


def waiting(work: Work, most: int) -> tuple[int, tuple[DueReview, ...]]:
    """Return how many reviews are due, and the first of them, for a board."""
    count = 0
    first: list[DueReview] = []
    for kind, years in _asked(work):
        query = _open(work, kind, years).subquery()
        count += work.db.scalar(select(func.count()).select_from(query)) or 0
        first += _due(work, kind, years, most - len(first), None)
    return count, tuple(first)


def open_review(signed_in: SignedIn, kind: str, record_id: int) -> OpenedReview:
    """Return a record to decide about. Raises UserError when it is not there or is not due."""

    def work(work: Work) -> OpenedReview:
        due = subject(work, kind, record_id)
        stored = _stored(work, kind, record_id)
        work.audit(AuditEvent.CONSULTED, kind, record_id, detail="retention review")
        if stored is None:
            return OpenedReview(due, empty_values(RETENTION_REVIEW), 0, ())
        return OpenedReview(
            due,
            read_values(stored, RETENTION_REVIEW),
            stored.revision,
            signing.signatures_of(work, NOUN, stored.id),
        )

    return run(signed_in, Action.RETENTION_REVIEW, work)


def keep(
    signed_in: SignedIn, password: str, kind: str, record_id: int, values: Values, *, based_on: int
) -> date:
    """Decide that a record is kept, sign it, and return until when.

    Args:
        signed_in: a sergeant.
        password: their own, asked again for the signature.
        kind: the noun of the record.
        record_id: which.
        values: the answers of the form ``RETENTION_REVIEW``.
        based_on: the revision of the review that the person saw; 0 for none.

    Raises:
        ProblemsFound: no reason, or a date that will not do.
        UserError: a wrong password, the record is not due, or somebody decided meanwhile.
    """
    glance(signed_in, Action.RETENTION_REVIEW, lambda work: None)
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> date:
        answers = checked(RETENTION_REVIEW, values, work.context)
        subject(work, kind, record_id)
        record = _stored(work, kind, record_id)
        if based_on != (record.revision if record else 0):
            raise UserError(
                "Somebody decided about this record while you were writing.",
                "Open it again and read what was decided.",
            )
        record = record or _new(work, kind, record_id)
        seal(work, RETENTION_REVIEW, record, answers)
        signing.sign(work, key, RETENTION_REVIEW, record, KEPT)
        _withdraw_disposal(work, kind, record_id)
        until: date = answers["kept_until"]
        work.audit(AuditEvent.REVIEWED, kind, record_id, detail=f"retention: kept until {until.isoformat()}")
        return until

    return run(signed_in, Action.RETENTION_REVIEW, work)


def _withdraw_disposal(work: Work, kind: str, record_id: int) -> None:
    """Keeping a record takes back the proposal to dispose of it, in the same transaction."""
    query = select(Disposal).where(Disposal.kind == kind, Disposal.subject_id == record_id)
    proposed = work.db.scalars(query.where(Disposal.state == PROPOSED)).one_or_none()
    if proposed is not None:
        proposed.state = WITHDRAWN
        work.audit(AuditEvent.ALTERED, DISPOSAL.noun, proposed.id, detail="withdrawn: the record is kept")
        work.changed(DISPOSAL.noun)


def _rules(work: Work) -> tuple[Retention, ...]:
    return load_preset(work.signed_in.preset or DEFAULT_PRESET).retention


def _asked(work: Work) -> list[tuple[Disposable, int]]:
    """Return the kinds that the force's table names and the program can find, in the order of their nouns."""
    years = {rule.record: rule.years for rule in _rules(work)}
    return [(BY_NOUN[noun], years[noun]) for noun in KINDS if noun in years]


def _open(work: Work, kind: Disposable, years: int) -> Select[*tuple[Any, ...]]:
    kept = exists().where(
        RetentionReview.kind == kind.noun,
        RetentionReview.record_id == kind.model.id,
        RetentionReview.kept_until > work.today,
    )
    return _records(kind, years_on(work.today, -years)).where(~kept)


def _due(work: Work, kind: Disposable, years: int, limit: int, after: Cursor | None) -> list[DueReview]:
    if limit <= 0:
        return []
    number = kind.model.id
    query = _open(work, kind, years).order_by(kind.day, number).limit(limit)
    if after is not None:
        day, last = after[1:]
        query = query.where(or_(kind.day > day, and_(kind.day == day, number > last)))
    return [_line(work, kind, years, *row) for row in work.db.execute(query)]


def _line(work: Work, kind: Disposable, years: int, record: Any, since: date, school: str) -> DueReview:
    stored = _stored(work, kind.noun, record.id)
    by_table = years_on(since, years)
    due_on = max(by_table, stored.kept_until) if stored and stored.kept_until else by_table
    reference = kind.reference(record)
    return DueReview(kind.noun, record.id, reference, record.partnership_id, school, since, due_on)


def subject(work: Work, noun: str, record_id: int) -> DueReview:
    """Return a record whose time has run out. Raises UserError when it is not there or is not due."""
    found = next(((kind, years) for kind, years in _asked(work) if kind.noun == noun), None)
    if found is not None:
        kind, years = found
        found_now = _records(kind, years_on(work.today, -years)).where(kind.model.id == record_id)
        row = work.db.execute(found_now).first()
        if row is not None:
            return _line(work, kind, years, *row)
    raise UserError(
        "The retention of this record is not due for review.",
        "It is reviewed when its time by your force's table has run out.",
    )


def _stored(work: Work, kind: str, record_id: int) -> RetentionReview | None:
    query = select(RetentionReview).where(
        RetentionReview.kind == kind, RetentionReview.record_id == record_id
    )
    return work.db.scalars(query).one_or_none()


def _new(work: Work, kind: str, record_id: int) -> RetentionReview:
    record = RetentionReview(kind=kind, record_id=record_id, revision=0, created_at=work.now)
    record.updated_at, record.form_version = work.now, RETENTION_REVIEW.version
    work.db.add(record)
    return record
