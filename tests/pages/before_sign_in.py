"""Fixtures and steps that the tests of the screens before sign-in share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.ui.tasks import Tasks

Screen = TypeVar("Screen", bound=QWidget)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """The database thread, ended when the test is over."""
    made = Tasks()
    yield made
    made.drain()


def show_screen(qtbot: QtBot, tasks: Tasks, screen: Screen) -> Screen:
    """Show a screen in a window of 1366×768 that has the keyboard."""
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    settle(qtbot, tasks)
    return screen


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until nothing is at work, and everything that follows from it is shown."""
    for _ in range(3):
        qtbot.waitUntil(lambda: tasks.idle, timeout=20_000)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def too_wide(screen: QWidget) -> list[str]:
    """Return the scrolled pages that can only be read by scrolling sideways."""
    return [
        each.objectName() or repr(each)
        for each in screen.findChildren(QScrollArea)
        if each.isVisibleTo(screen) and each.horizontalScrollBar().maximum() > 0
    ]
