"""The screen of somebody who is signed in: top bar, menu, and the page that they are on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action, allowed
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.faults import FaultReport
from ssp_desktop.ui.keeping import Keeping
from ssp_desktop.ui.menu import menu_for
from ssp_desktop.ui.pages import make_page
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.top_bar import TopBar
from ssp_desktop.ui.widgets import Notice

HOME = Place("home")
_NARROW_EM = 62
_LONGEST_TRAIL = 50
_BELONGS_TO = {
    "contact_log": "contact_logs",
    "contact_log_edit": "contact_logs",
    "print": "contact_logs",
    "action": "actions",
    "partnership": "partnerships",
    "account": "people",
    "officer_profile": "people",
}


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
        self._menu = _Menu(desk)
        self.top_bar = TopBar(desk)
        self.top_bar.lock_wanted.connect(self.lock_wanted)
        self._idle_notice: Notice | None = None
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
        middle.addLayout(right, 1)
        outer.addLayout(middle, 1)

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
        self._trail = [*self._trail[-_LONGEST_TRAIL:], place]
        page = make_page(self.desk, place)
        self.page = page
        self._page_box.addWidget(page)
        self._menu.mark(place.page)
        page.show()
        self._focus_page()

    def back(self) -> None:
        """Show the page before this one, or home."""
        self._trail = self._trail[:-1]
        before = self._trail.pop() if self._trail else HOME
        self.go(before)

    def leaving(self) -> None:
        """Keep what was typed; called before a lock. It never asks anything."""
        leaving = getattr(self.page, "leaving", None)
        if leaving is not None:
            leaving()

    def _leave(self) -> None:
        if self.page is not None:
            self.leaving()
            if self._trail:
                self._trail[-1] = self.place  # the page may have learnt what to come back to, such as a draft
            self._page_box.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def _from_menu(self, page: str) -> None:
        self._trail.clear()
        self.go(Place(page))

    def _go_if_allowed(self, page: str, needs: Action) -> None:
        actor = self.desk.actor
        if allowed(actor.role, actor.administrator, needs):
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


class _Menu(QScrollArea):
    """The menu at the left. Narrow: it folds into one button that shows it.

    Signals:
        chosen(str): the key of the page.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "menu")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Menu")
        inside = QWidget()
        inside.setProperty("role", "menu_contents")
        layout = QVBoxLayout(inside)
        space = theme.theme().em(0.6)
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.theme().em(0.15))
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        for item in menu_for(desk.actor):
            button = QPushButton(desk.wording(item.label))
            button.setProperty("role", "menu_item")
            button.setCheckable(True)
            button.clicked.connect(partial(self.chosen.emit, item.page))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[item.page] = button
        layout.addStretch(1)
        self.setWidget(inside)
        self._fit()
        theme.theme().changed.connect(self._fit)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words of the entries, in order."""
        return tuple(button.text() for button in self._buttons.values())

    def mark(self, page: str) -> None:
        """Mark the entry whose page is shown, or to which it belongs."""
        entry = _BELONGS_TO.get(page, page)
        if entry in self._buttons:
            self._buttons[entry].setChecked(True)

    def stay(self) -> None:
        """Take the keyboard until the page has something to type into."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Keep the menu no wider than its words where room is short."""
        self.setProperty("narrow", narrow)
        self._fit()

    def _fit(self) -> None:
        # The marked entry is bold, and bold words need more room.
        plain, bold = (QFontMetrics(theme.theme().font(bold=each)) for each in (False, True))
        widths = (
            each.sizeHint().width()
            + bold.horizontalAdvance(each.text())
            - plain.horizontalAdvance(each.text())
            for each in self._buttons.values()
        )
        widest = max(widths, default=0)
        beside = theme.theme().em(1.2) + self.verticalScrollBar().sizeHint().width() + self.frameWidth()
        self.setFixedWidth(widest + beside)
