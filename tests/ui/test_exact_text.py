"""Hostile text: NUL, half characters, a megabyte at once. Nothing is lost before validate has seen it."""

from __future__ import annotations

from datetime import date
from datetime import time as clock
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Section
from ssp_desktop.forms.validation import validate
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.fields.text import BoxEditor, LineEditor
from tests.ui.conftest import press, settle

LINE = Field("line", "Name", Kind.TEXT, max_length=120)
BOX = Field("box", "What was said", Kind.VERBATIM, max_length=200_000)
SPEC = FormSpec("sample", "Sample", 1, (Section("all", "All", (LINE, BOX)),))
NOW = Context(date(2026, 11, 21), clock(12, 0))

MEGABYTES = {
    "one word": "x" * 1_000_000,
    "one paragraph": "word and so " * 83_334,
    "many lines": ("word and so " * 6 + "\n") * 13_700,
    "Arabic": "مرحبا بكم " * 100_000,
}


def row_of(qtbot: QtBot, field: Field) -> FieldRow:
    row = build_row(field)
    qtbot.addWidget(row)
    row.resize(800, 300)
    row.show()
    settle()
    return row


def complaints(**values: Any) -> list[str]:
    found = validate(SPEC, {"line": "", "box": "", **values}, NOW, complete=False)
    return [problem.message for problem in found]


@pytest.mark.parametrize("field", [LINE, BOX], ids=["line", "box"])
@pytest.mark.parametrize(
    ("text", "told"), [("a\x00b", "null character"), ("a\ud83db", "damaged character"), ("\udc00", "damaged")]
)
def test_what_was_set_survives_until_validate_refuses_it(
    qtbot: QtBot, field: Field, text: str, told: str
) -> None:
    row = row_of(qtbot, field)
    row.set_value(text)
    assert row.value() == text
    [message] = complaints(**{field.key: row.value()})
    assert told in message


def test_a_half_character_that_came_by_hand_is_still_seen(qtbot: QtBot) -> None:
    line, box = row_of(qtbot, LINE), row_of(qtbot, BOX)
    assert isinstance(line.editor, LineEditor)
    assert isinstance(box.editor, BoxEditor)
    line.editor.line.insert("\U0001f600a\ud800b")
    box.editor.box.insertPlainText("\U0001f600a\ud800b\x00")
    assert line.value() == "\U0001f600a\ud800b"
    assert box.value() == "\U0001f600a\ud800b\x00"
    assert "damaged" in complaints(line=line.value())[0]


@pytest.mark.parametrize("field", [LINE, BOX], ids=["line", "box"])
def test_editing_after_a_damaged_text_keeps_the_damage_in_sight(qtbot: QtBot, field: Field) -> None:
    row = row_of(qtbot, field)
    row.set_value("a\ud800")
    target = row.editor.focus_target()
    event = QInputMethodEvent()
    event.setCommitString("ż")
    QApplication.sendEvent(target, event)
    assert "\ud800" in row.value()
    assert "ż" in row.value()


@pytest.mark.parametrize("name", MEGABYTES)
@pytest.mark.parametrize("field", [LINE, BOX], ids=["line", "box"])
def test_a_pasted_megabyte_is_not_lost(qtbot: QtBot, field: Field, name: str) -> None:
    row = row_of(qtbot, field)
    row.set_value("before ")
    text = MEGABYTES[name]
    paste = paste_into(row, text)
    paste()
    settle()
    expected = "before " + text
    assert row.value() in {expected, expected.replace("\n", " ")}
    assert "characters long. Shorten it" in complaints(**{field.key: row.value()})[0]


def paste_into(row: FieldRow, text: str) -> Any:
    if isinstance(row.editor, LineEditor):
        line = row.editor.line
        line.end(False)
        return lambda: line.insert(text)
    assert isinstance(row.editor, BoxEditor)
    box, data = row.editor.box, QMimeData()
    data.setText(text)
    box.moveCursor(box.textCursor().MoveOperation.End)
    return lambda: box.insertFromMimeData(data)


def test_a_text_too_long_to_show_is_told_and_can_be_taken_out_again(qtbot: QtBot) -> None:
    row = row_of(qtbot, BOX)
    assert isinstance(row.editor, BoxEditor)
    row.set_value("kept")
    with qtbot.waitSignal(row.changed):
        paste_into(row, MEGABYTES["one word"])()
    assert "1,000,004 characters long. All of it is kept" in row.editor.note.text()
    assert row.editor.box.isReadOnly()
    press(qtbot, row.editor.take_out)
    assert row.value() == "kept"
    assert not row.editor.box.isReadOnly()


def test_pasting_over_the_clipboard_works_as_usual(qtbot: QtBot) -> None:
    row = row_of(qtbot, BOX)
    assert isinstance(row.editor, BoxEditor)
    QGuiApplication.clipboard().setText("Zażółć 张伟")
    row.editor.box.paste()
    QGuiApplication.clipboard().clear()
    assert row.value() == "Zażółć 张伟"


HOSTILE = st.text(st.characters(codec=None, exclude_characters="\r\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x85"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_any_text_that_is_set_comes_out_unchanged(qtbot: QtBot, text: str) -> None:
    for field in (LINE, BOX):
        row = build_row(field)
        qtbot.addWidget(row)
        row.set_value(text)
        assert row.value() == text
