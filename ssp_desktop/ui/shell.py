"""The screen of somebody who is signed in: top bar, menu, and the page that they are on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.clock import local_date
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.backup_line import BackupLine
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.faults import FaultReport
from ssp_desktop.ui.keeping import Keeping
from ssp_desktop.ui.kept_line import KeptLine
from ssp_desktop.ui.menu_list import MenuList
from ssp_desktop.ui.page_keeper import TYPED, PageKeeper
from ssp_desktop.ui.pages import make_page
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.top_bar import TopBar
from ssp_desktop.ui.widgets import Notice

HOME = Place("home")
_NARROW_EM = 62
_LONGEST_TRAIL = 50


class Shell(QWidget):
    """Everything that one signed-in person sees. It is thrown away whole when the program locks.

    Signals:
        lock_wanted(str): "lock" or "hand_over".
        used(): the person said that they are still there.
    """

    lock_wanted = Signal(str)
    used = Signal()

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.setParent(self)
        self.page: QWidget | None = None
        self._trail: list[Place] = []
        self._notices = QVBoxLayout()
        self._page_box = QVBoxLayout()
        self._page_box.setContentsMargins(0, 0, 0, 0)
        self._menu = MenuList(desk)
        self.top_bar = TopBar(desk)
        self.top_bar.lock_wanted.connect(self.lock_wanted)
        self._idle_notice: Notice | None = None
        self.keeper = PageKeeper(desk, desk.drafts)
        self.kept_line = KeptLine(lambda: local_date(desk.signed_in.clock()), self._discard_draft)
        self.keeper.saved.connect(self.kept_line.show_draft)
        self.keeper.gone.connect(self.kept_line.hide)
        self._lay_out()
        self._menu.chosen.connect(self._from_menu)
        desk.going.connect(self.go)
        desk.going_back.connect(self.back)
        desk.locking.connect(self.lock_wanted)
        desk.tasks.problem.connect(self.show_problem)
        desk.tasks.fault.connect(self.show_fault)
        desk.tasks.busy.connect(self.top_bar.show_busy)
        self._add_shortcuts()
        self.go(place)

    @property
    def place(self) -> Place:
        """Where the person is, so that they come back to it after a lock."""
        return getattr(self.page, "place", self._trail[-1] if self._trail else HOME)

    @property
    def menu_labels(self) -> tuple[str, ...]:
        """The words of the menu's entries, in order."""
        return self._menu.labels

    @property
    def marked_entry(self) -> str:
        """The words of the menu's entry that is marked."""
        return self._menu.marked

    # --- parts

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top_bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._menu)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.keeping = Keeping(self.desk)
        right.addWidget(self.keeping)
        right.addLayout(self._notices)
        right.addLayout(self._page_box, 1)
        right.addWidget(self.kept_line)
        middle.addLayout(right, 1)
        outer.addLayout(middle, 1)
        self.backup_line = BackupLine(self.desk)
        outer.addWidget(self.backup_line)

    def _add_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+L", partial(self.lock_wanted.emit, "lock")),
            ("Ctrl+F", partial(self._go_if_allowed, "search", Action.SEARCH)),
            ("Ctrl+N", partial(self._go_if_allowed, "contact_log_edit", Action.CONTACT_LOG_WRITE)),
            ("Alt+Home", partial(self.go, HOME)),
            ("Alt+Left", self.back),
            ("F5", self._refresh),
        ):
            QShortcut(QKeySequence(keys), self, slot)

    # --- going about

    def go(self, place: Place) -> None:
        """Show another page; what was typed on this one is kept first."""
        self._leave()
        self.clear_notices()
        place = self.keeper.with_draft(place)
        self._trail = [*self._trail[-_LONGEST_TRAIL:], place]
        page = make_page(self.desk, place)
        self.page = page
        self._page_box.addWidget(page)
        self._menu.mark(place)
        page.show()
        self.keeper.watch(page, place)
        self._focus_page()

    def back(self) -> None:
        """Show the page before this one, or home."""
        self._trail = self._trail[:-1]
        before = self._trail.pop() if self._trail else HOME
        self.go(before)

    def leaving(self) -> None:
        """Keep what was typed; called before a lock. It never asks anything."""
        self._ask_page()
        self.keeper.leave()

    def keep_typed(self) -> None:
        """Keep what was typed until now; the person stays on the page."""
        self._ask_page()
        self.keeper.keep()

    def _ask_page(self) -> None:
        leaving = getattr(self.page, "leaving", None)
        if leaving is not None:
            leaving()

    def _discard_draft(self) -> None:
        """Ask, throw away what was typed here, and show the page as it is stored."""
        sure = dialogs.confirm(
            self,
            "Discard this draft?",
            "What you typed here and did not save is deleted and cannot be brought back.",
            yes="Discard draft",
            no="Keep it",
            dangerous=True,
        )
        if not sure:
            return
        place = self.place
        lasting = {key: value for key, value in place.extra.items() if key not in TYPED}
        self.keeper.discard()
        self._drop_page()
        self._trail = self._trail[:-1]
        self.go(Place(place.page, place.record_id, lasting))

    def _drop_page(self) -> None:
        if self.page is not None:
            self._page_box.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def _leave(self) -> None:
        if self.page is not None:
            self.leaving()
            if self._trail:
                self._trail[-1] = self.place  # the page may have learnt what to come back to, such as a draft
            self._drop_page()

    def _from_menu(self, page: str) -> None:
        self._trail.clear()
        self.go(Place(page))

    def _go_if_allowed(self, page: str, needs: Action) -> None:
        if self.desk.may(needs):
            self.go(Place(page))

    def _refresh(self) -> None:
        refresh = getattr(self.page, "refresh", None)
        if refresh is not None:
            refresh()

    def _focus_page(self) -> None:
        """Leave the keyboard where Tab goes on into the page, unless the page has taken it."""
        if self.page is not None and self.page.focusWidget() is None:
            self._menu.stay()

    # --- telling

    def show_problem(self, error: UserError) -> None:
        """Show above the page what happened and what to do."""
        self.tell(Tone.ERROR, error.what_happened, error.what_to_do)

    def show_fault(self, report: FaultReport) -> None:
        """Tell a mistake of ours by its number."""
        self.tell(
            Tone.ERROR,
            "Something went wrong in the program.",
            "Nothing that was saved is lost. Try again. "
            f"If it happens again, tell IT this number: {report.reference}",
        )

    def tell(self, tone: Tone, title: str, text: str = "") -> Notice:
        """Show a message above the page until the person goes on."""
        self.clear_notices()
        notice = Notice(tone, title, text)
        notice.setObjectName("shell_notice")
        self._notices.addWidget(notice)
        notice.show_message(tone, title, text, say=True)
        return notice

    def clear_notices(self) -> None:
        """Take the messages above the page away."""
        while (item := self._notices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def warn_idle(self, seconds: int) -> None:
        """Warn that the program locks soon."""
        self._idle_notice = self.tell(
            Tone.WARNING,
            f"The program locks in {seconds} seconds, because nobody has used it.",
            "Press any key or move the mouse to stay. What you typed is kept either way.",
        )

    def end_idle_warning(self) -> None:
        """Take the warning away: the person is there."""
        if self._idle_notice is not None:
            self._idle_notice = None
            self.clear_notices()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the page where the window is narrow or the text large."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.theme().em(_NARROW_EM)
        QTimer.singleShot(0, self._menu, partial(self._menu.set_narrow, narrow))
