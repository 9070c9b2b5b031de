"""Rows: cards that are added, removed, put back, numbered and named."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.spec import Audience, Field
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.fields.rows import RowsEditor
from tests.ui.conftest import Show, press, settle, type_text
from tests.ui.every_kind import FILLED, SPEC

PUPILS: Field = SPEC.field("pupils")


@pytest.fixture
def row(show: Show) -> FieldRow:
    made = build_row(PUPILS)
    show(made)
    return made


def editor(row: FieldRow) -> RowsEditor:
    assert isinstance(row.editor, RowsEditor)
    return row.editor


def pupils(*names: str) -> tuple[dict[str, Any], ...]:
    blank = {**FILLED["pupils"][1], "date_of_birth": None, "ethnicity": "NS"}
    return tuple({**blank, "row_id": number, "name": name} for number, name in enumerate(names))


def test_adding_a_pupil_puts_the_keyboard_into_its_first_question(qtbot: QtBot, row: FieldRow) -> None:
    rows = editor(row)
    assert rows.add_button.text() == "Add a pupil"
    with qtbot.waitSignal(row.changed):
        press(qtbot, rows.add_button)
    assert rows.cards[0].fields["name"].editor.focus_target().hasFocus()
    assert rows.add_button.text() == "Add another pupil"
    type_text(qtbot, rows.cards[0].fields["name"].editor.focus_target(), "Ng")
    assert row.value()[0]["name"] == "Ng"
    assert row.value()[0]["row_id"] is None


def test_every_card_is_numbered_in_its_heading_and_in_the_names_of_its_controls(row: FieldRow) -> None:
    row.set_value(pupils("First", "Second"))
    settle()
    second = editor(row).cards[1]
    assert second.title_label is not None
    assert second.title_label.text() == "Pupil 2"
    assert second.fields["date_of_birth"].editor.focus_target().accessibleName() == "Pupil 2: Date of birth"
    assert second.remove.accessibleName() == "Remove this pupil: Pupil 2"


def test_a_removed_pupil_is_gone_and_can_be_put_back_where_it_was(qtbot: QtBot, row: FieldRow) -> None:
    row.set_value(pupils("First", "Second", "Third"))
    settle()
    press(qtbot, editor(row).cards[1].remove)
    assert [each["name"] for each in row.value()] == ["First", "Third"]
    assert editor(row).put_back.text() == "Pupil 2 was removed. Put it back"
    assert editor(row).put_back.hasFocus()
    settle()
    assert editor(row).cards[1].name == "Pupil 2"
    press(qtbot, editor(row).put_back)
    assert [each["name"] for each in row.value()] == ["First", "Second", "Third"]
    assert [each["row_id"] for each in row.value()] == [0, 1, 2]
    assert editor(row).put_back.isHidden()


def test_wiping_forgets_the_removed_pupil_too(qtbot: QtBot, row: FieldRow) -> None:
    row.set_value(pupils("Canary"))
    press(qtbot, editor(row).cards[0].remove)
    row.wipe()
    press(qtbot, editor(row).put_back)
    assert row.value() == ()


def test_there_are_never_more_rows_than_the_form_allows(row: FieldRow) -> None:
    row.set_value(pupils("1", "2", "3", "4"))
    assert not editor(row).add_button.isEnabled()
    row.set_value(pupils("1", "2", "3"))
    assert editor(row).add_button.isEnabled()


def test_rows_that_are_not_built_yet_are_already_answers(row: FieldRow) -> None:
    many = pupils("1", "2", "3", "4")
    row.set_value(many)
    assert len(editor(row).cards) == 1
    assert row.value() == many
    settle()
    assert len(editor(row).cards) == 4
    assert row.value() == many


def test_a_question_inside_a_card_appears_with_the_answer_that_calls_for_it(row: FieldRow) -> None:
    row.set_value(({**pupils("Ng")[0], "role": "suspect", "why": "Named"},))
    why = editor(row).cards[0].fields["why"]
    assert not why.isHidden()
    editor(row).cards[0].fields["role"].set_value("witness")
    editor(row).cards[0].refresh()
    assert why.isHidden()
    assert row.value()[0]["why"] == ""


def test_columns_for_the_police_only_are_absent_for_the_school_and_their_answers_stay(show: Show) -> None:
    made = build_row(PUPILS, show_police=False)
    show(made)
    made.set_value(FILLED["pupils"])
    settle()
    shown = editor(made).cards[0].fields
    assert all(each.spec.audience is Audience.EVERYONE for each in shown.values())
    assert made.value()[0]["intelligence"] == "INT-000"


def test_read_only_rows_can_be_neither_added_nor_removed(row: FieldRow) -> None:
    row.set_value(pupils("Ng", "Ng"))
    row.set_read_only(True)
    settle()
    assert editor(row).add_button.isHidden()
    assert all(card.remove.isHidden() for card in editor(row).cards)
    assert not editor(row).cards[1].fields["ethnicity"].editor.focus_target().isEnabled()
