"""Accounts: made, disabled, reset, changed by a sergeant or an administrator, who never learn a password.

Each change of a role is a statement signed with the key of whoever gives it, so the password is asked again.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Problem
from ssp_desktop.models import Account, Partnership
from ssp_desktop.security.enrolment import EnrolmentCode, add_enrolment_slot
from ssp_desktop.security.failures import VaultNotSaved
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import account_rules, role_chain, step_up
from ssp_desktop.services.password_words import connected_names
from ssp_desktop.services.records import ProblemsFound, checked
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import AccountState, Role

NOUN = ACCOUNT.noun
ENROLLABLE = (AccountState.INVITED, AccountState.RESETTING)


@dataclass(frozen=True)
class AccountLine:
    """One person as the list of people shows them."""

    id: int
    display_name: str
    user_name: str
    role: Role
    administrator: bool
    state: AccountState
    school: str
    partnership_id: int | None
    last_signed_in_at: datetime | None
    code_expires_at: datetime | None


@dataclass(frozen=True, repr=False)
class Code:
    """A one-use enrolment code, shown once to whoever hands it over."""

    user_name: str
    text: str
    expires: datetime


def people(signed_in: SignedIn) -> tuple[AccountLine, ...]:
    """Return everybody who has an account, by name."""
    return glance(signed_in, Action.ACCOUNT_ADMIN, listed)


def listed(work: Work) -> tuple[AccountLine, ...]:
    """Return everybody who has an account, by name; nothing of it is a secret of theirs."""
    found = work.db.execute(
        select(Account, Partnership.school_name)
        .outerjoin(Partnership, Partnership.id == Account.partnership_id)
        .order_by(Account.display_name, Account.id)
    )
    return tuple(_line(account, school) for account, school in found)


def unfinished(work: Work) -> tuple[AccountLine, ...]:
    """Return those who have a code and no password yet."""
    query = select(Account).where(Account.state.in_([each.value for each in ENROLLABLE]))
    return tuple(_line(account, None) for account in work.db.scalars(query.order_by(Account.display_name)))


def schools(signed_in: SignedIn) -> tuple[tuple[int, str], ...]:
    """Return id and name of each school that a SPOC or head teacher can belong to, by name.

    An administrator opens no partnership, and still has to say whose SPOC somebody is.
    """

    def work(work: Work) -> tuple[tuple[int, str], ...]:
        columns = (Partnership.id, Partnership.school_name)
        return tuple((row[0], row[1]) for row in work.db.execute(select(*columns).order_by(*columns[::-1])))

    return glance(signed_in, Action.ACCOUNT_ADMIN, work)


def create(
    signed_in: SignedIn, password: str, values: Mapping[str, Any], partnership_id: int | None = None
) -> Code:
    """Make an account and the code with which its owner sets their own password.

    Args:
        signed_in: a sergeant or somebody with administration.
        password: theirs, asked again.
        values: the answers of the form ``ACCOUNT``.
        partnership_id: the school of a SPOC or head teacher; None for everybody else.

    Raises:
        ProblemsFound: an answer is missing, or the user name is taken.
        WrongPassword: it is not the signed-in person's.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> Code:
        answers = checked(ACCOUNT, values, work.context)
        answers["administrator"] = answers["administrator"] or answers["role"] == Role.ADMINISTRATOR
        if work.db.scalars(select(Account.id).where(Account.user_name == answers["user_name"])).first():
            raise ProblemsFound([Problem("user_name", "This user name is taken. Choose another.")])
        account = Account(
            **answers,
            state=AccountState.INVITED.value,
            slot_account_id=str(uuid.uuid4()),
            partnership_id=account_rules.school_of(work, answers["role"], partnership_id),
            created_at=work.now,
            created_by=work.actor.account_id,
        )
        work.db.add(account)
        work.db.flush()
        code = _new_code(work, account, key)
        work.audit(AuditEvent.ACCOUNT_MADE, NOUN, account.id, detail=account.role)
        return code

    return run(signed_in, Action.ACCOUNT_ADMIN, work)


def start_reset(signed_in: SignedIn, password: str, account_id: int) -> Code:
    """Start a reset: the old password stops working, and a code lets the person set a new one.

    The person gets a new signing key; what the old key signed stays verifiable.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> Code:
        account = account_rules.somebody_else(work, account_id)
        account.state = AccountState.RESETTING.value
        code = _new_code(work, account, key)
        work.after_commit.append(partial(_take_slots_away, work, account, codes=False))
        work.audit(AuditEvent.ACCOUNT_CHANGED, NOUN, account.id, detail="reset started")
        return code

    return run(signed_in, Action.ACCOUNT_ADMIN, work)


def enable(signed_in: SignedIn, password: str, account_id: int) -> Code:
    """Re-enable a disabled account: it starts with a new code, since its slot is gone."""
    return start_reset(signed_in, password, account_id)


def disable(signed_in: SignedIn, password: str, account_id: int) -> None:
    """Disable an account. Its slot is taken away at once, and whoever is signed in with it is out."""
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        account = account_rules.somebody_else(work, account_id)
        if account.state == AccountState.DISABLED:
            raise UserError("This account is disabled already.", "Nothing more is needed.")
        account.state, account.code_expires_at = AccountState.DISABLED.value, None
        _grant(work, account, key, active=False)
        work.after_commit.append(partial(_take_slots_away, work, account, codes=True))
        work.audit(AuditEvent.ACCOUNT_CHANGED, NOUN, account.id, detail="disabled")
        work.changed(NOUN)

    run(signed_in, Action.ACCOUNT_ADMIN, work)


def change_role(
    signed_in: SignedIn,
    password: str,
    account_id: int,
    role: Role,
    administrator: bool,
    partnership_id: int | None = None,
) -> None:
    """Give an active account another role or the right of administration, or take it away, at once."""
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        account = account_rules.changeable(work, account_id, role, administrator)
        account.role, account.administrator = role.value, administrator
        account.partnership_id = account_rules.school_of(work, role.value, partnership_id)
        _grant(work, account, key)
        words = f"{role.value}{', administration' if administrator else ''}"
        work.audit(AuditEvent.ACCOUNT_CHANGED, NOUN, account.id, detail=words)
        work.changed(NOUN)

    run(signed_in, Action.ACCOUNT_ADMIN, work)


def hand_over(signed_in: SignedIn, password: str, account_id: int) -> None:
    """Give one's own right of administration to somebody else, in one step. One's own session ends with it.

    Raises:
        UserError: the other account is not active, or the role of who hands over is administration alone.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        own = account_rules.found(work, work.actor.account_id)
        if not own.administrator or own.id == account_id:
            raise UserError(
                "You can hand over your own right of administration, to somebody else.",
                "Choose another person.",
            )
        other = account_rules.changeable(work, account_id, _role_of(work, account_id), administrator=True)
        other.administrator = True
        _grant(work, other, key)
        account_rules.changeable(work, own.id, Role(own.role), administrator=False)
        own.administrator = False
        _grant(work, own, key)
        for account, words in ((other, "administration taken over"), (own, "administration handed over")):
            work.audit(AuditEvent.ACCOUNT_CHANGED, NOUN, account.id, detail=words)
        work.changed(NOUN)

    run(signed_in, Action.ACCOUNT_ADMIN, work)


def _role_of(work: Work, account_id: int) -> Role:
    return Role(account_rules.found(work, account_id).role)


def change_password(signed_in: SignedIn, current: str, new: str) -> None:
    """Change one's own password.

    Raises:
        WrongPassword: the current one is wrong.
        PasswordRefused: the new one is too easy to guess; says why.
    """
    step_up.signing_key(signed_in, current)
    device = step_up.device_secret_of(signed_in.vault, signed_in.keyring, signed_in.actor.user_name)

    def work(work: Work) -> None:
        actor = work.actor
        known = connected_names(work.db, actor.display_name)
        change = partial(signed_in.vault.change_password, actor.user_name, current, new, device, known)
        work.before_commit.append(change)
        work.audit(AuditEvent.PASSWORD_SET, NOUN, actor.account_id)

    run(signed_in, Action.PASSWORD_CHANGE_OWN, work)


def _take_slots_away(work: Work, account: Account, *, codes: bool) -> None:
    """The signed statement stands, so that nobody gets in with the old slot even if it cannot be removed."""
    try:
        work.signed_in.vault.remove_slot(account.slot_account_id, codes=codes)
    except VaultNotSaved as error:
        raise UserError(
            "The old password does not let anybody in any more, but the key file could not be saved.",
            "Check that the disk is not full. If you were starting a reset, start it again.",
        ) from error


def _new_code(work: Work, account: Account, key: bytes) -> Code:
    vault = work.signed_in.vault
    made: EnrolmentCode = add_enrolment_slot(
        vault, account.user_name, account.slot_account_id, work.signed_in.database_key
    )
    account.code_expires_at = made.expires
    _grant(work, account, key, subject_public=made.public_key)
    work.changed(NOUN)
    return Code(account.user_name, made.text, made.expires)


def _grant(
    work: Work, account: Account, key: bytes, *, subject_public: str | None = None, active: bool = True
) -> None:
    role_chain.give(
        work.db,
        role_chain.Granter(key, work.actor.account_id),
        work.signed_in.store_id,
        account,
        subject_public=subject_public or role_chain.subject_of(work.db, account),
        now=work.now,
        active=active,
    )


def _line(account: Account, school: str | None) -> AccountLine:
    return AccountLine(
        id=account.id,
        display_name=account.display_name,
        user_name=account.user_name,
        role=Role(account.role),
        administrator=account.administrator,
        state=AccountState(account.state),
        school=school or "",
        partnership_id=account.partnership_id,
        last_signed_in_at=account.last_signed_in_at,
        code_expires_at=account.code_expires_at,
    )
