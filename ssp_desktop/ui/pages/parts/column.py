"""Parts of a page one below the other, exactly as high as their text needs at this width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.tab_order import order_tabs
from ssp_desktop.ui.widgets import PageFrame

# Building goes on in turns of this length, so that the window answers while a long record is built.
_TURN_SECONDS = 0.04


class PageColumn(QWidget):
    """A column of widgets, built from the top in short turns.

    Qt asks a wrapping text for its height at the narrowest width and makes the page that high, which leaves
    large gaps in a long page. A column asks for the height at the width that it has.

    After each turn the page is laid out at once. Left to itself, Qt on Windows paints first, and showed what
    had come squeezed into the height of before.

    Signals:
        filled(): the last part of ``fill`` is there.
    """

    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1))
        self._coming: Iterator[QWidget] | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_filling(self) -> bool:
        """Whether parts are still to come."""
        return self._coming is not None

    def fill(self, parts: Iterable[QWidget]) -> None:
        """Build the parts: the first ones now, the others when the window has had its turn."""
        self._coming = iter(parts)
        self._go_on()

    def stop(self) -> None:
        """Build nothing more: another column takes this one's place."""
        self._coming = None
        self._turn.stop()

    def add(self, part: QWidget) -> None:
        """Put a part at the end."""
        self._layout.addWidget(part)
        part.show()

    def _go_on(self) -> None:
        if self._coming is None:
            return
        end = monotonic() + _TURN_SECONDS
        for part in self._coming:
            self.add(part)
            if monotonic() > end:
                self._turn.start()
                _lay_out_now()
                return
        self._coming = None
        _lay_out_now()
        self.filled.emit()

    def minimumSizeHint(self) -> QSize:
        """The narrowest width, and the height at the width of now."""
        narrowest = self._layout.minimumSize().width()
        if not self._layout.hasHeightForWidth():
            return self._layout.minimumSize()
        return QSize(narrowest, self._layout.heightForWidth(max(self.width(), narrowest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _lay_out_now() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def column_anew(page: PageFrame, old: PageColumn) -> PageColumn:
    """Return an empty column in the place of the page's old one; when it is filled, Tab goes through it."""
    column = PageColumn()
    old.stop()
    page.body.replaceWidget(old, column)
    old.hide()
    column.show()
    old.deleteLater()
    column.filled.connect(partial(order_tabs, page))
    return column
