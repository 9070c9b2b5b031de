"""The program for days on end: signed in, written, locked, unlocked, looked at; it holds no more than before.

The cycles go through the real window, with the real store and the real keyring. A few run with every run of
the tests; ``make faults`` runs 500.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.app import Program
from ssp_desktop.services import contact_logs
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.print import PrintPage
from ssp_desktop.ui.pages.print_output import open_pdf
from ssp_desktop.ui.pages.print_preview import hold_library
from ssp_desktop.ui.shell import Shell
from ssp_desktop.ui.sign_in import SignIn
from tests.faults.conftest import WHOLE
from tests.faults.soaking import bytes_in_use, growth, measure, soak, what_grows
from tests.faults.tally import Tally
from tests.program.conftest import OpenProgram, open_program, sign_in
from tests.stores import Store, clock, contact_values, store, store_template

__all__ = ["clock", "open_program", "store", "store_template"]

CYCLES = 500 if WHOLE else 12
COLLEAGUE_EVERY = 5
WARM_UP = 50 if WHOLE else COLLEAGUE_EVERY
KIB_IN_A_CYCLE = 16 if WHOLE else 512


@dataclass
class Window:
    """Somebody at the program's window, and the colleague who sometimes comes in between."""

    program: Program
    qtbot: QtBot
    store: Store
    drafts: dict[str, dict[str, int]] = field(default_factory=dict)
    after_preview: Callable[[Shell], object] = lambda _shell: None

    def cycle(self, number: int) -> None:
        """Sign in, write, lock; unlock, look at a preview, lock."""
        self.store.clock.go(minutes=1)
        words = f"Written in cycle {number}."
        self._write("officer", words)
        self._lock()
        shell = sign_in(self.qtbot, self.program, "officer")
        _page, box = self._form(shell)
        assert box.toPlainText() == words
        self._look(shell)
        self._lock()
        if number % COLLEAGUE_EVERY == COLLEAGUE_EVERY - 1:
            self._write("second_officer", words)
            self._lock()

    def _write(self, who: str, words: str) -> None:
        """Replace the account by key in the one draft that each has, and save it as the page's pause does."""
        shell = sign_in(self.qtbot, self.program, who)
        shell.go(Place("contact_log_edit", extra={**self.drafts.get(who, {"partnership_id": 1})}))
        page, box = self._form(shell)
        QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(box, words)
        assert page.keeper is not None
        with self.qtbot.waitSignal(page.keeper.saved, timeout=60_000) as saved:
            page.keeper.save()
        self.drafts[who] = {"draft_id": saved.args[0].id}

    def _form(self, shell: Shell) -> tuple[ContactLogEditPage, QPlainTextEdit]:
        """Return the page with its form, and the box of the account."""
        page = shell.page
        assert isinstance(page, ContactLogEditPage)
        self.qtbot.waitUntil(lambda: page.form is not None and self.program.tasks.idle, timeout=60_000)
        assert page.form is not None
        box = page.form.row("account").findChild(QPlainTextEdit)
        assert isinstance(box, QPlainTextEdit)
        return page, box

    def _look(self, shell: Shell) -> None:
        shell.go(Place("print", None, {"request": ContactLogPrint(1)}))
        page = shell.page
        assert isinstance(page, PrintPage)
        self.qtbot.waitUntil(page.print_button.isEnabled, timeout=60_000)
        assert page.preview.page_count > 0
        self.after_preview(shell)

    def _lock(self) -> None:
        """Lock by key, as somebody does who gets up."""
        QTest.keyClick(self.program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(
            lambda: isinstance(self.program.window.screen_shown, SignIn) and self.program.tasks.idle,
            timeout=60_000,
        )


@pytest.fixture
def window(open_program: OpenProgram, store: Store, qtbot: QtBot) -> Window:
    """The program at its sign-in screen, with one record in its store and all its threads begun."""
    contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    store.sign_out()
    program = open_program()
    begin_every_thread(program, qtbot)
    return Window(program, qtbot, store)


def begin_every_thread(program: Program, qtbot: QtBot) -> None:
    """Have both threads for work aside at work at once; else one of them may begin in any cycle."""
    together = threading.Barrier(2, timeout=10)
    for _ in range(2):
        program.tasks.run_aside(together.wait, done=lambda _place: None)
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=60_000)


# --- the cycles


@pytest.mark.timeout(600)  # a sample takes half a minute where the machine has nothing else to do
def test_the_program_holds_no_more_after_many_cycles(window: Window, tally: Tally) -> None:
    begun = time.monotonic()
    measures = soak(window.cycle, CYCLES)
    settled = measures[WARM_UP:]
    grows = what_grows(settled, kib_in_a_cycle=KIB_IN_A_CYCLE)
    print(f"{CYCLES} cycles in {time.monotonic() - begun:.0f} s; after the warm-up {settled[0].words()};")
    print(f"at the end {settled[-1].words()}")
    kib = growth([each.memory for each in settled])
    tally.add("Soak", f"sign-in to preview, {kib:+.1f} KiB of memory in a cycle", CYCLES, len(grows))
    assert grows == []


@pytest.mark.whole
def test_a_screen_that_is_kept_is_found(window: Window, tally: Tally) -> None:
    """The one thing that must not happen: whoever has locked is still in memory."""
    kept: list[Shell] = []
    soak(window.cycle, WARM_UP)
    window.after_preview = kept.append
    grows = what_grows(soak(window.cycle, 6), kib_in_a_cycle=KIB_IN_A_CYCLE)
    tally.add("Soak", "leaks planted and found", 1, int(not grows))
    assert "+1 ssp_desktop.ui.shell.Shell" in grows[0]


# --- the measure finds what it is for


def keep_handle(leak: ExitStack) -> None:
    handle = os.open(os.devnull, os.O_RDONLY)
    leak.callback(os.close, handle)


def keep_thread(leak: ExitStack) -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    leak.callback(thread.join)
    leak.callback(end.set)


def keep_widget(leak: ExitStack) -> None:
    leak.callback(QWidget().deleteLater)


def keep_place(leak: ExitStack) -> None:
    place = Place("home")
    leak.callback(lambda: place)


def keep_memory(leak: ExitStack) -> None:
    leak.callback(bytearray(2 * KIB_IN_A_CYCLE * 1024).clear)


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (keep_handle, "handles: in cycle 1 +1 /dev/null"),
        (keep_thread, "threads: in cycle 1 +1 "),
        (keep_widget, "widgets: in cycle 1 +1 QWidget"),
        (keep_place, "objects: in cycle 1 +1 ssp_desktop.ui.desk.Place"),
        (keep_memory, "memory: "),
    ],
)
def test_a_leak_that_was_planted_is_found(
    qtbot: QtBot, tally: Tally, plant: Callable[[ExitStack], None], told: str
) -> None:
    measure()
    with ExitStack() as leak:
        measures = soak(lambda _number: plant(leak), 9)
        grows = what_grows(measures, kib_in_a_cycle=KIB_IN_A_CYCLE)
    tally.add("Soak", "leaks planted and found", 1, int(not grows))
    assert any(each.startswith(told) for each in grows)


def test_nothing_is_found_where_nothing_is_kept(qtbot: QtBot) -> None:
    measure()
    assert what_grows(soak(lambda _number: QWidget().close(), 9), kib_in_a_cycle=KIB_IN_A_CYCLE) == []


def test_a_class_whose_module_is_no_name_does_not_end_the_measure(qtbot: QtBot) -> None:
    """As the classes that a compiled library makes for its own use."""
    held = type("Compiled", (), {"__module__": property(lambda _self: "compiled"), "own": None})()
    held.own = held  # so that it is among what the measure looks at
    assert not isinstance(type(held).__module__, str)
    assert not any("Compiled" in name for name in measure().objects)


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        ([1_000] * 30, 0.0),
        ([1_000, 1_000, 9_000] * 10, 0.0),  # pages that are given back a moment later
        ([9_000] * 4 + [1_000] * 26, 0.0),
        ([1_000 + 50 * each for each in range(30)], 50.0),
        ([1_000 + 50 * each + (700 if each % 4 == 0 else 0) for each in range(30)], 50.0),
        ([1_000] * 15 + [4_000] * 15, 150.0),
    ],
)
def test_growth_is_what_stays(memory: list[int], expected: float) -> None:
    assert growth(memory) == pytest.approx(expected, abs=5)


def test_the_pdf_library_is_begun_once_and_leaves_no_memory_behind(qtbot: QtBot) -> None:
    hold_library()
    before = mappings()
    for _ in range(10):
        document, buffer = open_pdf(b"")
        document.close()
        buffer.close()
        del document, buffer
    assert mappings() - before < 10


def test_a_combo_box_leaves_nothing_behind_once_the_style_has_forgotten_it(qtbot: QtBot) -> None:
    """Qt's style keeps some 600 bytes of each, which was the most of what each cycle left behind."""
    look = theme.theme()

    def make_some() -> None:
        combos = [QComboBox() for _ in range(100)]
        for each in combos:
            each.addItem("Choose an answer")
            each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        look.forget_widgets()
        QApplication.processEvents()

    make_some()
    before = bytes_in_use()
    for _ in range(20):
        make_some()
    assert (bytes_in_use() - before) / 2_000 < 200


def mappings() -> int:
    """Return how many pieces of memory the system has given to this process."""
    return len(Path("/proc/self/maps").read_text(encoding="utf-8").splitlines())
