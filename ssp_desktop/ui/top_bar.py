"""The bar above every page: where the officer is, who is signed in with which role, and the lock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ssp_desktop.security.permissions import Action
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.visits_bar import VisitBar
from ssp_desktop.ui.widgets import body_text, secondary_button

# Below this width, in font heights, the bar takes two lines.
_ONE_LINE_EM = 72


class TopBar(QWidget):
    """One line, or two where the window is narrow or the text large.

    Signals:
        lock_wanted(str): "lock".
    """

    lock_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        wide, high = theme.theme().em(1.2), theme.theme().em(0.5)
        self._layout.setContentsMargins(wide, high, wide, high)
        self._layout.setSpacing(high)
        self.visits = self._visits(desk)
        self._layout.addLayout(self._left(desk), 1)
        self._layout.addLayout(self._right(desk))

    def show_busy(self, busy: bool) -> None:
        """Say in a word that work is going on."""
        self._busy.setText("Working …" if busy else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from one line to two, or back."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.theme().em(_ONE_LINE_EM)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)

    def _visits(self, desk: Desk) -> VisitBar | None:
        if desk.actor.may(Action.VISIT_WRITE):
            return VisitBar(desk)
        return None

    def _left(self, desk: Desk) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.theme().em(0.8))
        if desk.signed_in.demo:
            line.addWidget(_demo_mark())
        if self.visits is not None:
            line.addWidget(self.visits, 1)
        else:
            line.addStretch(1)
        return line

    def _right(self, desk: Desk) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.theme().em(0.8))
        actor = desk.actor
        self._busy = body_text("")
        self._busy.setWordWrap(False)
        who = body_text(f"{actor.display_name}, {desk.wording(actor.role.label)}")
        who.setObjectName("who")
        who.setAccessibleName(f"Signed in: {who.text()}")
        # One line where there is room; a long name at large text goes to a second one.
        who.setMinimumWidth(min(who.fontMetrics().horizontalAdvance(who.text()) + 2, theme.theme().em(30)))
        who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lock = secondary_button("Lock (Ctrl+L)")
        lock.setObjectName("lock")
        lock.clicked.connect(partial(self.lock_wanted.emit, "lock"))
        line.addWidget(self._busy)
        line.addWidget(who, 1)
        line.addWidget(lock)
        return line


def _demo_mark() -> QLabel:
    mark = body_text("DEMONSTRATION: invented data")
    mark.setProperty("role", "demo_mark")
    mark.setWordWrap(False)
    return mark
