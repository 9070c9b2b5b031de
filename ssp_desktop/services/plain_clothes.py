"""Authorities to work at a school in plain clothes (handbook 3.1.10): given and signed by a sergeant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.forms.plain_clothes_authority import PLAIN_CLOTHES_AUTHORITY
from ssp_desktop.forms.spec import Problem, Values
from ssp_desktop.models import Account, PlainClothesAuthority
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, signing, step_up
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.records import ProblemsFound, checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role

NOUN = PLAIN_CLOTHES_AUTHORITY.noun
AUTHORISED = "authorised"


@dataclass(frozen=True)
class Authority:
    """One authority as it is shown. ``holds`` says in words whether it holds today."""

    id: int
    officer: str
    authorised_by: str
    reason: str
    starts_on: date
    ends_on: date
    holds: str
    signature: ShownSignature | None


def authorise(signed_in: SignedIn, password: str, partnership_id: int, values: Values) -> int:
    """Give an authority and sign it. Returns its id.

    Args:
        signed_in: a sergeant.
        password: theirs, asked again for this signature.
        partnership_id: the school.
        values: the answers of the form ``PLAIN_CLOTHES_AUTHORITY``.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: wrong password.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> int:
        stored_school(work, partnership_id)
        answers = checked(PLAIN_CLOTHES_AUTHORITY, values, work.context)
        _check_officer(work, answers)
        record = PlainClothesAuthority(
            partnership_id=partnership_id,
            authorised_by=work.actor.account_id,
            form_version=PLAIN_CLOTHES_AUTHORITY.version,
            created_at=work.now,
            updated_at=work.now,
            revision=0,
        )
        work.db.add(record)
        seal(work, PLAIN_CLOTHES_AUTHORITY, record, answers)
        signing.sign(work, key, PLAIN_CLOTHES_AUTHORITY, record, AUTHORISED)
        return record.id

    return run(signed_in, Action.EQUIPMENT_SUPERVISE, work)


def authorities(signed_in: SignedIn, partnership_id: int) -> tuple[Authority, ...]:
    """Return a school's authorities, the newest first."""

    def work(work: Work) -> tuple[Authority, ...]:
        stored_school(work, partnership_id)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"plain-clothes authorities of school {partnership_id}")
        return shown(work, partnership_id)

    return run(signed_in, Action.EQUIPMENT_READ, work)


def shown(work: Work, partnership_id: int) -> tuple[Authority, ...]:
    """Return a school's authorities, the newest first. The caller has checked who asks."""
    found = work.db.scalars(
        select(PlainClothesAuthority)
        .where(PlainClothesAuthority.partnership_id == partnership_id)
        .order_by(PlainClothesAuthority.id.desc())
    )
    names = actions.account_names(work)
    return tuple(_shown(work, each, names) for each in found)


def _shown(work: Work, record: PlainClothesAuthority, names: dict[int, str]) -> Authority:
    values: dict[str, Any] = read_values(record, PLAIN_CLOTHES_AUTHORITY)
    signature = next(iter(signing.signatures_of(work, NOUN, record.id)), None)
    return Authority(
        record.id,
        names.get(values["officer"], "Unknown"),
        names.get(record.authorised_by, "Unknown"),
        values["reason"],
        values["starts_on"],
        values["ends_on"],
        _holds(values["starts_on"], values["ends_on"], work.today, signature),
        signature,
    )


def _holds(start: date, end: date, today: date, signature: ShownSignature | None) -> str:
    if signature is None or not signature.is_valid:
        return "INVALID"
    if today < start:
        return "Not yet"
    return "In force" if today <= end else "Ended"


def _check_officer(work: Work, answers: Values) -> None:
    """The officer is of the police, and nobody authorises themselves."""
    account = work.db.get(Account, answers["officer"])
    if account is None or account.role not in {Role.OFFICER, Role.SERGEANT}:
        message = "Only the police work in plain clothes. Choose an officer."
    elif account.id == work.actor.account_id:
        message = "Nobody authorises themselves. Another sergeant has to do it."
    else:
        return
    raise ProblemsFound([Problem("officer", message)])
