"""What the tables of rights share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ssp_desktop.services.signed_in import SignedIn
from tests.stores import PASSWORDS

# What is tried, by the name of the service; what stands after the space tells two cases of one apart.
Calls = dict[str, Callable[[SignedIn], object]]
NOBODY = 77
NOWHERE = Path("no such folder")


def own(signed_in: SignedIn) -> str:
    """Return the person's own password."""
    return PASSWORDS[signed_in.actor.user_name]
