"""What can go wrong with keys and sign-in, each with its own words. All of them are ``UserError``."""

from __future__ import annotations

from ssp_desktop.errors import UserError

_ASK_COLLEAGUE = (
    "Ask a colleague who can sign in for an enrolment code, or use the recovery key from sealed storage."
)
_RESTORE = "Do not delete anything in the folder. Restore the latest backup, or ask your IT support."


class WrongPassword(UserError):
    """The user name or the password is wrong; never says which."""

    def __init__(self) -> None:
        super().__init__(
            "The user name or the password is wrong.",
            "Check both and try again. Capital letters and spaces count in the password.",
        )


class VaultDamaged(UserError):
    """The key file cannot be read or was altered."""

    def __init__(self, detail: str = "The key file of this store is damaged or was altered.") -> None:
        super().__init__(detail, _RESTORE)


class VaultMissing(UserError):
    """Neither copy of the key file is there."""

    def __init__(self) -> None:
        super().__init__("The key file of this store is missing.", _RESTORE)


class VaultExists(UserError):
    """Set-up was asked for in a folder that already holds a key file."""

    def __init__(self) -> None:
        super().__init__("This folder already holds a store.", "Sign in to it, or choose another folder.")


class VaultTooNew(UserError):
    """The key file was written by a later version of the program."""

    def __init__(self) -> None:
        super().__init__(
            "The key file of this store was written by a newer version of the program.",
            "Install the newer version on this PC.",
        )


class VaultNotSaved(UserError):
    """The key file could not be written; what was there before still counts."""

    def __init__(self) -> None:
        super().__init__(
            "The key file could not be saved, so nothing was changed.",
            "Check that the disk is not full and that you may write to the folder of the store.",
        )


class AnotherStore(UserError):
    """The key file belongs to another store than the database beside it."""

    def __init__(self) -> None:
        super().__init__(
            "The key file belongs to another store.",
            "Put back the key file that belongs to this folder, or restore the latest backup.",
        )


class KeyringUnavailable(UserError):
    """The PC has no credential store, or it is locked."""

    def __init__(self) -> None:
        super().__init__(
            "The credential store of this PC is not there or is locked.",
            "Unlock it (on Linux: the login keyring) and try again, or ask your IT support.",
        )


class DeviceSecretMissing(UserError):
    """This Windows or Linux account is not enrolled for the store or for the person."""

    def __init__(self) -> None:
        super().__init__(
            "You are not enrolled on this PC under this Windows or Linux account.", _ASK_COLLEAGUE
        )


class WrongEnrolmentCode(UserError):
    """The user name or the enrolment code is wrong, or a group of the code is mistyped."""

    def __init__(self, detail: str = "The user name or the enrolment code is wrong.") -> None:
        super().__init__(detail, "Check both and try again, or ask for a new code.")


class EnrolmentCodeUsed(UserError):
    """The enrolment code has been used before."""

    def __init__(self) -> None:
        super().__init__(
            "This enrolment code has already been used.",
            "If that was not you, tell your sergeant at once. Ask for a new code.",
        )


class EnrolmentCodeExpired(UserError):
    """The enrolment code is too old."""

    def __init__(self) -> None:
        super().__init__("This enrolment code has expired.", "Ask for a new code.")


class WrongRecoveryKey(UserError):
    """The recovery key is mistyped (the words name the group) or is not this store's."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, "Compare it with the printed sheet and try again.")


class OtherRecoveryKey(WrongRecoveryKey):
    """The recovery key is written as one should be, and opens nothing here."""

    def __init__(self, detail: str = "This is not the present recovery key of this store.") -> None:
        super().__init__(detail)


class RoleTampered(UserError):
    """The signed statements about roles do not hold."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The record of who may do what does not hold: {detail}",
            "Nobody can sign in with it. Restore the latest backup and tell your sergeant.",
        )


class EnrolmentUnfinished(UserError):
    """An enrolment or a reset broke off: the password opens the slot, but nobody vouched for its key."""

    def __init__(self) -> None:
        super().__init__(
            "Setting your password was not finished.",
            "Enter your enrolment code again, or ask a colleague for a new one.",
        )


class AccountClosed(UserError):
    """The account's latest signed statement closes it."""

    def __init__(self) -> None:
        super().__init__("This account has been closed.", "Ask your sergeant or an administrator.")


class TooManyAttempts(UserError):
    """Sign-in must wait. ``wait_seconds`` is the rest of the delay in whole seconds."""

    def __init__(self, wait_seconds: int) -> None:
        self.wait_seconds = wait_seconds
        minutes, seconds = divmod(wait_seconds, 60)
        parts = [_count(minutes, "minute"), _count(seconds, "second")]
        super().__init__(
            "There have been several failed attempts to sign in.",
            f"Wait {' '.join(part for part in parts if part)} and try again. The account is not locked.",
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}" if number else ""
