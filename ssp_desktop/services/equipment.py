"""The equipment register of a school, for the police alone: registered, checked, and where each item stands.

A sergeant or above issues an item, somebody else receives it, and both sign (``equipment_signing.py``). A
supervisor checks it. What was lost stands on the sergeant's board until it is dealt with.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.equipment import CHECKS, EQUIPMENT, ISSUE_KEYS, STATE_QUESTIONS, suggested_expiry
from ssp_desktop.forms.spec import Problem, Values, empty_row, empty_value, empty_values
from ssp_desktop.models import Account, Equipment, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposed, search
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.records import ProblemsFound, checked, plain_words, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.equipment import EquipmentKind, EquipmentState
from ssp_desktop.vocabulary.people import Role

NOUN = EQUIPMENT.noun
LONGEST_WORDS = 2000
CHECK_PREFIX = f"{CHECKS.key}."


def save(
    signed_in: SignedIn,
    partnership_id: int,
    record_id: int | None,
    values: Values,
    *,
    based_on: int | None = None,
) -> int:
    """Register an item, or correct what it is and its issue, as a new revision. Returns its id.

    A corrected issue has to be signed again by both.

    Args:
        signed_in: an officer or sergeant.
        partnership_id: the school.
        record_id: the item; None registers a new one.
        values: the answers to what the item is and to its issue; others are not looked at. An expiry that is
            left empty follows from the batch.
        based_on: the revision that the person saw; a newer one stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true, or the number is taken.
        UserError: somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        stored_school(work, partnership_id)
        stored = find(work, record_id) if record_id is not None else None
        if stored is not None and based_on is not None and based_on != stored.revision:
            raise _changed_meanwhile()
        kept = read_values(stored, EQUIPMENT) if stored else _untouched()
        wanted = {**kept, **{key: values.get(key, kept[key]) for key in ISSUE_KEYS}}
        if not wanted["expires_on"]:
            wanted["expires_on"] = suggested_expiry(wanted)
        answers = checked(EQUIPMENT, wanted, work.context)
        problems = [*_people_problems(work, answers), *_number_problems(work, stored, answers)]
        if problems:
            raise ProblemsFound(problems)
        return _store(work, stored or _new(work, partnership_id), answers)

    return run(signed_in, Action.EQUIPMENT_WRITE, work)


def check(signed_in: SignedIn, record_id: int, answers: Values) -> int:
    """Note a check of an item, made by the supervisor who is signed in. Returns the new revision.

    Raises:
        ProblemsFound: something is missing, weighs what it cannot, or is dated before the issue or ahead.
        UserError: it is not in use any more.
    """

    def work(work: Work) -> int:
        record = find(work, record_id)
        if record.state != EquipmentState.IN_USE:
            raise UserError("This item is not in use any more.", "Only what is in use is checked.")
        row = {**empty_row(CHECKS), **answers, "checked_by": work.actor.account_id}
        if record.kind != EquipmentKind.PAVA:
            row["weight"] = None
        values = read_values(record, EQUIPMENT)
        number = len(values[CHECKS.key])
        try:
            answered = checked(EQUIPMENT, {**values, CHECKS.key: (*values[CHECKS.key], row)}, work.context)
        except ProblemsFound as error:
            raise ProblemsFound(_of_row(error.problems, number)) from error
        _store(work, record, answered)
        return record.revision

    return run(signed_in, Action.EQUIPMENT_SUPERVISE, work)


def set_state(signed_in: SignedIn, record_id: int, answers: Values) -> int:
    """Say that an item is discharged, lost, expired, returned, destroyed, or in use again.

    Raises:
        ProblemsFound: the day or what happened is missing or cannot be true.
    """

    def work(work: Work) -> int:
        record = find(work, record_id)
        wanted = {each.key: answers.get(each.key, empty_value(each)) for each in STATE_QUESTIONS}
        values = {**read_values(record, EQUIPMENT), **wanted, "dealt_with": "", "dealt_with_on": None}
        _store(work, record, checked(EQUIPMENT, values, work.context))
        return record.revision

    return run(signed_in, Action.EQUIPMENT_WRITE, work)


def deal_with(signed_in: SignedIn, record_id: int, words: str) -> int:
    """Note what the sergeant did about a lost item; it then leaves the sergeant's board.

    Raises:
        UserError: nothing is said, or the item is not lost or is dealt with already.
    """
    said = plain_words(words, LONGEST_WORDS, "text")
    if not said:
        raise UserError("It is not said what was done.", "Write what you did about the loss.")

    def work(work: Work) -> int:
        record = find(work, record_id)
        if record.state != EquipmentState.LOST or record.dealt_with:
            raise UserError("This loss is not waiting for you.", "Open the item again.")
        values = {**read_values(record, EQUIPMENT), "dealt_with": said, "dealt_with_on": work.today}
        _store(work, record, checked(EQUIPMENT, values, work.context))
        return record.revision

    return run(signed_in, Action.EQUIPMENT_SUPERVISE, work)


def find(work: Work, record_id: int) -> Equipment:
    """Return an item. Raises UserError when there is none."""
    record = work.db.get(Equipment, record_id)
    if record is None:
        raise disposed.refusal(work, NOUN, record_id) or UserError(
            "This item is not in the register.", "Go back to the register and choose again."
        )
    return record


def _untouched() -> dict[str, Any]:
    return {**empty_values(EQUIPMENT), "state": EquipmentState.IN_USE.value}


def _changed_meanwhile() -> UserError:
    return UserError(
        "Somebody changed this item while you were writing.",
        "Open it again, read what it says now, then make your change.",
    )


def _people_problems(work: Work, answers: Values) -> list[Problem]:
    """The issuer is a sergeant; the receiver is of the police."""
    problems = []
    if _role(work, answers["issued_by"]) != Role.SERGEANT:
        problems.append(Problem("issued_by", "Only a sergeant or above issues equipment. Choose a sergeant."))
    if _role(work, answers["received_by"]) not in {Role.OFFICER, Role.SERGEANT}:
        problems.append(Problem("received_by", "Only the police receive equipment. Choose an officer."))
    return problems


def _role(work: Work, account_id: int) -> str:
    account = work.db.get(Account, account_id)
    return account.role if account is not None else ""


def _number_problems(work: Work, stored: Equipment | None, answers: Values) -> list[Problem]:
    query = (
        select(Partnership.school_name)
        .join(Equipment, Equipment.partnership_id == Partnership.id)
        .where(Equipment.kind == answers["kind"], func.lower(Equipment.number) == answers["number"].lower())
    )
    if stored is not None:
        query = query.where(Equipment.id != stored.id)
    school = work.db.scalars(query).first()
    if school is None:
        return []
    kind = EquipmentKind(answers["kind"]).label
    message = f"{kind} {answers['number']} is in the register already, at {school}. Check the number."
    return [Problem("number", message)]


def _of_row(problems: list[Problem], number: int) -> list[Problem]:
    """Return the problems of the row that is new as the questions about it are called."""
    start = f"{CHECK_PREFIX}{number}."
    return [Problem(each.path.removeprefix(start), each.message) for each in problems]


def _new(work: Work, partnership_id: int) -> Equipment:
    record = Equipment(
        partnership_id=partnership_id,
        form_version=EQUIPMENT.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record


def _store(work: Work, record: Equipment, answers: dict[str, Any]) -> int:
    seal(work, EQUIPMENT, record, answers)
    subject = f"{EquipmentKind(record.kind).label} {record.number}"
    line = search.Document(
        NOUN,
        record.id,
        record.partnership_id,
        record.issued_on,
        reference=record.number,
        subject=subject,
        state=record.state,
        police_only=True,
    )
    search.index_form(work, EQUIPMENT, record, line)
    return record.id
