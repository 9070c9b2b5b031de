"""The outcome of a check of the store as text that may leave it: no name, no reference, no content."""

from __future__ import annotations

from ssp_desktop import __version__
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.services.verification import Checked, CheckLine
from ssp_desktop.vocabulary.audit import AuditEvent


def as_text(signed_in: SignedIn, found: Checked) -> bytes:
    """Return the outcome as text (UTF-8 with byte order mark) for IT or the data protection officer.

    Records and accounts stand in it by their numbers alone. Notes in the audit log that it was saved.
    """

    def work(work: Work) -> bytes:
        failed = sum(not line.ok for line in found.lines)
        work.audit(AuditEvent.DISCLOSED, "store", detail=f"outcome of the check saved; {failed} failed")
        heading = (
            "SSP Desktop: check of the store",
            f"Store {signed_in.store_id}",
            f"Program {__version__}",
            f"Saved on {in_words(work.now)}",
            outcome_words(found),
        )
        return "\r\n".join((*heading, "", *map(line_text, found.lines), "")).encode("utf-8-sig")

    return run(signed_in, Action.AUDIT_READ, work)


def outcome_words(found: Checked) -> str:
    """Return in a sentence how many checks failed."""
    failed = sum(not line.ok for line in found.lines)
    if not failed:
        return f"All {len(found.lines)} checks passed."
    return "1 check failed." if failed == 1 else f"{failed} checks failed."


def line_text(line: CheckLine) -> str:
    """Return one check as a line of text, the same in a file and on the command line."""
    return f"{'OK    ' if line.ok else 'FAILED'}  {line.name}: {line.words}"
