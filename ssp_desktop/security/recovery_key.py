"""The recovery key: 175 random bits in seven groups, printed once at set-up for sealed storage."""

from __future__ import annotations

from typing import Final

from ssp_desktop.security.code_groups import GroupsWrong, new_symbols, read_groups, write_groups
from ssp_desktop.security.failures import WrongRecoveryKey

GROUPS: Final = 7


def new_recovery_key() -> str:
    """Return a new recovery key as printed, such as ``7GK2QX-…`` (seven groups of six characters)."""
    return write_groups(new_symbols(GROUPS))


def parse_recovery_key(text: str) -> bytes:
    """Return the secret of a typed recovery key: 35 characters without checks, as ASCII.

    Raises:
        WrongRecoveryKey: names the group that is wrong.
    """
    try:
        return read_groups(text, GROUPS).encode("ascii")
    except GroupsWrong as error:
        raise WrongRecoveryKey(str(error).format("recovery key")) from None
