"""One sharing of information: to read, to record, to correct."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services import information_shares
from ssp_desktop.services.school_records import Kept, OpenedRecord
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.pages.parts.school_record import SchoolRecordEdit, SchoolRecordPage


class InformationSharePage(SchoolRecordPage):
    """To read."""

    title = "Information shared"
    spec = INFORMATION_SHARE
    edit_page = "information_share_edit"
    list_page = "information_shares"
    list_words = "All information shared"

    def opener(self) -> Callable[..., OpenedRecord]:
        """Return the service that opens it."""
        return information_shares.open_share


class InformationShareEditPage(SchoolRecordEdit):
    """To record or correct."""

    title = "Record information shared"
    view_page = "information_share"

    def start(self, signed_in: SignedIn) -> dict[str, Any]:
        """Return an untouched entry."""
        return information_shares.start(signed_in)

    def open(self, signed_in: SignedIn, record_id: int) -> OpenedRecord:
        """Return the sharing to correct."""
        return information_shares.open_share(signed_in, record_id)

    def sheet(self) -> FormSpec:
        """Return the form."""
        return INFORMATION_SHARE

    def services(self) -> tuple[Callable[..., Kept], Callable[..., Kept]]:
        """Return what records, and what corrects."""
        return information_shares.record, information_shares.amend
