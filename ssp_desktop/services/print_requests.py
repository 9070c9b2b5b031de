"""The documents about contact logs, partnerships and storage that can be printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.reports.contact_log_report import contact_log_report
from ssp_desktop.reports.contact_register_report import contact_register_report, period_words
from ssp_desktop.reports.partnership_report import partnership_report
from ssp_desktop.reports.parts import counted
from ssp_desktop.reports.storage_report import storage_report
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import print_content, storage_print
from ssp_desktop.services.print_material import Material, PeriodPrint, PrintRequest
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.storage import StoragePart

REGISTER_NOUN = "contact_register"
STORAGE_NOUN = "storage_checklist"
_STORAGE_HANDLING = "Says where police equipment is kept and how. Show it only to those who need to know."


@dataclass(frozen=True)
class ContactLogPrint(PrintRequest):
    """One contact log."""

    record_id: int
    right: ClassVar = Action.PRINT_CONTACT_LOG
    page_title: ClassVar = "Print a contact log"
    menu_page: ClassVar = "contact_logs"

    def material(self, work: Work) -> Material:
        """Read the contact log with all that belongs to it."""
        report = print_content.contact_log(work, self.record_id)
        make = partial(contact_log_report, report)
        return Material(CONTACT_LOG.noun, self.record_id, report.revision, report.reference, "", make)


@dataclass(frozen=True)
class RegisterPrint(PeriodPrint):
    """The contact logs of a period."""

    right: ClassVar = Action.PRINT_REGISTER
    page_title: ClassVar = "Print the contact register"
    menu_page: ClassVar = "contact_logs"

    def material(self, work: Work) -> Material:
        """Read one line for each contact log of the period."""
        register = print_content.register(work, self.first_day, self.last_day, self.partnership_id)
        reference = f"Register {self.first_day.isoformat()} to {self.last_day.isoformat()}"
        about = (
            f"{counted(len(register.lines), 'contact log')}, "
            f"{period_words(self.first_day, self.last_day)}, {self.school_in_words}"
        )
        return Material(REGISTER_NOUN, 0, None, reference, about, partial(contact_register_report, register))


@dataclass(frozen=True)
class PartnershipPrint(PrintRequest):
    """The profile of one partnership."""

    partnership_id: int
    right: ClassVar = Action.PRINT_PARTNERSHIP
    page_title: ClassVar = "Print a partnership"
    menu_page: ClassVar = "partnerships"

    def material(self, work: Work) -> Material:
        """Read the partnership."""
        report = print_content.partnership(work, self.partnership_id)
        reference = f"Partnership {self.partnership_id}"
        make = partial(partnership_report, report)
        return Material(PARTNERSHIP.noun, self.partnership_id, report.revision, reference, "", make)


@dataclass(frozen=True)
class StoragePrint(PrintRequest):
    """The storage papers of one school: the pack or one document."""

    partnership_id: int
    part: StoragePart = StoragePart.PACK
    right: ClassVar = Action.PRINT_STORAGE
    page_title: ClassVar = "Print storage papers"
    menu_page: ClassVar = "storage"

    def material(self, work: Work) -> Material:
        """Read the checklist, the assessments and the decision that the person may see."""
        report, revision = storage_print.report(work, self.partnership_id, self.part)
        about = f"storage of school {self.partnership_id}, {self.part.value}"
        reference = f"Storage {self.partnership_id}"
        make = partial(storage_report, report)
        return Material(STORAGE_NOUN, 0, revision or None, reference, about, make, _STORAGE_HANDLING)
