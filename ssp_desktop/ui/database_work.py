"""What the program itself asks of the database thread; what is slow to import is imported inside."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssp_desktop.services.colleagues import Colleague
    from ssp_desktop.services.page_drafts import PageDraft
    from ssp_desktop.services.signed_in import SignedIn

_SLOW_IMPORTS = (
    "ssp_desktop.database",
    "ssp_desktop.services.set_up",
    "ssp_desktop.services.sign_in",
    "ssp_desktop.services.enrolment",
)


def import_services() -> None:
    """Import what takes a moment: SQLAlchemy comes with it."""
    for name in _SLOW_IMPORTS:
        import_module(name)


def import_pages() -> None:
    """Import every page, and the reports with them."""
    import_module("ssp_desktop.ui.shell")


def read_desk(signed_in: SignedIn) -> tuple[tuple[Colleague, ...], tuple[PageDraft, ...]]:
    """Return everybody who can be given something to do, and what the person typed and did not save."""
    from ssp_desktop.services import page_drafts
    from ssp_desktop.services.colleagues import colleagues

    return colleagues(signed_in), page_drafts.own(signed_in)


def sign_out(signed_in: SignedIn, why: str) -> None:
    """End a session. ``why``: "hand_over", "close", or the reason of a lock."""
    from ssp_desktop.services import sign_in
    from ssp_desktop.vocabulary.audit import AuditEvent

    events = {"hand_over": AuditEvent.HANDED_OVER, "close": AuditEvent.SIGNED_OUT}
    sign_in.sign_out(signed_in, events.get(why, AuditEvent.LOCKED))
