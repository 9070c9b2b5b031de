"""A walk through the real window: started by ``screens.py``, tells what it saw as JSON on standard output.

A timer beats every 5 ms on the GUI thread. The time between two beats is how long the screen stood still;
what is longest within each part of the walk is told, with the processor time that this thread itself had in
it: on a busy machine the rest is waiting for a turn. The beats also move the walk on: each part does one
thing as a person would, and waits until the window shows what came of it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.painted import resident_kib
from benchmarks.texts import COMMON_WORD, narrative
from ssp_desktop.app import Program
from ssp_desktop.policy import Policy
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.kdf import FLOOR
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.home import BoardCard
from tests.stores import PASSWORDS, Clock, contact_values

BEAT_MS = 5
PAGES_SCROLLED = 20
LONGEST_WAIT = 60.0
SENTENCE = "We spoke about the way home."
WHO = "officer"
FIRST = "signing in for the first time"
Until = Callable[[], object]


class Eye(QObject):
    """Notes when a board of home is painted for the first time since it was asked to look."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.painted_at = 0.0

    def look(self) -> None:
        """Wait for the next paint."""
        self.painted_at = 0.0
        self._application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the paint event of a board; let everything through."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, BoardCard):
            self._application.removeEventFilter(self)
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.painted_at = time.perf_counter()


class Walk(QObject):
    """Goes through the window step by step and notes the longest pause of each part."""

    def __init__(self, program: Program, application: QApplication, sign_ins: int, walks: int) -> None:
        super().__init__(program)
        self.program = program
        self.eye = Eye(application)
        self.told: dict[str, Any] = {"sign_in": [], "derivation": [], "blocks": {}}
        self._application = application
        self._part = ""
        self._longest = (0.0, 0.0)
        self._beaten_at, self._work_at = time.perf_counter(), time.thread_time()
        self._moved_at = self._beaten_at
        self._steps = self._everything(sign_ins, walks)
        self._until: Until = lambda: True
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def _on_beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, (now - self._beaten_at, work - self._work_at))
        self._beaten_at, self._work_at = now, work
        if not self._until():
            if now - self._moved_at > LONGEST_WAIT:
                raise RuntimeError(f"the window never came to the end of: {self._part or 'signing in'}")
            return
        self._moved_at = now
        following = next(self._steps, None)
        if following is None:
            self._beat.stop()
            self.program.window.close()
        else:
            self._until = following

    def _begin(self, part: str) -> None:
        """Note what the part before showed, and begin another one."""
        if self._part:
            longest = [1000 * each for each in self._longest]
            self.told["blocks"].setdefault(self._part, []).append(longest)
        self._part, self._longest = part, (0.0, 0.0)

    # --- steps: each yields what it waits for

    def _everything(self, sign_ins: int, walks: int) -> Iterator[Until]:
        yield lambda: hasattr(self.program.window.screen_shown, "password_screen")
        for number in range(sign_ins + 1):
            self._begin("" if number else FIRST)
            yield from self._sign_in(counts=number > 0)
            yield self._idle
            self._begin("")
            self._derive(counts=number > 0)
            self.program.lock()
            yield self._idle
        for number in range(walks):
            yield from self._walk(number)
        self.told["end_mib"] = resident_kib() / 1024

    def _sign_in(self, *, counts: bool) -> Iterator[Until]:
        screen = getattr(self.program.window.screen_shown, "password_screen", None)
        if screen is None:
            raise RuntimeError("the sign-in screen is not shown")
        screen.user_name.set_value(WHO)
        screen.password.set_text(PASSWORDS[WHO])
        yield self._idle
        self.eye.look()
        started = time.perf_counter()
        screen.submit()
        yield lambda: self.eye.painted_at
        if counts:
            self.told["sign_in"].append(1000 * (self.eye.painted_at - started))

    def _derive(self, *, counts: bool) -> None:
        started = time.perf_counter()
        hash_secret_raw(
            PASSWORDS[WHO].encode(),
            bytes(16),
            time_cost=FLOOR.passes,
            memory_cost=FLOOR.memory_kib,
            parallelism=FLOOR.lanes,
            hash_len=32,
            type=Type.ID,
        )
        if counts:
            self.told["derivation"].append(1000 * (time.perf_counter() - started))

    def _walk(self, number: int) -> Iterator[Until]:
        self._begin("signing in and opening home")
        yield from self._sign_in(counts=False)
        yield self._idle
        yield from self._list()
        yield from self._search()
        yield from self._form(number)
        self._begin("going home")
        self._go(Place("home"))
        yield self._idle
        self._begin("locking")
        self.program.lock()
        yield self._idle
        self._begin("")

    def _list(self) -> Iterator[Until]:
        self._begin("opening the list")
        self._go(Place("contact_logs"))
        page: Any = self._page
        yield lambda: page.table.row_count
        self._begin(f"scrolling the list through {PAGES_SCROLLED} pages")
        for _page in range(PAGES_SCROLLED):
            page.table.view.scrollToBottom()
            yield self._idle
        self.told["list_mib"] = resident_kib() / 1024

    def _search(self) -> Iterator[Until]:
        self._begin("searching")
        self._go(Place("search", extra={"words": COMMON_WORD}))
        page: Any = self._page
        yield lambda: page.table.row_count
        self._begin("opening a contact log")
        found = page.table.model.key_at(0)
        self._go(Place(found.page, found.record_id, found.extra))
        yield self._idle

    def _form(self, number: int) -> Iterator[Until]:
        self._begin("opening the form")
        self._go(Place("contact_log_edit"))
        page: Any = self._page
        yield lambda: page.form is not None and self._idle()
        self._begin("turning to each section of the form")
        form = page.form
        for place in range(len(form.spec.sections)):
            form.open_section(place)
            yield self._idle
        self._begin("typing a sentence")
        form.focus_field("account")
        yield self._idle
        for letter in SENTENCE:
            QTest.keyClicks(_focused(self._application), letter)
            yield self._idle
        self._begin("keeping a draft")
        page.leaving()
        yield self._idle
        self._begin("filling the form from a draft")
        form.set_values(contact_values(account=narrative(number, 200)))
        yield self._idle
        self._begin("submitting, and opening what was submitted")
        page.submit()
        yield lambda: page is not self._page and self._idle()

    # --- helpers

    @property
    def _page(self) -> QWidget | None:
        return self.program.shell.page if self.program.shell is not None else None

    def _go(self, place: Place) -> None:
        if self.program.shell is None:
            raise RuntimeError("nobody is signed in")
        self.program.shell.go(place)

    def _idle(self) -> bool:
        return self.program.tasks.idle


def _focused(application: QApplication) -> QWidget:
    focused = application.focusWidget()
    if focused is None:
        raise RuntimeError("nothing has the keyboard")
    return focused


def main(store: str, sign_ins: str, walks: str) -> int:
    """Walk, and print what was seen."""
    application = QApplication(sys.argv[:1])
    pc = ThisPc(keyring=Keyring(), clock=Clock())
    program = Program(Path(store), Policy(), pc=pc)
    sys.excepthook = _fail
    program.start()
    walk = Walk(program, application, int(sign_ins), int(walks))
    status = application.exec()
    sys.stdout.write(json.dumps(walk.told) + "\n")
    return status


def _fail(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    sys.__excepthook__(kind, error, trace)
    application = QApplication.instance()
    if application is not None:
        application.exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
