"""What was typed and kept is not saved over what a colleague has changed since; nobody's words are undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import arrest_arrangements, attachments, evaluations, storage_checklists
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.shell import Shell
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from tests.features.arrest_steps import arrangement_values
from tests.features.evaluation_steps import begin, fill, meeting, objective
from tests.features.picture_files import file_with, located_jpeg
from tests.features.storage_steps import checklist_values
from tests.pages.page_steps import press, settle, words
from tests.program.conftest import OpenProgram, press_once_there, sign_in
from tests.stores import Store

OVERTAKEN = "This was changed since you began. What you typed cannot be saved over it."
MINE, THEIRS = "Through the kitchen yard", "Past the sports hall"
ARRANGEMENTS = Place("arrest_arrangement", 1)


@pytest.fixture
def arranged(store: Store) -> Store:
    """A store in which arrangements with the school are agreed: revision 1."""
    arrest_arrangements.save(store.sign_in("officer"), 1, arrangement_values(), based_on=0)
    store.sign_out()
    return store


def form_page(qtbot: QtBot, shell: Shell) -> RecordForm:
    settle(qtbot, shell.desk)
    shown = getattr(shell.page, "shown", shell.page)
    assert isinstance(shown, RecordForm)
    assert shown.form is not None
    return shown


def write(page: RecordForm, **changes: Any) -> None:
    assert page.form is not None
    page.form.set_values({**page.form.values(), **changes})


def typed(page: RecordForm, key: str) -> Any:
    assert page.form is not None
    return page.form.values()[key]


def stored_route(shell: Shell) -> tuple[int, str]:
    opened = arrest_arrangements.open_arrangement(shell.desk.signed_in, 1)
    return opened.revision, opened.values["route"]


def test_a_colleagues_correction_is_not_undone_by_what_was_kept_over_a_lock(
    open_program: OpenProgram, arranged: Store, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(ARRANGEMENTS)
    write(form_page(qtbot, shell), vehicle=MINE)
    program.lock()
    shell = sign_in(qtbot, program, "second_officer")
    shell.go(ARRANGEMENTS)
    write(form_page(qtbot, shell), route=THEIRS)
    press_once_there(qtbot, shell, "Save")
    settle(qtbot, shell.desk)
    program.lock()

    shell = sign_in(qtbot, program, "officer")
    page = form_page(qtbot, shell)
    assert OVERTAKEN in words(page)
    press_once_there(qtbot, shell, "Save")
    settle(qtbot, shell.desk)
    assert "Somebody changed these arrangements while you were writing." in words(page)
    assert typed(page, "vehicle") == MINE
    assert stored_route(shell) == (2, THEIRS)

    shell.go(Place("home"))
    shell.go(ARRANGEMENTS)  # before the page has read anything it is left again
    shell.go(Place("home"))
    settle(qtbot, shell.desk)
    shell.go(ARRANGEMENTS)
    page = form_page(qtbot, shell)
    assert (OVERTAKEN in words(page), typed(page, "vehicle")) == (True, MINE)

    dialogs.answers.set_next_answer(True)
    press_once_there(qtbot, shell, "Discard this draft")
    page = form_page(qtbot, shell)
    assert (OVERTAKEN in words(page), typed(page, "route")) == (False, THEIRS)
    write(page, vehicle=MINE)
    press_once_there(qtbot, shell, "Save")
    settle(qtbot, shell.desk)
    assert stored_route(shell) == (3, THEIRS)
    assert arrest_arrangements.open_arrangement(shell.desk.signed_in, 1).values["vehicle"] == MINE


def test_a_draft_that_nobody_has_overtaken_is_saved(
    open_program: OpenProgram, arranged: Store, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    shell.go(ARRANGEMENTS)
    write(form_page(qtbot, shell), route=MINE)
    program.lock()
    shell = sign_in(qtbot, program, "officer")
    assert OVERTAKEN not in words(form_page(qtbot, shell))
    press_once_there(qtbot, shell, "Save")
    settle(qtbot, shell.desk)
    assert stored_route(shell) == (2, MINE)


def test_parts_of_an_evaluation_are_written_side_by_side(
    open_program: OpenProgram, store: Store, qtbot: QtBot
) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "sergeant")
    objectives = Place("evaluation_part", evaluation, {"part": "objectives"})
    shell.go(objectives)
    write(form_page(qtbot, shell), objectives=(objective(),))
    shell.go(Place("home"))
    settle(qtbot, shell.desk)
    fill(shell.desk.signed_in, evaluation, EvaluationPart.MEETING, **meeting())
    shell.go(objectives)
    page = form_page(qtbot, shell)
    assert OVERTAKEN not in words(page)
    page.leaving()
    fill(shell.desk.signed_in, evaluation, EvaluationPart.OBJECTIVES, objectives=(objective(owner="PC 2"),))
    press(page, "Save")
    settle(qtbot, shell.desk)
    assert "Somebody changed this evaluation while you were writing." in words(page)
    shell.go(Place("home"))
    shell.go(objectives)
    assert OVERTAKEN in words(form_page(qtbot, shell))
    opened = evaluations.open_part(shell.desk.signed_in, evaluation, EvaluationPart.OBJECTIVES)
    assert [each["owner"] for each in opened.values["objectives"]] == ["PC 2"]
    assert (opened.revision, opened.said_since) == (3, 3)


def test_a_photograph_added_meanwhile_overtakes_no_checklist(
    open_program: OpenProgram, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    storage_checklists.save(store.sign_in("officer"), 1, checklist_values(), based_on=0)
    store.sign_out()
    shell = sign_in(qtbot, open_program(), "officer")
    checklist = Place("storage_checklist", 1)
    shell.go(checklist)
    write(form_page(qtbot, shell), R1_evidence="Two locks, seen today")
    shell.go(Place("home"))
    settle(qtbot, shell.desk)
    picture = file_with(tmp_path, located_jpeg())
    attachments.add(shell.desk.signed_in, PHOTOGRAPHS, 1, picture, "The door with both locks", "R1")
    shell.go(checklist)
    page = form_page(qtbot, shell)
    assert OVERTAKEN not in words(page)
    press(page, "Save, and finish it later")
    settle(qtbot, shell.desk)
    opened = storage_checklists.open_checklist(shell.desk.signed_in, 1)
    assert (opened.revision, opened.said_since) == (3, 3)
    assert [row["evidence"] for row in opened.values["items"] if row["code"] == "R1"] == [
        "Two locks, seen today"
    ]
