"""Missing pupils: the sheet to have ready for the call. The school fills it in too, for its own pupils."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from ssp_desktop.forms.missing_pupil import MISSING_PUPIL, MissingGuide
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import MissingPupil, MissingPupilChild, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.activity_guidance import missing_guidance, read_guidance
from ssp_desktop.services.own_school import of_own_school
from ssp_desktop.services.records import checked
from ssp_desktop.services.school_records import (
    Kept,
    OpenedRecord,
    RecordKind,
    kept,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.sharing import MissingRisk

NOUN = MISSING_PUPIL.noun
PREFIX = "MP"
QUESTIONS = 18
_FILE = "missing_pupil_1.toml"
_SHEETS = RecordKind(
    MISSING_PUPIL,
    MissingPupil,
    PREFIX,
    Action.MISSING_PUPIL_WRITE,
    found_by=lambda sheet: (sheet.reported_on, "Missing pupil"),
    pupils=lambda sheet: sheet.pupils,
)


@dataclass(frozen=True)
class MissingRow:
    """One line of the list."""

    id: int
    reference: str
    reported_on: date | None
    pupil: str
    risk: str
    found: bool
    school: str


@dataclass(frozen=True)
class NewMissing:
    """What a sheet starts with, and the questions."""

    values: dict[str, Any]
    guide: MissingGuide


@lru_cache(maxsize=1)
def guide() -> MissingGuide:
    """Return the operator's questions.

    Raises:
        UserError: the file is missing or damaged.
    """
    called = "The missing pupil sheet"
    read = read_guidance(_FILE, called)
    try:
        questions = tuple((str(each["words"]), str(each["help"])) for each in read["questions"])
        if len(questions) != QUESTIONS or len({words for words, _help in questions}) != QUESTIONS:
            raise ValueError("there are not 18 different questions")
        return MissingGuide(str(read["title"]), str(read["source"]), questions)
    except (KeyError, TypeError, ValueError) as error:
        raise missing_guidance(called) from error


def start(signed_in: SignedIn) -> NewMissing:
    """Return an untouched sheet with today's date and the time now."""

    def work(work: Work) -> NewMissing:
        suggested = {"reported_on": work.context.today, "reported_at": work.context.now}
        return NewMissing({**empty_values(MISSING_PUPIL), **suggested}, guide())

    return glance(signed_in, Action.MISSING_PUPIL_WRITE, work)


def record(signed_in: SignedIn, values: Values, *, partnership_id: int) -> Kept:
    """Store a new sheet. The parents must have been tried first.

    Raises:
        ProblemsFound: an answer is missing or cannot be true; nothing was stored.
    """

    def work(work: Work) -> Kept:
        answers = checked(MISSING_PUPIL, values, work.context)
        return _SHEETS.record(work, partnership_id, answers)

    return run(signed_in, Action.MISSING_PUPIL_WRITE, work)


def amend(signed_in: SignedIn, record_id: int, values: Values, *, reason: str, based_on: int) -> Kept:
    """Store a correction, or what came of it, by the author as the next revision, with its reason."""

    def work(work: Work) -> Kept:
        return _SHEETS.amend(
            work,
            record_id,
            lambda _sheet: checked(MISSING_PUPIL, values, work.context),
            reason=reason,
            based_on=based_on,
        )

    return run(signed_in, Action.MISSING_PUPIL_WRITE, work)


def open_sheet(signed_in: SignedIn, record_id: int) -> OpenedRecord:
    """Return one sheet, and note that it was consulted."""

    def work(work: Work) -> OpenedRecord:
        return opened(work, record_id, Action.ACTIVITY_READ)

    return run(signed_in, Action.ACTIVITY_READ, work)


def opened(work: Work, record_id: int, action: Action) -> OpenedRecord:
    """Return one sheet in a unit of work that is open."""
    return _SHEETS.open(work, record_id, action)


def page(signed_in: SignedIn, *, after: int | None = None, limit: int = 50) -> tuple[MissingRow, ...]:
    """Return the sheets that the person may see, the newest first, from the one before ``after`` (id) on."""

    def work(work: Work) -> tuple[MissingRow, ...]:
        found = listed(work, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.ACTIVITY_READ, work)


def visible(work: Work, query: Any) -> Any:
    """Return the query narrowed to the sheets that the person may see."""
    return of_own_school(work, query, MissingPupil.partnership_id)


def listed(work: Work, *, after: int | None, limit: int) -> tuple[MissingRow, ...]:
    """Return one page of them without a trace: the caller leaves it."""
    query = visible(
        work,
        select(MissingPupil, MissingPupilChild, Partnership.school_name)
        .join(Partnership, Partnership.id == MissingPupil.partnership_id)
        .outerjoin(MissingPupilChild, MissingPupilChild.missing_pupil_id == MissingPupil.id),
    )
    if after is not None:
        query = query.where(MissingPupil.id < after)
    rows = work.db.execute(query.order_by(MissingPupil.id.desc()).limit(limit))
    return tuple(_row(sheet, child, school) for sheet, child, school in rows)


def _row(sheet: MissingPupil, child: MissingPupilChild | None, school: str) -> MissingRow:
    made = kept(sheet, PREFIX)
    name = f"{child.given_name} {child.family_name}" if child is not None else ""
    risk = label_of(MissingRisk, sheet.risk)
    return MissingRow(
        made.id, made.reference, sheet.reported_on, name, risk, sheet.found_on is not None, school
    )
