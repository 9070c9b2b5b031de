"""What every kind of printed document has in common: who may print it, what it holds, how it is drawn.

To add a kind: a frozen dataclass that extends ``PrintRequest``, in a module of its noun
(``services/print_<noun>.py``). The print page, the preview, the numbered copy, the audit log and the
disclosure take any of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ssp_desktop.reports.blocks import Block, DocumentSpec, PrintStamp
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.unit_of_work import Work

MakeSpec = Callable[[PrintStamp, tuple[Block, ...]], DocumentSpec]


@dataclass(frozen=True)
class Material:
    """What one request found: how to draw it, and what the audit log has to say about it.

    Args:
        noun: what is printed, as the audit log names it.
        record_id: the record, 0 for a list of many.
        revision: the revision that is printed; None when there is none.
        reference: stands on each page and in the suggested file name, so it never holds a name.
        about: further words for the audit log.
        make: gives the document from its stamp and the blocks that come first.
        handling: how to look after the copy; empty for the usual words about children.
        sensitive: whether it is at least OFFICIAL-SENSITIVE, whatever this PC's marking.
    """

    noun: str
    record_id: int
    revision: int | None
    reference: str
    about: str
    make: MakeSpec
    handling: str = ""
    sensitive: bool = False


class PrintRequest(ABC):
    """What somebody wants to print. Subclasses are frozen dataclasses of ids and days, never of content.

    Class attributes:
        right: what the person must be allowed to do.
        page_title: the heading of the print page.
        menu_page: the menu's entry that stays marked meanwhile.
    """

    right: ClassVar[Action]
    page_title: ClassVar[str]
    menu_page: ClassVar[str]

    @abstractmethod
    def material(self, work: Work) -> Material:
        """Read what is to be printed, within the person's rights.

        Raises:
            UserError: it is not there, not this person's to print, or too long.
        """


@dataclass(frozen=True)
class PeriodPrint(PrintRequest):
    """A list of a period, both days included, of one school or (None) of all."""

    first_day: date
    last_day: date
    partnership_id: int | None = None

    @property
    def school_in_words(self) -> str:
        """For the audit log."""
        return f"school {self.partnership_id}" if self.partnership_id is not None else "all schools"
