"""The one window: first run, sign-in, or somebody's screen.

It is shown before anything slow is imported, and asks Qt for little until then: theme and widgets of the
program come later, and so does the namespace ``Qt``, whose enumerations alone take a tenth of the start.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLocale, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from ssp_desktop import __version__
from ssp_desktop.errors import UserError
from ssp_desktop.paths import APPLICATION_NAME, resource_folder

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from ssp_desktop.ui.faults import FaultReport

_LONGEST_WAIT_MS = 1000
_MARGIN = 32


class Window(QMainWindow):
    """Holds one screen at a time. Its title never names a person or a school.

    Signals:
        closing(): the person closes the window; what was typed is to be kept.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = _always
        self.setWindowTitle(APPLICATION_NAME)
        self.setWindowIcon(QIcon(str(resource_folder() / "icons" / "ssp-desktop.svg")))
        self.resize(1366, 740)
        self.setMinimumSize(640, 480)
        self.setCentralWidget(Opening())

    def show_screen(self, screen: QWidget) -> None:
        """Show another screen and destroy the one before, with everything that was readable in it."""
        before = self.takeCentralWidget()
        self.setCentralWidget(screen)
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()

    def tell(self, error: UserError) -> None:
        """Tell on the screen before sign-in what went wrong; a person's own screen listens by itself."""
        tell = getattr(self.centralWidget(), "tell_problem", None)
        if tell is not None:
            tell(error)

    def tell_fault(self, report: FaultReport) -> None:
        """Tell a mistake of ours by its number, likewise."""
        again = f"Try again. If it happens again, tell IT this number: {report.reference}"
        self.tell(UserError("Something went wrong in the program.", again))

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen that is shown now."""
        return self.centralWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the program, which keeps what was typed before it ends, whether it may end."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


class Opening(QWidget):
    """What the window shows until the program knows what comes first.

    Signals:
        painted(): it is on the screen.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(QLabel("Opening \u2026"))
        layout.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that it was painted."""
        super().paintEvent(event)
        self.painted.emit()


def open_window() -> tuple[QApplication, Window]:
    """Make the application, show its window, and return both once the window is on the screen.

    A window that is never painted (minimised from the start) is not waited for beyond a second.
    """
    application = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale.c())  # on Windows, the language is not in the environment
    application.setApplicationName(APPLICATION_NAME)
    application.setApplicationVersion(__version__)
    window = Window()
    waiting = QEventLoop()
    opening = window.findChild(Opening)
    if opening is not None:
        # One turn of the loop later, so that the picture has reached the screen.
        opening.painted.connect(lambda: QTimer.singleShot(0, waiting.quit))
    QTimer.singleShot(_LONGEST_WAIT_MS, waiting.quit)
    window.show()
    waiting.exec()
    return application, window


def _always() -> bool:
    return True
