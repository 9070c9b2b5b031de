"""What is printed of an arrest plan: plain frozen values, filled in by the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ssp_desktop.forms.display import ShownSection


@dataclass(frozen=True)
class PrintedArrestDecision:
    """What a sergeant signed about one revision. ``fault`` is empty for a VALID signature."""

    decision: str
    revision: int
    current: bool
    signer: str
    words: str
    signed_at: datetime
    fingerprint: str
    audit_head: str
    fault: str


@dataclass(frozen=True)
class PrintedArrestShare:
    """A summary that was shared with the school. ``fault`` is empty for a VALID signature."""

    school: str
    shared_for: str
    summary: str
    signer: str
    signed_at: datetime
    fingerprint: str
    fault: str


@dataclass(frozen=True)
class ArrestRecordReport:
    """A whole arrest plan with what came of it. ``age`` and ``timing`` are sentences."""

    reference: str
    kind: str
    school: str
    author: str
    state: str
    revision: int
    submitted_at: datetime
    age: str
    timing: str
    cancelled_reason: str
    sections: tuple[ShownSection, ...]
    decisions: tuple[PrintedArrestDecision, ...]
    outcome: tuple[ShownSection, ...]
    shares: tuple[PrintedArrestShare, ...]


@dataclass(frozen=True)
class ArrestBrief:
    """The one page for the day. ``rows`` are label and answer, shortened where they are long."""

    reference: str
    kind: str
    school: str
    rows: tuple[tuple[str, str], ...]
    approved: str
