"""The eyes of the accessibility tests see what they are there to see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.seeing import clipped, controls, cut_off, nameless, sideways, words_on

LONG = "A sentence that needs more room than it is given here"


def window(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """Return a shown window of 300×200 pixels that holds these widgets, one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    for each in widgets:
        layout.addWidget(each)
    qtbot.addWidget(holder)
    holder.resize(300, 200)
    with qtbot.waitExposed(holder):
        holder.show()
    return holder


def test_a_line_without_a_name_is_found(qtbot: QtBot) -> None:
    named, unnamed = QLineEdit(), QLineEdit()
    named.setAccessibleName("Place")
    unnamed.setObjectName("forgotten")
    shown = window(qtbot, named, unnamed, QPushButton("Save"))
    assert controls(shown) == 3
    assert nameless(shown) == ["EditableText: QLineEdit forgotten"]


def test_texts_without_room_are_found(qtbot: QtBot) -> None:
    narrow, low, button = QLabel(LONG), QLabel(LONG), QPushButton(LONG)
    narrow.setFixedWidth(60)
    low.setWordWrap(True)
    low.setFixedSize(80, 14)
    button.setFixedWidth(60)
    explained = QLabel(LONG)
    explained.setFixedWidth(60)
    explained.setToolTip(LONG)
    assert [each.split(" ")[0] for each in clipped(window(qtbot, narrow, low, button, explained))] == [
        "QLabel",
        "QLabel",
        "QPushButton",
    ]


def test_what_lies_outside_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    lost = QLabel("Lost", holder)
    lost.move(5_000, 0)
    assert clipped(window(qtbot, holder)) == ["QLabel 'Lost': reaches out of QWidget"]


def test_areas_that_scroll_sideways_or_hide_their_side_are_found(qtbot: QtBot) -> None:
    wide, hidden = QScrollArea(), QScrollArea()
    for area in (wide, hidden):
        inside = QWidget()
        inside.setFixedSize(2_000, 20)
        area.setWidget(inside)
    hidden.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table = QTableWidget(1, 40)
    shown = window(qtbot, wide, hidden, table)
    assert (len(sideways(shown)), len(sideways(shown, lists_may=True)), len(cut_off(shown))) == (2, 1, 1)


def test_an_empty_page_has_no_words(qtbot: QtBot) -> None:
    assert words_on(window(qtbot, QWidget())) == 0
    assert words_on(window(qtbot, QLabel("two words"), QTableWidget(3, 1))) == 5
