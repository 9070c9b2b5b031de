"""Every kind of question: what goes in comes out, and what is typed is read."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.spec import Field, Kind, empty_value
from ssp_desktop.ui.fields import FieldRow, PersonChoice, build_row
from ssp_desktop.ui.fields.choice import ChoiceEditor, ConfirmationEditor, RadioEditor
from ssp_desktop.ui.fields.parsed import CalendarDialog, DateEditor, ParsedEditor
from ssp_desktop.ui.fields.person import PersonEditor
from ssp_desktop.ui.fields.text import BoxEditor, LineEditor
from ssp_desktop.vocabulary.contact import Answer, Arising, Concern
from ssp_desktop.vocabulary.people import Ethnicity
from tests.ui.conftest import press, press_key, settle, type_text
from tests.ui.every_kind import PEOPLE

COLUMNS = (Field("name", "Name", Kind.TEXT), Field("born", "Date of birth", Kind.DATE))
FIELDS = {
    Kind.TEXT: Field("text", "Text", Kind.TEXT),
    Kind.LONG_TEXT: Field("long", "Long text", Kind.LONG_TEXT, max_length=100),
    Kind.VERBATIM: Field("words", "Exact words", Kind.VERBATIM),
    Kind.REFERENCE: Field("reference", "Reference", Kind.REFERENCE),
    Kind.DATE: Field("day", "Date", Kind.DATE),
    Kind.TIME: Field("time", "Time", Kind.TIME),
    Kind.NUMBER: Field("number", "Number", Kind.NUMBER),
    Kind.RATING: Field("rating", "Rating", Kind.RATING, minimum=1, maximum=4),
    Kind.CHOICE: Field("choice", "Choice", Kind.CHOICE, choices=Arising),
    Kind.YES_NO: Field("yes", "Yes or no", Kind.YES_NO, choices=Answer),
    Kind.CHOICES: Field("several", "Several", Kind.CHOICES, choices=Concern),
    Kind.CONFIRMATION: Field("confirm", "I confirm it", Kind.CONFIRMATION),
    Kind.PERSON: Field("person", "Person", Kind.PERSON),
    Kind.ROWS: Field("rows", "Rows", Kind.ROWS, columns=COLUMNS, row_name="pupil"),
}
LONG_LIST = Field("ethnicity", "Ethnicity", Kind.CHOICE, choices=Ethnicity)

VALUES: list[tuple[Kind, Any]] = [
    *((kind, empty_value(field)) for kind, field in FIELDS.items()),
    (Kind.TEXT, "O'Neill-Smith <b>&amp; 张伟"),
    (Kind.LONG_TEXT, "one\ntwo\n\n three\u00a0four "),
    (Kind.VERBATIM, "\u200fمرحبا\ttab"),
    (Kind.REFERENCE, "CR/0000/26"),
    (Kind.DATE, date(2026, 2, 1)),
    (Kind.DATE, "31/02/2026"),
    (Kind.DATE, "1/2/26"),
    (Kind.TIME, time(0, 0)),
    (Kind.TIME, "25:00"),
    (Kind.NUMBER, 0),
    (Kind.NUMBER, "a dozen"),
    (Kind.RATING, 4),
    (Kind.RATING, "9"),
    (Kind.RATING, 9),
    (Kind.CHOICE, "chance"),
    (Kind.CHOICE, "not_in_the_list"),
    (Kind.YES_NO, "not_applicable"),
    (Kind.YES_NO, "perhaps"),
    (Kind.CHOICES, ("harm", "weapons")),
    (Kind.CHOICES, ("weapons", "not_in_the_list")),
    (Kind.CONFIRMATION, True),
    (Kind.PERSON, 2),
    (Kind.PERSON, 99),
    (Kind.ROWS, ({"row_id": 3, "name": "Ng", "born": date(2012, 1, 1)},)),
    (Kind.ROWS, tuple({"row_id": None, "name": str(n), "born": "1/1/12"} for n in range(5))),
]


def row_of(qtbot: QtBot, field: Field, **more: Any) -> FieldRow:
    row = build_row(field, people=PEOPLE, **more)
    qtbot.addWidget(row)
    row.show()
    return row


def test_the_table_of_values_holds_every_kind() -> None:
    assert {kind for kind, _ in VALUES} == set(Kind)


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=lambda each: str(each)[:30])
def test_a_value_comes_out_as_it_went_in_and_setting_it_is_no_change(
    qtbot: QtBot, kind: Kind, value: Any
) -> None:
    row = row_of(qtbot, FIELDS[kind])
    with qtbot.assertNotEmitted(row.changed):
        row.set_value(value)
    assert row.value() == value
    assert type(row.value()) is type(value)


@pytest.mark.parametrize("kind", list(Kind))
def test_wiping_leaves_the_empty_value(qtbot: QtBot, kind: Kind) -> None:
    row = row_of(qtbot, FIELDS[kind])
    row.set_value(next(value for each, value in reversed(VALUES) if each is kind))
    row.wipe()
    assert row.value() == empty_value(FIELDS[kind])


def test_undo_cannot_bring_back_what_was_wiped(qtbot: QtBot) -> None:
    line, box = row_of(qtbot, FIELDS[Kind.TEXT]), row_of(qtbot, FIELDS[Kind.LONG_TEXT])
    assert isinstance(line.editor, LineEditor)
    assert isinstance(box.editor, BoxEditor)
    line.editor.line.insert("canary")
    box.editor.box.insertPlainText("canary")
    for row in (line, box):
        row.wipe()
    line.editor.line.undo()
    box.editor.box.undo()
    assert (line.value(), box.value()) == ("", "")


def test_a_typed_date_is_read_and_written_in_full_when_the_field_is_left(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.DATE])
    assert isinstance(row.editor, DateEditor)
    with qtbot.waitSignal(row.changed):
        type_text(qtbot, row.editor.line, "1 feb 2026")
    press_key(qtbot, row.editor.line, Qt.Key.Key_Return)
    assert row.value() == date(2026, 2, 1)
    assert row.editor.line.text() == "01/02/2026"


def test_an_impossible_date_stays_on_the_screen(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.DATE])
    assert isinstance(row.editor, DateEditor)
    type_text(qtbot, row.editor.line, "31/02/2026")
    press_key(qtbot, row.editor.line, Qt.Key.Key_Return)
    assert row.editor.line.text() == row.value() == "31/02/2026"


@pytest.mark.parametrize(("kind", "wanted"), [(Kind.DATE, date), (Kind.TIME, time)])
def test_one_press_enters_today_or_now(qtbot: QtBot, kind: Kind, wanted: type) -> None:
    row = row_of(qtbot, FIELDS[kind])
    assert isinstance(row.editor, ParsedEditor)
    with qtbot.waitSignal(row.changed):
        press(qtbot, row.editor.helpers[0])
    assert isinstance(row.value(), wanted)


def test_the_calendar_opens_at_the_date_and_gives_the_marked_day(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.DATE])
    assert isinstance(row.editor, DateEditor)
    row.set_value(date(2026, 3, 1))
    chosen: list[date] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CalendarDialog)
        chosen.append(dialog.chosen)
        dialog.calendar.setSelectedDate(dialog.calendar.selectedDate().addDays(1))
        dialog.accept()

    QTimer.singleShot(0, answer)
    press(qtbot, row.editor.helpers[1])
    assert chosen == [date(2026, 3, 1)]
    assert row.value() == date(2026, 3, 2)


def test_the_mouse_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.CHOICE])
    assert isinstance(row.editor, ChoiceEditor)
    row.set_value("planned")
    centre = QPointF(10, 10)
    event = QWheelEvent(
        centre,
        centre,
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.editor.combo, event)
    assert row.value() == "planned"
    assert not event.isAccepted()


def test_a_long_list_is_searched_by_typing_a_part_of_it(qtbot: QtBot) -> None:
    row = row_of(qtbot, LONG_LIST)
    assert isinstance(row.editor, ChoiceEditor)
    combo = row.editor.combo
    assert combo.isEditable()
    combo.setEditText("irish trav")
    combo.settle()
    assert row.value() == "W3"
    combo.setEditText("any other")
    combo.settle()
    assert row.value() == "any other", "several fit: the text stays, for validate to refuse in words"
    combo.setEditText("  ")
    combo.settle()
    assert row.value() == ""


def test_a_short_list_is_not_editable(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.CHOICE])
    assert isinstance(row.editor, ChoiceEditor)
    assert not row.editor.combo.isEditable()


def test_a_radio_answer_can_be_cleared_again(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.YES_NO])
    assert isinstance(row.editor, RadioEditor)
    assert row.editor.clear.isHidden()
    press(qtbot, row.editor.buttons[1])
    assert row.value() == "no"
    press(qtbot, row.editor.clear)
    assert row.value() == ""
    assert row.editor.clear.isHidden()


def test_a_person_who_is_gone_from_the_list_is_not_lost(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.PERSON])
    row.set_value(99)
    assert row.value() == 99
    row.set_value(1)
    assert row.value() == 1


def test_many_people_are_searched_by_name(qtbot: QtBot) -> None:
    people = [PersonChoice(n, f"PC {n:04} Example", "Officer") for n in range(1, 20)]
    row = build_row(FIELDS[Kind.PERSON], people=people)
    qtbot.addWidget(row)
    assert isinstance(row.editor, PersonEditor)
    row.editor.combo.setEditText("0007")
    assert row.value() is None
    row.editor.combo.settle()
    assert row.value() == 7


def test_text_near_its_limit_is_counted_and_a_childs_words_only_beyond_it(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.LONG_TEXT])
    assert isinstance(row.editor, BoxEditor)
    row.set_value("x" * 80)
    assert row.editor.note.isHidden()
    row.set_value("x" * 95)
    assert row.editor.note.text() == "5 characters left."
    row.set_value("x" * 103)
    assert row.editor.note.text() == "3 characters too many."
    words = row_of(qtbot, FIELDS[Kind.VERBATIM])
    assert isinstance(words.editor, BoxEditor)
    words.set_value("x" * 199)
    assert words.editor.note.isHidden()


def test_the_box_grows_with_its_text_within_limits(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.LONG_TEXT])
    assert isinstance(row.editor, BoxEditor)
    heights = []
    for lines in (1, 10, 100):
        row.set_value("line\n" * lines)
        settle()
        heights.append(row.editor.box.height())
    assert heights[0] < heights[1] < heights[2] < 20 * row.fontMetrics().lineSpacing()


def test_tab_leaves_a_long_text(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.LONG_TEXT])
    assert isinstance(row.editor, BoxEditor)
    press_key(qtbot, row.editor.box, Qt.Key.Key_Tab)
    assert row.value() == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_required_and_optional_are_told_in_words(qtbot: QtBot, kind: Kind) -> None:
    row = row_of(qtbot, FIELDS[kind])
    label = FIELDS[kind].label
    row.set_required(True)
    assert f"{label} (required)" in shown_label(row)
    row.set_required(False)
    assert f"{label} (optional)" in shown_label(row)
    row.set_read_only(True)
    assert "(" not in shown_label(row)


def shown_label(row: FieldRow) -> str:
    return row.editor.tick.text() if isinstance(row.editor, ConfirmationEditor) else row.label.text()


def test_an_error_stands_beside_the_field_and_in_its_description(qtbot: QtBot) -> None:
    row = row_of(qtbot, FIELDS[Kind.TEXT])
    row.set_error("Enter a name.")
    assert row.error_label.text() == "Error: Enter a name."
    assert row.error_label.isVisible()
    assert "Error: Enter a name." in row.editor.focus_target().accessibleDescription()
    row.set_error("")
    assert row.error_label.isHidden()
    assert "Error" not in row.editor.focus_target().accessibleDescription()


def test_an_ampersand_in_a_label_is_no_shortcut(qtbot: QtBot) -> None:
    row = row_of(qtbot, Field("k", "Health & safety", Kind.TEXT))
    assert "Health && safety" in row.label.text()
    assert row.editor.focus_target().accessibleName() == "Health & safety"
    assert row.label.buddy() is row.editor.focus_target()
