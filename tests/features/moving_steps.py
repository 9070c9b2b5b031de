"""Steps of the tests about moving a store: a copy on a stick, and a PC that has never seen the records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import backup, move_in, move_in_look
from ssp_desktop.services.move_in import MoveAnswers, PreparedMove
from ssp_desktop.services.move_in_look import RecordsFound
from ssp_desktop.services.this_pc import ThisPc
from tests.features.steps import submit
from tests.features.test_sign_in import OtherAccount
from tests.stores import Store

NEW_PASSWORD = "walrus pillow ginger sandal"
REASON = "The old PC is worn out."
PERSON = {
    "display_name": "Sgt 0010 Example-Nowak",
    "user_name": "new_sergeant",
    "role": "sergeant",
    "administrator": True,
}


def never() -> bool:
    """Nobody presses "Stop"."""
    return False


@dataclass
class NewPc:
    """A PC that knows nothing of the store, with a stick on which a copy lies."""

    folder: Path
    pc: ThisPc
    credentials: OtherAccount
    stick: Path
    copy: Path
    recovery_key: str

    def look(self, path: Path | None = None, key: str = "") -> RecordsFound:
        """Open the copy with the recovery key."""
        return move_in_look.look_with_recovery_key(
            self.folder, path or self.copy, key or self.recovery_key, self.pc, never
        )

    def answers(self, **changes: Any) -> MoveAnswers:
        """Return what a person answers; change what the test is about."""
        return replace(MoveAnswers(self.recovery_key, REASON, PERSON, NEW_PASSWORD), **changes)

    def prepare(self, **changes: Any) -> PreparedMove:
        """Look at the copy and build the store."""
        return move_in.prepare(self.folder, self.look(), self.answers(**changes), self.pc, never)

    def left(self) -> list[str]:
        """Return what lies around the place of the records, but for the counted guesses."""
        return sorted(each.name for each in self.folder.parent.iterdir() if each.name != "attempts.json")


def groups(prepared: PreparedMove) -> dict[int, str]:
    """Return the groups that are asked for, typed right."""
    text = prepared.recovery_key.split("-")
    return {number: text[number - 1] for number in prepared.asked}


def new_pc(store: Store, tmp_path: Path) -> NewPc:
    """Write a record, copy the store onto a stick, and carry it to another PC."""
    stick = tmp_path / "stick"
    stick.mkdir()
    submit(store.sign_in("officer"), subject="Before the move")
    backup.back_up(store.sign_in("sergeant"), stick)
    store.sign_out()
    credentials = OtherAccount()
    pc = ThisPc(keyring=Keyring(credentials), clock=store.clock)
    folder = tmp_path / "new pc" / "store"
    folder.parent.mkdir()
    (copy,) = stick.glob("*.sspbackup")
    return NewPc(folder, pc, credentials, stick, copy, store.recovery_key)
