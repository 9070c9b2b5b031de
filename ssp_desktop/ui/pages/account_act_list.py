"""What can be done to an account, in words, and when."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.services.accounts import AccountLine
from ssp_desktop.vocabulary.people import AccountState, Role


@dataclass(frozen=True)
class Act:
    """One thing to do: the words on its button, what it means, and the question before it is done."""

    key: str
    words: str
    explained: str
    button: str
    question: str = ""
    done: str = ""


RESET = Act(
    "reset",
    "Start a password reset",
    "The old password stops working at once. The person sets a new one with a one-use code that works for 24 "
    "hours. What they signed before stays valid.",
    "Start the reset",
    "The old password stops working at once.",
)
NEW_CODE = Act(
    "new_code",
    "Make a new code",
    "The code before stops working. The new one works for 24 hours.",
    "Make a new code",
)
ENABLE = Act(
    "enable",
    "Enable the account again",
    "The person sets a new password with a one-use code that works for 24 hours.",
    "Enable the account",
)
DISABLE = Act(
    "disable",
    "Disable the account",
    "The person cannot sign in any more, from this moment. Nothing that they wrote or signed is lost. The "
    "account can be enabled again.",
    "Disable the account",
    "The person cannot sign in any more, from this moment.",
    "The account is disabled.",
)
CHANGE = Act(
    "change",
    "Change role or administration",
    "The change counts at once. If the person is signed in, they have to sign in again.",
    "Save the change",
    done="The role is changed.",
)
HAND_OVER = Act(
    "hand_over",
    "Hand over administration",
    "This person gets your right of administration, and you give it up. Afterwards you sign in again.",
    "Hand over",
    "You give up your right of administration, and sign in again.",
)


def acts_for(line: AccountLine, own_id: int, own_role: Role, own_administration: bool) -> tuple[Act, ...]:
    """Return what can be done to an account, in the order of the buttons."""
    if line.id == own_id:
        return ()
    if line.state is AccountState.DISABLED:
        return (ENABLE,)
    if line.state is not AccountState.ACTIVE:
        return (NEW_CODE, DISABLE)
    # Administration alone is all that an administrator has: it can be given, not given away.
    may_hand_over = own_administration and not line.administrator and own_role is not Role.ADMINISTRATOR
    return (RESET, CHANGE, *((HAND_OVER,) if may_hand_over else ()), DISABLE)
