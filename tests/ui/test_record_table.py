"""RecordTable: pages, opening, empty lists, tags, names, reading again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ssp_desktop.ui import theme
from ssp_desktop.ui.record_model import PAGE, Column, Deliver, cell_text
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Tag
from tests.ui.conftest import Show, press_key, settle

COLUMNS = (
    Column("reference", "Reference", 12),
    Column("due", "Due", 10, sortable=True),
    Column("state", "State", 16),
)


@dataclass(frozen=True)
class Line:
    """One invented action."""

    id: int
    reference: str
    due: date | None = None
    state: Tag = Tag("Open", Tone.INFORMATION)


LINES = [Line(number, f"A-{number:03}", date(2026, 11, 20)) for number in range(1, 121)]


class Source:
    """Pages of ``LINES`` that come when the test says so."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.asked: list[Any] = []
        self.waiting: list[tuple[list[Line], Deliver]] = []

    def __call__(self, after: Any, limit: int, deliver: Deliver) -> None:
        self.asked.append(after)
        first = 0 if after is None else next(n for n, each in enumerate(self.lines, 1) if each.id == after)
        self.waiting.append((self.lines[first : first + limit], deliver))

    def deliver(self) -> None:
        lines, deliver = self.waiting.pop(0)
        deliver(lines)


@pytest.fixture
def table(show: Show) -> RecordTable:
    made = RecordTable(COLUMNS, name="Actions", empty="No action is open.")
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    show(made)
    return made


def test_pages_are_asked_for_one_after_the_other_as_the_list_is_scrolled(table: RecordTable) -> None:
    source = Source(LINES)
    table.set_source(source)
    assert table.empty.text == "Loading …"
    source.deliver()
    settle()
    assert table.row_count == PAGE
    table.view.scrollToBottom()
    settle()
    assert source.asked == [None, 50]
    source.deliver()
    table.view.scrollToBottom()
    settle()
    source.deliver()
    table.view.scrollToBottom()
    settle()
    assert table.row_count == 120
    assert source.asked == [None, 50, 100], "after a short page nothing more is asked for"


def test_a_page_for_a_list_that_was_read_again_is_dropped(table: RecordTable) -> None:
    old, new = Source(LINES), Source(LINES[:2])
    table.set_source(old)
    table.set_source(new)
    old.deliver()
    assert table.row_count == 0
    new.deliver()
    assert table.row_count == 2


def test_reading_again_keeps_the_row_that_the_keyboard_was_on(table: RecordTable) -> None:
    table.set_rows(LINES[:10])
    table.view.selectRow(4)
    assert table.current_key == 5
    table.set_rows(LINES[2:10])
    assert table.current_key == 5


def test_enter_and_double_click_open_the_row_by_its_key(qtbot: QtBot, table: RecordTable) -> None:
    table.set_rows(LINES[:3])
    table.view.selectRow(1)
    with qtbot.waitSignal(table.activated) as opened:
        press_key(qtbot, table.view, Qt.Key.Key_Return)
    assert opened.args == [2]
    with qtbot.waitSignal(table.activated) as opened:
        table.view.doubleClicked.emit(table.model.index(2, 0))
    assert opened.args == [3]


def test_enter_in_an_empty_list_does_nothing(qtbot: QtBot, table: RecordTable) -> None:
    table.set_rows([])
    with qtbot.assertNotEmitted(table.activated):
        press_key(qtbot, table.view, Qt.Key.Key_Return)


def test_an_empty_list_says_so(table: RecordTable) -> None:
    table.set_rows([])
    assert table.empty.isVisible()
    assert table.empty.text == "No action is open."
    table.set_source(None)
    assert table.empty.text == "No action is open."
    table.set_rows(LINES[:1])
    assert table.view.isVisible()


def test_tab_leaves_the_table(qtbot: QtBot, table: RecordTable) -> None:
    table.set_rows(LINES[:3])
    table.view.selectRow(0)
    press_key(qtbot, table.view, Qt.Key.Key_Tab)
    assert table.current_key == 1
    assert table.view.currentIndex().column() == 0


def test_only_a_sortable_heading_asks_for_another_order(qtbot: QtBot, table: RecordTable) -> None:
    told: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda key, down: told.append((key, down)))
    header = table.view.horizontalHeader()
    for section in (0, 1, 1, 1):
        header.sectionClicked.emit(section)
    assert told == [("due", False), ("due", True), ("due", False)]


def test_cells_say_their_column_and_their_words_to_a_screen_reader(table: RecordTable) -> None:
    table.set_rows(LINES[:1])
    settle()
    found = QAccessible.queryAccessibleInterface(table.view)
    assert found.text(QAccessible.Text.Name) == "Actions"
    said = table.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "State: Open"
    assert table.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "20/11/2026"


def test_a_tag_is_painted_with_its_colour(table: RecordTable) -> None:
    table.set_rows([Line(1, "A-1", None, Tag("Overdue", Tone.ERROR))])
    settle()
    rect = table.view.visualRect(table.model.index(0, 2))
    image = table.view.viewport().grab(rect).toImage()
    back = theme.tokens().tint(Tone.ERROR)[0]
    pixels = {image.pixelColor(x, rect.height() // 2).name() for x in range(image.width())}
    assert back in pixels


def test_rows_are_higher_with_larger_text(table: RecordTable) -> None:
    before = table.view.verticalHeader().defaultSectionSize()
    theme.override(text_scale=2.0)
    assert table.view.verticalHeader().defaultSectionSize() > before * 1.7


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (3, "3"),
        (date(2026, 2, 1), "01/02/2026"),
        (time(9, 5), "09:05"),
        (datetime(2026, 2, 1, 9, 5), "01/02/2026 09:05"),
        ("two\nlines  here", "two lines here"),
        (Tag("Draft"), "Draft"),
    ],
)
def test_a_cell_is_written_as_a_person_reads_it(value: Any, words: str) -> None:
    assert cell_text(value) == words


def test_rows_may_be_plain_mappings_with_a_cursor_of_their_own(show: Show) -> None:
    made = RecordTable(COLUMNS[:1], row_key="key", cursor_key="place")
    show(made)
    asked: list[Any] = []

    def fetch(after: Any, limit: int, deliver: Deliver) -> None:
        asked.append(after)
        first = 0 if after is None else after + 1
        deliver([{"key": f"k{n}", "place": n, "reference": n} for n in range(first, min(first + limit, 60))])

    made.set_source(fetch)
    settle()
    made.view.scrollToBottom()
    settle()
    assert asked == [None, 49]
    made.view.selectRow(0)
    assert made.current_key == "k0"


def test_a_column_is_as_wide_as_its_words_before_any_room_is_given_away(show: Show) -> None:
    columns = (Column("state", "State", 40), Column("person", "Person", 30), Column("school", "School", 30))
    table = RecordTable(columns, name="Plans")
    show(table)
    table.resize(theme.theme().em(44), theme.theme().em(20))
    names = ("Tamsin Example-Wetherby", "Larkfield Example Academy")
    table.set_rows([{"id": 1, "state": "Open", "person": names[0], "school": names[1]}])
    settle()
    for number in range(len(columns)):
        assert table.view.columnWidth(number) >= table.view.sizeHintForColumn(number)
    assert table.view.columnWidth(0) < table.view.columnWidth(1)


def test_where_room_is_short_long_words_give_way_and_references_do_not(show: Show) -> None:
    columns = (Column("reference", "Reference", 14), Column("subject", "About", 60))
    table = RecordTable(columns, name="Plans")
    show(table)
    table.resize(theme.theme().em(24), theme.theme().em(20))
    table.set_rows([{"id": 1, "reference": "AP-2026-00003", "subject": "A sentence without an end " * 20}])
    settle()
    assert table.view.columnWidth(0) >= table.view.sizeHintForColumn(0)
    assert table.view.columnWidth(1) < table.view.sizeHintForColumn(1)
    assert table.view.horizontalHeader().length() <= table.view.viewport().width()


def test_a_tag_is_never_cut(show: Show) -> None:
    columns = (Column("state", "State", 20), Column("subject", "About", 60))
    table = RecordTable(columns, name="Plans")
    show(table)
    table.resize(theme.theme().em(26), theme.theme().em(20))
    state = Tag("Waiting for a sergeant who did not write it", Tone.INFORMATION)
    table.set_rows([{"id": 1, "state": state, "subject": "A sentence without an end " * 20}])
    settle()
    assert table.view.columnWidth(0) >= table.view.sizeHintForColumn(0)
