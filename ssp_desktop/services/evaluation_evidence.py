"""Evidence for the measures of success: picked from the year's records that both sides may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.spec import empty_row
from ssp_desktop.models import Evaluation, SearchDocument
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import evaluations
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.evaluation_search import keep_evaluation
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.searchable import SEARCHABLE
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.activity import ActivityState
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = EVALUATION.noun
# What happened in the year and has a reference: kind of record, and its name on the screen.
SOURCES = {
    noun: SEARCHABLE[noun].label
    for noun in (
        CONTACT_LOG.noun,
        ACTIVITY.noun,
        INFORMATION_SHARE.noun,
        MISSING_PUPIL.noun,
        BWV_VIEWING.noun,
    )
}
Key = tuple[date | None, int]


@dataclass(frozen=True)
class Candidate:
    """A record that can be evidence. ``id`` is that of its search document; ``key`` leads to those after."""

    id: int
    kind: str
    reference: str
    happened_on: date | None
    subject: str

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return (self.happened_on, self.id)


def candidates(
    signed_in: SignedIn, evaluation_id: int, *, kind: str = "", after: Key | None = None, limit: int = 50
) -> tuple[Candidate, ...]:
    """Return the school's records of the year, the newest first.

    Args:
        signed_in: a sergeant.
        evaluation_id: the evaluation.
        kind: only this kind of record, a key of ``SOURCES``; empty for all.
        after: the ``key`` of the last one shown, for the next page.
        limit: how many at most.
    """

    def work(work: Work) -> tuple[Candidate, ...]:
        record = evaluations.find(work, evaluation_id, Action.EVALUATION_WRITE)
        query = select(SearchDocument).where(*_fits(record))
        if kind:
            query = query.where(SearchDocument.noun == kind)
        if after is not None:
            query = query.where(tuple_(SearchDocument.happened_on, SearchDocument.id) < after)
        newest_first = query.order_by(SearchDocument.happened_on.desc(), SearchDocument.id.desc())
        found = tuple(
            Candidate(each.id, SOURCES[each.noun], each.reference, each.happened_on, each.subject)
            for each in work.db.scalars(newest_first.limit(limit))
        )
        work.audit(AuditEvent.LISTED, NOUN, evaluation_id, detail=f"{len(found)} records shown as evidence")
        return found

    return run(signed_in, Action.EVALUATION_WRITE, work)


def pick(signed_in: SignedIn, evaluation_id: int, measure: str, document_id: int, *, based_on: int) -> int:
    """Make a record evidence for a measure. Returns the evaluation's new revision.

    Args:
        signed_in: a sergeant.
        evaluation_id: the evaluation.
        measure: the code of the measure of success.
        document_id: the ``id`` of a candidate.
        based_on: the evaluation's revision that the person saw.

    Raises:
        UserError: it is evidence for this measure already, it is not of this school and year, there is no
            such measure, or the evaluation cannot be changed now.
    """

    def work(work: Work) -> int:
        record = evaluations.writable(work, evaluation_id, based_on)
        if measure not in {each.code for each in evaluations.edition_of(record).measures}:
            raise UserError("There is no such measure of success.", "Choose one from the list.")
        source = _of_the_year(work, record, document_id)
        rows = read_values(record, EVALUATION)["evidence"]
        told = (measure, source.noun, source.record_id)
        if any((row["measure"], row["source"], row["source_id"]) == told for row in rows):
            raise UserError(
                f"{source.reference} is evidence for {measure} already.", "Choose another record."
            )
        row = {
            **empty_row(EVALUATION.field("evidence")),
            "measure": measure,
            "source": source.noun,
            "source_id": source.record_id,
            "reference": source.reference,
            "happened_on": source.happened_on,
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


def _fits(record: Evaluation) -> tuple[ColumnElement[bool], ...]:
    """Of the evaluation's school and year, open to both sides, and not entered in error."""
    year = AcademicYear(record.year)
    return (
        SearchDocument.partnership_id == record.partnership_id,
        SearchDocument.happened_on.between(year.first_day, year.last_day),
        SearchDocument.noun.in_(SOURCES),
        SearchDocument.police_only.is_(False),
        SearchDocument.state != ActivityState.IN_ERROR.value,
    )


def _of_the_year(work: Work, record: Evaluation, document_id: int) -> SearchDocument:
    query = select(SearchDocument).where(*_fits(record), SearchDocument.id == document_id)
    found = work.db.scalars(query).one_or_none()
    if found is None:
        raise UserError("This record is not of this school and year.", "Choose one from the list.")
    return found


def _store(work: Work, record: Evaluation, rows: tuple[dict[str, Any], ...]) -> int:
    values = {**read_values(record, EVALUATION), "evidence": rows}
    keep_evaluation(work, record, checked(EVALUATION, values, work.context))
    return record.revision
