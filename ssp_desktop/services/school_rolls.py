"""A school's roll for one academic year: entered by the police or by the school's SPOC, kept by revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.school_roll import SCHOOL_ROLL
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import SchoolRoll
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposed
from ssp_desktop.services.academic_year import AcademicYear, chosen_year
from ssp_desktop.services.disposable import of_year
from ssp_desktop.services.own_school import school_seen
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = SCHOOL_ROLL.noun


@dataclass(frozen=True)
class OpenedRoll:
    """A roll to fill in. ``revision`` is 0 while there is none; ``gone`` says whether one was disposed of."""

    partnership_id: int
    school: str
    year: AcademicYear
    values: dict[str, Any]
    revision: int
    gone: str = ""


def open_roll(signed_in: SignedIn, partnership_id: int, begins: int) -> OpenedRoll:
    """Return a school's roll of the year that begins in September of ``begins``; empty without one."""

    def work(work: Work) -> OpenedRoll:
        school = school_seen(work, partnership_id, Action.SCHOOL_ROLL_WRITE, NOUN)
        year = chosen_year(begins)
        stored = find(work, partnership_id, year)
        work.audit(
            AuditEvent.CONSULTED,
            NOUN,
            stored.id if stored else None,
            revision=stored.revision if stored else None,
            detail=f"school {partnership_id}, {year.label}",
        )
        if stored is not None:
            values = read_values(stored, SCHOOL_ROLL)
            return OpenedRoll(partnership_id, school, year, values, stored.revision)
        gone = disposed.at_school(work, NOUN, partnership_id, of_year(SCHOOL_ROLL.title, year.begins))
        return OpenedRoll(partnership_id, school, year, empty_values(SCHOOL_ROLL), 0, gone)

    return run(signed_in, Action.SCHOOL_ROLL_WRITE, work)


def save(
    signed_in: SignedIn, partnership_id: int, begins: int, values: Values, *, based_on: int | None = None
) -> int:
    """Store a roll as a new revision. Returns its id.

    Args:
        signed_in: an officer, a sergeant, or the school's own SPOC.
        partnership_id: the school.
        begins: the calendar year in which the academic year begins.
        values: the answers of the form ``SCHOOL_ROLL``.
        based_on: the revision that the person saw (0: none); a newer one stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        school_seen(work, partnership_id, Action.SCHOOL_ROLL_WRITE, NOUN)
        year = chosen_year(begins)
        stored = find(work, partnership_id, year)
        if based_on is not None and based_on != (stored.revision if stored else 0):
            raise UserError(
                "Somebody changed this roll while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        answers = checked(SCHOOL_ROLL, values, work.context)
        record = stored or _new(work, partnership_id, year)
        seal(work, SCHOOL_ROLL, record, answers)
        return record.id

    return run(signed_in, Action.SCHOOL_ROLL_WRITE, work)


def view(work: Work, partnership_id: int, year: AcademicYear) -> dict[str, Any]:
    """Return a roll's answers in a unit of work that is open; none without a roll."""
    school_seen(work, partnership_id, Action.SCHOOL_ROLL_WRITE, NOUN)
    stored = find(work, partnership_id, year)
    return read_values(stored, SCHOOL_ROLL) if stored else {}


def find(work: Work, partnership_id: int, year: AcademicYear) -> SchoolRoll | None:
    """Return the roll of a school in one year, None where nobody entered it."""
    return work.db.scalars(
        select(SchoolRoll).where(
            SchoolRoll.partnership_id == partnership_id, SchoolRoll.academic_year == year.begins
        )
    ).first()


def _new(work: Work, partnership_id: int, year: AcademicYear) -> SchoolRoll:
    record = SchoolRoll(
        partnership_id=partnership_id,
        academic_year=year.begins,
        form_version=SCHOOL_ROLL.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record
