"""The two signatures under the issue of an item: of who issued it and of who received it.

Each signs under their own sign-in with their own key, over the newest revision. A later check or state makes
a new revision and leaves the signatures standing; a changed issue does not: then both sign again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ssp_desktop.errors import UserError
from ssp_desktop.forms.equipment import EQUIPMENT, ISSUE_KEYS
from ssp_desktop.models import Account, Equipment
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import equipment, signing, step_up
from ssp_desktop.services.records import read_values
from ssp_desktop.services.revisions import find_revision, thaw
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Refused, Work, run

ISSUED, RECEIVED = "issued", "received"


@dataclass(frozen=True)
class IssueSignatures:
    """Who signed the issue as it stands. ``missing`` names who has not; ``earlier`` do not count any more."""

    issued: ShownSignature | None
    received: ShownSignature | None
    missing: tuple[str, ...]
    earlier: tuple[ShownSignature, ...]


def sign(signed_in: SignedIn, password: str, record_id: int, revision: int) -> None:
    """Sign the issue of an item as the one who issued or received it.

    Args:
        signed_in: the issuer or the receiver.
        password: theirs, asked again for this signature.
        record_id: the item.
        revision: the one that the person read; a newer one stops the signature.

    Raises:
        Refused: somebody else.
        UserError: wrong password, signed already, or the item changed meanwhile.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        record = equipment.find(work, record_id)
        act = act_of(record, work.actor.account_id)
        if not act:
            raise Refused(Action.EQUIPMENT_SIGN, equipment.NOUN, record_id)
        if record.revision != revision:
            raise UserError("This item changed while you were reading.", "Read it again before you sign.")
        if getattr(of_issue(work, record), act) is not None:
            raise UserError("You have signed this already.", "Nothing more is needed from you.")
        signing.sign(work, key, EQUIPMENT, record, act)
        work.changed(equipment.NOUN)

    run(signed_in, Action.EQUIPMENT_SIGN, work)


def act_of(record: Equipment, account_id: int) -> str:
    """Return what this person signs for, empty for somebody who is not named."""
    if account_id == record.issued_by:
        return ISSUED
    return RECEIVED if account_id == record.received_by else ""


def of_issue(work: Work, record: Equipment) -> IssueSignatures:
    """Return the signatures under the issue as it stands, each checked now."""
    found = signing.signatures_of(work, equipment.NOUN, record.id)
    standing = [each for each in found if each.is_valid and _still_says(work, record, each.revision)]
    issued, received = _newest(standing, ISSUED), _newest(standing, RECEIVED)
    missing = tuple(
        f"{_name(work, account_id)} ({part})"
        for part, account_id, given in (
            ("issuer", record.issued_by, issued),
            ("receiver", record.received_by, received),
        )
        if given is None
    )
    earlier = tuple(each for each in found if each not in {issued, received})
    return IssueSignatures(issued, received, missing, earlier)


def _newest(signatures: Iterable[ShownSignature], act: str) -> ShownSignature | None:
    return next((each for each in reversed(tuple(signatures)) if each.act == act), None)


def _still_says(work: Work, record: Equipment, number: int) -> bool:
    """Tell whether the revision that was signed says of the issue what the record says now."""
    frozen = find_revision(work.db, equipment.NOUN, record.id, number)
    if frozen is None:
        return False
    said, now = thaw(EQUIPMENT, frozen).values, read_values(record, EQUIPMENT)
    return all(said.get(key) == now[key] for key in ISSUE_KEYS)


def _name(work: Work, account_id: int | None) -> str:
    account = work.db.get(Account, account_id) if account_id is not None else None
    return account.display_name if account is not None else "nobody"
