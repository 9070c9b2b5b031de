"""The first run, through the real wizard: what the person is told, and what lies on the disk afterwards."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.policy import Policy
from ssp_desktop.services import set_up, sign_in, store_settings
from ssp_desktop.services.schools_file import sample_file
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.tasks import Tasks
from tests.pages.before_sign_in import settle, tasks
from tests.pages.looking import visible_text
from tests.pages.wizard import (
    NOTICE,
    PASSWORD,
    PERSON,
    Start,
    fill_person,
    pc,
    start,
    title,
    to_person,
    to_school,
    type_groups,
)
from tests.ui.conftest import plain_look

__all__ = ["pc", "plain_look", "start", "tasks"]


def test_six_steps_lead_to_a_store_that_its_first_person_opens(
    qtbot: QtBot, tasks: Tasks, start: Start, store_folder: Path, pc: ThisPc
) -> None:
    wizard = start()
    seen = [wizard.step_label.text()]
    done: list[Path] = []
    wizard.finished.connect(done.append)
    wizard.notice_step.questions.set_values(NOTICE)
    wizard.go_on()
    seen.append(wizard.step_label.text())
    QTest.mouseClick(wizard.preset_step.buttons["metropolitan_police"], Qt.MouseButton.LeftButton)
    wizard.go_on()
    seen.append(wizard.step_label.text())
    wizard.school_step.questions.set_values({"school_name": "Larkfield Example Academy", "urn": "900001"})
    wizard.go_on()
    seen.append(wizard.step_label.text())
    titles = [button.text() for button in wizard.person_step.role.buttons.values()]
    assert titles == ["Supervising sergeant", "Administrator", "Children and Young Person specialist"]
    assert "right of administration" in visible_text(wizard)
    fill_person(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    seen.append(wizard.step_label.text())
    wizard.go_on()
    seen.append(wizard.step_label.text())
    type_groups(wizard)
    assert not set_up.find_store(store_folder)
    wizard.go_on()
    settle(qtbot, tasks)
    assert done == [store_folder]
    assert seen == [f"Setting up SSP Desktop: step {number} of 6" for number in range(1, 7)]
    signed_in = sign_in.sign_in(store_folder, "sergeant", PASSWORD, pc)
    facts = store_settings.read(signed_in)
    assert (facts.controller, facts.dsa_reference, facts.preset) == (
        NOTICE["controller"],
        "not yet",
        "metropolitan_police",
    )
    assert signed_in.actor.administrator
    sign_in.sign_out(signed_in)


def test_the_notice_says_whose_data_this_is_and_must_be_acknowledged(start: Start) -> None:
    wizard = start()
    words = visible_text(wizard)
    assert "data controller" in words
    assert "(DPIA)" in words
    assert "(DSA)" in words
    assert wizard.focusWidget() is wizard.notice_step.notice
    wizard.notice_step.questions.set_values({**NOTICE, "acknowledged": False})
    wizard.go_on()
    assert title(wizard) == "Whose data this is"
    summary = wizard.notice_step.questions.summary
    assert wizard.focusWidget() is summary
    assert [link.text() for link in summary.links] == [
        "Tick to confirm: I have read this notice and my force has agreed to keep these records on this PC."
    ]
    assert wizard.notice_step.questions.rows["acknowledged"].error == summary.links[0].text()
    summary.links[0].click()
    assert wizard.focusWidget() is wizard.notice_step.questions.rows["acknowledged"].editor.focus_target()
    assert wizard.notice_step.values()["controller"] == NOTICE["controller"]


def test_back_keeps_everything_that_was_typed(start: Start) -> None:
    wizard = start()
    to_person(wizard)
    fill_person(wizard)
    for _ in range(3):
        wizard.go_back()
    assert title(wizard) == "Whose data this is"
    assert wizard.back_button.isHidden()
    for _ in range(3):
        wizard.go_on()
    assert title(wizard) == "The first person"
    assert wizard.person_step.values() == {**PERSON, "role": "sergeant", "administrator": True}
    assert wizard.person_step.password.text == PASSWORD


def test_enter_goes_on(start: Start) -> None:
    wizard = start()
    wizard.notice_step.questions.set_values(NOTICE)
    line = wizard.notice_step.questions.rows["dsa_reference"].editor.focus_target()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert title(wizard) == "Your force"


def test_incomplete_people_are_told_everything_at_once(start: Start) -> None:
    wizard = start()
    to_person(wizard)
    wizard.person_step.questions.set_values({"user_name": "Sgt Achebe"})
    wizard.go_on()
    links = [link.text() for link in wizard.person_step.questions.summary.links]
    assert [words.split(" ", 3)[:3] for words in links] == [
        ["Enter", "an", "answer"],
        ["A", "user", "name"],
        ["Choose", "an", "answer"],
        ["Enter", "a", "password,"],
    ]
    assert wizard.person_step.role.error == links[2]


def test_a_password_made_of_the_schools_name_is_refused_in_words(start: Start) -> None:
    wizard = start()
    to_person(wizard)
    fill_person(wizard, "Larkfield Academy 99")
    assert "names and words that others connect" in wizard.person_step.password.verdict.text()
    wizard.go_on()
    assert title(wizard) == "The first person"
    assert "names and words that others connect" in wizard.person_step.password.first.error
    assert wizard.person_step.password.text == "Larkfield Academy 99"


# --- the schools file


def test_a_school_is_found_by_name_and_taken_with_the_keyboard(
    qtbot: QtBot, tasks: Tasks, start: Start
) -> None:
    wizard = start()
    to_school(wizard)
    finder = wizard.school_step.finder
    dialogs.answers.set_next_file_name(sample_file())
    finder.open_button.click()
    settle(qtbot, tasks)
    assert "40 schools are in this list" in visible_text(finder)
    finder.search.setText("academy larkfield")
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert [school.urn for school in finder.found] == ["900001"]
    assert wizard.focusWidget() is finder.hits
    QTest.keyClick(finder.hits, Qt.Key.Key_Return)
    values = wizard.school_step.values()
    assert (values["school_name"], values["urn"]) == ("Larkfield Example Academy", "900001")
    assert values["school_type"]
    assert values["telephone"]
    assert "Also taken from the list" in visible_text(wizard)
    wizard.school_step.questions.set_values({"urn": "123456"})
    assert "telephone" not in wizard.school_step.values()


def test_a_school_is_found_by_its_number(qtbot: QtBot, tasks: Tasks, start: Start) -> None:
    wizard = start(demo=True)
    to_school(wizard)
    finder = wizard.school_step.finder
    finder.sample_link.click()
    settle(qtbot, tasks)
    finder.search.setText("900001")
    finder.look_up()
    settle(qtbot, tasks)
    assert [school.name for school in finder.found] == ["Larkfield Example Academy"]
    finder.search.setText("no such school")
    finder.look_up()
    settle(qtbot, tasks)
    assert "No school found." in visible_text(finder)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no school|cannot be read|empty"),
        (b"PK\x03\x04 this is a zip", "zip|not a list of schools"),
        (b"Name,Place\nLarkfield,Exampleton\n", "not a list of schools"),
        (b"URN,EstablishmentName\n900001,Larkfield\n", "lacks"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words_and_what_was_typed_stays(
    qtbot: QtBot, tasks: Tasks, start: Start, tmp_path: Path, content: bytes, words: str
) -> None:
    wizard = start()
    to_school(wizard)
    wizard.school_step.questions.set_values({"school_name": "Larkfield Example Academy"})
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    wizard.school_step.finder.read(path)
    settle(qtbot, tasks)
    message = wizard.school_step.finder.notice.message
    assert message.startswith("Problem: ")
    assert any(each in message for each in words.split("|")), message
    assert wizard.school_step.values()["school_name"] == "Larkfield Example Academy"
    assert wizard.school_step.finder.open_button.isEnabled()


def test_reading_a_large_file_can_be_stopped(
    qtbot: QtBot, tasks: Tasks, start: Start, tmp_path: Path
) -> None:
    rows = list(csv.reader(sample_file().read_text(encoding="cp1252").splitlines()))
    path = tmp_path / "large.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file).writerows([rows[0], *(rows[1:] * 800)])
    wizard = start()
    to_school(wizard)
    finder = wizard.school_step.finder
    finder.read(path)
    assert not finder.bar.isHidden()
    assert not finder.open_button.isEnabled()
    finder.stop_button.click()
    settle(qtbot, tasks)
    assert "Reading was stopped" in visible_text(finder)
    assert finder.search.isHidden()
    finder.read(path)
    settle(qtbot, tasks)
    assert "32,000 schools are in this list" in visible_text(finder)


@pytest.mark.parametrize(
    ("fixed", "chosen"),
    [
        ("metropolitan_police", "metropolitan_police"),
        ("no_such_force", "england_and_wales"),
        ("", "england_and_wales"),
    ],
)
def test_the_policy_may_choose_the_force_beforehand(start: Start, fixed: str, chosen: str) -> None:
    assert start(policy=Policy(preset=fixed)).preset_step.preset.key == chosen
