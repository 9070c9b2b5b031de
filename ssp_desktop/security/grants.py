"""Who was given which role by whom: signed statements in one growing chain, replayed at every sign-in.

The authority (root of trust in the vault) grants the first role and any role after a recovery. After that an
administrator or sergeant grants with the account key. Each grant carries its number and the hash of the one
before, so none can be slipped in, and the right to grant is judged as it stood at that number: a key of
somebody who was demoted or closed grants nothing later. Cutting off the newest grants is caught by the audit
anchors.

A grant to a new person names the public half of an enrolment code. The person's own key takes its place by an
endorsement signed with the code's private half; a second, different endorsement is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from ssp_desktop.security.canonical import content_hash
from ssp_desktop.security.failures import AccountClosed, RoleTampered
from ssp_desktop.security.signatures import public_key_of, sign_statement, verify_statement
from ssp_desktop.vocabulary.people import Role

NO_GRANT: Final = "0" * 64
_GRANT: Final = "ssp-desktop/role-grant/1"
_ENDORSEMENT: Final = "ssp-desktop/key-endorsement/1"
_GRANTING: Final = frozenset({Role.SERGEANT})


@dataclass(frozen=True, slots=True)
class Grant:
    """One signed statement. Keys, hashes and signature are hexadecimal text; ``sequence`` counts from 1.

    ``active=False`` closes the account.
    """

    store_id: str
    sequence: int
    previous_hash: str
    account_id: str
    role: Role
    administrator: bool
    active: bool
    subject_public: str
    granted_by: str
    signature: str

    def hash(self) -> str:
        """Return the hash that the next grant names, signature included."""
        return content_hash(_whole(self))


@dataclass(frozen=True, slots=True)
class Endorsement:
    """The new account key, vouched for with the private half of the enrolment code."""

    store_id: str
    account_id: str
    enrolment_public: str
    new_public: str
    signature: str


@dataclass(frozen=True, slots=True)
class VerifiedRole:
    """What an account may be, and the public key its signatures and its slot must belong to."""

    role: Role
    administrator: bool
    public_key: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a grant is about and what it gives."""

    account_id: str
    role: Role
    administrator: bool
    public_key: str
    active: bool = True


def sign_grant(private: bytes, store_id: str, subject: Subject, grants: Sequence[Grant]) -> Grant:
    """Sign the next grant of the store.

    Args:
        private: the authority's or the granter's account key (32 bytes).
        store_id: the store.
        subject: whom the grant is about. ``public_key`` is the account's present key, or that of a new code.
        grants: all grants so far, in order.
    """
    unsigned = Grant(
        store_id=store_id,
        sequence=len(grants) + 1,
        previous_hash=grants[-1].hash() if grants else NO_GRANT,
        account_id=subject.account_id,
        role=subject.role,
        administrator=subject.administrator,
        active=subject.active,
        subject_public=subject.public_key,
        granted_by=public_key_of(private),
        signature="",
    )
    return replace(unsigned, signature=sign_statement(private, _GRANT, _statement(unsigned)))


def sign_endorsement(
    enrolment_private: bytes, store_id: str, account_id: str, new_public: str
) -> Endorsement:
    """Vouch for the person's own new key with the private half of the enrolment code."""
    unsigned = Endorsement(store_id, account_id, public_key_of(enrolment_private), new_public, "")
    return replace(unsigned, signature=sign_statement(enrolment_private, _ENDORSEMENT, _statement(unsigned)))


def verify_chain(
    root_public: str,
    store_id: str,
    grants: Iterable[Grant],
    endorsements: Iterable[Endorsement],
    account_id: str,
) -> VerifiedRole:
    """Replay all grants and return what ``account_id`` is now.

    The caller compares ``public_key`` with the key in the opened slot.

    Raises:
        RoleTampered: a statement is missing, altered, added or reordered, or given by somebody who might not.
        AccountClosed: everything holds, and the latest grant closes the account.
    """
    replay = _Replay(root_public, store_id, _endorsed(store_id, endorsements))
    for grant in sorted(grants, key=lambda grant: grant.sequence):
        replay.add(grant)
    latest = replay.latest.get(account_id)
    if latest is None:
        raise RoleTampered("this account was never given a role.")
    if not latest.active:
        raise AccountClosed
    return VerifiedRole(latest.role, latest.administrator, replay.key_of(latest))


@dataclass
class _Replay:
    root_public: str
    store_id: str
    endorsed: dict[tuple[str, str], str]
    count: int = 0
    head: str = NO_GRANT
    latest: dict[str, Grant] = field(default_factory=dict)

    def key_of(self, grant: Grant) -> str:
        return self.endorsed.get((grant.account_id, grant.subject_public), grant.subject_public)

    def add(self, grant: Grant) -> None:
        if grant.store_id != self.store_id:
            raise RoleTampered("a grant comes from another store.")
        if (grant.sequence, grant.previous_hash) != (self.count + 1, self.head):
            raise RoleTampered(f"grant {self.count + 1} is missing or out of order.")
        if not verify_statement(grant.granted_by, _GRANT, _statement(grant), grant.signature):
            raise RoleTampered(f"grant {grant.sequence} was altered.")
        if not self._might_grant(grant):
            raise RoleTampered(f"grant {grant.sequence} was given by somebody without the right to.")
        self.count, self.head = grant.sequence, grant.hash()
        self.latest[grant.account_id] = grant

    def _might_grant(self, grant: Grant) -> bool:
        if grant.granted_by == self.root_public:
            return True
        for own in self.latest.values():
            if own.active and self.key_of(own) == grant.granted_by:
                return self._gives_up(own, grant) if own.account_id == grant.account_id else _may_grant(own)
        return False

    def _gives_up(self, own: Grant, grant: Grant) -> bool:
        """About oneself one may only hand back administration or close the account."""
        same_key = grant.subject_public in (own.subject_public, self.key_of(own))
        no_more = grant.role == own.role and grant.administrator <= own.administrator
        return same_key and no_more


def _may_grant(grant: Grant) -> bool:
    return grant.administrator or grant.role in _GRANTING


def _endorsed(store_id: str, endorsements: Iterable[Endorsement]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for each in endorsements:
        holds = verify_statement(each.enrolment_public, _ENDORSEMENT, _statement(each), each.signature)
        if each.store_id != store_id or not holds:
            raise RoleTampered("the statement about an account's key was altered.")
        place = (each.account_id, each.enrolment_public)
        if found.setdefault(place, each.new_public) != each.new_public:
            raise RoleTampered("an enrolment code was used for two different keys.")
    return found


def _whole(statement: Grant | Endorsement) -> dict[str, object]:
    values = asdict(statement)
    return {name: value.value if isinstance(value, Role) else value for name, value in values.items()}


def _statement(signed: Grant | Endorsement) -> dict[str, object]:
    return {name: value for name, value in _whole(signed).items() if name != "signature"}
