"""What may be done to which account: nobody changes their own, and an administrator always remains."""

from __future__ import annotations

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, Partnership
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.people import AccountState, Role

SCHOOL_ROLES = (Role.SPOC, Role.HEAD_TEACHER)
_LAST_ADMINISTRATOR = (
    "Somebody has to be able to administer accounts.",
    "Hand it over to another person first.",
)


def somebody_else(work: Work, account_id: int) -> Account:
    """Return an account that may be disabled or reset.

    Raises:
        UserError: there is none, it is one's own, or it is the only one that can administer accounts.
    """
    account = found(work, account_id)
    if account.id == work.actor.account_id:
        raise UserError("You cannot do this to your own account.", "Ask another administrator or a sergeant.")
    if account.administrator and account.state == AccountState.ACTIVE and not _others(work, account):
        raise UserError(*_LAST_ADMINISTRATOR)
    return account


def changeable(work: Work, account_id: int, role: Role, administrator: bool) -> Account:
    """Return an account that may be given this role and right.

    Raises:
        UserError: there is none, it is one's own and would gain something, it is not active, or nobody could
            administer accounts any more.
    """
    account = found(work, account_id)
    own = account.id == work.actor.account_id
    if own and (role.value != account.role or administrator):
        raise UserError("Nobody gives themselves a role.", "Ask another administrator or sergeant.")
    if account.state != AccountState.ACTIVE:
        raise UserError("This account is not active.", "Change the role once the person has set a password.")
    if role is Role.ADMINISTRATOR and not administrator:
        raise UserError("An administrator without administration could do nothing.", "Choose another role.")
    if account.administrator and not administrator and not _others(work, account):
        raise UserError(*_LAST_ADMINISTRATOR)
    return account


def found(work: Work, account_id: int) -> Account:
    """Return the account. Raises UserError when there is none."""
    account = work.db.get(Account, account_id)
    if account is None:
        raise UserError("This person is not in the store.", "Go back to the list and choose again.")
    return account


def school_of(work: Work, role: str, partnership_id: int | None) -> int | None:
    """Return the school of a SPOC or head teacher, None for everybody else.

    Raises:
        UserError: the school is missing.
    """
    if role not in SCHOOL_ROLES:
        return None
    if partnership_id is None or work.db.get(Partnership, partnership_id) is None:
        raise UserError("A SPOC and a head teacher belong to a school.", "Choose the school.")
    return partnership_id


def _others(work: Work, account: Account) -> bool:
    query = select(Account.id).where(
        Account.id != account.id, Account.administrator, Account.state == AccountState.ACTIVE.value
    )
    return work.db.scalars(query).first() is not None
