"""What was acknowledged at set-up: whose data this is, and which force's terms are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ssp_desktop.models import StoreSettings
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance
from ssp_desktop.unsafe_places import why_unsafe


@dataclass(frozen=True)
class StoreFacts:
    """The store's settings, for everybody to read.

    ``unsafe_folder`` says why the records may not lie where they do, as the end of "a folder that …". A
    service may have begun to copy the folder while it is open.
    """

    store_id: str
    controller: str
    dpia_reference: str
    dsa_reference: str
    acknowledged_at: datetime | None
    preset: str
    demo: bool
    created_at: datetime
    password_only_accounts: int
    unsafe_folder: str


def read(signed_in: SignedIn) -> StoreFacts:
    """Return the settings of the open store."""

    def work(work: Work) -> StoreFacts:
        row = work.db.scalars(select(StoreSettings)).one()
        return StoreFacts(
            store_id=row.store_id,
            controller=row.controller,
            dpia_reference=row.dpia_reference,
            dsa_reference=row.dsa_reference,
            acknowledged_at=row.acknowledged_at,
            preset=row.preset,
            demo=row.demo,
            created_at=row.created_at,
            password_only_accounts=len(signed_in.vault.password_only_accounts()),
            unsafe_folder=why_unsafe(signed_in.folder),
        )

    return glance(signed_in, Action.HOME_READ, work)
