"""Verifying a long audit log, against reading the same rows and hashing them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from benchmarks.ground import Ground, bare
from benchmarks.measure import Line, medians
from ssp_desktop.errors import Fault
from ssp_desktop.models import AuditEntry
from ssp_desktop.security import audit_chain
from ssp_desktop.services import audit_trail
from ssp_desktop.services.signed_in import SignedIn

AT_ONCE = 5_000
_ALL = "SELECT * FROM audit_entry ORDER BY sequence"


def run(ground: Ground) -> Iterator[Line]:
    """Yield the time to verify the whole chain of a store with many entries."""
    officer = ground.officer(ground.copy(ground.sizes.logs[0], "audit"))
    entries = _lengthen(officer, ground.sizes.entries)
    runs = max(3, ground.sizes.calls // 5)
    ours, plain = medians([_verification(officer), _reading(officer)], runs)
    ground.close(officer.folder)
    yield Line(f"audit log: verify {entries:,} entries", ours, "read and SHA-256 the rows", plain, runs=runs)


def _lengthen(signed_in: SignedIn, wanted: int) -> int:
    """Add signed entries until there are so many; return how many there are."""
    with signed_in.database.session() as db:
        links = list(audit_trail.chain_links(db))
        link, at = links[-1], signed_in.clock()
        while link.sequence < wanted:
            rows = []
            for _entry in range(min(AT_ONCE, wanted - link.sequence)):
                at += timedelta(seconds=1)
                link = audit_chain.next_entry(
                    link,
                    at=at,
                    actor_id=signed_in.actor.account_id,
                    actor_role=str(signed_in.actor.role),
                    action="consulted",
                    noun="contact_log",
                    record_id=1 + link.sequence % 1_000,
                    revision=1,
                    detail="",
                    session_id=signed_in.session_id,
                    session_key=signed_in.session_key,
                )
                rows.append({**{name: getattr(link, name) for name in link.__slots__}, "at": at})
            db.execute(insert(AuditEntry), rows)
        db.commit()
        return link.sequence


def _verification(signed_in: SignedIn) -> Callable[[], object]:
    keys = dict(bare(signed_in).execute("SELECT id, public_key FROM sign_in_session").fetchall())

    def verify() -> None:
        with signed_in.database.session() as db:
            report = audit_chain.verify_chain(audit_trail.chain_links(db), keys)
        if not report.ok:
            raise Fault(report.words)

    return verify


def _reading(signed_in: SignedIn) -> Callable[[], object]:
    driver: Any = bare(signed_in)

    def read() -> str:
        before = ""
        for row in driver.execute(_ALL):
            before = hashlib.sha256(f"{before}{row}".encode()).hexdigest()
        return before

    return read
