"""Everybody who can be given something to do: owners of actions, buddies, supervisors."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ssp_desktop.models import Account
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance
from ssp_desktop.vocabulary.people import AccountState, Role


@dataclass(frozen=True)
class Colleague:
    """Somebody to choose as the owner of an action, a buddy or a supervisor."""

    account_id: int
    name: str
    role_label: str


def colleagues(signed_in: SignedIn) -> tuple[Colleague, ...]:
    """Return everybody who can be given something to do, by name; the school sees its own and the police."""

    def work(work: Work) -> tuple[Colleague, ...]:
        found = work.db.scalars(
            select(Account)
            .where(Account.state != AccountState.DISABLED.value, Account.role != Role.ADMINISTRATOR.value)
            .order_by(Account.display_name, Account.id)
        )
        own = work.actor.partnership_id
        police = work.actor.audience == "police"
        return tuple(
            Colleague(each.id, each.display_name, Role(each.role).label)
            for each in found
            if police or each.partnership_id in {None, own}
        )

    return glance(signed_in, Action.ACCOUNT_READ_NAMES, work)
