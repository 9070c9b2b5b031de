"""Steps that the tests of pages share: wait for the database, read what a person sees, press a button."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.column import PageColumn
from ssp_desktop.ui.widgets import LinkButton

Page = TypeVar("Page", bound=QWidget)


def show(qtbot: QtBot, desk: Desk, page: Page) -> Page:
    """Show a page as large as a small screen leaves it, and wait until it has read everything."""
    qtbot.addWidget(page)
    page.resize(1130, 680)
    page.show()
    settle(qtbot, desk)
    return page


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until the database thread has nothing to do and every page has built and laid out itself."""
    for _ in range(2):
        qtbot.waitUntil(lambda: desk.tasks.idle, timeout=10_000)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not _is_building(), timeout=10_000)
    QApplication.processEvents()


def _is_building() -> bool:
    return any(isinstance(each, PageColumn) and each.is_filling for each in QApplication.allWidgets())


def words(widget: QWidget) -> str:
    """Return every word that a person can see on a widget, one label or button a line."""
    seen = [
        each.text().replace("\u200b", "")
        for each in widget.findChildren(QWidget)
        if isinstance(each, (QLabel, QAbstractButton)) and each.isVisibleTo(widget)
    ]
    return "\n".join(seen)


def buttons_called(widget: QWidget, name: str) -> list[QAbstractButton]:
    """Return the buttons and links on the screen that a screen reader calls ``name``."""
    found = [*widget.findChildren(QPushButton), *widget.findChildren(LinkButton)]
    return [each for each in found if each.accessibleName() == name and each.isVisibleTo(widget)]


def press(widget: QWidget, name: str) -> None:
    """Press the button or link that a screen reader calls ``name``."""
    found = buttons_called(widget, name)
    assert len(found) == 1, f"{len(found)} buttons are called {name!r}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def places(desk: Desk) -> list[Place]:
    """Return a list that grows by each place that the desk is asked for."""
    asked: list[Place] = []
    desk.going.connect(asked.append)
    return asked


def nameless(widget: QWidget) -> list[str]:
    """Return the controls that can have the keyboard and have no name for a screen reader."""
    return [
        type(each).__name__
        for each in widget.findChildren(QWidget)
        if each.isVisibleTo(widget)
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
    ]
