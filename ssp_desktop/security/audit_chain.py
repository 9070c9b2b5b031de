"""The audit log as a chain: each entry's hash covers the one before, and the actor's session signs each hash.

Whoever edits, deletes, adds or reorders entries breaks the chain; whoever recomputes it lacks the session
keys, which lived in memory only. Cutting off the end or putting an older log back leaves a sound chain: that
is caught by an ``Anchor`` kept elsewhere (credential store, backup, countersignature, printed report).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, TypedDict, Unpack

from ssp_desktop.security.canonical import content_hash
from ssp_desktop.security.signatures import SessionKey, sign_statement, verify_statement

FIRST_HASH: Final = "0" * 64
LONGEST_DETAIL: Final = 500
_DOMAIN: Final = "ssp-desktop/audit-entry/1"
_LAYOUT: Final = "\n\r\t\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry. ``at`` is UTC in ISO form with microseconds; hashes and signature are hexadecimal text.

    ``detail`` is a purpose, a recipient or a reason: one line, at most 500 characters, never record content.
    """

    sequence: int
    at: str
    actor_id: int | None
    actor_role: str
    action: str
    noun: str
    record_id: int | None
    revision: int | None
    detail: str
    session_id: str
    previous_hash: str
    entry_hash: str
    signature: str


class Happening(TypedDict):
    """What the caller knows of an entry (DPA 2018 s.62(2): what, when, who, to whom, why)."""

    at: datetime
    actor_id: int | None
    actor_role: str
    action: str
    noun: str
    record_id: int | None
    revision: int | None
    detail: str
    session_id: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the log once stood: how many entries, and the hash of the last of them."""

    count: int
    head: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The outcome of a verification in words. ``head`` is the hash of the last sound entry."""

    ok: bool
    checked: int
    first_fault_sequence: int | None
    words: str
    head: str = FIRST_HASH


def moment_text(moment: datetime) -> str:
    """Return a time with a zone as UTC with microseconds: ``2026-11-22T09:30:00.000000Z``."""
    if moment.tzinfo is None:
        raise ValueError("A time in the audit log needs its zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def one_line(text: str) -> str:
    """Return text safe for a log: no control or direction characters, no line breaks, at most 500.

    Given again what it returned, it returns the same: notes find their own entry in the log by it.
    """
    spaced = "".join(" " if letter in _LAYOUT else letter for letter in text)
    plain = "".join(letter for letter in spaced if unicodedata.category(letter) not in {"Cc", "Cf", "Cs"})
    return unicodedata.normalize("NFC", plain).strip()[:LONGEST_DETAIL].rstrip()


def next_entry(
    previous: AuditEntry | None, *, session_key: SessionKey, **what: Unpack[Happening]
) -> AuditEntry:
    """Return the entry that follows ``previous`` (``None`` at the beginning), hashed and signed.

    ``detail`` is stored as ``one_line`` gives it.
    """
    unsigned = AuditEntry(
        sequence=previous.sequence + 1 if previous else 1,
        at=moment_text(what["at"]),
        actor_id=what["actor_id"],
        actor_role=what["actor_role"],
        action=what["action"],
        noun=what["noun"],
        record_id=what["record_id"],
        revision=what["revision"],
        detail=one_line(what["detail"]),
        session_id=what["session_id"],
        previous_hash=previous.entry_hash if previous else FIRST_HASH,
        entry_hash="",
        signature="",
    )
    entry_hash = hash_of(unsigned, previous.signature if previous else "")
    signature = sign_statement(session_key.private, _DOMAIN, {"entry_hash": entry_hash})
    return replace(unsigned, entry_hash=entry_hash, signature=signature)


def hash_of(entry: AuditEntry, previous_signature: str) -> str:
    """Return the hash over all fields but hash and signature, and over the signature of the entry before."""
    return content_hash(
        [
            _DOMAIN,
            entry.sequence,
            entry.at,
            entry.actor_id,
            entry.actor_role,
            entry.action,
            entry.noun,
            entry.record_id,
            entry.revision,
            entry.detail,
            entry.session_id,
            entry.previous_hash,
            previous_signature,
        ]
    )


def verify_chain(
    entries: Iterable[AuditEntry],
    session_public_keys: Mapping[str, str],
    *,
    thorough: bool = False,
    anchors: Iterable[Anchor] = (),
    session_actors: Mapping[str, int] | None = None,
) -> ChainReport:
    """Check a whole log, in order, from its first entry.

    Every hash is checked. Of the signatures, that of the last entry in each unbroken run of one session is
    checked, which is enough: an entry's hash covers the hash *and the signature* of the entry before, so the
    last signature of a run vouches for every earlier byte of the run, signatures included. Only when it does
    not fit are the run's others tried, to name the first that is wrong. ``thorough`` checks all of them.

    Args:
        entries: the log, by sequence.
        session_public_keys: public key (hex) by session id, from certificates that were verified.
        thorough: check every signature (about 0.15 ms each).
        anchors: what was noted outside the log.
        session_actors: whose each session is; with a session's key only its owner's entries can be signed.

    Returns:
        A report that names the first faulty entry in words.
    """
    noted = {anchor.count: anchor.head for anchor in anchors}
    check = _Verification(session_public_keys, thorough, noted, session_actors or {})
    for entry in entries:
        fault = check.follow(entry)
        if fault:
            return fault
    return check.finish()


class _Verification:
    def __init__(
        self, keys: Mapping[str, str], thorough: bool, anchors: dict[int, str], actors: Mapping[str, int]
    ) -> None:
        self.keys = keys
        self.actors = actors
        self.thorough = thorough
        self.anchors = anchors
        self.count = 0
        self.head = FIRST_HASH
        self.last_signature = ""
        self.run: list[AuditEntry] = []

    def follow(self, entry: AuditEntry) -> ChainReport | None:
        words = self._why_not(entry)
        if words:
            return self._close_run() or self._fault(self.count + 1, words)
        if self.run and self.run[-1].session_id != entry.session_id:
            unsigned = self._close_run()
            if unsigned:
                return unsigned
        self.run.append(entry)
        self.count, self.head, self.last_signature = entry.sequence, entry.entry_hash, entry.signature
        return None

    def finish(self) -> ChainReport:
        unsigned = self._close_run()
        if unsigned:
            return unsigned
        longest = max(self.anchors, default=0)
        if longest > self.count:
            return self._fault(
                self.count + 1,
                f"The audit log was cut short: it had {longest} entries and now has {self.count}.",
            )
        return ChainReport(True, self.count, None, f"All {self.count} entries are sound.", self.head)

    def _why_not(self, entry: AuditEntry) -> str:
        expected = self.count + 1
        if entry.sequence > expected:
            return f"Entry {expected} of the audit log is missing."
        if entry.sequence < expected:
            return f"Entry {expected} of the audit log is out of order."
        if entry.previous_hash != self.head:
            return f"Entry {expected} of the audit log does not follow from the entry before it."
        if _hash_or_nothing(entry, self.last_signature) != entry.entry_hash:
            return f"Entry {expected} of the audit log was altered."
        return self._not_what_is_known(entry)

    def _not_what_is_known(self, entry: AuditEntry) -> str:
        if self.actors.get(entry.session_id, entry.actor_id) != entry.actor_id:
            return f"Entry {entry.sequence} of the audit log names somebody else than its session's owner."
        if self.anchors.get(entry.sequence, entry.entry_hash) != entry.entry_hash:
            return f"Entry {entry.sequence} of the audit log is not the one that was noted outside the log."
        return ""

    def _close_run(self) -> ChainReport | None:
        """Check the run's signatures: the last; all of them when that does not fit or when thorough."""
        run, self.run = self.run, []
        if run and (self.thorough or not self._is_signed(run[-1])):
            wrong = next((entry for entry in run if not self._is_signed(entry)), None)
            if wrong is not None:
                return self._fault(wrong.sequence, self._unsigned(wrong))
        return None

    def _is_signed(self, entry: AuditEntry) -> bool:
        key = self.keys.get(entry.session_id, "")
        return verify_statement(key, _DOMAIN, {"entry_hash": entry.entry_hash}, entry.signature)

    def _unsigned(self, entry: AuditEntry) -> str:
        if entry.session_id not in self.keys:
            return f"Entry {entry.sequence} of the audit log belongs to a session that is not known."
        return f"The signature of entry {entry.sequence} of the audit log does not fit."

    def _fault(self, sequence: int, words: str) -> ChainReport:
        return ChainReport(False, sequence - 1, sequence, words, self.head)


def _hash_or_nothing(entry: AuditEntry, previous_signature: str) -> str:
    try:
        return hash_of(entry, previous_signature)
    except ValueError:
        return ""
