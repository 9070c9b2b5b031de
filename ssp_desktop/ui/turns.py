"""Whose turn it is at the one PC, and where each person was: in memory only, gone with the program."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.services.signed_in import Actor
from ssp_desktop.ui.desk import Place
from ssp_desktop.vocabulary.people import Role

REASONS = {
    "lock": "The program is locked. What you typed is kept.",
    "idle": "The program locked because nobody had used it. What you typed is kept.",
    "os": "The program locked because the PC was locked or went to sleep. What you typed is kept.",
    "session": "You have been signed in for a whole working day. What you typed is kept.",
    # Said while it is still being done: a problem that comes of it takes these words away.
    "restored": "The records are being put back from a copy. Then sign in: passwords are those of its day.",
    "moved_in": "The records are on this PC now. Sign in to them.",
    "hand_over": "The officer's screen is locked. The SPOC signs in here.",
    "hand_back": "The SPOC has finished. Sign in to go on where you were.",
}


@dataclass(frozen=True)
class NextTurn:
    """Who is expected at the sign-in screen, if anybody, and why it is shown."""

    user_name: str
    reason: str


class Turns:
    """Remembers each person's place over a lock, and who handed over to the SPOC."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[str, Place]] = {}
        self._waiting: int | None = None

    def leave(self, actor: Actor, place: Place, why: str) -> NextTurn:
        """Remember where ``actor`` was. Returns who is expected next.

        Args:
            actor: who was signed in.
            place: the page that they were on.
            why: "hand_over", or the reason of a lock.
        """
        self._places[actor.account_id] = (actor.user_name, place)
        if why == "hand_over":
            self._waiting = actor.account_id
            return NextTurn("", why)
        if self._waiting is not None and self._waiting != actor.account_id:
            return NextTurn(self._places[self._waiting][0], "hand_back")
        return NextTurn(actor.user_name, why)

    def arrive(self, actor: Actor) -> Place | None:
        """Return where ``actor`` goes on, or None for home. During a hand-over the SPOC goes to the queue."""
        if self._waiting not in {None, actor.account_id}:
            return Place("countersign") if actor.role is Role.SPOC else None
        self._waiting = None
        found = self._places.pop(actor.account_id, None)
        return found[1] if found else None
