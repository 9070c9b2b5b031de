"""Copies that leave the program: numbered, each with its recipient and purpose."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.models import Disclosure
from ssp_desktop.services import audit_trail, unwritten
from ssp_desktop.services.unit_of_work import Work

LONGEST_RECIPIENT = 120
LONGEST_PURPOSE = 200

Way = Literal["printed", "saved"]


def checked_recipient(recipient: str) -> str:
    """Return the recipient on one line. Raises UserError when there is none."""
    whom = _words(recipient, "recipient", LONGEST_RECIPIENT)
    if not whom:
        raise UserError(
            "The recipient is missing.", "Say whom this copy is for. If it is for you, enter your own name."
        )
    return whom


def checked_purpose(purpose: str) -> str:
    """Return the purpose on one line; it may be empty."""
    return _words(purpose, "purpose", LONGEST_PURPOSE)


def _words(text: str, name: str, longest: int) -> str:
    words = " ".join(text.split())
    if len(words) > longest:
        raise UserError(f"The {name} is longer than {longest} characters.", "Shorten it.")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in words):
        raise UserError(f"The {name} holds a damaged character.", "Type it again.")
    return words


def add(work: Work, noun: str, record_id: int, way: Way, recipient: str, purpose: str = "") -> int:
    """Store a disclosure in the caller's transaction; return the number of the copy.

    Just before the commit it learns where the audit log stands with its own entry in it: that is what the
    copy's pages say.

    Args:
        work: the caller's; the caller writes the audit entry.
        noun: what kind of record.
        record_id: which; 0 for a register or the audit log.
        way: ``printed`` or ``saved``.
        recipient: checked.
        purpose: checked.
    """
    last = work.db.scalar(
        select(func.max(Disclosure.copy_number)).where(
            Disclosure.noun == noun, Disclosure.record_id == record_id
        )
    )
    number = (last or 0) + 1
    if work.signed_in.read_only:
        number += unwritten.copies_noted(work.signed_in, noun, record_id)
    row = Disclosure(
        noun=noun,
        record_id=record_id,
        copy_number=number,
        recipient=recipient,
        purpose=purpose,
        way=way,
        made_at=work.now,
        made_by=work.actor.account_id,
    )
    work.db.add(row)
    work.before_commit.append(partial(_anchor, work.db, row))
    work.changed("disclosure")
    return number


def _anchor(db: Session, row: Disclosure) -> None:
    head = audit_trail.head(db)
    row.audit_head, row.audit_count = head.entry_hash, head.count
