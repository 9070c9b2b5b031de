"""The certificate of a disposal: what was disposed of, why, and by whom. It holds nothing of the content."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.reports.blocks import Block, DocumentSpec, Heading, KeyValues, Notice, PrintStamp, Text

_WHAT_IT_MEANS = (
    "The content of this record was deleted from the store with all its revisions and signatures, with what "
    "belonged to it alone, such as actions, reviews and photographs, and with drafts and search words. The "
    "entries of the audit log remain: they hold no content. Copies of the store that were made before may "
    "hold it until they are thinned out; a copy that is restored has it disposed of again at the first "
    "sign-in."
)


@dataclass(frozen=True)
class DisposalReport:
    """What stands on the certificate. ``facts`` and ``signatures`` are labels with their words."""

    reference: str
    facts: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, str], ...]
    fault: str


def disposal_report(report: DisposalReport, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the printed certificate; ``top`` stands before everything else."""
    wrong = (Notice(report.fault, "This disposal is INVALID"),) if report.fault else ()
    return DocumentSpec(
        "Disposal certificate",
        report.reference,
        stamp,
        (
            *top,
            *wrong,
            Heading("What was disposed of"),
            KeyValues(report.facts),
            Heading("Signed by two people"),
            KeyValues(report.signatures),
            Heading("What this means"),
            Text(_WHAT_IT_MEANS),
        ),
    )
