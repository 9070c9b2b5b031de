"""The commands on one copy, without a window: ``verify-backup`` and ``restore``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssp_desktop.errors import UserError
from ssp_desktop.terminal import agreed, say, secret

if TYPE_CHECKING:
    from ssp_desktop.services.restore_difference import Difference
    from ssp_desktop.services.restore_outside import OpenedCopy


@dataclass(frozen=True)
class Access:
    """What opens a copy: a user name with its password, or the recovery key; and where either is read from.

    A descriptor that is None has the terminal ask.
    """

    user_name: str = ""
    password_fd: int | None = None
    recovery_fd: int | None = None


@dataclass(frozen=True)
class Wish:
    """Why a copy is restored (it stands in the audit log), and whether that is agreed (``yes``) already."""

    reason: str
    yes: bool = False


def verify_backup(folder: Path, copy: Path, access: Access) -> int:
    """Read every byte of a copy and open it. Returns 0; what does not fit is a UserError."""
    from ssp_desktop.services import restore_outside

    opened = _open_copy(folder, copy, access)
    say(f"OK      This copy is good: {restore_outside.verify(opened):,} entries of the audit log")
    return 0


def restore(folder: Path, copy: Path, access: Access, wish: Wish, fixed: str = "") -> int:
    """Put a copy in the place of the store, once it was said what that changes. Returns 0.

    Args:
        folder: where the store lies or is to lie.
        copy: the folder of the copy.
        access: what opens the copy.
        wish: why, and whether the terminal asks once more.
        fixed: the folder for backups that the policy names.
    """
    from ssp_desktop.services import anchors, restore_outside
    from ssp_desktop.services import restore as restoring
    from ssp_desktop.services.this_pc import ThisPc

    anchors.checked_reason(wish.reason)
    restoring.finish_interrupted(folder)
    opened = _open_copy(folder, copy, access)

    def agree(difference: Difference) -> None:
        for sentence in difference.sentences:
            say(sentence)
        if not wish.yes and not agreed("Restore this copy?"):
            raise UserError(
                "Nothing was restored, because “yes” was not typed.", "The records are as they were."
            )

    done = restore_outside.restore_copy(folder, opened, wish.reason, ThisPc(backup_folder=fixed), agree)
    say("OK      The copy is in place. The next sign-in notes it in the audit log.")
    if done.replaced is not None:
        say(f"What it replaced lies in {done.replaced}")
    if done.remark:
        say(done.remark)
    return 0


def _open_copy(folder: Path, copy: Path, access: Access) -> OpenedCopy:
    from ssp_desktop.services import restore_outside
    from ssp_desktop.services.this_pc import ThisPc

    if not access.user_name:
        key = secret(access.recovery_fd, "recovery key")
        return restore_outside.open_with_recovery_key(folder, copy, key, ThisPc())
    password = secret(access.password_fd)
    return restore_outside.open_with_password(folder, copy, access.user_name, password, ThisPc())
