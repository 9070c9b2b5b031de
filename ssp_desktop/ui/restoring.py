"""The end of a session that a restore makes: the screen goes, the copy takes its place, somebody signs in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ssp_desktop.services import restore
from ssp_desktop.services.restore import PreparedRestore
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.store_folder import StoreLock


def restorer(
    signed_in: SignedIn, lock: StoreLock, end_session: Callable[[str], object]
) -> Callable[[PreparedRestore], None]:
    """Return what a desk's ``restoring`` is connected to.

    It locks the program as always; what ends the session on the database thread puts the copy in place.

    Args:
        signed_in: who is at the desk.
        lock: the program's right to the store; it holds the restored one afterwards.
        end_session: locks the program, for the reason that it is given.
    """

    def end_with(prepared: PreparedRestore) -> None:
        signed_in.ending = partial(restore.finish, signed_in, prepared, lock)
        end_session("restored")

    return end_with
