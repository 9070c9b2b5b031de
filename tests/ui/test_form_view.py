"""FormView: sections, conditions, problems, the two audiences, wording, wiping."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.spec import Problem, empty_values
from ssp_desktop.ui.fields.choice import ChoiceEditor, RadioEditor
from ssp_desktop.ui.fields.rows import RowsEditor
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.section_nav import MARK_ROLE
from tests.ui.conftest import Show, press, press_key, settle, type_text
from tests.ui.every_kind import FILLED, PEOPLE, SPEC

PROBLEMS = [
    Problem("pupils.1.date_of_birth", "Enter a real date of birth."),
    Problem("owner", "Choose a person for “Who follows it up”."),
]


def marks(form: FormView) -> list[str]:
    return [form.list.item(place).data(MARK_ROLE) for place in range(form.list.count())]


def test_an_untouched_form_gives_the_empty_values(form: FormView) -> None:
    assert form.values() == empty_values(SPEC)


def test_answers_come_out_as_they_went_in_whether_or_not_a_section_was_opened(form: FormView) -> None:
    form.set_values(FILLED)
    assert form.values() == FILLED
    for place in range(len(form.sections)):
        form.open_section(place)
    settle()
    assert form.values() == FILLED


def test_setting_answers_is_no_change_and_typing_is(qtbot: QtBot, form: FormView) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values(FILLED)
    target = form.row("place").editor.focus_target()
    with qtbot.waitSignal(form.changed):
        type_text(qtbot, target, "!")
    assert form.values()["place"] == "Shared room, Larkfield Example Academy!"


def test_a_hidden_question_gives_its_empty_value_and_comes_back_as_it_was(
    qtbot: QtBot, form: FormView
) -> None:
    form.set_values(FILLED)
    staff, presence = form.row("staff"), form.row("presence")
    assert isinstance(staff.editor, RadioEditor)
    press(qtbot, staff.editor.buttons[1])
    settle()
    assert presence.isHidden()
    assert form.values()["presence"] == ""
    press(qtbot, staff.editor.buttons[0])
    settle()
    assert not presence.isHidden()
    assert form.values()["presence"] == "throughout"


def test_a_draft_keeps_what_stands_in_hidden_questions_and_a_record_does_not(
    qtbot: QtBot, form: FormView
) -> None:
    form.set_values({**FILLED, "pupils": ({**FILLED["pupils"][0], "role": "suspect", "why": "Typed"},)})
    staff, role = form.row("staff").editor, form.row("pupils").editor
    assert isinstance(staff, RadioEditor)
    assert isinstance(role, RowsEditor)
    press(qtbot, staff.buttons[1])
    role.cards[0].fields["role"].set_value("victim")
    role.cards[0].changed.emit()
    settle()
    record, draft = form.values(), form.typed()
    assert (record["presence"], record["pupils"][0]["why"]) == ("", "")
    assert (draft["presence"], draft["pupils"][0]["why"]) == ("throughout", "Typed")
    form.set_values(draft)
    press(qtbot, staff.buttons[0])
    assert form.values()["presence"] == "throughout"


def test_the_list_of_sections_says_what_is_still_to_answer(qtbot: QtBot, form: FormView) -> None:
    assert marks(form) == ["4 to answer", "1 to answer", "4 to answer", "2 to answer"]
    type_text(qtbot, form.row("place").editor.focus_target(), "Room 1")
    settle()
    assert marks(form)[0] == "3 to answer"
    form.set_values(FILLED)
    assert marks(form) == ["Complete"] * 4
    said = form.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "When and where it happened, Complete"


def test_problems_open_the_right_section_and_the_summary_has_the_keyboard(form: FormView) -> None:
    form.set_values(FILLED)
    form.show_problems(PROBLEMS)
    settle()
    assert form.section_key == "pupils_section"
    assert form.summary.hasFocus()
    assert form.summary.isVisible()
    assert form.summary.accessibleName() == "There is a problem: 2 things to put right"
    assert [link.text() for link in form.summary.links] == [problem.message for problem in PROBLEMS]
    assert marks(form) == ["Complete", "1 problem", "Complete", "1 problem"]


def test_a_link_leads_to_its_field_in_another_section_with_the_same_words(
    qtbot: QtBot, form: FormView
) -> None:
    form.set_values(FILLED)
    form.show_problems(PROBLEMS)
    settle()
    press(qtbot, form.summary.links[1])
    settle()
    assert form.section_key == "follow_up"
    row = form.row("owner")
    assert row.editor.focus_target().hasFocus()
    assert row.error_label.text() == f"Error: {PROBLEMS[1].message}"
    assert visible_in_window(row.error_label)
    assert form.summary.isVisible()


def test_a_link_leads_into_the_row_that_is_wrong(qtbot: QtBot, form: FormView) -> None:
    form.set_values(FILLED)
    form.show_problems(PROBLEMS)
    settle()
    press_key(qtbot, form.summary.links[0], Qt.Key.Key_Space)
    settle()
    focused = form.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Pupil 2: Date of birth"
    assert PROBLEMS[0].message in focused.accessibleDescription()
    assert visible_in_window(focused)


def test_problems_go_when_they_are_cleared(form: FormView) -> None:
    form.set_values(FILLED)
    form.show_problems(PROBLEMS)
    form.clear_problems()
    settle()
    assert not form.summary.isVisible()
    assert form.row("owner").error == ""
    assert marks(form) == ["Complete"] * 4


def test_ctrl_page_down_and_up_go_from_section_to_section(qtbot: QtBot, form: FormView) -> None:
    form.row("contact_date").take_focus()
    down, up = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp
    for key, wanted in ((down, "pupils_section"), (down, "account"), (up, "pupils_section")):
        focused = form.window().focusWidget()
        assert focused is not None
        with qtbot.waitSignal(form.section_changed) as told:
            press_key(qtbot, focused, key, Qt.KeyboardModifier.ControlModifier)
        assert told.args == [wanted]
        settle()


def test_the_arrow_keys_in_the_list_open_sections(qtbot: QtBot, form: FormView) -> None:
    form.list.setFocus()
    with qtbot.waitSignal(form.section_changed) as told:
        press_key(qtbot, form.list, Qt.Key.Key_Down)
    assert told.args == ["pupils_section"]


def test_a_narrow_form_has_a_drop_down_instead_of_the_list(form: FormView) -> None:
    assert form.list.isVisible()
    form.resize(500, 700)
    settle()
    assert not form.list.isVisible()
    assert form.combo.isVisible()
    form.combo.setCurrentIndex(2)
    form.combo.activated.emit(2)
    assert form.section_key == "account"


def test_the_school_sees_no_police_question_and_cannot_empty_one(show: Show) -> None:
    form = FormView(SPEC, show_police=False, people=PEOPLE)
    show(form)
    form.set_values(FILLED)
    assert "note" not in form.values()
    form.open_section("follow_up")
    with pytest.raises(KeyError):
        form.row("note")


def test_a_forces_words_stand_in_titles_labels_help_and_choices(show: Show) -> None:
    def local(text: str) -> str:
        return text.replace("contact", "encounter").replace("school", "college")

    form = FormView(SPEC, show_police=True, people=PEOPLE, wording=local)
    show(form)
    assert form.row("contact_date").label.text() == "Date of the encounter (required)"
    arising = form.row("arising").editor
    assert isinstance(arising, ChoiceEditor)
    assert arising.combo.findText("The college asked") > 0
    assert form.values().keys() == empty_values(SPEC).keys()


def test_read_only_answers_can_be_read_but_not_changed(qtbot: QtBot, form: FormView) -> None:
    form.set_values(FILLED)
    form.set_read_only(True)
    target = form.row("place").editor.focus_target()
    type_text(qtbot, target, "x")
    assert form.values() == FILLED
    assert marks(form) == [""] * 4


def test_after_wiping_no_widget_holds_a_word_of_the_record(form: FormView) -> None:
    values: dict[str, Any] = {**FILLED, "words": "canary", "seen": "canary", "place": "canary"}
    values["pupils"] = tuple({**row, "name": "canary"} for row in FILLED["pupils"])
    form.set_values(values)
    for place in range(len(form.sections)):
        form.open_section(place)
        settle()
    form.show_problems([Problem("place", "canary")])
    assert canaries(form.window())
    form.wipe()
    settle()
    assert canaries(form.window()) == []
    assert form.values() == empty_values(SPEC)


def canaries(window: QWidget) -> list[str]:
    """Return every text of every widget, its names and tool tips, that holds the canary."""
    found = []
    for each in window.findChildren(QWidget):
        texts = [each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.whatsThis()]
        if isinstance(each, QLineEdit | QLabel):
            texts.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            texts.append(each.toPlainText())
        elif isinstance(each, QComboBox):
            texts += [each.itemText(place) for place in range(each.count())]
        found += [text for text in texts if "canary" in text]
    return found


def visible_in_window(widget: QWidget) -> bool:
    """Tell whether a widget can be seen whole, not only in part."""
    return widget.visibleRegion().boundingRect().size() == widget.size()
