"""The program: builds the parts, connects them, runs.

Start-up, in this order, so that a window is painted as soon as Qt can paint one:

1. ``__main__`` reads the arguments; a command (``verify``, ``diagnostics``, ``--self-test``) needs no window.
2. ``ui.window`` shows "Opening …" and waits until it is painted; only then is this module imported.
3. ``Program`` installs the look. On the database thread, everything slow is imported (SQLAlchemy with it) and
   the folder is looked at.
4. The window shows the first-run wizard or the sign-in screen, and the pages are imported meanwhile; after
   sign-in, the person's own screen.

A lock throws the person's whole screen away and closes the database; the place where they were is remembered
for them alone, and their draft lies in the store.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from ssp_desktop.paths import log_folder
from ssp_desktop.policy import Policy
from ssp_desktop.store_folder import StoreLock, in_folder_words, prepare_folder, prepare_parent
from ssp_desktop.ui import database_work, dialogs, theme
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.events import Events
from ssp_desktop.ui.faults import start_log
from ssp_desktop.ui.last_look import LastLook
from ssp_desktop.ui.leftovers import forget_leftovers
from ssp_desktop.ui.lock_reasons import LockReasons
from ssp_desktop.ui.os_end import EndSignals
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.turns import REASONS, Turns
from ssp_desktop.ui.uncaught import tell_uncaught
from ssp_desktop.ui.window import Window, open_window

if TYPE_CHECKING:
    from ssp_desktop.services.colleagues import Colleague
    from ssp_desktop.services.page_drafts import PageDraft
    from ssp_desktop.services.signed_in import SignedIn
    from ssp_desktop.services.this_pc import ThisPc
    from ssp_desktop.ui.shell import Shell


class Program(QObject):
    """One running program with one window.

    Args:
        folder: the store's folder.
        policy: what IT has fixed for this PC.
        pc: the credential store and the clock; tests and the demo hand in their own.
        demo: whether this is a throw-away store with invented data.
        window: the one that is on the screen already; a new one without it.
    """

    def __init__(
        self,
        folder: Path,
        policy: Policy,
        *,
        pc: ThisPc | None = None,
        demo: bool = False,
        window: Window | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.policy = policy
        self.demo = demo
        self.pc = pc
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise RuntimeError("a QApplication is needed before the program")
        self._application = application
        theme.install(application)
        self.tasks = Tasks(self)
        self.events = Events(self)
        self.window = window or Window()
        self.window.may_close = lambda: self._last_look.may_close(self.shell)
        self.window.closing.connect(self._close)
        self.tasks.problem.connect(self.window.tell)
        self.tasks.fault.connect(self.window.tell_fault)
        self._closing = False
        self._last_look = LastLook(self.tasks)
        self.signed_in: SignedIn | None = None
        self.shell: Shell | None = None
        self._turns = Turns()
        self._lock_file = StoreLock(folder)
        self.lock_reasons = LockReasons(policy, self)
        self.lock_reasons.wanted.connect(self.lock)
        application.commitDataRequest.connect(self.log_off, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Show the window; everything else follows by itself."""
        self.window.show()
        self.tasks.run(self._open_folder, done=self._opened, failed=self._cannot_open)

    # --- opening

    def _open_folder(self) -> bool:
        """On the database thread: import what is slow, take the store. Returns whether there is a store."""
        database_work.import_services()
        from ssp_desktop.services import move_in, restore, set_up
        from ssp_desktop.services.this_pc import ThisPc

        if self.pc is None:
            fixed = self.policy
            self.pc = ThisPc(backup_folder=fixed.backup_folder, copy_away_days=fixed.copy_away_days)
        prepare_parent(self.folder)
        with in_folder_words():
            set_up.clean_leftovers(self.folder, self.pc)
            move_in.clean_leftovers(self.folder)
            restore.finish_interrupted(self.folder)
            found = set_up.find_store(self.folder)
        if found:
            prepare_folder(self.folder)
            self._lock_file.acquire()
            restore.clean_leftovers(self.folder)
        return found

    @Slot(object)
    def _opened(self, found: bool) -> None:
        self.lock_reasons.listen(self._application, int(self.window.winId()))
        if found:
            self.show_sign_in()
        else:
            self._show_first_run()
        # While the password is typed: the screen must not stand still for it afterwards.
        self.tasks.run(database_work.import_pages, done=_nothing)

    def _cannot_open(self, error: Exception) -> None:
        from ssp_desktop.ui.closed import Closed

        self.window.show_screen(Closed(error))

    def _show_first_run(self) -> None:
        from ssp_desktop.ui.first_screens import FirstScreens

        if self.pc is None:
            raise RuntimeError("the folder is looked at before the first run")
        screens = FirstScreens(self.window, self.folder, self.pc, self.tasks, self.policy, demo=self.demo)
        screens.ready.connect(self._set_up_done)
        self.lock_reasons.os_session.locked.connect(screens.hide_key)
        screens.show()

    @Slot(str, str)
    def _set_up_done(self, user_name: str, reason: str) -> None:
        self._lock_file.acquire()
        self.show_sign_in(user_name, reason)

    def show_sign_in(self, user_name: str = "", reason: str = "") -> None:
        """Show the sign-in screen."""
        from ssp_desktop.ui.sign_in import SignIn

        if self.pc is None:
            raise RuntimeError("the folder is looked at before anybody signs in")
        screen = SignIn(self.folder, self.pc, self.tasks, user_name=user_name, reason=reason, demo=self.demo)
        screen.signed_in.connect(self._let_in)
        screen.recovered.connect(self.lock_reasons.idle.start)  # the new recovery key is on the screen
        screen.lock_wanted.connect(self.lock)
        self.window.show_screen(screen)

    # --- somebody is signed in

    @Slot(object)
    def _let_in(self, signed_in: SignedIn) -> None:
        if self._closing:
            database_work.sign_out(signed_in, "close")
            return
        self.signed_in = signed_in
        self.tasks.run(database_work.read_desk, signed_in, done=self._show_shell, failed=self._not_let_in)

    def _not_let_in(self, error: Exception) -> None:
        self.lock()
        self.tasks.tell(error)

    def _show_shell(self, found: tuple[tuple[Colleague, ...], tuple[PageDraft, ...]]) -> None:
        from ssp_desktop.services import presets
        from ssp_desktop.ui.desk import Desk
        from ssp_desktop.ui.fields import PersonChoice
        from ssp_desktop.ui.restoring import restorer
        from ssp_desktop.ui.shell import HOME, Shell

        signed_in = self.signed_in
        if signed_in is None:
            return
        colleagues, drafts = found
        choices = tuple(PersonChoice(each.account_id, each.name, each.role_label) for each in colleagues)
        wording = presets.wording_for(signed_in.preset)
        desk = Desk(signed_in, self.tasks, self.events, wording=wording, people=choices, drafts=drafts)
        shell = Shell(desk, self._turns.arrive(signed_in.actor) or HOME)
        shell.lock_wanted.connect(self.lock)
        desk.restoring.connect(restorer(signed_in, self._lock_file, self.lock))
        self.lock_reasons.idle.warn.connect(shell.warn_idle)
        self.lock_reasons.idle.resumed.connect(shell.end_idle_warning)
        self.shell = shell
        self.window.show_screen(shell)
        for words in signed_in.notices:
            shell.tell(Tone.WARNING, words)
        self.lock_reasons.somebody_came()

    def lock(self, why: str = "lock") -> None:
        """Lock now, whatever is open. Nothing is asked; the draft is kept; nothing readable remains."""
        signed_in = self.signed_in
        if signed_in is None:
            self._lock_before_sign_in(why)
            return
        dialogs.close_all()
        left = self.window.screen_shown
        if left is not None:  # the sign-in screen that follows has little on it
            left.destroyed.connect(theme.theme().forget_widgets)
        place = self._leave_shell()
        turn = self._turns.leave(signed_in.actor, place, why)
        self.signed_in = None
        self.tasks.run(database_work.sign_out, signed_in, why, done=_nothing)
        self.show_sign_in(turn.user_name, REASONS[turn.reason])
        forget_leftovers()

    def _leave_shell(self) -> Place:
        """Queue the draft and let go of the person's screen, whatever its page says to that."""
        shell, self.shell = self.shell, None
        self.lock_reasons.somebody_left()
        if shell is None:  # locked in the moment between the password and the screen
            return Place("home")
        try:
            shell.leaving()
        except Exception as error:
            self.tasks.tell(error)
        shell.desk.end()
        return shell.place

    def _lock_before_sign_in(self, why: str) -> None:
        """Lock for somebody who sees the new recovery key, or who is being let in just now."""
        screen = self.window.screen_shown
        if getattr(screen, "is_open", False):
            dialogs.close_all()
            self.lock_reasons.somebody_left()
            screen.abandon()  # type: ignore[union-attr]  # only the sign-in screen is ever open
            self.show_sign_in("", REASONS[why])
            forget_leftovers()
        elif screen is not None and hasattr(screen, "lock_when_in"):
            screen.lock_when_in(why)

    @Slot()
    def log_off(self) -> None:
        """The operating system ends the session, or another program calls that off: lock, all of it kept."""
        self.lock("os")
        self.tasks.finish()

    @Slot()
    def end(self) -> None:
        """End at once, as the operating system asks: what can be kept is kept, nobody is asked."""
        self._last_look.ask_nobody()
        self.window.close()

    @Slot()
    def _close(self) -> None:
        """Keep what was typed, sign out, and end the threads."""
        self._closing = True
        signed_in, self.signed_in = self.signed_in, None
        self._leave_shell()
        if signed_in is not None:
            self.tasks.run(database_work.sign_out, signed_in, "close", done=_nothing)
            forget_leftovers()
        leave = getattr(self.window.screen_shown, "abandon", None)
        if leave is not None:
            leave()
        self.tasks.drain()
        self._lock_file.release()


def main(
    folder: Path,
    policy: Policy,
    *,
    opened: tuple[QApplication, Window] | None = None,
    pc: ThisPc | None = None,
    demo: bool = False,
) -> int:
    """Run in the opened window until it is closed; open one first when there is none. Returns the status."""
    application, window = opened or open_window()
    if not window.isVisible():
        return 0  # it was closed while the rest was imported
    start_log(log_folder(), policy.remarks)
    program = Program(folder, policy, pc=pc, demo=demo, window=window)
    sys.excepthook = partial(tell_uncaught, program.tasks)
    end_signals = EndSignals(program)
    end_signals.asked.connect(program.end)
    program.start()
    return application.exec()


def _nothing(_result: object) -> None:
    """Take a result that nobody waits for."""
