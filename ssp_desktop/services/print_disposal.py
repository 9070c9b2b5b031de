"""The certificate of a disposal, to be printed: for the police."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from ssp_desktop.errors import UserError
from ssp_desktop.reports.disposal_report import DisposalReport, disposal_report
from ssp_desktop.reports.parts import day_words, moment_words
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import disposal_views, retention
from ssp_desktop.services.disposal_proof import CONFIRMED, Signed
from ssp_desktop.services.disposal_views import OpenedDisposal
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.unit_of_work import Work

_HANDLING = "Says that a record was disposed of, not what it said."


@dataclass(frozen=True)
class DisposalPrint(PrintRequest):
    """The certificate of one confirmed disposal."""

    disposal_id: int
    right: ClassVar = Action.PRINT_DISPOSAL
    page_title: ClassVar = "Print a disposal certificate"
    menu_page: ClassVar = "retention"

    def material(self, work: Work) -> Material:
        """Read the stub and its signatures."""
        opened = disposal_views.stored(work, self.disposal_id)
        if opened.state != CONFIRMED:
            raise UserError(
                "Nothing was disposed of yet, so there is no certificate.",
                "A second person has to confirm the disposal first.",
            )
        make = partial(disposal_report, _report(opened))
        reference = f"Disposal {opened.id}"
        return Material(
            disposal_views.NOUN, opened.id, opened.revision, reference, "certificate", make, _HANDLING
        )


def _report(opened: OpenedDisposal) -> DisposalReport:
    facts = [
        ("Record", opened.reference),
        ("Kind", retention.label_of_kind(opened.kind)),
        ("School", opened.school),
        ("Date of the record", day_words(opened.happened_on)),
        ("Revisions", str(opened.subject_revision)),
        ("Hash of its last revision", opened.subject_hash),
        ("Why it was no longer needed", opened.reason),
        ("Disposal", f"Number {opened.id}"),
    ]
    if opened.photographs:
        facts.append(("Photographs deleted", str(opened.photographs)))
    if opened.again_at is not None:
        facts.append(("Disposed of again after a restore", moment_words(opened.again_at)))
    given = (("Proposed by", opened.proposed), ("Confirmed by", opened.confirmed))
    signatures = tuple((label, _words(each)) for label, each in given if each is not None)
    return DisposalReport(opened.reference, tuple(facts), signatures, opened.fault)


def _words(signed: Signed) -> str:
    return f"{signed.signer}, {moment_words(signed.at)}. Key {signed.public_key[:16]}"
