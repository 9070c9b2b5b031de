"""Printing and saving: a preview for the screen, a numbered copy for somebody. Neither without its trace.

Two steps, so that nothing heavy happens beside the database: ``preview`` or ``disclose`` read the record and
write the audit log; ``render`` makes the PDF from what they return, on any thread. The recipient is known
before the copy is made, because number, recipient and the head of the audit log stand on each page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ssp_desktop.paths import policy_folder
from ssp_desktop.policy import load_policy
from ssp_desktop.reports.blocks import DocumentSpec, Notice, PrintStamp
from ssp_desktop.reports.document import render as render_document
from ssp_desktop.reports.marking import at_least_sensitive
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import audit_trail
from ssp_desktop.services.disclosures import Way, checked_purpose, checked_recipient
from ssp_desktop.services.disclosures import add as add_disclosure
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

PREVIEW = 0
_HANDLING = "Personal data about children. Show it only to those who need to know; keep it locked away."
_SCHOOL_HANDLING = f"The school\u2019s copy. {_HANDLING}"
_NOT_FOR_USE = Notice(
    "A preview on the screen, without copy number and recipient. Print or save it to make a copy.",
    "Preview \u2013 not for use",
)


@dataclass(frozen=True)
class Prepared:
    """A document that is ready to be made into a PDF. ``copy_number`` is 0 for a preview.

    ``suggested_file_name`` holds a reference or a period, never a name.
    """

    title: str
    suggested_file_name: str
    copy_number: int
    spec: DocumentSpec


def preview(signed_in: SignedIn, what: PrintRequest) -> Prepared:
    """Return the document as it would be printed, marked as a preview, and note that it was consulted.

    Raises:
        UserError: it is not there, not this person's to print, or too long.
    """

    def work(work: Work) -> Material:
        found = what.material(work)
        detail = ", ".join(filter(None, ("print preview", found.about)))
        work.audit(
            AuditEvent.CONSULTED, found.noun, found.record_id or None, revision=found.revision, detail=detail
        )
        return found

    return _prepared(signed_in, what.right, run(signed_in, what.right, work), PREVIEW, "")


def disclose(signed_in: SignedIn, what: PrintRequest, recipient: str, purpose: str, way: Way) -> Prepared:
    """Number a copy for a recipient, write the disclosure and its trace, and return the document.

    Args:
        signed_in: who prints or saves it.
        what: any kind of document.
        recipient: whom the copy is for; must be said.
        purpose: what for; may be empty.
        way: ``printed`` or ``saved``.

    Raises:
        UserError: no recipient, or the document cannot be made. Nothing is then noted as disclosed.
    """
    whom = checked_recipient(recipient)
    why = checked_purpose(purpose)

    def work(work: Work) -> tuple[Material, int]:
        found = what.material(work)
        number = add_disclosure(work, found.noun, found.record_id, way, whom, why)
        parts = (f"copy {number} {way} for {whom}", why and f"purpose: {why}", found.about)
        work.audit(
            AuditEvent.DISCLOSED,
            found.noun,
            found.record_id or None,
            revision=found.revision,
            detail="; ".join(filter(None, parts)),
        )
        return found, number

    found, number = run(signed_in, what.right, work)
    return _prepared(signed_in, what.right, found, number, whom)


def render(
    prepared: Prepared,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """Return the PDF, held in memory only. Reads nothing; may run on any thread.

    Args:
        prepared: what ``preview`` or ``disclose`` returned.
        progress: is told a percentage from 0 to 100.
        cancelled: is asked between blocks and pages.

    Raises:
        UserError: it was cancelled.
    """
    return render_document(prepared.spec, progress, cancelled)


def _prepared(signed_in: SignedIn, right: Action, found: Material, number: int, recipient: str) -> Prepared:
    """Stamp what was found. The head is read after the entry is written, so that it vouches for the entry."""
    head = glance(signed_in, right, lambda work: audit_trail.head(work.db))
    usual = load_policy(policy_folder()).marking
    marking = at_least_sensitive(usual) if found.sensitive else usual
    police = signed_in.actor.audience == "police"
    stamp = PrintStamp(
        reference=found.reference,
        marking=f"{marking} \u2013 PREVIEW, NOT FOR USE" if number == PREVIEW else marking,
        printed_by=signed_in.actor.display_name,
        printed_at=signed_in.clock(),
        copy_number=number,
        audit_head=head.entry_hash,
        audit_count=head.count,
        recipient=recipient,
        demo=signed_in.demo,
        handling=found.handling or (_HANDLING if police else _SCHOOL_HANDLING),
    )
    spec = found.make(stamp, (_NOT_FOR_USE,) if number == PREVIEW else ())
    which = "preview" if number == PREVIEW else f"copy {number}"
    return Prepared(spec.title, f"{found.reference} {which}.pdf", number, spec)
