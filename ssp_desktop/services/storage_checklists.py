"""Storage checklists: one for each school, asked by the newest edition, confirmed once a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem, Values, empty_values
from ssp_desktop.forms.storage_checklist import ITEM_QUESTIONS, ITEMS, STORAGE_CHECKLIST
from ssp_desktop.forms.storage_screen import ChecklistEdition
from ssp_desktop.models import StorageChecklist
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import search, storage_guidance
from ssp_desktop.services.attachments import Owner
from ssp_desktop.services.own_school import school_seen
from ssp_desktop.services.records import ProblemsFound, checked, read_values
from ssp_desktop.services.revisions import said_since
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = STORAGE_CHECKLIST.noun
LEAP_MONTH, LEAP_DAY = 2, 29


def _check_school(work: Work, record: StorageChecklist, action: Action) -> None:
    school_of(work, record.partnership_id, action)


PHOTOGRAPHS = Owner(
    STORAGE_CHECKLIST, StorageChecklist, Action.STORAGE_READ, Action.STORAGE_WRITE, _check_school
)


@dataclass(frozen=True)
class OpenedChecklist:
    """A checklist to fill in. ``revision`` is 0 when the school has none yet.

    ``said_since`` is the revision in which it got its answers; a later one is about its photographs.
    """

    partnership_id: int
    school: str
    edition: ChecklistEdition
    values: dict[str, Any]
    revision: int
    said_since: int


def in_a_year(day: date) -> date:
    """Return the same day of the next year; 29 February becomes 1 March."""
    if (day.month, day.day) == (LEAP_MONTH, LEAP_DAY):
        return date(day.year + 1, LEAP_MONTH + 1, 1)
    return day.replace(year=day.year + 1)


def open_checklist(signed_in: SignedIn, partnership_id: int) -> OpenedChecklist:
    """Return a school's checklist to fill in, asked by the newest edition."""

    def work(work: Work) -> OpenedChecklist:
        school = school_of(work, partnership_id, Action.STORAGE_WRITE)
        stored = find(work, partnership_id)
        newest = storage_guidance.edition(storage_guidance.newest_edition())
        if stored is None:
            work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, none yet")
            return OpenedChecklist(partnership_id, school, newest, empty_values(STORAGE_CHECKLIST), 0, 0)
        work.audit(AuditEvent.CONSULTED, NOUN, stored.id, revision=stored.revision)
        values = read_values(stored, STORAGE_CHECKLIST)
        since = said_since(work.db, STORAGE_CHECKLIST, stored)
        return OpenedChecklist(partnership_id, school, newest, values, stored.revision, since)

    return run(signed_in, Action.STORAGE_WRITE, work)


def save(
    signed_in: SignedIn,
    partnership_id: int,
    values: Values,
    *,
    based_on: int | None = None,
    confirm: bool = False,
) -> int:
    """Store a checklist as a new revision. Returns its id.

    Who answered an item, and when, is noted where an answer changed; what ``values`` says of it, of the
    edition and of the review is not believed.

    Args:
        signed_in: an officer or sergeant.
        partnership_id: the school.
        values: the answers of the form ``STORAGE_CHECKLIST``.
        based_on: the revision that the person saw (0: none); one with other answers stops this one, one with
            another photograph does not. None: no check.
        confirm: whether the person says that all of it is so today; the next review is then in a year.

    Raises:
        ProblemsFound: an answer cannot be true, or one is missing and it is to be confirmed.
        UserError: somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        school_of(work, partnership_id, Action.STORAGE_WRITE)
        stored = find(work, partnership_id)
        if based_on is not None:
            _check_same(work, stored, based_on)
        newest = storage_guidance.edition(storage_guidance.newest_edition())
        before = read_values(stored, STORAGE_CHECKLIST) if stored else empty_values(STORAGE_CHECKLIST)
        answers = checked(STORAGE_CHECKLIST, _completed(work, newest, before, values, confirm), work.context)
        _check_items(newest, answers, confirm)
        record = stored or _new(work, partnership_id)
        seal(work, STORAGE_CHECKLIST, record, answers)
        title = f"{STORAGE_CHECKLIST.title}, edition {record.edition}"
        line = search.Document(NOUN, record.id, partnership_id, record.confirmed_on, subject=title)
        search.index_form(work, STORAGE_CHECKLIST, record, line)
        return record.id

    return run(signed_in, Action.STORAGE_WRITE, work)


def _check_same(work: Work, stored: StorageChecklist | None, based_on: int) -> None:
    since = said_since(work.db, STORAGE_CHECKLIST, stored) if stored else 0
    if not since <= based_on <= (stored.revision if stored else 0):
        raise UserError(
            "Somebody changed this checklist while you were writing.",
            "Open it again, read what it says now, then make your change.",
        )


def _completed(
    work: Work, newest: ChecklistEdition, before: Values, values: Values, confirm: bool
) -> dict[str, Any]:
    """Return the answers with what the program itself knows: edition, who and when, the review."""
    known = {row["code"]: row for row in before[ITEMS.key]}
    confirmed = work.today if confirm else before["confirmed_on"]
    return {
        **values,
        ITEMS.key: tuple(
            _signed_off(work, row, known.get(row.get("code"))) for row in values.get(ITEMS.key, ())
        ),
        "edition": newest.number,
        "confirmed_on": confirmed,
        "review_on": in_a_year(confirmed) if confirmed else None,
    }


def _signed_off(work: Work, row: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    if before is not None and all(row.get(each.key) == before[each.key] for each in ITEM_QUESTIONS):
        return {**row, "checked_by": before["checked_by"], "checked_on": before["checked_on"]}
    if not row.get("answer"):
        return {**row, "checked_by": None, "checked_on": None}
    return {**row, "checked_by": work.actor.account_id, "checked_on": work.today}


def _check_items(newest: ChecklistEdition, answers: dict[str, Any], confirm: bool) -> None:
    """The rows are the edition's items in its order, and all are answered when it is confirmed."""
    codes = [row["code"] for row in answers[ITEMS.key]]
    if codes != [each.code for each in newest.asked]:
        raise UserError("These are not the items of the checklist.", "Open the checklist again.")
    problems = [
        Problem(f"{ITEMS.key}.{number}.answer", f"Answer {row['code']} before you confirm the checklist.")
        for number, row in enumerate(answers[ITEMS.key])
        if confirm and not row["answer"]
    ]
    if problems:
        raise ProblemsFound(problems)


def _new(work: Work, partnership_id: int) -> StorageChecklist:
    record = StorageChecklist(
        partnership_id=partnership_id,
        form_version=STORAGE_CHECKLIST.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record


def find(work: Work, partnership_id: int) -> StorageChecklist | None:
    """Return a school's checklist, None when there is none."""
    return work.db.scalars(
        select(StorageChecklist).where(StorageChecklist.partnership_id == partnership_id)
    ).first()


def school_of(work: Work, partnership_id: int, action: Action) -> str:
    """Return the name of a school whose storage this person may see.

    Raises:
        Refused: somebody of another school asks.
        UserError: there is no such school.
    """
    return school_seen(work, partnership_id, action, NOUN)
