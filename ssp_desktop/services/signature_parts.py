"""What every signature in the store has in common, whatever it is given for and however it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ssp_desktop.models import Account, Revision
from ssp_desktop.security import signatures
from ssp_desktop.services import audit_trail
from ssp_desktop.services.unit_of_work import Work


@dataclass(frozen=True, kw_only=True)
class CheckedSignature:
    """A signature with whether it still fits what it was given for.

    ``fault`` is empty for a VALID one and says in words why another is INVALID.
    """

    revision: int
    signer: str
    signed_at: datetime
    fingerprint: str
    audit_head: str
    audit_count: int
    fault: str

    @property
    def is_valid(self) -> bool:
        """Whether signature, key and content still fit."""
        return not self.fault


class SignedRow(Protocol):
    """A stored signature of any kind."""

    revision: Any
    signer_id: Any
    signed_at: Any
    audit_head: Any
    audit_count: Any
    public_key: Any


def given_now(work: Work, key: bytes, frozen: Revision) -> dict[str, Any]:
    """Return the columns of a signature that is being given: by whom, when, over what, after which entry.

    Args:
        work: the unit of work; the signer is who acts in it.
        key: the signer's private key.
        frozen: the revision that is signed.
    """
    head = audit_trail.head(work.db)
    return {
        "revision": frozen.number,
        "signer_id": work.actor.account_id,
        "signed_at": work.now,
        "content_hash": frozen.content_hash,
        "audit_head": head.entry_hash,
        "audit_count": head.count,
        "public_key": signatures.public_key_of(key),
    }


def as_shown(work: Work, row: SignedRow) -> dict[str, Any]:
    """Return what ``CheckedSignature`` tells of a stored signature, but for its fault."""
    signer = work.db.get(Account, row.signer_id)
    return {
        "revision": row.revision,
        "signer": signer.display_name if signer else f"Account {row.signer_id}",
        "signed_at": row.signed_at,
        "fingerprint": row.public_key[:16],
        "audit_head": row.audit_head,
        "audit_count": row.audit_count,
    }
