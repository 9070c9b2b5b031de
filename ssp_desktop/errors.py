"""The two kinds of failure.

A ``UserError`` is the world's fault (a wrong password, a full disk, a date that does not exist): the person
is told what happened and what to do. A ``Fault`` is ours: it is logged with a reference number and no
personal data, and the person is shown that number.
"""

from __future__ import annotations

import secrets


class UserError(Exception):
    """Something that the person can understand and put right.

    Args:
        what_happened: one sentence in the person's words.
        what_to_do: the next step, or an empty string when the first sentence says it all.

    ``told_to_whoever_comes``: it is told even when whoever asked has left their screen, since it must not go
    unnoticed. Its words are then the program's own, without a record's.
    """

    told_to_whoever_comes = False

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        super().__init__(what_happened)
        self.what_happened = what_happened
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        return f"{self.what_happened} {self.what_to_do}".strip()


class Fault(Exception):
    """A mistake in the program. Carries a short reference number that the person can quote."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.reference = new_reference()


def new_reference() -> str:
    """Return a reference number for one fault, such as ``F-7K2M9Q``: unguessable, free of personal data."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "F-" + "".join(secrets.choice(alphabet) for _ in range(6))
