"""The small parts: what they say, what a screen reader is told, and that they follow the theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.ui import theme
from ssp_desktop.ui.tab_order import reading_order
from ssp_desktop.ui.tokens import DARK, Scheme, Tone
from ssp_desktop.ui.widgets import (
    EmptyState,
    ErrorSummary,
    KeyValueTable,
    Notice,
    StatusTag,
    TickRadio,
    breakable,
    button_row,
    link_button,
    page_frame,
    primary_button,
    secondary_button,
    typed_text,
)
from ssp_desktop.ui.widgets.text import heading, use_even_letters
from tests.ui.conftest import Show, press, press_key, settle

NO_CONTRAST = Qt.ContrastPreference.NoPreference
MARKUP = "<b>O'Neill</b> <img src=x> &amp; & 张伟"


def test_what_a_person_typed_is_shown_as_it_is(qtbot: QtBot) -> None:
    for label in (typed_text(MARKUP), StatusTag(MARKUP)):
        qtbot.addWidget(label)
        assert label.text() == MARKUP
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_endless_word_may_break_and_its_letters_stay(qtbot: QtBot) -> None:
    word = "x" * 50_000
    assert breakable(word).replace("\u200b", "") == word
    assert breakable("as usual") == "as usual"
    label = typed_text(word)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 500


def test_an_ampersand_on_a_button_is_a_letter(qtbot: QtBot) -> None:
    button = primary_button("Search & rescue")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Search & rescue"
    assert button.shortcut().isEmpty()


def test_buttons_do_what_they_say_by_mouse_and_by_key(show: Show, qtbot: QtBot) -> None:
    pressed: list[str] = []
    one = primary_button("One", lambda: pressed.append("one"))
    two = link_button("Two", lambda: pressed.append("two"))
    row = show(button_row(one, two))
    press(qtbot, one)
    press_key(qtbot, two, Qt.Key.Key_Space)
    assert pressed == ["one", "two"]
    assert row.isVisible()


def test_a_notice_says_its_kind_in_a_word_and_tells_a_user_error(qtbot: QtBot) -> None:
    notice = Notice(Tone.WARNING, "The SPOC has not signed", "Ask them today.")
    qtbot.addWidget(notice)
    assert notice.message == "Warning: The SPOC has not signed Ask them today."
    notice.show_problem(UserError("The disk is full.", "Free some space."))
    assert notice.message == "Problem: The disk is full. Free some space."
    words = [label.text() for label in notice.findChildren(QLabel)]
    assert words == ["Problem", "The disk is full.", "Free some space."]


def test_the_summary_takes_the_keyboard_links_and_goes(show: Show, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    summary = ErrorSummary()
    layout.addWidget(summary)
    show(page)
    assert summary.isHidden()
    summary.show_problems([Problem("name", "Enter a name.")])
    settle()
    assert summary.hasFocus()
    assert summary.accessibleName() == "There is a problem: 1 thing to put right"
    with qtbot.waitSignal(summary.chosen) as chosen:
        press(qtbot, summary.links[0])
    assert chosen.args == ["name"]
    summary.show_problems([])
    assert summary.isHidden()
    assert summary.accessibleDescription() == ""


def test_a_table_of_values_says_when_there_is_none(qtbot: QtBot) -> None:
    table = KeyValueTable(
        [
            ("School", "Larkfield Example Academy"),
            ("Term", ""),
            ("State", StatusTag("Open")),
            ("Record", link_button("EX-0001")),
            ("Ways on", button_row(secondary_button("Print"))),
        ]
    )
    qtbot.addWidget(table)
    names = [each.accessibleName() for each in table.findChildren(QWidget) if each.accessibleName()]
    assert names == [
        "School: Larkfield Example Academy",
        "Term: Not answered",
        "State: Open",
        "Record: EX-0001",
        "Ways on",
        "Print",
    ]
    table.set_rows([("Only", "row")])
    settle()
    assert {label.text() for label in table.findChildren(QLabel)} == {"Only", "row"}


def test_an_empty_state_offers_the_way_out(qtbot: QtBot) -> None:
    empty = EmptyState("No contact yet.", primary_button("Log a contact"))
    qtbot.addWidget(empty)
    empty.set_text("No contact this term.")
    assert empty.text == "No contact this term."


def test_buttons_wrap_when_there_is_no_room(show: Show) -> None:
    row = button_row(*(secondary_button(f"Button number {n}") for n in range(6)))
    show(row)
    row.resize(300, 600)
    settle()
    tops = {button.y() for button in row.findChildren(QWidget) if button.isVisible() and button.width() > 20}
    assert len(tops) > 2
    assert row.heightForWidth(300) > row.heightForWidth(3000)


def test_a_page_puts_later_buttons_into_reading_order(show: Show) -> None:
    page = page_frame("Page", [primary_button("First")], intro="Words.")
    line = QLineEdit()
    line.setAccessibleName("Name")
    page.add(line)
    show(page)
    page.set_actions([secondary_button("Later")])
    page.set_title("Other")
    page.set_intro("")
    order = [each.accessibleName() for each in reading_order(page)]
    assert order == ["Later", "Name"]
    assert page.accessibleName() == "Other"
    found = next(each for each in page.findChildren(QWidget) if each.accessibleName() == "Later")
    assert found.nextInFocusChain() is line


def test_the_look_follows_a_scheme_and_a_text_size_at_run_time(qtbot: QtBot, qapp: QApplication) -> None:
    label = typed_text("words")
    qtbot.addWidget(label)
    small = theme.theme().em(1)
    with qtbot.waitSignal(theme.theme().changed):
        theme.override(Scheme.DARK, 2.0)
    assert theme.tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.page)
    assert theme.theme().em(1) == pytest.approx(2 * small, abs=1)
    theme.override()
    assert theme.theme().em(1) == small


@pytest.mark.parametrize("told", ["colorSchemeChanged", "contrastPreferenceChanged"])
def test_a_change_of_the_systems_scheme_or_contrast_is_followed(qtbot: QtBot, told: str) -> None:
    hints = QGuiApplication.styleHints()
    source = hints if told == "colorSchemeChanged" else hints.accessibility()
    with qtbot.waitSignal(theme.theme().changed):
        getattr(source, told).emit(Qt.ColorScheme.Dark if source is hints else NO_CONTRAST)


@pytest.mark.parametrize(
    ("colours", "contrast", "scheme"),
    [
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, Scheme.LIGHT),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, Scheme.LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, Scheme.DARK),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, Scheme.CONTRAST),
    ],
)
def test_what_the_system_asks_for_decides_the_scheme(
    colours: Qt.ColorScheme, contrast: Qt.ContrastPreference, scheme: Scheme
) -> None:
    assert theme.scheme_for(colours, contrast) is scheme


def test_radio_buttons_are_painted_larger_than_a_finger(qtbot: QtBot) -> None:
    radio = TickRadio("Not applicable")
    qtbot.addWidget(radio)
    assert radio.minimumSizeHint().height() >= 24
    assert QAccessible.queryAccessibleInterface(radio).role() == QAccessible.Role.RadioButton


def test_a_code_stands_in_letters_of_one_width(qtbot: QtBot) -> None:
    label = heading("6QG7PM", 1)
    qtbot.addWidget(label)
    use_even_letters(label)
    label.ensurePolished()
    widths = {label.fontMetrics().horizontalAdvance(each * 6) for each in "0O1IMW"}
    assert len(widths) == 1
