"""``Hands``: uses the real window as a person does, for the demo, the pictures and the tests.

Nothing here waits for a time to pass: it lets Qt work until what it waits for is there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ssp_desktop.app import Program
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.parts.column import PageColumn
from ssp_desktop.ui.pages.print_preview import Preview
from ssp_desktop.ui.shell import Shell
from ssp_desktop.ui.sign_in import SignIn

# Longer than anything takes, even on a machine that has much else to do.
PATIENCE_MS = 120_000
_LOOK_AGAIN_MS = 10
# An empty page has its white, the grey around it and the line between; letters have many greys.
_GREYS_WITHOUT_INK = 8

Kind = TypeVar("Kind", bound=QWidget)


class NotThere(RuntimeError):
    """Something that a person would look for is not on the screen."""


class Hands:
    """Somebody at the PC.

    Args:
        program: the running program, already started.
        password: what everybody in its store uses to sign in.
    """

    def __init__(self, program: Program, password: str) -> None:
        self.program = program
        self._password = password

    # --- waiting

    def wait_until(self, there: Callable[[], bool], what: str) -> None:
        """Let the program work until ``there()``. Raises NotThere with ``what`` when it never comes."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        ticking = QTimer(interval=_LOOK_AGAIN_MS)
        ticking.start()
        while not there():
            if deadline.hasExpired():
                raise NotThere(f"never came: {what}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Let the program finish what it does, and lay itself out."""
        for _turn in range(3):
            self.wait_until(self._is_quiet, "the end of the work")
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def _is_quiet(self) -> bool:
        columns = self.program.window.findChildren(PageColumn)
        return self.program.tasks.idle and not any(each.is_filling for each in columns)

    def _previews_are_drawn(self) -> bool:
        """Qt draws the pages of a PDF on a thread of its own and tells nobody when they are there."""
        previews = self.program.window.findChildren(Preview)
        return all(
            _has_ink(each.view.viewport()) for each in previews if each.isVisible() and each.page_count
        )

    # --- looking

    @property
    def shell(self) -> Shell:
        """The screen of whoever is signed in."""
        if self.program.shell is None:
            raise NotThere("nobody is signed in")
        return self.program.shell

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        if self.shell.page is None:
            raise NotThere("no page is shown")
        return self.shell.page

    def page_as(self, kind: type[Kind]) -> Kind:
        """Return the page that is shown, which must be of this kind."""
        page = self.page
        if not isinstance(page, kind):
            raise NotThere(f"the page is {type(page).__name__}, not {kind.__name__}")
        return page

    def button(self, name: str) -> QAbstractButton:
        """Return the button that a person reads or hears as ``name``: on the page, else around it."""
        shell = self.program.shell
        page = shell.page if shell is not None else None
        found = _buttons(page, name) if page is not None else []
        found = found or _buttons(self.program.window, name)
        if len(found) != 1:
            raise NotThere(f"{len(found)} buttons are called {name!r}")
        return found[0]

    # --- doing

    def press(self, name: str) -> None:
        """Press a button with the mouse and wait for what it does."""
        button = self.button(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def type_into(self, widget: QWidget, text: str) -> None:
        """Type Latin letters on the keyboard."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(widget, text)

    def sign_in(self, user_name: str) -> None:
        """Sign in on the screen; whoever is signed in is locked out first."""
        if self.program.shell is not None:
            self.program.lock()
        self.settle()
        self.wait_until(lambda: isinstance(self.program.window.screen_shown, SignIn), "the sign-in screen")
        screen = self.program.window.screen_shown
        if not isinstance(screen, SignIn):
            raise NotThere("the sign-in screen")
        screen.password_screen.user_name.set_value(user_name)
        self.type_into(screen.password_screen.password.line, self._password)
        QTest.mouseClick(screen.password_screen.button, Qt.MouseButton.LeftButton)
        self.wait_until(lambda: self.program.shell is not None, f"the screen of {user_name}")
        self.settle()

    def go(self, page: str, record_id: int | None = None, **extra: object) -> None:
        """Go to a page."""
        self.shell.go(Place(page, record_id, dict(extra)))
        self.settle()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.program.window.resize(width, height)
        self.settle()

    def picture(self, path: Path) -> None:
        """Save what the window shows as a PNG file, without the ring around what has the keyboard."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.settle()
        self.wait_until(self._previews_are_drawn, "the preview of the print")
        picture: QPixmap = self.program.window.grab()
        if not picture.save(str(path)):
            raise NotThere(f"the picture {path.name} could not be saved")

    def close(self) -> None:
        """Close the window, as a person ends the day."""
        self.program.window.close()
        QApplication.processEvents()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _buttons(widget: QWidget, name: str) -> list[QAbstractButton]:
    return [
        each
        for each in widget.findChildren(QAbstractButton)
        if each.isVisible() and name in {each.accessibleName(), each.text().replace("&&", "&")}
    ]


def _has_ink(widget: QWidget) -> bool:
    grey = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return len(set(bytes(grey.constBits()))) > _GREYS_WITHOUT_INK
