"""A long page that is built in turns: what is there has its full height before anything is painted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.widgets import Card, PageFrame, body_text

WORDS = "What was said and done, at such a length that it takes several lines. " * 6


def cards() -> list[QWidget]:
    made: list[QWidget] = []
    for number in range(4):
        card = Card(f"Section {number}")
        card.add(body_text(WORDS))
        made.append(card)
    return made


def squeezed(parts: list[QWidget]) -> list[QWidget]:
    return [
        each for each in parts if not each.isVisible() or each.height() < each.heightForWidth(each.width())
    ]


def test_what_has_come_is_never_squeezed(qtbot: QtBot) -> None:
    page = PageFrame("A long record")
    old = PageColumn()
    page.add(old)
    qtbot.addWidget(page)
    page.resize(800, 300)
    with qtbot.waitExposed(page):
        page.show()
    column, parts = column_anew(page, old), cards()
    at_the_end: list[list[QWidget]] = []
    column.filled.connect(lambda: at_the_end.append(squeezed(parts)))
    column.fill(parts)
    # No event has had its turn since: nothing can have been painted that is not as it should be.
    assert squeezed([each for each in parts if each.parent() is column]) == []
    qtbot.waitUntil(lambda: bool(at_the_end))
    assert at_the_end == [[]]
