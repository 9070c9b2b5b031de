"""What is printed of one pupil contact log: plain frozen values, filled in by the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ssp_desktop.forms.display import Difference, ShownSection


@dataclass(frozen=True)
class PrintedRevision:
    """One wording: who made it, when, why, what it changed. ``intact``: its hash still fits."""

    number: int
    author: str
    made_at: datetime
    reason: str
    content_hash: str
    intact: bool
    changes: tuple[Difference, ...]


@dataclass(frozen=True)
class PrintedSignature:
    """A countersignature. ``fault`` is empty for a VALID one, else why it is INVALID, in words.

    ``officer_account`` is the officer's account in the revision that was signed; it stands beside the
    comment when ``disagrees``. ``fingerprint`` and ``audit_head`` are hexadecimal.
    """

    revision: int
    signer: str
    decision: str
    disagrees: bool
    comment: str
    officer_account: str
    signed_at: datetime
    fingerprint: str
    audit_head: str
    audit_count: int
    fault: str


@dataclass(frozen=True)
class PrintedPrompt:
    """What a concern asked for and how it was answered. ``answer`` is empty while it is open."""

    question: str
    urgent: bool
    answer: str
    answered_by: str
    answered_at: datetime | None
    after_submission: bool


@dataclass(frozen=True)
class PrintedAction:
    """An action with its outcome and how the school was told. ``state`` is in words."""

    task: str
    owner: str
    due_on: date | None
    state: str
    overdue: bool
    outcome: str
    done_on: date | None
    told_on: date | None
    told_person: str
    told_how: str


@dataclass(frozen=True)
class PrintedReview:
    """What a sergeant had to look at, and the outcome."""

    why: str
    raised_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class ContactLogReport:
    """A contact log as its reader may see it: ``sections`` hold no answer that is not theirs.

    ``school_copy`` marks the school's view. ``intact`` is False when a wording was changed outside the
    program.
    """

    reference: str
    school: str
    author: str
    state: str
    revision: int
    submitted_at: datetime
    school_copy: bool
    intact: bool
    sections: tuple[ShownSection, ...]
    revisions: tuple[PrintedRevision, ...]
    signatures: tuple[PrintedSignature, ...]
    prompts: tuple[PrintedPrompt, ...]
    actions: tuple[PrintedAction, ...]
    reviews: tuple[PrintedReview, ...] = ()
