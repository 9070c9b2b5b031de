"""Evidence for the measures of success: picked from the year's contact logs, which both sides may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, tuple_

from ssp_desktop.errors import UserError
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.spec import empty_row
from ssp_desktop.models import ContactLog, Evaluation
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import evaluations
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.evaluation_search import keep_evaluation
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

SOURCE = "contact_log"
Key = tuple[date | None, int]


@dataclass(frozen=True)
class Candidate:
    """A record that can be evidence. ``key`` leads to those after it."""

    id: int
    reference: str
    happened_on: date | None
    subject: str

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return (self.happened_on, self.id)


def candidates(
    signed_in: SignedIn, evaluation_id: int, *, after: Key | None = None, limit: int = 50
) -> tuple[Candidate, ...]:
    """Return the school's contact logs of the year, the newest first, from the one after ``after`` on."""

    def work(work: Work) -> tuple[Candidate, ...]:
        record = evaluations.find(work, evaluation_id, Action.EVALUATION_WRITE)
        year = AcademicYear(record.year)
        query = select(
            ContactLog.id, ContactLog.reference, ContactLog.contact_date, ContactLog.subject
        ).where(
            ContactLog.partnership_id == record.partnership_id,
            ContactLog.contact_date.between(year.first_day, year.last_day),
        )
        if after is not None:
            query = query.where(tuple_(ContactLog.contact_date, ContactLog.id) < after)
        newest_first = query.order_by(ContactLog.contact_date.desc(), ContactLog.id.desc())
        found = tuple(Candidate(*row) for row in work.db.execute(newest_first.limit(limit)))
        work.audit(AuditEvent.LISTED, SOURCE, detail=f"{len(found)} shown, for evaluation {evaluation_id}")
        return found

    return run(signed_in, Action.EVALUATION_WRITE, work)


def pick(signed_in: SignedIn, evaluation_id: int, measure: str, source_id: int, *, based_on: int) -> int:
    """Make a contact log evidence for a measure. Returns the evaluation's new revision.

    Raises:
        UserError: it is evidence for this measure already, it is not of this school and year, there is no
            such measure, or the evaluation cannot be changed now.
    """

    def work(work: Work) -> int:
        record = evaluations.writable(work, evaluation_id, based_on)
        if measure not in {each.code for each in evaluations.edition_of(record).measures}:
            raise UserError("There is no such measure of success.", "Choose one from the list.")
        log = _of_the_year(work, record, source_id)
        rows = read_values(record, EVALUATION)["evidence"]
        if any(row["measure"] == measure and row["source_id"] == source_id for row in rows):
            raise UserError(f"{log.reference} is evidence for {measure} already.", "Choose another record.")
        row = {
            **empty_row(EVALUATION.field("evidence")),
            "measure": measure,
            "source": SOURCE,
            "source_id": log.id,
            "reference": log.reference,
            "happened_on": log.contact_date,
        }
        return _store(work, record, (*rows, row))

    return run(signed_in, Action.EVALUATION_WRITE, work)


def drop(signed_in: SignedIn, evaluation_id: int, row_id: int, *, based_on: int) -> int:
    """Take a record away from the evidence for a measure. Returns the evaluation's new revision."""

    def work(work: Work) -> int:
        record = evaluations.writable(work, evaluation_id, based_on)
        rows = read_values(record, EVALUATION)["evidence"]
        return _store(work, record, tuple(row for row in rows if row["row_id"] != row_id))

    return run(signed_in, Action.EVALUATION_WRITE, work)


def _of_the_year(work: Work, record: Evaluation, source_id: int) -> ContactLog:
    log = work.db.get(ContactLog, source_id)
    year = AcademicYear(record.year)
    fits = log is not None and log.contact_date and year.first_day <= log.contact_date <= year.last_day
    if log is None or not fits or log.partnership_id != record.partnership_id:
        raise UserError("This contact log is not of this school and year.", "Choose one from the list.")
    return log


def _store(work: Work, record: Evaluation, rows: tuple[dict[str, Any], ...]) -> int:
    values = {**read_values(record, EVALUATION), "evidence": rows}
    keep_evaluation(work, record, checked(EVALUATION, values, work.context))
    return record.revision
