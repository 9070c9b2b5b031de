"""The audit log: edited, deleted, added, reordered, cut, replaced — each is noticed and the entry named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.security.audit_chain import (
    FIRST_HASH,
    LONGEST_DETAIL,
    Anchor,
    AuditEntry,
    ChainReport,
    hash_of,
    moment_text,
    next_entry,
    one_line,
    verify_chain,
)
from ssp_desktop.security.signatures import SessionKey, new_session_key, new_signing_key, sign_statement

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ACCOUNT = new_signing_key()


def session() -> SessionKey:
    return new_session_key(ACCOUNT, "3f2b8a52-6a35-4a8e-9a59-0d6a0a3e7c11", "4", moment_text(START))


SESSIONS = [session(), session(), session()]
KEYS = {each.certificate.session_id: each.certificate.session_public for each in SESSIONS}


def add(previous: AuditEntry | None, key: SessionKey, number: int) -> AuditEntry:
    return next_entry(
        previous,
        session_key=key,
        at=START + timedelta(seconds=number),
        actor_id=4,
        actor_role="officer",
        action="record_opened",
        noun="contact_log",
        record_id=number % 7,
        revision=None,
        detail=f"purpose {number}",
        session_id=key.certificate.session_id,
    )


def chain(runs: list[int]) -> list[AuditEntry]:
    made: list[AuditEntry] = []
    for index, length in enumerate(runs):
        for _ in range(length):
            made.append(add(made[-1] if made else None, SESSIONS[index % 3], len(made)))
    return made


LOG = chain([4, 1, 6, 3])
"""14 entries: session 0 has 1-4 and 12-14, session 1 has 5, session 2 has 6-11."""


def test_a_sound_log_and_an_empty_one() -> None:
    for thorough in (False, True):
        report = verify_chain(LOG, KEYS, thorough=thorough)
        assert report == ChainReport(True, 14, None, "All 14 entries are sound.", LOG[-1].entry_hash)
    assert verify_chain([], KEYS).ok
    assert verify_chain([], KEYS).head == FIRST_HASH


def test_the_first_entry_follows_nothing() -> None:
    assert (LOG[0].sequence, LOG[0].previous_hash, LOG[0].at) == (1, "0" * 64, "2026-11-23T09:30:00.000000Z")


@pytest.mark.parametrize("thorough", [False, True])
@pytest.mark.parametrize("place", range(14))
@pytest.mark.parametrize("name", [each.name for each in fields(AuditEntry)])
def test_an_altered_field_names_the_entry(name: str, place: int, thorough: bool) -> None:
    log = list(LOG)
    value = getattr(log[place], name)
    change: dict[str, Any] = {name: 99 if value is None or isinstance(value, int) else value[:-1] + "~"}
    log[place] = replace(log[place], **change)
    report = verify_chain(log, KEYS, thorough=thorough)
    assert not report.ok
    assert report.first_fault_sequence == place + 1
    assert report.checked == place
    assert f"entry {place + 1} " in report.words.lower()


@given(st.integers(0, 13), st.integers(0, 13), st.sampled_from(["delete", "repeat", "swap"]))
def test_deleted_repeated_and_swapped_entries_are_noticed(first: int, second: int, what: str) -> None:
    log = list(LOG)
    if what == "delete" and first < 13:
        del log[first]
    elif what == "swap" and first != second:
        log[first], log[second] = log[second], log[first]
    else:
        log.insert(first, log[first])
    report = verify_chain(log, KEYS)
    assert not report.ok
    assert "missing" in report.words or "out of order" in report.words


def recomputed(log: list[AuditEntry], place: int, sign: Callable[[AuditEntry], str]) -> list[AuditEntry]:
    """Alter one entry and make every hash after it right again."""
    made = [*log[:place], replace(log[place], detail="nothing to see here"), *log[place + 1 :]]
    for index in range(place, len(made)):
        before = made[index - 1] if index else None
        linked = replace(made[index], previous_hash=before.entry_hash if before else FIRST_HASH)
        linked = replace(linked, entry_hash=hash_of(linked, before.signature if before else ""))
        made[index] = replace(linked, signature=sign(linked))
    return made


@pytest.mark.parametrize("thorough", [False, True])
@pytest.mark.parametrize("place", range(14))
def test_a_recomputed_chain_lacks_the_session_keys(place: int, thorough: bool) -> None:
    forger = new_signing_key()
    for sign in (
        lambda entry: LOG[entry.sequence - 1].signature,
        lambda entry: sign_statement(forger, "ssp-desktop/audit-entry/1", {"entry_hash": entry.entry_hash}),
    ):
        report = verify_chain(recomputed(LOG, place, sign), KEYS, thorough=thorough)
        assert report.first_fault_sequence == place + 1
        assert report.words == f"The signature of entry {place + 1} of the audit log does not fit."


def test_an_entry_of_an_unknown_session_is_named() -> None:
    log = [*LOG, add(LOG[-1], session(), 15), add(None, SESSIONS[0], 16)]
    report = verify_chain(log, KEYS)
    assert report.first_fault_sequence == 15
    assert report.words == "Entry 15 of the audit log belongs to a session that is not known."


def test_an_entry_in_somebody_elses_name_is_found_although_its_session_signed_it() -> None:
    owners = {each.certificate.session_id: 4 for each in SESSIONS}
    assert verify_chain(LOG, KEYS, session_actors=owners).ok
    report = verify_chain(LOG, KEYS, session_actors={**owners, LOG[4].session_id: 5})
    assert report.words == "Entry 5 of the audit log names somebody else than its session's owner."


def test_a_signature_in_the_middle_of_a_run_is_covered_by_the_hash_of_the_next_entry() -> None:
    log = list(LOG)
    log[6] = replace(log[6], signature=LOG[5].signature)
    assert hash_of(log[7], log[6].signature) != log[7].entry_hash
    report = verify_chain(log, KEYS)
    assert report.words == "The signature of entry 7 of the audit log does not fit."


def test_a_log_that_was_cut_or_replaced_is_told_by_its_anchor() -> None:
    anchor = Anchor(14, LOG[-1].entry_hash)
    assert verify_chain(LOG, KEYS, anchors=[anchor, Anchor(3, LOG[2].entry_hash), Anchor(0, FIRST_HASH)]).ok
    grown = [*LOG, add(LOG[-1], SESSIONS[1], 15)]
    assert verify_chain(grown, KEYS, anchors=[anchor]).ok
    cut = verify_chain(LOG[:12], KEYS, anchors=[anchor])
    assert (cut.ok, cut.first_fault_sequence) == (False, 13)
    assert cut.words == "The audit log was cut short: it had 14 entries and now has 12."
    other = [*LOG[:12], add(LOG[11], SESSIONS[0], 90), add(add(LOG[11], SESSIONS[0], 90), SESSIONS[0], 91)]
    replaced = verify_chain(other, KEYS, anchors=[anchor])
    assert replaced.first_fault_sequence == 14
    assert replaced.words == "Entry 14 of the audit log is not the one that was noted outside the log."


def test_a_value_without_canonical_form_is_an_altered_entry() -> None:
    log = [*LOG[:3], replace(LOG[3], detail="\ud800"), *LOG[4:]]
    assert verify_chain(log, KEYS).words == "Entry 4 of the audit log was altered."


def test_the_report_of_a_missing_beginning() -> None:
    report = verify_chain(LOG[1:], KEYS)
    assert report.words == "Entry 1 of the audit log is missing."
    assert report.head == FIRST_HASH


def test_times_are_utc_with_microseconds() -> None:
    summer = timezone(timedelta(hours=1))
    assert moment_text(datetime(2026, 7, 1, 0, 30, 0, 5, tzinfo=summer)) == "2026-06-30T23:30:00.000005Z"
    with pytest.raises(ValueError, match="needs its zone"):
        moment_text(datetime(2026, 7, 1))  # noqa: DTZ001 - a time without a zone is the point


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to the head\r\nSIGN_IN admin ok", "to the head  SIGN_IN admin ok"),
        ("red \x1b[31mtext\x07\x00", "red [31mtext"),
        ("back\u202eward\u2066s\u200b", "backwards"),
        ("para\u2029graph\x85", "para graph"),
        ("half \ud800 letter", "half  letter"),
        ("e\u0301", "é"),
        ("x" * 600, "x" * LONGEST_DETAIL),
        ("x" * (LONGEST_DETAIL - 1) + " y", "x" * (LONGEST_DETAIL - 1)),
    ],
)
def test_a_detail_cannot_forge_a_line_or_hide_text(text: str, expected: str) -> None:
    assert one_line(text) == expected


@given(st.text(alphabet=st.characters(), max_size=700))
def test_any_detail_can_be_logged_and_verified(detail: str) -> None:
    entry = next_entry(
        None,
        session_key=SESSIONS[0],
        at=START,
        actor_id=None,
        actor_role="",
        action="refused",
        noun="",
        record_id=None,
        revision=None,
        detail=detail,
        session_id=SESSIONS[0].certificate.session_id,
    )
    assert len(entry.detail) <= LONGEST_DETAIL
    assert one_line(entry.detail) == entry.detail  # a note finds its entry by its words
    assert len(entry.detail.splitlines()) <= 1
    assert verify_chain([entry], KEYS).ok


def test_a_hundred_thousand_entries_verify() -> None:
    """Signing 100,000 entries is the slow part, so all but each run's last carry a placeholder signature."""
    log: list[AuditEntry] = []
    previous: AuditEntry | None = None
    for number in range(100_000):
        key = SESSIONS[number // 500 % 3]
        last = number % 500 == 499
        entry = replace(
            LOG[0],
            sequence=number + 1,
            session_id=key.certificate.session_id,
            previous_hash=previous.entry_hash if previous else FIRST_HASH,
        )
        entry = replace(entry, entry_hash=hash_of(entry, previous.signature if previous else ""))
        signed = {"entry_hash": entry.entry_hash}
        signature = sign_statement(key.private, "ssp-desktop/audit-entry/1", signed) if last else "00" * 64
        previous = replace(entry, signature=signature)
        log.append(previous)
    report = verify_chain(log, KEYS, anchors=[Anchor(100_000, log[-1].entry_hash)])
    assert (report.ok, report.checked) == (True, 100_000)
