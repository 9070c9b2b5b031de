"""Officers' profiles: vetting every three years, training that runs out, no probationer posted as SSO."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE, VETTING_YEARS
from ssp_desktop.forms.spec import Problem, Values, empty_values
from ssp_desktop.models import Account, OfficerProfile
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.records import ProblemsFound, checked, read_values, write_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role

NOUN = OFFICER_PROFILE.noun
WARNING_DAYS = 60
POLICE_ROLES = (Role.OFFICER, Role.SERGEANT)


@dataclass(frozen=True)
class ProfileExpiry:
    """Vetting or training that runs out within 60 days or has run out."""

    account_id: int
    officer: str
    what: str
    due_on: date
    overdue: bool


def open_profile(signed_in: SignedIn, account_id: int) -> dict[str, Any]:
    """Return a profile's answers, empty for an officer without one. Everybody may read their own."""
    own = account_id == signed_in.actor.account_id

    def work(work: Work) -> dict[str, Any]:
        _officer(work, account_id)
        profile = _stored(work, account_id)
        work.audit(AuditEvent.CONSULTED, NOUN, account_id)
        return read_values(profile, OFFICER_PROFILE) if profile else empty_values(OFFICER_PROFILE)

    return run(signed_in, Action.PROFILE_READ_OWN if own else Action.PROFILE_WRITE, work)


def save(signed_in: SignedIn, account_id: int, values: Values) -> None:
    """Store an officer's profile.

    Raises:
        ProblemsFound: an answer is missing or cannot be true; a probationer cannot be posted.
    """

    def work(work: Work) -> None:
        _officer(work, account_id)
        answers = checked(OFFICER_PROFILE, values, work.context)
        own = [key for key in ("buddy", "supervisor") if answers[key] == account_id]
        if own:
            raise ProblemsFound(
                [Problem(key, f"Nobody is their own {key}. Choose another person.") for key in own]
            )
        profile = _stored(work, account_id) or OfficerProfile(account_id=account_id)
        profile.form_version, profile.updated_at = OFFICER_PROFILE.version, work.now
        write_values(profile, OFFICER_PROFILE, answers)
        work.db.add(profile)
        work.audit(AuditEvent.ALTERED, NOUN, account_id)
        work.changed(NOUN)

    run(signed_in, Action.PROFILE_WRITE, work)


def expiries(work: Work, *, own: bool) -> tuple[ProfileExpiry, ...]:
    """Return what runs out, the most urgent first: one's own, or everybody's."""
    query = select(OfficerProfile, Account.display_name).join(
        Account, Account.id == OfficerProfile.account_id
    )
    if own:
        query = query.where(OfficerProfile.account_id == work.actor.account_id)
    found = []
    for profile, name in work.db.execute(query):
        if profile.vetted_on is not None:
            found.append((profile.account_id, name, "Vetting", years_on(profile.vetted_on, VETTING_YEARS)))
        found.extend(
            (profile.account_id, name, row.name, row.expires_on)
            for row in profile.trainings
            if row.expires_on is not None
        )
    soon = [
        ProfileExpiry(account_id, name, what, due, due < work.today)
        for account_id, name, what, due in found
        if (due - work.today).days <= WARNING_DAYS
    ]
    return tuple(sorted(soon, key=lambda each: (each.due_on, each.officer)))


def years_on(day: date, years: int) -> date:
    """Return the same day ``years`` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _officer(work: Work, account_id: int) -> Account:
    account = work.db.get(Account, account_id)
    if account is None:
        raise UserError("This person is not in the store.", "Go back to the list and choose again.")
    if account.role not in POLICE_ROLES:
        raise Refused(Action.PROFILE_WRITE, NOUN, account_id)
    return account


def _stored(work: Work, account_id: int) -> OfficerProfile | None:
    return work.db.scalars(select(OfficerProfile).where(OfficerProfile.account_id == account_id)).first()
