"""The one font: what Windows gives lists apart is not shown; a change of the system's is followed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.ui import theme

SMALL = 6


def give_lists_a_font_of_their_own() -> None:
    """As Qt does on Windows, from the font under the icons of the desktop."""
    font = QFont("DejaVu Sans", SMALL)
    QApplication.setFont(font, "QAbstractItemView")  # type: ignore[arg-type]  # it takes text


def size_in_a_list(qtbot: QtBot) -> float:
    table = QTableView()
    qtbot.addWidget(table)
    table.ensurePolished()
    return table.font().pointSizeF()


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    theme.theme().apply()


def test_the_fonts_that_a_style_sheet_brings_back_are_not_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = theme.theme()._application
    really = application.setStyleSheet

    def as_on_windows(sheet: str) -> None:
        really(sheet)
        give_lists_a_font_of_their_own()

    monkeypatch.setattr(application, "setStyleSheet", as_on_windows)
    theme.theme().apply()
    assert size_in_a_list(qtbot) == application.font().pointSizeF() > SMALL


def test_when_the_system_tells_of_another_theme_lists_keep_the_one_font(qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    give_lists_a_font_of_their_own()
    assert size_in_a_list(qtbot) == SMALL
    window = shown.windowHandle()
    assert window is not None
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert size_in_a_list(qtbot) == QApplication.font().pointSizeF() > SMALL
