"""Printing and saving: a preview for the screen, a numbered copy for somebody. Neither without its trace.

Two steps, so that nothing heavy happens beside the database: ``preview`` or ``disclose`` read the record and
write the audit log; ``render`` makes the PDF from what they return, on any thread. The recipient is known
before the copy is made, because number, recipient and the head of the audit log stand on each page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.paths import data_folder
from ssp_desktop.policy import load_policy
from ssp_desktop.reports.blocks import Block, DocumentSpec, Notice, PrintStamp
from ssp_desktop.reports.contact_log_report import contact_log_report
from ssp_desktop.reports.contact_register_report import contact_register_report, period_words
from ssp_desktop.reports.document import render as render_document
from ssp_desktop.reports.partnership_report import partnership_report
from ssp_desktop.reports.parts import counted
from ssp_desktop.reports.storage_report import storage_report
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import audit_trail, print_content, storage_print
from ssp_desktop.services.disclosures import Way, checked_purpose, checked_recipient
from ssp_desktop.services.disclosures import add as add_disclosure
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.storage import StoragePart

REGISTER_NOUN = "contact_register"
STORAGE_NOUN = "storage_checklist"
PREVIEW = 0
_HANDLING = "Personal data about children. Show it only to those who need to know; keep it locked away."
_SCHOOL_HANDLING = f"The school\u2019s copy. {_HANDLING}"
_STORAGE_HANDLING = "Says where police equipment is kept and how. Show it only to those who need to know."
_NOT_FOR_USE = Notice(
    "A preview on the screen, without copy number and recipient. Print or save it to make a copy.",
    "Preview \u2013 not for use",
)

MakeSpec = Callable[[PrintStamp, tuple[Block, ...]], DocumentSpec]


@dataclass(frozen=True)
class ContactLogPrint:
    """One contact log."""

    record_id: int


@dataclass(frozen=True)
class RegisterPrint:
    """The contact logs of a period, both days included, of one school or (None) of all."""

    first_day: date
    last_day: date
    partnership_id: int | None = None


@dataclass(frozen=True)
class PartnershipPrint:
    """The profile of one partnership."""

    partnership_id: int


@dataclass(frozen=True)
class StoragePrint:
    """The storage papers of one school: the pack or one document."""

    partnership_id: int
    part: StoragePart = StoragePart.PACK


PrintRequest = ContactLogPrint | RegisterPrint | PartnershipPrint | StoragePrint


@dataclass(frozen=True)
class Prepared:
    """A document that is ready to be made into a PDF. ``copy_number`` is 0 for a preview.

    ``suggested_file_name`` holds a reference or a period, never a name.
    """

    title: str
    suggested_file_name: str
    copy_number: int
    spec: DocumentSpec


@dataclass(frozen=True)
class _Material:
    """What one request found: how to draw it, and what the audit log has to say about it."""

    noun: str
    record_id: int
    revision: int | None
    reference: str
    about: str
    make: MakeSpec
    handling: str = ""


def preview(signed_in: SignedIn, what: PrintRequest) -> Prepared:
    """Return the document as it would be printed, marked as a preview, and note that it was consulted.

    Raises:
        UserError: it is not there, not this person's to print, or too long.
    """

    def work(work: Work) -> _Material:
        found = _material(work, what)
        detail = ", ".join(filter(None, ("print preview", found.about)))
        work.audit(
            AuditEvent.CONSULTED, found.noun, found.record_id or None, revision=found.revision, detail=detail
        )
        return found

    right = _right(what)
    return _prepared(signed_in, right, run(signed_in, right, work), PREVIEW, "")


def disclose(signed_in: SignedIn, what: PrintRequest, recipient: str, purpose: str, way: Way) -> Prepared:
    """Number a copy for a recipient, write the disclosure and its trace, and return the document.

    Args:
        signed_in: who prints or saves it.
        what: the record, register or profile.
        recipient: whom the copy is for; must be said.
        purpose: what for; may be empty.
        way: ``printed`` or ``saved``.

    Raises:
        UserError: no recipient, or the document cannot be made. Nothing is then noted as disclosed.
    """
    whom = checked_recipient(recipient)
    why = checked_purpose(purpose)

    def work(work: Work) -> tuple[_Material, int]:
        found = _material(work, what)
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

    right = _right(what)
    found, number = run(signed_in, right, work)
    return _prepared(signed_in, right, found, number, whom)


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


def _right(what: PrintRequest) -> Action:
    if isinstance(what, ContactLogPrint):
        return Action.PRINT_CONTACT_LOG
    if isinstance(what, StoragePrint):
        return Action.PRINT_STORAGE
    return Action.PRINT_REGISTER if isinstance(what, RegisterPrint) else Action.PRINT_PARTNERSHIP


def _material(work: Work, what: PrintRequest) -> _Material:
    if isinstance(what, ContactLogPrint):
        return _contact_log(work, what.record_id)
    if isinstance(what, RegisterPrint):
        return _register(work, what)
    if isinstance(what, StoragePrint):
        return _storage(work, what)
    return _partnership(work, what.partnership_id)


def _contact_log(work: Work, record_id: int) -> _Material:
    report = print_content.contact_log(work, record_id)

    def make(stamp: PrintStamp, top: tuple[Block, ...]) -> DocumentSpec:
        return contact_log_report(report, stamp, top)

    return _Material(CONTACT_LOG.noun, record_id, report.revision, report.reference, "", make)


def _register(work: Work, what: RegisterPrint) -> _Material:
    register = print_content.register(work, what.first_day, what.last_day, what.partnership_id)
    reference = f"Register {what.first_day.isoformat()} to {what.last_day.isoformat()}"
    school = f"school {what.partnership_id}" if what.partnership_id is not None else "all schools"
    about = (
        f"{counted(len(register.lines), 'contact log')}, "
        f"{period_words(what.first_day, what.last_day)}, {school}"
    )

    def make(stamp: PrintStamp, top: tuple[Block, ...]) -> DocumentSpec:
        return contact_register_report(register, stamp, top)

    return _Material(REGISTER_NOUN, 0, None, reference, about, make)


def _partnership(work: Work, partnership_id: int) -> _Material:
    report = print_content.partnership(work, partnership_id)

    def make(stamp: PrintStamp, top: tuple[Block, ...]) -> DocumentSpec:
        return partnership_report(report, stamp, top)

    reference = f"Partnership {partnership_id}"
    return _Material(PARTNERSHIP.noun, partnership_id, report.revision, reference, "", make)


def _storage(work: Work, what: StoragePrint) -> _Material:
    report, revision = storage_print.report(work, what.partnership_id, what.part)

    def make(stamp: PrintStamp, top: tuple[Block, ...]) -> DocumentSpec:
        return storage_report(report, stamp, top)

    about = f"storage of school {what.partnership_id}, {what.part.value}"
    reference = f"Storage {what.partnership_id}"
    return _Material(STORAGE_NOUN, 0, revision or None, reference, about, make, _STORAGE_HANDLING)


def _prepared(signed_in: SignedIn, right: Action, found: _Material, number: int, recipient: str) -> Prepared:
    """Stamp what was found. The head is read after the entry is written, so that it vouches for the entry."""
    head = glance(signed_in, right, lambda work: audit_trail.head(work.db))
    marking = load_policy(data_folder()).marking
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
