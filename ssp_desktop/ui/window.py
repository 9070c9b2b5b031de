"""The one window: first run, sign-in, or somebody's screen. It is shown before anything slow is imported."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ssp_desktop.paths import APPLICATION_NAME, resource_folder
from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets.text import body_text, heading


class Window(QMainWindow):
    """Holds one screen at a time. Its title never names a person or a school.

    Signals:
        closing(): the person closes the window; what was typed is to be kept.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(APPLICATION_NAME)
        self.setWindowIcon(QIcon(str(resource_folder() / "icons" / "ssp-desktop.svg")))
        self.resize(1366, 740)
        self.setMinimumSize(640, 480)
        self.setCentralWidget(_opening())

    def show_screen(self, screen: QWidget) -> None:
        """Show another screen and destroy the one before, with everything that was readable in it."""
        before = self.takeCentralWidget()
        self.setCentralWidget(screen)
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen that is shown now."""
        return self.centralWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the program, which keeps what was typed before it ends."""
        self.closing.emit()
        super().closeEvent(event)


def _opening() -> QWidget:
    screen = QWidget()
    screen.setProperty("role", "page")
    screen.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(screen)
    layout.setContentsMargins(*[theme.theme().em(3)] * 4)
    layout.addWidget(heading(APPLICATION_NAME, 1))
    layout.addWidget(body_text("Opening …"))
    layout.addStretch(1)
    return screen
