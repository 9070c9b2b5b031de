"""What the journeys start from: the demo's invented people in a store of their own, a clock moved by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import pytest

from ssp_desktop.demo import brackenmoor, brackenmoor_november
from ssp_desktop.demo.builder import Step, enrol_everybody, first_run, renew, steps_of
from ssp_desktop.demo.clock import DemoClock
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.demo.timeline import RENEWED_AT, SET_UP_AT, Contact
from ssp_desktop.security import vault_file
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import anchors, boards, contact_log_views
from ssp_desktop.services.boards import Board
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from tests.stores import clock, signed_in_as, store, store_template

__all__ = ["clock", "signed_in_as", "store", "store_template"]

CONTACTS = (*brackenmoor.CONTACTS, *brackenmoor_november.CONTACTS)
VISITS = (*brackenmoor.VISITS, *brackenmoor_november.VISITS)


@dataclass
class Case:
    """The Brackenmoor case, played up to a moment, with everybody at hand."""

    book: DeskBook
    clock: DemoClock
    steps: list[Step] = field(default_factory=list)

    def play_until(self, day: date, at: str) -> None:
        """Let everything happen that happened up to a local time, and stand there."""
        moment = datetime.combine(day, time.fromisoformat(at))
        while self.steps and self.steps[0][0] <= moment:
            when, act = self.steps.pop(0)
            self.clock.move_to(when)
            act()
        self.clock.move_to(moment)

    def as_(self, user_name: str) -> SignedIn:
        """Return somebody's session."""
        return self.book.signed_in(user_name)

    def opened(self, who: str, contact: Contact) -> OpenedContactLog:
        """Open a contact log as somebody."""
        return contact_log_views.open_contact_log(self.as_(who), self.book.record_id(contact))

    def board(self, who: str, key: str) -> Board:
        """Return one of somebody's boards."""
        return next(each for each in boards.home(self.as_(who)) if each.key == key)

    def on_board(self, who: str, key: str) -> list[str]:
        """Return the texts that stand on one of somebody's boards."""
        return [line.text for line in self.board(who, key).lines]


@pytest.fixture(scope="session")
def people_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both schools and everybody's account, as on 1 September 2026; no records yet."""
    folder = tmp_path_factory.mktemp("journeys") / "store"
    start = DemoClock(SET_UP_AT)
    pc = ThisPc(keyring=Keyring(), clock=start, demo=True)
    first_run(folder, pc)
    book = DeskBook(folder, pc, PASSWORD)
    enrol_everybody(book, start)
    start.move_to(RENEWED_AT)
    renew(book)
    book.close()
    return folder


@pytest.fixture
def case(people_template: Path, tmp_path: Path) -> Iterator[Case]:
    """The case on the first morning, nothing of it entered yet."""
    folder = tmp_path / "store"
    shutil.copytree(people_template, folder)
    anchors.forget(Keyring(), vault_file.read_vault(folder)[0].identity.store_id)  # another copy's log
    term = DemoClock(datetime(2026, 9, 2, 8, 0))
    book = DeskBook(folder, ThisPc(keyring=Keyring(), clock=term, demo=True), PASSWORD)
    book.schools.update(larkfield=1, brackenmoor=2)
    made = Case(book, term)
    made.steps = sorted(steps_of(book, CONTACTS, VISITS), key=lambda step: step[0])
    yield made
    book.close()
