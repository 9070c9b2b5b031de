"""What the tests of the screen share: the theme, windows, and a way to let Qt finish what it began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.form_view import FormView
from tests.ui.every_kind import PEOPLE, SPEC

Show = Callable[[QWidget], QWidget]


def settle() -> None:
    """Let Qt deliver what is posted and finish the turns that follow from it."""
    for _ in range(6):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(qtbot: Any, widget: QWidget) -> None:
    """Press a control as a mouse does."""
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_text(qtbot: Any, widget: QWidget, text: str) -> None:
    """Type Latin-1 text; other letters would abort the process."""
    qtbot.keyClicks(widget, text)


def press_key(
    qtbot: Any,
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press one key."""
    qtbot.keyClick(widget, key, modifier)


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    """Light, at the system's size, whatever a test before this one chose; no answers left in the queue."""
    theme.install(qapp)
    dialogs.answers.clear()
    yield
    dialogs.answers.clear()
    theme.override()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget in a window of 1366×768 that has the keyboard."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1366, 768)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        settle()
        return widget

    return shown


@pytest.fixture
def form(show: Show) -> FormView:
    """The invented form of every kind, empty, as the police see it."""
    view = FormView(SPEC, show_police=True, people=PEOPLE)
    show(view)
    return view
