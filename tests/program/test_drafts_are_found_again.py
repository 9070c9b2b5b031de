"""A draft is found by whichever button opens its page, also when the page itself noted what was chosen."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ssp_desktop.services import activities, page_drafts
from ssp_desktop.services.page_drafts import PageDraft, ToKeep
from ssp_desktop.ui import dialogs, page_keeper
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.activity_edit import ActivityEditPage
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.pages.prevention_plan import PreventionPlanPage
from ssp_desktop.ui.shell import Shell
from tests.features.activity_steps import recorded
from tests.features.steps import open_other_school
from tests.pages.page_steps import words
from tests.program.conftest import OpenProgram, press_once_there, sign_in
from tests.stores import Store

WORDS = "Knife crime, with the tutor of 8B"
WHY = "The day was wrong."


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_keeper, "LOOK_EVERY_MS", 50)


def settled(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: shell.desk.tasks.idle, timeout=10_000)


def go(qtbot: QtBot, shell: Shell, page: str, record_id: int | None = None, **extra: Any) -> None:
    shell.go(Place(page, record_id, extra))
    settled(qtbot, shell)


def page_of(shell: Shell) -> RecordForm:
    assert isinstance(shell.page, RecordForm)
    return shell.page


def form_of(shell: Shell) -> FormView:
    form = page_of(shell).form
    assert form is not None
    return form


def type_into(shell: Shell, key: str, text: str) -> None:
    form = form_of(shell)
    form.row(key).set_value(text)
    form.row(key).changed.emit()


def reason_of(shell: Shell) -> QLineEdit:
    reason = page_of(shell).reason
    assert reason is not None
    return reason


def kept(shell: Shell) -> tuple[PageDraft, ...]:
    return page_drafts.own(shell.desk.signed_in)


def wait_until_kept(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: "Draft saved 10:00" in words(shell), timeout=10_000)
    settled(qtbot, shell)


@pytest.mark.parametrize(
    ("listed", "button", "question"),
    [
        ("activities", "Record an activity", "subject"),
        ("information_shares", "Record a sharing", "purpose"),
        ("missing_pupils", "Fill in a sheet", "parents_note"),
    ],
)
def test_the_button_that_starts_a_record_shows_the_one_that_was_begun(
    open_program: OpenProgram, qtbot: QtBot, listed: str, button: str, question: str
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    go(qtbot, shell, listed)
    press_once_there(qtbot, shell, button)
    settled(qtbot, shell)
    type_into(shell, question, WORDS)
    go(qtbot, shell, "home")
    go(qtbot, shell, listed)
    press_once_there(qtbot, shell, button)
    settled(qtbot, shell)
    assert form_of(shell).values()[question] == WORDS
    assert "Draft saved 10:00" in words(shell)
    go(qtbot, shell, "home")  # without a touch
    assert [each.extra["typed"][question] for each in kept(shell)] == [WORDS]


def test_saving_the_record_that_was_begun_ends_its_draft(open_program: OpenProgram, qtbot: QtBot) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    go(qtbot, shell, "activity_edit")
    type_into(shell, "subject", WORDS)
    go(qtbot, shell, "home")
    go(qtbot, shell, "activity_edit")
    type_into(shell, "kind", "patrol")
    type_into(shell, "intelligence_led", "no")
    press_once_there(qtbot, shell, "Save")
    settled(qtbot, shell)
    assert "PA-2026-00001 is recorded." in words(shell)
    assert kept(shell) == ()


def test_the_school_that_was_chosen_comes_back_with_the_words(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    other = open_other_school(store)
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    go(qtbot, shell, "activity_edit")
    page = shell.page
    assert isinstance(page, ActivityEditPage)
    assert page.school is not None
    type_into(shell, "subject", WORDS)
    page.school.set_value(other)
    go(qtbot, shell, "home")
    go(qtbot, shell, "activity_edit")
    again = shell.page
    assert isinstance(again, ActivityEditPage)
    assert again.school is not None
    assert (again.school.value(), form_of(shell).values()["subject"]) == (other, WORDS)
    go(qtbot, shell, "activity_edit", partnership_id=1)  # a record of that school is another one
    assert form_of(shell).values()["subject"] == ""
    go(qtbot, shell, "home")
    assert [each.extra["chosen_school"] for each in kept(shell)] == [other]


def test_a_reason_alone_is_kept_while_it_is_typed_as_one_draft_and_found_by_correct(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    made = recorded(store.sign_in("officer"))
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "officer")
    go(qtbot, shell, "activity_edit", made.id)
    QTest.keyClicks(reason_of(shell), WHY)
    wait_until_kept(qtbot, shell)
    (first,) = kept(shell)
    assert first.extra["typed_reason"] == WHY
    QTest.keyClicks(reason_of(shell), " Seen by the SPOC.")
    qtbot.waitUntil(lambda: [each.extra["typed_reason"] for each in kept(shell)] != [WHY], timeout=10_000)
    assert [each.id for each in kept(shell)] == [first.id]
    go(qtbot, shell, "home")
    go(qtbot, shell, "activity", made.id)
    press_once_there(qtbot, shell, "Correct")
    settled(qtbot, shell)
    assert reason_of(shell).text() == f"{WHY} Seen by the SPOC."
    type_into(shell, "subject", WORDS)
    press_once_there(qtbot, shell, "Save the correction")
    settled(qtbot, shell)
    assert "AC-2026-00001 is corrected." in words(shell)
    assert kept(shell) == ()


def test_discarding_the_draft_takes_the_reason_too(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    made = recorded(store.sign_in("officer"))
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "officer")
    go(qtbot, shell, "activity_edit", made.id)
    QTest.keyClicks(reason_of(shell), WHY)
    wait_until_kept(qtbot, shell)
    dialogs.answers.set_next_answer(True)
    press_once_there(qtbot, shell, "Discard this draft")
    settled(qtbot, shell)
    assert reason_of(shell).text() == ""
    assert kept(shell) == ()


def test_a_draft_whose_page_noted_the_school_under_another_name_still_opens_from_home(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    other = open_other_school(store)
    sergeant = store.sign_in("sergeant")
    made = recorded(sergeant)
    blank = activities.start(sergeant).values
    for record_id, extra in (
        (None, {"partnership_id": other, "typed": {**blank, "subject": WORDS}}),
        (made.id, {"reason": WHY, "typed": {**blank, "kind": "presentation", "subject": "As it was"}}),
    ):
        page_drafts.save(sergeant, ToKeep("activity_edit", record_id, extra, f"Draft of {record_id}"))
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    press_once_there(qtbot, shell, f"Draft of {made.id}")
    qtbot.waitUntil(lambda: shell.place.page == "activity_edit")
    settled(qtbot, shell)
    assert (reason_of(shell).text(), form_of(shell).values()["subject"]) == (WHY, "As it was")
    go(qtbot, shell, "home")
    press_once_there(qtbot, shell, "Draft of None")
    qtbot.waitUntil(lambda: shell.place.page == "activity_edit")
    settled(qtbot, shell)
    assert isinstance(shell.page, ActivityEditPage)
    assert shell.page.school is not None
    assert (shell.page.school.value(), form_of(shell).values()["subject"]) == (other, WORDS)
    type_into(shell, "subject", "More")
    go(qtbot, shell, "home")
    assert {each.extra["typed"]["subject"] for each in kept(shell)} == {"As it was", "More"}


def test_notes_on_two_topics_of_the_prevention_plan_are_both_kept_and_found_from_the_menu(
    open_program: OpenProgram, qtbot: QtBot
) -> None:
    shell = sign_in(qtbot, open_program(), "officer")
    go(qtbot, shell, "prevention_plan")
    for topic in ("hate_crime", "road_safety"):
        note_about(qtbot, shell, topic).set_value(f"A note on {topic}")
    wait_until_kept(qtbot, shell)
    go(qtbot, shell, "home")
    go(qtbot, shell, "prevention_plan")
    for topic in ("hate_crime", "road_safety"):
        assert note_about(qtbot, shell, topic).value() == f"A note on {topic}"
    go(qtbot, shell, "home")
    (draft,) = kept(shell)
    notes = {about: typed["note"] for about, typed in draft.extra["typed"].items()}
    assert notes == {
        "1 2026 hate_crime": "A note on hate_crime",
        "1 2026 road_safety": "A note on road_safety",
    }


def note_about(qtbot: QtBot, shell: Shell, topic: str) -> Any:
    page = shell.page
    assert isinstance(page, PreventionPlanPage)
    qtbot.waitUntil(lambda: bool(page.tables), timeout=10_000)
    page.tables[0].activated.emit(topic)
    assert page.planner is not None
    return page.planner.rows["note"]
